#include "cmd/import.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/uuid.h"
#include "cmd/cmd.h"
#include "cmd/import_calendar.h"
#include "cmd/import_feed.h"
#include "cmd/import_refresh.h"
#include "cmd/next.h"
#include "cmd/revise.h"
#include "cmd/skeleton.h"
#include "import/feed.h"
#include "import/reading.h"
#include "read/edit.h"
#include "read/load.h"
#include "read/value.h"
#include "store/batch.h"
#include "write/json.h"
#include "write/record.h"
#include "base/banned.h"

enum { TEXT_LIMIT = 64 << 20 };

void import_say(
	const struct work *work, int line, const char *what, const char *help)
{
	diag_print_safely(stderr, work->asked->file);
	fprintf(stderr, ":%d: ", line);
	diag_print_safely(stderr, what);
	fprintf(stderr, "%s%s\n", help ? "\nhelp: " : "", help ? help : "");
}

/* --- the text --- */

static int read_all(struct buf *text, const char *file)
{
	int fd = strcmp(file, "-") == 0 ? STDIN_FILENO
					: open(file, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 && text->length <= TEXT_LIMIT) {
		buf_grow(text, 65536);
		got = read(fd, text->bytes + text->length, 65535);
		if (got > 0)
			text->length += (size_t)got;
		text->bytes[text->length] = '\0';
	}
	if (fd > STDIN_FILENO)
		close(fd);
	if (got >= 0 && text->length > TEXT_LIMIT)
		errno = EFBIG;
	if (got < 0 || text->length > TEXT_LIMIT) {
		fputs("dialogue-feeds: ", stderr);
		diag_print_safely(stderr, file);
		fprintf(stderr, ": %s\n", strerror(errno));
		return -1;
	}
	return 0;
}

/* The tag of the site for the language that was found. */
const char *import_tag(const struct site *site, const char *language)
{
	const struct publisher *publisher = &site->publisher;
	size_t length = strcspn(language, "-");

	if (publisher_shows(publisher, language))
		return language;
	for (size_t i = 0; i < publisher->language_count; i++)
		if (strncasecmp(publisher->languages[i], language, length) ==
				0 &&
			strcspn(publisher->languages[i], "-") == length)
			return publisher->languages[i];
	return language;
}

static int find_language(struct work *work, const struct paste *paste)
{
	struct reading *it = &work->reading;
	struct fold fold =
		fold_text(it->pool, paste->text.bytes, paste->text.length);

	it->language = work->asked->language;
	if (it->language == NULL)
		it->language = terms_language(it->pool, work->site, &fold);
	if (it->language == NULL) {
		fputs("dialogue-feeds: nothing tells which language the text "
		      "is in\nhelp: say so: --text fr\n",
			stderr);
		return -1;
	}
	if (work->asked->language == NULL)
		it->language = import_tag(work->site, it->language);
	return 0;
}

/* --- which meeting --- */

const struct event *import_called(
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

/* The session of the series that has this number, or meets on this day. */
const struct event *import_session(const struct work *work)
{
	const struct fact *number = facts_find(&work->reading, "number");
	int wanted = number ? (int)strtol(number->value, NULL, 10) : 0;

	for (size_t i = 0; i < work->site->event_count; i++) {
		const struct event *event = work->site->events[i];
		struct when start = event_start(event);

		if (event->series != work->reading.series ||
			event->part_of.uid != NULL)
			continue;
		if (wanted > 0 ? event->number == wanted
			       : start.precision >= WHEN_DAY &&
					work->reading.start.precision >=
						WHEN_DAY &&
					start.year ==
						work->reading.start.year &&
					start.month ==
						work->reading.start.month &&
					start.day == work->reading.start.day)
			return event;
	}
	return NULL;
}

static int choose_event(struct work *work)
{
	struct target *target = work->target;
	const struct event *last = next_last(work->site, target->series.bytes);
	const struct fact *number = facts_find(&work->reading, "number");

	if (target->event.length > 0) {
		work->event = import_called(
			work->site, target->series.bytes, target->event.bytes);
		return 0;
	}
	work->event = import_session(work);
	if (work->event != NULL) {
		buf_puts(&target->event, work->event->folder);
		return 0;
	}
	return next_put_folder(&target->event, last,
		number         ? (int)strtol(number->value, NULL, 10)
			: last ? last->number + 1
			       : 1);
}

static bool stands(const struct work *work, const char *folder)
{
	const char *series = work->target->series.bytes;

	return import_called(work->site, series, folder) != NULL ||
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

void import_put_folder(struct work *work, struct when day)
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

void import_reload(struct work *work)
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

/* --- the record that there is --- */

static const char *keep_when(struct pool *pool, const struct when *when)
{
	struct buf text = BUF_INIT;
	const char *kept = NULL;

	if (when->precision != WHEN_ABSENT) {
		when_put(&text, when);
		kept = pool_text(pool, text.bytes);
	}
	buf_release(&text);
	return kept;
}

static const char *recorded_in_text(const struct text *text, const char *name)
{
	if (text == NULL)
		return NULL;
	if (strcmp(name, "title") == 0)
		return text->title;
	return strcmp(name, "place") == 0 ? text->place : text->summary;
}

const char *import_recorded(const struct work *work, const char *name)
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
		return keep_when(pool, &time->start);
	if (strcmp(name, "end") == 0)
		return keep_when(pool, &time->end);
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

/* What the text says and the record says otherwise is said, and stays. */
static void compare(struct work *work)
{
	static const char *const names[] = {
		"number", "status", "start", "end", "country", "place"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct fact *fact = facts_find(&work->reading, names[i]);
		const char *value =
			fact ? import_recorded(work, names[i]) : NULL;

		if (value == NULL || strcmp(value, fact->value) == 0)
			continue;
		work->differences++;
		fprintf(stderr,
			"dialogue-feeds: events/%s/%s has %s %s, and line %d "
			"of the text says %s: the record stays as it is\n",
			work->target->series.bytes, work->target->event.bytes,
			names[i], value, fact->line, fact->value);
	}
}

/* --- the receipt --- */

void import_put_json(struct buf *out, const struct work *work)
{
	const struct reading *it = &work->reading;
	struct json json = {.out = out};
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s/%s", work->target->series.bytes,
		work->target->event.bytes);
	json_open(&json, NULL, '{');
	json_text(&json, "event", path.bytes);
	json_open(&json, "facts", '[');
	for (size_t i = 0; i < it->fact_count; i++) {
		const struct fact *fact = &it->facts[i];

		json_open(&json, NULL, '{');
		json_text(&json, "fact", fact->name);
		json_text(&json, "value", fact->value);
		if (fact->of != NULL)
			json_text(&json, "of", fact->of);
		json_number(&json, "line", fact->line);
		json_text(&json, "quote", fact->quote);
		json_bool(&json, "sure", fact->doubt == NULL);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
	buf_release(&path);
}

static void print_receipt(const struct work *work)
{
	if (work->asked->json) {
		struct buf out = BUF_INIT;

		import_put_json(&out, work);
		puts(out.bytes);
		buf_release(&out);
		return;
	}
	for (size_t i = 0; i < work->reading.fact_count; i++) {
		struct buf line = BUF_INIT;

		draft_put_fact(&line, &work->reading.facts[i]);
		puts(line.bytes);
		buf_release(&line);
	}
}

static bool is_sure(const struct reading *it)
{
	for (size_t i = 0; i < it->fact_count; i++)
		if (it->facts[i].doubt != NULL)
			return false;
	return true;
}

static void print_lines(const char *lines)
{
	for (; *lines != '\0'; lines += strcspn(lines, "\n") + 1) {
		struct buf line = BUF_INIT;

		buf_put(&line, lines, strcspn(lines, "\n"));
		diag_print_safely(stdout, line.bytes);
		putchar('\n');
		buf_release(&line);
	}
}

/* What is said of a record stands in front of its files. */
static void print_note(struct work *work)
{
	if (work->note != NULL)
		print_lines(work->note);
	work->note = NULL;
}

bool import_say_doubts(struct work *work)
{
	struct buf lines = BUF_INIT;
	bool any = false;

	for (size_t i = 0; i < work->reading.fact_count; i++) {
		const struct fact *fact = &work->reading.facts[i];

		any |= fact->doubt != NULL;
		if (fact->doubt == NULL || work->asked->json)
			continue;
		draft_put_fact(&lines, fact);
		buf_putc(&lines, '\n');
	}
	if (lines.length > 0)
		work->note = pool_text(work->reading.pool, lines.bytes);
	buf_release(&lines);
	if (work->asked->dry)
		print_note(work);
	return any;
}

/* --- the record that is made --- */

static void tell_stored(void *data, const char *path, enum store_result result,
	const char *note)
{
	struct work *work = data;

	if (note != NULL)
		print_lines(note);
	if (result != STORE_WRITTEN) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
		work->store_failed = true;
	} else if (!work->asked->json) {
		puts(path);
	}
}

int import_store(struct work *work)
{
	batch_finish(work->batch);
	print_note(work);
	return work->store_failed ? EXIT_FAILED : EXIT_DONE;
}

/* The bytes are taken over. */
static void put_file(struct work *work, const char *name, struct buf *bytes)
{
	struct content content = CONTENT_INIT;
	const char *path = pool_printf(work->reading.pool, "events/%s/%s/%s",
		work->target->series.bytes, work->target->event.bytes, name);

	content_own(&content, bytes);
	batch_put(work->batch, path, &content, STORE_NEW, work->note);
	work->note = NULL;
}

static void write_event(struct work *work, const struct draft *draft)
{
	struct buf bytes = BUF_INIT;
	struct markup *markup = skeleton_open(&bytes, "event", "../../");

	draft_put_event(markup, draft);
	record_close_file(markup);
	put_file(work, "event.xml", &bytes);
}

static void write_text(struct work *work, const struct draft *draft)
{
	struct buf bytes = BUF_INIT;
	struct markup *markup = skeleton_open(&bytes, "text", "../../");

	draft_put_text(markup, draft);
	record_close_file(markup);
	put_file(work,
		pool_printf(
			work->reading.pool, "%s.xml", work->reading.language),
		&bytes);
}

int import_make(struct work *work)
{
	struct draft draft;
	char uid[UUID_SIZE];
	const struct event *last =
		next_last(work->site, work->target->series.bytes);
	struct event start = next_event(
		work->uid ? NULL : last, work->uid ? work->uid : uid);

	if (work->uid == NULL && uuid_random(uid) != 0) {
		fprintf(stderr, "dialogue-feeds: no random bytes: %s\n",
			strerror(errno));
		return EXIT_FAILED;
	}
	draft_make(&draft, &work->reading, &start);
	if (work->complete != NULL)
		work->complete(work, &draft);
	write_event(work, &draft);
	write_text(work, &draft);
	return EXIT_DONE;
}

/* --- the record that is added to --- */

void import_add_text(struct work *work, const char *release)
{
	struct draft draft;

	draft_make_text(&draft, &work->reading, work->event, release);
	if (work->complete != NULL)
		work->complete(work, &draft);
	write_text(work, &draft);
}

/* What its words are known by, in the language that was read; or NULL. */
static const struct release_words *words_of(
	const struct work *work, const char *release)
{
	const struct text *text =
		event_text(work->event, work->reading.language);

	return text ? text_release(text, release) : NULL;
}

static bool is_another_entry(const struct work *work, const char *release)
{
	const struct release_words *words = words_of(work, release);

	return work->entry != NULL && words != NULL && words->atom_id != NULL;
}

/* The release of the meeting that came out on the day of the text, or NULL. */
static const struct release *same_release(const struct work *work)
{
	const struct event *event = work->event;
	const struct when *day = &work->reading.published;

	for (size_t i = 0; i < event->release_count; i++) {
		struct when other = event->releases[i].published.when;

		other.precision = WHEN_DAY;
		other.hour = other.minute = other.second = 0;
		if (is_another_entry(work, event->releases[i].id))
			continue;
		if (day->precision == WHEN_ABSENT ||
			when_compare(&other, day) == 0)
			return &event->releases[i];
	}
	return NULL;
}

static const char *new_release_id(const struct work *work)
{
	size_t count = work->event->release_count;

	return count == 0
		? "release"
		: pool_printf(work->reading.pool, "release-%zu", count + 1);
}

/* The text is of a release that event.xml does not have. */
static void add_release(
	const struct work *work, struct edit *edit, const char *id)
{
	struct buf xml = BUF_INIT;

	buf_puts(&xml, "<release");
	if (strcmp(id, "release") != 0)
		buf_printf(&xml, " id=\"%s\"", id);
	if (work->reading.published.precision != WHEN_ABSENT) {
		buf_puts(&xml, " published=\"");
		if (work->entry != NULL)
			instant_put_rfc3339(&xml, work->entry->published);
		else
			when_put(&xml, &work->reading.published);
		buf_puts(&xml, "\"");
	}
	buf_puts(&xml, " status=\"draft\"/>\n");
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
}

int import_revise(struct work *work, struct revision *revision)
{
	if (!revise_is_edited(revision))
		return EXIT_DONE;
	if (work->revised != NULL &&
		strcmp(work->revised, revision->folder) != 0)
		work->has_revised_others = true;
	work->revised = pool_text(work->reading.pool, revision->folder);
	return revise_store(revision);
}

/* What the next build tells of a record; it tells too much of many. */
static int report_revised(const struct work *work)
{
	if (work->revised == NULL)
		return EXIT_DONE;
	if (!work->has_revised_others)
		return revise_report(work->revised, work->asked->now);
	puts("`dialogue-feeds build -n` shows what the next build tells "
	     "subscribers of these records.");
	return EXIT_DONE;
}

/* A failure says more than a doubt. */
static int worse(int status, int other)
{
	return status == EXIT_DONE ? other : status;
}

/* A second release in a text that there is. */
static int add_words(struct work *work, struct revision *revision,
	const struct draft *draft, const struct text *text)
{
	const struct fact *title = facts_find(&work->reading, "title");
	struct edit *edit = revise_text(revision, work->reading.language);
	bool other = title != NULL &&
		(text->title == NULL || strcmp(title->value, text->title) != 0);
	struct buf xml = BUF_INIT;

	if (edit == NULL)
		return EXIT_FAILED;
	draft_put_release(&xml, draft, other ? title->value : NULL);
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
	return EXIT_DONE;
}

/* The words are there already: readers know them by this id. */
static int add_id(
	struct work *work, struct revision *revision, const char *release)
{
	struct edit *edit = revise_text(revision, work->reading.language);
	const struct element *element =
		edit ? import_release_element(edit, "ref", release) : NULL;

	if (edit == NULL)
		return EXIT_FAILED;
	if (element != NULL)
		edit_set(edit, element, "atom-id", work->entry->atom_id);
	return EXIT_DONE;
}

static int add_all(struct work *work, struct revision *revision)
{
	const struct text *text =
		event_text(work->event, work->reading.language);
	const struct release *same = same_release(work);
	const char *id = same ? same->id : new_release_id(work);
	struct edit *edit = revise_event(revision);
	struct draft draft;
	struct buf xml = BUF_INIT;
	bool lacks;
	int status = EXIT_DONE;

	draft_make(&draft, &work->reading, work->event);
	draft_put_lacking(&xml, &draft, work->event);
	lacks = xml.length > 0;
	if (lacks)
		edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
	if (same == NULL)
		add_release(work, edit, id);
	draft_make_text(&draft, &work->reading, work->event, id);
	if (work->complete != NULL)
		work->complete(work, &draft);
	if (text == NULL)
		write_text(work, &draft);
	else if (text_release(text, id) == NULL)
		status = add_words(work, revision, &draft, text);
	else if (work->entry != NULL && work->entry->atom_id != NULL)
		status = add_id(work, revision, id);
	if (status == EXIT_DONE)
		status = import_store(work);
	if (status == EXIT_DONE && (same == NULL || lacks || text != NULL))
		status = import_revise(work, revision);
	return status;
}

int import_add(struct work *work)
{
	struct buf name = BUF_INIT;
	struct revision revision;
	int status;

	buf_printf(&name, "%s/%s", work->target->series.bytes,
		work->target->event.bytes);
	status = revise_begin(&revision, name.bytes);
	if (status == EXIT_DONE)
		status = add_all(work, &revision);
	revise_end(&revision);
	buf_release(&name);
	return status;
}

/* --- all of it --- */

static int say_several(const struct work *work)
{
	const struct reading *it = &work->reading;

	fprintf(stderr,
		"dialogue-feeds: this text is about %zu meetings; nothing was "
		"written\nhelp: name the one that is meant, %s/EVENT\n",
		it->meeting_count, work->target->series.bytes);
	for (size_t i = 0; i < it->meeting_count; i++)
		printf("line %d: %s\n", it->meetings[i]->number,
			paste_clean(it->pool,
				it->paste->text.bytes + it->meetings[i]->start,
				it->meetings[i]->length));
	return EXIT_RECORDS;
}

static int import(struct work *work)
{
	struct reading *it = &work->reading;
	int status = EXIT_DONE;

	it->number = work->target->event.length > 0
		? (int)strtol(work->target->event.bytes, NULL, 10)
		: 0;
	reading_make(it);
	if (it->meeting_count > 0 && work->target->event.length == 0)
		return say_several(work);
	if (choose_event(work) != 0)
		return EXIT_USAGE;
	if (work->event != NULL)
		compare(work);
	print_receipt(work);
	if (!work->asked->dry)
		status = work->event ? import_add(work) : import_make(work);
	if (status == EXIT_DONE)
		status = import_store(work);
	if (status != EXIT_DONE)
		return status;
	return is_sure(it) && work->differences == 0 ? EXIT_DONE : EXIT_RECORDS;
}

static int import_text(struct work *work, const struct buf *text)
{
	struct paste paste = {.text = BUF_INIT};
	const char *wrong = paste_read(&paste, work->reading.pool, text->bytes,
		text->length, work->site->publisher.page_body);
	int status = EXIT_USAGE;

	work->reading.paste = &paste;
	if (wrong != NULL) {
		fputs("dialogue-feeds: ", stderr);
		diag_print_safely(stderr, work->asked->file);
		fprintf(stderr, " %s\n", wrong);
	} else if (find_language(work, &paste) == 0) {
		status = import(work);
	}
	work->reading.paste = NULL;
	paste_release(&paste);
	return status;
}

static bool is_calendar(const struct buf *text)
{
	static const char start[] = "BEGIN:VCALENDAR";
	const char *at = text->bytes, *wanted = start;

	if (strncmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	at += strspn(at, " \t\r\n");
	while (*wanted != '\0' && strncasecmp(at, wanted, 1) == 0) {
		wanted++;
		at++;
		/* Lines may be folded anywhere. */
		if (strcspn(at, "\r\n") == 0)
			at += strspn(at, " \t\r\n");
	}
	return *wanted == '\0';
}

static int run(struct target *target, const struct asked *asked,
	const struct buf *text)
{
	struct diag diag = DIAG_INIT;
	struct site *site = site_load(&diag, &(struct load_options){NULL});
	struct pool pool = POOL_INIT;
	struct work work = {.asked = asked,
		.target = target,
		.site = site,
		.reading = {
			.pool = &pool, .site = site, .today = asked->today}};
	int status = EXIT_FAILED;

	work.batch = batch_new(1, tell_stored, &work);
	if (!site->publisher_failed) {
		site_settle(site);
		work.reading.series = site_series(site, target->series.bytes);
	}
	if (site->publisher_failed) {
		diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
	} else if (work.reading.series == NULL &&
		!(is_calendar(text) && target->series.length == 0)) {
		fprintf(stderr,
			"dialogue-feeds: there is no series %s\n"
			"help: `dialogue-feeds new %s/01` makes one\n",
			target->series.bytes, target->series.bytes);
		status = EXIT_USAGE;
	} else if (is_calendar(text)) {
		status = import_calendar(&work, text);
	} else if (feed_is(text)) {
		status = import_feed(&work, text);
	} else {
		status = import_text(&work, text);
	}
	status = worse(status, report_revised(&work));
	batch_free(work.batch);
	for (size_t i = 0; i < work.loaded_count; i++)
		site_free(work.loaded[i]);
	pool_release(&pool);
	site_free(site);
	diag_release(&diag);
	return status;
}

static int run_in_site(struct target *target, struct asked *asked)
{
	struct buf text = BUF_INIT;
	int status = EXIT_USAGE;
	instant now;

	if (cmd_now(&now) == 0 && read_all(&text, asked->file) == 0 &&
		cmd_enter_site() == 0) {
		asked->now = now;
		asked->today = when_from_utc(now);
		asked->today.precision = WHEN_DAY;
		status = run(target, asked, &text);
	}
	buf_release(&text);
	return status;
}

int cmd_import(int argc, char **argv)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"update", no_argument, NULL, 'u'},
		{"text", required_argument, NULL, 't'}, {NULL}};
	struct target target = TARGET_INIT;
	struct asked asked = {0};
	struct buf help = BUF_INIT;
	int option, status = EXIT_DONE;

	while ((option = getopt_long(argc, argv, "n", options, NULL)) != -1) {
		if (option == 'n')
			asked.dry = true;
		else if (option == 'j')
			asked.json = true;
		else if (option == 'u')
			asked.update = true;
		else if (option == 't')
			asked.language = optarg;
		else
			status = EXIT_USAGE;
	}
	if (asked.language != NULL &&
		value_language.check(asked.language, &help) != NULL) {
		fprintf(stderr, "dialogue-feeds: '%s' is no language\n",
			asked.language);
		status = EXIT_USAGE;
	}
	if (status != EXIT_DONE || optind >= argc || optind + 2 < argc ||
		(optind + 2 == argc &&
			target_parse(&target, argv[optind]) != 0)) {
		status = cmd_usage(USAGE_IMPORT);
	} else {
		asked.file = argv[argc - 1];
		status = run_in_site(&target, &asked);
	}
	buf_release(&help);
	target_release(&target);
	return status;
}
