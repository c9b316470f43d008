#include "prove/xmltree.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/parser.h"
#include "prove/compare.h"
#include "base/banned.h"

enum { NEAR_END = 256 };

struct xmltree {
	xmlParserCtxt *parser;
	struct pool pool;
	struct buf bytes; /* of the document, with blanks behind it */
	struct element_tree tree;
	bool is_broken; /* though libxml2 may like it */
};

/* Of two pointers each: prefix, namespace. */
static void add_namespaces(struct pool *pool, struct element *element,
	size_t count, const xmlChar **given)
{
	size_t others = element->attribute_count;
	struct attribute *attributes =
		pool_alloc(pool, (count + others) * sizeof(*attributes));

	for (size_t i = 0; i < count; i++) {
		const char *prefix = (const char *)given[2 * i];

		attributes[i].name = prefix
			? pool_printf(pool, "xmlns:%s", prefix)
			: "xmlns";
		attributes[i].value =
			pool_text(pool, (const char *)given[2 * i + 1]);
	}
	if (others > 0)
		memcpy(attributes + count, element->attributes,
			others * sizeof(*attributes));
	element->attributes = attributes;
	element->attribute_count = count + others;
}

static void start_element(void *data, const xmlChar *name,
	const xmlChar *prefix, const xmlChar *namespace_name,
	int namespace_count, const xmlChar **namespaces, int attribute_count,
	int defaulted_count, const xmlChar **attributes)
{
	struct xmltree *tree = data;
	struct element *element = element_open(
		&tree->tree, prefix, name, attribute_count, attributes);

	(void)namespace_name, (void)defaulted_count;
	if (namespace_count > 0)
		add_namespaces(&tree->pool, element, (size_t)namespace_count,
			namespaces);
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *namespace_name)
{
	struct xmltree *tree = data;

	(void)name, (void)prefix, (void)namespace_name;
	element_close(&tree->tree);
}

static void take_text(void *data, const xmlChar *text, int length)
{
	struct xmltree *tree = data;

	element_add_text(&tree->tree, text, (size_t)length);
}

/* Only of those that are not declared. */
static void take_reference(void *data, const xmlChar *name)
{
	struct xmltree *tree = data;

	(void)name;
	tree->is_broken = true;
}

struct xmltree *xmltree_new(void)
{
	/* Space between elements is text like other text. */
	static const xmlSAXHandler handlers = {.initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = take_text,
		.ignorableWhitespace = take_text,
		.cdataBlock = take_text,
		.reference = take_reference};
	struct xmltree *tree = mem_alloc(sizeof(*tree));

	tree->parser = parser_new(&handlers, tree);
	tree->bytes = (struct buf)BUF_INIT;
	tree->tree.text = (struct buf)BUF_INIT;
	return tree;
}

void xmltree_free(struct xmltree *tree)
{
	xmlFreeParserCtxt(tree->parser);
	pool_release(&tree->pool);
	buf_release(&tree->tree.text);
	buf_release(&tree->bytes);
	free(tree);
}

/*
 * Nearer to the end than 250 bytes, libxml2 looks for more before each tag;
 * much of what is read here is hardly longer.
 */
static void put_padded(struct buf *out, const struct buf *bytes)
{
	buf_cut(out, 0);
	buf_reserve(out, bytes->length + NEAR_END);
	buf_put(out, bytes->bytes, bytes->length);
	memset(out->bytes + out->length, '\n', NEAR_END);
	out->length += NEAR_END;
}

const struct element *xmltree_read(
	struct xmltree *tree, const struct buf *bytes, struct buf *problem)
{
	pool_clear(&tree->pool);
	buf_cut(&tree->tree.text, 0);
	tree->tree = (struct element_tree){
		.pool = &tree->pool, .text = tree->tree.text};
	tree->is_broken = false;
	/* Without NOENT an "&" in attributes would stay "&#38;". */
	put_padded(&tree->bytes, bytes);
	xmlFreeDoc(xmlCtxtReadMemory(tree->parser, tree->bytes.bytes,
		(int)tree->bytes.length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING));
	if (parser_is_content(tree->parser) && !tree->is_broken)
		return tree->tree.root;
	compare_fail(problem, "libxml2 cannot read it");
	return NULL;
}
