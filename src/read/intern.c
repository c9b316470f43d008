#include "read/intern.h"

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

struct intern_slot {
	uint64_t hash;
	const char *text; /* NULL: free */
};

/* Where the text is, or would be. */
static struct intern_slot *find(const struct intern *intern, uint64_t hash,
	const char *bytes, size_t length)
{
	size_t slot = (size_t)hash & (intern->slot_count - 1);

	for (;; slot = (slot + 1) & (intern->slot_count - 1)) {
		struct intern_slot *found = &intern->slots[slot];

		if (found->text == NULL ||
			(found->hash == hash &&
				strncmp(found->text, bytes, length) == 0 &&
				found->text[length] == '\0'))
			return found;
	}
}

/* No more than half of the slots are taken. */
static void make_room(struct intern *intern)
{
	struct intern old = *intern;

	if (2 * intern->count < intern->slot_count)
		return;
	intern->slot_count = old.slot_count ? 2 * old.slot_count : FIRST;
	intern->slots = mem_alloc(intern->slot_count * sizeof(*intern->slots));
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].text != NULL)
			*find(intern, old.slots[i].hash, old.slots[i].text,
				strlen(old.slots[i].text)) = old.slots[i];
	free(old.slots);
}

const char *intern_text(struct intern *intern, struct pool *pool,
	const char *bytes, size_t length)
{
	uint64_t hash = hash_bytes(bytes, length);
	struct intern_slot *slot;

	make_room(intern);
	slot = find(intern, hash, bytes, length);
	if (slot->text != NULL)
		return slot->text;
	if (intern->count == MOST)
		return pool_bytes(pool, bytes, length);
	intern->count++;
	slot->hash = hash;
	slot->text = pool_bytes(pool, bytes, length);
	return slot->text;
}

void intern_release(struct intern *intern)
{
	free(intern->slots);
	*intern = (struct intern){NULL, 0, 0};
}
