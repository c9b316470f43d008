#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/banned.h"

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

int cmd_usage(const char *usage)
{
	fprintf(stderr, "usage: dialogue-feeds [-C SITE] %s\n", usage);
	fputs("`dialogue-feeds --help` tells more.\n", stderr);
	return EXIT_USAGE;
}
