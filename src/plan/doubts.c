#include "plan/doubts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "model/phrases.h"
#include "model/translation.h"
#include "base/utf8.h"
#include "base/banned.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* A meeting is announced so many days before it starts, and seldom earlier. */
enum { EARLY = 330 };

struct doubting {
	const struct publisher *publisher;
	const struct event *event;
	struct diag *diag;
	struct when today;
};

static struct pos at_text(const struct text *text)
{
	return (struct pos){text->path, 0, 0};
}

/* "Belgique" of "Bruxelles (Belgique)"; nothing where no part stands apart. */
static void put_last_part(struct buf *out, const char *place)
{
	static const char *const marks[] = {"(", ",", "（", "，", "、"};
	const char *part = place;
	size_t length;

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		for (const char *at = strstr(part, marks[i]); at != NULL;
			at = strstr(part, marks[i]))
			part = at + strlen(marks[i]);
	if (part == place)
		return;
	part += strspn(part, " ");
	length = strcspn(part, ").");
	if (strstr(part, "）") != NULL &&
		(size_t)(strstr(part, "）") - part) < length)
		length = (size_t)(strstr(part, "）") - part);
	while (length > 0 && part[length - 1] == ' ')
		length--;
	buf_put(out, part, length);
}

static const char *country_called(
	const struct doubting *it, const char *code, const char *language)
{
	struct buf key = BUF_INIT;
	const char *name;

	buf_printf(&key, "country.%s", code);
	name = publisher_find_phrase(it->publisher, language, key.bytes);
	buf_release(&key);
	return name;
}

static void doubt_country(const struct doubting *it, const struct text *text)
{
	const char *code = it->event->place.country;
	struct buf part = BUF_INIT;
	const char *own, *named;

	if (code == NULL || text->place == NULL)
		return;
	put_last_part(&part, text->place);
	own = country_called(it, code, text->language);
	if (part.length > 0 &&
		(own == NULL ||
			(strstr(own, part.bytes) == NULL &&
				strstr(text->place, own) == NULL))) {
		named = catalogue_code_of("country.", part.bytes);
		if (named != NULL && strcmp(named, code) != 0) {
			diag_advice(it->diag, at_text(text),
				"the place is in %s, and event.xml says "
				"country=\"%s\"",
				part.bytes, code);
			diag_help(it->diag,
				"write country=\"%s\" there, or another place",
				named);
		}
	}
	buf_release(&part);
}

/* A digit, also of full width; -1 for another character. */
static int digit_of(long character)
{
	if (character >= '0' && character <= '9')
		return (int)(character - '0');
	return character >= 0xFF10 && character <= 0xFF19
		? (int)(character - 0xFF10)
		: -1;
}

/* What stands behind a number that counts. */
static bool begins_as_ordinal(const char *rest)
{
	static const char *const ends[] = {"st", "nd", "rd", "th", "er", "ère",
		"re", "ème", "e", "ª", "º", ".ª", ".º", "°", "回", "次", "차",
		"輪", "轮"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t length = strlen(ends[i]);

		if (strncmp(rest, ends[i], length) == 0 &&
			!isalnum((unsigned char)rest[length]))
			return true;
	}
	return false;
}

/*
 * The next number in `*at` that counts meetings, as "7th", "7e" and "第7回" do;
 * 0 when there is none.
 */
static int next_ordinal(const char **at)
{
	int number = 0, digits = 0;

	while (**at != '\0') {
		size_t size;
		int digit = digit_of(utf8_next(*at, strlen(*at), &size));

		if (digit < 0 && digits > 0 && digits <= 3 &&
			begins_as_ordinal(*at))
			return number;
		*at += size;
		digits = digit < 0 ? 0 : digits + 1;
		number = digit < 0 || digits > 3 ? 0 : 10 * number + digit;
	}
	return 0;
}

static void doubt_number(const struct doubting *it, const struct text *text)
{
	const char *at = text->title;
	int number, other = 0;

	if (at == NULL || it->event->number == 0)
		return;
	for (number = next_ordinal(&at); number != 0;
		number = next_ordinal(&at)) {
		if (number == it->event->number)
			return;
		other = number;
	}
	if (other == 0)
		return;
	diag_advice(it->diag, at_text(text),
		"the title says %d, and event.xml says number=\"%d\"", other,
		it->event->number);
	diag_help(it->diag, "correct the one that is wrong");
}

static bool is_worded(const struct text *text, const struct person *person)
{
	const struct person_words *words = text_person(text, person->id);

	return words != NULL && (words->name != NULL || words->role != NULL);
}

/* Their words are taken from other languages, if there are any. */
static void doubt_persons(const struct doubting *it, const struct text *text)
{
	if (strcmp(text->kind, "digest") == 0)
		return;
	for (size_t i = 0; i < it->event->person_count; i++) {
		const struct person *person = &it->event->persons[i];

		if (person->id == NULL || person->name != NULL ||
			is_worded(text, person))
			continue;
		diag_advice(it->diag, at_text(text),
			"nothing is said of the person '%s'", person->id);
		diag_help(it->diag,
			"add <person ref=\"%s\"><name>…</name>"
			"<role>…</role></person>",
			person->id);
	}
}

static void doubt_translation(
	const struct doubting *it, const struct text *text)
{
	const struct text *instead = translation_instead(it->event, text);
	bool has_title = translation_has_title(it->event, text);

	if (instead == NULL && !has_title)
		return;
	diag_advice(it->diag, at_text(text), "%s",
		has_title ? "the title is still that of the original"
			  : "the release has no words");
	if (instead != NULL)
		diag_help(it->diag,
			"until it is translated, readers are told that it is "
			"shown in '%s'",
			instead->language);
	else
		diag_help(it->diag, "translate it too");
}

static long days_between(const struct when *first, const struct when *second)
{
	struct when from = *first, to = *second;

	from.hour = from.minute = from.second = 0;
	to.hour = to.minute = to.second = 0;
	return (long)((when_as_utc(&to) - when_as_utc(&from)) / DAY_SECONDS);
}

static void doubt_releases(const struct doubting *it)
{
	const struct event *event = it->event;
	struct when start = event_start(event);

	if (start.precision < WHEN_DAY || event->status == STATUS_CANCELLED ||
		event->status == STATUS_POSTPONED)
		return;
	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		const struct when *day = &release->published.when;
		long days;

		if (release->hidden || day->precision < WHEN_DAY)
			continue;
		days = days_between(day, &start);
		if (days <= EARLY)
			continue;
		diag_advice(it->diag, release->at,
			"this release is dated %ld days before the meeting",
			days);
		diag_help(it->diag,
			"look at the years of published and of <time start>");
	}
}

/* Who says nothing of the status does not look after it. */
static void doubt_status(const struct doubting *it)
{
	const struct event *event = it->event;
	struct when last = event_last_day(event);
	struct buf day = BUF_INIT;

	if (!event->has_status || last.precision != WHEN_DAY ||
		when_compare(&last, &it->today) >= 0 ||
		(event->status != STATUS_SCHEDULED &&
			event->status != STATUS_TENTATIVE))
		return;
	when_put(&day, &last);
	diag_advice(it->diag, event->at,
		"the meeting was over on %s, and its status is still '%s'",
		day.bytes, status_name(event->status));
	diag_help(it->diag,
		"write status=\"held\", or \"cancelled\" or \"postponed\" if "
		"it did not take place");
	buf_release(&day);
}

void doubts_on_event(const struct publisher *publisher,
	const struct event *event, struct diag *diag, struct when today)
{
	const struct doubting it = {publisher, event, diag, today};

	doubt_status(&it);
	doubt_releases(&it);
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		doubt_country(&it, text);
		doubt_number(&it, text);
		doubt_persons(&it, text);
		doubt_translation(&it, text);
	}
}
