#include "prove/grammar.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlregexp.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

/* grammar/atom.rng, made into C by the Makefile. */
extern const char grammar_atom[];
extern const int grammar_atom_size;

/* Kinds of values, by the names that they have in the grammar. */
enum kind { TAG, INSTANT, DATE, ADDRESS, LANGUAGE, COUNTRY, UUID, KIND_COUNT };

static const char *const kind_names[] = {
	[TAG] = "tag",
	[INSTANT] = "instant",
	[DATE] = "date",
	[ADDRESS] = "address",
	[LANGUAGE] = "language-tag",
	[COUNTRY] = "country",
	[UUID] = "uuid",
};

/* Where such values stand: in attributes of a name, in elements of a name. */
struct value_place {
	const char *name;
	enum kind kind;
};

static const struct value_place attributes[] = {
	{"lang", LANGUAGE},
	{"hreflang", LANGUAGE},
	{"language", LANGUAGE},
	{"of", LANGUAGE},
	{"href", ADDRESS},
	{"ref", TAG},
	{"scheme", TAG},
	{"when", INSTANT},
	{"uid", UUID},
	{"country", COUNTRY},
	{"from", DATE},
	{"to", DATE},
	{"published", DATE}, /* or an instant */
	{NULL, KIND_COUNT},
};

static const struct value_place elements[] = {
	{"id", TAG},
	{"updated", INSTANT},
	{"published", INSTANT},
	{"uri", ADDRESS},
	{"logo", ADDRESS},
	{"start", DATE},
	{"end", DATE},
	{NULL, KIND_COUNT},
};

/*
 * libxml2 compiles the pattern of a value anew for each value that it checks,
 * which takes as long as all the rest.  So the patterns are taken out of the
 * grammar, compiled once, and checked here.
 */
struct grammar {
	xmlParserCtxtPtr parser;
	xmlRelaxNGPtr schema;
	xmlRegexpPtr patterns[KIND_COUNT];
	/* The last value that was right: most languages are the one before. */
	struct buf right[KIND_COUNT];
};

/* The kind that a <define> of the grammar is about, or KIND_COUNT. */
static enum kind kind_of(const xmlNode *define)
{
	xmlChar *name;
	enum kind kind = TAG;

	if (define->type != XML_ELEMENT_NODE)
		return KIND_COUNT;
	name = xmlGetProp(define, BAD_CAST "name");
	while (kind < KIND_COUNT &&
		(name == NULL ||
			strcmp((const char *)name, kind_names[kind]) != 0))
		kind++;
	xmlFree(name);
	return kind;
}

/*
 * Take the pattern of a <define>, a <param> in its <data>, out of it.  Any text
 * is left, which libxml2 looks up no type for.
 */
static void take_pattern(struct grammar *grammar, xmlNodePtr define)
{
	enum kind kind = kind_of(define);
	xmlNodePtr data;
	xmlChar *pattern;

	if (kind == KIND_COUNT)
		return;
	data = xmlFirstElementChild(define);
	pattern = xmlNodeGetContent(data);
	grammar->patterns[kind] = xmlRegexpCompile(pattern);
	grammar->right[kind] = (struct buf)BUF_INIT;
	xmlFree(pattern);
	xmlNewChild(define, define->ns, BAD_CAST "text", NULL);
	xmlUnlinkNode(data);
	xmlFreeNode(data);
}

/* The grammar is our own: what it fails for is memory. */
struct grammar *grammar_new(void)
{
	struct grammar *grammar = mem_alloc(sizeof(*grammar));
	xmlDocPtr document = xmlReadMemory(grammar_atom, grammar_atom_size,
		NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
	xmlRelaxNGParserCtxtPtr context;

	if (document == NULL)
		mem_exhausted();
	for (xmlNodePtr define = xmlDocGetRootElement(document)->children;
		define != NULL; define = define->next)
		take_pattern(grammar, define);
	context = xmlRelaxNGNewDocParserCtxt(document);
	grammar->parser = xmlNewParserCtxt();
	if (context == NULL || grammar->parser == NULL)
		mem_exhausted();
	grammar->schema = xmlRelaxNGParse(context);
	xmlRelaxNGFreeParserCtxt(context);
	xmlFreeDoc(document);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (grammar->schema == NULL || grammar->patterns[kind] == NULL)
			mem_exhausted();
	return grammar;
}

void grammar_free(struct grammar *grammar)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		xmlRegFreeRegexp(grammar->patterns[kind]);
		buf_release(&grammar->right[kind]);
	}
	xmlFreeParserCtxt(grammar->parser);
	xmlRelaxNGFree(grammar->schema);
	free(grammar);
}

/* The first complaint that names a line; later ones follow from it. */
static void note_error(void *data, xmlErrorPtr error)
{
	struct buf *problem = data;

	if (problem->length == 0 && error->message != NULL)
		buf_printf(problem, "line %d: %.*s", error->line,
			(int)strcspn(error->message, "\n"), error->message);
}

static int validate(
	const struct grammar *grammar, xmlDocPtr document, struct buf *problem)
{
	xmlRelaxNGValidCtxtPtr context =
		xmlRelaxNGNewValidCtxt(grammar->schema);
	int result;

	if (context == NULL)
		mem_exhausted();
	xmlRelaxNGSetValidStructuredErrors(context, note_error, problem);
	result = xmlRelaxNGValidateDoc(context, document);
	xmlRelaxNGFreeValidCtxt(context);
	if (result != 0 && problem->length == 0)
		buf_puts(problem, "the grammar refuses it");
	return result == 0 ? 0 : -1;
}

static int is_of_kind(
	struct grammar *grammar, enum kind kind, const xmlChar *value)
{
	struct buf *right = &grammar->right[kind];

	if (value == NULL)
		return 0;
	if (*value != '\0' && strcmp(right->bytes, (const char *)value) == 0)
		return 1;
	if (xmlRegexpExec(grammar->patterns[kind], value) != 1)
		return 0;
	buf_cut(right, 0);
	buf_puts(right, (const char *)value);
	return 1;
}

/* An element or attribute whose name is in the table. */
static int check_value(struct grammar *grammar, const struct value_place *place,
	const xmlNode *node, struct buf *problem)
{
	xmlChar *value;
	int result = 0;

	while (place->name != NULL &&
		strcmp(place->name, (const char *)node->name) != 0)
		place++;
	if (place->name == NULL)
		return 0;
	value = xmlNodeGetContent(node);
	if (!is_of_kind(grammar, place->kind, value) &&
		(strcmp(place->name, "published") != 0 ||
			!is_of_kind(grammar, INSTANT, value))) {
		buf_printf(problem, "%s is no %s: '%s'", place->name,
			kind_names[place->kind],
			value ? (const char *)value : "");
		result = -1;
	}
	xmlFree(value);
	return result;
}

/* All values of an element and below it. */
static int check_values(
	struct grammar *grammar, const xmlNode *node, struct buf *problem)
{
	if (check_value(grammar, elements, node, problem) != 0)
		return -1;
	for (const xmlAttr *attribute = node->properties; attribute != NULL;
		attribute = attribute->next)
		if (check_value(grammar, attributes, (const xmlNode *)attribute,
			    problem) != 0)
			return -1;
	for (const xmlNode *child = node->children; child != NULL;
		child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
			check_values(grammar, child, problem) != 0)
			return -1;
	return 0;
}

xmlDocPtr grammar_read(
	struct grammar *grammar, const struct buf *bytes, struct buf *problem)
{
	xmlDocPtr document = xmlCtxtReadMemory(grammar->parser, bytes->bytes,
		(int)bytes->length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_COMPACT);

	if (document == NULL) {
		buf_puts(problem, "libxml2 cannot read it");
		return NULL;
	}
	if (validate(grammar, document, problem) != 0 ||
		check_values(grammar, xmlDocGetRootElement(document),
			problem) != 0) {
		xmlFreeDoc(document);
		return NULL;
	}
	return document;
}
