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
	char *end;

	if (epoch == NULL || *epoch == '\0') {
		*now = (instant)time(NULL);
		return 0;
	}
	errno = 0;
	*now = (instant)strtoll(epoch, &end, 10);
	/* Up to the year 9999, the last one that RFC 3339 can write. */
	if (errno == 0 && *end == '\0' && *now >= 0 && *now < 253402300800)
		return 0;
	fprintf(stderr,
		"dialogue-feeds: SOURCE_DATE_EPOCH is '%s', not a number of "
		"seconds since 1970\n",
		epoch);
	return -1;
}

int cmd_usage(const char *usage)
{
	fprintf(stderr, "usage: dialogue-feeds [-C SITE] %s\n", usage);
	fputs("`dialogue-feeds --help` tells more.\n", stderr);
	return EXIT_USAGE;
}
