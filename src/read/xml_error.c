#include "read/xml_error.h"

#include <string.h>
#include "read/names.h"
#include "base/banned.h"

/* The name in "</name>". */
static void put_name(struct buf *name, const char *end_tag)
{
	if (end_tag[1] == '/')
		buf_put(name, end_tag + 2, strcspn(end_tag + 2, " \t\r\n<>"));
}

/*
 * An element that is closed under another name: of two that are alike, the one
 * that nobody knows is misspelt.
 */
static int report_misspelt(struct diag *diag, struct source *source,
	const struct xml_error_place *place, const char *closed)
{
	const char *meant = names_nearest(place->open);
	bool knows_open = names_know(place->open);

	if (!names_know(closed) == !knows_open ||
		(!knows_open && (meant == NULL || strcmp(meant, closed) != 0)))
		return 0;
	diag_error(diag, source_pos(source, place->tag),
		"<%s>, opened on line %d, is closed as </%s>", place->open,
		place->open_line, closed);
	if (knows_open)
		return diag_help(diag, "write </%s>", place->open);
	return diag_help(
		diag, "write <%s> on line %d", closed, place->open_line);
}

static void report_open(struct diag *diag, struct source *source,
	const struct xml_error_place *place)
{
	struct buf closed = BUF_INIT;

	put_name(&closed, place->tag);
	if (closed.length == 0 ||
		report_misspelt(diag, source, place, closed.bytes) == 0) {
		diag_error(diag, source_pos(source, place->tag),
			"<%s>, opened on line %d, is not closed here",
			place->open, place->open_line);
		if (place->open != NULL && strcmp(place->open, "br") == 0)
			diag_help(diag, "write <br/>");
		else
			diag_help(
				diag, "write </%s> where it ends", place->open);
	}
	buf_release(&closed);
}

/* Who leaves out one end tag does not leave out all those around it. */
static void report_cut(
	struct diag *diag, struct pos at, const struct xml_error_place *place)
{
	diag_error(diag, at,
		"the file ends in the middle of <%s>, opened on line %d: its "
		"end seems to be lost",
		place->open, place->open_line);
	diag_help(diag,
		"get the whole file back from a backup or from git, or write "
		"what is missing, up to </%s>",
		place->root);
}

/* The file ends while an element is open: the place is its end. */
static void report_end(
	struct diag *diag, struct pos at, const struct xml_error_place *place)
{
	if (strcmp(place->open, place->root) != 0) {
		report_cut(diag, at, place);
		return;
	}
	diag_error(diag, at,
		"the file ends, but <%s>, opened on line %d, is not closed",
		place->open, place->open_line);
	diag_help(diag, "write </%s> where it ends", place->open);
}

/* The message of the parser, without its line end. */
static void report_as_given(
	struct diag *diag, struct pos at, const xmlError *error)
{
	const char *message = error->message ? error->message : "broken XML";

	diag_error(diag, at, "not well-formed: %.*s",
		(int)strcspn(message, "\n"), message);
	diag_help(diag, "compare the line with a record that is sound");
}

/* Where an attribute stands that the error names. */
static struct pos attribute_pos(struct source *source, const xmlError *error,
	const struct xml_error_place *place, int again)
{
	const char *found;

	if (error->str1 == NULL)
		return source_pos(source, place->tag);
	found = source_find_attribute(source, place->tag, error->str1);
	if (again && found != place->tag) {
		const char *second =
			source_find_attribute(source, found, error->str1);

		found = second != found ? second : found;
	}
	return source_pos(source, found);
}

static void report_markup(struct diag *diag, struct source *source,
	const xmlError *error, const struct xml_error_place *place)
{
	struct pos at = {source->path, error->line, error->int2};

	switch (error->code) {
	case XML_ERR_LT_IN_ATTRIBUTE:
		diag_error(diag, at, "'<' stands in an attribute");
		diag_help(diag,
			"close the quotes before it, or write &lt; for "
			"<");
		return;
	case XML_ERR_ATTRIBUTE_NOT_STARTED:
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
		diag_error(diag, at,
			"the value of an attribute is not in "
			"quotes");
		diag_help(diag, "write name=\"value\", with straight quotes");
		return;
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		diag_error(diag, attribute_pos(source, error, place, 0),
			"an attribute has no value in quotes");
		diag_help(diag, "write name=\"value\", with straight quotes");
		return;
	case XML_ERR_ATTRIBUTE_REDEFINED:
		diag_error(diag, attribute_pos(source, error, place, 1),
			"the attribute '%s' is given twice",
			error->str1 ? error->str1 : "");
		diag_help(diag, "keep one of the two");
		return;
	case XML_ERR_SPACE_REQUIRED:
	case XML_ERR_GT_REQUIRED:
	case XML_ERR_NAME_REQUIRED:
	case XML_ERR_INTERNAL_ERROR:
		diag_error(diag, at, "the tag is not finished here");
		diag_help(diag,
			"a tag is <name attribute=\"value\">: blanks "
			"between attributes, > at the end");
		return;
	default:
		report_as_given(diag, at, error);
	}
}

void xml_error_report(struct diag *diag, struct source *source,
	const xmlError *error, const struct xml_error_place *place)
{
	struct pos at = {source->path, error->line, error->int2};

	if (place->is_end && place->open != NULL &&
		error->code != XML_ERR_TAG_NOT_FINISHED &&
		error->code != XML_ERR_TAG_NAME_MISMATCH) {
		report_cut(diag, at, place);
		return;
	}
	switch (error->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		report_open(diag, source, place);
		return;
	case XML_ERR_TAG_NOT_FINISHED:
		if (place->open != NULL)
			report_end(diag, at, place);
		else
			report_as_given(diag, at, error);
		return;
	case XML_ERR_DOCUMENT_EMPTY:
		diag_error(diag, at, "there is no element here");
		diag_help(diag,
			"a record starts with <?xml version=\"1.0\" "
			"encoding=\"UTF-8\"?> and one element");
		return;
	case XML_ERR_DOCUMENT_END:
		diag_error(diag, at,
			"something stands behind the end of the record");
		diag_help(diag, "a record is one element; delete the rest");
		return;
	default:
		report_markup(diag, source, error, place);
	}
}
