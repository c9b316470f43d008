#include "plan/touched_reach.h"

#include <stdlib.h>
#include "base/hash.h"
#include "plan/touched_state.h"
#include "base/banned.h"

/* Hashes of uids, in order once they are all there. */
struct uids {
	uint64_t *items;
	size_t count;
};

static int compare_hashes(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void add_uid(struct pool *pool, struct uids *uids, uint64_t uid)
{
	uids->items = pool_grow(pool, uids->items, uids->count, sizeof(uid));
	uids->items[uids->count++] = uid;
}

static void sort_uids(struct uids *uids)
{
	if (uids->count > 0)
		qsort(uids->items, uids->count, sizeof(*uids->items),
			compare_hashes);
}

static bool has_uid(const struct uids *uids, uint64_t uid)
{
	return uids->count > 0 &&
		bsearch(&uid, uids->items, uids->count, sizeof(uid),
			compare_hashes) != NULL;
}

static void add_names_of(
	struct touched *it, struct uids *read, const struct event *event)
{
	add_uid(&it->pool, read, cards_hash_uid(event->uid));
	for (size_t i = 0; i < event->text_count; i++)
		for (size_t j = 0; j < event->texts[i]->release_count; j++)
			if (event->texts[i]->releases[j].atom_id != NULL)
				add_uid(&it->pool, read,
					hash_text(event->texts[i]
							  ->releases[j]
							  .atom_id));
}

/* What is a name of the meeting alone: its uid, and ids of its entries. */
static bool has_name_of(const struct touched *it, const struct uids *read,
	const struct meeting_card *card)
{
	if (card->uid == 0)
		return false;
	if (has_uid(read, card->uid))
		return true;
	for (uint32_t i = 0; i < card->given_count; i++)
		if (has_uid(read, it->cards->names[card->given + i]))
			return true;
	return false;
}

bool touched_reach_namesakes(struct touched *it, const struct site *site)
{
	struct uids read = {NULL, 0};
	bool found = false;

	for (size_t i = 0; i < site->event_count; i++)
		add_names_of(it, &read, site->events[i]);
	sort_uids(&read);
	for (size_t i = 0; i < it->cards->count; i++) {
		if (it->states[i] == STATE_CHANGED ||
			it->states[i] == STATE_PLANNED ||
			!has_name_of(it, &read, &it->cards->meetings[i]))
			continue;
		touched_state_set(it, i, STATE_CHANGED);
		found = true;
	}
	return found;
}

/* Those that are touched so far, and whom they name. */
struct reach {
	struct uids uids, named;
};

static void reach_cards(struct touched *it, struct reach *reach)
{
	const struct cards *cards = it->cards;

	for (size_t i = 0; i < cards->count; i++) {
		const struct meeting_card *card = &cards->meetings[i];

		if (it->states[i] == STATE_SAME)
			continue;
		add_uid(&it->pool, &reach->uids, card->uid);
		for (uint32_t j = 0; j < card->name_count; j++)
			add_uid(&it->pool, &reach->named,
				cards->names[card->names + j]);
	}
}

static void reach_event(
	struct touched *it, struct reach *reach, const struct event *event)
{
	struct pool *pool = &it->pool;

	add_uid(pool, &reach->uids, cards_hash_uid(event->uid));
	if (event->part_of.uid != NULL)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->part_of.uid));
	for (size_t i = 0; i < event->see_also_count; i++)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->see_also[i].uid));
	for (size_t i = 0; i < event->shared_count; i++)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->shared[i].uid));
}

static struct reach reach_of(struct touched *it, const struct site *site)
{
	struct reach reach = {{NULL, 0}, {NULL, 0}};

	reach_cards(it, &reach);
	for (size_t i = 0; i < site->event_count; i++)
		reach_event(it, &reach, site->events[i]);
	sort_uids(&reach.uids);
	sort_uids(&reach.named);
	return reach;
}

static bool is_reached(const struct touched *it, const struct reach *reach,
	const struct meeting_card *card)
{
	if (has_uid(&reach->named, card->uid))
		return true;
	for (uint32_t i = 0; i < card->name_count; i++)
		if (has_uid(&reach->uids, it->cards->names[card->names + i]))
			return true;
	return false;
}

void touched_reach_neighbours(struct touched *it, const struct site *site)
{
	struct reach reach = reach_of(it, site);

	for (size_t i = 0; i < it->cards->count; i++)
		if (it->states[i] == STATE_SAME &&
			is_reached(it, &reach, &it->cards->meetings[i]))
			touched_state_set(it, i, STATE_PLANNED);
}

void touched_reach_context(struct touched *it, const struct site *site)
{
	struct reach reach = reach_of(it, site);

	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];

		if (it->states[i] != STATE_SAME ||
			!is_reached(it, &reach, card))
			continue;
		touched_state_set(it, i,
			(card->flags & CARD_SHOWN) != 0 ? STATE_CONTEXT
							: STATE_PLANNED);
	}
}
