#include "read/xml.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/parser.h"
#include "read/xml_error.h"
#include "read/damage.h"
#include "read/scan.h"
#include "read/source.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1024 * 1024, DEPTH_LIMIT = 32 };

/* Of files that this program wrote itself. */
enum { WALK_LIMIT = 1 << 30, OWN_DEPTH_LIMIT = 64 };

/*
 * Only with NOENT is "&amp;" in an attribute "&"; there are no other entities,
 * since a document type stops the parser.
 */
enum { PARSER_OPTIONS = XML_PARSE_NONET | XML_PARSE_NOENT };

/* What the parser's callbacks share while one record is read. */
struct reading {
	struct diag *diag;
	struct source *source;
	xmlParserCtxt *parser;
	struct element_tree tree;
	int depth, depth_limit;
	int options; /* of the parser */
	int failed;
	struct walking *walking; /* the children of the root are handed on */
};

/* Children that are handed on, one after the other. */
struct walking {
	struct pool root_pool, child_pool;
	xml_take_child *take;
	void *data;
	int result;
};

static void stop(struct reading *reading)
{
	reading->failed = 1;
	xmlStopParser(reading->parser);
}

/* How far into the source the parser has come. */
static size_t offset_of(const struct reading *reading)
{
	return parser_offset(reading->parser);
}

/* An element of a file of our own stands somewhere in it. */
static void set_places(struct element *element, const char *path)
{
	element->at = (struct pos){path, 0, 0};
	for (size_t i = 0; i < element->attribute_count; i++)
		element->attributes[i].at = element->at;
}

/* Where an element and its attributes stand; the tag starts at `tag`. */
static void find_places(
	struct source *source, struct element *element, const char *tag)
{
	element->at = source_pos(source, tag);
	for (size_t i = 0; i < element->attribute_count; i++) {
		struct attribute *attribute = &element->attributes[i];

		attribute->at = source_pos(source,
			source_find_attribute(source, tag, attribute->name));
	}
}

static void start_element(void *data, const xmlChar *name,
	const xmlChar *prefix, const xmlChar *uri, int namespace_count,
	const xmlChar **namespaces, int attribute_count, int default_count,
	const xmlChar **attributes)
{
	struct reading *reading = data;
	const char *tag = reading->walking == NULL
		? source_tag_start(reading->source, offset_of(reading))
		: NULL;
	struct element *element;

	(void)namespaces;
	(void)default_count;
	element = element_open(
		&reading->tree, prefix, name, attribute_count, attributes);
	if (reading->walking != NULL) {
		reading->tree.pool = &reading->walking->child_pool;
		set_places(element, reading->source->path);
	} else {
		find_places(reading->source, element, tag);
	}
	if (uri != NULL || namespace_count > 0) {
		diag_error(reading->diag, element->at,
			"'%s' is put into a namespace", element->name);
		diag_help(reading->diag,
			"leave out xmlns; records have no namespace");
		stop(reading);
	}
	if (++reading->depth > reading->depth_limit) {
		diag_error(reading->diag, element->at,
			"elements are nested more than %d deep",
			reading->depth_limit);
		stop(reading);
	}
}

/* A child of the root is whole: it is handed on, and is gone behind that. */
static void hand_on(struct reading *reading, const struct element *child)
{
	struct walking *walking = reading->walking;
	struct element *root = reading->tree.current;

	if (walking == NULL || reading->depth != 1)
		return;
	if (walking->take(walking->data, root, child) != 0) {
		walking->result = -1;
		stop(reading);
	}
	root->first_child = root->last_child = NULL;
	pool_clear(&walking->child_pool);
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	struct reading *reading = data;
	const struct element *child;

	(void)name;
	(void)prefix;
	(void)uri;
	/* Text in front of the end is a piece of the child. */
	child = reading->tree.current;
	element_close(&reading->tree);
	reading->depth--;
	hand_on(reading, child);
}

/*
 * Where the text begins that is handed over; the parser has come to its start
 * or to its end.
 */
static size_t offset_of_text(
	const struct reading *reading, const xmlChar *text, size_t length)
{
	const struct buf *bytes = &reading->source->text;
	size_t offset = offset_of(reading);

	if (offset + length <= bytes->length &&
		memcmp(bytes->bytes + offset, text, length) == 0)
		return offset;
	return offset > length ? offset - length : 0;
}

static void characters(void *data, const xmlChar *text, int length)
{
	struct reading *reading = data;
	size_t blanks = strspn((const char *)text, " \t\r\n");

	if (reading->tree.text_at.path == NULL && blanks < (size_t)length &&
		reading->walking == NULL)
		reading->tree.text_at = source_pos(reading->source,
			source_first_words(reading->source,
				offset_of_text(reading, text, (size_t)length)));
	element_add_text(&reading->tree, text, (size_t)length);
}

/* The mark of a fact that nobody has confirmed yet: see import/draft.h. */
static void comment(void *data, const xmlChar *text)
{
	struct reading *reading = data;
	struct element *root = reading->tree.root;

	if (root != NULL && root->doubt_line == 0 &&
		strncmp((const char *)text, " ?import", 8) == 0)
		root->doubt_line = source_pos(reading->source,
			source_tag_start(reading->source, offset_of(reading)))
					   .line;
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

static void record_error(void *data, parser_error *error)
{
	struct reading *reading = data;
	const struct element *open = reading->tree.current;
	const struct element *root = reading->tree.root;

	/* Once the parser was stopped, it only complains about that.  A prefix
	 * without namespace makes an unknown element, reported as such. */
	if (reading->failed || error->level == XML_ERR_WARNING ||
		error->domain == XML_FROM_NAMESPACE)
		return;
	xml_error_report(reading->diag, reading->source, error,
		&(struct xml_error_place){
			.tag = source_tag_start(
				reading->source, offset_of(reading)),
			.open = open ? open->name : NULL,
			.open_line = open ? open->at.line : 0,
			.root = root ? root->name : NULL,
			.is_end = source_ends(
				reading->source, offset_of(reading)),
		});
	stop(reading);
}

/* What is in the way of a file of our own; somebody may have merged it. */
static void walk_error(void *data, parser_error *error)
{
	struct reading *reading = data;
	const char *message = error->message ? error->message : "";

	if (reading->failed || error->level == XML_ERR_WARNING ||
		error->domain == XML_FROM_NAMESPACE)
		return;
	reading->walking->result = diag_error(reading->diag,
		(struct pos){reading->source->path, error->line, 1},
		"this file is not what was written there: %.*s",
		(int)strcspn(message, "\n"), message);
	diag_help(reading->diag,
		"restore it from a backup or from git; of a merge conflict, "
		"take either side");
	stop(reading);
}

static void set_handlers(xmlSAXHandler *handlers, bool is_walk)
{
	memset(handlers, 0, sizeof(*handlers));
	handlers->initialized = XML_SAX2_MAGIC;
	handlers->startElementNs = start_element;
	handlers->endElementNs = end_element;
	handlers->characters = characters;
	handlers->cdataBlock = characters;
	handlers->comment = is_walk ? NULL : comment;
	handlers->internalSubset = document_type;
	handlers->serror = is_walk ? walk_error : record_error;
}

static struct element *parse(struct reading *reading)
{
	struct source *source = reading->source;
	xmlSAXHandler handlers;

	set_handlers(&handlers, reading->walking != NULL);
	reading->parser = parser_new(&handlers, reading);
	xmlFreeDoc(xmlCtxtReadMemory(reading->parser, source->text.bytes,
		(int)source->text.length, NULL, NULL, reading->options));
	xmlFreeParserCtxt(reading->parser);
	return reading->failed ? NULL : reading->tree.root;
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

/* Check the source first, then parse it; nothing of one that is no text. */
static struct element *read_source(struct reading *reading, int *sound)
{
	struct source *source = reading->source;
	int characters_found = source_check(source, reading->diag);
	struct element *root = NULL;
	int scan_found = -1;

	if (source->text.length > 0 && characters_found >= 0 &&
		damage_report(source, reading->diag) == 0)
		scan_found = scan(source, reading->diag);
	if (scan_found >= 0)
		root = parse(reading);
	*sound = root != NULL && characters_found == 0 && scan_found == 0;
	buf_release(&reading->tree.text);
	return root;
}

struct element *xml_try(struct pool *pool, struct diag *diag, const char *path,
	struct buf *text, int *sound)
{
	struct source source = {.path = path, .text = *text};
	struct reading reading = {.diag = diag,
		.source = &source,
		.tree = {.pool = pool, .text = BUF_INIT},
		.depth_limit = DEPTH_LIMIT,
		.options = PARSER_OPTIONS};

	return read_source(&reading, sound);
}

struct element *xml_read(struct pool *pool, struct diag *diag, const char *path,
	int *sound, uint64_t *hash)
{
	struct buf text = BUF_INIT;
	struct element *root = NULL;

	*sound = 0;
	if (file_read(path, RECORD_LIMIT, &text) != 0) {
		report_unreadable(diag, path);
		/* The start of one that is too large tells nothing. */
		buf_cut(&text, 0);
	} else {
		root = xml_try(pool, diag, path, &text, sound);
	}
	*hash = hash_bytes(text.bytes, text.length);
	buf_release(&text);
	return root;
}

int xml_walk_bytes(const char *path, const struct buf *bytes, struct diag *diag,
	xml_take_child *take, void *data)
{
	struct source source = {.path = path, .text = *bytes};
	struct walking walking = {.take = take, .data = data};
	struct reading reading = {.diag = diag,
		.source = &source,
		.tree = {.pool = &walking.root_pool, .text = BUF_INIT},
		.depth_limit = OWN_DEPTH_LIMIT,
		.options = PARSER_OPTIONS | XML_PARSE_HUGE,
		.walking = &walking};

	if (parse(&reading) == NULL && walking.result == 0) {
		walking.result =
			diag_error(diag, (struct pos){path, 0, 0}, "is empty");
		diag_help(diag, "restore it from a backup or from git");
	}
	buf_release(&reading.tree.text);
	pool_release(&walking.root_pool);
	pool_release(&walking.child_pool);
	return walking.result;
}

int xml_walk(
	const char *path, struct diag *diag, xml_take_child *take, void *data)
{
	struct buf bytes = BUF_INIT;
	int result;

	if (file_map(path, WALK_LIMIT, &bytes) != 0)
		return diag_error(diag, (struct pos){path, 0, 0},
			"cannot be read: %s", strerror(errno));
	result = xml_walk_bytes(path, &bytes, diag, take, data);
	buf_release(&bytes);
	return result;
}
