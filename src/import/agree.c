#include "import/agree.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "import/dating.h"
#include "import/placing.h"
#include "import/reading.h"
#include "import/sessions.h"
#include "model/passages.h"
#include "base/banned.h"

/* A year in a title is that of a session so many years before, at the most. */
enum { COPIED = 3 };

struct agree_language {
	const char *tag;
	struct terms terms;
};

/* What a text says of its meeting; nothing is what it does not say. */
struct said {
	const struct text *text;
	int number;
	const char *city; /* as `term` has it: "BE Europe/Brussels" */
	const char *place; /* in the words of the text */
};

struct checking {
	struct agree *agree;
	const struct event *event;
	struct pool pool;
};

static const struct terms *terms_of(struct agree *agree, const char *tag)
{
	struct agree_language *language;

	for (size_t i = 0; i < agree->count; i++)
		if (strcmp(agree->languages[i].tag, tag) == 0)
			return &agree->languages[i].terms;
	agree->languages = pool_grow(&agree->pool, agree->languages,
		agree->count, sizeof(*agree->languages));
	language = &agree->languages[agree->count++];
	language->tag = tag;
	terms_make(&language->terms, &agree->pool, agree->site, tag);
	return &language->terms;
}

static struct pos at_text(const struct text *text)
{
	return (struct pos){text->path, 0, 0};
}

__attribute__((format(printf, 3, 4))) static void advise(
	struct checking *it, const struct text *text, const char *format, ...)
{
	struct buf words = BUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&words, format, arguments);
	va_end(arguments);
	diag_advice(it->agree->diag, at_text(text), "%s", words.bytes);
	diag_help(it->agree->diag, "correct the one that is wrong");
	buf_release(&words);
}

/* --- the place --- */

static struct hits find(
	struct checking *it, const struct text *text, const char *words)
{
	struct fold *fold = pool_alloc(&it->pool, sizeof(*fold));

	*fold = fold_text(&it->pool, words, strlen(words));
	return hits_find(terms_of(it->agree, text->language), &it->pool, fold);
}

static const char *city_of(
	struct checking *it, const struct text *text, const char *words)
{
	const struct hits hits = find(it, text, words);
	const struct hit *city =
		hits_first(&hits, WORD_CITY, 0, hits.fold->count);

	return city && !city->loose ? city->term->value : NULL;
}

/* Of the countries that are named there, one should be that of the record. */
static void check_country(struct checking *it, const struct text *text)
{
	const char *code = it->event->place.country;
	const struct hits hits = find(it, text, text->place);
	const struct hit *other = NULL;
	size_t start;

	for (size_t i = 0; i < hits.count; i++) {
		const struct hit *hit = &hits.items[i];

		if (hit->kind != WORD_COUNTRY || hit->loose)
			continue;
		if (strcmp(hit->term->value, code) == 0)
			return;
		other = hit;
	}
	if (other == NULL)
		return;
	start = hits.fold->places[other->start];
	diag_advice(it->agree->diag, at_text(text),
		"the place is in %.*s, and event.xml says country=\"%s\"",
		(int)(hits.fold->places[other->end] - start),
		text->place + start, code);
	diag_help(it->agree->diag,
		"write country=\"%s\" there, or another place",
		other->term->value);
}

/* --- numbers and days --- */

static void check_number(
	struct checking *it, const struct reading *reading, struct said *said)
{
	const struct fact *fact = facts_find(reading, "number");

	if (fact == NULL || fact->doubt != NULL)
		return;
	said->number = (int)strtol(fact->value, NULL, 10);
	if (it->event->number != 0 && it->event->number != said->number)
		advise(it, said->text,
			"'%s' says %d, and event.xml says number=\"%d\"",
			fact->quote, said->number, it->event->number);
}

/* Order of the days, of which the second may be a month or a year. */
static int compare_days(const struct when *day, const struct when *other)
{
	struct when a = *day, b = *other;

	a.precision = b.precision =
		b.precision < WHEN_DAY ? b.precision : WHEN_DAY;
	if (b.precision < WHEN_DAY)
		a.day = b.day;
	if (b.precision < WHEN_MONTH)
		a.month = b.month;
	a.hour = b.hour = a.minute = b.minute = a.second = b.second = 0;
	return when_compare(&a, &b);
}

/* One of the days on which it meets, or on which it should have met. */
static bool is_day_of(const struct event *event, const struct when *day)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (compare_days(day, &event->sittings[i].start) >= 0 &&
			compare_days(day, sitting_end(&event->sittings[i])) <=
				0)
			return true;
	for (size_t i = 0; i < event->change_count; i++)
		if (event->history[i].kind == CHANGE_MOVED &&
			compare_days(day, &event->history[i].from) == 0)
			return true;
	return false;
}

static void check_day(struct checking *it, const struct reading *reading,
	const struct text *text)
{
	const struct fact *fact = facts_find(reading, "start");
	const struct day *day = reading->day;
	struct when start = event_start(it->event);
	struct buf recorded = BUF_INIT;

	if (day == NULL || fact == NULL || start.precision == WHEN_ABSENT)
		return;
	when_put(&recorded, &start);
	if (is_day_of(it->event, &reading->start) && day->weekday != 0 &&
		day->weekday != when_weekday(&reading->start))
		advise(it, text, "'%s': %s is another day of the week",
			fact->quote, fact->value);
	else if (!is_day_of(it->event, &reading->start) && fact->doubt == NULL)
		advise(it, text,
			"'%s' says %s, and event.xml says start=\"%s\"",
			fact->quote, fact->value, recorded.bytes);
	buf_release(&recorded);
}

/* The first number of four digits that stands alone; 0 when there is none. */
static int year_in(const char *title)
{
	for (const char *at = title; *at != '\0';) {
		size_t digits = strspn(at, "0123456789");

		if (digits == 4)
			return (int)strtol(at, NULL, 10);
		at += digits > 0 ? digits : 1;
	}
	return 0;
}

/* "Dialogue 2025", copied from the session before. */
static void check_year(struct checking *it, const struct text *text)
{
	struct when start = event_start(it->event);
	int year = text->title ? year_in(text->title) : 0;

	if (start.precision != WHEN_ABSENT && year < start.year &&
		year >= start.year - COPIED)
		advise(it, text,
			"the title says %d, and event.xml has the meeting in "
			"%d",
			year, start.year);
}

/* --- texts --- */

static void check_city(struct checking *it, const struct reading *reading,
	const struct said *said)
{
	const struct fact *fact = facts_find(reading, "place");
	const char *city;

	if (fact == NULL || fact->doubt != NULL || said->city == NULL)
		return;
	city = city_of(it, said->text, fact->value);
	if (city != NULL && strcmp(city, said->city) != 0)
		advise(it, said->text,
			"'%s' says %s, and the place is called '%s'",
			fact->quote, fact->value, said->place);
}

static void add_lines(struct paste *paste, const char *words)
{
	while (*words != '\0') {
		size_t length = strcspn(words, "\n");

		paste_add(paste, LINE_PARAGRAPH, words, length, 0);
		words += length + (words[length] != '\0');
	}
}

/* A title, and the body of a release if there is one. */
static void check_words(struct checking *it, struct said *said,
	const struct when *published, const char *body)
{
	struct paste paste = {.pool = &it->pool, .text = BUF_INIT};
	struct reading reading = {.pool = &it->pool,
		.site = it->agree->site,
		.series = it->event->series,
		.number = it->event->number,
		.paste = &paste,
		.language = said->text->language,
		.terms = *terms_of(it->agree, said->text->language),
		.published = *published};

	if (said->text->title != NULL)
		paste_add(&paste, LINE_TITLE, said->text->title,
			strlen(said->text->title), 0);
	add_lines(&paste, body);
	reading_of_session(&reading);
	if (*body == '\0')
		check_number(it, &reading, said);
	check_day(it, &reading, said->text);
	check_city(it, &reading, said);
	paste_release(&paste);
}

/* The release that a passage is the body of, or NULL. */
static const struct release *release_of(
	const struct checking *it, const struct passage *passage)
{
	static const char name[] = "release";
	size_t length = strlen(name);

	if (strncmp(passage->name, name, length) != 0)
		return NULL;
	return event_release(it->event,
		passage->name[length] == ' ' ? passage->name + length + 1
					     : name);
}

static void check_text(struct checking *it, struct said *said)
{
	const struct text *text = said->text;
	const struct passages passages =
		passages_of(&it->pool, it->event, text);
	const struct when unknown = {.precision = WHEN_ABSENT};

	if (text->place != NULL) {
		said->place = text->place;
		said->city = city_of(it, text, text->place);
		if (it->event->place.country != NULL)
			check_country(it, text);
	}
	check_year(it, text);
	check_words(it, said, &unknown, "");
	for (size_t i = 0; i < passages.count; i++) {
		const struct release *release =
			release_of(it, &passages.items[i]);

		if (release != NULL)
			check_words(it, said, &release->published.when,
				passages.items[i].words);
	}
}

/* What no fact of the record decides, the languages say alike. */
static void compare(
	struct checking *it, const struct said *one, const struct said *other)
{
	if (it->event->number == 0 && one->number != 0 && other->number != 0 &&
		one->number != other->number)
		advise(it, other->text, "the title says %d, and %s says %d",
			other->number, one->text->path, one->number);
	if (one->city != NULL && other->city != NULL &&
		strcmp(one->city, other->city) != 0)
		advise(it, other->text, "the place is '%s', and %s says '%s'",
			other->place, one->text->path, one->place);
}

void agree_check(struct agree *agree, const struct event *event)
{
	struct checking it = {agree, event, POOL_INIT};
	struct said *said =
		pool_alloc(&it.pool, (event->text_count + 1) * sizeof(*said));

	for (size_t i = 0; i < event->text_count; i++) {
		said[i].text = event->texts[i];
		check_text(&it, &said[i]);
		if (i > 0)
			compare(&it, &said[0], &said[i]);
	}
	pool_release(&it.pool);
}

void agree_release(struct agree *agree)
{
	pool_release(&agree->pool);
	agree->languages = NULL;
	agree->count = 0;
}
