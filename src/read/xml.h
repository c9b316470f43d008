/*
 * A record file as a tree of elements that know where they stand, so that
 * every later complaint can name line and column.
 */
#ifndef READ_XML_H
#define READ_XML_H

#include <stdint.h>
#include "base/element.h"

/*
 * Read the record at `path`.  Everything that keeps it from being well-formed
 * UTF-8 XML is reported; so are entities, document types and namespaces,
 * which records do without.  A comment that starts with ?import is a fact that nobody
 * has confirmed yet: the line of the first goes to the element.  Returns the outermost element, which lives in
 * `pool`, or NULL when there is none to go on with.  `*sound` is 0 when there
 * were complaints: the elements are then good for finding more, not for use.
 * The hash of the bytes goes to `*hash`.
 */
struct element *xml_read(struct pool *pool, struct diag *diag, const char *path,
	int *sound, uint64_t *hash);

/*
 * The same of bytes that are to stand in the file at `path`; where something is
 * wrong they are changed.
 */
struct element *xml_try(struct pool *pool, struct diag *diag, const char *path,
	struct buf *text, int *sound);

/*
 * Read a file that this program wrote itself, of any size: each child of its
 * root is handed to `take` with the root, which has its attributes, and is gone
 * behind that.  Stops when `take` returns -1.  Places are the file as a whole.
 * Returns 0, or -1 after complaining.
 */
typedef int xml_take_child(
	void *data, const struct element *root, const struct element *child);
int xml_walk(
	const char *path, struct diag *diag, xml_take_child *take, void *data);

/* The same of bytes that stand in the file at `path`. */
int xml_walk_bytes(const char *path, const struct buf *bytes, struct diag *diag,
	xml_take_child *take, void *data);

#endif
