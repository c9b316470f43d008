#include "plan/cards.h"

#include "plan/cards_file.h"
#include "plan/ledger_next.h"
#include "plan/touched.h"
#include "base/banned.h"

/* What is shared while fragments are planned from their cards. */
struct dealing {
	struct plan *plan;
	const struct cards *cards;
	const struct membership **memberships; /* by their place in `numbers` */
	const char ***calendars; /* likewise */
	uint32_t zone_name; /* of the zone that was asked for last */
	const struct zone *zone;
};

static const char *text_at(const struct cards *cards, uint32_t place)
{
	return place == 0 ? NULL : cards->texts + place;
}

static const char **list_at(struct pool *pool, const struct cards *cards,
	uint32_t place, uint32_t count)
{
	const char **list = pool_alloc(pool, (count + 1) * sizeof(*list));

	for (uint32_t i = 0; i < count; i++)
		list[i] = cards->texts + cards->numbers[place + i];
	return list;
}

/* What the meeting has in the ledger stays where it is. */
static void plan_meeting(struct plan *plan, const struct cards *cards,
	const struct meeting_card *card)
{
	struct published *after = pool_alloc(&plan->pool, sizeof(*after));

	after->uid = cards->texts + card->uid_text;
	after->path = cards->texts + card->path;
	after->former =
		list_at(&plan->pool, cards, card->former, card->former_count);
	after->former_count = card->former_count;
	after->has_files = (card->flags & CARD_FILES) != 0;
	after->span = card->span;
	after->card = card;
	ledger_next_add(plan, after);
	if (plan->site->publisher.pages && card->over > plan->now &&
		card->over < plan->pages_until)
		plan->pages_until = card->over;
}

static const struct membership *memberships_of(
	struct dealing *it, const struct fragment_card *card)
{
	const struct membership **made = &it->memberships[card->memberships];
	const uint32_t *numbers = it->cards->numbers + card->memberships;
	struct membership *items;

	if (*made != NULL || card->membership_count == 0)
		return *made;
	items = pool_alloc(
		&it->plan->pool, card->membership_count * sizeof(*items));
	for (uint32_t i = 0; i < card->membership_count; i++)
		items[i] = (struct membership){(enum scope)numbers[2 * i],
			it->cards->texts + numbers[2 * i + 1]};
	return *made = items;
}

static const char **calendars_of(
	struct dealing *it, const struct fragment_card *card)
{
	const char ***made = &it->calendars[card->calendars];

	if (*made == NULL && card->calendar_count > 0)
		*made = list_at(&it->plan->pool, it->cards, card->calendars,
			card->calendar_count);
	return *made;
}

/* As much of the time as a calendar has to know of a VEVENT. */
static const struct sitting *sitting_of(
	struct dealing *it, const struct fragment_card *card)
{
	struct sitting *sitting;

	if (card->format != FORMAT_ICS)
		return NULL;
	sitting = pool_alloc(&it->plan->pool, sizeof(*sitting));
	sitting->uid = text_at(it->cards, card->id);
	sitting->start = card->start;
	sitting->end = card->last;
	sitting->zone_name = text_at(it->cards, card->zone);
	if (card->zone == 0)
		return sitting;
	if (card->zone != it->zone_name)
		it->zone = zone_find(sitting->zone_name);
	it->zone_name = card->zone;
	sitting->zone = it->zone;
	return sitting;
}

/* What pages say of a meeting that is listed on them. */
static const struct meeting *meeting_of(
	struct dealing *it, const struct fragment_card *card)
{
	const struct cards *cards = it->cards;
	struct meeting *meeting;

	if ((card->flags & FRAGMENT_MEETING) == 0)
		return NULL;
	meeting = pool_alloc(&it->plan->pool, sizeof(*meeting));
	*meeting =
		(struct meeting){.title = {text_at(cards, card->title_language),
					 text_at(cards, card->title)},
			.name = text_at(cards, card->item),
			.start = card->listed,
			.status = card->flags / FRAGMENT_STATUS,
			.is_side = (card->flags & FRAGMENT_SIDE) != 0,
			.is_past = (card->flags & FRAGMENT_PAST) != 0,
			.modified = card->modified,
			.page = text_at(cards, card->home)};
	if (card->calendar_count > 0)
		meeting->calendar = calendars_of(it, card)[0];
	return meeting;
}

static struct fragment deal(
	struct dealing *it, const struct fragment_card *card)
{
	const struct cards *cards = it->cards;
	struct fragment fragment = {.format = card->format,
		.year = card->year,
		.has_own_home = (card->flags & FRAGMENT_OWN_HOME) != 0,
		.is_tombstone = (card->flags & FRAGMENT_TOMBSTONE) != 0,
		.is_ready = 1,
		.is_known = 1,
		.is_carded = 1,
		.language = text_at(cards, card->language),
		.id = text_at(cards, card->id),
		.uid = text_at(cards, card->uid),
		.item = text_at(cards, card->item),
		.memberships = memberships_of(it, card),
		.membership_count = card->membership_count,
		.sitting = sitting_of(it, card),
		.calendars = calendars_of(it, card),
		.calendar_count = card->calendar_count,
		.home = text_at(cards, card->home),
		.published = card->published,
		.updated = card->updated,
		.digest = card->digest,
		.at = card->at,
		.title = text_at(cards, card->title),
		.meeting = meeting_of(it, card),
		.bytes = {cards->bytes.bytes + card->at, card->length, 0}};

	return fragment;
}

/* Whether what the card tells is planned anew, or gone. */
static bool is_touched(
	const struct touched *touched, const struct fragment_card *card)
{
	return cards_is_of_series(card->format)
		? touched_has_series(touched, touched->cards->texts + card->uid)
		: touched_has_uid(touched, card->uid);
}

void cards_plan(struct plan *plan)
{
	const struct touched *touched = plan->touched;
	const struct cards *cards = touched->cards;
	struct pool pool = POOL_INIT;
	struct dealing it = {.plan = plan, .cards = cards};

	it.memberships = pool_alloc(&pool,
		(cards->head->number_count + 1) * sizeof(*it.memberships));
	it.calendars = pool_alloc(
		&pool, (cards->head->number_count + 1) * sizeof(*it.calendars));
	for (size_t i = 0; i < cards->count; i++)
		if ((cards->meetings[i].flags & CARD_SHOWN) != 0 &&
			!touched_has(touched, &cards->meetings[i]))
			plan_meeting(plan, cards, &cards->meetings[i]);
	for (size_t i = 0; i < cards->fragment_count; i++) {
		const struct fragment_card *card = &cards->fragments[i];
		struct fragment fragment;

		if (is_touched(touched, card))
			continue;
		fragment = deal(&it, card);
		plan_put(plan, &fragment);
	}
	pool_release(&pool);
}
