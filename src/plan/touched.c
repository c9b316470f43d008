#include "plan/touched.h"

#include <stdlib.h>
#include <string.h>
#include "base/string_set.h"
#include "plan/cards_file.h"
#include "plan/touched_reach.h"
#include "plan/touched_sessions.h"
#include "plan/touched_state.h"
#include "base/banned.h"

static void add_series(struct touched *it, const char *path)
{
	it->series = pool_grow(
		&it->pool, it->series, it->series_count, sizeof(*it->series));
	it->series[it->series_count++] = touched_state_series(it, path);
}

static void find_series(struct touched *it)
{
	const struct cards *cards = it->cards;

	for (size_t i = 0; i < it->folder_count; i++)
		add_series(it, it->folders[i] + strlen("events/"));
	for (size_t i = 0; i < cards->count; i++)
		if (it->states[i] != STATE_SAME && cards->meetings[i].path != 0)
			add_series(it, cards->texts + cards->meetings[i].path);
	it->series_count = string_set_make(it->series, it->series_count);
}

static int compare_places(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void find_uids(struct touched *it)
{
	const struct cards *cards = it->cards;

	it->uids =
		pool_alloc(&it->pool, (cards->count + 1) * sizeof(*it->uids));
	for (size_t i = 0; i < cards->count; i++)
		if (touched_has(it, &cards->meetings[i]))
			it->uids[it->uid_count++] = cards->meetings[i].uid_text;
	if (it->uid_count > 0)
		qsort(it->uids, it->uid_count, sizeof(*it->uids),
			compare_places);
}

static int compare_parts(const void *left, const void *right)
{
	const struct ledger_part *a = left, *b = right;

	return strcmp(a->folder, b->folder);
}

static int compare_spans(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	return (a->at > b->at) - (a->at < b->at);
}

struct ledger_part *touched_part(const struct touched *it, const char *folder)
{
	const struct ledger_part key = {.folder = folder};

	if (it->part_count == 0)
		return NULL;
	return bsearch(
		&key, it->parts, it->part_count, sizeof(key), compare_parts);
}

static void add_span(struct touched *it, const struct meeting_card *card)
{
	struct ledger_part *part = touched_part(
		it, touched_state_series(it, it->cards->texts + card->path));

	if (part == NULL)
		return;
	part->spans = pool_grow(
		&it->pool, part->spans, part->count, sizeof(*part->spans));
	part->spans[part->count++] = card->span;
}

static void find_parts(struct touched *it)
{
	const struct cards *cards = it->cards;

	it->part_count = cards->file_count;
	it->parts = pool_alloc(
		&it->pool, (cards->file_count + 1) * sizeof(*it->parts));
	for (size_t i = 0; i < cards->file_count; i++)
		it->parts[i] = (struct ledger_part){
			.folder = cards->texts + cards->files[i].folder,
			.head = cards->files[i].head};
	if (it->part_count > 0)
		qsort(it->parts, it->part_count, sizeof(*it->parts),
			compare_parts);
	for (size_t i = 0; i < cards->count; i++)
		if (it->states[i] != STATE_SAME &&
			cards->meetings[i].span.length > 0)
			add_span(it, &cards->meetings[i]);
	for (size_t i = 0; i < it->part_count; i++)
		if (it->parts[i].count > 0)
			qsort(it->parts[i].spans, it->parts[i].count,
				sizeof(*it->parts[i].spans), compare_spans);
}

static bool is_event(const struct meeting_card *card)
{
	return card->folder != 0 && card->uid != 0;
}

static void count_unread(struct touched *it)
{
	for (size_t i = 0; i < it->cards->count; i++)
		it->unread_count += it->states[i] == STATE_SAME &&
			is_event(&it->cards->meetings[i]);
}

static void spread(struct touched *it, const struct site *site)
{
	touched_reach_neighbours(it, site);
	find_series(it);
	/* Also those that go on though publisher.xml has no pages any more. */
	if (it->cards->head->has_pages)
		touched_sessions_plan(it, site);
	touched_reach_context(it, site);
	find_uids(it);
	find_parts(it);
	count_unread(it);
}

bool touched_follow(struct touched *it, const struct site *site)
{
	size_t count = it->folder_count;

	if (it->parts != NULL)
		return false;
	if (!touched_reach_namesakes(it, site))
		spread(it, site);
	it->folder_count = string_set_make(it->folders, it->folder_count);
	return it->parts == NULL || it->folder_count > count;
}

bool touched_has(const struct touched *it, const struct meeting_card *card)
{
	char state = it->states[card - it->cards->meetings];

	return state == STATE_CHANGED || state == STATE_PLANNED;
}

bool touched_has_uid(const struct touched *it, uint32_t place)
{
	return it->uid_count > 0 &&
		bsearch(&place, it->uids, it->uid_count, sizeof(place),
			compare_places) != NULL;
}

bool touched_has_series(const struct touched *it, const char *folder)
{
	return string_set_has(it->series, it->series_count, folder);
}

bool touched_knows(const struct touched *it, const char *uid)
{
	uint64_t hash = cards_hash_uid(uid);

	for (size_t i = 0; i < it->cards->count; i++)
		if (it->cards->meetings[i].uid == hash &&
			is_event(&it->cards->meetings[i]) &&
			it->states[i] == STATE_SAME)
			return true;
	return false;
}

instant touched_next_due(const struct touched *it)
{
	instant next = INT64_MAX;

	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];

		if (!touched_has(it, card) && card->due != 0 &&
			card->due < next)
			next = card->due;
	}
	return next;
}

void touched_mark_context(const struct touched *it, struct ledger *ledger)
{
	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];
		struct published *meeting;

		if (it->states[i] != STATE_CONTEXT || card->uid_text == 0)
			continue;
		meeting =
			ledger_find(ledger, it->cards->texts + card->uid_text);
		if (meeting != NULL)
			meeting->is_context = true;
	}
}

void touched_free(struct touched *it)
{
	if (it == NULL)
		return;
	pool_release(&it->pool);
	free(it);
}
