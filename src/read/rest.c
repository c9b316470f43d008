#include "read/rest.h"

#include <string.h>
#include "base/banned.h"

/* A mistake that is left out may show another one. */
enum { READINGS = 20 };

/* A record of which something is left out. */
struct rest {
	struct element *root;
	const char *path;
	bool without_attribute, without_child; /* of the root */
	bool without_language, without_party;
};

static bool is_at(struct pos a, struct pos b)
{
	return a.line == b.line && a.column == b.column;
}

void rest_drop_child(struct element *element, struct element *child)
{
	struct element **link = &element->first_child;
	struct element *last = NULL;

	for (; *link != child; link = &(*link)->next)
		last = *link;
	*link = child->next;
	if (element->last_child == child)
		element->last_child = last;
}

static void note_child(struct rest *rest, const struct element *child)
{
	if (child->parent != rest->root || child->name == NULL)
		return;
	rest->without_child = true;
	rest->without_language |= strcmp(child->name, "language") == 0;
	rest->without_party |= strcmp(child->name, "party") == 0;
}

/* Without one of these an element would be another one. */
static bool is_identity(const struct attribute *attribute)
{
	return strcmp(attribute->name, "ref") == 0 ||
		strcmp(attribute->name, "id") == 0;
}

static bool drop_attribute(
	struct rest *rest, struct element *element, struct pos at)
{
	for (size_t i = 0; i < element->attribute_count; i++) {
		if (!is_at(element->attributes[i].at, at) ||
			is_identity(&element->attributes[i]))
			continue;
		rest->without_attribute |= element == rest->root;
		element->attributes[i] =
			element->attributes[--element->attribute_count];
		return true;
	}
	return false;
}

static bool has_identity_at(const struct element *element, struct pos at)
{
	for (size_t i = 0; i < element->attribute_count; i++)
		if (is_at(element->attributes[i].at, at))
			return is_identity(&element->attributes[i]);
	return false;
}

/* Returns whether something stood there. */
static bool drop(struct rest *rest, struct element *element, struct pos at)
{
	if (drop_attribute(rest, element, at))
		return true;
	for (struct element *child = element->first_child; child != NULL;
		child = child->next) {
		if (!is_at(child->at, at) && !has_identity_at(child, at)) {
			if (drop(rest, child, at))
				return true;
			continue;
		}
		note_child(rest, child);
		rest_drop_child(element, child);
		return true;
	}
	return false;
}

/* Leave out what has not the shape, and what that leaves without it. */
static void prune(struct rest *rest, const struct shape *shape)
{
	bool is_pruned = true;

	for (int i = 0; i < READINGS && is_pruned; i++) {
		struct diag silent = DIAG_INIT;

		is_pruned = false;
		shape_check(shape, rest->root, &silent);
		for (size_t k = 0; k < silent.count; k++)
			is_pruned |=
				drop(rest, rest->root, silent.complaints[k].at);
		diag_release(&silent);
	}
}

/* The child of the root in which something stands, or NULL. */
static const struct element *child_at(const struct rest *rest, struct pos at)
{
	const struct element *found = NULL;

	for (const struct element *child = element_first(rest->root);
		child != NULL; child = element_next(child))
		if (child->at.line < at.line ||
			(child->at.line == at.line &&
				child->at.column <= at.column))
			found = child;
	return found;
}

/* Whether the complaint does not come from what was left out. */
static bool is_genuine(const struct rest *rest, struct pos at)
{
	const struct element *child = child_at(rest, at);

	if (strcmp(at.path, rest->path) != 0)
		return true;
	/* A text's kind and 'of' go together, and it has a title. */
	if (child == NULL)
		return strcmp(rest->root->name, "text") != 0 ||
			(!rest->without_attribute && !rest->without_child);
	if (strcmp(rest->root->name, "publisher") != 0)
		return true;
	if (strcmp(child->name, "language") == 0)
		return !rest->without_language;
	return strcmp(child->name, "body") != 0 || !rest->without_party;
}

void rest_repeat(
	struct diag *diag, const struct complaint *complaint, const char *path)
{
	struct pos at = complaint->at;

	at.path = strcmp(at.path, path) == 0 ? path
					     : pool_text(&diag->pool, at.path);
	diag_error(diag, at, "%s", complaint->message);
	if (complaint->help != NULL)
		diag_help(diag, "%s", complaint->help);
}

static void report(
	const struct rest *rest, const struct diag *found, struct diag *diag)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct complaint *complaint = &found->complaints[i];

		if (complaint->severity == DIAG_ERROR &&
			is_genuine(rest, complaint->at))
			rest_repeat(diag, complaint, rest->path);
	}
}

void rest_report(struct reader *reader, const struct shape *shape,
	rest_take *take, void *data)
{
	struct rest rest = {.root = (struct element *)reader->root};
	struct diag *loud = reader->diag;
	struct diag silent = DIAG_INIT;

	if (rest.root == NULL || strcmp(rest.root->name, shape->name) != 0)
		return;
	rest.path = rest.root->at.path;
	prune(&rest, shape);
	reader->diag = &silent;
	take(reader, rest.root, data);
	reader->diag = loud;
	loud->is_ill |= silent.is_ill;
	report(&rest, &silent, loud);
	diag_release(&silent);
}
