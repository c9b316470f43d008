#include "serve/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/hash.h"
#include "base/litter.h"
#include "base/banned.h"

/* Deeper than any record or feed. */
enum { DEEPEST = 16 };

struct walk {
	struct buf path;
	int depth;
	tree_visit *visit;
	void *data;
};

static void walk_folder(struct walk *walk, int folder);

static void walk_entry(struct walk *walk, int folder, const char *name)
{
	size_t before = walk->path.length;
	struct stat status;

	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	if (before > 0)
		buf_putc(&walk->path, '/');
	buf_puts(&walk->path, name);
	if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
		walk->visit(walk->data, walk->path.bytes, &status);
	if (S_ISDIR(status.st_mode) && walk->depth < DEEPEST)
		walk_folder(walk,
			openat(folder, name,
				O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
					O_CLOEXEC));
	buf_cut(&walk->path, before);
}

/* Closes the folder; -1 is one that cannot be read. */
static void walk_folder(struct walk *walk, int folder)
{
	DIR *stream = folder < 0 ? NULL : fdopendir(folder);
	struct dirent *entry;

	if (stream == NULL) {
		if (folder >= 0)
			close(folder);
		return;
	}
	walk->depth++;
	for (entry = readdir(stream); entry != NULL; entry = readdir(stream))
		if (!litter_is(entry->d_name))
			walk_entry(walk, folder, entry->d_name);
	walk->depth--;
	closedir(stream);
}

void tree_walk(const char *folder, tree_visit *visit, void *data)
{
	struct walk walk = {.path = BUF_INIT, .visit = visit, .data = data};

	walk_folder(&walk, open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	buf_release(&walk.path);
}

static void add_stamp(void *data, const char *path, const struct stat *status)
{
	uint64_t *sum = data;
	/* Some file systems give a file another inode each time. */
	const uint64_t stamp[] = {hash_text(path), (uint64_t)status->st_size,
		(uint64_t)status->st_mtim.tv_sec,
		(uint64_t)status->st_mtim.tv_nsec,
		(uint64_t)status->st_ctim.tv_sec,
		(uint64_t)status->st_ctim.tv_nsec};

	/* Files of a folder come in any order; folders change with them. */
	if (S_ISREG(status->st_mode))
		*sum += hash_bytes(stamp, sizeof(stamp));
}

uint64_t tree_stamp(const char *folder)
{
	uint64_t sum = 0;

	tree_walk(folder, add_stamp, &sum);
	return sum;
}
