#include "plan/cards.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/uuid.h"
#include "plan/cards_file.h"
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

bool cards_is_forgotten(const struct published *meeting)
{
	if (meeting->card != NULL)
		return (meeting->card->flags & CARD_FORGOTTEN) != 0;
	return meeting->event == NULL;
}
