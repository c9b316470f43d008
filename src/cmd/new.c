#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/diag.h"
#include "base/uuid.h"
#include "cmd/cmd.h"
#include "cmd/skeleton.h"
#include "read/folder.h"
#include "read/load.h"
#include "read/value.h"
#include "store/store.h"
#include "base/banned.h"

static const char usage[] = "new [--text LANG] SERIES/EVENT";

/* The two halves of SERIES/EVENT, each checked as the reader would. */
struct target {
	struct buf series, event;
};

static int check_half(const struct buf *name)
{
	struct entry entry = {name->bytes, name->bytes, ENTRY_FOLDER};
	struct diag diag = DIAG_INIT;
	int result = folder_check_name(&diag, &entry);

	diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
	diag_release(&diag);
	return result;
}

static int parse_target(struct target *target, const char *text)
{
	const char *slash = strchr(text, '/');

	if (slash == NULL || strchr(slash + 1, '/') != NULL)
		return -1;
	buf_put(&target->series, text, (size_t)(slash - text));
	buf_puts(&target->event, slash + 1);
	return check_half(&target->series) | check_half(&target->event);
}

/* Write a record that is not there yet, and say where it is. */
static int create(const char *path, const struct buf *bytes)
{
	if (access(path, F_OK) == 0) {
		fprintf(stderr, "dialogue-feeds: %s is there already\n", path);
		return EXIT_FAILED;
	}
	if (store_put(path, bytes, STORE_PRIVATE) == STORE_FAILED) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
		return EXIT_FAILED;
	}
	puts(path);
	return EXIT_DONE;
}

static int create_series(const struct site *site, const struct target *target)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	int status = EXIT_DONE;

	buf_printf(&path, "events/%s/series.xml", target->series.bytes);
	if (access(path.bytes, F_OK) != 0) {
		skeleton_series(&bytes, &site->publisher, target->series.bytes);
		status = create(path.bytes, &bytes);
	}
	buf_release(&bytes);
	buf_release(&path);
	return status;
}

static int new_event(const struct site *site, const struct target *target)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	char uid[UUID_SIZE];
	int status = create_series(site, target);

	if (uuid_random(uid) != 0) {
		fprintf(stderr, "dialogue-feeds: no random bytes: %s\n",
			strerror(errno));
		status = EXIT_FAILED;
	}
	if (status == EXIT_DONE) {
		skeleton_event(&bytes, uid);
		buf_printf(&path, "events/%s/%s/event.xml",
			target->series.bytes, target->event.bytes);
		status = create(path.bytes, &bytes);
	}
	buf_release(&bytes);
	buf_release(&path);
	return status;
}

static const struct event *find_event(
	const struct site *site, const struct target *target)
{
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		if (strcmp(event->series->folder, target->series.bytes) == 0 &&
			strcmp(event->folder, target->event.bytes) == 0)
			return event;
	}
	fprintf(stderr,
		"dialogue-feeds: there is no sound event %s/%s; see "
		"`dialogue-feeds check`\n",
		target->series.bytes, target->event.bytes);
	return NULL;
}

static int new_text(const struct site *site, const struct target *target,
	const char *language)
{
	const struct event *event = find_event(site, target);
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	int status = EXIT_FAILED;

	if (event != NULL) {
		skeleton_text(&bytes, event, language);
		buf_printf(&path, "events/%s/%s/%s.xml", target->series.bytes,
			target->event.bytes, language);
		status = create(path.bytes, &bytes);
	}
	buf_release(&bytes);
	buf_release(&path);
	return status;
}

static int check_language(const char *language)
{
	struct buf help = BUF_INIT;
	const char *wrong = value_language.check(language, &help);

	if (wrong != NULL)
		fprintf(stderr, "dialogue-feeds: '%s' %s\nhelp: %s\n", language,
			wrong, help.bytes);
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static int run(const struct target *target, const char *language)
{
	struct diag diag = DIAG_INIT;
	struct site *site = site_load(&diag);
	int status = EXIT_FAILED;

	if (site->publisher_failed)
		diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
	else if (language != NULL)
		status = new_text(site, target, language);
	else
		status = new_event(site, target);
	site_free(site);
	diag_release(&diag);
	return status;
}

int cmd_new(int argc, char **argv)
{
	static const struct option options[] = {
		{"text", required_argument, NULL, 't'}, {NULL}};
	struct target target = {BUF_INIT, BUF_INIT};
	const char *language = NULL;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 't')
			return cmd_usage(usage);
		language = optarg;
	}
	if (optind + 1 != argc ||
		(language != NULL && check_language(language) != 0) ||
		parse_target(&target, argv[optind]) != 0)
		status = cmd_usage(usage);
	else
		status = run(&target, language);
	buf_release(&target.event);
	buf_release(&target.series);
	return status;
}
