#include "read/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "read/cross.h"
#include "read/folder.h"
#include "read/records.h"
#include "read/share.h"
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

/* "fr" of "fr.xml"; NULL when the name does not end in .xml. */
static const char *record_name(struct reader *reader, const char *name)
{
	size_t length = strlen(name);

	if (length <= 4 || strcmp(name + length - 4, ".xml") != 0)
		return NULL;
	return known_text(
		&reader->known, &reader->site->pool, name, length - 4);
}

static int check_text_name(
	struct reader *reader, const struct entry *entry, const char *language)
{
	struct buf help = BUF_INIT;
	const char *wrong = value_language.check(language, &help);

	if (wrong != NULL) {
		diag_error(reader->diag, (struct pos){entry->path, 0, 0},
			"the name of the file: '%s' %s", language, wrong);
		diag_help(reader->diag,
			"a text is named after its language, such as fr.xml: "
			"%s",
			help.bytes);
	}
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static void load_text(struct reader *reader, struct event *event,
	const struct entry *entry, const char *language)
{
	struct text *text;

	if (check_text_name(reader, entry, language) != 0)
		return;
	text = read_text(reader, entry->path, language, event);
	if (text == NULL || event == NULL)
		return;
	event->texts = pool_grow(&reader->site->pool, event->texts,
		event->text_count, sizeof(*event->texts));
	event->texts[event->text_count++] = text;
}

/* The publisher's languages first, in their order; others behind them. */
static size_t rank(const struct publisher *publisher, const char *language)
{
	size_t i = 0;

	while (i < publisher->language_count &&
		strcmp(publisher->languages[i], language) != 0)
		i++;
	return i;
}

static void sort_texts(const struct publisher *publisher, struct event *event)
{
	/* A handful of texts, already in the order of their names. */
	for (size_t i = 1; i < event->text_count; i++)
		for (size_t j = i; j > 0 &&
			rank(publisher, event->texts[j]->language) <
				rank(publisher, event->texts[j - 1]->language);
			j--) {
			struct text *text = event->texts[j];

			event->texts[j] = event->texts[j - 1];
			event->texts[j - 1] = text;
		}
}

static void load_texts(
	struct reader *reader, struct event *event, const struct folder *folder)
{
	const struct publisher *publisher = &reader->site->publisher;

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
	if (event == NULL)
		return;
	sort_texts(publisher, event);
	for (size_t i = 0; i < event->text_count && !reader->no_glossary; i++)
		if (rank(publisher, event->texts[i]->language) ==
			publisher->language_count)
			diag_advice(reader->diag,
				(struct pos){event->texts[i]->path, 0, 0},
				"no feed is in '%s'; the text only stands in "
				"for missing ones",
				event->texts[i]->language);
}

/* Whether this folder, or one in it, is to be read. */
static int is_asked_for(const struct reader *reader, const char *path)
{
	size_t length = strlen(path);

	for (size_t i = 0; i < reader->only_count; i++)
		if (strncmp(reader->only[i], path, length) == 0 &&
			(reader->only[i][length] == '/' ||
				reader->only[i][length] == '\0'))
			return 1;
	return reader->only == NULL;
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
	struct event *event = NULL;

	reader->root = NULL;
	if (record == NULL)
		report_missing(reader, &place->entry, "event.xml");
	else
		event = read_event(
			reader, record->path, place->entry.name, place->series);
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

	if (folder_check_name(reader->diag, &place->entry) == 0 &&
		folder_read(&folder, &reader->site->pool, reader->diag,
			place->entry.path) == 0)
		load_records(reader, place, &folder);
	folder_release(&folder);
}

/* The series itself; one that cannot be used keeps its events readable. */
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

/* Where the events of a series are. */
static void find_events(struct reader *reader, const struct series *series,
	const struct folder *folder, struct event_folders *folders)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct entry *inside = &folder->entries[i];

		if (strcmp(inside->name, "series.xml") == 0)
			continue;
		if (inside->kind != ENTRY_FOLDER) {
			report_stray(reader, inside);
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

/* The series; where its events are goes to `folders`. */
static void load_series(struct reader *reader, const struct entry *entry,
	struct event_folders *folders)
{
	struct folder folder = {NULL, 0};

	if (is_asked_for(reader, entry->path) &&
		folder_check_name(reader->diag, entry) == 0 &&
		folder_read(&folder, &reader->site->pool, reader->diag,
			entry->path) == 0)
		find_events(reader, load_series_record(reader, entry, &folder),
			&folder, folders);
	folder_release(&folder);
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
	const struct share share = {folders->count, load_event, folders};

	progress_turn_to(reader->progress, "reading meetings", folders->count);
	share_reading(reader, &share,
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
	load_events(reader, &folders);
	pool_release(&folders.pool);
	cross_check(reader);
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
		if (read_publisher(&reader, path) != 0)
			site->publisher_failed = 1;
		reader.no_glossary = site->publisher_failed;
		load_all(&reader, &folder);
	}
	folder_release(&folder);
	reader_release(&reader);
	return site;
}

struct site *site_load(struct diag *diag)
{
	return load((struct reader){.diag = diag});
}

struct site *site_load_shared(
	struct diag *diag, size_t threads, struct progress *progress)
{
	return load((struct reader){
		.diag = diag, .threads = threads, .progress = progress});
}

struct site *site_load_events(
	struct diag *diag, const char *const *folders, size_t count)
{
	struct site *site = load((struct reader){
		.diag = diag, .only = folders, .only_count = count});

	site->is_part = 1;
	return site;
}

void site_free(struct site *site)
{
	pool_release(&site->pool);
	free(site);
}
