/*
 * What is wrong after a build, for the pages of the preview: the complaints
 * that `check --html` lists, and in front of them what only a build can meet,
 * such as a full disk.
 */
#ifndef SERVE_REPORT_H
#define SERVE_REPORT_H

#include "base/buf.h"
#include "serve/state.h"

struct report {
	struct buf page; /* what check printed */
	const struct buf *said; /* by the build, on standard error */
	int build_status, check_status; /* as from waitpid(); -1: not run */
};

/* The complaints, to be released by the caller. */
struct complaints report_make(const struct report *report);

/* Whether check came to an end and its page is one. */
bool report_is_of_check(const struct report *report);

#endif
