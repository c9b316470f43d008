#include "read/broken.h"

#include <string.h>
#include "base/banned.h"

static void report_open(
	struct diag *diag, struct pos at, const char *open, int open_line)
{
	diag_error(diag, at, "<%s>, opened on line %d, is not closed here",
		open, open_line);
	diag_help(diag, "write </%s> where it ends", open);
}

/* The message of the parser, without its line end. */
static void report_as_given(
	struct diag *diag, struct pos at, const xmlError *error)
{
	const char *message = error->message ? error->message : "broken XML";

	diag_error(diag, at, "not well-formed: %.*s",
		(int)strcspn(message, "\n"), message);
}

static void report_markup(
	struct diag *diag, struct pos at, const xmlError *error)
{
	switch (error->code) {
	case XML_ERR_LT_IN_ATTRIBUTE:
		diag_error(diag, at, "'<' stands in an attribute");
		diag_help(diag, "write &lt; for <, or close the quotes");
		return;
	case XML_ERR_NAME_REQUIRED:
	case XML_ERR_LTSLASH_REQUIRED:
		diag_error(diag, at, "'<' starts no element");
		diag_help(diag, "write &lt; for <");
		return;
	case XML_ERR_ATTRIBUTE_NOT_STARTED:
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
	case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
		diag_error(diag, at, "an attribute has no value in quotes");
		diag_help(diag, "write name=\"value\", with straight quotes");
		return;
	case XML_ERR_SPACE_REQUIRED:
	case XML_ERR_GT_REQUIRED:
		diag_error(diag, at, "the tag is not finished here");
		diag_help(diag,
			"a tag is <name attribute=\"value\">: blanks "
			"between attributes, > at the end");
		return;
	default:
		report_as_given(diag, at, error);
	}
}

void broken_report(struct diag *diag, const struct source *source,
	const xmlError *error, const char *open, int open_line)
{
	struct pos at = {source->path, error->line, error->int2};

	switch (error->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
	case XML_ERR_TAG_NOT_FINISHED:
		if (open != NULL) {
			report_open(diag, at, open, open_line);
			return;
		}
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
	case XML_ERR_ATTRIBUTE_REDEFINED:
		diag_error(diag, at, "the attribute '%s' is given twice",
			error->str1 ? error->str1 : "");
		diag_help(diag, "keep one of the two");
		return;
	default:
		report_markup(diag, at, error);
	}
}
