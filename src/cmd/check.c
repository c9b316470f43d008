#include "cmd/check.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/outlook.h"
#include "import/agree.h"
#include "plan/changes.h"
#include "plan/accept.h"
#include "plan/ledger.h"
#include "plan/ledger_load.h"
#include "plan/since.h"
#include "read/load.h"
#include "store/store.h"
#include "write/complaints.h"
#include "base/banned.h"

enum { LARGE = 900 * 1000 };

/* Translations that are behind their original are worth a word. */
static void advise_on_text(
	struct diag *diag, const struct event *event, const struct text *text)
{
	const struct text *original;

	if (text->of == NULL || text->of_revision == 0)
		return;
	original = event_text(event, text->of);
	if (original == NULL)
		return;
	if (original->revision > text->of_revision) {
		diag_advice(diag, (struct pos){text->path, 0, 0},
			"translates revision %d of %s, which is at revision %d",
			text->of_revision, original->path, original->revision);
		diag_help(diag,
			"bring it up to date and write "
			"of-revision=\"%d\"",
			original->revision);
	} else if (original->revision < text->of_revision) {
		diag_advice(diag, (struct pos){text->path, 0, 0},
			"says that it translates revision %d of %s, which is "
			"at revision %d",
			text->of_revision, original->path, original->revision);
	}
}

/* Nobody has to count revisions to be told. */
static void advise_on_change(struct diag *diag, const struct site *site,
	const struct ledger *ledger, const struct event *event,
	const struct text *text)
{
	struct pool pool = POOL_INIT;
	struct passages was = since_of_text(&pool,
		ledger_find(ledger, event->uid), &site->publisher, event, text);

	pool_release(&pool);
	if (was.count == 0)
		return;
	diag_advice(diag, (struct pos){text->path, 0, 0},
		"what it translates has changed since");
	diag_help(diag,
		"`dialogue-feeds list --todo %s %s/%s` shows what; bring it "
		"up to date, or, if there is nothing to be done, raise "
		"revision there and of-revision here",
		text->language, event->series->folder, event->folder);
}

/* Google reads no more than about a megabyte of a subscription. */
static void advise_on_size(
	struct diag *diag, const char *path, const char *help)
{
	struct stat status;

	if (stat(path, &status) != 0 || status.st_size < LARGE)
		return;
	diag_advice(diag, (struct pos){path, 0, 0},
		"has %lld kB; some calendar programs read no more than 1 MB",
		(long long)status.st_size / 1000);
	diag_help(diag, "%s", help);
}

static void advise_on_sizes(struct diag *diag, struct site *site)
{
	const struct publisher *publisher = &site->publisher;

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];

		advise_on_size(diag,
			pool_printf(
				&site->pool, "feeds/%s/calendar.ics", language),
			"shorten the window in publisher.xml");
		for (size_t j = 0; j < site->series_count; j++)
			advise_on_size(diag,
				pool_printf(&site->pool,
					"feeds/%s/%s/calendar.ics", language,
					site->series[j]->folder),
				"begin another series");
	}
}

/* What has changed since it was published, and the record does not tell. */
static void advise_on_history(struct diag *diag, struct site *site,
	const struct ledger *ledger, instant now)
{
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		struct changes changes = changes_of_event(&site->pool,
			ledger_find(ledger, event->uid), &site->publisher,
			event, now);

		if (event->hidden)
			continue;
		changes_advise(&changes, &site->publisher, event, diag);
		for (size_t j = 0; j < event->text_count; j++)
			advise_on_change(
				diag, site, ledger, event, event->texts[j]);
	}
}

/* A slip in a fact or in words shows where they do not go together. */
static void advise_on_words(struct diag *diag, const struct site *site)
{
	struct agree agree = {.site = site, .diag = diag};

	for (size_t i = 0; i < site->event_count; i++)
		if (!site->events[i]->hidden)
			agree_check(&agree, site->events[i]);
	agree_release(&agree);
}

static void advise(struct diag *diag, struct site *site)
{
	advise_on_sizes(diag, site);
	for (size_t i = 0; i < site->event_count; i++)
		for (size_t j = 0; j < site->events[i]->text_count; j++)
			advise_on_text(diag, site->events[i],
				site->events[i]->texts[j]);
}

int check_site(struct diag *diag, struct site *site,
	const struct ledger *ledger, instant now)
{
	int result;

	advise(diag, site);
	if (site->publisher_failed || ledger == NULL || diag->is_ill)
		return -1;
	result = accept_site(site, ledger, diag, now);
	advise_on_history(diag, site, ledger, now);
	advise_on_words(diag, site);
	return result;
}

/* A page takes the place of what is there, unless that is no plain file. */
static int store_page(const char *path, const struct buf *page)
{
	struct stat status;

	if (lstat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
		fprintf(stderr,
			"dialogue-feeds: %s is no file that could be written "
			"anew; - is standard output\n",
			path);
		return -1;
	}
	if (store_put(path, page, STORE_PRIVATE) != STORE_FAILED)
		return 0;
	fprintf(stderr, "dialogue-feeds: %s: %s\n", path, strerror(errno));
	return -1;
}

/* Write the page that `path` names, - being standard output. */
static int put_page(struct diag *diag, const char *path,
	const struct diag_choice *choice, const struct buf *next,
	size_t *errors)
{
	struct buf page = BUF_INIT;
	int result = 0;

	*errors = complaints_put_page(&page, diag, choice, next);
	if (strcmp(path, "-") == 0)
		fwrite(page.bytes, 1, page.length, stdout);
	else
		result = store_page(path, &page);
	buf_release(&page);
	return result;
}

/* What the next build publishes. */
static void look_ahead(struct buf *next, const struct site *site,
	const struct ledger *ledger, instant now)
{
	struct outlook outlook = {POOL_INIT};

	outlook_make(&outlook, site, ledger, now);
	outlook_put_html(next, &outlook);
	outlook_release(&outlook);
}

/* The judgement of a build, as a page when there is a path for one. */
static int check(struct diag *diag, const struct diag_choice *choice,
	const char *page, instant now)
{
	struct ledger *ledger = ledger_load(diag);
	struct site *site = site_load(diag,
		&(struct load_options){
			.published = ledger ? &ledger->world : NULL});
	int unusable = check_site(diag, site, ledger, now) != 0;
	struct buf next = BUF_INIT;
	int failed = 0;
	size_t errors;

	/* Of some records alone, nothing is told. */
	if (page != NULL && !unusable && choice->path_count == 0)
		look_ahead(&next, site, ledger, now);
	if (page != NULL)
		failed = put_page(diag, page, choice, &next, &errors) != 0;
	else
		errors = diag_print(diag, stderr, choice->least, choice->paths,
			choice->path_count);
	buf_release(&next);
	site_free(site);
	ledger_free(ledger);
	if (failed)
		return EXIT_FAILED;
	if (errors == 0)
		return EXIT_DONE;
	return unusable ? EXIT_FAILED : EXIT_RECORDS;
}

/* A path below the site, as records are called in complaints; or NULL. */
static char *below_site(struct pool *pool, const char *site, const char *full)
{
	size_t length = strlen(site);

	/* Of all folders, the root alone ends in a slash. */
	if (length == 1)
		length = 0;
	/* The site itself is all that is in it. */
	if (strcmp(full, site) == 0)
		return pool_text(pool, "events");
	if (strncmp(full, site, length) == 0 && full[length] == '/')
		return pool_text(pool, full + length + 1);
	return NULL;
}

/*
 * "./events/x/07/", "fr.xml" in that folder, "x/07" and an absolute path below
 * the site as "events/x/07", in `pool`; NULL when there is no such file.
 * `full` is the path from where the program was called, or NULL.
 */
static char *record_path(struct pool *pool, const char *path, const char *full)
{
	char *site = realpath(".", NULL);
	char *found = full && site ? below_site(pool, site, full) : NULL;
	char *inside = found == NULL
		? realpath(pool_printf(pool, "events/%s", path), NULL)
		: NULL;

	if (inside != NULL && site != NULL)
		found = below_site(pool, site, inside);
	if (found == NULL) {
		fputs("dialogue-feeds: ", stderr);
		diag_print_safely(stderr, path);
		fputs(": there is no such record in this site\n", stderr);
	}
	free(inside);
	free(site);
	return found;
}

/* Enter the site; paths are about where the program was called. */
static int enter(struct pool *pool, char **paths, const char **page)
{
	size_t count = 0;
	char **full;
	int result;

	while (paths[count] != NULL)
		count++;
	full = pool_alloc(pool, (count + 1) * sizeof(*full));
	for (size_t i = 0; i < count; i++)
		full[i] = realpath(paths[i], NULL);
	if (*page != NULL && strcmp(*page, "-") != 0 && **page != '/') {
		char *here = realpath(".", NULL);

		*page = pool_printf(pool, "%s/%s", here ? here : ".", *page);
		free(here);
	}
	result = cmd_enter_site();
	for (size_t i = 0; i < count; i++) {
		if (result == 0)
			paths[i] = record_path(pool, paths[i], full[i]);
		if (paths[i] == NULL)
			result = -1;
		free(full[i]);
	}
	return result;
}

int cmd_check(int argc, char **argv)
{
	static const struct option options[] = {
		{"html", required_argument, NULL, 'H'},
		{NULL},
	};
	struct diag diag = DIAG_INIT;
	struct diag_choice choice = {.least = DIAG_ADVICE};
	struct pool pool = POOL_INIT;
	const char *page = NULL;
	int option, status = EXIT_DONE;
	instant now;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 'H')
			return cmd_usage(USAGE_CHECK);
		page = optarg;
	}
	if (cmd_now(&now) != 0)
		return EXIT_USAGE;
	argv += optind;
	if (enter(&pool, argv, &page) != 0)
		status = EXIT_USAGE;
	while (argv[choice.path_count] != NULL)
		choice.path_count++;
	choice.paths = argv;
	if (status == EXIT_DONE)
		status = check(&diag, &choice, page, now);
	pool_release(&pool);
	diag_release(&diag);
	return status;
}
