#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/string_set.h"
#include "base/uuid.h"
#include "plan/cards_file.h"
#include "plan/ledger_next.h"
#include "plan/pages.h"
#include "plan/touched.h"
#include "base/banned.h"

enum { CARDS_LIMIT = INT32_MAX };

bool cards_is_of_site(enum format format)
{
	return format == FORMAT_SITE || format == FORMAT_MISSING ||
		format == FORMAT_STYLE || format == FORMAT_SCRIPT;
}

bool cards_is_whole(enum format format)
{
	return format == FORMAT_EVENT_PAGE || cards_is_of_site(format);
}

bool cards_is_of_series(enum format format)
{
	return format == FORMAT_INDEX || format == FORMAT_SITEMAP ||
		format == FORMAT_OPML;
}

uint64_t cards_hash_uid(const char *uid)
{
	char lower[UUID_SIZE] = "";

	if (!uuid_is(uid))
		return hash_text(uid);
	for (size_t i = 0; i < UUID_SIZE - 1; i++)
		lower[i] = (char)tolower((unsigned char)uid[i]);
	return hash_text(lower);
}

bool cards_keep(const struct fragment *fragment)
{
	return !cards_is_whole(fragment->format);
}

uint64_t cards_checksum(const struct cards_head *head)
{
	size_t skipped = offsetof(struct cards_head, arrays);

	return hash_bytes(
		(const char *)head + skipped, sizeof(*head) - skipped);
}

/* Where the next array starts, behind `count` items of this one. */
static const void *take(const char **at, uint64_t count, size_t size)
{
	const void *items = *at;

	*at += count * size;
	return items;
}

/* No count is as large as the file, so that sums cannot overflow. */
static bool has_counts(const struct cards_head *head, size_t size)
{
	return head->meeting_count < size && head->fragment_count < size &&
		head->feed_count < size && head->file_count < size &&
		head->name_count < size && head->number_count < size &&
		head->text_size < size && head->text_size > 0;
}

static void lay_out(struct cards *cards)
{
	const struct cards_head *head = cards->head;
	const char *at = (const char *)(head + 1);

	cards->count = head->meeting_count;
	cards->fragment_count = head->fragment_count;
	cards->feed_count = head->feed_count;
	cards->file_count = head->file_count;
	cards->fragments =
		take(&at, cards->fragment_count, sizeof(*cards->fragments));
	cards->meetings = take(&at, cards->count, sizeof(*cards->meetings));
	cards->feeds = take(&at, cards->feed_count, sizeof(*cards->feeds));
	cards->files = take(&at, cards->file_count, sizeof(*cards->files));
	cards->names = take(&at, head->name_count, sizeof(*cards->names));
	cards->numbers = take(&at, head->number_count, sizeof(*cards->numbers));
	cards->texts = at;
}

/* Whether `count` numbers from `place` on lie among `all`. */
static bool is_within(uint64_t place, uint64_t count, uint64_t all)
{
	return place <= all && count <= all - place;
}

static bool is_sound_meeting(
	const struct cards_head *head, const struct meeting_card *card)
{
	return card->path < head->text_size &&
		card->uid_text < head->text_size &&
		is_within(card->names, card->name_count, head->name_count) &&
		is_within(card->given, card->given_count, head->name_count) &&
		is_within(card->former, card->former_count, head->number_count);
}

static bool is_sound_fragment(
	const struct cards *cards, const struct fragment_card *card)
{
	const struct cards_head *head = cards->head;
	const uint32_t texts[] = {card->language, card->id, card->uid,
		card->item, card->home, card->zone, card->title,
		card->title_language};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i] >= head->text_size)
			return false;
	return card->format <= FORMAT_SCRIPT && card->language != 0 &&
		is_within(card->memberships,
			2 * (uint64_t)card->membership_count,
			head->number_count) &&
		is_within(card->calendars, card->calendar_count,
			head->number_count) &&
		is_within(card->at, card->length, cards->bytes.length);
}

/* Nothing that stands in the file leads out of it. */
static bool has_sound_places(const struct cards *cards)
{
	const struct cards_head *head = cards->head;

	for (size_t i = 0; i < cards->count; i++)
		if (!is_sound_meeting(head, &cards->meetings[i]))
			return false;
	for (size_t i = 0; i < cards->fragment_count; i++)
		if (!is_sound_fragment(cards, &cards->fragments[i]))
			return false;
	for (size_t i = 0; i < cards->feed_count; i++)
		if (cards->feeds[i].path >= head->text_size)
			return false;
	for (size_t i = 0; i < cards->file_count; i++)
		if (cards->files[i].folder >= head->text_size)
			return false;
	for (size_t i = 0; i < head->number_count; i++)
		if (cards->numbers[i] >= head->text_size)
			return false;
	return true;
}

static bool is_sound(struct cards *cards, uint64_t checksum)
{
	const struct cards_head *head = (const void *)cards->file.bytes;
	size_t size = cards->file.length;

	if (size <= sizeof(*head) ||
		memcmp(head->magic, CARDS_MAGIC, sizeof(head->magic)) != 0 ||
		head->checksum != checksum || !has_counts(head, size) ||
		cards_checksum(head) != checksum ||
		hash_bytes(head + 1, size - sizeof(*head)) != head->arrays)
		return false;
	cards->head = head;
	lay_out(cards);
	return cards->texts + head->text_size == cards->file.bytes + size &&
		cards->texts[head->text_size - 1] == '\0' &&
		cards->bytes.length >= head->size && has_sound_places(cards);
}

struct cards *cards_open(uint64_t checksum)
{
	struct cards *cards = mem_alloc(sizeof(*cards));

	cards->file = cards->bytes = (struct buf)BUF_INIT;
	if (checksum != 0 &&
		file_map(CARDS_PATH, CARDS_LIMIT, &cards->file) == 0 &&
		file_map(FRAGMENTS_PATH, SIZE_MAX >> 1, &cards->bytes) == 0 &&
		is_sound(cards, checksum))
		return cards;
	cards_close(cards);
	return NULL;
}

void cards_close(struct cards *cards)
{
	if (cards == NULL)
		return;
	buf_release(&cards->file);
	buf_release(&cards->bytes);
	free(cards);
}

/* The cards of meetings are in the order of these hashes. */
const struct meeting_card *cards_at(const struct cards *cards, uint64_t folder)
{
	size_t low = 0, high = cards->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cards->meetings[middle].folder < folder)
			low = middle + 1;
		else
			high = middle;
	}
	return low < cards->count && cards->meetings[low].folder == folder
		? &cards->meetings[low]
		: NULL;
}

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

bool cards_is_forgotten(const struct published *meeting)
{
	if (meeting->card != NULL)
		return (meeting->card->flags & CARD_FORGOTTEN) != 0;
	return meeting->event == NULL;
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

static void put(struct buf *out, const char *text)
{
	if (text != NULL)
		buf_puts(out, text);
	buf_putc(out, '\0');
}

uint64_t cards_digest_feed(const struct feed *feed)
{
	struct buf parts = BUF_INIT;
	uint64_t digest;

	put(&parts, feed->address);
	put(&parts, feed->previous);
	put(&parts, feed->next);
	put(&parts, feed->current);
	put(&parts, feed->calendar);
	put(&parts, feed->home);
	for (size_t i = 0; i < feed->sibling_count; i++)
		put(&parts, feed->siblings[i]->path);
	buf_putc(&parts, '\n');
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct fragment *fragment = feed->fragments[i];
		const struct clocks *clocks = feed_clocks(feed, fragment);

		buf_put(&parts, &fragment->digest, sizeof(fragment->digest));
		if (clocks != NULL)
			buf_put(&parts, &clocks->digest,
				sizeof(clocks->digest));
	}
	digest = hash_bytes(parts.bytes, parts.length);
	buf_release(&parts);
	return digest;
}

/* What pages name beside the feeds of their own series. */
static bool is_shared(const struct feed *feed)
{
	return feed->page == NULL && feed->period != PERIOD_YEAR &&
		(feed->scope == SCOPE_SITE || scope_is_subject(feed->scope));
}

uint64_t cards_digest_shared(const struct plan *plan)
{
	const struct feeds *feeds = &plan->feeds;
	struct buf parts = BUF_INIT;
	uint64_t digest;

	buf_putc(&parts, feeds_wants_event_files(plan->site) ? 'y' : 'n');
	buf_putc(&parts, pages_are_many(plan) ? 'y' : 'n');
	for (size_t i = 0; i < feeds->count; i++) {
		if (!is_shared(feeds->items[i]))
			continue;
		put(&parts, feeds->items[i]->path);
		buf_putc(&parts, feeds->items[i]->is_left ? 'y' : 'n');
	}
	digest = hash_bytes(parts.bytes, parts.length);
	buf_release(&parts);
	return digest;
}

static bool are_carded(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (!feed->fragments[i]->is_carded)
			return false;
	return feed->fragment_count > 0;
}

/*
 * Heads of feeds of touched series may say something else, and some pages of
 * the site name what their parts do not.  Who changes series.xml touches all
 * its meetings, so that the file of one that is as it was has its head still.
 */
static bool may_be_fresh(const struct plan *plan, const struct feed *feed)
{
	if (feed->leaving_count > 0 || feed->format == FORMAT_SITEMAP ||
		feed->format == FORMAT_OPML)
		return false;
	if (feed->page != NULL && cards_is_whole(feed->format))
		return feed->fragments[0]->is_carded;
	return feed->series == NULL ||
		!touched_has_series(plan->touched, feed->series->folder) ||
		(feed->page == NULL && are_carded(feed));
}

/* Whether what the cards have of a fragment is what it was. */
static bool is_whole_still(struct fragment *fragment)
{
	if (!fragment->is_carded || fragment->is_checked)
		return true;
	fragment->is_checked = 1;
	return fragment->bytes.length > 0 &&
		hash_bytes(fragment->bytes.bytes, fragment->bytes.length) ==
		fragment->digest;
}

static bool are_whole(const struct feed *feed)
{
	/* The page of a series also shows what its parts do not say. */
	if (feed->format == FORMAT_SERIES_PAGE &&
		feed->page->meeting_count == 0)
		return false;
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (!is_whole_still(feed->fragments[i]))
			return false;
	return true;
}

bool cards_mark_fresh(struct plan *plan)
{
	const struct cards *cards = plan->touched->cards;
	const struct feeds *feeds = &plan->feeds;
	size_t at = 0;

	if (cards_digest_shared(plan) != cards->head->shared)
		return false;
	for (size_t i = 0; i < feeds->count; i++) {
		struct feed *feed = feeds->items[i];

		while (at < cards->feed_count &&
			strcmp(cards->texts + cards->feeds[at].path,
				feed->path) < 0)
			at++;
		feed->is_fresh = at < cards->feed_count &&
			strcmp(cards->texts + cards->feeds[at].path,
				feed->path) == 0 &&
			may_be_fresh(plan, feed) &&
			cards_digest_feed(feed) == cards->feeds[at].digest;
		if (!feed->is_fresh && !are_whole(feed))
			return false;
	}
	return true;
}
