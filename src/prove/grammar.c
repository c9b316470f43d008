#include "prove/grammar.h"

#include <assert.h>
#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "prove/pattern.h"
#include "prove/regular.h"
#include "base/banned.h"

/* grammar/atom.rng, made into C by the Makefile. */
extern const char grammar_atom[];
extern const int grammar_atom_size;

/*
 * The letters: each <attribute> and <element> of the grammar is one, and each
 * kind of text.  Attributes come in any order.
 */
enum {
	MOST = 96,
	ATTRIBUTES = 0,
	ELEMENTS = MOST,
	TEXTS = 2 * MOST,
	LETTERS = 3 * MOST,
	BUCKETS = 64,
};

/* What is called by a name in the grammar, one of several. */
struct naming {
	const char *name, *namespace_name;
	int letter;
	struct naming *next;
};

struct grammar {
	struct xmltree *tree;
	struct pool pool;
	struct regular *contents, *bytes;
	int start;
	/* By letter: the content of an element, the pattern of a value. */
	int meanings[LETTERS];
	int counts[3]; /* of attributes, elements, texts */
	struct naming *attributes[BUCKETS], *elements[BUCKETS];
};

struct compiling {
	struct grammar *grammar;
	xmlDocPtr document;
	const xmlNode *sources[LETTERS]; /* what letters stand for */
};

/* Equal names are equal pointers. */
static size_t bucket_of(const char *name)
{
	return ((uintptr_t)name >> 2 ^ (uintptr_t)name >> 8) % BUCKETS;
}

static int is_called(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static int add_letter(struct grammar *grammar, int first)
{
	int letter = first + grammar->counts[first / MOST]++;

	assert(letter < first + MOST);
	return letter;
}

/* "d:event" or "entry"; attributes without prefix have no namespace. */
static void add_name(struct compiling *it, const xmlNode *node,
	const xmlChar *called, int letter)
{
	struct grammar *grammar = it->grammar;
	int is_element = letter >= ELEMENTS;
	xmlChar *prefix = NULL;
	xmlChar *name = xmlSplitQName2(called, &prefix);
	xmlChar *namespace_name = NULL;
	struct naming *naming = pool_alloc(&grammar->pool, sizeof(*naming));
	struct naming **bucket;

	if (prefix != NULL)
		namespace_name = xmlStrdup(
			xmlSearchNs(it->document, (xmlNodePtr)node, prefix)
				->href);
	else if (is_element)
		namespace_name = xmlGetProp(
			xmlDocGetRootElement(it->document), BAD_CAST "ns");
	naming->name = xmltree_name(
		grammar->tree, (const char *)(name ? name : called));
	if (namespace_name != NULL)
		naming->namespace_name = xmltree_name(
			grammar->tree, (const char *)namespace_name);
	naming->letter = letter;
	bucket = (is_element ? grammar->elements : grammar->attributes) +
		bucket_of(naming->name);
	naming->next = *bucket;
	*bucket = naming;
	xmlFree(namespace_name);
	xmlFree(prefix);
	xmlFree(name);
}

/* Names are an attribute, or a <choice> of <name>s. */
static void add_names(struct compiling *it, const xmlNode *node, int letter)
{
	xmlChar *name = xmlGetProp(node, BAD_CAST "name");

	if (name != NULL)
		add_name(it, node, name, letter);
	xmlFree(name);
	if (name != NULL)
		return;
	for (xmlNodePtr child = xmlFirstElementChild(
		     xmlFirstElementChild((xmlNodePtr)node));
		child != NULL; child = xmlNextElementSibling(child)) {
		name = xmlNodeGetContent(child);
		add_name(it, node, name, letter);
		xmlFree(name);
	}
}

static int compile(
	struct compiling *it, struct regular *regular, const xmlNode *node);

/* All that is in an element of the grammar, but names. */
static int compile_children(
	struct compiling *it, struct regular *regular, const xmlNode *node)
{
	xmlNodePtr child = xmlFirstElementChild((xmlNodePtr)node);
	int result = REGULAR_EMPTY;

	if ((is_called(node, "element") || is_called(node, "attribute")) &&
		!xmlHasProp(node, BAD_CAST "name"))
		child = xmlNextElementSibling(child);
	for (; child != NULL; child = xmlNextElementSibling(child))
		result = regular_group(
			regular, result, compile(it, regular, child));
	return result;
}

static int compile_choice(
	struct compiling *it, struct regular *regular, const xmlNode *node)
{
	int result = REGULAR_NOTHING;

	for (xmlNodePtr child = xmlFirstElementChild((xmlNodePtr)node);
		child != NULL; child = xmlNextElementSibling(child))
		result = regular_choice(
			regular, result, compile(it, regular, child));
	return result;
}

static int compile_ref(
	struct compiling *it, struct regular *regular, const xmlNode *node)
{
	xmlChar *name = xmlGetProp(node, BAD_CAST "name");
	xmlNodePtr define =
		xmlFirstElementChild(xmlDocGetRootElement(it->document));
	int result;

	for (;; define = xmlNextElementSibling(define)) {
		xmlChar *defined = xmlGetProp(define, BAD_CAST "name");
		int is_it = defined != NULL && xmlStrEqual(defined, name);

		xmlFree(defined);
		if (is_it)
			break;
	}
	result = compile_children(it, regular, define);
	xmlFree(name);
	return result;
}

/* The same <element> may be in itself: its letter is there first. */
static int compile_letter(struct compiling *it, const xmlNode *node, int first)
{
	struct grammar *grammar = it->grammar;
	int letter = first;

	while (it->sources[letter] != NULL && it->sources[letter] != node)
		letter++;
	if (it->sources[letter] == NULL) {
		add_letter(grammar, first);
		it->sources[letter] = node;
		add_names(it, node, letter);
		grammar->meanings[letter] = compile_children(it,
			first == ELEMENTS ? grammar->contents : grammar->bytes,
			node);
	}
	return regular_letters(grammar->contents, letter, letter);
}

/* Whether an attribute of the grammar has this value. */
static int has_value(const xmlNode *node, const char *name, const char *value)
{
	xmlChar *there = xmlGetProp(node, BAD_CAST name);
	int result = there != NULL && strcmp((const char *)there, value) == 0;

	xmlFree(there);
	return result;
}

/* The types that are used: "positiveInteger" and parts of "string". */
static int compile_data(struct regular *bytes, const xmlNode *node)
{
	xmlNodePtr parameter = xmlFirstElementChild((xmlNodePtr)node);
	xmlChar *value;
	int result;

	if (has_value(node, "type", "positiveInteger"))
		return pattern_read(bytes, "0*[1-9]\\d*");
	assert(has_value(node, "type", "string") && parameter != NULL &&
		xmlNextElementSibling(parameter) == NULL);
	value = xmlNodeGetContent(parameter);
	if (has_value(parameter, "name", "pattern")) {
		result = pattern_read(bytes, (const char *)value);
	} else {
		assert(has_value(parameter, "name", "minLength") &&
			strcmp((const char *)value, "1") == 0);
		result = regular_more(bytes, pattern_byte(bytes));
	}
	xmlFree(value);
	return result;
}

static int compile_pattern(struct regular *bytes, const xmlNode *node)
{
	xmlChar *value;
	int result;

	if (is_called(node, "data"))
		return compile_data(bytes, node);
	if (is_called(node, "text"))
		return regular_any(bytes, pattern_byte(bytes));
	assert(is_called(node, "value"));
	value = xmlNodeGetContent(node);
	result = pattern_text(bytes, (const char *)value);
	xmlFree(value);
	return result;
}

/* In an element, text is a letter, by its pattern. */
static int compile_text(
	struct compiling *it, struct regular *regular, const xmlNode *node)
{
	struct grammar *grammar = it->grammar;
	int pattern = compile_pattern(grammar->bytes, node);
	int letter = TEXTS, end = TEXTS + grammar->counts[TEXTS / MOST];

	if (regular == grammar->bytes)
		return pattern;
	while (letter < end && grammar->meanings[letter] != pattern)
		letter++;
	if (letter == end)
		add_letter(grammar, TEXTS);
	grammar->meanings[letter] = pattern;
	letter = regular_letters(grammar->contents, letter, letter);
	return is_called(node, "text") ? regular_any(regular, letter) : letter;
}

static int compile(
	struct compiling *it, struct regular *regular, const xmlNode *node)
{
	if (is_called(node, "element"))
		return compile_letter(it, node, ELEMENTS);
	if (is_called(node, "attribute"))
		return compile_letter(it, node, ATTRIBUTES);
	if (is_called(node, "ref"))
		return compile_ref(it, regular, node);
	if (is_called(node, "choice"))
		return compile_choice(it, regular, node);
	if (is_called(node, "empty"))
		return REGULAR_EMPTY;
	if (is_called(node, "group"))
		return compile_children(it, regular, node);
	if (is_called(node, "optional"))
		return regular_optional(
			regular, compile_children(it, regular, node));
	if (is_called(node, "zeroOrMore"))
		return regular_any(
			regular, compile_children(it, regular, node));
	if (is_called(node, "oneOrMore"))
		return regular_more(
			regular, compile_children(it, regular, node));
	return compile_text(it, regular, node);
}

/* The grammar is our own: what it fails for is memory. */
struct grammar *grammar_new(struct xmltree *tree)
{
	struct grammar *grammar = mem_alloc(sizeof(*grammar));
	struct compiling it = {.grammar = grammar,
		.document = xmlReadMemory(grammar_atom, grammar_atom_size, NULL,
			NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS)};

	if (it.document == NULL)
		mem_exhausted();
	grammar->tree = tree;
	grammar->contents = regular_new(LETTERS, ELEMENTS);
	grammar->bytes = regular_new(PATTERN_LETTERS, 0);
	grammar->start = compile_children(&it, grammar->contents,
		xmlFirstElementChild(xmlDocGetRootElement(it.document)));
	xmlFreeDoc(it.document);
	return grammar;
}

void grammar_free(struct grammar *grammar)
{
	regular_free(grammar->bytes);
	regular_free(grammar->contents);
	pool_release(&grammar->pool);
	free(grammar);
}

/* A document while it is looked through, and where it went wrong last. */
struct checking {
	struct grammar *grammar;
	const struct node *wrong;
	const char *what; /* an attribute, or NULL */
};

/*
 * Where an element may be one of several, some do not fit; what got furthest
 * tells what is wrong.
 */
static int note(struct checking *it, const struct node *node, const char *what)
{
	if (it->wrong == NULL || node->line >= it->wrong->line) {
		it->wrong = node;
		it->what = what;
	}
	return REGULAR_NOTHING;
}

/* The first of a bucket with this name, or NULL. */
static const struct naming *find_name(const struct naming *naming,
	const char *name, const char *namespace_name)
{
	while (naming != NULL &&
		(naming->name != name ||
			naming->namespace_name != namespace_name))
		naming = naming->next;
	return naming;
}

static int step_attribute(struct checking *it, int state,
	const struct node *node, const struct attribute *attribute)
{
	struct grammar *grammar = it->grammar;
	const char *name = attribute->name;
	const char *space = attribute->namespace_name;
	const struct naming *naming = grammar->attributes[bucket_of(name)];
	int result = REGULAR_NOTHING;

	while ((naming = find_name(naming, name, space)) != NULL) {
		int next =
			regular_step(grammar->contents, state, naming->letter);

		if (next != REGULAR_NOTHING &&
			pattern_fits(grammar->bytes,
				grammar->meanings[naming->letter],
				attribute->value, strlen(attribute->value)))
			result =
				regular_choice(grammar->contents, result, next);
		naming = naming->next;
	}
	return result != REGULAR_NOTHING ? result
					 : note(it, node, attribute->name);
}

static int is_blank(const char *text, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", *text) != NULL)
		text++, length--;
	return length == 0;
}

/* Blanks may be text, or nothing. */
static int step_text(struct checking *it, int state, const struct node *node,
	const char *text, size_t length)
{
	struct grammar *grammar = it->grammar;
	int end = TEXTS + grammar->counts[TEXTS / MOST];
	int result = is_blank(text, length) ? state : REGULAR_NOTHING;

	for (int letter = TEXTS; letter < end; letter++) {
		int next = regular_step(grammar->contents, state, letter);

		if (next != REGULAR_NOTHING &&
			pattern_fits(grammar->bytes, grammar->meanings[letter],
				text, length))
			result =
				regular_choice(grammar->contents, result, next);
	}
	return result != REGULAR_NOTHING ? result : note(it, node, NULL);
}

static int fits(struct checking *it, int content, const struct node *node);

static int step_element(struct checking *it, int state, const struct node *node)
{
	struct grammar *grammar = it->grammar;
	const struct naming *naming = grammar->elements[bucket_of(node->name)];
	int result = REGULAR_NOTHING;

	while ((naming = find_name(naming, node->name, node->namespace_name)) !=
		NULL) {
		int next =
			regular_step(grammar->contents, state, naming->letter);

		if (next != REGULAR_NOTHING &&
			fits(it, grammar->meanings[naming->letter], node))
			result =
				regular_choice(grammar->contents, result, next);
		naming = naming->next;
	}
	return result != REGULAR_NOTHING ? result : note(it, node, NULL);
}

/* Text between elements counts when there is more to it than blanks. */
static int step_gap(struct checking *it, int state, const struct node *node,
	const char *from, const char *to)
{
	size_t length = (size_t)(to - from);

	return is_blank(from, length)
		? state
		: step_text(it, state, node, from, length);
}

static int step_children(
	struct checking *it, int state, const struct node *node)
{
	const char *at = node->text, *end = node->text + node->text_length;

	if (node->first_child == NULL)
		return step_text(it, state, node, at, node->text_length);
	for (const struct node *child = node->first_child;
		child != NULL && state != REGULAR_NOTHING;
		child = child->next) {
		state = step_gap(it, state, node, at, child->text);
		state = step_element(it, state, child);
		at = child->text + child->text_length;
	}
	return step_gap(it, state, node, at, end);
}

/* Whether attributes and content of an element are these. */
static int fits(struct checking *it, int content, const struct node *node)
{
	struct regular *contents = it->grammar->contents;
	int state = content;

	for (size_t i = 0;
		i < node->attribute_count && state != REGULAR_NOTHING; i++)
		state = step_attribute(it, state, node, &node->attributes[i]);
	if (state != REGULAR_NOTHING)
		state = regular_close(contents, state);
	if (state != REGULAR_NOTHING)
		state = step_children(it, state, node);
	if (regular_is_done(contents, state))
		return 1;
	note(it, node, NULL);
	return 0;
}

int grammar_check(
	struct grammar *grammar, const struct node *root, struct buf *problem)
{
	struct checking it = {.grammar = grammar};
	int end = step_element(&it, grammar->start, root);

	if (regular_is_done(grammar->contents, end))
		return 0;
	if (it.wrong == NULL)
		note(&it, root, NULL);
	buf_printf(problem, "line %d: ", it.wrong->line);
	if (it.what != NULL)
		buf_printf(problem, "the grammar refuses the attribute %s of ",
			it.what);
	else
		buf_puts(problem, "the grammar refuses ");
	buf_printf(problem, "the element %s", it.wrong->name);
	return -1;
}
