#include "plan/lost.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include "base/buf.h"
#include "plan/feeds.h"
#include "plan/ledger.h"
#include "base/banned.h"

static bool is_feed(const char *name)
{
	struct buf rest = BUF_INIT;
	bool result = feeds_kind_of(name, &rest) != NULL;

	buf_release(&rest);
	return result;
}

/* Whether a folder below feeds/ has such a file. */
static bool folder_has(const char *folder, bool (*is_wanted)(const char *name))
{
	struct buf path = BUF_INIT;
	const struct dirent *entry;
	bool found = false;
	DIR *stream;

	buf_printf(&path, "feeds/%s", folder);
	stream = opendir(path.bytes);
	buf_release(&path);
	if (stream == NULL)
		return errno != ENOENT && errno != ENOTDIR;
	errno = 0;
	while (!found && (entry = readdir(stream)) != NULL)
		found = is_wanted(entry->d_name);
	closedir(stream);
	if (found)
		errno = 0;
	return found || errno != 0;
}

bool lost_has_feeds(const struct publisher *publisher)
{
	if (folder_has("ledger", ledger_is_file))
		return true;
	for (size_t i = 0; i < publisher->language_count; i++)
		if (folder_has(publisher->languages[i], is_feed))
			return true;
	errno = 0;
	return false;
}
