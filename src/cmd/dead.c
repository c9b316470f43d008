#include "cmd/dead.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "cmd/building.h"
#include "store/store.h"
#include "base/banned.h"

/* "feeds/fr/party/EU/calendar.ics": that many folders below feeds/. */
enum { DEEPEST = 3 };

static void take_away(struct build *build, const char *path)
{
	struct buf full = BUF_INIT;
	int result = 0;

	buf_printf(&full, "feeds/%s", path);
	if (!build->dry)
		result = store_remove(full.bytes);
	buf_release(&full);
	if (result == 0) {
		report_deleted(
			&build->report, path, "it is forgotten", REPORT_LAST);
		return;
	}
	build->failed = true;
	report_failure(&build->report, "feeds/%s: %s", path, strerror(errno));
}

static bool is_dead(const struct build *build, const char *path)
{
	const char *rest = strchr(path, '/');
	struct buf name = BUF_INIT;
	bool is_feed = rest != NULL && feeds_kind_of(rest + 1, &name) != NULL;

	buf_release(&name);
	return is_feed && feeds_find(&build->plan->feeds, path) == NULL;
}

static DIR *open_folder(const char *path)
{
	struct buf name = BUF_INIT;
	DIR *stream;
	int folder;

	buf_printf(&name, "feeds/%s", path);
	folder = open(
		name.bytes, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	buf_release(&name);
	stream = folder >= 0 ? fdopendir(folder) : NULL;
	if (stream == NULL && folder >= 0)
		close(folder);
	return stream;
}

/* A folder in which nothing is left goes with it. */
static void remove_empty(const struct build *build, const char *path)
{
	struct buf full = BUF_INIT;

	buf_printf(&full, "feeds/%s", path);
	if (!build->dry)
		rmdir(full.bytes);
	buf_release(&full);
}

static void look_into(struct build *build, struct buf *path, int depth)
{
	DIR *stream = depth <= DEEPEST ? open_folder(path->bytes) : NULL;
	const struct dirent *entry;
	size_t length = path->length;

	if (stream == NULL)
		return;
	while ((entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		buf_printf(path, "/%s", entry->d_name);
		if (is_dead(build, path->bytes))
			take_away(build, path->bytes);
		else
			look_into(build, path, depth + 1);
		buf_cut(path, length);
	}
	closedir(stream);
	remove_empty(build, path->bytes);
}

static void look_at_root(struct build *build)
{
	for (const struct feed_kind *kind = feed_kinds; kind->name != NULL;
		kind++)
		if (kind->scope == SCOPE_PUBLISHER &&
			feeds_find(&build->plan->feeds, kind->name) == NULL)
			take_away(build, kind->name);
}

void dead_remove(struct build *build)
{
	const struct ledger *ledger = build->ledger;
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < build->folder_count; i++) {
		buf_cut(&path, 0);
		buf_puts(&path, build->folders[i]);
		look_into(build, &path, 1);
	}
	if (ledger->pages && !build->plan->next.pages)
		look_at_root(build);
	buf_release(&path);
}

void dead_sweep(struct build *build)
{
	DIR *stream = opendir("feeds");
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		struct buf path = BUF_INIT;

		buf_puts(&path, entry->d_name);
		if (*path.bytes != '.' && strcmp(path.bytes, "ledger") != 0)
			look_into(build, &path, 1);
		buf_release(&path);
	}
	if (stream != NULL)
		closedir(stream);
	look_at_root(build);
}
