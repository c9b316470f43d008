#include "plan/advice.h"

#include <string.h>
#include "base/uuid.h"
#include "plan/doubts.h"
#include "base/banned.h"

/* The domain in what `dialogue-feeds init` writes. */
#define EXAMPLE "example.com"

/* What the advice is about. */
struct advising {
	const struct publisher *publisher;
	const struct event *event;
	struct diag *diag;
	struct when today; /* in the publisher's zone */
};

/* Words that no feed is to show; what was published goes on all the same. */
static void advise_on_language(
	const struct advising *it, const struct text *text, bool is_shown)
{
	if (text->draft || publisher_shows(it->publisher, text->language))
		return;
	diag_advice(it->diag, (struct pos){text->path, 0, 0},
		"publisher.xml lists no language '%s', so this text is %s",
		text->language,
		is_shown ? "only shown as before" : "not published");
	diag_help(it->diag,
		"for feeds in it, add <language tag=\"%s\"/> to "
		"publisher.xml; to show it where other languages have no text, "
		"add <language tag=\"%s\" feeds=\"no\"/>",
		text->language, text->language);
}

static void advise_on_languages(const struct advising *it)
{
	const struct event *event = it->event;
	size_t count = event->text_count + event->hidden_text_count;

	for (size_t i = 0; i < count; i++)
		advise_on_language(it, event->texts[i], i < event->text_count);
}

static bool is_ahead(const struct advising *it, const struct when *when)
{
	struct when day = *when;

	day.hour = day.minute = day.second = 0;
	return day.precision >= WHEN_DAY && when_compare(&it->today, &day) < 0;
}

/* Who dates something ahead often takes that for a way to hold it back. */
static void report_ahead(const struct advising *it, struct pos at,
	const char *what, const struct date *date)
{
	struct buf ahead = BUF_INIT;

	when_put(&ahead, &date->when);
	diag_advice(it->diag, at,
		"%s is dated %s, which is ahead; that holds nothing back", what,
		ahead.bytes);
	buf_release(&ahead);
}

static void report_release_ahead(const struct advising *it, struct pos at,
	const char *what, const struct date *date)
{
	struct buf ahead = BUF_INIT, today = BUF_INIT;

	report_ahead(it, at, what, date);
	when_put(&ahead, &date->when);
	when_put(&today, &it->today);
	diag_help(it->diag,
		"write the day on which it goes out, published=\"%s\", or hold "
		"it back until then with not-before=\"%s\"",
		today.bytes, ahead.bytes);
	buf_release(&today);
	buf_release(&ahead);
}

/* Of what cannot be held back by itself. */
static void report_line_ahead(const struct advising *it, struct pos at,
	const char *what, const struct date *date)
{
	report_ahead(it, at, what, date);
	diag_help(it->diag, "write the day on which it was made known");
}

static void advise_on_releases(const struct advising *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];

		if (!release->hidden && is_ahead(it, &release->published.when))
			report_release_ahead(it, release->at, "this release",
				&release->published);
	}
}

static void advise_on_words(const struct advising *it, const struct text *text)
{
	struct pos at = {text->path, 0, 0};

	for (size_t i = 0; i < text->release_count; i++) {
		const struct release_words *words = &text->releases[i];
		const struct release *release =
			event_release(it->event, words->ref);

		if (release == NULL || release->hidden)
			continue;
		if (is_ahead(it, &words->published.when))
			report_line_ahead(it, at, "a release in this language",
				&words->published);
		for (size_t j = 0; j < words->correction_count; j++)
			if (is_ahead(it, &words->corrections[j].at.when))
				report_line_ahead(it, at, "a correction",
					&words->corrections[j].at);
	}
}

static void advise_on_history(const struct advising *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->change_count; i++)
		if (is_ahead(it, &event->history[i].at.when))
			report_line_ahead(it, event->at,
				"a line of the history", &event->history[i].at);
}

/* Who writes a uid by hand may choose one that somebody else has too. */
static void advise_on_uid(const struct advising *it)
{
	const struct event *event = it->event;

	if (uuid_is(event->uid) || strchr(event->uid, '@') != NULL ||
		strlen(event->uid) >= sizeof("20260128T090000Z"))
		return;
	diag_advice(it->diag, event->at,
		"uid: '%s' is short, so that another publisher may have it too",
		event->uid);
	diag_help(it->diag,
		"write a UUID, unless calendars have the meeting under this "
		"uid; `uuidgen` makes a fresh one");
}

void advice_on_publisher(const struct publisher *publisher, struct diag *diag)
{
	struct pos at = {"events/publisher.xml", 0, 0};

	if (strstr(publisher->base, EXAMPLE) == NULL &&
		strstr(publisher->authority, EXAMPLE) == NULL)
		return;
	diag_advice(diag, at,
		"base or authority is still that of an example: %s, %s",
		publisher->base, publisher->authority);
	diag_help(diag,
		"write the address at which feeds/ will be served, and a "
		"domain of yours, before the first build: the ids of all "
		"entries begin with authority for ever");
}

void advice_on_event(const struct publisher *publisher,
	const struct event *event, struct diag *diag, instant now)
{
	struct when today = zone_clock(publisher->zone, now);
	const struct advising it = {publisher, event, diag,
		{.precision = WHEN_DAY,
			.year = today.year,
			.month = today.month,
			.day = today.day}};

	advise_on_languages(&it);
	advise_on_uid(&it);
	if (event->hidden)
		return;
	advise_on_releases(&it);
	for (size_t i = 0; i < event->text_count; i++)
		advise_on_words(&it, event->texts[i]);
	advise_on_history(&it);
	doubts_on_event(event, diag, it.today);
}
