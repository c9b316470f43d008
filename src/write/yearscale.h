/*
 * The years under a strip of years: a line with a tick where each one starts,
 * and their numbers.
 *
 * A page with many strips has each scale once, at its start, and strips lead to
 * it by its id: "#years-2019-8", eight years from 2019 on.
 */
#ifndef WRITE_YEARSCALE_H
#define WRITE_YEARSCALE_H

#include "model/feed.h"
#include "write/markup.h"

/* Pixels: a row fits on a screen that is 320 wide. */
enum { YEARS_IN_ROW = 8, YEARS_HEIGHT = 38 };

struct yearscale {
	int first, last; /* years */
	int rows;
	int width; /* of a year */
};

/* A single row is as wide as its years need. */
struct yearscale yearscale_of(int first, int last);

/* Pixels from one end of a row to the other. */
int yearscale_width(const struct yearscale *scale);

/* Where a year starts, and the middle of its line. */
int yearscale_left(const struct yearscale *scale, int year);
int yearscale_line(const struct yearscale *scale, int year);

/* Draw it here. */
void yearscale_put(struct markup *markup, const struct yearscale *scale);

/* Lead to it. */
void yearscale_put_use(struct markup *markup, const struct yearscale *scale);

/* Those that these parts of a page lead to. */
void yearscale_put_all(
	struct markup *markup, struct fragment *const *parts, size_t count);

#endif
