#include "plan/telling.h"

#include <stdbool.h>
#include <string.h>
#include "plan/shown.h"
#include "plan/teller.h"
#include "plan/telling_facts.h"
#include "plan/telling_news.h"
#include "plan/telling_words.h"
#include "base/banned.h"

const char *telling_kind_name(enum telling_kind kind)
{
	static const char *const names[] = {"news", "quiet", "held"};

	return names[kind];
}

static const char *moment_in_words(struct teller *it, const struct date *date)
{
	struct when clock = zone_clock(it->publisher->zone, date->at);

	return teller_day(
		it, date->when.precision == WHEN_CLOCK ? &clock : &date->when);
}

/* Why something is hidden, if draft or embargo tell; else NULL. */
static const char *why_hidden(
	struct teller *it, bool is_draft, const struct date *embargo)
{
	if (is_draft)
		return "a draft";
	if (embargo->when.precision == WHEN_ABSENT || embargo->at <= it->now)
		return NULL;
	return pool_printf(it->pool, "under embargo until %s",
		moment_in_words(it, embargo));
}

/* Hidden texts stand behind the others. */
static void tell_hidden_texts(struct teller *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->hidden_text_count; i++) {
		const struct text *text = event->texts[event->text_count + i];
		const char *why =
			why_hidden(it, text->draft, &text->not_before);

		teller_tell(it, TELLING_HELD, text->language,
			"text held back: %s",
			why ? why : "it is in no language of publisher.xml");
	}
}

static void tell_hidden_releases(struct teller *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		const char *why = why_hidden(it,
			release->status == RELEASE_DRAFT, &release->not_before);

		if (release->hidden)
			teller_tell(it, TELLING_HELD, NULL,
				"release%s held back: %s",
				teller_release(it, release),
				why ? why : "it is not due yet");
	}
}

static void tell_refused(struct teller *it)
{
	const struct event *event = it->event;

	if (event->is_published)
		teller_tell(it, TELLING_HELD, NULL,
			"stays as it was published: its record is gone, "
			"hidden again or has errors");
	else if (event->refused != 0)
		teller_tell(it, TELLING_HELD, NULL,
			"parts of its record have errors and stay as they "
			"were published");
	for (size_t i = 0; i < event->bad_text_count; i++)
		teller_tell(it, TELLING_HELD, event->bad_texts[i],
			"text held back: it has errors");
}

static void tell_address(struct teller *it)
{
	const struct event *event = it->event;
	const char *path = pool_printf(
		it->pool, "%s/%s", event->series->folder, event->folder);

	if (strcmp(path, it->before->path) != 0)
		teller_tell(it, TELLING_QUIET, NULL,
			"moves to the address %s; the old one, %s, goes on",
			path, it->before->path);
}

static void tell_shown(struct teller *it)
{
	unsigned kinds = telling_news_changes(it);

	if (it->old == NULL && it->told.count == 0) {
		struct when start = event_start(it->event);

		teller_tell(it, TELLING_QUIET, NULL, "new, %s",
			teller_date(it, &start));
	}
	telling_news_releases(it);
	if (it->old != NULL) {
		telling_facts(it, kinds);
		telling_words(it);
		tell_address(it);
	}
	tell_hidden_texts(it);
	tell_hidden_releases(it);
}

/* News first; a handful of lines. */
static void sort(struct telling *told)
{
	for (size_t i = 1; i < told->count; i++)
		for (size_t j = i;
			j > 0 && told->lines[j].kind < told->lines[j - 1].kind;
			j--) {
			struct telling_line line = told->lines[j];

			told->lines[j] = told->lines[j - 1];
			told->lines[j - 1] = line;
		}
}

struct telling telling_of_event(struct pool *pool,
	const struct published *before, const struct publisher *publisher,
	const struct event *event, instant now)
{
	struct teller it = {.pool = pool,
		.publisher = publisher,
		.before = before,
		.old = before ? before->event : NULL,
		/* The ledger has the words that feeds show, and no others. */
		.event = shown_event(pool, publisher, event),
		.now = now};
	const char *why;

	if (event->hidden) {
		why = why_hidden(&it, event->draft, &event->not_before);
		teller_tell(&it, TELLING_HELD, NULL, "held back: %s",
			why ? why : "its record has errors");
	} else {
		tell_shown(&it);
	}
	tell_refused(&it);
	sort(&it.told);
	return it.told;
}
