#include "cmd/publish_broken.h"

#include <errno.h>
#include <string.h>
#include "store/store.h"
#include "base/banned.h"

static struct broken_folder *find_broken(
	struct publish_broken *broken, const char *path)
{
	size_t length = strcspn(path, "/");

	if (path[length] == '\0')
		length = 0;
	for (size_t i = 0; i < broken->count; i++)
		if (strlen(broken->folders[i].name) == length &&
			strncmp(broken->folders[i].name, path, length) == 0)
			return &broken->folders[i];
	return NULL;
}

/* What keeps one file from being written may keep all of a folder from it. */
static bool is_of_folder(int error)
{
	return error == EACCES || error == EROFS || error == ENOTDIR ||
		error == ELOOP;
}

static bool means_full(int error)
{
	return error == ENOSPC || error == EDQUOT;
}

bool publish_broken_note(
	struct publish_broken *broken, const char *path, int error)
{
	struct broken_folder *folder = find_broken(broken, path);
	size_t length = strcspn(path, "/");

	broken->is_full |= means_full(error);
	if (folder != NULL && folder->error == error) {
		folder->count++;
		return is_of_folder(error);
	}
	broken->folders = pool_grow(&broken->build->pool, broken->folders,
		broken->count, sizeof(*broken->folders));
	broken->folders[broken->count++] = (struct broken_folder){
		pool_bytes(&broken->build->pool, path,
			path[length] == '/' ? length : 0),
		pool_text(&broken->build->pool, path), error, 1};
	return is_of_folder(error);
}

bool publish_broken_takes(struct publish_broken *broken, const char *path)
{
	struct broken_folder *folder = find_broken(broken, path);

	if (folder == NULL || !is_of_folder(folder->error))
		return false;
	folder->count++;
	return true;
}

void publish_broken_report(const struct publish_broken *broken)
{
	struct report *report = &broken->build->report;
	bool is_full_told = false;

	for (size_t i = 0; i < broken->count; i++) {
		const struct broken_folder *folder = &broken->folders[i];

		broken->build->failed = true;
		if (means_full(folder->error)) {
			if (!is_full_told)
				report_failure(report,
					"feeds/%s: %s; nothing more was "
					"written",
					folder->path,
					store_explain(folder->error));
			is_full_told = true;
			continue;
		}
		if (folder->count == 1)
			report_failure(report,
				"feeds/%s: %s; the old file stands",
				folder->path, store_explain(folder->error));
		else
			report_failure(report,
				"feeds/%s and %zu more files of feeds/%s: %s; "
				"the old files stand",
				folder->path, folder->count - 1, folder->name,
				store_explain(folder->error));
	}
}
