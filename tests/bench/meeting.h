/*
 * The meetings of a made site.  Each follows from its place in the order and
 * from how many there are.
 *
 *	struct site site = {.count = 1000};
 *	struct meeting meeting = make_meeting(&site, 17);
 */
#ifndef BENCH_MEETING_H
#define BENCH_MEETING_H

#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

/* Days count from 2017-01-01, for ten years. */
enum {
	DAYS = 3652,
	TODAY = 3318, /* 2026-02-01 */
	SERIES = 200,
	PERSONS = 3
};

enum edit { EDIT_NONE, EDIT_TEXT, EDIT_MOVE, EDIT_MOVE_YEAR };

/* The facts of one meeting; numbers are places in the arrays of words.h. */
struct meeting {
	char uid[37];
	char folder[32]; /* "dialogue-017/0042" */
	size_t series;
	size_t session;
	const char *status;
	int first_day;
	int last_day;
	int hour; /* 0: whole days */
	size_t party; /* where it is, and whose clock counts */
	size_t topic;
	size_t place;
	size_t names[PERSONS];
	size_t roles[PERSONS];
	size_t person_count;
	size_t themes[4]; /* each another one */
	size_t sentences[4];
	int has_release;
	int has_statement; /* a second release */
	int has_correction;
	int has_sitting; /* a second one, a day later */
	int moved_from; /* 0: it never was */
	int announced; /* 0: nobody says when */
};

struct site {
	size_t count;
	int plain;
	enum edit edit; /* of the meeting that is written */
};

/* The meeting at this place, with the edit of the site. */
struct meeting make_meeting(const struct site *site, size_t index);

#endif
