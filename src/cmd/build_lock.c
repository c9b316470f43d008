#include "cmd/build_lock.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "base/banned.h"

/* Seconds that a run waits for another one to end. */
enum { PATIENCE = 30 };

/* Why feeds/ cannot be locked, as far as errno tells. */
static int report_lock(struct build *build)
{
	struct report *report = &build->report;
	char target[4096];
	ssize_t length = -1;
	int error = errno;

	if (error == EWOULDBLOCK) {
		report_failure(report,
			"another run still builds this site after %d seconds; "
			"nothing was done",
			PATIENCE);
		return -1;
	}
	if (error == ENOENT)
		length = readlink("feeds", target, sizeof(target));
	if (length > 0)
		report_failure(report,
			"feeds is a link to %.*s, which is not there; mount it "
			"or mend the link",
			(int)length, target);
	else
		report_failure(
			report, "feeds cannot be locked: %s", strerror(error));
	return -1;
}

int build_lock(struct build *build)
{
	if (build->dry || build->next ||
		lock_take(&build->lock, "feeds", 0) == 0)
		return 0;
	if (errno == EWOULDBLOCK) {
		progress_show(&build->report.progress,
			"waiting for another run to end");
		if (lock_take(&build->lock, "feeds", PATIENCE) == 0)
			return 0;
	}
	return report_lock(build);
}
