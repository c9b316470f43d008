#include "cmd/import_meeting.h"

#include <stdlib.h>
#include <string.h>
#include "base/diag.h"
#include "base/file.h"
#include "base/hash.h"
#include "cmd/next.h"
#include "read/load.h"
#include "base/banned.h"

const struct event *import_meeting_called(
	const struct site *site, const char *series, const char *folder)
{
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		if (strcmp(event->series->folder, series) == 0 &&
			strcmp(event->folder, folder) == 0)
			return event;
	}
	return NULL;
}

/* The number that was read, or another one where none was. */
static int read_number(const struct work *work, int otherwise)
{
	const struct fact *number = facts_find(&work->reading, "number");

	return number ? (int)strtol(number->value, NULL, 10) : otherwise;
}

const struct event *import_meeting_session(const struct work *work)
{
	const struct reading *it = &work->reading;
	int wanted = read_number(work, 0);

	for (size_t i = 0; i < work->site->event_count; i++) {
		const struct event *event = work->site->events[i];
		struct when start = event_start(event);

		if (event->series != it->series || event->part_of.uid != NULL)
			continue;
		if (wanted > 0 ? event->number == wanted
			       : start.precision >= WHEN_DAY &&
					when_is_same_day(&start, &it->start))
			return event;
	}
	return NULL;
}

int import_meeting_choose(struct work *work)
{
	struct target *target = work->target;
	const struct event *last = next_last(work->site, target->series.bytes);

	if (target->event.length > 0) {
		work->event = import_meeting_called(
			work->site, target->series.bytes, target->event.bytes);
		return 0;
	}
	work->event = import_meeting_session(work);
	if (work->event != NULL) {
		buf_puts(&target->event, work->event->folder);
		return 0;
	}
	return next_put_folder(&target->event, last,
		read_number(work, last ? last->number + 1 : 1));
}

static bool stands(const struct work *work, const char *folder)
{
	const char *series = work->target->series.bytes;

	return import_meeting_called(work->site, series, folder) != NULL ||
		file_stands(pool_printf(work->reading.pool, "events/%s/%s",
			series, folder)) != 0;
}

/* How many of this folder, series included, were made. */
static size_t *find_taken(struct work *work, const char *folder)
{
	uint64_t hash = hash_text(pool_printf(work->reading.pool, "%s/%s",
		work->target->series.bytes, folder));

	for (size_t i = 0; i < work->taken_count; i++)
		if (work->taken[i].hash == hash)
			return &work->taken[i].count;
	work->taken = pool_grow(work->reading.pool, work->taken,
		work->taken_count, sizeof(*work->taken));
	work->taken[work->taken_count] = (struct taken){hash, 0};
	return &work->taken[work->taken_count++].count;
}

/* Files of folders that were made may wait for the disk for a while. */
static bool take_folder(struct work *work, struct buf *folder, bool may_count)
{
	size_t *count = find_taken(work, folder->bytes),
	       length = folder->length;

	if (!may_count && *count > 0)
		return false;
	do {
		buf_cut(folder, length);
		if (++*count > 1)
			buf_printf(folder, "-%zu", *count);
	} while (may_count && stands(work, folder->bytes));
	return may_count || !stands(work, folder->bytes);
}

void import_meeting_put_folder(struct work *work, struct when day)
{
	struct buf *folder = &work->target->event;
	const struct event *last =
		next_last(work->site, work->target->series.bytes);
	const struct fact *number = facts_find(&work->reading, "number");
	size_t digits = last ? strspn(last->folder, "0123456789") : 2;

	buf_cut(folder, 0);
	if (number != NULL && number->doubt == NULL)
		buf_put_number(folder, (int)strtol(number->value, NULL, 10),
			last && last->folder[digits] == '\0' ? (int)digits : 2);
	if (folder->length > 0 && take_folder(work, folder, false))
		return;
	day.precision = WHEN_DAY;
	buf_cut(folder, 0);
	when_put(folder, &day);
	take_folder(work, folder, true);
}

void import_meeting_reload(struct work *work)
{
	struct site *site = work->site;
	struct diag diag = DIAG_INIT;
	const char *folder = pool_printf(&site->pool, "events/%s/%s",
		work->target->series.bytes, work->target->event.bytes);
	struct site *fresh = site_load(&diag,
		&(struct load_options){.folders = &folder, .folder_count = 1});
	struct event *event = fresh->event_count > 0 ? fresh->events[0] : NULL;
	size_t at = 0;

	while (at < site->event_count && site->events[at] != work->event)
		at++;
	if (event != NULL) {
		event->series = work->reading.series;
		if (at == site->event_count)
			site->events = pool_grow(&site->pool, site->events,
				site->event_count++, sizeof(*site->events));
		site->events[at] = event;
	}
	work->loaded = pool_grow(&site->pool, work->loaded, work->loaded_count,
		sizeof(*work->loaded));
	work->loaded[work->loaded_count++] = fresh;
	diag_release(&diag);
}

static const char *recorded_in_text(const struct text *text, const char *name)
{
	if (text == NULL)
		return NULL;
	if (strcmp(name, "title") == 0)
		return text->title;
	return strcmp(name, "place") == 0 ? text->place : text->summary;
}

const char *import_meeting_recorded(const struct work *work, const char *name)
{
	const struct event *event = work->event;
	const struct sitting none = {.start.precision = WHEN_ABSENT};
	const struct sitting *time =
		event->sitting_count > 0 ? &event->sittings[0] : &none;
	struct pool *pool = work->reading.pool;

	if (strcmp(name, "number") == 0)
		return event->number > 0
			? pool_printf(pool, "%d", event->number)
			: NULL;
	if (strcmp(name, "status") == 0)
		return status_name(event->status);
	if (strcmp(name, "start") == 0)
		return when_text(pool, &time->start);
	if (strcmp(name, "end") == 0)
		return when_text(pool, &time->end);
	if (strcmp(name, "zone") == 0)
		return time->zone_name;
	if (strcmp(name, "country") == 0)
		return event->place.country;
	if (strcmp(name, "geo") == 0)
		return event->place.geo;
	if (strcmp(name, "link") == 0)
		return event->link_count > 0 ? event->links[0] : NULL;
	return recorded_in_text(
		event_text(event, work->reading.language), name);
}
