/*
 * The colour names of CSS, which are those of iCalendar (RFC 7986, 5.9).
 */
#ifndef MODEL_COLOUR_H
#define MODEL_COLOUR_H

#include <stddef.h>

struct colour {
	const char *name;
	unsigned rgb; /* 0xRRGGBB */
};

extern const struct colour colours[];
extern const size_t colour_count;

/* NULL when there is no such colour. */
const struct colour *colour_find(const char *name);

#endif
