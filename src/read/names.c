#include "read/names.h"

#include <string.h>
#include "base/nearest.h"
#include "read/records.h"
#include "base/banned.h"

enum { MOST_SHAPES = 128 };

/* All shapes there are, each once, though prose may stand in prose. */
struct shapes {
	const struct shape *items[MOST_SHAPES];
	size_t count;
};

static void add(struct shapes *shapes, const struct shape *shape)
{
	for (size_t i = 0; i < shapes->count; i++)
		if (shapes->items[i] == shape)
			return;
	if (shapes->count < MOST_SHAPES)
		shapes->items[shapes->count++] = shape;
}

static void find_all(struct shapes *shapes)
{
	shapes->count = 0;
	add(shapes, &publisher_shape);
	add(shapes, &series_shape);
	add(shapes, &event_shape);
	add(shapes, &text_shape);
	for (size_t i = 0; i < shapes->count; i++) {
		const struct child_shape *child = shapes->items[i]->children;

		for (; child != NULL && child->shape != NULL; child++)
			add(shapes, child->shape);
	}
}

bool names_know(const char *name)
{
	struct shapes shapes;

	find_all(&shapes);
	for (size_t i = 0; i < shapes.count; i++)
		if (strcmp(shapes.items[i]->name, name) == 0)
			return true;
	return false;
}

const char *names_nearest(const char *name)
{
	struct shapes shapes;
	struct nearest nearest;

	find_all(&shapes);
	nearest_begin(&nearest, name);
	for (size_t i = 0; i < shapes.count; i++)
		nearest_offer(&nearest, shapes.items[i]->name);
	return nearest.found;
}
