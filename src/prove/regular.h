/*
 * Regular expressions over letters, which are numbers, and the states that
 * they go through: each is again an expression, of what may still come
 * (Brzozowski's derivative), and is found when it is needed first.
 *
 *	int sum = regular_group(r, regular_letters(r, 'a', 'z'), ...);
 *
 *	for (state = sum; *at != '\0'; at++)
 *		state = regular_step(r, state, *at);
 *	if (regular_is_done(r, state))
 *		...
 *
 * Equal expressions are equal numbers.
 */
#ifndef PROVE_REGULAR_H
#define PROVE_REGULAR_H

struct regular;

/* Nothing fits the first one, and only nothing at all the second one. */
enum { REGULAR_NOTHING, REGULAR_EMPTY };

/*
 * Expressions over `letter_count` letters.  Those below `loose_count` come
 * before the others, in any order, as attributes do.  The caller frees it.
 */
struct regular *regular_new(int letter_count, int loose_count);
void regular_free(struct regular *regular);

/* One letter of a range, both ends included. */
int regular_letters(struct regular *regular, int from, int to);

/* One of both; one behind the other; one or more of it; none or one; any. */
int regular_choice(struct regular *regular, int one, int other);
int regular_group(struct regular *regular, int first, int second);
int regular_more(struct regular *regular, int repeated);
int regular_optional(struct regular *regular, int expression);
int regular_any(struct regular *regular, int repeated);

/* What may come behind the letter; NOTHING when the letter must not come. */
int regular_step(struct regular *regular, int state, int letter);

/* What may come once the last loose letter has come. */
int regular_close(struct regular *regular, int state);

/* Whether nothing has to come any more. */
int regular_is_done(const struct regular *regular, int state);

/* Whether anything may come. */
int regular_is_all(const struct regular *regular, int state);

#endif
