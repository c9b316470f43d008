#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "store/store.h"
#include "base/banned.h"

/* Feeds lie three folders deep. */
enum { DEEPEST = 8 };

/* ".calendar.ics.new": see put_temporary_name() in waiting.c. */
static int is_temporary(const char *name)
{
	size_t length = strlen(name);

	return name[0] == '.' && length > 5 &&
		strcmp(name + length - 4, ".new") == 0;
}

static void sweep(int parent, const char *name, int depth)
{
	int folder = openat(parent, name,
		O_RDONLY | O_DIRECTORY | O_CLOEXEC |
			(depth > 0 ? O_NOFOLLOW : 0));
	DIR *stream = folder >= 0 ? fdopendir(folder) : NULL;
	const struct dirent *entry;

	if (stream == NULL) {
		if (folder >= 0)
			close(folder);
		return;
	}
	while ((entry = readdir(stream)) != NULL) {
		if (is_temporary(entry->d_name))
			unlinkat(folder, entry->d_name, 0);
		else if (entry->d_name[0] != '.' && depth < DEEPEST &&
			(entry->d_type == DT_DIR ||
				entry->d_type == DT_UNKNOWN))
			sweep(folder, entry->d_name, depth + 1);
	}
	closedir(stream);
}

void store_sweep(const char *folder)
{
	sweep(AT_FDCWD, folder, 0);
}
