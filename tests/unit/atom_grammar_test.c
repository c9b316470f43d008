/*
 * Our reading of the grammar of Atom says what libxml2's RELAX NG says: feeds
 * and entries by themselves, sound and damaged at random, thousands of times,
 * always in the same way, are held against both.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>
#include "prove/grammar.h"
#include "base/banned.h"

enum { MUTANTS = 6000, MOST_NODES = 512 };

/* Feeds of the example and of the cases. */
#define PATTERN "{tests/cases/*/*/,}feeds/*/{,*/}*.atom"

struct both {
	xmlRelaxNGPtr schema;
	struct xmltree *tree;
	struct grammar *grammar;
	xmlDocPtr documents[2048];
	size_t count;
	uint64_t chance;
};

/* The same on every machine (splitmix64). */
static size_t below(struct both *both, size_t limit)
{
	uint64_t z = both->chance += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	z = (z ^ z >> 27) * 0x94D049BB133111EB;
	return (size_t)((z ^ z >> 31) % limit);
}

static void be_silent(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

static int is_entry(const xmlNode *node)
{
	return strcmp((const char *)node->name, "entry") == 0 ||
		strcmp((const char *)node->name, "deleted-entry") == 0;
}

/* An entry in a document of its own. */
static void add_entry(struct both *both, xmlNodePtr entry)
{
	static const char around[] =
		"<d:fragment xmlns=\"http://www.w3.org/2005/Atom\" xmlns:d=\""
		"urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10\" xmlns:at=\""
		"http://purl.org/atompub/tombstones/1.0\"/>";
	xmlDocPtr document =
		xmlReadMemory(around, (int)sizeof(around) - 1, NULL, NULL, 0);

	entry = xmlDocCopyNode(entry, document, 1);
	xmlAddChild(xmlDocGetRootElement(document), entry);
	xmlReconciliateNs(document, entry);
	both->documents[both->count++] = document;
}

/* The feed keeps some of its entries. */
static void add_feed(struct both *both, const char *path)
{
	xmlDocPtr document = xmlReadFile(path, NULL, XML_PARSE_NONET);
	xmlNodePtr child;
	size_t entries = 0;

	assert_non_null(document);
	child = xmlFirstElementChild(xmlDocGetRootElement(document));
	while (child != NULL) {
		xmlNodePtr next = xmlNextElementSibling(child);

		if (is_entry(child))
			add_entry(both, child);
		if (is_entry(child) && entries++ > 2) {
			xmlUnlinkNode(child);
			xmlFreeNode(child);
		}
		child = next;
	}
	both->documents[both->count++] = document;
}

static int set_up(void **state)
{
	static struct both both;
	xmlRelaxNGParserCtxtPtr context =
		xmlRelaxNGNewParserCtxt("src/prove/grammar/atom.rng");
	glob_t found;

	both.chance = 1;
	both.schema = xmlRelaxNGParse(context);
	xmlRelaxNGFreeParserCtxt(context);
	both.tree = xmltree_new();
	both.grammar = grammar_new(both.tree);
	assert_int_equal(glob(PATTERN, GLOB_BRACE, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		add_feed(&both, found.gl_pathv[i]);
	globfree(&found);
	*state = &both;
	return both.schema != NULL && both.count > 500 ? 0 : -1;
}

static int tear_down(void **state)
{
	struct both *both = *state;

	for (size_t i = 0; i < both->count; i++)
		xmlFreeDoc(both->documents[i]);
	grammar_free(both->grammar);
	xmltree_free(both->tree);
	xmlRelaxNGFree(both->schema);
	return 0;
}

static int libxml2_accepts(struct both *both, xmlDocPtr document)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(both->schema);
	int result;

	xmlRelaxNGSetValidStructuredErrors(context, be_silent, NULL);
	result = xmlRelaxNGValidateDoc(context, document);
	xmlRelaxNGFreeValidCtxt(context);
	return result == 0;
}

/* Returns whether both accept it. */
static int ask_both(struct both *both, xmlDocPtr document, const char *damage)
{
	struct buf problem = BUF_INIT;
	const struct node *root;
	int length, ours, theirs;
	xmlChar *bytes;
	xmlDocPtr read;

	xmlDocDumpMemoryEnc(document, &bytes, &length, "UTF-8");
	read = xmlReadMemory(
		(const char *)bytes, length, NULL, NULL, XML_PARSE_NONET);
	root = xmltree_read(both->tree, (const char *)bytes, (size_t)length);
	assert_true((root != NULL) == (read != NULL));
	theirs = libxml2_accepts(both, read);
	ours = grammar_check(both->grammar, root, &problem) == 0;
	if (ours != theirs)
		fail_msg("%s: %s by libxml2 only (%s):\n%s", damage,
			theirs ? "accepted" : "refused", problem.bytes,
			(const char *)bytes);
	assert_true(ours == (problem.length == 0));
	buf_release(&problem);
	xmlFreeDoc(read);
	xmlFree(bytes);
	return ours;
}

static size_t list_elements(xmlNodePtr node, xmlNodePtr *list, size_t count)
{
	for (; node != NULL; node = xmlNextElementSibling(node)) {
		if (count < MOST_NODES)
			list[count++] = node;
		count = list_elements(xmlFirstElementChild(node), list, count);
	}
	return count;
}

static xmlAttrPtr some_attribute(struct both *both, xmlNodePtr node)
{
	size_t count = 0, chosen;
	xmlAttrPtr attribute;

	for (attribute = node->properties; attribute != NULL;
		attribute = attribute->next)
		count++;
	if (count == 0)
		return NULL;
	chosen = below(both, count);
	for (attribute = node->properties; chosen > 0; chosen--)
		attribute = attribute->next;
	return attribute;
}

/* Something that stands elsewhere, or nearly. */
static xmlChar *some_text(struct both *both, xmlNodePtr from)
{
	static const char *const texts[] = {"", " ", "x", "0", "07", "3",
		"2026-1-1", "2026-01-01T10:00:00Z", "2026-01-01T10:00", "2026",
		"de", "d", "zh-Hant-TW", "https://example.org/", "https://",
		"mailto:a@example.org", "ftp://example.org/", "tag:x",
		"tag:", "original", "held", "text/html", "alternate", "related",
		"BE"};
	xmlAttrPtr attribute = some_attribute(both, from);

	if (attribute != NULL && below(both, 2) == 0)
		return xmlNodeGetContent((xmlNodePtr)attribute);
	return xmlStrdup(
		BAD_CAST texts[below(both, sizeof(texts) / sizeof(*texts))]);
}

static const char *damage_attribute(
	struct both *both, xmlNodePtr node, xmlNodePtr other)
{
	xmlAttrPtr attribute = some_attribute(both, node);
	xmlAttrPtr copied = some_attribute(both, other);
	xmlChar *text;

	if (copied != NULL && below(both, 3) == 0) {
		text = xmlNodeGetContent((xmlNodePtr)copied);
		xmlSetNsProp(node, copied->ns, copied->name, text);
		xmlFree(text);
		return "an attribute more";
	}
	if (attribute == NULL)
		return "nothing";
	if (below(both, 3) == 0) {
		xmlRemoveProp(attribute);
		return "an attribute less";
	}
	text = some_text(both, other);
	xmlSetNsProp(node, attribute->ns, attribute->name, text);
	xmlFree(text);
	return "an attribute of another value";
}

static const char *damage_element(
	struct both *both, xmlNodePtr node, xmlNodePtr other)
{
	xmlChar *text;

	switch (below(both, 5)) {
	case 0:
		xmlAddNextSibling(node, xmlCopyNode(node, 1));
		return "an element twice";
	case 1:
		xmlNodeSetName(node, other->name);
		xmlSetNs(node, other->ns);
		return "another name";
	case 2:
		xmlAddPrevSibling(node, xmlCopyNode(other, 1));
		return "an element more";
	case 3:
		text = some_text(both, other);
		xmlNodeAddContent(node, text);
		xmlFree(text);
		return "text more";
	default:
		text = some_text(both, other);
		xmlNodeSetContent(node, NULL);
		xmlNodeAddContent(node, text);
		xmlFree(text);
		return "another text";
	}
}

static const char *damage(struct both *both, xmlDocPtr document)
{
	static xmlNodePtr list[MOST_NODES];
	size_t count = list_elements(xmlDocGetRootElement(document), list, 0);
	xmlNodePtr node = list[below(both, count)];
	xmlNodePtr other = list[below(both, count)];

	if (node == list[0] || below(both, 2) == 0)
		return damage_attribute(both, node, other);
	if (below(both, 6) > 0)
		return damage_element(both, node, other);
	xmlUnlinkNode(node);
	xmlFreeNode(node);
	return "an element less";
}

static void what_is_published_is_accepted(void **state)
{
	struct both *both = *state;

	for (size_t i = 0; i < both->count; i++)
		assert_true(ask_both(both, both->documents[i], "nothing"));
}

static void both_judge_alike(void **state)
{
	struct both *both = *state;
	int accepted = 0;

	for (int i = 0; i < MUTANTS; i++) {
		xmlDocPtr document = xmlCopyDoc(
			both->documents[below(both, both->count)], 1);
		const char *what = damage(both, document);

		accepted += ask_both(both, document, what);
		xmlFreeDoc(document);
	}
	assert_in_range(accepted, MUTANTS / 20, MUTANTS / 2);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_published_is_accepted),
		cmocka_unit_test(both_judge_alike),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
