/*
 * Reading back what was written, before it is published: calendars by
 * libical, Atom by libxml2 and a grammar of what is written here, each held
 * against what the records say.
 */
#ifndef PROVE_PROVE_H
#define PROVE_PROVE_H

#include "base/buf.h"
#include "model/feed.h"

/* What proofs share: the grammar, compiled once. */
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
 * and what is wrong goes to `problem`, which is not empty then.
 */
int prove_fragment(const struct proof *proof, const struct fragment *fragment,
	struct buf *problem);

/*
 * Returns 0 when the bytes are this feed, whole and right, each fragment in
 * its place; else -1, and what is wrong goes to `problem`.
 */
int prove_feed(const struct proof *proof, const struct feed *feed,
	const struct buf *bytes, struct buf *problem);

#endif
