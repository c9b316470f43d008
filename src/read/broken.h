/*
 * What is wrong with a file that is no XML, in words for people who never
 * heard of it.
 */
#ifndef READ_BROKEN_H
#define READ_BROKEN_H

#include <libxml/xmlerror.h>
#include "base/diag.h"
#include "read/source.h"

/* Where the parser was. */
struct broken_place {
	const char *tag; /* the last '<' that it has read */
	const char *open; /* the element that was open, or NULL */
	int open_line; /* where that began */
};

/* Report the parser's `error`. */
void broken_report(struct diag *diag, struct source *source,
	const xmlError *error, const struct broken_place *place);

#endif
