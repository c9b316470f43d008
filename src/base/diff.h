/*
 * What has changed in words, word by word.  A line ends in '\n'; in a script
 * without blanks, each character is a word.
 */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stddef.h>

enum diff_kind { DIFF_SAME, DIFF_GONE, DIFF_NEW };

/* Words with the blanks behind them; of DIFF_SAME, as they are now. */
typedef void diff_take(
	void *data, enum diff_kind kind, const char *words, size_t length);

/* Call `take` for all that there was and is, in order; kinds take turns. */
void diff_words(
	const char *before, const char *now, diff_take *take, void *data);

#endif
