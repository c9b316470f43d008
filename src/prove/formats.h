/*
 * The proofs of single formats; see prove_fragment() and prove_feed().
 */
#ifndef PROVE_FORMATS_H
#define PROVE_FORMATS_H

#include "base/buf.h"
#include "model/feed.h"
#include "prove/grammar.h"
#include "prove/prove.h"

/* What documents are read into, and the grammar that Atom is held against. */
struct judges {
	struct xmltree *tree;
	struct grammar *grammar;
};

/*
 * The frame of a feed is all of it but its VEVENTs, or its entries or objects
 * behind the first one, which an example may stand for; see prove_feed().
 * What is kept was taken from feeds/: it must be sound, and nobody can say
 * what it ought to tell.
 */
int prove_vevent(const struct fragment *fragment, struct buf *problem);
int prove_kept_vevent(const struct fragment *fragment, struct buf *problem);
int prove_calendar(
	const struct feed *feed, const struct buf *frame, struct buf *problem);

int prove_entry(const struct judges *judges, const struct fragment *fragment,
	struct buf *problem);
int prove_kept_entry(const struct judges *judges,
	const struct fragment *fragment, struct buf *problem);
int prove_atom(const struct judges *judges, const struct feed *feed,
	const struct buf *frame, struct buf *problem);
/* An entry that is right wherever entries are understood. */
void atom_put_example(struct buf *out);

int prove_object(const struct judges *judges, const struct fragment *fragment,
	struct buf *problem);
int prove_kept_object(const struct fragment *fragment, struct buf *problem);
int prove_json(
	const struct feed *feed, const struct buf *frame, struct buf *problem);

int prove_page_part(const struct judges *judges,
	const struct fragment *fragment, struct buf *problem);
int prove_page(const struct judges *judges, const struct files *files,
	const struct feed *feed, const struct buf *bytes, struct buf *problem);

/*
 * The root of an XML document, valid until the next one is read; NULL when
 * libxml2 cannot read it, which `problem` then says.
 */
const struct node *judges_read(const struct judges *judges,
	const struct buf *bytes, struct buf *problem);

/*
 * Compare what was read with what it ought to be; NULL is "nothing".
 * Returns 0, or -1 and says in `problem` that `what` differs.
 */
int prove_text(struct buf *problem, const char *what, const char *read,
	const char *expected);

/* The same for a moment, as RFC 3339 has it. */
int prove_instant(
	struct buf *problem, const char *what, const char *read, instant at);

/*
 * Whether `read` has all of `expected` in it, blanks apart; NULL and "" are
 * in everything.  Returns 0, or -1 and says in `problem` what is missing.
 */
int prove_contains(struct buf *problem, const char *what, const char *read,
	const char *expected);

#endif
