#include "model/due.h"

#include "base/banned.h"

static int is_ahead(const struct date *date, instant now)
{
	return date->when.precision != WHEN_ABSENT && date->at > now;
}

/* What was published under an embargo is due, whatever the clock says. */
static bool is_embargoed(
	const struct date *date, const struct date *published, instant now)
{
	return is_ahead(date, now) &&
		(published == NULL ||
			published->when.precision == WHEN_ABSENT ||
			published->at != date->at);
}

static bool text_is_hidden(const struct publisher *publisher,
	const struct text *text, const struct event *published, instant now)
{
	const struct text *before =
		published ? event_text(published, text->language) : NULL;

	if (before == NULL && !publisher_shows(publisher, text->language))
		return true;
	return text->draft ||
		is_embargoed(&text->not_before,
			before ? &before->not_before : NULL, now);
}

/* The ones that are shown keep their order, in front of the others. */
static void hide_texts(const struct publisher *publisher, struct event *event,
	const struct event *published, instant now)
{
	size_t shown = 0;

	for (size_t i = 0; i < event->text_count; i++) {
		struct text *text = event->texts[i];

		if (text_is_hidden(publisher, text, published, now))
			continue;
		for (size_t j = i; j > shown; j--)
			event->texts[j] = event->texts[j - 1];
		event->texts[shown++] = text;
	}
	event->hidden_text_count = event->text_count - shown;
	event->text_count = shown;
}

static bool release_is_hidden(const struct release *release,
	const struct event *published, instant now)
{
	const struct release *before =
		published ? event_release(published, release->id) : NULL;

	return release->status == RELEASE_DRAFT ||
		is_embargoed(&release->not_before,
			before ? &before->not_before : NULL, now);
}

void due_hide(const struct publisher *publisher, struct event *event,
	const struct event *published, instant now)
{
	if (event->draft ||
		is_embargoed(&event->not_before,
			published ? &published->not_before : NULL, now))
		event->hidden = true;
	hide_texts(publisher, event, published, now);
	for (size_t i = 0; i < event->release_count; i++)
		event->releases[i].hidden = event->hidden ||
			release_is_hidden(&event->releases[i], published, now);
}

/* "[Draft] ", "[Embargo 2026-05-29T18:00] ", or NULL. */
static const char *mark_of(struct pool *pool, const struct publisher *publisher,
	bool is_draft, const struct date *embargo, instant now)
{
	struct buf moment = BUF_INIT;
	struct when clock;
	const char *mark;

	if (is_draft)
		return "[Draft] ";
	if (!is_ahead(embargo, now))
		return NULL;
	clock = zone_clock(publisher->zone, embargo->at);
	clock.second = 0;
	when_put(&moment, &clock);
	mark = pool_printf(pool, "[Embargo %s] ", moment.bytes);
	buf_release(&moment);
	return mark;
}

/* Whether a text goes behind another one: marked behind those that are not. */
static bool is_behind(const struct publisher *publisher,
	const struct text *text, const struct text *other)
{
	bool is_shown = publisher_shows(publisher, text->language);
	bool is_other_shown = publisher_shows(publisher, other->language);

	if (is_shown != is_other_shown)
		return is_other_shown;
	return text->mark != NULL && other->mark == NULL;
}

static void mark_texts(struct pool *pool, const struct publisher *publisher,
	struct event *event, instant now)
{
	for (size_t i = 0; i < event->text_count; i++) {
		struct text *text = event->texts[i];
		size_t j = i;

		text->mark = mark_of(
			pool, publisher, text->draft, &text->not_before, now);
		for (; j > 0 && is_behind(publisher, event->texts[j - 1], text);
			j--)
			event->texts[j] = event->texts[j - 1];
		event->texts[j] = text;
	}
	while (event->text_count > 0 &&
		!publisher_shows(publisher,
			event->texts[event->text_count - 1]->language)) {
		event->text_count--;
		event->hidden_text_count++;
	}
}

void due_mark(struct pool *pool, const struct publisher *publisher,
	struct event *event, instant now)
{
	event->mark =
		mark_of(pool, publisher, event->draft, &event->not_before, now);
	mark_texts(pool, publisher, event, now);
	for (size_t i = 0; i < event->release_count; i++) {
		struct release *release = &event->releases[i];

		release->mark = mark_of(pool, publisher,
			release->status == RELEASE_DRAFT, &release->not_before,
			now);
	}
}

/*
 * Keep the earliest moment ahead.  What belongs to an event is not shown
 * before the event itself.
 */
static void offer(const struct event *event, const struct date *date,
	instant now, instant *next)
{
	instant at = date->at;

	if (!is_ahead(date, now))
		return;
	if (is_ahead(&event->not_before, now) && event->not_before.at > at)
		at = event->not_before.at;
	if (*next < 0 || at < *next)
		*next = at;
}

/* What stays hidden for other reasons has no say. */
static void offer_event(const struct event *event, instant now, instant *next)
{
	if (event->draft)
		return;
	offer(event, &event->not_before, now, next);
	for (size_t i = 0; i < event->text_count; i++)
		if (!event->texts[i]->draft)
			offer(event, &event->texts[i]->not_before, now, next);
	for (size_t i = 0; i < event->release_count; i++)
		if (event->releases[i].status != RELEASE_DRAFT)
			offer(event, &event->releases[i].not_before, now, next);
}

int due_next(struct site *site, instant now, instant *next)
{
	*next = -1;
	for (size_t i = 0; i < site->event_count; i++) {
		struct event *event = site->events[i];
		instant due = -1;

		offer_event(event, now, &due);
		if (due < 0)
			continue;
		event->due = due;
		if (*next < 0 || due < *next)
			*next = due;
	}
	return *next < 0 ? -1 : 0;
}
