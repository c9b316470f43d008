/*
 * The grammars of read/grammar and the readers describe the same records:
 * what RELAX NG refuses, the reader refuses too.  Readers may refuse more,
 * such as days that do not exist and ids that lead nowhere.
 *
 * Sound records are damaged at random, thousands of times, always in the same
 * way: each mutant is given by its seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <glob.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/buf.h"
#include "base/diag_print.h"
#include "base/file.h"
#include "base/parser.h"
#include "read/records.h"
#include "base/banned.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

enum kind { PUBLISHER, SERIES, EVENT, TEXT, KIND_COUNT };

/* Mutants of each kind; sanitizers take ten times as long for one. */
#ifdef __SANITIZE_ADDRESS__
enum { MUTANTS = 150 };
#else
enum { MUTANTS = 1500 };
#endif

static const char *const kind_names[] = {
	"publisher", "series", "event", "text"};

/* A sound record, with the records that it counts on. */
struct record {
	enum kind kind;
	char *path;
	char *language; /* of a text, as its file is called */
	xmlDoc *document;
	struct site *site; /* with its publisher */
	const struct series *series;
	const struct event *event;
	struct diag diag; /* of reading those */
};

static struct record records[256];
static size_t record_count;
static xmlRelaxNG *grammars[KIND_COUNT];
static char mutant_path[256];

/* --- chance, the same on every machine (splitmix64) --- */

static uint64_t chance_state;

static uint64_t chance(void)
{
	uint64_t z = chance_state += 0x9E3779B97F4A7C15;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
	z = (z ^ z >> 27) * 0x94D049BB133111EB;
	return z ^ z >> 31;
}

static size_t below(size_t limit)
{
	return (size_t)(chance() % limit);
}

/* --- reading --- */

static void be_silent(void *data, const char *format, ...)
{
	(void)data;
	(void)format;
}

static void be_silent_on(void *data, parser_error *error)
{
	(void)data;
	(void)error;
}

/* What the reader says of the file at `path`, in place of the record's. */
static int reader_accepts(
	const struct record *record, const char *path, struct diag *diag)
{
	struct site site = {.pool = POOL_INIT};
	struct reader reader = {.site = &site, .diag = diag, .words = BUF_INIT};
	int accepted = 0;

	if (record->kind != PUBLISHER)
		site.publisher = record->site->publisher;
	switch (record->kind) {
	case PUBLISHER:
		accepted = read_publisher(&reader, path) == 0;
		break;
	case SERIES:
		accepted = read_series(&reader, path, "a-series") != NULL;
		break;
	case EVENT:
		accepted = read_event(&reader, path, "an-event",
				   record->series) != NULL;
		break;
	default:
		accepted = read_text(&reader, path, record->language,
				   record->event) != NULL;
	}
	reader_release(&reader);
	pool_release(&site.pool);
	return accepted;
}

static int grammar_accepts(enum kind kind, xmlDoc *document)
{
	xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(grammars[kind]);
	int result;

	assert_non_null(valid);
	xmlRelaxNGSetValidErrors(valid, be_silent, be_silent, NULL);
	result = xmlRelaxNGValidateDoc(valid, document);
	xmlRelaxNGFreeValidCtxt(valid);
	assert_true(result >= 0);
	return result == 0;
}

/* --- the sound records --- */

static char *beside(const char *path, int up, const char *name)
{
	char *joined = malloc(strlen(path) + strlen(name) + 1);
	char *end = joined + strlen(path);

	memcpy(joined, path, strlen(path) + 1);
	for (int i = 0; i <= up; i++) {
		*end = '\0';
		end = strrchr(joined, '/');
	}
	memcpy(end + 1, name, strlen(name) + 1);
	return joined;
}

/* The publisher, series and event that the record belongs to. */
static void read_context(struct record *record)
{
	static const int depth[] = {0, 1, 2, 2};
	struct reader reader;
	char *path;

	record->diag = (struct diag)DIAG_INIT;
	record->site = calloc(1, sizeof(*record->site));
	reader = (struct reader){
		.site = record->site, .diag = &record->diag, .words = BUF_INIT};
	path = beside(record->path, depth[record->kind], "publisher.xml");
	assert_int_equal(read_publisher(&reader, path), 0);
	free(path);
	if (record->kind >= EVENT) {
		path = beside(record->path, 1, "series.xml");
		record->series = read_series(&reader, path, "a-series");
		assert_non_null(record->series);
		free(path);
	}
	if (record->kind == TEXT) {
		path = beside(record->path, 0, "event.xml");
		record->event =
			read_event(&reader, path, "an-event", record->series);
		assert_non_null(record->event);
		free(path);
	}
	reader_release(&reader);
}

static void add_record(enum kind kind, const char *path)
{
	struct record *record = &records[record_count++];
	const char *name = strrchr(path, '/') + 1;

	assert_true(record_count < COUNT(records));
	record->kind = kind;
	record->path = strdup(path);
	record->language = strndup(name, strcspn(name, "."));
	record->document = xmlReadFile(path, NULL, XML_PARSE_NONET);
	assert_non_null(record->document);
	read_context(record);
}

static void add_records(enum kind kind, const char *folder, const char *pattern)
{
	char whole[256];
	glob_t found;

	snprintf(whole, sizeof(whole), "%s/%s", folder, pattern);
	if (glob(whole, 0, NULL, &found) != 0)
		fail_msg("nothing at %s", whole);
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (kind != TEXT || !strstr(found.gl_pathv[i], "/event.xml"))
			add_record(kind, found.gl_pathv[i]);
	globfree(&found);
}

static int set_up(void **state)
{
	static const char *const folders[] = {
		"events", "tests/cases/dialogues/events", "tests/unit/grammar"};
	const char *parent = getenv("TMPDIR");
	int fd;

	(void)state;
	snprintf(mutant_path, sizeof(mutant_path), "%s/mutant.XXXXXX",
		parent ? parent : P_tmpdir);
	fd = mkstemp(mutant_path);
	assert_true(fd >= 0);
	close(fd);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		char path[64];
		xmlRelaxNGParserCtxt *parser;

		snprintf(path, sizeof(path), "src/read/grammar/%s.rng",
			kind_names[kind]);
		parser = xmlRelaxNGNewParserCtxt(path);
		grammars[kind] = xmlRelaxNGParse(parser);
		xmlRelaxNGFreeParserCtxt(parser);
		assert_non_null(grammars[kind]);
	}
	for (size_t i = 0; i < COUNT(folders); i++) {
		add_records(PUBLISHER, folders[i], "publisher.xml");
		add_records(SERIES, folders[i], "*/series.xml");
		add_records(EVENT, folders[i], "*/*/event.xml");
		add_records(TEXT, folders[i], "*/*/*.xml");
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < record_count; i++) {
		free(records[i].path);
		free(records[i].language);
		xmlFreeDoc(records[i].document);
		diag_release(&records[i].diag);
		pool_release(&records[i].site->pool);
		free(records[i].site);
	}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		xmlRelaxNGFree(grammars[kind]);
	xmlCleanupParser();
	return unlink(mutant_path);
}

static void sound_records_are_accepted_by_both(void **state)
{
	(void)state;
	for (size_t i = 0; i < record_count; i++) {
		struct diag diag = DIAG_INIT;

		if (!grammar_accepts(records[i].kind, records[i].document))
			fail_msg("%s does not fit %s.rng", records[i].path,
				kind_names[records[i].kind]);
		if (!reader_accepts(&records[i], records[i].path, &diag)) {
			diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
			fail_msg("%s is refused", records[i].path);
		}
		diag_release(&diag);
	}
}

/* --- damage --- */

static const char *const element_names[] = {"publisher", "language", "name",
	"description", "rights", "contact", "licence", "logo", "hub", "party",
	"body", "topic", "selection", "label", "notice", "phrase", "series",
	"title", "summary", "event", "time", "place", "person", "part-of",
	"see-also", "link", "release", "history", "announced", "moved",
	"postponed", "cancelled", "text", "when", "venue", "status-note",
	"role", "discussed", "outcome", "source", "correction", "p", "h2", "h3",
	"ul", "ol", "li", "blockquote", "table", "tr", "th", "td", "em",
	"strong", "sup", "sub", "a", "br", "titel", "div", "Title"};

static const char *const attribute_names[] = {"base", "authority", "zone",
	"window", "rich", "cancelled", "event-files", "pages", "tag", "href",
	"code", "id", "party", "folder", "term", "kind", "xml:lang", "colour",
	"formerly", "uid", "number", "status", "draft", "not-before", "start",
	"end", "main", "mode", "country", "geo", "join", "as", "acting",
	"sitting", "name", "ref", "published", "see", "at", "from", "of",
	"of-revision", "revision", "publisher", "accessed", "lang", "class",
	"titel", "Kind", "xml:space"};

static const char *const values[] = {"", " ", "yes", "no", "true", "1", "0",
	"007", "12345", "2026", "2026-01", "2026-13", "2026-1-28", "2026-01-28",
	"2026-02-30", "2026-01-28T09:30", "2026-01-28T25:00",
	"2026-01-28T09:30Z", "2026-01-28T09:30+09:00", "2026-01-28T09:30+15:00",
	"3026-01-28", "0999", "Europe/Brussels", "Europe/Brusels",
	"../Europe/Brussels", "UTC", "fr", "FR", "fra", "fr-FR", "fr-fr",
	"zh-Hant", "zh_Hant", "fr-x-test", "de-1996", "en-001", "BE", "Belgium",
	"JP", "NORDIC-5", "-A", "https://example.org",
	"https://example.org/a b", "ftp://example.org/", "mailto:a@example.org",
	"mailto:a", "javascript:x", "https://user:word@example.org/",
	"https://example.org:123456/", "https://example.org/\xC3\xA9",
	"original", "official", "digest", "scheduled", "held", "published",
	"withdrawn", "in-person", "online", "co-chair", "participant", "auto",
	"standard", "visible", "P", "P24M", "P1Y2M3D", "P3D1Y", "P12345M",
	"24M", "steelblue", "SteelBlue", "cyber", "a-b", "-ab", "a_b", "A.b",
	".ab", "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07",
	"0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e0",
	"{0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07}",
	"0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07 joint",
	"0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07  joint", "50.84,4.38",
	"50.84212; 4.38235", "150.8,4.3", "50,8,4,3", "example.org,2026",
	"example.org", "example.org,2026-1", "as.chair", "as chair",
	"one two three", "one  two", " one"};

static const char *const insertions[] = {" ", "\t", "\n", "x", "X", "0", "-",
	"_", ".", ",", ";", ":", "/", "?", "#", "<", "&", "\"", "'", "{", "|",
	"\\", "^", "`", "@", "+", "é", "日", "\xC2\xA0", "\xF0\x9F\x98\x80",
	"\xE2\x80\xAE", "\xEF\xBC\x91"};

static const char *one_of(const char *const *list, size_t count)
{
	return list[below(count)];
}
#define ONE_OF(list) one_of(list, COUNT(list))

enum { MOST_NODES = 4096 };

struct nodes {
	xmlNode *items[MOST_NODES];
	size_t count;
};

static int is_element(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE;
}

static int is_words(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE && !xmlIsBlankNode(node);
}

static void collect(
	struct nodes *nodes, xmlNode *node, int (*wanted)(const xmlNode *))
{
	for (; node != NULL; node = node->next) {
		if (wanted(node) && nodes->count < MOST_NODES)
			nodes->items[nodes->count++] = node;
		collect(nodes, node->children, wanted);
	}
}

/* Any element below the outermost one, or that one itself too. */
static xmlNode *some_node(
	xmlDoc *document, int (*wanted)(const xmlNode *), int with_root)
{
	static struct nodes nodes;
	xmlNode *root = xmlDocGetRootElement(document);

	nodes.count = 0;
	collect(&nodes, root->children, wanted);
	if (with_root || nodes.count == 0)
		nodes.items[nodes.count++] = root;
	return nodes.items[below(nodes.count)];
}

static xmlNode *some_element(xmlDoc *document)
{
	return some_node(document, is_element, 1);
}

static xmlNode *some_inner_element(xmlDoc *document)
{
	return some_node(document, is_element, 0);
}

/* An attribute of an element that has one; NULL when none is found. */
static xmlAttr *some_attribute(xmlDoc *document)
{
	xmlNode *element = some_element(document);
	xmlAttr *attribute;
	size_t count = 0;

	for (int i = 0; i < 100 && element->properties == NULL; i++)
		element = some_element(document);
	for (attribute = element->properties; attribute != NULL;
		attribute = attribute->next)
		count++;
	attribute = element->properties;
	for (size_t i = count ? below(count) : 0; i > 0; i--)
		attribute = attribute->next;
	return attribute;
}

static char *value_of(xmlAttr *attribute)
{
	return (char *)xmlNodeListGetString(
		attribute->doc, attribute->children, 1);
}

static void set_value(xmlAttr *attribute, const char *value)
{
	xmlNode *text = xmlNewDocText(attribute->doc, BAD_CAST value);

	xmlFreeNodeList(attribute->children);
	attribute->children = attribute->last = text;
	text->parent = (xmlNode *)attribute;
}

/* A place between two characters of UTF-8 text. */
static size_t some_boundary(const char *text)
{
	size_t at = below(strlen(text) + 1);

	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* `text` with something cut out or put in; the caller frees it. */
static char *damaged(const char *text)
{
	size_t first = some_boundary(text), last = some_boundary(text);
	struct buf out = BUF_INIT;
	int how = (int)below(4);

	if (how == 0 && first > last)
		first = last;
	buf_put(&out, text, first);
	if (how != 3) /* 0 cuts the middle, 1 and 2 put in, 3 cuts the end */
		buf_puts(&out, how == 0 ? text + last : ONE_OF(insertions));
	if (how == 1 || how == 2)
		buf_puts(&out, text + first);
	if (out.length == 0) { /* nothing to free yet */
		buf_putc(&out, ' ');
		buf_cut(&out, 0);
	}
	return out.bytes;
}

static void rename_element(xmlDoc *document)
{
	xmlNodeSetName(some_element(document), BAD_CAST ONE_OF(element_names));
}

static void drop_element(xmlDoc *document)
{
	xmlNode *element = some_inner_element(document);

	xmlUnlinkNode(element);
	if (element == xmlDocGetRootElement(document) ||
		xmlDocGetRootElement(document) == NULL)
		xmlDocSetRootElement(document, element);
	else
		xmlFreeNode(element);
}

static void double_element(xmlDoc *document)
{
	xmlNode *element = some_inner_element(document);

	if (element != xmlDocGetRootElement(document))
		xmlAddNextSibling(
			element, xmlDocCopyNode(element, document, 1));
}

/* A copy, so that nothing is moved into itself. */
static void move_element(xmlDoc *document)
{
	xmlNode *element = some_inner_element(document);
	xmlNode *parent = some_element(document);
	xmlNode *copy = xmlDocCopyNode(element, document, 1);

	xmlAddChild(parent, copy);
	if (below(2) || element == xmlDocGetRootElement(document))
		return;
	for (xmlNode *at = parent; at != NULL; at = at->parent)
		if (at == element)
			return;
	xmlUnlinkNode(element);
	xmlFreeNode(element);
}

/* The order of elements says nothing, mostly. */
static void shuffle_element(xmlDoc *document)
{
	xmlNode *element = some_inner_element(document);
	xmlNode *parent = element->parent;

	if (element == xmlDocGetRootElement(document))
		return;
	xmlUnlinkNode(element);
	if (parent->children != NULL && below(2))
		xmlAddPrevSibling(parent->children, element);
	else
		xmlAddChild(parent, element);
}

static void empty_element(xmlDoc *document)
{
	xmlNodeSetContent(some_element(document), NULL);
}

static void insert_element(xmlDoc *document)
{
	xmlNewChild(some_element(document), NULL,
		BAD_CAST ONE_OF(element_names), BAD_CAST(below(2) ? "x" : ""));
}

static void insert_words(xmlDoc *document)
{
	static const char *const words[] = {"words", " ", "\n\n", "\xC2\xA0"};

	xmlAddChild(some_element(document),
		xmlNewDocText(document, BAD_CAST ONE_OF(words)));
}

static void insert_comment(xmlDoc *document)
{
	xmlAddPrevSibling(some_inner_element(document),
		xmlNewDocComment(document, BAD_CAST " a comment "));
}

static void damage_words(xmlDoc *document)
{
	xmlNode *words = some_node(document, is_words, 0);
	char *text;

	if (words->type != XML_TEXT_NODE)
		return;
	text = damaged((const char *)words->content);
	xmlNodeSetContent(words, NULL);
	xmlNodeAddContent(words, BAD_CAST text);
	free(text);
}

static void rename_attribute(xmlDoc *document)
{
	xmlAttr *attribute = some_attribute(document);
	xmlNode *element;
	char *value;

	if (attribute == NULL)
		return;
	element = attribute->parent;
	value = value_of(attribute);
	xmlRemoveProp(attribute);
	xmlSetProp(element, BAD_CAST ONE_OF(attribute_names),
		BAD_CAST(value ? value : ""));
	xmlFree(value);
}

static void drop_attribute(xmlDoc *document)
{
	xmlAttr *attribute = some_attribute(document);

	if (attribute != NULL)
		xmlRemoveProp(attribute);
}

static void insert_attribute(xmlDoc *document)
{
	xmlSetProp(some_element(document), BAD_CAST ONE_OF(attribute_names),
		BAD_CAST ONE_OF(values));
}

static void swap_values(xmlDoc *document)
{
	xmlAttr *first = some_attribute(document);
	xmlAttr *second = some_attribute(document);
	char *one, *other;

	if (first == NULL || second == NULL || first == second)
		return;
	one = value_of(first);
	other = value_of(second);
	set_value(first, other ? other : "");
	set_value(second, one ? one : "");
	xmlFree(one);
	xmlFree(other);
}

static void damage_value(xmlDoc *document)
{
	xmlAttr *attribute = some_attribute(document);
	char *value, *worse;

	if (attribute == NULL)
		return;
	value = value_of(attribute);
	worse = damaged(value ? value : "");
	set_value(attribute, worse);
	free(worse);
	xmlFree(value);
}

static void replace_value(xmlDoc *document)
{
	xmlAttr *attribute = some_attribute(document);

	if (attribute != NULL)
		set_value(attribute, ONE_OF(values));
}

static const struct {
	const char *what;
	void (*damage)(xmlDoc *document);
} damages[] = {
	{"rename an element", rename_element},
	{"drop an element", drop_element},
	{"double an element", double_element},
	{"move an element", move_element},
	{"shuffle elements", shuffle_element},
	{"shuffle elements", shuffle_element},
	{"empty an element", empty_element},
	{"insert an element", insert_element},
	{"insert words", insert_words},
	{"insert a comment", insert_comment},
	{"damage words", damage_words},
	{"damage words", damage_words},
	{"rename an attribute", rename_attribute},
	{"drop an attribute", drop_attribute},
	{"insert an attribute", insert_attribute},
	{"swap values", swap_values},
	{"damage a value", damage_value},
	{"damage a value", damage_value},
	{"damage a value", damage_value},
	{"replace a value", replace_value},
	{"replace a value", replace_value},
};

/* --- mutants --- */

struct mutant {
	const struct record *record;
	const char *damage; /* the last one done */
	struct buf bytes;
};

static const struct record *some_record(enum kind kind)
{
	const struct record *record;

	do
		record = &records[below(record_count)];
	while (record->kind != kind);
	return record;
}

/* Every seed gives one mutant, most of them damaged once only. */
static struct mutant make_mutant(enum kind kind, uint64_t seed)
{
	struct mutant mutant = {.bytes = BUF_INIT};
	xmlDoc *document;
	xmlChar *bytes;
	int length;

	chance_state = seed;
	mutant.record = some_record(kind);
	document = xmlCopyDoc(mutant.record->document, 1);
	do {
		size_t which = below(COUNT(damages));

		mutant.damage = damages[which].what;
		damages[which].damage(document);
	} while (below(4) == 0);
	xmlDocDumpMemoryEnc(document, &bytes, &length, "UTF-8");
	buf_put(&mutant.bytes, bytes, (size_t)length);
	xmlFree(bytes);
	xmlFreeDoc(document);
	return mutant;
}

/* The grammar is asked about the bytes that the reader gets. */
static int grammar_accepts_bytes(enum kind kind, const struct buf *bytes)
{
	xmlDoc *document = xmlReadMemory(bytes->bytes, (int)bytes->length, NULL,
		NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int accepted = document != NULL && grammar_accepts(kind, document);

	xmlFreeDoc(document);
	return accepted;
}

static void write_mutant(const struct mutant *mutant)
{
	FILE *file = fopen(mutant_path, "w");

	assert_non_null(file);
	fwrite(mutant->bytes.bytes, 1, mutant->bytes.length, file);
	assert_int_equal(fclose(file), 0);
}

struct tally {
	int refused_by_both, refused_by_reader, accepted_by_both;
	int refused_by_grammar; /* alone: must stay 0 */
};

static void report(enum kind kind, uint64_t seed, const struct mutant *mutant)
{
	fprintf(stderr, "%s, seed %llu: %s of %s\n%s\n", kind_names[kind],
		(unsigned long long)seed, mutant->damage, mutant->record->path,
		mutant->bytes.bytes);
}

/* Ask both about the mutant, which is freed. */
static void try_mutant(enum kind kind, uint64_t seed, struct mutant mutant,
	struct tally *tally)
{
	int by_grammar = grammar_accepts_bytes(kind, &mutant.bytes);
	struct diag diag = DIAG_INIT;
	int by_reader;

	write_mutant(&mutant);
	by_reader = reader_accepts(mutant.record, mutant_path, &diag);
	/* Whoever refuses says why; only a text without title is used all the
	 * same. */
	if (by_reader ? diag.error_count > (kind == TEXT)
		      : diag.error_count == 0) {
		report(kind, seed, &mutant);
		fail_msg("%s with %zu complaints",
			by_reader ? "accepted" : "refused", diag.error_count);
	}
	tally->refused_by_both += !by_grammar && !by_reader;
	tally->refused_by_reader += by_grammar && !by_reader;
	tally->accepted_by_both += by_grammar && by_reader;
	tally->refused_by_grammar += !by_grammar && by_reader;
	if (!by_grammar && by_reader && tally->refused_by_grammar <= 3)
		report(kind, seed, &mutant);
	diag_release(&diag);
	buf_release(&mutant.bytes);
}

static void what_the_grammar_refuses_is_refused(void **state)
{
	enum kind kind = *(const enum kind *)*state;
	struct tally tally = {0};

	xmlSetStructuredErrorFunc(NULL, be_silent_on);
	for (uint64_t seed = 1; seed <= MUTANTS; seed++)
		try_mutant(kind, seed << 8 | kind,
			make_mutant(kind, seed << 8 | kind), &tally);
	xmlSetStructuredErrorFunc(NULL, NULL);
	print_message("%s: of %d mutants (seeds n << 8 | %d) %d refused by "
		      "both, %d by the reader only, %d accepted by both\n",
		kind_names[kind], MUTANTS, kind, tally.refused_by_both,
		tally.refused_by_reader, tally.accepted_by_both);
	assert_int_equal(tally.refused_by_grammar, 0);
	/* Mutants that all go one way would tell nothing. */
	assert_true(tally.refused_by_both >= MUTANTS / 4);
	assert_true(tally.refused_by_reader >= MUTANTS / 50);
	assert_true(tally.accepted_by_both >= MUTANTS / 10);
}

/* The record with another value in the attribute, which is put back. */
static struct mutant with_value(
	const struct record *record, xmlAttr *attribute, const char *value)
{
	struct mutant mutant = {record, "a value", BUF_INIT};
	char *before = value_of(attribute);
	xmlChar *bytes;
	int length;

	set_value(attribute, value);
	xmlDocDumpMemoryEnc(record->document, &bytes, &length, "UTF-8");
	buf_put(&mutant.bytes, bytes, (size_t)length);
	xmlFree(bytes);
	set_value(attribute, before);
	xmlFree(before);
	return mutant;
}

/* An element of the same name has had this attribute before. */
static int was_tried(const struct nodes *nodes, size_t j, const xmlAttr *at)
{
	for (size_t i = 0; i < j; i++)
		if (xmlStrEqual(nodes->items[i]->name, at->parent->name) &&
			xmlHasProp(nodes->items[i], at->name) != NULL)
			return 1;
	return 0;
}

/* Chance would seldom put a wrong number just where a number belongs. */
static void every_value_is_tried_in_every_attribute(void **state)
{
	struct tally tally = {0};

	(void)state;
	xmlSetStructuredErrorFunc(NULL, be_silent_on);
	for (size_t i = 0; i < record_count; i++) {
		struct nodes nodes = {.count = 0};

		if (strncmp(records[i].path, "tests/unit/", 11) != 0)
			continue;
		collect(&nodes, xmlDocGetRootElement(records[i].document),
			is_element);
		for (size_t j = 0; j < nodes.count; j++)
			for (xmlAttr *at = nodes.items[j]->properties;
				at != NULL; at = at->next)
				for (size_t k = 0; k < COUNT(values) &&
					!was_tried(&nodes, j, at);
					k++)
					try_mutant(records[i].kind, k,
						with_value(&records[i], at,
							values[k]),
						&tally);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	print_message("%d refused by both, %d by the reader only, %d accepted "
		      "by both\n",
		tally.refused_by_both, tally.refused_by_reader,
		tally.accepted_by_both);
	assert_int_equal(tally.refused_by_grammar, 0);
	assert_true(tally.refused_by_both > 3000);
	assert_true(tally.accepted_by_both > 200);
}

int main(void)
{
	static enum kind kinds[] = {PUBLISHER, SERIES, EVENT, TEXT};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_records_are_accepted_by_both),
		{"what_the_grammar_refuses_is_refused: publisher",
			what_the_grammar_refuses_is_refused, NULL, NULL,
			&kinds[PUBLISHER]},
		{"what_the_grammar_refuses_is_refused: series",
			what_the_grammar_refuses_is_refused, NULL, NULL,
			&kinds[SERIES]},
		{"what_the_grammar_refuses_is_refused: event",
			what_the_grammar_refuses_is_refused, NULL, NULL,
			&kinds[EVENT]},
		{"what_the_grammar_refuses_is_refused: text",
			what_the_grammar_refuses_is_refused, NULL, NULL,
			&kinds[TEXT]},
		cmocka_unit_test(every_value_is_tried_in_every_attribute),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
