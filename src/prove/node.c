#include "prove/node.h"

#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

int node_is(
	const struct node *node, const char *namespace_name, const char *name)
{
	return (name == NULL || strcmp(node->name, name) == 0) &&
		node->namespace_name != NULL &&
		strcmp(node->namespace_name, namespace_name) == 0;
}

static const struct node *find_child(
	const struct node *parent, const char *namespace_name, const char *name)
{
	const struct node *child = parent->first_child;

	while (child != NULL && !node_is(child, namespace_name, name))
		child = child->next;
	return child;
}

const struct node *node_child(const struct node *parent, const char *name)
{
	return find_child(parent, ATOM, name);
}

const char *node_text(const struct node *node)
{
	return node ? pool_bytes(node->pool, node->text, node->text_length)
		    : NULL;
}

const char *node_child_text(const struct node *parent, const char *name)
{
	return node_text(node_child(parent, name));
}

const char *node_extension_text(const struct node *parent, const char *name)
{
	return node_text(find_child(parent, EXTENSION, name));
}

/* Like libxml2, whatever its namespace: those of a name mean the same. */
const char *node_attribute(const struct node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return node->attributes[i].value;
	return NULL;
}

static int is_link(const struct node *node, const char *relation)
{
	const char *read;

	if (!node_is(node, ATOM, "link"))
		return 0;
	read = node_attribute(node, "rel");
	return read != NULL && strcmp(read, relation) == 0;
}

const struct node *node_link(const struct node *node, const char *relation)
{
	while (node != NULL && !is_link(node, relation))
		node = node->next;
	return node;
}

int node_prove_attribute(const struct node *node, const char *name,
	const char *expected, struct buf *problem)
{
	return prove_text(problem, name, node_attribute(node, name), expected);
}
