#include "model/due.h"

#include "base/banned.h"

static int is_ahead(const struct date *date, instant now)
{
	return date->when.precision != WHEN_ABSENT && date->at > now;
}

static void hide_texts(struct event *event, instant now)
{
	size_t kept = 0;

	for (size_t i = 0; i < event->text_count; i++) {
		struct text *text = event->texts[i];

		if (!text->draft && !is_ahead(&text->not_before, now))
			event->texts[kept++] = text;
	}
	event->text_count = kept;
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

/* Keep the earliest of the dates that are still ahead. */
static void offer(
	const struct date *date, instant now, int *found, instant *next)
{
	if (!is_ahead(date, now) || (*found && *next <= date->at))
		return;
	*found = 1;
	*next = date->at;
}

/* What stays hidden for other reasons has no say. */
static void offer_event(
	const struct event *event, instant now, int *found, instant *next)
{
	if (event->draft)
		return;
	offer(&event->not_before, now, found, next);
	for (size_t i = 0; i < event->text_count; i++)
		if (!event->texts[i]->draft)
			offer(&event->texts[i]->not_before, now, found, next);
	for (size_t i = 0; i < event->release_count; i++)
		if (event->releases[i].status != RELEASE_DRAFT)
			offer(&event->releases[i].not_before, now, found, next);
}

int due_next(const struct site *site, instant now, instant *next)
{
	int found = 0;

	for (size_t i = 0; i < site->event_count; i++)
		offer_event(site->events[i], now, &found, next);
	return found ? 0 : -1;
}
