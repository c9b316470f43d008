#include "plan/clocks.h"

#include <string.h>
#include "base/hash.h"
#include "write/timezone.h"
#include "base/banned.h"

/* A zone and the years in which the site uses it. */
struct use {
	const struct zone *zone;
	const char *name;
	int first_year, last_year;
};

struct uses {
	struct use *items;
	size_t count;
};

static struct use *find_use(
	struct pool *pool, struct uses *uses, const struct sitting *sitting)
{
	for (size_t i = 0; i < uses->count; i++)
		if (strcmp(uses->items[i].name, sitting->zone_name) == 0)
			return &uses->items[i];
	uses->items =
		pool_grow(pool, uses->items, uses->count, sizeof(*uses->items));
	uses->items[uses->count] = (struct use){sitting->zone,
		sitting->zone_name, sitting->start.year, sitting->start.year};
	return &uses->items[uses->count++];
}

static void note_use(
	struct pool *pool, struct uses *uses, const struct fragment *fragment)
{
	const struct sitting *sitting = fragment->sitting;
	struct use *use;

	if (fragment->format != FORMAT_ICS || sitting->zone == NULL ||
		zone_is_utc(sitting->zone))
		return;
	use = find_use(pool, uses, sitting);
	if (fragment->start.year < use->first_year)
		use->first_year = fragment->start.year;
	if (fragment->last.year > use->last_year)
		use->last_year = fragment->last.year;
}

static struct clocks make_clocks(struct pool *pool, const struct use *use)
{
	struct buf text = BUF_INIT;
	struct clocks clocks = {.zone_name = use->name};

	timezone_put(
		&text, use->name, use->zone, use->first_year, use->last_year);
	clocks.text = pool_text(pool, text.bytes);
	clocks.digest = hash_bytes(text.bytes, text.length);
	buf_release(&text);
	return clocks;
}

void clocks_give(struct plan *plan, struct feeds *feeds)
{
	struct pool *pool = &plan->pool;
	struct uses uses = {NULL, 0};
	struct clocks *clocks;

	for (size_t i = 0; i < plan->count; i++)
		note_use(pool, &uses, plan->fragments[i]);
	clocks = pool_alloc(pool, (uses.count + 1) * sizeof(*clocks));
	for (size_t i = 0; i < uses.count; i++)
		clocks[i] = make_clocks(pool, &uses.items[i]);
	for (size_t i = 0; i < feeds->count; i++) {
		feeds->items[i]->clocks = clocks;
		feeds->items[i]->clocks_count = uses.count;
	}
}
