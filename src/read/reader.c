#include "read/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/hash.h"
#include "model/phrases.h"
#include "base/banned.h"

void reader_release(struct reader *reader)
{
	pool_release(&reader->scratch);
	known_release(&reader->known);
	buf_release(&reader->words);
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

const struct element *reader_open(
	struct reader *reader, const char *path, const struct shape *shape)
{
	struct record_hash hash = {.path = hash_text(path)};
	const struct element *root;
	int sound;

	pool_clear(&reader->scratch);
	root = xml_read(
		&reader->scratch, reader->diag, path, &sound, &hash.bytes);
	reader_remember_bytes(reader, hash);
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

int reader_may_be_bad(const struct reader *reader, const char *uid)
{
	for (size_t i = 0; i < reader->bad_count; i++)
		if (strcasecmp(reader->bad_uids[i], uid) == 0)
			return 1;
	return reader->bad_unknown;
}

const char *take_value(
	struct reader *reader, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value ? known_text(&reader->known, &reader->site->pool, value,
			       strlen(value))
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

const char *take_link(
	struct pool *pool, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	struct buf link = BUF_INIT;
	const char *result = NULL;

	for (const char *at = value; at != NULL && *at != '\0'; at++) {
		if ((unsigned char)*at < 0x80)
			buf_putc(&link, *at);
		else
			buf_printf(&link, "%%%02X", (unsigned char)*at);
	}
	if (value != NULL)
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
		? known_text(&reader->known, &reader->site->pool, words->bytes,
			  words->length)
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

/* What a zone makes of a clock time. */
struct clock_answer {
	const struct zone *zone;
	int with_offset; /* an offset can be written instead */
	enum zone_answer answer;
	instant moments[2];
};

static void put_moment(struct buf *out, const struct zone *zone, instant at)
{
	struct when clock = zone_clock(zone, at);
	int offset = zone_offset(zone, at);

	when_put(out, &clock);
	buf_printf(out, "%c%02d:%02d", offset < 0 ? '-' : '+',
		abs(offset) / 3600, abs(offset) / 60 % 60);
}

/* The two moments of a gap or overlap, as a record could name them. */
static void report_clock(struct reader *reader, struct pos place,
	const struct clock_answer *found)
{
	struct diag *diag = reader->diag;
	struct buf first = BUF_INIT, second = BUF_INIT;

	put_moment(&first, found->zone, found->moments[0]);
	put_moment(&second, found->zone, found->moments[1]);
	if (found->answer == ZONE_NEVER) {
		diag_error(diag, place,
			"this clock time does not exist, the clocks are put "
			"forward over it: it would be %s or %s",
			second.bytes, first.bytes);
		diag_help(diag, "write %.16s or %.16s", second.bytes,
			first.bytes);
	} else {
		diag_error(diag, place,
			"this clock time exists twice, the clocks are put back "
			"that day: it is %s and again %s",
			first.bytes, second.bytes);
		if (found->with_offset)
			diag_help(diag, "write %s or %s", first.bytes,
				second.bytes);
		else
			diag_help(diag,
				"write a time outside that hour, or use "
				"zone=\"UTC\"");
	}
	buf_release(&first);
	buf_release(&second);
}

static int resolve(struct reader *reader, struct pos place,
	struct clock_answer *found, const struct when *clock)
{
	found->answer = zone_resolve(found->zone, clock, found->moments);
	if (found->answer == ZONE_ONCE)
		return 0;
	report_clock(reader, place, found);
	return -1;
}

int reader_resolve(struct reader *reader, struct pos place,
	const struct zone *zone, const struct when *clock, instant *at)
{
	struct clock_answer found = {.zone = zone};
	int result = resolve(reader, place, &found, clock);

	*at = found.moments[0];
	return result;
}

/* The same in the publisher's zone, for what may be written with an offset. */
static int resolve_moment(struct reader *reader, struct pos place,
	const struct when *clock, instant *at)
{
	struct clock_answer found = {
		.zone = reader->site->publisher.zone, .with_offset = 1};
	int result = resolve(reader, place, &found, clock);

	*at = found.moments[0];
	return result;
}

struct date take_date(struct reader *reader, const struct element *element,
	const char *name, enum day_counts counts, int *failed)
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
		if (resolve_moment(reader, element_place(element, name), &clock,
			    &date.at) != 0)
			*failed = 1;
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

int reader_report_nobody(struct reader *reader, struct pos place,
	const char *what, const struct nearest *near, const char *help)
{
	diag_error(
		reader->diag, place, "there is no %s '%s'", what, near->word);
	if (near->found != NULL)
		return diag_help(reader->diag, "write %s", near->found);
	return diag_help(reader->diag, "%s", help);
}

int reader_check_party(
	struct reader *reader, const struct element *element, const char *name)
{
	const struct publisher *publisher = &reader->site->publisher;
	const char *code = element_value(element, name);
	struct nearest nearest;

	if (code == NULL || reader->no_glossary ||
		publisher_party(publisher, code) != NULL ||
		catalogue_knows_country(code))
		return 0;
	nearest_begin(&nearest, code);
	for (size_t i = 0; i < publisher->party_count; i++)
		nearest_offer(&nearest, publisher->parties[i].code);
	diag_error(reader->diag, element_place(element, name),
		"nobody knows the party '%s'", code);
	if (nearest.found != NULL)
		return diag_help(reader->diag, "write %s", nearest.found);
	return diag_help(reader->diag,
		"write a code of ISO 3166, EU or UN, or add <party code=\"%s\"> "
		"with its names to publisher.xml",
		code);
}
