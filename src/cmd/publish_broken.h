/*
 * Feeds that could not be written, told once for each folder and cause.
 */
#ifndef CMD_PUBLISH_BROKEN_H
#define CMD_PUBLISH_BROKEN_H

#include "cmd/building.h"

/* A folder right below feeds/ in which files cannot be written. */
struct broken_folder {
	const char *name; /* "fr"; "": feeds/ itself */
	const char *path; /* of the first file */
	int error; /* errno: why */
	size_t count; /* of files that were not written */
};

struct publish_broken {
	struct build *build;
	struct broken_folder *folders;
	size_t count;
	bool is_full; /* the disk, and no space can be made on it */
};

/*
 * The file at `path` could not be written, for this errno.  Returns whether
 * nothing else in its folder can be written either.
 */
bool publish_broken_note(
	struct publish_broken *broken, const char *path, int error);

/*
 * Whether the file is in a folder of which it is known that nothing in it can
 * be written; it counts as one more then.
 */
bool publish_broken_takes(struct publish_broken *broken, const char *path);

/* Say what was not written and why; the build has failed if anything was. */
void publish_broken_report(const struct publish_broken *broken);

#endif
