#include "plan/touched.h"

#include <string.h>
#include "base/hash.h"
#include "base/mem.h"
#include "base/string_set.h"
#include "plan/touched_state.h"
#include "base/banned.h"

/* The first names of a path. */
static const char *cut_path(struct pool *pool, const char *path, int depth)
{
	const char *end = path + strcspn(path, "/");

	while (--depth > 0 && *end != '\0')
		end += 1 + strcspn(end + 1, "/");
	return pool_bytes(pool, path, (size_t)(end - path));
}

/* All cards of a folder. */
static bool change_cards(struct touched *it, uint64_t folder)
{
	const struct meeting_card *card = cards_at(it->cards, folder);
	size_t first = card ? (size_t)(card - it->cards->meetings) : 0;
	bool found = card != NULL;

	for (size_t i = first; found && i < it->cards->count &&
		it->cards->meetings[i].folder == folder;
		i++)
		if (it->states[i] != STATE_CHANGED)
			touched_state_set(it, i, STATE_CHANGED);
	return found;
}

static void change_folder(struct touched *it, const char *path)
{
	if (!change_cards(it, hash_text(path)))
		touched_state_read(it, path);
}

static bool is_in_series(const char *path, const char *series, size_t length)
{
	return strncmp(path, series, length) == 0 && path[length] == '/';
}

/* `path` is "events/SERIES". */
static void change_series(struct touched *it, const char *path)
{
	const char *series = path + strlen("events/");
	size_t length = strlen(path);

	for (size_t i = 0; i < it->known_count; i++)
		if (is_in_series(it->known[i].path, path, length) &&
			touched_state_depth(it->known[i].path) == 3)
			change_folder(it, it->known[i].path);
	for (size_t i = 0; i < it->cards->count; i++)
		if (it->states[i] == STATE_SAME &&
			is_in_series(
				it->cards->texts + it->cards->meetings[i].path,
				series, strlen(series)))
			touched_state_set(it, i, STATE_CHANGED);
}

/* Returns false when only a run that reads all knows what it means. */
static bool take_gone(struct touched *it, uint64_t folder)
{
	const char *path = touched_state_path(it, folder);

	if (change_cards(it, folder))
		return true;
	if (path == NULL || touched_state_depth(path) < 3)
		return false;
	change_folder(it, cut_path(&it->pool, path, 3));
	return true;
}

static bool take_change(struct touched *it, const struct index_change *change)
{
	const char *path = change->path;
	bool is_folder = path != NULL && hash_text(path) == change->folder;
	int depth = path ? touched_state_depth(path) : 0;

	if (path == NULL)
		return take_gone(it, change->folder);
	if (depth < 3 || (depth == 3 && !is_folder && change->is_new))
		return false;
	if (depth == 3 && !is_folder)
		change_series(it, cut_path(&it->pool, path, 2));
	else
		change_folder(it, cut_path(&it->pool, path, 3));
	return true;
}

static bool is_due(const struct touched *it, const struct meeting_card *card)
{
	return (card->flags & CARD_AGAIN) != 0 ||
		(card->due != 0 && card->due <= it->now) ||
		(card->over != 0 && card->over <= it->now);
}

static void take_due(struct touched *it)
{
	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];
		const char *path = touched_state_path(it, card->folder);

		if (!is_due(it, card))
			continue;
		if (path != NULL && touched_state_depth(path) == 2)
			change_series(it, path);
		else if (it->states[i] == STATE_SAME)
			touched_state_set(it, i, STATE_CHANGED);
	}
}

struct touched *touched_find(const struct cards *cards,
	const struct index_changes *changes, const struct filestats *stats,
	instant now)
{
	struct touched *it = mem_alloc(sizeof(*it));

	it->cards = cards;
	it->now = now;
	it->states = pool_alloc(&it->pool, cards->count + 1);
	it->folders = pool_alloc(&it->pool, sizeof(*it->folders));
	touched_state_begin(it, stats);
	for (size_t i = 0; i < changes->count; i++) {
		if (take_change(it, &changes->items[i]))
			continue;
		touched_free(it);
		return NULL;
	}
	take_due(it);
	it->folder_count = string_set_make(it->folders, it->folder_count);
	return it;
}
