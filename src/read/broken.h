/*
 * What is wrong with a file that is no XML, in words for people who never
 * heard of it.
 */
#ifndef READ_BROKEN_H
#define READ_BROKEN_H

#include <libxml/xmlerror.h>
#include "base/diag.h"
#include "read/source.h"

/*
 * Report the parser's `error`.  `open` is the element that was open at that
 * place, NULL for none, and `open_line` the line where it began.
 */
void broken_report(struct diag *diag, const struct source *source,
	const xmlError *error, const char *open, int open_line);

#endif
