#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "base/uuid.h"
#include "cmd/cmd.h"
#include "cmd/next.h"
#include "cmd/skeleton.h"
#include "cmd/target.h"
#include "read/load.h"
#include "read/value.h"
#include "store/store.h"
#include "base/banned.h"

/* Write a record that is not there yet, and say where it is. */
static int create(const char *path, const struct buf *bytes)
{
	if (store_put(path, bytes, STORE_NEW) == STORE_WRITTEN) {
		puts(path);
		return EXIT_DONE;
	}
	if (errno == EEXIST)
		fprintf(stderr, "dialogue-feeds: %s is there already\n", path);
	else
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
	return EXIT_FAILED;
}

static int create_series(const struct site *site, const struct target *target)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	int status = EXIT_DONE;

	buf_printf(&path, "events/%s/series.xml", target->series.bytes);
	if (access(path.bytes, F_OK) != 0) {
		skeleton_series(&bytes, &site->publisher);
		status = create(path.bytes, &bytes);
	}
	buf_release(&bytes);
	buf_release(&path);
	return status;
}

/* LANG.xml in each language of the last session. */
static int create_texts(const struct target *target, const struct event *event,
	const struct event *last)
{
	int status = EXIT_DONE;

	for (size_t i = 0; status == EXIT_DONE && i < last->text_count; i++) {
		struct buf path = BUF_INIT, bytes = BUF_INIT;

		skeleton_next_text(&bytes, event, last->texts[i]);
		buf_printf(&path, "events/%s/%s/%s.xml", target->series.bytes,
			target->event.bytes, last->texts[i]->language);
		status = create(path.bytes, &bytes);
		buf_release(&bytes);
		buf_release(&path);
	}
	return status;
}

static int create_event(const struct target *target, const struct event *event,
	const struct event *last)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	int status;

	skeleton_event(&bytes, event, last);
	buf_printf(&path, "events/%s/%s/event.xml", target->series.bytes,
		target->event.bytes);
	status = create(path.bytes, &bytes);
	if (status == EXIT_DONE && last != NULL)
		status = create_texts(target, event, last);
	buf_release(&bytes);
	buf_release(&path);
	return status;
}

static int new_event(const struct site *site, struct target *target)
{
	const struct event *last = next_last(site, target->series.bytes);
	char uid[UUID_SIZE];
	struct event event = next_event(last, uid);

	if (target->event.length == 0 && last == NULL) {
		fprintf(stderr,
			"dialogue-feeds: %s has no session yet that another "
			"one could follow\n"
			"help: name the first one: %s/01\n",
			target->series.bytes, target->series.bytes);
		return EXIT_FAILED;
	}
	if (target->event.length == 0 &&
		next_put_folder(&target->event, last, event.number) != 0)
		return EXIT_FAILED;
	if (uuid_random(uid) != 0) {
		fprintf(stderr, "dialogue-feeds: no random bytes: %s\n",
			strerror(errno));
		return EXIT_FAILED;
	}
	if (create_series(site, target) != EXIT_DONE)
		return EXIT_FAILED;
	return create_event(target, &event, last);
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

/* A text in a language that is not listed waits for one more line. */
static void advise_on_language(const struct site *site, const char *language)
{
	if (publisher_shows(&site->publisher, language))
		return;
	fprintf(stderr,
		"dialogue-feeds: events/publisher.xml lists no language '%s'\n"
		"help: add <language tag=\"%s\"/> there for feeds in it\n",
		language, language);
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
		advise_on_language(site, language);
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

static int run(struct target *target, const char *language)
{
	struct diag diag = DIAG_INIT;
	struct site *site = site_load(&diag, &(struct load_options){NULL});
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
	struct target target = TARGET_INIT;
	const char *language = NULL;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 't')
			return cmd_usage(USAGE_NEW);
		language = optarg;
	}
	if (optind + 1 != argc ||
		(language != NULL && check_language(language) != 0) ||
		target_parse(&target, argv[optind]) != 0 ||
		(target.event.length == 0 && language != NULL))
		status = cmd_usage(USAGE_NEW);
	else
		status = run(&target, language);
	target_release(&target);
	return status;
}
