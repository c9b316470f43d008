/*
 * Loaded in front of the C library: counts the records that a run opens, and
 * appends the number to the file that OPENED names.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int records;

/* What open() is with _FORTIFY_SOURCE where the flags are not constant. */
int __open_2(const char *path, int flags);

int __open_2(const char *path, int flags)
{
	size_t length = strlen(path);

	records += strncmp(path, "events/", 7) == 0 && length > 4 &&
		strcmp(path + length - 4, ".xml") == 0;
	return open(path, flags);
}

__attribute__((destructor)) static void tell(void)
{
	const char *name = getenv("OPENED");
	FILE *file = name ? fopen(name, "a") : NULL;

	if (file == NULL)
		return;
	fprintf(file, "%d\n", records);
	fclose(file);
}
