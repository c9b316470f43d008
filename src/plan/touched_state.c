#include "plan/touched_state.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

static int compare_known(const void *left, const void *right)
{
	const struct known_folder *a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

void touched_state_begin(struct touched *it, const struct filestats *stats)
{
	it->known =
		pool_alloc(&it->pool, (stats->count + 1) * sizeof(*it->known));
	for (size_t i = 0; i < stats->count; i++)
		if (stats->files[i].folder == 0)
			it->known[it->known_count++] = (struct known_folder){
				stats->files[i].path, filestat_name(stats, i)};
	if (it->known_count > 0)
		qsort(it->known, it->known_count, sizeof(*it->known),
			compare_known);
}

const char *touched_state_path(const struct touched *it, uint64_t hash)
{
	const struct known_folder key = {.hash = hash};
	const struct known_folder *found = NULL;

	if (it->known_count > 0)
		found = bsearch(&key, it->known, it->known_count, sizeof(key),
			compare_known);
	return found ? found->path : NULL;
}

int touched_state_depth(const char *path)
{
	int depth = 1;

	for (; *path != '\0'; path++)
		depth += *path == '/';
	return depth;
}

const char *touched_state_series(struct touched *it, const char *path)
{
	return pool_bytes(&it->pool, path, strcspn(path, "/"));
}

void touched_state_read(struct touched *it, const char *path)
{
	it->folders = pool_grow(
		&it->pool, it->folders, it->folder_count, sizeof(*it->folders));
	it->folders[it->folder_count++] = path;
}

void touched_state_set(
	struct touched *it, size_t card, enum touched_state state)
{
	const char *path =
		touched_state_path(it, it->cards->meetings[card].folder);

	it->states[card] = (char)state;
	if (state != STATE_CONTEXT && path != NULL &&
		touched_state_depth(path) == 3)
		touched_state_read(it, path);
}
