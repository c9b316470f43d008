#include "model/due.h"

#include "base/banned.h"

static int is_ahead(const struct date *date, instant now)
{
	return date->when.precision != WHEN_ABSENT && date->at > now;
}

/* The ones that are shown keep their order, in front of the others. */
static void hide_texts(struct event *event, instant now)
{
	size_t shown = 0;

	for (size_t i = 0; i < event->text_count; i++) {
		struct text *text = event->texts[i];

		if (text->draft || is_ahead(&text->not_before, now))
			continue;
		for (size_t j = i; j > shown; j--)
			event->texts[j] = event->texts[j - 1];
		event->texts[shown++] = text;
	}
	event->hidden_text_count = event->text_count - shown;
	event->text_count = shown;
}

static int release_is_hidden(const struct release *release, instant now)
{
	return release->status == RELEASE_DRAFT ||
		is_ahead(&release->not_before, now);
}

void due_apply(struct site *site, instant now)
{
	for (size_t i = 0; i < site->event_count; i++) {
		struct event *event = site->events[i];

		if (event->draft || is_ahead(&event->not_before, now))
			event->hidden = 1;
		hide_texts(event, now);
		for (size_t j = 0; j < event->release_count; j++)
			event->releases[j].hidden = event->hidden ||
				release_is_hidden(&event->releases[j], now);
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

int due_next(const struct site *site, instant now, instant *next)
{
	*next = -1;
	for (size_t i = 0; i < site->event_count; i++)
		offer_event(site->events[i], now, next);
	return *next < 0 ? -1 : 0;
}
