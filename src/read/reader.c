#include "read/reader.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/hash.h"
#include "model/phrases.h"
#include "base/banned.h"

void reader_release(struct reader *reader)
{
	pool_release(&reader->scratch);
	intern_release(&reader->interned);
	buf_release(&reader->words);
}

void reader_error(struct reader *reader, struct pos at, const char *format, ...)
{
	va_list arguments;

	reader->failed = true;
	va_start(arguments, format);
	diag_verror(reader->diag, at, format, arguments);
	va_end(arguments);
}

void reader_remember_bytes(struct reader *reader, struct record_hash hash)
{
	struct site *site = reader->site;

	site->hashes = pool_grow(
		&site->pool, site->hashes, site->hash_count, sizeof(hash));
	site->hashes[site->hash_count++] = hash;
}

void reader_add_event(struct reader *reader, struct event *event)
{
	struct site *site = reader->site;

	site->events = pool_grow(&site->pool, site->events, site->event_count,
		sizeof(*site->events));
	site->events[site->event_count++] = event;
}

void reader_add_text(
	struct reader *reader, struct event *event, struct text *text)
{
	const struct publisher *publisher = &reader->site->publisher;
	size_t rank = publisher_rank(publisher, text->language);
	size_t at = event->text_count++;

	event->texts = pool_grow(
		&reader->site->pool, event->texts, at, sizeof(*event->texts));
	for (; at > 0 &&
		publisher_rank(publisher, event->texts[at - 1]->language) >
			rank;
		at--)
		event->texts[at] = event->texts[at - 1];
	event->texts[at] = text;
}

/* The outermost element, if it and all in it has this shape. */
static const struct element *check_root(struct reader *reader,
	const struct element *root, const struct shape *shape, int sound)
{
	reader->root = root;
	if (root == NULL)
		return NULL;
	if (strcmp(root->name, shape->name) != 0) {
		diag_error(reader->diag, root->at,
			"'%s' is not what stands in this file", root->name);
		diag_help(reader->diag, "this record is a <%s>", shape->name);
		return NULL;
	}
	if (shape_check(shape, root, reader->diag) != 0)
		sound = 0;
	return sound ? root : NULL;
}

/* What is tried in the place of the file, or NULL. */
static const struct buf *find_instead(
	const struct reader *reader, const char *path)
{
	for (size_t i = 0; i < reader->instead_count; i++)
		if (strcmp(reader->instead[i].path, path) == 0)
			return &reader->instead[i].bytes;
	return NULL;
}

/* Read what is tried; the bytes stay as they are. */
static const struct element *try_bytes(struct reader *reader, const char *path,
	const struct buf *bytes, int *sound)
{
	struct buf copy = BUF_INIT;
	const struct element *root;

	buf_put(&copy, bytes->bytes, bytes->length);
	root = xml_try(&reader->scratch, reader->diag, path, &copy, sound);
	buf_release(&copy);
	return root;
}

const struct element *reader_open(
	struct reader *reader, const char *path, const struct shape *shape)
{
	struct record_hash hash = {.path = hash_text(path)};
	const struct buf *instead = find_instead(reader, path);
	const struct element *root;
	int sound;

	pool_clear(&reader->scratch);
	if (instead != NULL) {
		root = try_bytes(reader, path, instead, &sound);
		return check_root(reader, root, shape, sound);
	}
	root = xml_read(
		&reader->scratch, reader->diag, path, &sound, &hash.bytes);
	reader_remember_bytes(reader, hash);
	return check_root(reader, root, shape, sound);
}

void reader_remember_bad(struct reader *reader, const char *uid)
{
	if (uid == NULL) {
		reader->bad_unknown = 1;
		return;
	}
	reader->bad_uids = pool_grow(&reader->site->pool, reader->bad_uids,
		reader->bad_count, sizeof(*reader->bad_uids));
	reader->bad_uids[reader->bad_count++] =
		pool_text(&reader->site->pool, uid);
}

const char *take_value(
	struct reader *reader, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value ? intern_text(&reader->interned, &reader->site->pool,
			       value, strlen(value))
		     : NULL;
}

const char *take_words_value(
	struct reader *reader, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	struct element piece = {.text = value};
	const struct element words = {.first_child = &piece};

	return value ? take_words(reader, &words) : NULL;
}

/* Where the path begins: a host may have brackets, nothing else may. */
static const char *end_of_host(const char *link)
{
	const char *host = strstr(link, "://");

	return host ? host + 3 + strcspn(host + 3, "/?#") : link;
}

/*
 * Other systems write links with characters that RFC 3986 knows by number only,
 * and browsers' address lines copy them so.
 */
static void put_link(struct buf *out, const char *link)
{
	const char *path = end_of_host(link);
	const char *fragment = strchr(link, '#');

	for (const char *at = link; *at != '\0'; at++) {
		bool is_foreign = (unsigned char)*at >= 0x80 ||
			(at >= path && strchr("[]{}|^`", *at) != NULL) ||
			(*at == '#' && at != fragment);

		if (is_foreign)
			buf_printf(out, "%%%02X", (unsigned char)*at);
		else
			buf_putc(out, *at);
	}
}

const char *take_link(
	struct pool *pool, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	struct buf link = BUF_INIT;
	const char *result;

	if (value == NULL)
		return NULL;
	put_link(&link, value);
	result = pool_bytes(pool, link.bytes, link.length);
	buf_release(&link);
	return result;
}

const char *take_words(struct reader *reader, const struct element *element)
{
	struct buf *words = &reader->words;

	buf_cut(words, 0);
	element_put_words(words, element);
	return words->length > 0
		? intern_text(&reader->interned, &reader->site->pool,
			  words->bytes, words->length)
		: NULL;
}

const char *take_child(
	struct reader *reader, const struct element *element, const char *name)
{
	const struct element *child = element_child(element, name);

	return child ? take_words(reader, child) : NULL;
}

int take_number(const struct element *element, const char *name, int otherwise)
{
	const char *value = element_value(element, name);

	return value ? (int)strtol(value, NULL, 10) : otherwise;
}

int take_yes(const struct element *element, const char *name, int otherwise)
{
	const char *value = element_value(element, name);

	return value ? strcmp(value, "yes") == 0 : otherwise;
}

const struct zone *reader_zone(struct reader *reader, const char *name)
{
	struct diag *diag = reader->diag;
	const struct zone *zone = zone_find(name);
	struct buf path = BUF_INIT, what = BUF_INIT;

	if (zone == NULL && zone_lack(name, &path, &what)) {
		diag->is_ill = 1;
		diag_error(diag,
			(struct pos){pool_text(&diag->pool, path.bytes)}, "%s",
			what.bytes);
		diag_help(diag,
			"install or mend tzdata, or let TZDIR name the folder "
			"of the time zone files; no record is to blame");
		zone = zone_find("UTC");
	}
	buf_release(&path);
	buf_release(&what);
	return zone;
}

static void put_moment(struct buf *out, const struct zone *zone, instant at)
{
	struct when clock = zone_clock(zone, at);
	int offset = zone_offset(zone, at);

	when_put(out, &clock);
	buf_printf(out, "%c%02d:%02d", offset < 0 ? '-' : '+',
		abs(offset) / 3600, abs(offset) / 60 % 60);
}

static void report_gap(struct reader *reader, struct pos place,
	const char *before, const char *behind)
{
	reader_error(reader, place,
		"this clock time does not exist, the clocks are put forward "
		"over it: it would be %s or %s",
		before, behind);
	diag_help(reader->diag, "write %.16s or %.16s", before, behind);
}

static void report_overlap(struct reader *reader, struct pos place,
	const char *first, const char *second)
{
	reader_error(reader, place,
		"this clock time exists twice, the clocks are put back that "
		"day: it is %s and again %s",
		first, second);
}

int reader_resolve(struct reader *reader, struct pos place,
	const struct zone *zone, const struct when *clock, instant *at)
{
	const struct zone *known = zone ? zone : reader->site->publisher.zone;
	struct buf first = BUF_INIT, second = BUF_INIT;
	instant moments[2];
	enum zone_answer answer = zone_resolve(known, clock, moments);

	*at = moments[0];
	if (answer == ZONE_ONCE)
		return 0;
	put_moment(&first, known, moments[0]);
	put_moment(&second, known, moments[1]);
	if (answer == ZONE_NEVER)
		report_gap(reader, place, second.bytes, first.bytes);
	else
		report_overlap(reader, place, first.bytes, second.bytes);
	if (answer != ZONE_NEVER && zone != NULL)
		diag_help(reader->diag,
			"write a time outside that hour, or use zone=\"UTC\"");
	else if (answer != ZONE_NEVER)
		diag_help(reader->diag, "write %s or %s", first.bytes,
			second.bytes);
	buf_release(&first);
	buf_release(&second);
	return -1;
}

struct date take_date(struct reader *reader, const struct element *element,
	const char *name, enum day_counts counts)
{
	const char *value = element_value(element, name);
	const struct zone *zone = reader->site->publisher.zone;
	struct date date = {.when = {.precision = WHEN_ABSENT}};
	struct when clock;
	const char *offset = "";
	int seconds;

	if (value == NULL)
		return date;
	when_parse(value, &date.when, &offset);
	clock = date.when;
	if (*offset != '\0') {
		when_parse_offset(offset, &seconds);
		date.at = when_as_utc(&clock) - seconds;
		return date;
	}
	if (clock.precision == WHEN_CLOCK) {
		reader_resolve(reader, element_place(element, name), NULL,
			&clock, &date.at);
		return date;
	}
	if (counts == DAY_AS_NOON)
		clock.hour = 12;
	date.at = zone_instant(zone, &clock);
	return date;
}

struct wordings take_wordings(
	struct reader *reader, const struct element *element, const char *name)
{
	struct wordings result = {NULL, 0};

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child)) {
		struct words words = {take_value(reader, child, "xml:lang"),
			take_words(reader, child)};

		result.items = pool_grow(&reader->site->pool, result.items,
			result.count, sizeof(words));
		result.items[result.count++] = words;
	}
	return result;
}

struct word_list take_list(
	struct reader *reader, const struct element *element, const char *name)
{
	struct word_list list = {NULL, 0};

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child)) {
		list.items = pool_grow(&reader->site->pool, list.items,
			list.count, sizeof(*list.items));
		list.items[list.count++] = take_words(reader, child);
	}
	return list;
}

void reader_report_nobody(struct reader *reader, struct pos place,
	const char *what, const struct nearest *near, const char *help)
{
	reader_error(reader, place, "there is no %s '%s'", what, near->word);
	if (near->found != NULL)
		diag_help(reader->diag, "write %s", near->found);
	else
		diag_help(reader->diag, "%s", help);
}

void reader_check_party(
	struct reader *reader, const struct element *element, const char *name)
{
	const struct publisher *publisher = &reader->site->publisher;
	const char *code = element_value(element, name);
	struct nearest nearest;

	if (code == NULL || reader->no_glossary ||
		publisher_party(publisher, code) != NULL ||
		catalogue_knows_country(code))
		return;
	nearest_begin(&nearest, code);
	for (size_t i = 0; i < publisher->party_count; i++)
		nearest_offer(&nearest, publisher->parties[i].code);
	reader_error(reader, element_place(element, name),
		"nobody knows the party '%s'", code);
	if (nearest.found != NULL)
		diag_help(reader->diag, "write %s", nearest.found);
	else
		diag_help(reader->diag,
			"write a code of ISO 3166, EU or UN, or add <party "
			"code=\"%s\"> with its names to publisher.xml",
			code);
}
