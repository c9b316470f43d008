#include "read/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/string_set.h"
#include "read/folder.h"
#include "read/records.h"
#include "read/repair.h"
#include "read/parallel.h"
#include "read/xml.h"
#include "base/banned.h"

enum { STYLE_LIMIT = 1 << 20, WORTH_SHARING = 256 };

static const char root[] = "events";

/* Complain that a folder lacks the record that says what it is. */
static void report_missing(
	struct reader *reader, const struct entry *entry, const char *name)
{
	const char *path =
		pool_printf(&reader->site->pool, "%s/%s", entry->path, name);

	diag_error(reader->diag, (struct pos){path, 0, 0}, "is missing");
	diag_help(reader->diag,
		"`dialogue-feeds new` makes a skeleton; see "
		"dialogue-feeds(5)");
}

static void report_stray(struct reader *reader, const struct entry *entry)
{
	struct pos at = {entry->path, 0, 0};

	if (entry->kind == ENTRY_OTHER) {
		diag_error(reader->diag, at,
			"is neither a file nor a folder; links are not "
			"followed");
		diag_help(reader->diag, "put the record itself here");
		return;
	}
	diag_advice(reader->diag, at, "is no record and was not looked at");
}

/* A meeting that stands in no series, or beside those of its own. */
static void report_misplaced(struct reader *reader, const struct entry *record,
	const struct entry *folder, bool is_in_series)
{
	diag_error(reader->diag, (struct pos){record->path, 0, 0}, "%s",
		is_in_series ? "a meeting has a folder of its own in its series"
			     : "this meeting stands in no series");
	if (is_in_series)
		diag_help(reader->diag,
			"move it and its texts to a folder in %s/, such as "
			"%s/01/",
			folder->path, folder->path);
	else
		diag_help(reader->diag,
			"move the folder %s below that of its series: "
			"%s/SERIES/%s",
			folder->path, root, folder->name);
}

/*
 * What was published from a folder that cannot be used is not gone: its record
 * stands there.
 */
static void remember_meeting(struct reader *reader, const char *folder)
{
	struct pool *pool = &reader->site->pool;
	const char *path = pool_printf(pool, "%s/event.xml", folder);
	struct diag silent = DIAG_INIT;
	struct element *record;
	uint64_t hash;
	int sound;

	if (access(path, F_OK) != 0)
		return;
	record = xml_read(pool, &silent, path, &sound, &hash);
	reader_remember_bad(
		reader, record ? element_value(record, "uid") : NULL);
	diag_release(&silent);
}

static void remember_meetings(struct reader *reader, const char *series)
{
	struct diag silent = DIAG_INIT;
	struct folder folder = {NULL, 0};

	folder_read(&folder, &reader->site->pool, &silent, series);
	for (size_t i = 0; i < folder.count; i++)
		if (folder.entries[i].kind == ENTRY_FOLDER)
			remember_meeting(reader, folder.entries[i].path);
	folder_release(&folder);
	diag_release(&silent);
}

/* "fr" of "fr.xml"; NULL when the name does not end in .xml. */
static const char *record_name(struct reader *reader, const char *name)
{
	size_t length = strlen(name);

	if (length <= 4 || strcmp(name + length - 4, ".xml") != 0)
		return NULL;
	return intern_text(
		&reader->interned, &reader->site->pool, name, length - 4);
}

/* A copy must not take the place of what it is a copy of. */
static void help_with_text_name(
	struct reader *reader, const char *name, const char *help)
{
	char original[LANGUAGE_SIZE];

	if (value_is_copy(name, original))
		diag_help(reader->diag,
			"it looks like a copy of %s.xml: delete it or, if it "
			"is none, name it after its language, such as fr.xml",
			original);
	else
		diag_help(reader->diag,
			"a text is named after its language, such as fr.xml: "
			"%s",
			help);
}

static int check_text_name(
	struct reader *reader, const struct entry *entry, const char *language)
{
	struct buf help = BUF_INIT;
	const char *wrong = value_language.check(language, &help);

	if (wrong != NULL) {
		diag_error(reader->diag, (struct pos){entry->path, 0, 0},
			"the name of the file: '%s' %s", language, wrong);
		help_with_text_name(reader, language, help.bytes);
	}
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static void add_bad_text(
	struct reader *reader, struct event *event, const char *language)
{
	event->bad_texts = pool_grow(&reader->site->pool, event->bad_texts,
		event->bad_text_count, sizeof(language));
	event->bad_texts[event->bad_text_count++] = language;
}

/* Where one of these is refused, nobody knows whom a text may name. */
static const unsigned named_by_texts =
	EVENT_WHOLE | EVENT_PERSONS | EVENT_RELEASES;

static void load_text(struct reader *reader, struct event *event,
	const struct entry *entry, const char *language)
{
	struct text *text;

	if (check_text_name(reader, entry, language) != 0)
		return;
	text = read_text(reader, entry->path, language,
		event != NULL && (event->refused & named_by_texts) == 0 ? event
									: NULL);
	if (event == NULL)
		return;
	if (text != NULL)
		reader_add_text(reader, event, text);
	else
		add_bad_text(reader, event, language);
}

static void load_texts(
	struct reader *reader, struct event *event, const struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct entry *entry = &folder->entries[i];
		const char *language = record_name(reader, entry->name);

		if (strcmp(entry->name, "event.xml") == 0)
			continue;
		if (entry->kind != ENTRY_FILE || language == NULL)
			report_stray(reader, entry);
		else
			load_text(reader, event, entry, language);
	}
}

/* Whether the folder of an event is to be read. */
static bool is_asked_for(const struct reader *reader, const char *path)
{
	return reader->only == NULL ||
		string_set_has(reader->only, reader->only_count, path);
}

/* The folder of an event. */
struct event_folder {
	const struct series *series;
	struct entry entry;
};

/* Folders that are still to be read. */
struct event_folders {
	struct pool pool; /* of the list */
	struct event_folder *items;
	size_t count;
};

static void load_records(struct reader *reader,
	const struct event_folder *place, const struct folder *folder)
{
	const struct entry *record = folder_find(folder, "event.xml");
	size_t complaints = reader->diag->count;
	struct event *event = NULL;

	reader->root = NULL;
	if (record == NULL)
		report_missing(reader, &place->entry, "event.xml");
	else
		event = read_event(
			reader, record->path, place->entry.name, place->series);
	if (event == NULL && record != NULL)
		event = repair_event(reader, complaints, record->path,
			place->entry.name, place->series);
	if (event == NULL)
		reader_remember_bad(reader,
			reader->root ? element_value(reader->root, "uid")
				     : NULL);
	load_texts(reader, event, folder);
	if (event != NULL)
		reader_add_event(reader, event);
}

static void load_event(struct reader *reader, void *data, size_t index)
{
	const struct event_folders *folders = data;
	const struct event_folder *place = &folders->items[index];
	struct folder folder = {NULL, 0};

	if (folder_check_name(reader->diag, &place->entry) != 0) {
		remember_meeting(reader, place->entry.path);
		return;
	}
	if (folder_read(&folder, &reader->site->pool, reader->diag,
		    place->entry.path) == 0)
		load_records(reader, place, &folder);
	folder_release(&folder);
}

/* Topics are those of publisher.xml, as far as it has them still. */
static void take_over_topics(struct reader *reader, struct series *series)
{
	const struct publisher *publisher = &reader->site->publisher;
	const struct topic **topics = pool_alloc(&reader->site->pool,
		(series->topic_count + 1) * sizeof(*topics));

	for (size_t i = 0; i < series->topic_count; i++) {
		const struct topic *topic =
			publisher_topic(publisher, series->topics[i]->term);

		topics[i] = topic ? topic : series->topics[i];
	}
	series->topics = topics;
}

/* As it was published, or NULL. */
static struct series *published_series(
	struct reader *reader, const char *folder)
{
	const struct series *published = reader->published
		? site_series(reader->published, folder)
		: NULL;
	struct series *series;

	if (published == NULL)
		return NULL;
	series = pool_alloc(&reader->site->pool, sizeof(*series));
	*series = *published;
	take_over_topics(reader, series);
	return series;
}

/*
 * The series itself.  One that cannot be used is as it was published; if it
 * never was, its events stay readable.
 */
static struct series *load_series_record(struct reader *reader,
	const struct entry *entry, const struct folder *folder)
{
	struct site *site = reader->site;
	const struct entry *record = folder_find(folder, "series.xml");
	struct series *series = NULL;

	if (record == NULL)
		report_missing(reader, entry, "series.xml");
	else
		series = read_series(reader, record->path, entry->name);
	if (series == NULL)
		series = published_series(reader, entry->name);
	if (series == NULL) {
		series = pool_alloc(&site->pool, sizeof(*series));
		series->folder = entry->name;
		series->failed = 1;
	}
	site->series = pool_grow(&site->pool, site->series, site->series_count,
		sizeof(*site->series));
	site->series[site->series_count++] = series;
	return series;
}

/* What stands beside series.xml and is no folder of a meeting. */
static void report_beside(struct reader *reader, const struct entry *inside,
	const struct entry *series)
{
	if (strcmp(inside->name, "event.xml") != 0) {
		report_stray(reader, inside);
		return;
	}
	report_misplaced(reader, inside, series, true);
	remember_meeting(reader, series->path);
}

/* Where the events of a series are. */
static void find_events(struct reader *reader, const struct series *series,
	const struct entry *place, const struct folder *folder,
	struct event_folders *folders)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct entry *inside = &folder->entries[i];

		if (strcmp(inside->name, "series.xml") == 0)
			continue;
		if (inside->kind != ENTRY_FOLDER) {
			report_beside(reader, inside, place);
			continue;
		}
		if (!is_asked_for(reader, inside->path))
			continue;
		folders->items = pool_grow(&folders->pool, folders->items,
			folders->count, sizeof(*folders->items));
		folders->items[folders->count++] =
			(struct event_folder){series, *inside};
	}
}

/* Whether this is the folder of a meeting, where that of a series should be. */
static bool is_meeting(const struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		if (folder->entries[i].kind == ENTRY_FOLDER)
			return false;
	return folder_find(folder, "event.xml") != NULL &&
		folder_find(folder, "series.xml") == NULL;
}

/* The series; where its events are goes to `folders`. */
static void load_series(struct reader *reader, const struct entry *entry,
	struct event_folders *folders)
{
	struct folder folder = {NULL, 0};

	if (folder_check_name(reader->diag, entry) != 0) {
		remember_meetings(reader, entry->path);
		return;
	}
	if (folder_read(&folder, &reader->site->pool, reader->diag,
		    entry->path) != 0)
		return;
	if (is_meeting(&folder)) {
		report_misplaced(reader, folder_find(&folder, "event.xml"),
			entry, false);
		remember_meeting(reader, entry->path);
	} else {
		find_events(reader, load_series_record(reader, entry, &folder),
			entry, &folder, folders);
	}
	folder_release(&folder);
}

static bool has_former(const struct series *series, const char *folder)
{
	for (size_t i = 0; series != NULL && i < series->formerly_count; i++)
		if (strcmp(series->formerly[i], folder) == 0)
			return true;
	return false;
}

/* The other series that this name is, or was by what is published; or NULL. */
static const struct series *owner_of_name(const struct reader *reader,
	const struct series *series, const char *folder)
{
	const struct site *published = reader->published;
	const struct site *site = reader->site;

	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0)
			return site->series[i];
	if (published != NULL &&
		has_former(site_series(published, series->folder), folder))
		return NULL;
	for (size_t i = 0; i < site->series_count; i++)
		if (site->series[i] != series &&
			has_former(site->series[i], folder))
			return site->series[i];
	return NULL;
}

static void report_former(struct reader *reader, const struct series *series,
	const char *folder, const struct series *owner)
{
	diag_error(reader->diag, series->formerly_at,
		"formerly: '%s' is a name of another series, %s/%s", folder,
		root, owner->folder);
	diag_help(reader->diag,
		"leave it out: who subscribes there gets that series");
}

/* A name leads to one series only: the one that has it, or had it first. */
static void check_former_names(struct reader *reader)
{
	for (size_t i = 0; i < reader->site->series_count; i++) {
		struct series *series = reader->site->series[i];
		const char **kept = pool_alloc(&reader->site->pool,
			(series->formerly_count + 1) * sizeof(*kept));
		size_t count = 0;

		for (size_t j = 0; j < series->formerly_count; j++) {
			const char *folder = series->formerly[j];
			const struct series *owner =
				owner_of_name(reader, series, folder);

			if (owner == NULL || series->path == NULL)
				kept[count++] = folder;
			else
				report_former(reader, series, folder, owner);
		}
		series->formerly = kept;
		series->formerly_count = count;
	}
}

/* The publisher's own stylesheet for pages, as it is. */
static void load_style(struct reader *reader, const struct entry *entry)
{
	struct site *site = reader->site;
	struct buf bytes = BUF_INIT;

	site->style_failed = 1;
	if (entry->kind != ENTRY_FILE) {
		report_stray(reader, entry);
	} else if (file_read(entry->path, STYLE_LIMIT, &bytes) != 0) {
		diag_error(reader->diag, (struct pos){entry->path, 0, 0},
			"cannot be read: %s", strerror(errno));
	} else {
		site->style =
			pool_bytes(&site->pool, bytes.bytes, bytes.length);
		site->style_size = bytes.length;
		reader_remember_bytes(reader,
			(struct record_hash){hash_text(entry->path),
				hash_bytes(bytes.bytes, bytes.length)});
		site->style_failed = 0;
	}
	buf_release(&bytes);
}

static void load_events(struct reader *reader, struct event_folders *folders)
{
	const struct parallel_work work = {folders->count, load_event, folders};

	progress_turn_to(reader->progress, "reading meetings", folders->count);
	parallel_read(reader, &work,
		folders->count >= WORTH_SHARING ? reader->threads : 1);
}

static void load_all(struct reader *reader, const struct folder *folder)
{
	struct event_folders folders = {POOL_INIT, NULL, 0};

	for (size_t i = 0; i < folder->count; i++) {
		const struct entry *entry = &folder->entries[i];

		if (entry->kind == ENTRY_FOLDER)
			load_series(reader, entry, &folders);
		else if (strcmp(entry->name, "style.css") == 0)
			load_style(reader, entry);
		else if (strcmp(entry->name, "publisher.xml") != 0)
			report_stray(reader, entry);
	}
	check_former_names(reader);
	load_events(reader, &folders);
	pool_release(&folders.pool);
	reader->site->bad_uids = reader->bad_uids;
	reader->site->bad_count = reader->bad_count;
	reader->site->bad_unknown = reader->bad_unknown;
}

static struct site *load(struct reader reader)
{
	struct site *site = mem_alloc(sizeof(*site));
	struct diag *diag = reader.diag;
	struct folder folder;
	const char *path = pool_printf(&site->pool, "%s/publisher.xml", root);

	reader.site = site;
	reader.words = (struct buf)BUF_INIT;
	if (folder_read(&folder, &site->pool, diag, root) != 0) {
		diag_help(diag,
			"a site is a folder with events/ in it; "
			"`dialogue-feeds init` makes one");
		site->publisher_failed = 1;
	} else if (folder_find(&folder, "publisher.xml") == NULL) {
		diag_error(diag, (struct pos){path, 0, 0}, "is missing");
		diag_help(diag, "say who publishes; see dialogue-feeds(5)");
		site->publisher_failed = 1;
	} else {
		reader.all = &folder;
		if (read_publisher(&reader, path) != 0)
			site->publisher_failed = 1;
		reader.no_glossary = site->publisher_failed;
		load_all(&reader, &folder);
	}
	folder_release(&folder);
	reader_release(&reader);
	return site;
}

struct site *site_load(struct diag *diag, const struct load_options *options)
{
	return load((struct reader){.diag = diag,
		.published = options->published,
		.threads = options->threads,
		.progress = options->progress,
		.only = options->folders,
		.only_count = options->folder_count,
		.instead = options->instead,
		.instead_count = options->instead_count});
}

void site_free(struct site *site)
{
	pool_release(&site->pool);
	free(site);
}
