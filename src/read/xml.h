/*
 * A record file as a tree of elements that know where they stand, so that
 * every later complaint can name line and column.
 */
#ifndef READ_XML_H
#define READ_XML_H

#include <stddef.h>
#include <stdint.h>
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
	const char *name;
	const char *text; /* of a piece of text */
	struct pos at;
	struct attribute *attributes;
	size_t attribute_count;
	struct element *parent;
	struct element *first_child, *last_child;
	struct element *next;
};

/*
 * Read the record at `path`.  Everything that keeps it from being well-formed
 * UTF-8 XML is reported; so are entities, document types and namespaces,
 * which records do without.  Returns the outermost element, which lives in
 * `pool`, or NULL when there is none to go on with.  `*sound` is 0 when there
 * were complaints: the elements are then good for finding more, not for use.
 * The hash of the bytes goes to `*hash`.
 */
struct element *xml_read(struct pool *pool, struct diag *diag, const char *path,
	int *sound, uint64_t *hash);

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

/*
 * Append all text in the element to `words`, which is empty: runs of blanks and
 * line ends made one blank, none at either end; nothing when nothing is left.
 */
void element_put_words(struct buf *words, const struct element *element);

#endif
