#include "read/known.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "base/mem.h"
#include "base/banned.h"

/*
 * What is said again is mostly known by then; behind that, texts are copied as
 * they come, so that the table stays small.
 */
enum { FIRST = 1024, MOST = 32 * 1024 };

struct known_slot {
	uint64_t hash;
	const char *text; /* NULL: free */
};

/* Where the text is, or would be. */
static struct known_slot *find(const struct known *known, uint64_t hash,
	const char *bytes, size_t length)
{
	size_t slot = (size_t)hash & (known->slot_count - 1);

	for (;; slot = (slot + 1) & (known->slot_count - 1)) {
		struct known_slot *found = &known->slots[slot];

		if (found->text == NULL ||
			(found->hash == hash &&
				strncmp(found->text, bytes, length) == 0 &&
				found->text[length] == '\0'))
			return found;
	}
}

/* No more than half of the slots are taken. */
static void make_room(struct known *known)
{
	struct known old = *known;

	if (2 * known->count < known->slot_count)
		return;
	known->slot_count = old.slot_count ? 2 * old.slot_count : FIRST;
	known->slots = mem_alloc(known->slot_count * sizeof(*known->slots));
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].text != NULL)
			*find(known, old.slots[i].hash, old.slots[i].text,
				strlen(old.slots[i].text)) = old.slots[i];
	free(old.slots);
}

const char *known_text(struct known *known, struct pool *pool,
	const char *bytes, size_t length)
{
	uint64_t hash = hash_bytes(bytes, length);
	struct known_slot *slot;

	make_room(known);
	slot = find(known, hash, bytes, length);
	if (slot->text != NULL)
		return slot->text;
	if (known->count == MOST)
		return pool_bytes(pool, bytes, length);
	known->count++;
	slot->hash = hash;
	slot->text = pool_bytes(pool, bytes, length);
	return slot->text;
}

void known_release(struct known *known)
{
	free(known->slots);
	*known = (struct known){NULL, 0, 0};
}
