/*
 * What is wrong with the records, in words for the one who writes them:
 *
 *	events/x/07/fr.xml:3:4: error: unknown element 'titel'
 *	  <titel>7e cyber dialogue</titel>
 *	   ^
 *	help: write title
 *
 * Complaints are collected while records are read, in any order, and printed
 * in the order of path, line and column.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdarg.h>
#include <stddef.h>
#include "base/pool.h"
#include "base/excerpt.h"

/* A place in a record; line and column (in characters) count from 1. */
struct pos {
	const char *path; /* borrowed; a diag keeps its own */
	int line; /* 0: the file as a whole */
	int column;
};

enum severity { DIAG_ADVICE, DIAG_ERROR };

struct complaint {
	struct pos at;
	enum severity severity;
	const char *message;
	const char *help; /* NULL when there is none */
	size_t order; /* of being made, among those at the same place */
};

struct diag {
	struct pool pool;
	struct complaint *complaints;
	size_t count;
	size_t error_count; /* those that are errors, not advice */
	const char *path; /* of the last complaint */
	size_t in_path; /* complaints about it in a row */
	int is_ill; /* the machine could not read a record; see below */
};

#define DIAG_INIT                                                              \
	{                                                                      \
		POOL_INIT, NULL, 0, 0, NULL, 0, 0                              \
	}

/* Something that keeps a record from being published.  Returns -1. */
__attribute__((format(printf, 3, 4))) int diag_error(
	struct diag *diag, struct pos at, const char *format, ...);

__attribute__((format(printf, 3, 0))) int diag_verror(struct diag *diag,
	struct pos at, const char *format, va_list arguments);

/*
 * A record that could not be read; errno says why.  When it is no fault of the
 * record (its mode, say) but of the machine, the diag is ill from then on:
 * what the records tell is not known.  Returns -1.
 */
int diag_unreadable(struct diag *diag, struct pos at);

/* Something worth a look. */
__attribute__((format(printf, 3, 4))) void diag_advice(
	struct diag *diag, struct pos at, const char *format, ...);

/* What to write instead, for the complaint made last.  Returns -1. */
__attribute__((format(printf, 2, 3))) int diag_help(
	struct diag *diag, const char *format, ...);

/* The complaints of `other`, which is empty then, come behind those of diag. */
void diag_join(struct diag *diag, struct diag *other);

/* Which complaints are shown. */
struct diag_choice {
	enum severity least;
	char *const *paths; /* records at or below one of them */
	size_t path_count; /* 0: all records */
};

/* What a complaint is about is quoted from its record as it stands now. */
typedef void diag_show_one(void *data, const struct complaint *complaint,
	const struct excerpt *quote);

/*
 * Show the complaints of a choice, one after the other, those about a record
 * in a row.  Returns how many of them were errors.
 */
size_t diag_show(struct diag *diag, const struct diag_choice *choice,
	diag_show_one *show, void *data);

/*
 * All complaints in the order in which they are printed, for those who do not
 * read them as text; how many goes to `*count`.  They live in the diag.
 */
const struct complaint *diag_list(struct diag *diag, size_t *count);

void diag_release(struct diag *diag);

#endif
