#include "cmd/cmd.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/banned.h"

/* For "/events/publisher.xml". */
enum { PATH_ROOM = 32 };

int cmd_now(instant *now)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	const instant last = 32503679999; /* 2999-12-31T23:59:59Z */
	char *end = NULL;

	errno = 0;
	*now = (instant)time(NULL);
	if (epoch != NULL && *epoch != '\0')
		*now = (instant)strtoll(epoch, &end, 10);
	if (errno == 0 && (end == NULL || *end == '\0') && *now >= 0 &&
		*now <= last)
		return 0;
	fprintf(stderr,
		"dialogue-feeds: %s is '%s', which is no moment between 1970 "
		"and 2999\n",
		end ? "SOURCE_DATE_EPOCH" : "the clock", end ? epoch : "");
	return -1;
}

int cmd_enter_site(void)
{
	struct stat status;
	char *folder = realpath(".", NULL);
	char *path = folder ? mem_alloc(strlen(folder) + PATH_ROOM) : NULL;
	bool is_site = lstat("events", &status) == 0;

	for (char *end = folder ? folder + strlen(folder) : NULL;
		!is_site && end != NULL; end = strrchr(folder, '/')) {
		*end = '\0';
		snprintf(path, strlen(folder) + PATH_ROOM,
			"%s/events/publisher.xml", folder);
		is_site = access(path, F_OK) == 0 &&
			chdir(*folder ? folder : "/") == 0;
	}
	free(path);
	free(folder);
	if (is_site)
		return 0;
	fputs("dialogue-feeds: there is no site here: a site is a folder with "
	      "events/publisher.xml in it\n"
	      "help: go to its folder, or name it with -C; `dialogue-feeds "
	      "init` makes one\n",
		stderr);
	return -1;
}

int cmd_usage(const char *usage)
{
	fprintf(stderr, "usage: dialogue-feeds [-C SITE] %s\n", usage);
	fputs("`dialogue-feeds --help` tells more.\n", stderr);
	return EXIT_USAGE;
}
