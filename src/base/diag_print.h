/*
 * Complaints as they are printed for people.
 */
#ifndef BASE_DIAG_PRINT_H
#define BASE_DIAG_PRINT_H

#include <stdio.h>
#include "base/diag.h"

/*
 * Print the complaints of at least this severity about records at or below
 * one of `paths` (all when `path_count` is 0), each with the line it is
 * about.  Returns how many of them were errors.
 */
size_t diag_print(struct diag *diag, FILE *out, enum severity least,
	char *const *paths, size_t path_count);

/*
 * Print text that somebody else wrote: what would move a terminal's cursor or
 * turn the direction of text is replaced.
 */
void diag_print_safely(FILE *out, const char *text);

#endif
