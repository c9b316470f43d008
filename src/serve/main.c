/*
 * dialogue-feeds-serve: see dialogue-feeds(1), `serve`.  A program of its own,
 * so that the one that cron runs stays small.
 *
 * One thread watches the records, waits for the builds and answers browsers,
 * whatever comes first.
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
#include "serve/folder.h"
#include "serve/listen.h"
#include "serve/server.h"
#include "base/banned.h"

/* Milliseconds between looks at what nothing tells of. */
enum { LOOK = 1000 };

struct options {
	struct address address;
	bool anyway;
	bool open;
	bool edit;
};

/* What the preview consists of while it runs. */
struct preview {
	int signals; /* a file that tells of them */
	struct watch watch;
	struct state state;
	struct builder builder;
	struct server *server;
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
	      "[--edit | --open]\n"
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
		{"edit", no_argument, NULL, 'e'},
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
			options->anyway = true;
			break;
		case 'o':
			options->open = true;
			break;
		case 'e':
			options->edit = true;
			break;
		default:
			return -1;
		}
	return optind == argc ? 0 : -1;
}

/*
 * One person edits, from this machine or through a tunnel to it.  The words of
 * a command are there for all its users to see, so no browser is called with
 * the address.
 */
static int check_edit(struct options *options)
{
	bool is_refused = options->edit &&
		(options->address.host != NULL || options->anyway ||
			options->open);

	if (options->address.host == NULL)
		options->address.host = "127.0.0.1";
	if (is_refused)
		fputs("dialogue-feeds: --edit goes with none of --listen, "
		      "--anyway and --open: whoever gets at its address can "
		      "edit and publish\n"
		      "help: from another machine, use `ssh -L`; see "
		      "dialogue-feeds(1)\n",
			stderr);
	return is_refused ? -1 : 0;
}

/* Only this machine may look, unless it is said in so many words. */
static int check_address(const struct options *options)
{
	const char *host = options->address.host;

	if (!listen_is_address(host)) {
		fprintf(stderr,
			"dialogue-feeds: '%s' is no address such as "
			"127.0.0.1\n",
			host);
		return -1;
	}
	if (listen_is_local(host) || options->anyway)
		return 0;
	fprintf(stderr, refusal, host);
	return -1;
}

/*
 * Append the path of the command that builds, which stands beside this program,
 * whatever this one is called.
 */
static int find_program(struct buf *path)
{
	char *own = realpath("/proc/self/exe", NULL);

	if (own != NULL)
		buf_put(path, own, (size_t)(strrchr(own, '/') + 1 - own));
	free(own);
	buf_puts(path, "dialogue-feeds");
	if (path->bytes[0] == '/' && access(path->bytes, X_OK) == 0)
		return 0;
	fprintf(stderr,
		"dialogue-feeds: there is no dialogue-feeds beside this "
		"program\n");
	return -1;
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

/* Returns whether the program is to end. */
static bool take_signals(int signals)
{
	struct signalfd_siginfo info;
	bool is_end = false;

	while (read(signals, &info, sizeof(info)) == sizeof(info))
		is_end |= info.ssi_signo != SIGCHLD;
	return is_end;
}

/* All that have ended: builds, checks, orders, and what opened a browser. */
static void take_ends(struct preview *preview)
{
	pid_t process;
	int status;

	while ((process = waitpid(-1, &status, WNOHANG)) > 0) {
		builder_take_end(&preview->builder, process, status);
		server_take_end(preview->server, process, status);
	}
}

static void open_browser(const char *url)
{
	char *argv[] = {"xdg-open", (char *)url, NULL};

	if (child_let_go(argv) != 0)
		fprintf(stderr,
			"dialogue-feeds: no browser is opened: xdg-open: %s\n",
			strerror(errno));
}

/* Say where the preview is, once there is something to see. */
static int announce(const struct options *options, const char *url)
{
	printf("%s\n", url);
	/* Programs read an address and nothing else. */
	if (isatty(STDOUT_FILENO))
		puts(options->edit
				? "Whoever has this address can edit and "
				  "publish: keep it to yourself; Ctrl-C ends "
				  "it."
				: "This is a preview for the one who edits the "
				  "records, no web server; Ctrl-C ends it.");
	if (fflush(stdout) != 0) {
		fprintf(stderr, "dialogue-feeds: standard output: %s\n",
			strerror(errno));
		return -1;
	}
	if (options->open)
		open_browser(url);
	return 0;
}

static void wait_for_something(const struct preview *preview)
{
	struct pollfd files[] = {
		{.fd = preview->signals, .events = POLLIN},
		{.fd = preview->watch.events, .events = POLLIN},
		{.fd = server_events(preview->server), .events = POLLIN},
	};
	int pause = builder_pause(&preview->builder, builder_clock(), LOOK);

	poll(files, 3, server_pause(preview->server, pause));
}

static void work(struct preview *preview)
{
	struct builder *builder = &preview->builder;

	take_ends(preview);
	if (watch_read(&preview->watch, builder_clock()))
		builder_note_change(builder, builder_clock());
	builder_step(builder, builder_clock());
	server_run(preview->server);
}

/* Returns the exit status of the program. */
static int run(
	struct preview *preview, const struct options *options, const char *url)
{
	bool announced = false;

	builder_note_change(&preview->builder, builder_clock());
	for (;;) {
		wait_for_something(preview);
		if (take_signals(preview->signals))
			return EXIT_DONE;
		work(preview);
		if (announced || preview->builder.builds == 0)
			continue;
		if (announce(options, url) != 0)
			return EXIT_FAILED;
		announced = true;
	}
}

static int refuse_to_start(void)
{
	fprintf(stderr, "dialogue-feeds: the server does not start: %s\n",
		strerror(errno));
	return EXIT_FAILED;
}

/* Whoever edits needs the address that is printed. */
static int make_access(struct access *access, struct buf *url)
{
	if (access_make(access, strrchr(url->bytes, ':') + 1) != 0)
		return -1;
	access_put_path(url, access);
	return 0;
}

/* Serve until a signal comes.  Returns the exit status of the program. */
static int serve(const struct options *options, const struct place *place,
	int listening, struct buf *url)
{
	struct preview preview = {.signals = open_signals()};
	int status;

	if (preview.signals < 0)
		return refuse_to_start();
	state_init(&preview.state, place);
	if (options->edit && make_access(&preview.state.access, url) != 0)
		return refuse_to_start();
	preview.server = server_start(listening,
		!listen_is_local(options->address.host), &preview.state);
	if (preview.server == NULL)
		return refuse_to_start();
	watch_init(&preview.watch);
	builder_init(&preview.builder, &preview.state, &preview.watch);
	status = run(&preview, options, url->bytes);
	builder_release(&preview.builder);
	watch_release(&preview.watch);
	server_stop(preview.server);
	state_release(&preview.state);
	close(preview.signals);
	return status;
}

/* Serve from a folder apart, which goes with the preview. */
static int serve_apart(const struct options *options, const char *program,
	int listening, struct buf *url)
{
	struct buf folder = BUF_INIT, site = BUF_INIT;
	int status = EXIT_FAILED;

	if (folder_make(&folder, &site) == 0) {
		status = serve(options, &(struct place){program, site.bytes},
			listening, url);
		folder_remove(folder.bytes);
	} else {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", folder.bytes,
			strerror(errno));
	}
	buf_release(&site);
	buf_release(&folder);
	return status;
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
	struct options options = {.address = {NULL, PORT_USUAL}};
	struct buf program = BUF_INIT, url = BUF_INIT;
	int listening, status = EXIT_FAILED;

	if (read_options(&options, argc, argv) != 0)
		return usage();
	if (check_edit(&options) != 0 || check_address(&options) != 0)
		return EXIT_USAGE;
	if (find_program(&program) != 0 || require_site() != 0) {
		buf_release(&program);
		return EXIT_FAILED;
	}
	listening = listen_open(&options.address, &url);
	if (listening >= 0)
		status = serve_apart(&options, program.bytes, listening, &url);
	else
		fprintf(stderr, "dialogue-feeds: %s, port %d: %s\n",
			options.address.host,
			options.address.port < 0 ? 8080 : options.address.port,
			strerror(errno));
	buf_release(&program);
	buf_release(&url);
	return status;
}
