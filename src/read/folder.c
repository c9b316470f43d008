#include "read/folder.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "base/collate.h"
#include "base/litter.h"
#include "base/mem.h"
#include "read/value.h"
#include "base/banned.h"

static enum entry_kind kind_of(unsigned char type)
{
	if (type == DT_DIR)
		return ENTRY_FOLDER;
	return type == DT_REG ? ENTRY_FILE : ENTRY_OTHER;
}

static int compare(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static int report_unreadable(
	struct pool *pool, struct diag *diag, const char *path)
{
	return diag_unreadable(diag, (struct pos){pool_text(pool, path), 0, 0});
}

/*
 * Where the folder does not tell what an entry is.  What has vanished since it
 * was listed is not there; what cannot be looked at is taken for a record, so
 * that its words are not taken for gone.
 */
static int look_at(struct entry *entry, struct pool *pool, struct diag *diag)
{
	struct stat status;

	if (lstat(entry->path, &status) == 0)
		entry->kind = kind_of(IFTODT(status.st_mode));
	else if (errno == ENOENT)
		return -1;
	else
		report_unreadable(pool, diag, entry->path);
	return 0;
}

/* Room for one more; it grows twofold. */
static void make_room(struct folder *folder)
{
	size_t room = folder->count < 8 ? 8 : 2 * folder->count;

	if (folder->count == 0 ||
		(folder->count >= 8 &&
			(folder->count & (folder->count - 1)) == 0))
		folder->entries = mem_resize(
			folder->entries, room * sizeof(*folder->entries));
}

static void add_entry(struct folder *folder, struct pool *pool,
	struct diag *diag, const char *path, const struct dirent *found)
{
	struct entry entry = {
		.path = pool_printf(pool, "%s/%s", path, found->d_name),
		.kind = ENTRY_FILE};

	if (found->d_type != DT_UNKNOWN)
		entry.kind = kind_of(found->d_type);
	else if (look_at(&entry, pool, diag) != 0)
		return;
	entry.name = entry.path + strlen(path) + 1;
	make_room(folder);
	folder->entries[folder->count++] = entry;
}

int folder_read(struct folder *folder, struct pool *pool, struct diag *diag,
	const char *path)
{
	DIR *stream = opendir(path);
	struct dirent *found;
	int result = 0;

	*folder = (struct folder){NULL, 0};
	if (stream == NULL)
		return report_unreadable(pool, diag, path);
	for (;;) {
		errno = 0;
		found = readdir(stream);
		if (found == NULL)
			break;
		if (!litter_is(found->d_name))
			add_entry(folder, pool, diag, path, found);
	}
	if (errno != 0)
		result = report_unreadable(pool, diag, path);
	closedir(stream);
	if (folder->count > 0)
		qsort(folder->entries, folder->count, sizeof(*folder->entries),
			compare);
	return result;
}

void folder_release(struct folder *folder)
{
	free(folder->entries);
	*folder = (struct folder){NULL, 0};
}

const struct entry *folder_find(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->entries[i].name, name) == 0)
			return &folder->entries[i];
	return NULL;
}

bool folder_is_reserved(const char *name)
{
	static const char *const names[] = {"party", "topic", "selection",
		"ledger", "index", "events", "embed", NULL};
	static const char *const starts[] = {
		"calendar", "releases", "changes", NULL};

	for (size_t i = 0; starts[i] != NULL; i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return value_index(names, name) >= 0;
}

/* "07 Réunion ministérielle" as "07-reunion-ministerielle". */
static void suggest_name(struct buf *help, const char *name)
{
	while (*name != '\0') {
		long letter = collate_letter(&name);
		bool is_plain =
			letter > 0 && letter < 0x80 && isalnum((int)letter);

		if (is_plain)
			buf_putc(help, (char)letter);
		else if (help->length > 0 &&
			help->bytes[help->length - 1] != '-')
			buf_putc(help, '-');
	}
	if (help->length > LONGEST_FOLDER)
		buf_cut(help, LONGEST_FOLDER);
	while (help->length > 0 && help->bytes[help->length - 1] == '-')
		buf_cut(help, help->length - 1);
}

int folder_check_name(struct diag *diag, const struct entry *entry)
{
	struct pos at = {entry->path, 0, 0};
	struct buf help = BUF_INIT, better = BUF_INIT;
	const char *wrong = value_folder.check(entry->name, &help);

	if (wrong != NULL) {
		suggest_name(&better, entry->name);
		diag_error(diag, at, "'%s' %s", entry->name, wrong);
		diag_help(diag, "%s%s%s", help.bytes,
			better.length > 0 ? ", such as " : "", better.bytes);
	} else if (folder_is_reserved(entry->name)) {
		wrong = "is reserved";
		diag_error(diag, at,
			"the name '%s' is taken by the feeds themselves",
			entry->name);
		diag_help(diag, "rename the folder, for instance to %s-1",
			strcmp(entry->name, "events") == 0 ? "meeting"
							   : "dialogue");
	}
	buf_release(&better);
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}
