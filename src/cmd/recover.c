#include "cmd/recover.h"

#include <dirent.h>
#include <errno.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/uuid.h"
#include "plan/accept.h"
#include "plan/feeds.h"
#include "plan/forget.h"
#include "prove/calendar.h"
#include "prove/xmltree.h"
#include "read/load.h"
#include "base/banned.h"

enum { ARCHIVE_LIMIT = 1 << 30, UUID_LENGTH = UUID_SIZE - 1 };

/* A fragment that stands in an archive. */
struct found {
	const char *uid; /* of the meeting */
	const char *path; /* of the archive */
	const char *text; /* of a VEVENT, as libical prints it */
	struct row row;
};

/* Whose time the VEVENT of this uid is. */
struct owner {
	const char *uid;
	const struct event *event;
};

struct recovery {
	struct build *build;
	struct pool *pool; /* of the build */
	struct site *world; /* the records by themselves, accepted */
	struct owner *owners; /* by uid */
	size_t owner_count;
	struct found *found;
	size_t count;
	struct xmltree *xml;
	size_t archive_count;
	const char *path, *language; /* of the archive that is read */
	enum format format;
	int year;
};

static int fail(struct recovery *it, const char *path, const char *problem)
{
	report_failure(&it->build->report,
		"%s cannot be recovered from: %s; nothing was written", path,
		problem);
	return -1;
}

static void add_found(struct recovery *it, struct found found)
{
	found.path = it->path;
	found.row.language = it->language;
	found.row.year = it->year;
	it->found = pool_grow(it->pool, it->found, it->count, sizeof(found));
	it->found[it->count++] = found;
}

static int compare_owners(const void *left, const void *right)
{
	const struct owner *a = left, *b = right;

	return strcmp(a->uid, b->uid);
}

static void note_owners(struct recovery *it)
{
	for (size_t i = 0; i < it->world->event_count; i++) {
		const struct event *event = it->world->events[i];

		for (size_t j = 0; j < event->sitting_count; j++) {
			it->owners = pool_grow(it->pool, it->owners,
				it->owner_count, sizeof(*it->owners));
			it->owners[it->owner_count++] =
				(struct owner){event->sittings[j].uid, event};
		}
	}
	if (it->owner_count > 0)
		qsort(it->owners, it->owner_count, sizeof(*it->owners),
			compare_owners);
}

static const struct event *owner_of(const struct recovery *it, const char *uid)
{
	struct owner key = {.uid = uid};
	const struct owner *owner = NULL;

	if (it->owner_count > 0)
		owner = bsearch(&key, it->owners, it->owner_count, sizeof(key),
			compare_owners);
	return owner ? owner->event : NULL;
}

/* The uid that a VEVENT is related to as a part of it, or NULL. */
static const char *parent_of(icalcomponent *vevent)
{
	icalproperty *related = icalcomponent_get_first_property(
		vevent, ICAL_RELATEDTO_PROPERTY);

	if (related == NULL ||
		icalproperty_get_first_parameter(
			related, ICAL_RELTYPE_PARAMETER) != NULL)
		return NULL;
	return icalproperty_get_relatedto(related);
}

/*
 * The uid of the meeting that a VEVENT is about.  A time that no record has is
 * known by the version of its uid, which was made from that of the meeting.
 */
static const char *meeting_of(
	const struct recovery *it, icalcomponent *vevent, const char *uid)
{
	const struct event *event = owner_of(it, uid);
	const char *parent = parent_of(vevent);

	if (event != NULL)
		return event->uid;
	if (parent != NULL && strlen(uid) == UUID_LENGTH && uid[14] == '5')
		return pool_text(it->pool, parent);
	return uid;
}

/* libical's own answer is a time_t, of another size on some systems. */
static instant moment_of(icalcomponent *vevent, icalproperty_kind kind)
{
	icalproperty *property = icalcomponent_get_first_property(vevent, kind);
	struct icaltimetype time;

	if (property == NULL)
		return 0;
	time = kind == ICAL_CREATED_PROPERTY
		? icalproperty_get_created(property)
		: icalproperty_get_lastmodified(property);
	return when_as_utc(&(struct when){.precision = WHEN_CLOCK,
		.year = (short)time.year,
		.month = (unsigned char)time.month,
		.day = (unsigned char)time.day,
		.hour = (unsigned char)time.hour,
		.minute = (unsigned char)time.minute,
		.second = (unsigned char)time.second});
}

static int take_vevent(struct recovery *it, icalcomponent *vevent)
{
	const char *uid = icalcomponent_get_uid(vevent);
	struct found found = {.row = {.kind = ROW_VEVENT}};

	if (uid == NULL)
		return fail(it, it->path, "a VEVENT has no UID");
	found.row.item = pool_text(it->pool, uid);
	found.row.stamp = (struct stamp){icalcomponent_get_sequence(vevent),
		moment_of(vevent, ICAL_CREATED_PROPERTY),
		moment_of(vevent, ICAL_LASTMODIFIED_PROPERTY)};
	found.row.before.precision = WHEN_ABSENT;
	found.uid = meeting_of(it, vevent, found.row.item);
	found.text = pool_text(it->pool, icalcomponent_as_ical_string(vevent));
	add_found(it, found);
	return 0;
}

static bool is_default_identity(struct series series, const char *name)
{
	series.identity = NULL;
	return strcmp(series_identity(&series), name) == 0;
}

/*
 * A series whose folder was renamed keeps its old name in ids, unless another
 * series has it.
 */
static void note_identity(
	struct recovery *it, const struct series *of, const char *name)
{
	const struct site *world = it->world;
	bool is_free = site_series(world, name) == NULL;

	for (size_t i = 0; i < world->series_count; i++) {
		struct series *series = world->series[i];

		if (series == of &&
			(is_default_identity(*series, name) ||
				(is_free && series->identity == NULL)))
			series->identity = pool_text(it->pool, name);
	}
}

/* The REFIDs of rich VEVENTs, which libical 3 does not know. */
static void note_identities(
	struct recovery *it, const struct calendar *calendar)
{
	const char *start = pool_printf(it->pool, "tag:%s:series/",
		it->build->site->publisher.authority);
	const char *uid = "";

	for (size_t i = 0; i < calendar->count; i++) {
		const struct line *line = &calendar->lines[i];
		const struct event *event = owner_of(it, uid);
		struct buf text = BUF_INIT;

		if (strcmp(line->within, "VEVENT") != 0)
			continue;
		if (strcmp(line->name, "UID") == 0)
			uid = line->value;
		if (strcmp(line->name, "REFID") == 0 &&
			calendar_put_text(&text, line->value) == 0 &&
			strncmp(text.bytes, start, strlen(start)) == 0 &&
			event != NULL)
			note_identity(
				it, event->series, text.bytes + strlen(start));
		buf_release(&text);
	}
}

/* libical takes what is cut short; that would be half a memory. */
static int read_lines(struct recovery *it, const struct buf *bytes)
{
	struct calendar calendar;
	struct buf problem = BUF_INIT;
	int result = calendar_read(&calendar, bytes, &problem);

	if (result == 0 && calendar.count == 0)
		buf_puts(&problem, "it is empty");
	if (problem.length > 0)
		result = fail(it, it->path, problem.bytes);
	else
		note_identities(it, &calendar);
	calendar_release(&calendar);
	buf_release(&problem);
	return result;
}

static int take_calendar(struct recovery *it, const struct buf *bytes)
{
	icalcomponent *calendar, *vevent;
	int result = 0;

	if (read_lines(it, bytes) != 0)
		return -1;
	calendar = icalparser_parse_string(bytes->bytes);
	if (calendar == NULL)
		return fail(it, it->path, "libical cannot read it");
	for (vevent = icalcomponent_get_first_component(
		     calendar, ICAL_VEVENT_COMPONENT);
		vevent != NULL && result == 0;
		vevent = icalcomponent_get_next_component(
			calendar, ICAL_VEVENT_COMPONENT))
		result = take_vevent(it, vevent);
	icalcomponent_free(calendar);
	return result;
}

/* The words of a child element; "" when there are none. */
static const char *words_in(
	struct recovery *it, const struct element *element, const char *name)
{
	const struct element *child = element_child(element, name);
	struct buf words = BUF_INIT;
	const char *result;

	if (child != NULL)
		element_put_words(&words, child);
	result = pool_bytes(it->pool, words.bytes, words.length);
	buf_release(&words);
	return result;
}

/* A uid as tags have it: "%2F" stands for a slash. */
static const char *take_uid(struct pool *pool, const char *text, size_t length)
{
	struct buf uid = BUF_INIT;
	const char *result;
	unsigned byte;

	for (size_t i = 0; i < length; i++)
		if (text[i] == '%' && sscanf(text + i, "%%%2X", &byte) == 1) {
			buf_putc(&uid, (char)byte);
			i += 2;
		} else {
			buf_putc(&uid, text[i]);
		}
	result = pool_bytes(pool, uid.bytes, uid.length);
	buf_release(&uid);
	return result;
}

/*
 * Part "tag:AUTHORITY:UID/RELEASE/LANGUAGE" or, of a change,
 * "tag:AUTHORITY:UID/change/NAME/LANGUAGE", where a second language may follow;
 * see entry_put_release_id().
 */
static int take_id(struct recovery *it, const char *id, struct found *found)
{
	const char *start = pool_printf(
		it->pool, "tag:%s:", it->build->site->publisher.authority);
	const char *before = found->row.kind == ROW_CHANGE ? "/change/" : "/";
	const char *uid = id + strlen(start), *item, *slash;
	size_t length;

	if (strncmp(id, start, strlen(start)) != 0)
		return -1;
	length = strcspn(uid, "/");
	if (strncmp(uid + length, before, strlen(before)) != 0)
		return -1;
	item = uid + length + strlen(before);
	slash = strchr(item, '/');
	if (slash == NULL)
		return -1;
	found->uid = take_uid(it->pool, uid, length);
	found->row.item = pool_bytes(it->pool, item, (size_t)(slash - item));
	/* Ids of other changes end in the language of the feed. */
	if (found->row.kind == ROW_RELEASE ||
		change_is_correction(found->row.item))
		found->row.shown = pool_bytes(
			it->pool, slash + 1, strcspn(slash + 1, "/"));
	return 0;
}

/* An id that the entry had before it came here: a text has it. */
static int take_given(
	const struct recovery *it, const char *id, struct found *found)
{
	for (size_t i = 0; i < it->world->event_count; i++) {
		const struct event *event = it->world->events[i];

		for (size_t j = 0; j < event->given_count; j++) {
			const struct given_id *given = &event->given[j];

			if (strcmp(given->id, id) != 0 ||
				strcmp(given->language, it->language) != 0)
				continue;
			found->uid = event->uid;
			found->row.item = given->release;
			found->row.shown = given->language;
			found->row.atom_id = given->id;
			return 0;
		}
	}
	return -1;
}

static void take_release(const struct element *entry, struct row *row)
{
	const struct element *release = element_child(entry, "d:release");
	const char *status = release ? element_value(release, "status") : NULL;

	if (status != NULL && strcmp(status, "withdrawn") == 0)
		row->state = ROW_WITHDRAWN;
}

static void take_change(const struct element *entry, struct row *row)
{
	const struct element *change = element_child(entry, "d:change");
	const char *from = change ? element_value(change, "from") : NULL;

	if (from != NULL && when_parse(from, &row->before, NULL) != WHEN_FINE)
		row->before.precision = WHEN_ABSENT;
}

static int take_entry(struct recovery *it, const struct element *entry)
{
	bool is_gone = strcmp(entry->name, "at:deleted-entry") == 0;
	struct found found = {.row = {.before = {.precision = WHEN_ABSENT}}};
	struct row *row = &found.row;
	const char *id = is_gone ? element_value(entry, "ref")
				 : words_in(it, entry, "id");
	const char *updated = is_gone ? element_value(entry, "when")
				      : words_in(it, entry, "updated");
	const char *published =
		is_gone ? updated : words_in(it, entry, "published");

	row->kind = it->format == FORMAT_CHANGES ? ROW_CHANGE : ROW_RELEASE;
	row->state = is_gone ? ROW_REMOVED : ROW_PUBLISHED;
	if (id == NULL ||
		(take_id(it, id, &found) != 0 &&
			take_given(it, id, &found) != 0)) {
		/* Of what is gone, no record has to know any more. */
		if (id != NULL && is_gone)
			return 0;
		return fail(it, it->path,
			"the id of an entry is none of this publisher, and no "
			"atom-id of a text");
	}
	if (updated == NULL ||
		instant_parse_rfc3339(updated, &row->updated) != 0 ||
		instant_parse_rfc3339(published, &row->published) != 0)
		return fail(it, it->path, "an entry has no date");
	if (row->kind == ROW_CHANGE)
		take_change(entry, row);
	else
		take_release(entry, row);
	add_found(it, found);
	return 0;
}

static int take_atom(struct recovery *it, const struct buf *bytes)
{
	struct buf problem = BUF_INIT;
	const struct element *root = xmltree_read(it->xml, bytes, &problem);
	const struct element *child = root ? element_first(root) : NULL;
	int result = 0;

	if (root == NULL)
		result = fail(it, it->path, problem.bytes);
	for (; child != NULL && result == 0; child = element_next(child))
		if (strcmp(child->name, "entry") == 0 ||
			strcmp(child->name, "at:deleted-entry") == 0)
			result = take_entry(it, child);
	buf_release(&problem);
	return result;
}

static int take_archive(struct recovery *it)
{
	struct buf bytes = BUF_INIT;
	int result;

	it->archive_count++;
	if (file_read(it->path, ARCHIVE_LIMIT, &bytes) != 0)
		result = fail(it, it->path, strerror(errno));
	else if (it->format == FORMAT_ICS)
		result = take_calendar(it, &bytes);
	else
		result = take_atom(it, &bytes);
	buf_release(&bytes);
	return result;
}

/* A file of a language, if it is an archive. */
static int take_file(struct recovery *it, const char *folder, const char *name)
{
	struct buf year = BUF_INIT;
	const struct feed_kind *kind = feeds_kind_of(name, &year);
	bool is_archive = kind != NULL && kind->period == PERIOD_YEAR;

	if (is_archive) {
		it->path = pool_printf(it->pool, "%s/%s", folder, name);
		it->format = kind->format;
		it->year = (int)strtol(year.bytes, NULL, 10);
	}
	buf_release(&year);
	return is_archive ? take_archive(it) : 0;
}

/* The id of a series' feed ends in "/series/" and who the series is. */
static void take_feed_id(
	struct recovery *it, const struct series *series, const char *path)
{
	static const char mark[] = "/series/";
	struct buf bytes = BUF_INIT, problem = BUF_INIT;
	const struct element *root = NULL;
	const char *id = NULL;

	if (file_read(path, ARCHIVE_LIMIT, &bytes) == 0)
		root = xmltree_read(it->xml, &bytes, &problem);
	if (root != NULL)
		id = words_in(it, root, "id");
	if (id != NULL && strstr(id, mark) != NULL)
		note_identity(it, series, strstr(id, mark) + strlen(mark));
	buf_release(&problem);
	buf_release(&bytes);
}

/* A feed of a series that nobody can read is one that is written anew. */
static void take_series(struct recovery *it, const struct series *series)
{
	const char *folder = pool_printf(
		it->pool, "feeds/%s/%s", it->language, series->folder);
	DIR *stream = opendir(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		struct buf name = BUF_INIT;
		const struct feed_kind *kind =
			feeds_kind_of(pool_printf(it->pool, "%s/%s",
					      series->folder, entry->d_name),
				&name);

		if (kind != NULL && kind->format == FORMAT_ATOM)
			take_feed_id(it, series,
				pool_printf(it->pool, "%s/%s", folder,
					entry->d_name));
		buf_release(&name);
	}
	if (stream != NULL)
		closedir(stream);
}

static int take_language(struct recovery *it, const char *language)
{
	const char *folder = pool_printf(it->pool, "feeds/%s", language);
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	int result = 0;

	if (stream == NULL)
		return errno == ENOENT ? 0 : fail(it, folder, strerror(errno));
	it->language = language;
	for (errno = 0; result == 0 && (entry = readdir(stream)) != NULL;
		errno = 0)
		result = take_file(it, folder, entry->d_name);
	if (result == 0 && errno != 0)
		result = fail(it, folder, strerror(errno));
	closedir(stream);
	for (size_t i = 0; i < it->world->series_count; i++)
		take_series(it, it->world->series[i]);
	return result;
}

static int take_languages(struct recovery *it)
{
	const struct publisher *publisher = &it->build->site->publisher;
	int result = 0;

	it->xml = xmltree_new();
	for (size_t i = 0; i < publisher->language_count && result == 0; i++)
		result = take_language(it, publisher->languages[i]);
	xmltree_free(it->xml);
	if (result == 0 && it->archive_count == 0)
		result = fail(it, "feeds", "there are no yearly archives");
	return result;
}

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
	return result == 0 ? 0 : fail(it, "events", "it cannot be read");
}

static int compare_numbers(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	return a < b ? -1 : 1;
}

/* By meeting, then all archives of one fragment in a row. */
static int compare_keys(const struct found *a, const struct found *b)
{
	int order = strcmp(a->uid, b->uid);

	if (order == 0)
		order = compare_numbers(a->row.kind, b->row.kind);
	if (order == 0)
		order = strcmp(a->row.language, b->row.language);
	return order != 0 ? order : strcmp(a->row.item, b->row.item);
}

/* Of one fragment, what was published last is the last one. */
static int compare_found(const void *left, const void *right)
{
	const struct found *a = left, *b = right;
	const struct row *first = &a->row, *second = &b->row;
	int order = compare_keys(a, b);

	if (order == 0)
		order = compare_numbers(
			first->stamp.sequence, second->stamp.sequence);
	if (order == 0)
		order = compare_numbers(
			first->stamp.modified, second->stamp.modified);
	if (order == 0)
		order = compare_numbers(first->updated, second->updated);
	return order != 0 ? order : compare_numbers(first->year, second->year);
}

/* A fragment that moves to another year stands in two archives for a while. */
static void merge_found(struct recovery *it)
{
	size_t kept = 0;

	for (size_t i = 0; i < it->count; i++) {
		struct found found = it->found[i];

		if (kept > 0 && compare_keys(&it->found[kept - 1], &found) == 0)
			found.row.left_year = it->found[--kept].row.year;
		it->found[kept++] = found;
	}
	it->count = kept;
}

static void sort_found(struct recovery *it)
{
	if (it->count > 0)
		qsort(it->found, it->count, sizeof(*it->found), compare_found);
	merge_found(it);
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
	note_owners(it);
	if (take_languages(it) != 0)
		return -1;
	sort_found(it);
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

static const struct found *find_vevent(
	const struct recovery *it, const struct fragment *fragment)
{
	struct found key = {.uid = fragment->uid,
		.row = {.kind = ROW_VEVENT,
			.language = fragment->language,
			.item = fragment->item}};
	size_t low = 0, high = it->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_keys(&it->found[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < it->count && compare_keys(&it->found[low], &key) == 0)
		return &it->found[low];
	return NULL;
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
			found = find_vevent(build->recovery, fragment);
		if (found == NULL || says_the_same(fragment, found))
			continue;
		published_row(ledger_find(build->ledger, fragment->uid),
			ROW_VEVENT, fragment->language, fragment->item)
			->differs = true;
		differ = true;
	}
	return differ;
}
