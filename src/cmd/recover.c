#include "cmd/recover.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/uuid.h"
#include "cmd/recover_archives.h"
#include "cmd/recovery.h"
#include "plan/accept.h"
#include "plan/feeds.h"
#include "plan/forget.h"
#include "read/load.h"
#include "base/banned.h"

/* What is hidden was never published, and is no part of the old world. */
static void drop_hidden_releases(struct event *event)
{
	size_t kept = 0;

	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			event->releases[kept++] = event->releases[i];
	event->release_count = kept;
}

/*
 * The records once more, as if nothing had been published: those that are not
 * sound are left out.  The complaints are those of the first reading.
 */
static int load_world(struct recovery *it)
{
	const struct ledger nothing = {.count = 0};
	struct diag diag = DIAG_INIT;
	struct site *world = site_load(&diag,
		&(struct load_options){.threads = build_jobs(it->build)});
	int result = diag.is_ill || world->publisher_failed ? -1 : 0;

	if (result == 0)
		result = accept_site(world, &nothing, &diag, it->build->now);
	for (size_t i = 0; result == 0 && i < world->event_count; i++)
		drop_hidden_releases(world->events[i]);
	if (result == 0) {
		pool_release(&it->build->ledger->world.pool);
		it->build->ledger->world = *world;
	} else {
		pool_release(&world->pool);
	}
	free(world);
	diag_release(&diag);
	it->world = &it->build->ledger->world;
	return result == 0 ? 0
			   : recovery_fail(it, "events", "it cannot be read");
}

/* The record of a meeting, if all of it can be published; or NULL. */
static struct event *sound_record(const struct recovery *it, const char *uid)
{
	struct event *event = site_event(it->world, uid);

	return event != NULL && !event->hidden && event->bad_text_count == 0
		? event
		: NULL;
}

static bool is_named(const struct build *build, const char *uid)
{
	for (size_t i = 0; i < build->forget_count; i++)
		if (strcmp(build->forget[i], uid) == 0)
			return true;
	return false;
}

static bool has_file(const struct recovery *it, const char *path)
{
	const struct publisher *publisher = &it->build->site->publisher;
	bool stands = false;

	for (const struct feed_kind *kind = feed_kinds; kind->name != NULL;
		kind++) {
		struct buf name = BUF_INIT;

		if (kind->scope != SCOPE_EVENT)
			continue;
		feeds_put_name(&name, kind, path, 0);
		for (size_t i = 0; i < publisher->language_count; i++)
			stands |=
				file_stands(pool_printf(it->pool, "feeds/%s/%s",
					publisher->languages[i], name.bytes)) !=
				0;
		buf_release(&name);
	}
	return stands;
}

static struct told *find_told(
	struct recovery *it, struct published *meeting, const char *language)
{
	for (size_t i = 0; i < meeting->told_count; i++)
		if (strcmp(meeting->told[i].language, language) == 0)
			return &meeting->told[i];
	meeting->told = pool_grow(it->pool, meeting->told, meeting->told_count,
		sizeof(*meeting->told));
	meeting->told[meeting->told_count] = (struct told){language, 0};
	return &meeting->told[meeting->told_count++];
}

/* No archive says it: the last of what they date.  Releases may be ahead. */
static void note_told(
	struct recovery *it, struct published *meeting, const struct row *row)
{
	struct told *told = find_told(it, meeting, row->language);
	instant modified =
		row->kind == ROW_VEVENT ? row->stamp.modified : row->updated;

	if (row->kind != ROW_VEVENT && modified > it->build->now)
		modified = it->build->now;
	if (told->modified < modified)
		told->modified = modified;
}

/* The moments of a time are those of today. */
static void note_moments(struct row *row, const struct event *event)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (strcmp(event->sittings[i].uid, row->item) == 0)
			stamp_moments(
				&event->sittings[i], &row->start, &row->end);
}

static struct published *add_meeting(
	struct recovery *it, const char *uid, struct event *event)
{
	struct ledger *ledger = it->build->ledger;
	struct published *meeting = pool_alloc(it->pool, sizeof(*meeting));

	meeting->uid = uid;
	meeting->event = event;
	meeting->path = event ? pool_printf(it->pool, "%s/%s",
					event->series->folder, event->folder)
			      : pool_printf(it->pool, "recovered/%s", uid);
	if (event != NULL) {
		event_call(event, uid);
		event->is_published = true;
		meeting->has_files = has_file(it, meeting->path);
	}
	ledger->meetings = pool_grow(it->pool, ledger->meetings, ledger->count,
		sizeof(*ledger->meetings));
	ledger->meetings[ledger->count++] = meeting;
	return meeting;
}

/* A meeting whose entries are all gone was forgotten before. */
static bool is_gone(const struct found *found, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (found[i].row.state != ROW_REMOVED)
			return false;
	return true;
}

static int report_lost(struct recovery *it, const struct found *found)
{
	report_failure(&it->build->report,
		"the meeting %s stands in %s, and has no sound record: put "
		"that right, or take the meeting out of all feeds with "
		"--forget uid:%s; nothing was written",
		found->uid, found->path, found->uid);
	return -1;
}

/* `found` is all that archives have of one meeting. */
static int recover_meeting(
	struct recovery *it, const struct found *found, size_t count)
{
	struct event *event = sound_record(it, found->uid);
	struct published *meeting;

	if (event == NULL && !is_gone(found, count) &&
		!is_named(it->build, found->uid))
		return report_lost(it, found);
	meeting = add_meeting(it, found->uid, event);
	for (size_t i = 0; i < count; i++) {
		struct row row = found[i].row;

		if (event != NULL)
			note_moments(&row, event);
		note_told(it, meeting, &row);
		published_add(it->pool, meeting, row);
	}
	if (event == NULL)
		forget_entries(meeting, it->build->now);
	return 0;
}

static int recover_meetings(struct recovery *it)
{
	int result = 0;
	size_t end;

	for (size_t i = 0; i < it->count; i = end) {
		end = i + 1;
		while (end < it->count &&
			strcmp(it->found[end].uid, it->found[i].uid) == 0)
			end++;
		if (recover_meeting(it, &it->found[i], end - i) != 0)
			result = -1;
	}
	return result;
}

static void note_site(struct ledger *ledger, const struct publisher *publisher)
{
	ledger->languages = publisher->languages;
	ledger->language_count = publisher->language_count;
	ledger->pages = publisher->pages;
}

int recover_ledger(struct build *build)
{
	struct recovery *it = pool_alloc(&build->pool, sizeof(*it));

	it->build = build;
	it->pool = &build->pool;
	build->recovery = it;
	progress_turn_to(&build->report.progress, "reading archives", 0);
	if (load_world(it) != 0)
		return -1;
	recovery_note_owners(it);
	if (recover_archives(it) != 0)
		return -1;
	recovery_sort(it);
	if (recover_meetings(it) != 0)
		return -1;
	note_site(build->ledger, &it->world->publisher);
	ledger_settle(build->ledger);
	return 0;
}

bool recover_has_forgotten(const struct build *build, const char *uid)
{
	const struct published *meeting = ledger_find(build->ledger, uid);

	return build->recovery != NULL && meeting != NULL &&
		meeting->event == NULL;
}

/* Its stamps are those of the archive, as long as nothing else differs. */
static bool says_the_same(
	const struct fragment *fragment, const struct found *found)
{
	icalcomponent *vevent = icalparser_parse_string(fragment->bytes.bytes);
	bool result = vevent != NULL &&
		strcmp(icalcomponent_as_ical_string(vevent), found->text) == 0;

	if (vevent != NULL)
		icalcomponent_free(vevent);
	return result;
}

bool recover_compare(struct build *build)
{
	bool differ = false;

	for (size_t i = 0; i < build->plan->count; i++) {
		const struct fragment *fragment = build->plan->fragments[i];
		const struct found *found = NULL;

		if (fragment->format == FORMAT_ICS)
			found = recovery_find(build->recovery, fragment);
		if (found == NULL || says_the_same(fragment, found))
			continue;
		published_row(ledger_find(build->ledger, fragment->uid),
			ROW_VEVENT, fragment->language, fragment->item)
			->differs = true;
		differ = true;
	}
	return differ;
}
