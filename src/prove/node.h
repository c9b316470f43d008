/*
 * Looking at elements that were read back.
 */
#ifndef PROVE_NODE_H
#define PROVE_NODE_H

#include "base/buf.h"
#include "prove/xmltree.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define EXTENSION "urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10"
#define TOMBSTONE "http://purl.org/atompub/tombstones/1.0"

/* Whether it is this element; NULL stands for any name. */
int node_is(
	const struct node *node, const char *namespace_name, const char *name);

/* The first child of this name in Atom, or NULL. */
const struct node *node_child(const struct node *parent, const char *name);

/* The text of an element, NULL of none; of a child in Atom or among ours. */
const char *node_text(const struct node *node);
const char *node_child_text(const struct node *parent, const char *name);
const char *node_extension_text(const struct node *parent, const char *name);

/* An attribute, or NULL. */
const char *node_attribute(const struct node *node, const char *name);

/*
 * Returns 0 when the attribute is what it ought to be; NULL is none.  Else -1,
 * and what is wrong goes to `problem`.
 */
int node_prove_attribute(const struct node *node, const char *name,
	const char *expected, struct buf *problem);

/* The first link of this relation at `node` or behind it, or NULL. */
const struct node *node_link(const struct node *node, const char *relation);

#endif
