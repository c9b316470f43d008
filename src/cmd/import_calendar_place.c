#include "cmd/importing_calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/cmd.h"
#include "cmd/import_tell.h"
#include "import/reading.h"
#include "read/value.h"
#include "base/banned.h"

/* One guess for all: a title alone has too few words. */
static const char *guess_language(const struct importing_calendar *it)
{
	struct buf words = BUF_INIT;
	const char *language;
	struct fold fold;

	for (size_t i = 0; i < it->ics.count && words.length < 65536; i++)
		buf_printf(&words, "%s\n%s\n",
			it->ics.events[i].title ? it->ics.events[i].title : "",
			it->ics.events[i].description
				? it->ics.events[i].description
				: "");
	fold = fold_text(it->ics.pool, words.bytes, words.length);
	language = terms_language(it->ics.pool, it->work->site, &fold);
	buf_release(&words);
	return language;
}

/* "FR-be" is "fr" where the site has no other one. */
static const char *usual_tag(
	const struct importing_calendar *it, const char *language)
{
	if (language != NULL)
		language = import_tag(it->work->site, language);
	return value_is(&value_language, language) ? language : NULL;
}

/* The series whose title is the longest in there; of two as long, none. */
static const struct series *find_series(const struct importing_calendar *it)
{
	const struct hits *hits = &it->reading.hits;
	const struct hit *best = NULL;
	bool is_clear = true;

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		size_t length = hit->end - hit->start;

		if (hit->kind != WORD_SERIES ||
			(best != NULL && length < best->end - best->start))
			continue;
		is_clear = best == NULL || length > best->end - best->start ||
			strcmp(best->term->value, hit->term->value) == 0;
		best = hit;
	}
	return best && is_clear ? site_series(it->work->site, best->term->value)
				: NULL;
}

static void place(struct importing_calendar *it, struct item *item)
{
	const struct ics_event *event = item->event;
	const struct asked *asked = it->work->asked;
	struct paste paste = {.pool = it->ics.pool, .text = BUF_INIT};
	struct reading *reading = &it->reading;

	item->language = asked->language;
	if (item->language == NULL)
		item->language = usual_tag(it, event->language);
	if (item->language == NULL)
		item->language = it->reading.language;
	item->known = site_event(it->work->site, event->uid);
	item->series =
		item->known ? item->known->series : it->work->reading.series;
	if (event->title == NULL || item->language == NULL)
		return;
	paste_add(&paste, LINE_TITLE, event->title, strlen(event->title),
		event->line);
	*reading = (struct reading){.pool = it->ics.pool,
		.site = it->work->site,
		.series = item->series,
		.paste = &paste,
		.today = asked->today,
		.language = item->language,
		.terms = reading->terms};
	reading_of_session(reading);
	item->number = facts_find(reading, "number");
	if (item->series == NULL)
		item->series = find_series(it);
	paste_release(&paste);
}

/* The meeting has a record under another uid. */
static const struct event *find_rival(
	const struct importing_calendar *it, const struct item *item)
{
	const struct site *site = it->work->site;
	int number = item->number && item->number->doubt == NULL
		? (int)strtol(item->number->value, NULL, 10)
		: 0;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		struct when start = event_start(event);
		const struct text *text = event_text(event, item->language);

		if (event->series != item->series || event->part_of.uid != NULL)
			continue;
		if (number > 0 && event->number == number)
			return event;
		if (when_compare(&start, &item->event->start.when) == 0 &&
			text != NULL && text->title != NULL &&
			item->event->title != NULL &&
			strcmp(text->title, item->event->title) == 0)
			return event;
	}
	return NULL;
}

/* What has other uids now would come a second time to all subscribers. */
static int refuse_rivals(const struct importing_calendar *it)
{
	size_t count = 0;

	for (size_t i = 0; i < it->ics.count; i++) {
		const struct item *item = &it->items[i];
		const struct event *rival = item->known || item->series == NULL
			? NULL
			: find_rival(it, item);

		if (rival == NULL)
			continue;
		count++;
		import_tell_line(it->work, item->event->line,
			pool_printf(it->ics.pool,
				"'%s' is events/%s/%s, which has the uid %s; "
				"here it is %s",
				item->title, rival->series->folder,
				rival->folder, rival->uid, item->event->uid),
			NULL);
	}
	if (count == 0)
		return EXIT_DONE;
	fprintf(stderr,
		"dialogue-feeds: %zu meetings have records under other uids: "
		"subscribers would see them twice; nothing was written\n"
		"help: if the program that wrote the file makes new uids each "
		"time, go on with the file that was imported first; a record "
		"that was never published can be given the uid of the file\n",
		count);
	return EXIT_FAILED;
}

int import_calendar_place(struct importing_calendar *it)
{
	it->items = pool_alloc(
		it->ics.pool, (it->ics.count + 1) * sizeof(*it->items));
	it->reading.language = usual_tag(it, it->ics.language);
	if (it->reading.language == NULL)
		it->reading.language = usual_tag(it, guess_language(it));
	for (size_t i = 0; i < it->ics.count; i++) {
		struct item *item = &it->items[i];
		const char *language = it->reading.language;

		item->event = &it->ics.events[i];
		item->title = item->event->title ? item->event->title
						 : item->event->uid;
		place(it, item);
		it->reading.language = language;
		if (item->language == NULL) {
			fputs("dialogue-feeds: nothing tells which language "
			      "the calendar is in\nhelp: say so: --text fr\n",
				stderr);
			return EXIT_USAGE;
		}
	}
	return refuse_rivals(it);
}
