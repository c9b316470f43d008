/*
 * The comments that tell of each thing in a record what it was read from:
 *
 *	<!-- import place Brussels, line 7: LOCATION:Brussels -->
 *
 * What a record still has as its receipt says it, nobody has changed since.
 */
#ifndef IMPORT_RECEIPT_H
#define IMPORT_RECEIPT_H

#include <stdint.h>
#include "import/facts.h"
#include "read/edit.h"

/* Append the words of the comment; "?import" for what is not sure. */
void receipt_put(struct buf *out, const struct fact *fact);

/*
 * Where the receipt of this name and value starts in a record, or NULL.  Any
 * value: NULL.
 */
const char *receipt_find(
	const char *record, const char *name, const char *value);

/*
 * Let the receipt of the fact take the place of the one at `at`, or come first
 * in the record if that is NULL.
 */
void receipt_renew(struct edit *edit, const char *at, const struct fact *fact);

/* Take the receipt at `at` out; NULL: nothing. */
void receipt_cut(struct edit *edit, const char *at);

/* Words that are too long for a comment, as 16 characters. */
const char *receipt_mark(struct pool *pool, const char *words);

#endif
