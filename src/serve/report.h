/*
 * What is wrong after a build, for the pages of the preview: the complaints
 * that `check --html` lists, and in front of them what only a build can meet,
 * such as a full disk.
 */
#ifndef SERVE_REPORT_H
#define SERVE_REPORT_H

#include "base/buf.h"

struct report {
	struct buf page; /* what check printed */
	const struct buf *said; /* by the build, on standard error */
	int build_status, check_status; /* as from waitpid(); -1: not run */
};

/*
 * Append the list of complaints, unless no record is bad, and the page of all
 * of them.  Both are HTML; the list stands in a page of somebody else.
 */
void report_put(
	const struct report *report, struct buf *list, struct buf *page);

/* Whether check came to an end and its page is one. */
int report_is_of_check(const struct report *report);

#endif
