#include "plan/doubts.h"

#include <string.h>
#include "model/translation.h"
#include "base/banned.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* A meeting is announced so many days before it starts, and seldom earlier. */
enum { EARLY = 330 };

struct doubting {
	const struct event *event;
	struct diag *diag;
	struct when today;
};

static struct pos at_text(const struct text *text)
{
	return (struct pos){text->path, 0, 0};
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

void doubts_on_event(
	const struct event *event, struct diag *diag, struct when today)
{
	const struct doubting it = {event, diag, today};

	doubt_status(&it);
	doubt_releases(&it);
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		doubt_persons(&it, text);
		doubt_translation(&it, text);
	}
}
