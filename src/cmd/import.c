#include "cmd/import.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/import_calendar.h"
#include "cmd/import_feed.h"
#include "cmd/import_tell.h"
#include "cmd/import_text.h"
#include "cmd/revise.h"
#include "import/feed.h"
#include "read/load.h"
#include "read/value.h"
#include "base/banned.h"

enum { TEXT_LIMIT = 64 << 20 };

static int read_all(struct buf *text, const char *file)
{
	int fd = strcmp(file, "-") == 0 ? STDIN_FILENO
					: open(file, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : 1;

	while (got > 0 && text->length <= TEXT_LIMIT) {
		buf_grow(text, 65536);
		got = read(fd, text->bytes + text->length, 65535);
		if (got > 0)
			text->length += (size_t)got;
		text->bytes[text->length] = '\0';
	}
	if (fd > STDIN_FILENO)
		close(fd);
	if (got >= 0 && text->length > TEXT_LIMIT)
		errno = EFBIG;
	if (got < 0 || text->length > TEXT_LIMIT) {
		fputs("dialogue-feeds: ", stderr);
		diag_print_safely(stderr, file);
		fprintf(stderr, ": %s\n", strerror(errno));
		return -1;
	}
	return 0;
}

/* The tag of the site for the language that was found. */
const char *import_tag(const struct site *site, const char *language)
{
	const struct publisher *publisher = &site->publisher;
	size_t length = strcspn(language, "-");

	if (publisher_shows(publisher, language))
		return language;
	for (size_t i = 0; i < publisher->language_count; i++)
		if (strncasecmp(publisher->languages[i], language, length) ==
				0 &&
			strcspn(publisher->languages[i], "-") == length)
			return publisher->languages[i];
	return language;
}

int import_store(struct work *work)
{
	batch_finish(work->batch);
	import_tell_note(work);
	return work->store_failed ? EXIT_FAILED : EXIT_DONE;
}

int import_revise(struct work *work, struct revision *revision)
{
	if (!revise_is_edited(revision))
		return EXIT_DONE;
	if (work->revised != NULL &&
		strcmp(work->revised, revision->folder) != 0)
		work->has_revised_others = true;
	work->revised = pool_text(work->reading.pool, revision->folder);
	return revise_store(revision);
}

/* What the next build tells of a record; it tells too much of many. */
static int report_revised(const struct work *work)
{
	if (work->revised == NULL)
		return EXIT_DONE;
	if (!work->has_revised_others)
		return revise_report(work->revised, work->asked->now);
	puts("`dialogue-feeds build -n` shows what the next build tells "
	     "subscribers of these records.");
	return EXIT_DONE;
}

/* A failure says more than a doubt. */
static int worse(int status, int other)
{
	return status == EXIT_DONE ? other : status;
}

static bool is_calendar(const struct buf *text)
{
	static const char start[] = "BEGIN:VCALENDAR";
	const char *at = text->bytes, *wanted = start;

	if (strncmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	at += strspn(at, " \t\r\n");
	while (*wanted != '\0' && strncasecmp(at, wanted, 1) == 0) {
		wanted++;
		at++;
		/* Lines may be folded anywhere. */
		if (strcspn(at, "\r\n") == 0)
			at += strspn(at, " \t\r\n");
	}
	return *wanted == '\0';
}

static int run(struct target *target, const struct asked *asked,
	const struct buf *text)
{
	struct diag diag = DIAG_INIT;
	struct site *site = site_load(&diag, &(struct load_options){NULL});
	struct pool pool = POOL_INIT;
	struct work work = {.asked = asked,
		.target = target,
		.site = site,
		.reading = {
			.pool = &pool, .site = site, .today = asked->today}};
	int status = EXIT_FAILED;

	work.batch = batch_new(1, import_tell_stored, &work);
	if (!site->publisher_failed) {
		site_settle(site);
		work.reading.series = site_series(site, target->series.bytes);
	}
	if (site->publisher_failed) {
		diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
	} else if (work.reading.series == NULL &&
		!(is_calendar(text) && target->series.length == 0)) {
		fprintf(stderr,
			"dialogue-feeds: there is no series %s\n"
			"help: `dialogue-feeds new %s/01` makes one\n",
			target->series.bytes, target->series.bytes);
		status = EXIT_USAGE;
	} else if (is_calendar(text)) {
		status = import_calendar(&work, text);
	} else if (feed_is(text)) {
		status = import_feed(&work, text);
	} else {
		status = import_text(&work, text);
	}
	status = worse(status, report_revised(&work));
	batch_free(work.batch);
	for (size_t i = 0; i < work.loaded_count; i++)
		site_free(work.loaded[i]);
	pool_release(&pool);
	site_free(site);
	diag_release(&diag);
	return status;
}

static int run_in_site(struct target *target, struct asked *asked)
{
	struct buf text = BUF_INIT;
	int status = EXIT_USAGE;
	instant now;

	if (cmd_now(&now) == 0 && read_all(&text, asked->file) == 0 &&
		cmd_enter_site() == 0) {
		asked->now = now;
		asked->today = when_from_utc(now);
		asked->today.precision = WHEN_DAY;
		status = run(target, asked, &text);
	}
	buf_release(&text);
	return status;
}

int cmd_import(int argc, char **argv)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"update", no_argument, NULL, 'u'},
		{"text", required_argument, NULL, 't'}, {NULL}};
	struct target target = TARGET_INIT;
	struct asked asked = {0};
	struct buf help = BUF_INIT;
	int option, status = EXIT_DONE;

	while ((option = getopt_long(argc, argv, "n", options, NULL)) != -1) {
		if (option == 'n')
			asked.dry = true;
		else if (option == 'j')
			asked.json = true;
		else if (option == 'u')
			asked.update = true;
		else if (option == 't')
			asked.language = optarg;
		else
			status = EXIT_USAGE;
	}
	if (asked.language != NULL &&
		value_language.check(asked.language, &help) != NULL) {
		fprintf(stderr, "dialogue-feeds: '%s' is no language\n",
			asked.language);
		status = EXIT_USAGE;
	}
	if (status != EXIT_DONE || optind >= argc || optind + 2 < argc ||
		(optind + 2 == argc &&
			target_parse(&target, argv[optind]) != 0)) {
		status = cmd_usage(USAGE_IMPORT);
	} else {
		asked.file = argv[argc - 1];
		status = run_in_site(&target, &asked);
	}
	buf_release(&help);
	target_release(&target);
	return status;
}
