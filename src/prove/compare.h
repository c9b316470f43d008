/*
 * What was read, held against what it ought to be.  The first thing that is
 * wrong goes to `problem`; as long as that is empty, all is well.
 */
#ifndef PROVE_COMPARE_H
#define PROVE_COMPARE_H

#include "base/element.h"

/* Say what is wrong, unless something else was wrong before. */
__attribute__((format(printf, 2, 3))) void compare_fail(
	struct buf *problem, const char *format, ...);

/* Whether `what` is as expected; NULL is "nothing". */
void compare_text(struct buf *problem, const char *what, const char *read,
	const char *expected);
void compare_attribute(struct buf *problem, const struct element *element,
	const char *name, const char *expected);

/*
 * Whether `read` has all of `expected` in it, blanks apart; NULL and "" are
 * in everything.
 */
void compare_contains(struct buf *problem, const char *what, const char *read,
	const char *expected);

#endif
