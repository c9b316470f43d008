#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "plan/plan.h"
#include "base/banned.h"

/* What the checks share. */
struct checking {
	struct site *site;
	const struct ledger *ledger;
	struct diag *diag;
	struct event **by_path;
};

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct event *const *)left)->path,
		(*(struct event *const *)right)->path);
}

static void sort_by_path(struct checking *it)
{
	struct site *site = it->site;
	size_t size = site->event_count * sizeof(*site->events);

	it->by_path = pool_alloc(&site->pool, size + 1);
	if (size == 0)
		return;
	memcpy(it->by_path, site->events, size);
	qsort(it->by_path, site->event_count, sizeof(*it->by_path),
		compare_paths);
}

static struct event *event_at(const struct checking *it, const char *path)
{
	struct event key = {.path = path};
	struct event *const wanted = &key;
	struct event **found = NULL;

	if (it->site->event_count > 0)
		found = bsearch(&wanted, it->by_path, it->site->event_count,
			sizeof(*it->by_path), compare_paths);
	return found ? *found : NULL;
}

static int check_authority(const struct checking *it)
{
	const char *now = it->site->publisher.authority;
	const char *published = it->ledger->authority;

	if (published == NULL || strcmp(published, now) == 0)
		return 0;
	diag_error(it->diag, (struct pos){"events/publisher.xml", 0, 0},
		"authority is '%s', but ids were published under '%s'", now,
		published);
	return diag_help(it->diag,
		"write authority=\"%s\" again: ids must never change",
		published);
}

/* A record that is there but bad has its own complaints. */
static int is_gone(struct checking *it, const char *record)
{
	int result = file_stands(record);

	if (result < 0)
		diag_unreadable(it->diag, (struct pos){record, 0, 0});
	return result == 0;
}

/* The meeting has no sound record of its uid. */
static void check_gone(struct checking *it, const struct ledger_line *line)
{
	struct pos at = {line->record, 0, 0};
	struct event *other = event_at(it, line->record);

	if (other != NULL &&
		ledger_find(it->ledger, other->uid, "-", item_event) == NULL) {
		other->hidden = 1;
		diag_error(it->diag, other->at, "the uid was published as %s",
			line->uid);
		diag_help(it->diag,
			"write uid=\"%s\" again: subscribers know the meeting "
			"by it",
			line->uid);
		return;
	}
	if (other == NULL && !is_gone(it, line->record))
		return;
	diag_error(it->diag, at, "was published, and its record is gone");
	diag_help(it->diag,
		"put it back; a meeting that will not take place is "
		"status=\"cancelled\"; `dialogue-feeds build --forget %s` takes "
		"it out of all feeds",
		line->uid);
}

static int has_time(const struct event *event, const char *uid)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (strcmp(event->sittings[i].uid, uid) == 0)
			return sitting_has_day(&event->sittings[i]);
	return 0;
}

/* Drafts and embargoes come too late for what is known already. */
static void check_hidden(struct checking *it, const struct event *event)
{
	struct pos at = {event->path, 0, 0};

	if (event->draft) {
		diag_error(it->diag, at, "was published and is a draft now");
		diag_help(it->diag,
			"delete draft=\"yes\"; a meeting that will not "
			"take place is status=\"cancelled\"");
	} else if (event->not_before.when.precision != WHEN_ABSENT) {
		diag_error(
			it->diag, at, "was published and is under embargo now");
		diag_help(it->diag,
			"delete not-before=\"…\": what is known cannot be held "
			"back");
	}
}

/* What stands in calendars must not vanish from them without a word. */
static void check_time(struct checking *it, struct event *event)
{
	if (event->hidden)
		return;
	event->hidden = 1;
	diag_error(it->diag, (struct pos){event->path, 0, 0},
		"a time that was published is gone");
	diag_help(it->diag,
		"put <time> back; a meeting that will not take place then is "
		"status=\"postponed\" or \"cancelled\"");
}

/* Whether the line is the first of this item in the publisher's order. */
static int is_leading(const struct checking *it, const struct ledger_line *line)
{
	const struct publisher *publisher = &it->site->publisher;

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];

		if (strcmp(language, line->language) == 0)
			return 1;
		if (ledger_find(it->ledger, line->uid, language, line->item) !=
			NULL)
			return 0;
	}
	return 0;
}

static void check_release(struct checking *it, struct event *event,
	const struct ledger_line *line)
{
	const struct release *release = event_release(event, line->item);
	struct pos at = release ? release->at : event->at;

	if (strcmp(line->state, state_published) != 0 ||
		!is_leading(it, line) || (release != NULL && !release->hidden))
		return;
	/* Calendars name the release too. */
	event->disputed = 1;
	if (release == NULL)
		diag_error(it->diag, at,
			"the release '%s' was published and is gone",
			line->item);
	else
		diag_error(it->diag, at,
			"the release '%s' was published and is %s now",
			line->item,
			release->status == RELEASE_DRAFT ? "a draft"
							 : "under embargo");
	diag_help(it->diag,
		"write status=\"withdrawn\" to take it back in public");
}

static const char *text_path(
	struct checking *it, const struct event *event, const char *language)
{
	return pool_printf(&it->site->pool, "%.*s%s.xml",
		(int)(strlen(event->path) - strlen("event.xml")), event->path,
		language);
}

static const struct text *hidden_text(
	const struct event *event, const char *language)
{
	for (size_t i = 0; i < event->hidden_text_count; i++) {
		const struct text *text = event->texts[event->text_count + i];

		if (strcmp(text->language, language) == 0)
			return text;
	}
	return NULL;
}

/* Words that were published and have no text that could be shown. */
static void check_words(
	struct checking *it, const struct event *event, const char *language)
{
	const char *path = text_path(it, event, language);
	const struct text *hidden = hidden_text(event, language);

	if (hidden != NULL) {
		diag_error(it->diag, (struct pos){path, 0, 0},
			"was published and is %s now",
			hidden->draft ? "a draft" : "under embargo");
		diag_help(it->diag,
			"delete %s; until then what was published stands",
			hidden->draft ? "draft=\"yes\"" : "not-before=\"…\"");
	} else if (is_gone(it, path)) {
		diag_error(it->diag, (struct pos){path, 0, 0},
			"was published, and is gone");
		diag_help(it->diag,
			"put it back; until then what was published stands");
	}
}

static void check_texts(struct checking *it, const struct event *event,
	const struct ledger_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *shown = lines[i].shown;
		size_t j = 0;

		if (strcmp(shown, "-") == 0 ||
			strcmp(lines[i].state, state_removed) == 0 ||
			event_text(event, shown) != NULL)
			continue;
		while (strcmp(lines[j].shown, shown) != 0)
			j++;
		if (j == i)
			check_words(it, event, shown);
	}
}

static int is_published(const struct ledger *ledger, const struct event *event)
{
	const struct ledger_line *line =
		ledger_find(ledger, event->uid, "-", item_event);

	return line != NULL && strcmp(line->state, state_published) == 0;
}

static void check_event(struct checking *it, struct event *event)
{
	size_t count;
	const struct ledger_line *lines =
		ledger_of(it->ledger, event->uid, &count);

	if (event->hidden && is_published(it->ledger, event))
		check_hidden(it, event);
	if (event->hidden)
		return;
	check_texts(it, event, lines, count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].item, item_event) != 0 &&
			strcmp(lines[i].item, item_vevent) != 0 &&
			strncmp(lines[i].item, item_change,
				strlen(item_change)) != 0)
			check_release(it, event, &lines[i]);
}

static void check_line(struct checking *it, const struct ledger_line *line)
{
	struct event *event = site_event(it->site, line->uid);

	if (strcmp(line->state, state_forgotten) == 0)
		return;
	if (strcmp(line->item, item_event) == 0 && event == NULL &&
		!it->site->is_part)
		check_gone(it, line);
	if (strcmp(line->item, item_vevent) != 0)
		return;
	/* Sittings beside the main one have a UUIDv5 for their uid. */
	if (event == NULL && strlen(line->uid) == 36 && line->uid[14] == '5')
		event = event_at(it, line->record);
	if (event != NULL && !has_time(event, line->uid))
		check_time(it, event);
}

int plan_check(
	struct site *site, const struct ledger *ledger, struct diag *diag)
{
	struct checking it = {site, ledger, diag, NULL};

	sort_by_path(&it);
	if (check_authority(&it) != 0)
		return -1;
	for (size_t i = 0; i < ledger->count; i++)
		check_line(&it, &ledger->lines[i]);
	for (size_t i = 0; i < site->event_count; i++)
		check_event(&it, site->events[i]);
	return 0;
}
