/*
 * SERIES/EVENT, as a command is given it.
 */
#ifndef CMD_TARGET_H
#define CMD_TARGET_H

#include "base/buf.h"

struct target {
	struct buf series, event; /* `event` is empty for a series alone */
};

#define TARGET_INIT                                                            \
	{                                                                      \
		BUF_INIT, BUF_INIT                                             \
	}

/*
 * Read SERIES/EVENT or SERIES, also with events/ in front, and check both as
 * the reader would.  Returns 0, or -1 after saying what is wrong, if it is more
 * than too many slashes.
 */
int target_parse(struct target *target, const char *text);

/* Append "events/SERIES/EVENT". */
void target_put_path(struct buf *out, const struct target *target);

void target_release(struct target *target);

#endif
