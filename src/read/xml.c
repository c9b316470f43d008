#include "read/xml.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "read/broken.h"
#include "read/scan.h"
#include "read/source.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1024 * 1024, DEPTH_LIMIT = 32 };

/* What the parser's callbacks share while one record is read. */
struct reading {
	struct pool *pool;
	struct diag *diag;
	struct source *source;
	xmlParserCtxtPtr parser;
	struct element *root;
	struct element *current;
	struct buf words; /* read, but not yet a piece of text */
	const char *words_at; /* the first of them in the source; or NULL */
	int depth;
	int failed;
};

static void stop(struct reading *reading)
{
	reading->failed = 1;
	xmlStopParser(reading->parser);
}

/* How far into the source the parser has come. */
static size_t offset_of(const struct reading *reading)
{
	const xmlParserInput *input = reading->parser->input;

	return (size_t)(input->cur - input->base) + input->consumed;
}

static struct element *append_element(struct reading *reading)
{
	struct element *element = pool_alloc(reading->pool, sizeof(*element));
	struct element *parent = reading->current;

	element->parent = parent;
	if (parent == NULL)
		reading->root = element;
	else if (parent->last_child == NULL)
		parent->first_child = element;
	else
		parent->last_child->next = element;
	if (parent != NULL)
		parent->last_child = element;
	return element;
}

/*
 * RELAX NG sees names with their namespaces; records have none, so a prefix
 * is only ever "xml:".
 */
static const char *full_name(
	struct reading *reading, const xmlChar *prefix, const xmlChar *name)
{
	if (prefix == NULL)
		return pool_text(reading->pool, (const char *)name);
	return pool_printf(reading->pool, "%s:%s", (const char *)prefix,
		(const char *)name);
}

static void add_attributes(struct reading *reading, struct element *element,
	const char *tag, int count, const xmlChar **attributes)
{
	element->attributes = pool_alloc(
		reading->pool, (size_t)count * sizeof(*element->attributes));
	element->attribute_count = (size_t)count;
	for (int i = 0; i < count; i++) {
		/* name, prefix, namespace, first and behind last of value */
		const xmlChar **given = attributes + 5 * i;
		struct attribute *attribute = &element->attributes[i];

		attribute->name = full_name(reading, given[1], given[0]);
		attribute->value = pool_bytes(reading->pool,
			(const char *)given[3], (size_t)(given[4] - given[3]));
		attribute->at = source_pos(reading->source,
			source_find_attribute(
				reading->source, tag, attribute->name));
	}
}

/* The parser hands over text in bits; between two tags it is one piece. */
static void finish_words(struct reading *reading)
{
	struct element *piece;

	if (reading->words.length == 0)
		return;
	piece = append_element(reading);
	piece->text = pool_bytes(
		reading->pool, reading->words.bytes, reading->words.length);
	piece->at = reading->words_at
		? source_pos(reading->source, reading->words_at)
		: reading->current->at;
	reading->words_at = NULL;
	buf_cut(&reading->words, 0);
}

static void start_element(void *data, const xmlChar *name,
	const xmlChar *prefix, const xmlChar *uri, int namespace_count,
	const xmlChar **namespaces, int attribute_count, int default_count,
	const xmlChar **attributes)
{
	struct reading *reading = data;
	const char *tag = source_tag_start(reading->source, offset_of(reading));
	struct element *element;

	finish_words(reading);
	element = append_element(reading);
	(void)namespaces;
	(void)default_count;
	element->name = full_name(reading, prefix, name);
	element->at = source_pos(reading->source, tag);
	add_attributes(reading, element, tag, attribute_count, attributes);
	reading->current = element;
	if (uri != NULL || namespace_count > 0) {
		diag_error(reading->diag, element->at,
			"'%s' is put into a namespace", element->name);
		diag_help(reading->diag,
			"leave out xmlns; records have no namespace");
		stop(reading);
	}
	if (++reading->depth > DEPTH_LIMIT) {
		diag_error(reading->diag, element->at,
			"elements are nested more than %d deep", DEPTH_LIMIT);
		stop(reading);
	}
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	struct reading *reading = data;

	(void)name;
	(void)prefix;
	(void)uri;
	finish_words(reading);
	reading->current = reading->current->parent;
	reading->depth--;
}

/*
 * Where the text begins that the parser hands over: most of it in its own
 * input, some in a copy made just now.
 */
static size_t offset_of_text(
	const struct reading *reading, const xmlChar *text, size_t length)
{
	const xmlParserInput *input = reading->parser->input;
	size_t offset = offset_of(reading);

	if (text >= input->base && text < input->end)
		return (size_t)(text - input->base) + input->consumed;
	return offset > length ? offset - length : 0;
}

static void characters(void *data, const xmlChar *text, int length)
{
	struct reading *reading = data;
	size_t blanks = strspn((const char *)text, " \t\r\n");

	if (reading->words_at == NULL && blanks < (size_t)length)
		reading->words_at = source_first_words(reading->source,
			offset_of_text(reading, text, (size_t)length));
	buf_put(&reading->words, text, (size_t)length);
}

/*
 * XML 1.0, 2.8: a record has no document type, so nothing can be expanded.
 * The scan has reported it; this is for what the scan does not see.
 */
static void document_type(void *data, const xmlChar *name,
	const xmlChar *external, const xmlChar *system)
{
	struct reading *reading = data;

	(void)name;
	(void)external;
	(void)system;
	diag_error(reading->diag, (struct pos){reading->source->path, 1, 1},
		"a record has no document type");
	stop(reading);
}

static void parser_error(void *data, xmlErrorPtr error)
{
	struct reading *reading = data;
	const struct element *open = reading->current;

	/* Once the parser was stopped, it only complains about that.  A prefix
	 * without namespace makes an unknown element, reported as such. */
	if (reading->failed || error->level == XML_ERR_WARNING ||
		error->domain == XML_FROM_NAMESPACE)
		return;
	broken_report(reading->diag, reading->source, error,
		&(struct broken_place){
			.tag = source_tag_start(
				reading->source, offset_of(reading)),
			.open = open ? open->name : NULL,
			.open_line = open ? open->at.line : 0,
		});
	stop(reading);
}

static void set_handlers(xmlSAXHandler *handlers)
{
	memset(handlers, 0, sizeof(*handlers));
	handlers->initialized = XML_SAX2_MAGIC;
	handlers->startElementNs = start_element;
	handlers->endElementNs = end_element;
	handlers->characters = characters;
	handlers->cdataBlock = characters;
	handlers->internalSubset = document_type;
	handlers->serror = parser_error;
}

static struct element *parse(struct reading *reading)
{
	struct source *source = reading->source;
	xmlSAXHandler handlers;
	xmlParserCtxtPtr parser = xmlNewParserCtxt();

	if (parser == NULL)
		mem_exhausted();
	set_handlers(&handlers);
	*parser->sax = handlers;
	parser->userData = reading;
	reading->parser = parser;
	/* Only with NOENT is "&amp;" in an attribute "&"; there are no other
	 * entities, since a document type stops the parser. */
	xmlCtxtReadMemory(parser, source->text.bytes, (int)source->text.length,
		NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlFreeDoc(parser->myDoc);
	xmlFreeParserCtxt(parser);
	return reading->failed ? NULL : reading->root;
}

static int report_unreadable(struct diag *diag, const char *path)
{
	struct pos file = {path, 0, 0};

	if (errno == EFBIG)
		return diag_error(diag, file,
			"the file is larger than a record can be (1 MiB)");
	if (errno == ELOOP)
		return diag_error(diag, file,
			"is a symbolic link; put the record itself here");
	if (errno == EINVAL)
		return diag_error(diag, file, "is not a regular file");
	return diag_unreadable(diag, file);
}

struct element *xml_read(struct pool *pool, struct diag *diag, const char *path,
	int *sound, uint64_t *hash)
{
	struct source source = {.path = path, .text = BUF_INIT};
	struct reading reading = {.pool = pool,
		.diag = diag,
		.source = &source,
		.words = BUF_INIT};
	struct element *root = NULL;
	int characters_found = 0, scan_found = -1;

	if (file_read(path, RECORD_LIMIT, &source.text) != 0) {
		report_unreadable(diag, path);
		/* The start of one that is too large tells nothing. */
		buf_cut(&source.text, 0);
	} else {
		characters_found = source_check(&source, diag);
	}
	if (source.text.length > 0 && characters_found >= 0)
		scan_found = scan(&source, diag);
	*hash = hash_bytes(source.text.bytes, source.text.length);
	if (scan_found >= 0)
		root = parse(&reading);
	*sound = root != NULL && characters_found == 0 && scan_found == 0;
	buf_release(&reading.words);
	buf_release(&source.text);
	return root;
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
