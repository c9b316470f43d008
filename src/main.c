#include <errno.h>
#include <getopt.h>
#include <libical/ical.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/nearest.h"
#include "base/version.h"
#include "cmd/cmd.h"
#include "base/banned.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
	const char *usage;
} commands[] = {
	{"init", cmd_init, "make a small site in this folder", USAGE_INIT},
	{"new", cmd_new, "make the skeleton of an event or a text", USAGE_NEW},
	{"import", cmd_import, "make a record of a press release",
		USAGE_IMPORT},
	{"check", cmd_check, "say what is wrong with the records", USAGE_CHECK},
	{"build", cmd_build, "publish events/ to feeds/", USAGE_BUILD},
	{"list", cmd_list, "list events, the next ones first", USAGE_LIST},
	{"serve", cmd_serve, "show the feeds in a browser while records change",
		USAGE_SERVE},
	{"move", cmd_move, "give a meeting another date", USAGE_MOVE},
	{"postpone", cmd_postpone, "postpone a meeting", USAGE_POSTPONE},
	{"cancel", cmd_cancel, "cancel a meeting", USAGE_CANCEL},
	{"rename", cmd_rename, "give a series or a meeting another folder",
		USAGE_RENAME},
	{"withdraw", cmd_withdraw, "withdraw a press release", USAGE_WITHDRAW},
	{"confirm", cmd_confirm,
		"say that a doubt is none, or that a draft is ready",
		USAGE_CONFIRM},
	{"strike", cmd_strike, "take out what is doubted", USAGE_STRIKE},
};

static void print_help(void)
{
	puts("usage: dialogue-feeds [-C SITE] COMMAND [ARGUMENT...]\n\n"
	     "Calendars and news feeds from a folder of meeting records.\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		printf("  %-8s  %s\n", commands[i].name, commands[i].summary);
	puts("\n  -C SITE   work in that folder\n"
	     "  --help    this text\n"
	     "  --version  the version\n\n"
	     "dialogue-feeds(1) describes the commands, dialogue-feeds(5) the "
	     "records.");
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void report_command(const char *name)
{
	struct nearest nearest;

	nearest_begin(&nearest, name);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		nearest_offer(&nearest, commands[i].name);
	fprintf(stderr, "dialogue-feeds: there is no command '%s'\n", name);
	if (nearest.found != NULL)
		fprintf(stderr, "help: write %s\n", nearest.found);
}

static int enter(const char *folder)
{
	if (chdir(folder) == 0)
		return 0;
	fprintf(stderr, "dialogue-feeds: %s: %s\n", folder, strerror(errno));
	return -1;
}

static int run(int argc, char **argv)
{
	const struct command *command;

	if (argc == 0)
		return cmd_usage("COMMAND [ARGUMENT...]");
	command = find_command(argv[0]);
	if (command == NULL) {
		report_command(argv[0]);
		return cmd_usage("COMMAND [ARGUMENT...]");
	}
	if (argc > 1 && strcmp(argv[1], "--help") == 0) {
		printf("usage: dialogue-feeds [-C SITE] %s\n\n%s; "
		       "dialogue-feeds(1) tells more.\n",
			command->usage, command->summary);
		return EXIT_DONE;
	}
	xmlInitParser();
	icalerror_set_errors_are_fatal(0);
	optind = 0;
	argv[0] = (char[]){"dialogue-feeds"};
	return command->run(argc, argv);
}

/* Output that could not be written is a failure, whatever else went well. */
static int finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fprintf(stderr, "dialogue-feeds: standard output: %s\n",
		strerror(errno));
	return status == EXIT_USAGE ? status : EXIT_FAILED;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL},
	};
	int option;

	while ((option = getopt_long(argc, argv, "+C:h", options, NULL)) != -1)
		switch (option) {
		case 'C':
			if (enter(optarg) != 0)
				return EXIT_USAGE;
			break;
		case 'h':
			print_help();
			return finish(EXIT_DONE);
		case 'V':
			puts("dialogue-feeds " VERSION);
			return finish(EXIT_DONE);
		default:
			return cmd_usage("COMMAND [ARGUMENT...]");
		}
	return finish(run(argc - optind, argv + optind));
}
