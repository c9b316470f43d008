#include "base/element.h"

#include <string.h>
#include "base/banned.h"

/* The next piece of the tree, in the innermost element that is open. */
static struct element *append(struct element_tree *tree)
{
	struct element *element = pool_alloc(tree->pool, sizeof(*element));
	struct element *parent = tree->current;

	element->parent = parent;
	if (parent == NULL)
		tree->root = element;
	else if (parent->last_child == NULL)
		parent->first_child = element;
	else
		parent->last_child->next = element;
	if (parent != NULL)
		parent->last_child = element;
	return element;
}

/* Names are compared with their prefixes: "xml:lang". */
static const char *full_name(struct pool *pool, const unsigned char *prefix,
	const unsigned char *name)
{
	size_t length = strlen((const char *)name), before;
	char *full;

	if (prefix == NULL)
		return pool_bytes(pool, (const char *)name, length);
	before = strlen((const char *)prefix);
	full = pool_alloc(pool, before + 1 + length + 1);
	memcpy(full, prefix, before);
	full[before] = ':';
	memcpy(full + before + 1, name, length);
	return full;
}

static void add_attributes(struct pool *pool, struct element *element,
	int count, const unsigned char **given)
{
	element->attributes =
		pool_alloc(pool, (size_t)count * sizeof(*element->attributes));
	element->attribute_count = (size_t)count;
	for (int i = 0; i < count; i++, given += 5) {
		struct attribute *attribute = &element->attributes[i];

		attribute->name = full_name(pool, given[1], given[0]);
		attribute->value = pool_bytes(pool, (const char *)given[3],
			(size_t)(given[4] - given[3]));
	}
}

/* Text outside the root is none: libxml2 reports it where XML is broken. */
static void finish_text(struct element_tree *tree)
{
	struct element *piece;

	if (tree->text.length == 0 || tree->current == NULL)
		return;
	piece = append(tree);
	piece->text =
		pool_bytes(tree->pool, tree->text.bytes, tree->text.length);
	piece->at = tree->text_at.path ? tree->text_at : tree->current->at;
	tree->text_at.path = NULL;
	buf_cut(&tree->text, 0);
}

struct element *element_open(struct element_tree *tree,
	const unsigned char *prefix, const unsigned char *name,
	int attribute_count, const unsigned char **attributes)
{
	struct element *element;

	finish_text(tree);
	element = append(tree);
	element->name = full_name(tree->pool, prefix, name);
	if (attribute_count > 0)
		add_attributes(
			tree->pool, element, attribute_count, attributes);
	tree->current = element;
	return element;
}

void element_close(struct element_tree *tree)
{
	finish_text(tree);
	if (tree->current != NULL)
		tree->current = tree->current->parent;
}

void element_add_text(
	struct element_tree *tree, const unsigned char *text, size_t length)
{
	buf_put(&tree->text, text, length);
}

static const struct attribute *find_attribute(
	const struct element *element, const char *name)
{
	for (size_t i = 0; i < element->attribute_count; i++)
		if (strcmp(element->attributes[i].name, name) == 0)
			return &element->attributes[i];
	return NULL;
}

const char *element_value(const struct element *element, const char *name)
{
	const struct attribute *attribute = find_attribute(element, name);

	return attribute ? attribute->value : NULL;
}

struct pos element_place(const struct element *element, const char *name)
{
	const struct attribute *attribute = find_attribute(element, name);

	return attribute ? attribute->at : element->at;
}

static const struct element *find_named(
	const struct element *element, const char *name)
{
	while (element != NULL &&
		(element->name == NULL || strcmp(element->name, name) != 0))
		element = element->next;
	return element;
}

const struct element *element_child(
	const struct element *element, const char *name)
{
	return find_named(element->first_child, name);
}

const struct element *element_again(const struct element *element)
{
	return find_named(element->next, element->name);
}

size_t element_count(const struct element *element, const char *name)
{
	size_t count = 0;

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child))
		count++;
	return count;
}

static const char blank[] = " \t\r\n";

static void add_words(struct buf *words, const char *text)
{
	while (*text != '\0') {
		size_t blanks = strspn(text, blank);
		size_t length = strcspn(text + blanks, blank);

		if (blanks > 0 && words->length > 0 &&
			words->bytes[words->length - 1] != ' ')
			buf_putc(words, ' ');
		buf_put(words, text + blanks, length);
		text += blanks + length;
	}
}

void element_put_words(struct buf *words, const struct element *element)
{
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		if (child->name == NULL)
			add_words(words, child->text);
	if (words->length > 0 && words->bytes[words->length - 1] == ' ')
		buf_cut(words, words->length - 1);
}

const struct element *element_next(const struct element *element)
{
	do
		element = element->next;
	while (element != NULL && element->name == NULL);
	return element;
}

const struct element *element_first(const struct element *element)
{
	const struct element *first = element->first_child;

	return first == NULL || first->name != NULL ? first
						    : element_next(first);
}

void element_put_text(struct buf *out, const struct element *element)
{
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next) {
		if (child->name == NULL)
			buf_puts(out, child->text);
		else
			element_put_text(out, child);
	}
}
