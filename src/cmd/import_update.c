#include "cmd/import_update.h"

#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/history.h"
#include "cmd/import_make.h"
#include "cmd/import_meeting.h"
#include "cmd/times.h"
#include "import/receipt.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1 << 20 };

static const char *const in_text[] = {"title", "place", "summary"};
static const char *const in_event[] = {
	"start", "end", "zone", "status", "geo", "link", "topic"};

#define TEXT_COUNT (sizeof(in_text) / sizeof(*in_text))
#define EVENT_COUNT (sizeof(in_event) / sizeof(*in_event))

/* What a calendar and a record have of a meeting. */
struct difference {
	const char *name;
	const char *recorded, *said; /* "": nothing */
	bool is_kept; /* somebody has changed the record since */
};

struct updating {
	struct work *work;
	const struct text *text; /* or NULL */
	struct difference differences[TEXT_COUNT + EVENT_COUNT];
	size_t count;
};

const char *import_topics(
	struct pool *pool, const struct topic *const *topics, size_t count)
{
	const char *all = "";

	for (size_t i = 0; i < count; i++)
		all = pool_printf(
			pool, "%s%s%s", all, i > 0 ? " " : "", topics[i]->term);
	return all;
}

/* --- what differs --- */

static const char *in_record(const struct updating *it, const char *name)
{
	const struct event *event = it->work->event;
	struct pool *pool = it->work->reading.pool;
	const char *recorded;

	if (strcmp(name, "topic") == 0)
		return import_topics(
			pool, event->topics, event->own_topic_count);
	recorded = import_meeting_recorded(it->work, name);
	if (recorded != NULL && strcmp(name, "summary") == 0)
		return receipt_mark(pool, recorded);
	return recorded ? recorded : "";
}

/* Nobody has written there what no import did, nor taken out what one wrote. */
static bool is_as_imported(const char *record, const struct difference *one)
{
	if (*one->recorded == '\0')
		return receipt_find(record, one->name, NULL) == NULL;
	return receipt_find(record, one->name, one->recorded) != NULL;
}

static void compare(struct updating *it, const char *path,
	const char *const *names, size_t count)
{
	struct buf record = BUF_INIT;

	if (file_read(path, RECORD_LIMIT, &record) != 0)
		buf_cut(&record, 0);
	for (size_t i = 0; i < count; i++) {
		const struct fact *fact =
			facts_find(&it->work->reading, names[i]);
		struct difference one = {names[i], in_record(it, names[i]),
			fact ? fact->value : "", false};

		if (strcmp(one.recorded, one.said) == 0)
			continue;
		one.is_kept = !is_as_imported(record.bytes, &one);
		it->differences[it->count++] = one;
	}
	buf_release(&record);
}

static bool is_time(const struct difference *one)
{
	return strcmp(one->name, "start") == 0 ||
		strcmp(one->name, "end") == 0 || strcmp(one->name, "zone") == 0;
}

/* A time changes as a whole, and no meeting loses its title. */
static void keep_whole(struct updating *it)
{
	bool is_kept = false;

	for (size_t i = 0; i < it->count; i++)
		is_kept |= is_time(&it->differences[i]) &&
			it->differences[i].is_kept;
	for (size_t i = 0; i < it->count; i++) {
		struct difference *one = &it->differences[i];

		one->is_kept |= is_time(one) && is_kept;
		one->is_kept |=
			strcmp(one->name, "title") == 0 && *one->said == '\0';
	}
}

static void tell(const struct updating *it, const struct difference *one)
{
	struct work *work = it->work;
	const struct fact *fact = facts_find(&work->reading, one->name);
	bool is_mark = strcmp(one->name, "summary") == 0;
	const char *recorded =
		is_mark && *one->recorded ? "of other words" : one->recorded;
	const char *said = is_mark && *one->said ? "these" : one->said;

	work->differences++;
	fprintf(stderr, "dialogue-feeds: events/%s/%s has %s ",
		work->target->series.bytes, work->target->event.bytes,
		one->name);
	diag_print_safely(stderr, *recorded ? recorded : "nothing");
	fprintf(stderr, ", and line %d of the text says ",
		fact ? fact->line : work->reading.facts[0].line);
	diag_print_safely(stderr, *said ? said : "nothing");
	fprintf(stderr, ": the record %sstays as it is\n",
		one->is_kept && work->asked->update
			? "was edited since it was imported, and "
			: "");
}

/* --- what is edited --- */

static void put_words(
	struct edit *edit, const struct difference *one, const char *words)
{
	const struct element *element = element_child(edit->root, one->name);
	struct buf xml = BUF_INIT;

	if (element != NULL && *one->said == '\0') {
		edit_remove(edit, element);
	} else if (element != NULL) {
		edit_set_words(edit, element, words);
	} else {
		buf_printf(&xml, "<%s>", one->name);
		edit_escape(&xml, words);
		buf_printf(&xml, "</%s>\n", one->name);
		edit_add(edit, edit->root, NULL, xml.bytes);
	}
	buf_release(&xml);
}

/* An attribute of an element that may not be there, and goes if it is empty. */
static void put_attribute(struct edit *edit, const char *element_name,
	const char *name, const char *value)
{
	const struct element *element = element_child(edit->root, element_name);
	struct buf xml = BUF_INIT;

	if (element == NULL) {
		buf_printf(&xml, "<%s %s=\"", element_name, name);
		edit_escape(&xml, value);
		buf_puts(&xml, "\"/>\n");
		edit_add(edit, edit->root, NULL, xml.bytes);
	} else if (*value != '\0') {
		edit_set(edit, element, name, value);
	} else if (element->attribute_count == 1) {
		edit_remove(edit, element);
	} else {
		edit_unset(edit, element, name);
	}
	buf_release(&xml);
}

/* A record has a comma between the two. */
static void put_geo(struct edit *edit, const char *geo)
{
	size_t length = strcspn(geo, ";");

	put_attribute(edit, "place", "geo",
		*geo == '\0' ? geo
			     : pool_printf(&edit->pool, "%.*s,%s", (int)length,
				       geo, geo + length + 1));
}

static void put_topics(struct edit *edit, const char *terms)
{
	for (const struct element *topic = element_child(edit->root, "topic");
		topic != NULL; topic = element_again(topic))
		edit_remove(edit, topic);
	while (*terms != '\0') {
		size_t length = strcspn(terms, " ");
		struct buf xml = BUF_INIT;

		buf_printf(
			&xml, "<topic term=\"%.*s\"/>\n", (int)length, terms);
		edit_add(edit, edit->root, NULL, xml.bytes);
		buf_release(&xml);
		terms += length + (terms[length] == ' ');
	}
}

/* As `move` would. */
static void put_time(const struct work *work, struct revision *revision)
{
	const struct reading *it = &work->reading;
	struct when before = event_start(work->event);

	times_set(revision,
		&(struct sitting){.start = it->start,
			.end = it->end,
			.zone_name = it->zone});
	if (before.precision == WHEN_ABSENT ||
		when_compare(&before, &it->start) == 0)
		return;
	history_add(revision,
		&(struct change){.kind = CHANGE_MOVED,
			.at.at = revision->now,
			.from = before},
		1);
}

/* As `cancel` would. */
static void put_status(struct revision *revision, const char *status)
{
	struct edit *edit = revise_event(revision);

	edit_set(edit, edit->root, "status", status);
	if (status_called(status) == STATUS_CANCELLED)
		history_add(revision,
			&(struct change){.kind = CHANGE_CANCELLED,
				.at.at = revision->now},
			1);
}

static void put_in_event(const struct updating *it, struct revision *revision,
	const struct difference *one, bool is_first_time)
{
	struct edit *edit = revise_event(revision);

	if (is_time(one) && is_first_time)
		put_time(it->work, revision);
	else if (strcmp(one->name, "status") == 0)
		put_status(revision, one->said);
	else if (strcmp(one->name, "geo") == 0)
		put_geo(edit, one->said);
	else if (strcmp(one->name, "link") == 0)
		put_attribute(edit, "link", "href", one->said);
	else if (strcmp(one->name, "topic") == 0)
		put_topics(edit, one->said);
}

static bool is_in_text(const struct difference *one)
{
	for (size_t i = 0; i < TEXT_COUNT; i++)
		if (strcmp(in_text[i], one->name) == 0)
			return true;
	return false;
}

static void renew_receipt(const struct updating *it, struct edit *edit,
	const struct difference *one)
{
	const struct fact *fact = facts_find(&it->work->reading, one->name);
	const char *at = *one->recorded == '\0'
		? NULL
		: receipt_find(
			  edit->source.text.bytes, one->name, one->recorded);

	if (fact != NULL)
		receipt_renew(edit, at, fact);
	else
		receipt_cut(edit, at);
}

static int edit_all(const struct updating *it, struct revision *revision)
{
	struct edit *text = NULL;
	bool is_first_time = true;

	for (size_t i = 0; i < it->count; i++) {
		const struct difference *one = &it->differences[i];

		if (one->is_kept)
			continue;
		if (!is_in_text(one)) {
			put_in_event(it, revision, one, is_first_time);
			is_first_time &= !is_time(one);
			renew_receipt(it, revise_event(revision), one);
			continue;
		}
		if (text == NULL)
			text = revise_text(revision, it->text->language);
		if (text == NULL)
			return EXIT_FAILED;
		put_words(text, one,
			strcmp(one->name, "summary") == 0 ? it->work->summary
							  : one->said);
		renew_receipt(it, text, one);
	}
	return EXIT_DONE;
}

/* What the calendar has been counted up to, so that ours goes on from there. */
static void raise_floor(
	const struct work *work, struct revision *revision, struct stamp floor)
{
	struct edit *edit = revise_event(revision);
	struct buf text = BUF_INIT;

	if (floor.sequence > work->event->floor.sequence) {
		buf_printf(&text, "%d", floor.sequence);
		edit_set(edit, edit->root, "sequence", text.bytes);
	}
	buf_cut(&text, 0);
	if (floor.modified > work->event->floor.modified) {
		instant_put_rfc3339(&text, floor.modified);
		edit_set(edit, edit->root, "modified", text.bytes);
	}
	buf_release(&text);
}

static int update(const struct updating *it, struct stamp floor)
{
	const struct target *target = it->work->target;
	const char *name = pool_printf(it->work->reading.pool, "%s/%s",
		target->series.bytes, target->event.bytes);
	struct revision revision;
	int status = revise_begin(&revision, name);

	if (status == EXIT_DONE)
		status = edit_all(it, &revision);
	if (status == EXIT_DONE) {
		raise_floor(it->work, &revision, floor);
		status = import_revise(it->work, &revision);
	}
	revise_end(&revision);
	return status;
}

int import_update(struct work *work, struct stamp floor)
{
	struct updating it = {.work = work,
		.text = event_text(work->event, work->reading.language)};
	bool edits = work->asked->update && !work->asked->dry;
	/* Once it was built, somebody may have taken its number out. */
	bool any = floor.sequence > work->event->floor.sequence &&
		(work->event->draft || work->event->floor.sequence > 0);

	if (it.text != NULL)
		compare(&it, it.text->path, in_text, TEXT_COUNT);
	compare(&it, work->event->path, in_event, EVENT_COUNT);
	keep_whole(&it);
	for (size_t i = 0; i < it.count; i++) {
		if (!edits || it.differences[i].is_kept)
			tell(&it, &it.differences[i]);
		any |= !it.differences[i].is_kept;
	}
	if (edits && any && update(&it, floor) == EXIT_FAILED)
		return EXIT_FAILED;
	if (it.text == NULL && !work->asked->dry)
		import_make_text(work, "release");
	return EXIT_DONE;
}
