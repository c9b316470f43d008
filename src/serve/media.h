/*
 * Media types of what is served, by the names of files.
 */
#ifndef SERVE_MEDIA_H
#define SERVE_MEDIA_H

struct media {
	const char *prefix, *suffix; /* of the file's name */
	const char *type;
	int is_text; /* worth compressing */
	int is_page; /* HTML, which gets the complaints */
	int is_shared; /* for the scripts of other sites, too */
};

/* Never NULL: what is not known is application/octet-stream. */
const struct media *media_of(const char *path);

#endif
