/*
 * What a folder of records holds, in byte order of the names.
 */
#ifndef READ_FOLDER_H
#define READ_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/diag.h"
#include "base/pool.h"

enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_OTHER };

struct entry {
	const char *path; /* with the path of the folder in front */
	const char *name; /* the end of it */
	enum entry_kind kind;
};

struct folder {
	struct entry *entries; /* owned; see folder_release() */
	size_t count;
};

/*
 * The entries of the folder at `path`, but for litter; their paths live in
 * `pool`.  Returns 0, or -1 after complaining; either way it has to be released.
 */
int folder_read(struct folder *folder, struct pool *pool, struct diag *diag,
	const char *path);

void folder_release(struct folder *folder);

/* The entry of this name, or NULL. */
const struct entry *folder_find(const struct folder *folder, const char *name);

/* What stands in feeds/LANG/ under a name of the program's own. */
bool folder_is_reserved(const char *name);

/*
 * Complain about a name that cannot stand for a series or an event: one with
 * other characters than a-z, 0-9 and -, or one that feeds/ needs itself.
 * Returns 0 or -1.
 */
int folder_check_name(struct diag *diag, const struct entry *entry);

#endif
