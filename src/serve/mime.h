/*
 * Media types of what is served, by the names of files.
 */
#ifndef SERVE_MIME_H
#define SERVE_MIME_H

#include <stdbool.h>

struct mime {
	const char *prefix, *suffix; /* of the file's name */
	const char *type;
	bool is_page; /* HTML, which gets the overlay */
	bool is_feed; /* what programs of others fetch */
};

/* Never NULL: what is not known is application/octet-stream. */
const struct mime *mime_of(const char *path);

#endif
