/*
 * The direction in which a language is written.
 */
#ifndef MODEL_DIRECTION_H
#define MODEL_DIRECTION_H

/* "rtl" or "ltr", by the script of the tag or the usual one of its language. */
const char *direction_of(const char *language);

#endif
