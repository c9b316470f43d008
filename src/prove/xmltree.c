#include "prove/xmltree.h"

#include <assert.h>
#include <libxml/parser.h>
#include <string.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/banned.h"

enum { DEEPEST = 256 };

struct xmltree {
	xmlParserCtxtPtr parser;
	struct pool pool;
	struct buf text; /* of the document */
	struct node *open[DEEPEST];
	int depth;
	struct node *root;
	int is_broken; /* though libxml2 may like it */
};

const char *xmltree_name(struct xmltree *tree, const char *name)
{
	const xmlChar *known =
		xmlDictLookup(tree->parser->dict, BAD_CAST name, -1);

	if (known == NULL)
		mem_exhausted();
	return (const char *)known;
}

/* libxml2 has five pointers for each: name, prefix, namespace, value, end. */
static void take_attributes(
	struct node *node, int count, const xmlChar **reported)
{
	node->attributes = pool_alloc(
		node->pool, (size_t)count * sizeof(*node->attributes));
	node->attribute_count = (size_t)count;
	for (int i = 0; i < count; i++, reported += 5)
		node->attributes[i] =
			(struct attribute){.name = (const char *)reported[0],
				.namespace_name = (const char *)reported[2],
				.value = pool_bytes(node->pool,
					(const char *)reported[3],
					(size_t)(reported[4] - reported[3]))};
}

static void place(struct xmltree *tree, struct node *node)
{
	struct node *parent =
		tree->depth > 0 ? tree->open[tree->depth - 1] : NULL;

	if (parent == NULL)
		tree->root = node;
	else if (parent->last_child == NULL)
		parent->first_child = node;
	else
		parent->last_child->next = node;
	if (parent != NULL)
		parent->last_child = node;
}

static void start_element(void *data, const xmlChar *name,
	const xmlChar *prefix, const xmlChar *namespace_name,
	int namespace_count, const xmlChar **namespaces, int attribute_count,
	int defaulted_count, const xmlChar **attributes)
{
	xmlParserCtxtPtr parser = data;
	struct xmltree *tree = parser->_private;
	struct node *node = pool_alloc(&tree->pool, sizeof(*node));

	(void)prefix, (void)namespace_count, (void)namespaces;
	(void)defaulted_count;
	node->name = (const char *)name;
	node->namespace_name = (const char *)namespace_name;
	node->line = parser->input->line;
	node->text = tree->text.bytes + tree->text.length;
	node->pool = &tree->pool;
	if (attribute_count > 0)
		take_attributes(node, attribute_count, attributes);
	if (tree->depth == DEEPEST) {
		tree->is_broken = 1;
		xmlStopParser(parser);
		return;
	}
	place(tree, node);
	tree->open[tree->depth++] = node;
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *namespace_name)
{
	xmlParserCtxtPtr parser = data;
	struct xmltree *tree = parser->_private;
	struct node *node;

	(void)name, (void)prefix, (void)namespace_name;
	if (tree->depth == 0)
		return;
	node = tree->open[--tree->depth];
	node->text_length =
		(size_t)(tree->text.bytes + tree->text.length - node->text);
}

/* There is room for it all: no text is longer than what it is written as. */
static void take_text(void *data, const xmlChar *text, int length)
{
	xmlParserCtxtPtr parser = data;
	struct xmltree *tree = parser->_private;
	size_t room = tree->text.capacity - tree->text.length;

	if ((size_t)length < room)
		buf_put(&tree->text, text, (size_t)length);
	else
		tree->is_broken = 1;
}

/* Only of those that are not declared. */
static void take_reference(void *data, const xmlChar *name)
{
	xmlParserCtxtPtr parser = data;
	struct xmltree *tree = parser->_private;

	(void)name;
	tree->is_broken = 1;
}

struct xmltree *xmltree_new(void)
{
	struct xmltree *tree = mem_alloc(sizeof(*tree));

	tree->parser = xmlNewParserCtxt();
	if (tree->parser == NULL)
		mem_exhausted();
	tree->text = (struct buf)BUF_INIT;
	tree->parser->_private = tree;
	/* Space between elements is text like other text. */
	*tree->parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = take_text,
		.ignorableWhitespace = take_text,
		.cdataBlock = take_text,
		.reference = take_reference};
	return tree;
}

void xmltree_free(struct xmltree *tree)
{
	xmlFreeParserCtxt(tree->parser);
	pool_release(&tree->pool);
	buf_release(&tree->text);
	free(tree);
}

const struct node *xmltree_read(
	struct xmltree *tree, const char *bytes, size_t length)
{
	pool_clear(&tree->pool);
	buf_cut(&tree->text, 0);
	buf_reserve(&tree->text, length + 1);
	tree->depth = 0;
	tree->root = NULL;
	tree->is_broken = 0;
	/* Without NOENT an "&" in attributes would stay "&#38;". */
	xmlFreeDoc(
		xmlCtxtReadMemory(tree->parser, bytes, (int)length, NULL, NULL,
			XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR |
				XML_PARSE_NOWARNING));
	return tree->parser->wellFormed && !tree->is_broken ? tree->root : NULL;
}
