/*
 * What is wrong with a file that is no XML, in words for people who never
 * heard of it.
 */
#ifndef READ_XML_ERROR_H
#define READ_XML_ERROR_H

#include <libxml/xmlerror.h>
#include <stdbool.h>
#include "base/diag.h"
#include "read/source.h"

/* Where the parser was. */
struct xml_error_place {
	const char *tag; /* the last '<' that it has read */
	const char *open; /* the element that was open, or NULL */
	int open_line; /* where that began */
	const char *root; /* the outermost element, or NULL */
	bool is_end; /* of the file */
};

/* Report the parser's `error`. */
void xml_error_report(struct diag *diag, struct source *source,
	const xmlError *error, const struct xml_error_place *place);

#endif
