/*
 * The order in which people look for names in a list.
 */
#ifndef BASE_COLLATE_H
#define BASE_COLLATE_H

/*
 * Below 0 when `a` stands before `b`: as in a dictionary for Latin letters,
 * whose marks and cases do not count, by their numbers for all others.  0 only
 * when both are the same, byte for byte.
 */
int collate(const char *a, const char *b);

/*
 * The letter at `*at` as it counts there, in small letters without marks, and
 * go behind it; 0 at the end.
 */
long collate_letter(const char **at);

#endif
