#include "store/commit.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "store/store.h"
#include "store/temp_file.h"
#include "base/banned.h"

enum { LIST_LIMIT = 1 << 28 };

static const char waiting[] = ".next", list_name[] = ".commit";

void commit_put_waiting(struct buf *out, const char *folder, const char *name)
{
	buf_printf(out, "%s/.%s%s", folder, name, waiting);
}

/* The file that waits into its place; it is there already when it is gone. */
static int put_into_place(const char *folder, const char *name)
{
	struct buf from = BUF_INIT, to = BUF_INIT;
	int result;

	commit_put_waiting(&from, folder, name);
	buf_printf(&to, "%s/%s", folder, name);
	result = temp_file_move_time(from.bytes, to.bytes);
	if (result == 0)
		result = rename(from.bytes, to.bytes);
	if (result != 0 && errno == ENOENT)
		result = 0;
	buf_release(&from);
	buf_release(&to);
	return result;
}

static int take_away(const char *folder, const char *name)
{
	struct buf path = BUF_INIT;
	int result;

	buf_printf(&path, "%s/%s", folder, name);
	result = store_remove(path.bytes);
	buf_release(&path);
	return result;
}

/* A list that came with a repository may name what is not in the folder. */
static bool is_line(const char *line)
{
	return (*line == '+' || *line == '-') && line[1] != '.' &&
		line[1] != '\0' && strchr(line, '/') == NULL;
}

/* Lines "+name" and "-name". */
static int follow_list(const char *folder, char *list)
{
	for (char *next; *list != '\0'; list = next) {
		size_t length = strcspn(list, "\n");
		int result;

		next = list + length + (list[length] == '\n');
		list[length] = '\0';
		if (!is_line(list)) {
			errno = EINVAL;
			return -1;
		}
		result = *list == '-' ? take_away(folder, list + 1)
				      : put_into_place(folder, list + 1);
		if (result != 0)
			return -1;
	}
	return 0;
}

static int end_commit(const char *folder, char *list)
{
	if (follow_list(folder, list) != 0 || store_sync_folder(folder) != 0)
		return -1;
	return take_away(folder, list_name);
}

int commit_files(
	const char *folder, const struct commit_change *changes, size_t count)
{
	struct buf list = BUF_INIT, path = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < count; i++)
		buf_printf(&list, "%c%s\n", changes[i].is_removed ? '-' : '+',
			changes[i].name);
	buf_printf(&path, "%s/%s", folder, list_name);
	if (count > 0 &&
		(store_put(path.bytes, &list, STORE_PUBLIC) == STORE_FAILED ||
			store_sync_folder(folder) != 0 ||
			end_commit(folder, list.bytes) != 0))
		result = -1;
	buf_release(&path);
	buf_release(&list);
	return result;
}

static bool is_waiting(const char *name)
{
	size_t length = strlen(name), end = strlen(waiting);

	return name[0] == '.' && length > end &&
		strcmp(name + length - end, waiting) == 0;
}

/* What was to be committed and never was. */
static int remove_waiting(const char *folder)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	int result = 0;

	if (stream == NULL)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	while ((entry = readdir(stream)) != NULL)
		if (is_waiting(entry->d_name) &&
			take_away(folder, entry->d_name) != 0)
			result = -1;
	closedir(stream);
	return result;
}

int commit_finish(const char *folder)
{
	struct buf path = BUF_INIT, list = BUF_INIT;
	int result;

	buf_printf(&path, "%s/%s", folder, list_name);
	result = file_check_folders(path.bytes);
	if (result == 0)
		result = file_read(path.bytes, LIST_LIMIT, &list);
	if (result == 0)
		result = end_commit(folder, list.bytes);
	else if (errno == ENOENT || errno == ENOTDIR)
		result = remove_waiting(folder);
	buf_release(&path);
	buf_release(&list);
	return result;
}
