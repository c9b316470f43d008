#include "cmd/history.h"

#include <stdbool.h>
#include <stdlib.h>
#include "plan/changes.h"
#include "base/banned.h"

/* "2026-01-29T18:05+01:00", by the clock of the publisher. */
static void put_moment(struct buf *out, const struct zone *zone, instant at)
{
	struct when clock = zone_clock(zone, at);
	int offset = zone_offset(zone, at);

	clock.second = 0;
	when_put(out, &clock);
	if (zone_is_utc(zone))
		buf_putc(out, 'Z');
	else
		buf_printf(out, "%c%02d:%02d", offset < 0 ? '-' : '+',
			abs(offset) / 3600, abs(offset) / 60 % 60);
}

/* The line of a change, of its own. */
static void put_change(
	struct buf *out, const struct zone *zone, const struct change *change)
{
	buf_printf(out, "<%s", change_kind_name(change->kind));
	if (change->kind == CHANGE_MOVED) {
		buf_puts(out, " from=\"");
		when_put(out, &change->from);
		buf_putc(out, '"');
	}
	buf_puts(out, " at=\"");
	put_moment(out, zone, change->at.at);
	buf_puts(out, "\"/>");
}

static bool is_known(struct revision *revision)
{
	const struct event *event = revision->event;
	const struct date *embargo = &event->not_before;

	return revise_published(revision) != NULL ||
		(!event->draft &&
			(embargo->when.precision == WHEN_ABSENT ||
				embargo->at <= revision->now));
}

/* --- which lines --- */

struct lines {
	struct change *items; /* in order of time */
	size_t count;
};

static void append(
	struct revision *revision, struct lines *lines, struct change change)
{
	lines->items = pool_grow(
		&revision->pool, lines->items, lines->count, sizeof(change));
	lines->items[lines->count++] = change;
}

/*
 * A line counts for the first change of its kind: those that were published
 * and have none come in front of it.
 */
static bool is_missing(const struct change_told *told, bool with_announced)
{
	if (told->is_recorded)
		return false;
	if (told->kind == CHANGE_ANNOUNCED)
		return with_announced;
	return told->kind == CHANGE_MOVED || told->kind == CHANGE_POSTPONED ||
		told->kind == CHANGE_CANCELLED;
}

static void append_missing(
	struct revision *revision, struct lines *lines, bool with_announced)
{
	const struct published *before = revise_published(revision);
	struct changes told;

	if (before == NULL)
		return;
	told = changes_of_event(&revision->pool, before,
		&revision->site->publisher, revision->event, revision->now);
	for (size_t i = 0; i < told.count; i++)
		if (is_missing(&told.items[i], with_announced))
			append(revision, lines,
				(struct change){.kind = told.items[i].kind,
					.at.at = told.items[i].at,
					.from = told.items[i].before});
}

static bool has_announced(const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (changes[i].kind == CHANGE_ANNOUNCED)
			return true;
	return false;
}

/* --- where they go --- */

/* The line of the record that this one follows; the history: none. */
static const struct element *find_behind(const struct event *event,
	const struct element *history, const struct change *change)
{
	const struct element *behind = history;
	const struct element *line = element_first(history);

	for (size_t i = 0; i < event->change_count && line != NULL; i++) {
		if (event->history[i].at.at <= change->at.at)
			behind = line;
		line = element_next(line);
	}
	return behind;
}

static void add_to(struct revision *revision, const struct element *history,
	const struct lines *lines)
{
	struct edit *edit = revise_event(revision);

	for (size_t i = 0; i < lines->count; i++) {
		struct buf xml = BUF_INIT;

		put_change(
			&xml, revision->site->publisher.zone, &lines->items[i]);
		edit_add(edit, history,
			find_behind(revision->event, history, &lines->items[i]),
			xml.bytes);
		buf_release(&xml);
	}
}

static void add_history(struct revision *revision, const struct lines *lines)
{
	struct edit *edit = revise_event(revision);
	struct buf xml = BUF_INIT;

	buf_puts(&xml, "<history>\n");
	for (size_t i = 0; i < lines->count; i++) {
		buf_putc(&xml, '\t');
		put_change(
			&xml, revision->site->publisher.zone, &lines->items[i]);
		buf_putc(&xml, '\n');
	}
	buf_puts(&xml, "</history>");
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
}

void history_add(
	struct revision *revision, const struct change *changes, size_t count)
{
	const struct element *history =
		element_child(revise_event(revision)->root, "history");
	struct lines lines = {NULL, 0};

	if (count == 0 || !is_known(revision))
		return;
	append_missing(revision, &lines, has_announced(changes, count));
	for (size_t i = 0; i < count; i++)
		append(revision, &lines, changes[i]);
	if (history != NULL)
		add_to(revision, history, &lines);
	else
		add_history(revision, &lines);
}
