#include "serve/folder.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/banned.h"

/* Deeper than any feed. */
enum { OPEN_FOLDERS = 16 };

static int link_to(const struct buf *site, const char *below, const char *path)
{
	struct buf target = BUF_INIT;
	int result;

	buf_printf(&target, "%s/%s", site->bytes, below);
	result = symlink(target.bytes, path);
	buf_release(&target);
	return result;
}

/* In the new folder; the ledger need not be there yet. */
static int fill(const struct buf *site)
{
	if (link_to(site, "events", "events") != 0 || mkdir("feeds", 0700) != 0)
		return -1;
	return link_to(site, "feeds/ledger", "feeds/ledger");
}

int folder_make(struct buf *path, struct buf *site)
{
	const char *parent = getenv("TMPDIR");
	char *here = realpath(".", NULL);
	int error;

	if (here == NULL)
		return -1;
	buf_puts(site, here);
	free(here);
	buf_printf(path, "%s/dialogue-feeds-XXXXXX",
		parent != NULL && *parent == '/' ? parent : "/tmp");
	if (mkdtemp(path->bytes) == NULL)
		return -1;
	if (chdir(path->bytes) == 0 && fill(site) == 0)
		return 0;
	error = errno;
	folder_remove(path->bytes);
	errno = error;
	return -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind,
	struct FTW *place)
{
	(void)status;
	(void)place;
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

void folder_remove(const char *path)
{
	nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}
