#include <errno.h>
#include <getopt.h>
#include <libical/ical.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/version.h"
#include "cmd/cmd.h"
#include "base/banned.h"

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
} commands[] = {
	{"init", cmd_init, "make a small site in this folder"},
	{"new", cmd_new, "make the skeleton of an event or a text"},
	{"check", cmd_check, "say what is wrong with the records"},
	{"build", cmd_build, "publish events/ to feeds/"},
	{"list", cmd_list, "list events, the next ones first"},
	{"serve", cmd_serve,
		"show the feeds in a browser while records change"},
};

static void print_help(void)
{
	puts("usage: dialogue-feeds [-C SITE] COMMAND [ARGUMENT...]\n\n"
	     "Calendars and news feeds from a folder of meeting records.\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
		printf("  %-6s  %s\n", commands[i].name, commands[i].summary);
	puts("\n  -C SITE    work in that folder\n"
	     "  --help     this text\n"
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
		fprintf(stderr, "dialogue-feeds: there is no command '%s'\n",
			argv[0]);
		return cmd_usage("COMMAND [ARGUMENT...]");
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
