/*
 * XML as a tree of elements: of records, which know where they stand, and of
 * what is read back before it is published.
 */
#ifndef BASE_ELEMENT_H
#define BASE_ELEMENT_H

#include <stddef.h>
#include "base/buf.h"
#include "base/diag.h"
#include "base/pool.h"

struct attribute {
	const char *name; /* with its prefix: "xml:lang" */
	const char *value;
	struct pos at;
};

/* An element, or a piece of text between elements (`name` is NULL then). */
struct element {
	const char *name; /* with its prefix */
	const char *text; /* of a piece of text */
	struct pos at;
	int doubt_line; /* of the outermost: see read/xml.h; 0: none */
	struct attribute *attributes;
	size_t attribute_count;
	struct element *parent;
	struct element *first_child, *last_child;
	struct element *next;
};

/* A tree that is being made. */
struct element_tree {
	struct pool *pool; /* what the elements live in */
	struct element *root; /* NULL until the first one is opened */
	struct element *current; /* the innermost that is open */
	struct buf text; /* read, but not yet a piece of text */
	struct pos text_at; /* where it stands, if anybody knows */
};

/*
 * What the SAX2 interface of libxml2 reports: an element with its attributes,
 * of five pointers each (name, prefix, namespace, value, end of value); its
 * end; a bit of text.  Text between two tags becomes one piece.
 */
struct element *element_open(struct element_tree *tree,
	const unsigned char *prefix, const unsigned char *name,
	int attribute_count, const unsigned char **attributes);
void element_close(struct element_tree *tree);
void element_add_text(
	struct element_tree *tree, const unsigned char *text, size_t length);

/* The attribute's value, or NULL. */
const char *element_value(const struct element *element, const char *name);

/* Where the attribute stands; without it, where the element stands. */
struct pos element_place(const struct element *element, const char *name);

/* The first child element of this name, or NULL. */
const struct element *element_child(
	const struct element *element, const char *name);

/* The next element of the same name behind this one, or NULL. */
const struct element *element_again(const struct element *element);

/* How many children of this name there are. */
size_t element_count(const struct element *element, const char *name);

/* The first child element, and the next element behind one; or NULL. */
const struct element *element_first(const struct element *element);
const struct element *element_next(const struct element *element);

/*
 * Append all text in the element to `words`, which is empty: runs of blanks and
 * line ends made one blank, none at either end; nothing when nothing is left.
 */
void element_put_words(struct buf *words, const struct element *element);

/* Append all text in the element and in those below it, as it is. */
void element_put_text(struct buf *out, const struct element *element);

#endif
