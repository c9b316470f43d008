/*
 * Changes of a record's bytes: what is not changed stays as somebody wrote it,
 * with its layout and its comments.
 *
 *	struct edit edit;
 *	if (edit_open(&edit, path, diag) == 0) {
 *		edit_set(&edit, edit.root, "status", "cancelled");
 *		edit_put(&edit, &bytes);
 *	}
 *	edit_release(&edit);
 */
#ifndef READ_EDIT_H
#define READ_EDIT_H

#include "base/element.h"
#include "read/source.h"

/* Bytes that take the place of others. */
struct splice {
	size_t at, length; /* of those that go */
	const char *text; /* that comes there */
};

struct edit {
	struct source source; /* the record as it stands */
	const struct element *root;
	struct pool pool; /* of the elements and of all that comes */
	struct splice *splices;
	size_t splice_count;
};

/*
 * Read the record at `path`, which stays borrowed.  Returns 0, or -1 after
 * complaining that it is not well-formed.  Either way it has to be released.
 */
int edit_open(struct edit *edit, const char *path, struct diag *diag);

/* Give an attribute a value; it may have one already. */
void edit_set(struct edit *edit, const struct element *element,
	const char *name, const char *value);

/* Put words in the place of all that stands in the element. */
void edit_set_words(
	struct edit *edit, const struct element *element, const char *words);

/*
 * Take out these bytes of the record, and their line when nothing else stands
 * there.
 */
void edit_cut(struct edit *edit, const char *at, const char *end);

/* Put XML in the place of these bytes of the record. */
void edit_replace(
	struct edit *edit, const char *at, const char *end, const char *xml);

/*
 * Put another element, in lines as edit_add() has them, in the place of one.
 */
void edit_swap(
	struct edit *edit, const struct element *element, const char *xml);

/* Take out an element; an attribute, if there is one. */
void edit_remove(struct edit *edit, const struct element *element);
void edit_unset(
	struct edit *edit, const struct element *element, const char *name);

/*
 * Add an element at the end of its parent or, unless `behind` is NULL, behind
 * that one, indented like its neighbours; behind the parent itself it is the
 * first child.  Lines of `xml` end in '\n'; a tab at the start of one is a step
 * to the right.
 */
void edit_add(struct edit *edit, const struct element *parent,
	const struct element *behind, const char *xml);

/* Append words as XML has them. */
void edit_escape(struct buf *out, const char *text);

/* Append the record as it is to be. */
void edit_put(const struct edit *edit, struct buf *out);

void edit_release(struct edit *edit);

#endif
