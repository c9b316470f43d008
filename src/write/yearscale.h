/*
 * The years under a strip of years: a line with a tick where each one starts,
 * and their numbers.
 */
#ifndef WRITE_YEARSCALE_H
#define WRITE_YEARSCALE_H

#include "write/markup.h"

/* Pixels: a row fits on a screen that is 320 wide. */
enum { YEARS_IN_ROW = 8, YEARS_HEIGHT = 42, YEAR_WIDTH = 36 };

struct yearscale {
	int first, last; /* years */
	int rows;
};

struct yearscale yearscale_of(int first, int last);

/* Pixels from one end of a row to the other. */
int yearscale_width(const struct yearscale *scale);

/* Where a year starts, and the middle of its line. */
int yearscale_left(const struct yearscale *scale, int year);
int yearscale_line(const struct yearscale *scale, int year);

/* Draw it here. */
void yearscale_put(struct markup *markup, const struct yearscale *scale);

#endif
