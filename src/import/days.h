/*
 * The days that a text names, in figures and in words.
 */
#ifndef IMPORT_DAYS_H
#define IMPORT_DAYS_H

#include "import/hits.h"
#include "model/when.h"

struct day {
	size_t start, end; /* letters of the fold */
	int year, month, day; /* 0: not said; the day always is */
	int last_year, last_month, last_day; /* of some days; else 0 */
	bool may_be_swapped; /* nobody can tell the day from the month */
	bool is_figures; /* all of it, with the year */
	bool is_hint; /* "20260128", as in an address: it tells a year alone */
	bool is_told_by_release; /* "yesterday" */
	int weekday; /* 1 is Monday; 0: not said */
};

struct days {
	struct day *items;
	size_t count;
};

struct days days_find(
	struct pool *pool, const struct hits *hits, const char *language);

/* The first clock time in there, which is not the start of the text. */
bool days_clock(const struct hits *hits, size_t start, size_t end, int *hour,
	int *minute);

#endif
