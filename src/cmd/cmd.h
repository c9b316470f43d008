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

/* How each is used. */
#define USAGE_INIT "init"
#define USAGE_NEW "new [--text LANG] SERIES[/EVENT]"
#define USAGE_IMPORT                                                           \
	"import [-n] [--json] [--update] [--text LANG] [SERIES[/EVENT]] FILE|-"
#define USAGE_CHECK "check [--html FILE] [PATH...]"
#define USAGE_BUILD                                                            \
	"build [-nv] [-j N] [--cron] [--json] [--next] [--until] "             \
	"[--recover] [--preview] [--plan NAME] [--no-proof] [--forget "        \
	"NAME]..."
#define USAGE_LIST "list [--json | --html] [--todo LANG [SERIES/EVENT]]"
#define USAGE_MOVE "move SERIES/EVENT --to DATE [--text LANG --why TEXT]..."
#define USAGE_POSTPONE "postpone SERIES/EVENT [--text LANG --why TEXT]..."
#define USAGE_CANCEL "cancel SERIES/EVENT [--text LANG --why TEXT]..."
#define USAGE_RENAME "rename OLD NEW"
#define USAGE_WITHDRAW "withdraw SERIES/EVENT [RELEASE]"
#define USAGE_CONFIRM "confirm SERIES/EVENT [[--seen WORDS] FILE:LINE]"
#define USAGE_STRIKE "strike SERIES/EVENT [--seen WORDS] FILE:LINE"
#define USAGE_SERVE                                                            \
	"serve [--port NUMBER] [--edit | --open] [--listen ADDRESS "           \
	"[--anyway]]"

int cmd_init(int argc, char **argv);
int cmd_new(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_build(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_move(int argc, char **argv);
int cmd_postpone(int argc, char **argv);
int cmd_cancel(int argc, char **argv);
int cmd_rename(int argc, char **argv);
int cmd_withdraw(int argc, char **argv);
int cmd_confirm(int argc, char **argv);
int cmd_strike(int argc, char **argv);

/*
 * The moment of this run, read once: SOURCE_DATE_EPOCH or the clock.  Returns
 * -1 after complaining about one that is no number or behind the year 2999,
 * which no stamp could hold.
 */
int cmd_now(instant *now);

/*
 * Enter the site that this folder is in: itself, or the nearest one above it
 * that has events/publisher.xml.  Returns -1 after saying that there is none.
 */
int cmd_enter_site(void);

/* Say how a command is used; returns EXIT_USAGE. */
int cmd_usage(const char *usage);

#endif
