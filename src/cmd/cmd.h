/*
 * The commands of the program.  Each gets its own name and arguments, runs in
 * the folder of the site, and returns the exit status of the program.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "model/when.h"

enum exit_status {
	EXIT_DONE = 0, /* all is published, or as asked */
	EXIT_FAILED = 1, /* what was published stands as it was */
	EXIT_USAGE = 2, /* the program was called wrongly */
	EXIT_RECORDS = 3, /* published, but some records are bad */
};

int cmd_init(int argc, char **argv);
int cmd_new(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_serve(int argc, char **argv);

/*
 * The moment of this run, read once: SOURCE_DATE_EPOCH or the clock.  Returns
 * -1 after complaining about one that is no number or behind the year 2999,
 * which no stamp could hold.
 */
int cmd_now(instant *now);

/* Say how a command is used; returns EXIT_USAGE. */
int cmd_usage(const char *usage);

#endif
