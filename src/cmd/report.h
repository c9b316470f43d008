/*
 * What a build has to say while it runs: at once to whoever looks on, at its
 * end with --cron and --json; see report_end().
 */
#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include <stddef.h>
#include "base/pool.h"
#include "base/progress.h"
#include "model/when.h"

/* When a program that copies feeds/ to elsewhere has to copy a file. */
enum report_stage {
	REPORT_LEDGER, /* never: no reader needs it */
	REPORT_FIRST, /* what nobody is led to yet, and archives */
	REPORT_SECOND, /* what leads there */
	REPORT_LAST, /* what nobody is led to any more */
};

struct report_file {
	const char *path; /* below feeds/ */
	const char *why;
	enum report_stage stage;
	int is_deleted;
};

struct report {
	int is_cron; /* --cron: only what is news */
	int is_json; /* --json: one object instead of all messages */
	int tells_until; /* --until: when a build has something to do next */
	int names_files; /* -n, -v: each file, and why */
	struct progress progress;
	struct pool pool;
	struct report_file *files; /* none unless somebody wants them */
	size_t file_count;
	const char **failures; /* what could not be done, and why */
	size_t failure_count;
};

/* Something could not be done: the run will end with EXIT_FAILED. */
__attribute__((format(printf, 2, 3))) void report_failure(
	struct report *report, const char *format, ...);

/* Whether somebody wants to know the files, and why they are written. */
int report_wants_files(const struct report *report);

/*
 * A file below feeds/ has come into its place, or is deleted; or would be.  Each
 * is told in its turn, so that the order is that of publishing.
 */
void report_written(struct report *report, const char *path, const char *why,
	enum report_stage stage);
void report_deleted(struct report *report, const char *path, const char *why,
	enum report_stage stage);

/* Print a moment on a line of its own. */
void report_moment(struct report *report, instant moment);

void report_release(struct report *report);

#endif
