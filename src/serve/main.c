/*
 * dialogue-feeds-serve: see dialogue-feeds(1), `serve`.  A program of its own,
 * so that the one that cron runs stays small.
 *
 * One thread, this one, watches the records and runs the builds; those of the
 * server answer browsers.  They share only the state.
 */
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cmd/cmd.h"
#include "serve/builder.h"
#include "serve/listen.h"
#include "serve/server.h"
#include "base/banned.h"

/* Milliseconds between looks at what nothing tells of. */
enum { LOOK = 1000 };

struct options {
	struct address address;
	int anyway;
	int open;
};

static const char refusal[] =
	"dialogue-feeds: %s can be reached from other machines.  This is a "
	"preview for the\n"
	"one who edits the records, no web server: it shows drafts and "
	"errors, and is not\n"
	"made to stand on a network.  Serve feeds/ with a web server, or add "
	"--anyway.\n";

static int usage(void)
{
	fputs("usage: dialogue-feeds [-C SITE] serve [--port NUMBER] "
	      "[--open]\n"
	      "                                      [--listen ADDRESS "
	      "[--anyway]]\n"
	      "`dialogue-feeds --help` tells more.\n",
		stderr);
	return EXIT_USAGE;
}

static int read_port(const char *text, int *port)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0' || number > 65535) {
		fprintf(stderr,
			"dialogue-feeds: '%s' is no port between 0 and 65535\n",
			text);
		return -1;
	}
	*port = (int)number;
	return 0;
}

static int read_options(struct options *options, int argc, char **argv)
{
	static const struct option known[] = {
		{"port", required_argument, NULL, 'p'},
		{"listen", required_argument, NULL, 'l'},
		{"anyway", no_argument, NULL, 'a'},
		{"open", no_argument, NULL, 'o'},
		{NULL},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1)
		switch (option) {
		case 'p':
			if (read_port(optarg, &options->address.port) != 0)
				return -1;
			break;
		case 'l':
			options->address.host = optarg;
			break;
		case 'a':
			options->anyway = 1;
			break;
		case 'o':
			options->open = 1;
			break;
		default:
			return -1;
		}
	return optind == argc ? 0 : -1;
}

/* Only this machine may look, unless it is said in so many words. */
static int check_address(const struct options *options)
{
	int is_local = listen_is_local(options->address.host);

	if (is_local < 0)
		fprintf(stderr,
			"dialogue-feeds: '%s' is no address such as "
			"127.0.0.1\n",
			options->address.host);
	else if (!is_local && !options->anyway)
		fprintf(stderr, refusal, options->address.host);
	else
		return 0;
	return -1;
}

/* The path of the command that builds, which stands beside this program. */
static char *find_program(void)
{
	static const char name[] = "dialogue-feeds";
	char *path = realpath("/proc/self/exe", NULL);
	char *slash = path ? strrchr(path, '/') : NULL;

	/* It is shorter than the name of this one. */
	if (slash != NULL)
		memcpy(slash + 1, name, sizeof(name));
	if (slash != NULL && access(path, X_OK) == 0)
		return path;
	fprintf(stderr,
		"dialogue-feeds: there is no dialogue-feeds beside this "
		"program\n");
	free(path);
	return NULL;
}

/* Signals are read like everything else that happens. */
static int open_signals(void)
{
	sigset_t taken;

	/* A shell lets programs in the background ignore it. */
	signal(SIGINT, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&taken);
	sigaddset(&taken, SIGINT);
	sigaddset(&taken, SIGTERM);
	sigaddset(&taken, SIGHUP);
	sigaddset(&taken, SIGCHLD);
	sigprocmask(SIG_BLOCK, &taken, NULL);
	return signalfd(-1, &taken, SFD_NONBLOCK | SFD_CLOEXEC);
}

/* Returns 1 when the program is to end. */
static int take_signals(int signals)
{
	struct signalfd_siginfo info;
	int is_end = 0;

	while (read(signals, &info, sizeof(info)) == sizeof(info))
		is_end |= info.ssi_signo != SIGCHLD;
	return is_end;
}

/* All that have ended: builds, checks, and what opened a browser. */
static void take_ends(struct builder *builder)
{
	pid_t process;
	int status;

	while ((process = waitpid(-1, &status, WNOHANG)) > 0)
		builder_take_end(builder, process, status);
}

static void open_browser(const char *url)
{
	char *argv[] = {"xdg-open", (char *)url, NULL};

	if (child_let_go(argv) != 0)
		fprintf(stderr,
			"dialogue-feeds: no browser is opened: xdg-open: %s\n",
			strerror(errno));
}

/* Where it is, once there is something to see. */
static void tell(const struct options *options, const char *url)
{
	printf("%s\n", url);
	/* Programs read an address and nothing else. */
	if (isatty(STDOUT_FILENO))
		puts("This is a preview for the one who edits the records, no "
		     "web server; Ctrl-C ends it.");
	fflush(stdout);
	if (options->open)
		open_browser(url);
}

static void run(const struct options *options, struct builder *builder,
	int signals, const char *url)
{
	struct pollfd files[] = {
		{.fd = signals, .events = POLLIN},
		{.fd = builder->watch->events, .events = POLLIN},
	};
	int is_told = 0;

	for (;;) {
		poll(files, 2, builder_pause(builder, builder_clock(), LOOK));
		if (take_signals(signals))
			return;
		take_ends(builder);
		if (watch_read(builder->watch))
			builder_note_change(builder, builder_clock());
		builder_step(builder, builder_clock());
		state_wake_old(builder->state);
		if (!is_told && builder->builds > 0) {
			tell(options, url);
			is_told = 1;
		}
	}
}

/* Serve until a signal comes. */
static int serve(const struct options *options, const char *program,
	int listening, const char *url)
{
	struct watch watch;
	struct builder builder = {.program = program,
		.state = state_new(),
		.watch = &watch,
		.said = BUF_INIT};
	int signals = open_signals();
	struct server *server = server_start(listening,
		!listen_is_local(options->address.host), builder.state);

	if (server != NULL && signals >= 0) {
		watch_init(&watch);
		builder_note_change(&builder, builder_clock());
		run(options, &builder, signals, url);
		watch_release(&watch);
	} else
		fprintf(stderr, "dialogue-feeds: the server does not start\n");
	if (server != NULL)
		server_stop(server);
	builder_release(&builder);
	state_free(builder.state);
	close(signals);
	return server != NULL ? EXIT_DONE : EXIT_FAILED;
}

static int require_site(void)
{
	struct stat status;

	if (stat("events", &status) == 0 && S_ISDIR(status.st_mode))
		return 0;
	fputs("dialogue-feeds: there is no folder events/ here; "
	      "`dialogue-feeds init` makes a small site\n",
		stderr);
	return -1;
}

int main(int argc, char **argv)
{
	struct options options = {.address = {"127.0.0.1", PORT_USUAL}};
	struct buf url = BUF_INIT;
	char *program;
	int listening, status = EXIT_FAILED;

	if (read_options(&options, argc, argv) != 0)
		return usage();
	if (check_address(&options) != 0)
		return EXIT_USAGE;
	program = find_program();
	if (program == NULL || require_site() != 0) {
		free(program);
		return EXIT_FAILED;
	}
	listening = listen_open(&options.address, &url);
	if (listening >= 0)
		status = serve(&options, program, listening, url.bytes);
	else
		fprintf(stderr, "dialogue-feeds: %s, port %d: %s\n",
			options.address.host,
			options.address.port < 0 ? 8080 : options.address.port,
			strerror(errno));
	free(program);
	buf_release(&url);
	return status;
}
