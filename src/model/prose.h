/*
 * The body of a release: paragraphs, headings, lists, tables and the marks
 * inside them, from a fixed small set.
 */
#ifndef MODEL_PROSE_H
#define MODEL_PROSE_H

struct prose {
	const char *name; /* XHTML element: "p", "em"; NULL for text */
	const char *text; /* of text */
	const char *href; /* of "a" */
	struct prose *first_child, *last_child;
	struct prose *next;
};

#endif
