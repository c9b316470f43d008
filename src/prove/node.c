#include "prove/node.h"

#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

int node_is(const xmlNode *node, const char *namespace_name, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
		strcmp((const char *)node->ns->href, namespace_name) == 0 &&
		(name == NULL || strcmp((const char *)node->name, name) == 0);
}

static const xmlNode *find_child(
	const xmlNode *parent, const char *namespace_name, const char *name)
{
	for (const xmlNode *child = parent->children; child != NULL;
		child = child->next)
		if (node_is(child, namespace_name, name))
			return child;
	return NULL;
}

const xmlNode *node_child(const xmlNode *parent, const char *name)
{
	return find_child(parent, ATOM, name);
}

static xmlChar *text_of(const xmlNode *node)
{
	return node ? xmlNodeGetContent(node) : NULL;
}

xmlChar *node_child_text(const xmlNode *parent, const char *name)
{
	return text_of(node_child(parent, name));
}

xmlChar *node_extension_text(const xmlNode *parent, const char *name)
{
	return text_of(find_child(parent, EXTENSION, name));
}

xmlChar *node_attribute(const xmlNode *node, const char *name)
{
	return xmlGetProp(node, BAD_CAST name);
}

int node_attribute_is(const xmlNode *node, const char *name)
{
	return xmlHasProp(node, BAD_CAST name) != NULL;
}

static int is_link(const xmlNode *node, const char *relation)
{
	xmlChar *read;
	int result;

	if (!node_is(node, ATOM, "link"))
		return 0;
	read = node_attribute(node, "rel");
	result = read != NULL && strcmp((const char *)read, relation) == 0;
	xmlFree(read);
	return result;
}

const xmlNode *node_link(const xmlNode *node, const char *relation)
{
	while (node != NULL && !is_link(node, relation))
		node = node->next;
	return node;
}

int node_prove_attribute(const xmlNode *node, const char *name,
	const char *expected, struct buf *problem)
{
	xmlChar *read = node_attribute(node, name);
	int result = prove_text(problem, name, (const char *)read, expected);

	xmlFree(read);
	return result;
}
