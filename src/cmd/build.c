/*
 * From records to feeds, one folder of src/ after the other: read, plan,
 * write, prove, store.  publish_site() is that line as code.
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/news.h"
#include "model/due.h"
#include "prove/prove.h"
#include "read/load.h"
#include "store/store.h"
#include "base/banned.h"

/* Seconds that a run waits for another one to end. */
enum { PATIENCE = 30 };

/* Pieces of work that another process is made for. */
enum { WORTH_SHARING = 256 };

/* What pages lead to is written in this run, or stands there from others. */
static int will_stand(void *plan, const char *path)
{
	struct buf full = BUF_INIT;
	int result;

	if (plan_has_feed(plan, path))
		return 1;
	buf_printf(&full, "feeds/%s", path);
	result = file_stands(full.bytes);
	buf_release(&full);
	return result;
}

int report_unreadable(struct build *build, const struct published *published)
{
	if (published->unreadable == NULL)
		return 0;
	report_failure(&build->report,
		"feeds/%s cannot be read: %s; nothing was written",
		published->unreadable, strerror(published->error));
	build->failed = 1;
	return -1;
}

size_t build_jobs(const struct build *build)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (build->jobs > 0)
		return build->jobs;
	if (processors < 1)
		return 1;
	return processors < WORKERS_MOST ? (size_t)processors : WORKERS_MOST;
}

size_t build_jobs_for(const struct build *build, size_t piece_count)
{
	return piece_count < WORTH_SHARING ? 1 : build_jobs(build);
}

void build_release(struct build *build)
{
	buf_release(&build->facts.entries);
	buf_release(&build->facts.subjects);
	pool_release(&build->pool);
	report_release(&build->report);
	ledger_release(&build->ledger);
	diag_release(&build->diag);
}

static int load_ledger(struct build *build, const struct site *site)
{
	const struct edit *edit = build->edit;

	if (edit != NULL)
		return ledger_load_series(&build->ledger, &build->diag,
			edit->series, edit->series_count);
	return ledger_load(&build->ledger, &build->diag) != 0 ||
			find_ledger(build, site) != 0
		? -1
		: 0;
}

/* They are in the order of their paths. */
static void note_strays(struct build *build, const struct plan *plan)
{
	struct index_facts *facts = &build->facts;

	for (size_t i = 0; i < plan->feeds.count; i++) {
		const struct feed *feed = plan->feeds.items[i];

		if (!feed->is_stray)
			continue;
		facts->strays = pool_grow(&build->pool, facts->strays,
			facts->stray_count, sizeof(*facts->strays));
		facts->strays[facts->stray_count++] =
			pool_text(&build->pool, feed->path);
	}
}

/* Write, prove and store what is planned. */
static int publish_plan(
	struct build *build, const struct site *site, struct plan *plan)
{
	size_t held_back;

	do {
		if (plan_feeds(plan) != 0)
			return -1;
		held_back = publish_fragments(build, plan);
		if (held_back > 0 && build->edit != NULL)
			return -1;
	} while (held_back > 0);
	if (plan_until(plan) < build->facts.until)
		build->facts.until = plan_until(plan);
	if (build->edit != NULL && plan->published.unreadable != NULL)
		return -1;
	publish_feeds(build, site, plan);
	if (build->forget_count > 0 && !build->failed)
		forget_feeds(build, plan);
	note_strays(build, plan);
	build->facts.is_by_series = site->publisher.pages;
	roster_put(&build->facts.entries, &build->facts.subjects, plan);
	return build->failed ? -1 : 0;
}

/* What records tell is not known.  Returns -1 after saying so, else 0. */
static int report_ill(struct build *build)
{
	if (!build->diag.is_ill)
		return 0;
	report_failure(&build->report,
		"not all records could be read; nothing was written");
	return -1;
}

int publish_site(struct build *build, struct site *site)
{
	struct plan *plan;
	int result;

	if (load_ledger(build, site) != 0)
		return -1;
	if (due_next(site, build->now, &build->next_embargo) != 0)
		build->next_embargo = INT64_MAX;
	build->facts.until = build->next_embargo;
	due_apply(site, build->now);
	if (forget_meetings(build, site) != 0 ||
		plan_check(site, &build->ledger, &build->diag) != 0)
		return -1;
	if (build->edit != NULL && build->diag.error_count > 0)
		return -1;
	if (report_ill(build) != 0)
		return -1;
	progress_turn_to(&build->report.progress, "planning", 0);
	plan = plan_make(site, &build->ledger, &build->diag, build->now);
	plan->patch = build->edit != NULL ? &build->patch : NULL;
	build->proof = proof_new((struct files){will_stand, plan});
	result = publish_plan(build, site, plan);
	proof_free(build->proof);
	plan_free(plan);
	return result;
}

static int print_next(struct build *build, const struct site *site)
{
	instant next;

	if (due_next(site, build->now, &next) == 0)
		report_moment(&build->report, next);
	return 0;
}

/*
 * Taken before records are read: a run that waited must not publish older
 * ones than the run it waited for.
 */
static int lock_site(struct build *build)
{
	if (build->dry || build->next || store_lock("events", 0) == 0)
		return 0;
	if (errno == EWOULDBLOCK) {
		progress_show(&build->report.progress,
			"waiting for another run to end");
		if (store_lock("events", PATIENCE) == 0)
			return 0;
	}
	/* A folder that cannot be opened is reported by the reader. */
	if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
		return 0;
	if (errno == EWOULDBLOCK)
		report_failure(&build->report,
			"another run still builds this site after %d seconds; "
			"nothing was done",
			PATIENCE);
	else
		report_failure(&build->report, "events cannot be locked: %s",
			strerror(errno));
	return -1;
}

/* Whether this run may do less than another one: nobody wants to be told. */
static int is_routine(const struct build *build)
{
	return !build->dry && !build->verbose && !build->next &&
		!build->report.is_json && build->forget_count == 0 &&
		!build->recover;
}

/* Read all records and publish what they tell. */
static int build_anew(struct build *build, struct seen *seen)
{
	struct site *site;
	int result = -1, status;

	begin_to_write(build);
	progress_turn_to(&build->report.progress, "reading records", 0);
	site = site_load_shared(
		&build->diag, build_jobs(build), &build->report.progress);
	if (report_ill(build) == 0 && !site->publisher_failed)
		result = build->next ? print_next(build, site)
				     : publish_site(build, site);
	status = build->diag.error_count > 0 ? EXIT_RECORDS : EXIT_DONE;
	if (result != 0)
		status = EXIT_FAILED;
	remember(build, seen, site, NULL, status);
	report_end(build, site, status);
	site_free(site);
	return status;
}

/*
 * What is wrong with records stands in no index: a run that has to say it reads
 * them all.  One that said it before has nothing to say as long as nothing has
 * changed.
 */
static int is_told(const struct build *build, const struct index *index)
{
	return build->report.is_cron &&
		news_are_told(build, index_complaints(index), EXIT_RECORDS);
}

static enum index_answer ask(const struct build *build,
	const struct index *index, struct seen *seen, struct pool *pool,
	struct changed *changed)
{
	enum index_answer answer;

	if (index == NULL)
		return INDEX_DOUBT;
	answer = index_ask(index, seen, build->now, pool, changed);
	if (index_complaints(index) != 0 &&
		(answer == INDEX_EDITED || !is_told(build, index)))
		return INDEX_DOUBT;
	return answer;
}

/* Nothing has changed. */
static int end_as_before(struct build *build, const struct index *index)
{
	if (index_complaints(index) != 0)
		return EXIT_RECORDS;
	build->facts.until = index_until(index);
	return report_end(build, NULL, EXIT_DONE);
}

/*
 * What can be done with the help of the index.  Returns the exit status, or -1
 * when all records have to be read.
 */
static int build_on_index(struct build *build, struct seen *seen)
{
	struct index *index = index_open();
	struct pool pool = POOL_INIT;
	struct changed changed;
	enum index_answer answer = ask(build, index, seen, &pool, &changed);
	int status = -1;

	if (answer == INDEX_EDITED)
		status = publish_edit(build, seen, index, &changed);
	if (answer == INDEX_TOUCHED)
		remember_again(index, seen);
	if (answer == INDEX_SAME || answer == INDEX_TOUCHED)
		status = end_as_before(build, index);
	pool_release(&pool);
	index_close(index);
	return status;
}

static int build_site(struct build *build)
{
	struct seen seen;
	int status = -1;

	/* What cannot be written is reported, and the rest is published. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (!build->report.is_cron && !build->report.is_json)
		progress_begin(&build->report.progress);
	if (lock_site(build) != 0)
		return report_end(build, NULL, EXIT_FAILED);
	/* What cannot be walked through is reported by the reader. */
	if (seen_walk(&seen, build_jobs(build)) != 0)
		seen_release(&seen);
	else if (is_routine(build))
		status = build_on_index(build, &seen);
	if (status < 0)
		status = build_anew(build, &seen);
	seen_release(&seen);
	return status;
}

static int read_jobs(const char *text, size_t *jobs)
{
	char *end;

	*jobs = strtoul(text, &end, 10);
	return *text >= '1' && *text <= '9' && *end == '\0' &&
			*jobs <= WORKERS_MOST
		? 0
		: -1;
}

/* What is said once cannot be tried, and a moment is no summary. */
static int contradicts_itself(const struct build *build)
{
	const struct report *report = &build->report;

	return (report->is_cron &&
		       (build->dry || build->next || report->tells_until)) ||
		(report->is_json && (build->next || report->tells_until)) ||
		(build->next && report->tells_until);
}

/* Returns -1 for an option that is none. */
static int take_option(struct build *build, int option)
{
	switch (option) {
	case 'n':
		build->dry = 1;
		return 0;
	case 'v':
		build->verbose = 1;
		return 0;
	case 'N':
		build->next = 1;
		return 0;
	case 'U':
		build->report.tells_until = 1;
		return 0;
	case 'j':
		return read_jobs(optarg, &build->jobs);
	case 'P':
		build->no_proof = 1;
		return 0;
	case 'R':
		build->recover = 1;
		return 0;
	case 'C':
		build->report.is_cron = 1;
		return 0;
	case 'J':
		build->report.is_json = 1;
		return 0;
	case 'F':
		build->forget[build->forget_count++] = optarg;
		return 0;
	default:
		return -1;
	}
}

/* Returns -1 when they are not those of `build`. */
static int take_options(struct build *build, int argc, char **argv)
{
	static const struct option options[] = {
		{"next", no_argument, NULL, 'N'},
		{"until", no_argument, NULL, 'U'},
		{"forget", required_argument, NULL, 'F'},
		{"recover", no_argument, NULL, 'R'},
		{"no-proof", no_argument, NULL, 'P'},
		{"cron", no_argument, NULL, 'C'},
		{"json", no_argument, NULL, 'J'},
		{NULL},
	};
	int option;

	while ((option = getopt_long(argc, argv, "j:nv", options, NULL)) != -1)
		if (take_option(build, option) != 0)
			return -1;
	build->report.names_files = build->verbose || build->dry;
	return optind != argc || contradicts_itself(build) ? -1 : 0;
}

int cmd_build(int argc, char **argv)
{
	struct build build = {.diag = DIAG_INIT,
		.ledger = LEDGER_INIT,
		.next_embargo = INT64_MAX,
		.facts = {.until = INT64_MAX,
			.entries = BUF_INIT,
			.subjects = BUF_INIT}};
	int status = EXIT_USAGE;

	build.forget = mem_alloc((size_t)argc * sizeof(*build.forget));
	if (take_options(&build, argc, argv) != 0)
		cmd_usage(
			"build [-nv] [-j N] [--cron] [--json] [--next] "
			"[--until] [--recover] [--no-proof] [--forget NAME]...");
	else if (cmd_now(&build.now) == 0)
		status = build_site(&build);
	free(build.forget);
	build_release(&build);
	return status;
}
