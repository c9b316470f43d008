/*
 * The main text of an HTML page: without what leads elsewhere.
 */
#ifndef IMPORT_HTML_H
#define IMPORT_HTML_H

#include "import/paste.h"

/* As paste_read(); for that, also to be called from there. */
const char *html_read(struct paste *paste, const char *bytes, size_t length,
	const char *body);

#endif
