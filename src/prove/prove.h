/*
 * Reading back what was written, before it is published, each value in its
 * place against what the records say: calendars line by line, Atom and pages
 * as libxml2 reads them.  JSON is not read: its entry says the same.
 */
#ifndef PROVE_PROVE_H
#define PROVE_PROVE_H

#include "base/content.h"
#include "model/feed.h"

/* What proofs share: a parser. */
struct proof;

/*
 * Which files will stand below feeds/: 1 when this one does, 0 when not; -1
 * with errno when nobody can tell.
 */
struct files {
	int (*has)(void *data, const char *path);
	void *data;
};

struct proof *proof_new(struct files files);
void proof_free(struct proof *proof);

/*
 * Returns 0 when the bytes of the fragment say what its record says; else -1,
 * and what is wrong goes to `problem`, which is empty before.
 */
int prove_fragment(const struct proof *proof, const struct fragment *fragment,
	struct buf *problem);

/*
 * Returns 0 when the content is this feed, whole and right, each fragment in
 * its place; else -1, and what is wrong goes to `problem`.
 */
int prove_feed(const struct proof *proof, const struct feed *feed,
	const struct content *content, struct buf *problem);

#endif
