#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/string_set.h"
#include "plan/cards_file.h"
#include "plan/touched.h"
#include "base/banned.h"

/* Where a text or a list stands already, by its hash. */
struct placed {
	uint64_t hash; /* 0: the slot is free */
	uint32_t place;
};

struct places {
	struct placed *slots; /* open addressing */
	size_t slot_count; /* a power of two */
	size_t count;
};

/* Bytes of cards that come together before they are written. */
enum { CHUNK = 1 << 20 };

/* The arrays of the file while they grow; those of fragments are many. */
struct dealing {
	const struct plan *plan;
	int file;
	int error; /* errno of the first byte that could not be written, or 0 */
	struct XXH3_state_s *hash; /* of all bytes behind the head */
	uint64_t fragment_count;
	struct pool pool;
	struct buf meetings, fragments, feeds, files, names, numbers, texts;
	struct places text_places, list_places;
	const char **again; /* paths of records that are read again */
	size_t again_count;
};

static struct placed *slot_of(const struct places *places, uint64_t hash)
{
	size_t slot = hash & (places->slot_count - 1);

	while (places->slots[slot].hash != 0 &&
		places->slots[slot].hash != hash)
		slot = (slot + 1) & (places->slot_count - 1);
	return &places->slots[slot];
}

static void make_room(struct places *places)
{
	struct places old = *places;

	if (2 * (places->count + 1) <= places->slot_count)
		return;
	places->slot_count = old.slot_count ? 2 * old.slot_count : 1024;
	places->slots = mem_alloc(places->slot_count * sizeof(*places->slots));
	memset(places->slots, 0, places->slot_count * sizeof(*places->slots));
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].hash != 0)
			*slot_of(places, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

/* The slot of what has this hash; a new one is at `place`. */
static struct placed *find_place(
	struct places *places, uint64_t hash, uint32_t place, bool *is_new)
{
	struct placed *slot;

	make_room(places);
	slot = slot_of(places, hash);
	*is_new = slot->hash == 0;
	if (*is_new) {
		*slot = (struct placed){hash, place};
		places->count++;
	}
	return slot;
}

/* Where a text stands, each of them once; 0 for NULL. */
static uint32_t put_text(struct dealing *it, const char *text)
{
	struct placed *slot;
	bool is_new;
	size_t length;

	if (text == NULL)
		return 0;
	length = strlen(text);
	slot = find_place(&it->text_places, hash_bytes(text, length),
		(uint32_t)it->texts.length, &is_new);
	if (is_new)
		buf_put(&it->texts, text, length + 1);
	return slot->place;
}

/* Where a list of numbers starts. */
static uint32_t put_list(
	struct dealing *it, const uint32_t *numbers, size_t count)
{
	size_t size = count * sizeof(*numbers);
	struct placed *slot;
	bool is_new;

	if (count == 0)
		return 0;
	slot = find_place(&it->list_places, hash_bytes(numbers, size),
		(uint32_t)(it->numbers.length / sizeof(*numbers)), &is_new);
	if (is_new)
		buf_put(&it->numbers, numbers, size);
	return slot->place;
}

static uint32_t put_texts(
	struct dealing *it, const char *const *texts, size_t count)
{
	uint32_t *numbers =
		pool_alloc(&it->pool, (count + 1) * sizeof(*numbers));

	for (size_t i = 0; i < count; i++)
		numbers[i] = put_text(it, texts[i]);
	return put_list(it, numbers, count);
}

static void put_name(struct dealing *it, const char *uid)
{
	uint64_t hash = cards_hash_uid(uid);

	buf_put(&it->names, &hash, sizeof(hash));
}

static size_t count_names(const struct dealing *it)
{
	return it->names.length / sizeof(uint64_t);
}

/* The uids that the event names; whether somebody of them is unknown. */
static bool put_names(struct dealing *it, const struct event *event)
{
	bool is_unknown = false;

	if (event->part_of.uid != NULL) {
		put_name(it, event->part_of.uid);
		is_unknown |= event->part_of.event == NULL;
	}
	for (size_t i = 0; i < event->see_also_count; i++) {
		put_name(it, event->see_also[i].uid);
		is_unknown |= event->see_also[i].event == NULL;
	}
	for (size_t i = 0; i < event->shared_count; i++) {
		put_name(it, event->shared[i].uid);
		is_unknown |= event->shared[i].owner == NULL;
	}
	return is_unknown;
}

/* "events/SERIES/EVENT", or "events/SERIES", of what stands in it. */
static const char *folder_of(struct pool *pool, const char *path)
{
	const char *end = path, *next = path + strcspn(path, "/");

	for (int i = 0; i < 3 && *next != '\0'; i++) {
		end = next;
		next = end + 1 + strcspn(end + 1, "/");
	}
	return pool_bytes(pool, path, (size_t)(end - path));
}

static void find_again(struct dealing *it, const struct diag *diag)
{
	it->again =
		pool_alloc(&it->pool, (diag->count + 1) * sizeof(*it->again));
	for (size_t i = 0; i < diag->count; i++)
		if (diag->complaints[i].severity == DIAG_ERROR)
			it->again[it->again_count++] = folder_of(
				&it->pool, diag->complaints[i].at.path);
	it->again_count = string_set_make(it->again, it->again_count);
}

/* Ids that no other entry may have: those that it had, and that it is to have. */
static void put_given(struct dealing *it, struct meeting_card *card,
	const struct event *event, const struct published *meeting)
{
	card->given = (uint32_t)count_names(it);
	for (size_t i = 0; meeting != NULL && i < meeting->row_count; i++)
		if (meeting->rows[i].atom_id != NULL)
			put_name(it, meeting->rows[i].atom_id);
	for (size_t i = 0; event != NULL &&
		i < event->text_count + event->hidden_text_count;
		i++)
		for (size_t j = 0; j < event->texts[i]->release_count; j++)
			if (event->texts[i]->releases[j].atom_id != NULL)
				put_name(it,
					event->texts[i]->releases[j].atom_id);
	card->given_count = (uint32_t)(count_names(it) - card->given);
}

static void put_card(struct dealing *it, const struct meeting_card *card)
{
	buf_put(&it->meetings, card, sizeof(*card));
}

/* What the ledger says of it. */
static void take_published(struct dealing *it, struct meeting_card *card,
	const struct published *meeting)
{
	card->uid = cards_hash_uid(meeting->uid);
	card->span = meeting->span;
	card->path = put_text(it, meeting->path);
	card->uid_text = put_text(it, meeting->uid);
	card->former = put_texts(it, meeting->former, meeting->former_count);
	card->former_count = (uint32_t)meeting->former_count;
	card->flags |= CARD_SHOWN | (meeting->has_files ? CARD_FILES : 0) |
		(cards_is_forgotten(meeting) ? CARD_FORGOTTEN : 0);
}

/* What its record says. */
static void take_event(struct dealing *it, struct meeting_card *card,
	const struct event *event)
{
	const char *folder = folder_of(&it->pool, event->path);
	instant over = meeting_end(&it->plan->site->publisher, event);

	card->folder = hash_text(folder);
	card->uid = cards_hash_uid(event->uid);
	card->due = event->due;
	if (over > it->plan->now && over != INT64_MAX)
		card->over = over;
	card->names = (uint32_t)count_names(it);
	if (put_names(it, event) ||
		string_set_has(it->again, it->again_count, folder))
		card->flags |= CARD_AGAIN;
	card->name_count = (uint32_t)(count_names(it) - card->names);
}

/* What the last run knew, and nothing has changed since. */
static void take_card(struct dealing *it, struct meeting_card *card,
	const struct meeting_card *before)
{
	const struct cards *cards = it->plan->touched->cards;

	card->folder = before->folder;
	card->uid = before->uid;
	card->due = before->due;
	card->over = before->over;
	card->flags = before->flags;
	card->names = (uint32_t)count_names(it);
	card->name_count = before->name_count;
	buf_put(&it->names, cards->names + before->names,
		before->name_count * sizeof(*cards->names));
	card->given = (uint32_t)count_names(it);
	card->given_count = before->given_count;
	buf_put(&it->names, cards->names + before->given,
		before->given_count * sizeof(*cards->names));
}

static void put_shown(struct dealing *it)
{
	const struct ledger *next = &it->plan->next;

	for (size_t i = 0; i < next->count; i++) {
		const struct published *meeting = next->meetings[i];
		struct meeting_card card = {0};

		if (meeting->card != NULL)
			take_card(it, &card, meeting->card);
		else if (meeting->event != NULL)
			take_event(it, &card, meeting->event);
		if (meeting->card == NULL)
			put_given(it, &card, meeting->event, meeting);
		take_published(it, &card, meeting);
		put_card(it, &card);
	}
}

/* Events that are hidden: those that were read, and those that were not. */
static void put_hidden(struct dealing *it)
{
	const struct site *site = it->plan->site;
	const struct touched *touched = it->plan->touched;

	for (size_t i = 0; i < site->event_count; i++) {
		struct meeting_card card = {0};

		if (!site->events[i]->hidden)
			continue;
		take_event(it, &card, site->events[i]);
		put_given(it, &card, site->events[i], NULL);
		put_card(it, &card);
	}
	for (size_t i = 0; touched != NULL && i < touched->cards->count; i++) {
		const struct meeting_card *before =
			&touched->cards->meetings[i];
		struct meeting_card card = {0};

		if ((before->flags & CARD_SHOWN) != 0 ||
			touched_has(touched, before))
			continue;
		take_card(it, &card, before);
		put_card(it, &card);
	}
}

static bool has_card(const struct dealing *it, uint64_t folder)
{
	const struct meeting_card *cards = (const void *)it->meetings.bytes;
	size_t count = it->meetings.length / sizeof(*cards);

	for (size_t i = 0; i < count; i++)
		if (cards[i].folder == folder)
			return true;
	return false;
}

/* Folders of records that are no meetings yet. */
static void put_again(struct dealing *it)
{
	for (size_t i = 0; i < it->again_count; i++) {
		const struct meeting_card card = {
			.folder = hash_text(it->again[i]), .flags = CARD_AGAIN};

		if (!has_card(it, card.folder))
			put_card(it, &card);
	}
}

static int compare_folders(const void *left, const void *right)
{
	const struct meeting_card *a = left, *b = right;

	return (a->folder > b->folder) - (a->folder < b->folder);
}

static uint32_t put_memberships(
	struct dealing *it, const struct fragment *fragment)
{
	size_t count = fragment->membership_count;
	uint32_t *numbers =
		pool_alloc(&it->pool, (2 * count + 1) * sizeof(*numbers));

	for (size_t i = 0; i < count; i++) {
		numbers[2 * i] = fragment->memberships[i].scope;
		numbers[2 * i + 1] =
			put_text(it, fragment->memberships[i].name);
	}
	return put_list(it, numbers, 2 * count);
}

/* Of what pages list: see meeting_of() in cards.c. */
static void take_listed(struct dealing *it, struct fragment_card *card,
	const struct fragment *fragment)
{
	const struct meeting *meeting = fragment->meeting;

	card->title = put_text(it, fragment->title);
	if (meeting == NULL)
		return;
	card->title = put_text(it, meeting->title.text);
	card->title_language = put_text(it, meeting->title.language);
	card->listed = meeting->start;
	card->modified = meeting->modified;
	card->flags |= FRAGMENT_MEETING;
	card->flags |= (uint8_t)(meeting->status * FRAGMENT_STATUS);
	if (meeting->is_side)
		card->flags |= FRAGMENT_SIDE;
	if (meeting->is_past)
		card->flags |= FRAGMENT_PAST;
}

/* To the file, behind what is there. */
static void flush(struct dealing *it, struct buf *bytes)
{
	hash_add(it->hash, bytes->bytes, bytes->length);
	if (it->error == 0 && file_write(it->file, bytes) != 0)
		it->error = errno;
	buf_cut(bytes, 0);
}

static void put_fragment(struct dealing *it, const struct fragment *fragment)
{
	struct fragment_card card = {.digest = fragment->digest,
		.at = fragment->at,
		.published = fragment->published,
		.updated = fragment->updated,
		.length = cards_keep(fragment)
			? (uint32_t)fragment->bytes.length
			: 0,
		.language = put_text(it, fragment->language),
		.id = put_text(it, fragment->id),
		.uid = put_text(it, fragment->uid),
		.item = put_text(it, fragment->item),
		.home = put_text(it, fragment->home),
		.memberships = put_memberships(it, fragment),
		.membership_count = (uint32_t)fragment->membership_count,
		.calendars = put_texts(
			it, fragment->calendars, fragment->calendar_count),
		.calendar_count = fragment->calendar_count,
		.year = fragment->year,
		.format = (uint8_t)fragment->format};

	if (fragment->sitting != NULL)
		card.zone = put_text(it, fragment->sitting->zone_name);
	if (fragment->has_own_home)
		card.flags |= FRAGMENT_OWN_HOME;
	if (fragment->is_tombstone)
		card.flags |= FRAGMENT_TOMBSTONE;
	take_listed(it, &card, fragment);
	buf_put(&it->fragments, &card, sizeof(card));
	it->fragment_count++;
	if (it->fragments.length > CHUNK)
		flush(it, &it->fragments);
	pool_clear(&it->pool);
}

static void put_feeds(struct dealing *it)
{
	const struct feeds *feeds = &it->plan->feeds;

	for (size_t i = 0; i < feeds->count; i++) {
		const struct feed_card card = {
			.digest = cards_digest_feed(feeds->items[i]),
			.path = put_text(it, feeds->items[i]->path)};

		buf_put(&it->feeds, &card, sizeof(card));
	}
}

static void put_files(struct dealing *it)
{
	const struct ledger *next = &it->plan->next;

	for (size_t i = 0; i < next->file_count; i++) {
		const struct file_card card = {.head = next->heads[i],
			.folder = put_text(it, next->files[i])};

		buf_put(&it->files, &card, sizeof(card));
	}
}

static void put_all(struct dealing *it)
{
	const struct plan *plan = it->plan;

	put_shown(it);
	put_hidden(it);
	put_again(it);
	if (it->meetings.length > 0)
		qsort(it->meetings.bytes,
			it->meetings.length / sizeof(struct meeting_card),
			sizeof(struct meeting_card), compare_folders);
	for (size_t i = 0; i < plan->count; i++)
		if (!cards_is_of_site(plan->fragments[i]->format))
			put_fragment(it, plan->fragments[i]);
	put_feeds(it);
	put_files(it);
}

static uint64_t put_array(struct dealing *it, struct buf *items, size_t size)
{
	size_t length = items->length;

	flush(it, items);
	buf_release(items);
	return length / size;
}

/* The fragments have gone before. */
static void put_arrays(struct dealing *it, struct cards_head *head)
{
	flush(it, &it->fragments);
	buf_release(&it->fragments);
	head->fragment_count = it->fragment_count;
	head->meeting_count =
		put_array(it, &it->meetings, sizeof(struct meeting_card));
	head->feed_count = put_array(it, &it->feeds, sizeof(struct feed_card));
	head->file_count = put_array(it, &it->files, sizeof(struct file_card));
	head->name_count = put_array(it, &it->names, sizeof(uint64_t));
	head->number_count = put_array(it, &it->numbers, sizeof(uint32_t));
	head->text_size = put_array(it, &it->texts, 1);
}

/* What it says is known when all else is there. */
static void put_head(struct dealing *it, struct cards_head *head)
{
	const struct buf bytes = {(char *)head, sizeof(*head), 0};

	memcpy(head->magic, CARDS_MAGIC, sizeof(head->magic));
	head->arrays = hash_end(it->hash);
	head->checksum = cards_checksum(head);
	if (it->error == 0 &&
		(lseek(it->file, 0, SEEK_SET) != 0 ||
			file_write(it->file, &bytes) != 0))
		it->error = errno;
}

uint64_t cards_write(int file, const struct plan *plan, const struct diag *diag,
	uint64_t size)
{
	struct dealing it = {.plan = plan,
		.file = file,
		.hash = hash_begin(),
		.meetings = BUF_INIT,
		.fragments = BUF_INIT,
		.feeds = BUF_INIT,
		.files = BUF_INIT,
		.names = BUF_INIT,
		.numbers = BUF_INIT,
		.texts = BUF_INIT};
	struct cards_head head = {.shared = cards_digest_shared(plan),
		.size = size,
		.has_pages = plan->site->publisher.pages != 0};
	struct pool again = POOL_INIT;

	if (lseek(file, sizeof(head), SEEK_SET) < 0)
		it.error = errno;
	buf_putc(&it.texts, '\0');
	find_again(&it, diag);
	again = it.pool;
	it.pool = (struct pool)POOL_INIT;
	put_all(&it);
	put_arrays(&it, &head);
	put_head(&it, &head);
	free(it.text_places.slots);
	free(it.list_places.slots);
	pool_release(&it.pool);
	pool_release(&again);
	errno = it.error;
	return it.error == 0 ? head.checksum : 0;
}
