/*
 * What is found in archives while a ledger is put together again; see
 * recover.h.
 */
#ifndef CMD_RECOVERY_H
#define CMD_RECOVERY_H

#include "base/buf.h"
#include "cmd/building.h"
#include "model/site.h"

struct xmltree;

/* A fragment that stands in an archive. */
struct found {
	const char *uid; /* of the meeting */
	const char *path; /* of the archive */
	const char *text; /* of a VEVENT, as libical prints it */
	struct row row;
};

/* Whose time the VEVENT of this uid is. */
struct owner {
	const char *uid;
	const struct event *event;
};

struct recovery {
	struct build *build;
	struct pool *pool; /* of the build */
	struct site *world; /* the records by themselves, accepted */
	struct owner *owners; /* by uid */
	size_t owner_count;
	struct found *found;
	size_t count;
	struct xmltree *xml;
	size_t archive_count;
	const char *path, *language; /* of the archive that is read */
	enum format format;
	int year;
};

/* Say why nothing can be recovered; returns -1. */
int recovery_fail(struct recovery *it, const char *path, const char *problem);

/* Add what stands in the archive that is read. */
void recovery_add(struct recovery *it, struct found found);

/*
 * Bring it into its order, once all is there.  A fragment that moves to another
 * year stands in two archives for a while: it is one.
 */
void recovery_sort(struct recovery *it);

/* What the archives have of a VEVENT, or NULL. */
const struct found *recovery_find(
	const struct recovery *it, const struct fragment *fragment);

/* Note whose the times of the records are; then, whose time has this uid. */
void recovery_note_owners(struct recovery *it);
const struct event *recovery_owner(const struct recovery *it, const char *uid);

/*
 * A series whose folder was renamed keeps its old name in ids, unless another
 * series has it.
 */
void recovery_note_identity(
	struct recovery *it, const struct series *of, const char *name);

#endif
