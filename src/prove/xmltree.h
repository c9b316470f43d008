/*
 * XML read back by libxml2.  What it reports goes into a small tree of our
 * own: its own one takes as long to make as the reading itself.
 */
#ifndef PROVE_XMLTREE_H
#define PROVE_XMLTREE_H

#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"

struct xmltree;

/*
 * Names and namespaces of equal text are equal pointers, for as long as the
 * tree that they come from; no namespace is NULL.
 */
struct attribute {
	const char *name, *namespace_name;
	const char *value;
};

struct node {
	const char *name, *namespace_name;
	struct attribute *attributes;
	size_t attribute_count;
	struct node *first_child, *last_child, *next;
	int line;
	/* All text in it and below it, in the text of the document. */
	const char *text;
	size_t text_length;
	struct pool *pool; /* that it lives in */
};

/* The caller frees it. */
struct xmltree *xmltree_new(void);
void xmltree_free(struct xmltree *tree);

/* The pointer that this name or namespace has in nodes. */
const char *xmltree_name(struct xmltree *tree, const char *name);

/*
 * The root of a document, valid until the next one is read; NULL when it is
 * not well-formed.
 */
const struct node *xmltree_read(
	struct xmltree *tree, const char *bytes, size_t length);

#endif
