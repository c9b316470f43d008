#include <stdlib.h>
#include <string.h>
#include "model/digest.h"
#include "plan/ledger.h"
#include "base/banned.h"

/* Part `moments` at its slash; `second` is empty when there is none. */
static void split_moments(
	const char *moments, struct buf *first, struct buf *second)
{
	size_t length = strcspn(moments, "/");

	buf_put(first, moments, length);
	buf_puts(second, moments + length + (moments[length] == '/'));
}

static int is_about_change(const struct ledger_line *line)
{
	return strncmp(line->item, item_change, strlen(item_change)) == 0;
}

int ledger_recall(const struct ledger_line *line, struct entry_memory *memory)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	int result;

	split_moments(line->moments, &first, &second);
	memory->before.precision = WHEN_ABSENT;
	result = instant_parse_ical(first.bytes, &memory->published);
	memory->updated = memory->published;
	if (is_about_change(line) && strcmp(line->state, state_removed) != 0)
		when_parse(second.bytes, &memory->before, NULL);
	else
		result |= instant_parse_ical(second.bytes, &memory->updated);
	buf_release(&second);
	buf_release(&first);
	return result;
}

const char *ledger_shown(const struct ledger_line *line)
{
	return strcmp(line->shown, "-") == 0 ? line->language : line->shown;
}

static void put_sitting(struct buf *out, const struct sitting *sitting)
{
	if (sitting->zone == NULL) {
		buf_putc(out, '-');
		return;
	}
	instant_put_ical(out, zone_instant(sitting->zone, &sitting->start));
	if (sitting->end.precision == WHEN_ABSENT)
		return;
	buf_putc(out, '/');
	instant_put_ical(out, zone_instant(sitting->zone, &sitting->end));
}

static void put_moments(struct buf *out, const struct fragment *fragment)
{
	const struct change_told *change = fragment->change;

	if (fragment->sitting != NULL) {
		put_sitting(out, fragment->sitting);
		return;
	}
	instant_put_ical(out, fragment->published);
	if (change == NULL || change->before.precision != WHEN_ABSENT)
		buf_putc(out, '/');
	if (change == NULL)
		instant_put_ical(out, fragment->updated);
	else
		when_put(out, &change->before);
}

/* Whether a meeting with clock times is still ahead, or going on. */
static int is_ahead(const struct fragment *fragment, instant now)
{
	const struct sitting *sitting = fragment->sitting;
	const struct when *end;

	if (sitting == NULL || sitting->zone == NULL)
		return 0;
	end = sitting->end.precision == WHEN_ABSENT ? &sitting->start
						    : &sitting->end;
	return zone_instant(sitting->zone, end) > now;
}

static enum news compare_with(const struct ledger_line *line,
	const struct fragment *fragment, const char *digest,
	const char *moments, instant now)
{
	if (line == NULL)
		return NEWS_NEW;
	/* What was forgotten comes back under the next number. */
	if ((strcmp(line->digest, digest) != 0 &&
		    strcmp(line->digest, digest_unknown) != 0) ||
		strcmp(line->state, state_forgotten) == 0 ||
		strcmp(line->state, state_removed) == 0)
		return NEWS_CHANGED;
	if (strcmp(line->digest, digest_unknown) == 0)
		return NEWS_NONE;
	if (strcmp(line->moments, moments) != 0 && is_ahead(fragment, now))
		return NEWS_SHIFTED;
	return NEWS_NONE;
}

/*
 * The line to be set in this run, as it was read, or a new one.  The texts of
 * its key are borrowed.
 */
static struct ledger_line *open_line(struct ledger *ledger, const char *uid,
	const char *language, const char *item)
{
	struct pool *pool = &ledger->pool;
	struct ledger_line *line =
		(struct ledger_line *)ledger_find(ledger, uid, language, item);
	struct ledger_line *before;

	if (line != NULL) {
		before = pool_alloc(pool, sizeof(*before));
		*before = *line;
		line->before = before;
	} else {
		line = pool_alloc(pool, sizeof(*line));
		line->uid = uid;
		line->language = language;
		line->item = item;
		ledger->added = pool_grow(pool, ledger->added,
			ledger->added_count, sizeof(*ledger->added));
		ledger->added[ledger->added_count++] = line;
	}
	line->is_told = 1;
	return line;
}

/* The next stamp of a line whose news these are. */
static void move_stamp(struct ledger_line *line, enum news news, instant now)
{
	if (news == NEWS_NEW) {
		line->stamp = (struct stamp){0, now, now};
	} else if (news != NEWS_NONE) {
		line->stamp.sequence++;
		line->stamp.modified = now > line->stamp.modified
			? now
			: line->stamp.modified + 1;
	}
}

static const char *state_of(const struct fragment *fragment)
{
	if (fragment->release != NULL &&
		fragment->release->status == RELEASE_WITHDRAWN)
		return state_withdrawn;
	return state_published;
}

static const char *item_of(struct pool *pool, const struct fragment *fragment)
{
	if (fragment->sitting != NULL)
		return item_vevent;
	if (fragment->change != NULL)
		return pool_printf(
			pool, "%s%s", item_change, fragment->change->name);
	return fragment->release->id;
}

void ledger_stamp(struct ledger *ledger, struct fragment *fragment, instant now)
{
	const struct view *view = fragment->view;
	const struct event *event = view->event;
	struct pool *pool = &ledger->pool;
	struct ledger_line *line;
	char digest[DIGEST_SIZE];
	struct buf moments = BUF_INIT;

	line = open_line(ledger,
		fragment->sitting ? fragment->sitting->uid : event->uid,
		fragment->language, item_of(pool, fragment));
	digest_fragment(digest, fragment);
	put_moments(&moments, fragment);
	fragment->news = compare_with(
		line->before, fragment, digest, moments.bytes, now);
	move_stamp(line, fragment->news, now);
	fragment->stamp = line->stamp;
	fragment->line = line;
	line->series = event->series->folder;
	line->record = event->path;
	line->digest = pool_text(pool, digest);
	line->moments = pool_text(pool, moments.bytes);
	line->shown = view->shown ? view->shown->language : "-";
	line->year = fragment->year;
	line->state = state_of(fragment);
	buf_release(&moments);
}

void ledger_keep(struct ledger *ledger, const struct ledger_line *line)
{
	ledger->lines[line - ledger->lines].is_told = 1;
}

void ledger_remove_entry(
	struct ledger *ledger, const struct ledger_line *line, instant now)
{
	struct ledger_line *removed =
		open_line(ledger, line->uid, line->language, line->item);
	struct entry_memory memory;
	struct buf moments = BUF_INIT;

	if (ledger_recall(removed, &memory) != 0)
		memory.published = memory.updated = removed->stamp.created;
	instant_put_ical(&moments, memory.published);
	buf_putc(&moments, '/');
	instant_put_ical(
		&moments, now > memory.updated ? now : memory.updated + 1);
	move_stamp(removed, NEWS_CHANGED, now);
	removed->moments = pool_text(&ledger->pool, moments.bytes);
	removed->state = state_removed;
	buf_release(&moments);
}

void ledger_restamp(struct fragment *fragment, instant now)
{
	struct ledger_line *line = fragment->line;

	fragment->news = NEWS_CHANGED;
	move_stamp(line, fragment->news, now);
	fragment->stamp = line->stamp;
}

static void take_back(struct ledger *ledger, struct ledger_line *line)
{
	if (line->before != NULL) {
		*line = *line->before;
		return;
	}
	for (size_t i = 0; i < ledger->added_count; i++)
		if (ledger->added[i] == line)
			ledger->added[i] = ledger->added[--ledger->added_count];
}

/* The line of this key among those added, or NULL. */
static struct ledger_line *find_added(
	const struct ledger *ledger, const char *uid, const char *item)
{
	for (size_t i = 0; i < ledger->added_count; i++)
		if (strcmp(ledger->added[i]->uid, uid) == 0 &&
			strcmp(ledger->added[i]->item, item) == 0)
			return ledger->added[i];
	return NULL;
}

/* In whatever language. */
static int is_remembered(
	const struct ledger *ledger, const char *uid, const char *item)
{
	size_t count;
	const struct ledger_line *lines = ledger_of(ledger, uid, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].item, item) == 0)
			return 1;
	return find_added(ledger, uid, item) != NULL;
}

void ledger_take_back(struct ledger *ledger, struct fragment *fragment)
{
	struct ledger_line *line = fragment->line;
	const char *uid = line->uid, *item = line->item;
	struct ledger_line *meeting;

	fragment->line = NULL;
	take_back(ledger, line);
	if (fragment->change == NULL || is_remembered(ledger, uid, item))
		return;
	/* A change that nobody was told is found again by the next run. */
	meeting =
		(struct ledger_line *)ledger_find(ledger, uid, "-", item_event);
	if (meeting == NULL)
		meeting = find_added(ledger, uid, item_event);
	if (meeting != NULL)
		take_back(ledger, meeting);
}

void ledger_note_event(
	struct ledger *ledger, const struct event *event, instant now)
{
	struct pool *pool = &ledger->pool;
	struct ledger_line *line =
		open_line(ledger, event->uid, "-", item_event);
	struct when start = event_start(event);
	struct buf facts = BUF_INIT;
	char digest[DIGEST_SIZE];

	when_put(&facts, &start);
	buf_printf(&facts, "/%s", status_name(event->status));
	digest_event(digest, event);
	if (line->before == NULL)
		move_stamp(line, NEWS_NEW, now);
	else if (strcmp(line->digest, digest) != 0)
		move_stamp(line, NEWS_CHANGED, now);
	line->series = event->series->folder;
	line->record = event->path;
	line->digest = pool_text(pool, digest);
	line->moments = pool_text(pool, facts.bytes);
	line->shown = "-";
	line->year = start.precision == WHEN_ABSENT ? 0 : start.year;
	line->state = state_published;
	buf_release(&facts);
}

static enum status status_called(const char *name)
{
	enum status status = STATUS_TENTATIVE;

	while (status < STATUS_CANCELLED &&
		strcmp(status_name(status), name) != 0)
		status++;
	return status;
}

int ledger_event(const struct ledger *ledger, const char *uid,
	struct when *start, enum status *status)
{
	const struct ledger_line *line =
		ledger_find(ledger, uid, "-", item_event);
	struct buf first = BUF_INIT, second = BUF_INIT;

	if (line == NULL)
		return -1;
	split_moments(line->moments, &first, &second);
	if (first.length == 0 ||
		when_parse(first.bytes, start, NULL) != WHEN_FINE)
		*start = (struct when){.precision = WHEN_ABSENT};
	*status = status_called(second.bytes);
	buf_release(&second);
	buf_release(&first);
	return 0;
}
