#include "plan/overlay.h"

#include <string.h>
#include "base/banned.h"

void *overlay_copy(struct site *site, const void *items, size_t size)
{
	void *copy = pool_alloc(&site->pool, size + 1);

	if (size > 0)
		memcpy(copy, items, size);
	return copy;
}

void *overlay_with_room(
	struct site *site, const void *items, size_t count, size_t size)
{
	void *copy = pool_alloc(&site->pool, (count + 1) * size);

	if (items != NULL)
		memcpy(copy, items, count * size);
	return copy;
}

const struct person *overlay_person(const struct event *event, const char *uid)
{
	for (size_t i = 0; i < event->person_count; i++) {
		char other[UUID_SIZE];

		person_uid(other, event, &event->persons[i], (int)i + 1);
		if (strcmp(other, uid) == 0)
			return &event->persons[i];
	}
	return NULL;
}
