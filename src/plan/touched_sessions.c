#include "plan/touched_sessions.h"

#include <stdlib.h>
#include <string.h>
#include "plan/cards_file.h"
#include "plan/touched_state.h"
#include "base/banned.h"

/* A session as the page of its series lists it: see page_neighbour(). */
struct session {
	const char *folder; /* of the series */
	const char *uid;
	struct when start;
	size_t card;
};

struct sessions {
	struct session *items; /* by series and start */
	size_t count;
};

static int compare_sessions(const void *left, const void *right)
{
	const struct session *a = left, *b = right;
	int order = strcmp(a->folder, b->folder);

	if (order == 0)
		order = when_compare(&a->start, &b->start);
	return order != 0 ? order : strcmp(a->uid, b->uid);
}

/* The place of a uid, and the card of its meeting. */
struct placed {
	uint32_t uid;
	size_t card;
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	return (a->uid > b->uid) - (a->uid < b->uid);
}

/* Meetings of touched series; none where none has a page of its own. */
static struct placed *find_placed(struct touched *it, size_t *count)
{
	const struct cards *cards = it->cards;
	struct placed *placed =
		pool_alloc(&it->pool, (cards->count + 1) * sizeof(*placed));
	uint32_t flags = 0;

	*count = 0;
	for (size_t i = 0; i < cards->count; i++) {
		const struct meeting_card *card = &cards->meetings[i];

		if (card->path == 0 ||
			!touched_has_series(it,
				touched_state_series(
					it, cards->texts + card->path)))
			continue;
		placed[(*count)++] = (struct placed){card->uid_text, i};
		flags |= card->flags;
	}
	if ((flags & CARD_FILES) == 0)
		*count = 0;
	if (*count > 0)
		qsort(placed, *count, sizeof(*placed), compare_placed);
	return placed;
}

static bool is_session(const struct fragment_card *card, uint32_t language)
{
	return card->format == FORMAT_SERIES_PAGE &&
		card->language == language &&
		(card->flags & FRAGMENT_SIDE) == 0 &&
		card->flags / FRAGMENT_STATUS != STATUS_POSTPONED &&
		card->listed.precision != WHEN_ABSENT;
}

/* All languages have the same ones: those of the first are enough. */
static struct sessions find_sessions(
	struct touched *it, const struct placed *placed, size_t count)
{
	const struct cards *cards = it->cards;
	struct sessions found = {NULL, 0};
	uint32_t language = 0;

	for (size_t i = 0; i < cards->fragment_count; i++) {
		const struct fragment_card *card = &cards->fragments[i];
		const struct placed key = {card->uid, 0}, *meeting;

		if (language == 0 && card->format == FORMAT_SERIES_PAGE)
			language = card->language;
		if (!is_session(card, language))
			continue;
		meeting = bsearch(
			&key, placed, count, sizeof(key), compare_placed);
		if (meeting == NULL)
			continue;
		found.items = pool_grow(&it->pool, found.items, found.count,
			sizeof(*found.items));
		found.items[found.count++] = (struct session){
			touched_state_series(it,
				cards->texts +
					cards->meetings[meeting->card].path),
			cards->texts + card->uid, card->listed, meeting->card};
	}
	if (found.count > 0)
		qsort(found.items, found.count, sizeof(*found.items),
			compare_sessions);
	return found;
}

/* Returns false when the next one in this direction may be the neighbour. */
static bool plan_neighbour(struct touched *it, const struct session *session,
	const struct session *at)
{
	if (strcmp(session->folder, at->folder) != 0)
		return true;
	if (it->states[session->card] == STATE_CHANGED)
		return false;
	if (it->states[session->card] == STATE_SAME)
		touched_state_set(it, session->card, STATE_PLANNED);
	return true;
}

/* Those before and behind a place in the row, if they are not touched. */
static void plan_around(struct touched *it, const struct sessions *sessions,
	const struct session *at)
{
	size_t low = 0, high = sessions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_sessions(&sessions->items[middle], at) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < sessions->count; i++)
		if (plan_neighbour(it, &sessions->items[i], at))
			break;
	for (size_t i = low; i > 0; i--)
		if (plan_neighbour(it, &sessions->items[i - 1], at))
			break;
}

void touched_sessions_plan(struct touched *it, const struct site *site)
{
	size_t count;
	const struct placed *placed = find_placed(it, &count);
	struct sessions sessions = {NULL, 0};

	if (count > 0)
		sessions = find_sessions(it, placed, count);
	for (size_t i = 0; i < sessions.count; i++)
		if (it->states[sessions.items[i].card] == STATE_CHANGED)
			plan_around(it, &sessions, &sessions.items[i]);
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		const struct session now = {.folder = event->series->folder,
			.uid = event->uid,
			.start = event_start(event)};

		plan_around(it, &sessions, &now);
	}
}
