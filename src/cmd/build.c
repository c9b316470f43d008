/*
 * From records to feeds, one folder of src/ after the other: read, accept,
 * plan, write, prove, store.  publish_site() is that line as code.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/workers.h"
#include "cmd/build_forget.h"
#include "cmd/build_load.h"
#include "cmd/build_lock.h"
#include "cmd/build_options.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/news.h"
#include "cmd/recover.h"
#include "model/due.h"
#include "plan/accept.h"
#include "plan/cards.h"
#include "plan/touched.h"
#include "prove/prove.h"
#include "read/load.h"
#include "base/banned.h"

/* Pieces of work that another process is made for. */
enum { WORTH_SHARING = 256 };

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

/* Forget what was read and planned. */
static void forget_all(struct build *build)
{
	if (build->plan != NULL)
		plan_free(build->plan);
	if (build->site != NULL)
		site_free(build->site);
	ledger_free(build->ledger);
	touched_free(build->touched);
	cards_close(build->cards);
	build->plan = NULL;
	build->site = NULL;
	build->ledger = NULL;
	build->touched = NULL;
	build->cards = NULL;
}

static void build_release(struct build *build)
{
	forget_all(build);
	outlook_release(&build->outlook);
	pool_release(&build->pool);
	report_release(&build->report);
	diag_release(&build->diag);
}

/*
 * Files that pages lead to are planned, all of them but a stylesheet that
 * stays as it stands.
 */
static int will_stand(void *data, const char *path)
{
	const struct build *build = data;

	return feeds_find(&build->plan->feeds, path) != NULL ||
		(build->site->style_failed && strcmp(path, "style.css") == 0);
}

/*
 * Plan and render until nothing is refused any more: a record whose fragments
 * come out wrong is as it was published.
 */
static void make_plan(struct build *build)
{
	bool is_refused;

	do {
		if (build->plan != NULL)
			plan_free(build->plan);
		progress_turn_to(&build->report.progress, "planning", 0);
		build->plan = plan_make(
			build->site, build->ledger, &build->diag, build->now);
		plan_feeds(build->plan);
		is_refused = render_fragments(build);
	} while (is_refused);
}

/* The cards were of no use: all is read. */
static void start_over(struct build *build)
{
	forget_all(build);
	diag_release(&build->diag);
	build->diag = (struct diag)DIAG_INIT;
	build->failed = false;
}

/* What was planned from cards that do not hold is planned anew. */
static bool cards_hold(struct build *build)
{
	return build->touched == NULL || cards_mark_fresh(build->plan);
}

/* When the next embargo ends, of what was read or is on a card. */
static instant find_next_embargo(const struct build *build)
{
	instant next, other = INT64_MAX;

	if (due_next(build->site, build->now, &next) != 0)
		next = INT64_MAX;
	if (build->touched != NULL)
		other = touched_next_due(build->touched);
	return next < other ? next : other;
}

static int accept(struct build *build)
{
	if (build->preview)
		return accept_preview(
			build->site, build->ledger, &build->diag, build->now);
	return accept_site(
		build->site, build->ledger, &build->diag, build->now);
}

/* Somebody has seen what is to be published: nothing else is. */
static int check_plan(struct build *build)
{
	if (build->plan_name == NULL ||
		strcmp(build->plan_name, build->outlook.plan) == 0)
		return 0;
	report_failure(&build->report,
		"the plan is %s by now, and not %s; nothing was written",
		build->outlook.plan, build->plan_name);
	return -1;
}

/* What is told in words, before the ledger says it. */
static int look_ahead(struct build *build)
{
	if (!report_wants_files(&build->report) && build->plan_name == NULL)
		return 0;
	outlook_make(&build->outlook, build->site, build->ledger, build->now);
	if (check_plan(build) != 0)
		return -1;
	progress_clear(&build->report.progress);
	if (report_wants_files(&build->report) && !build->report.is_json)
		outlook_print(&build->outlook,
			build->dry ? TELLING_HELD : TELLING_QUIET);
	return 0;
}

/* Accept and plan what was read. */
static int plan_site(struct build *build)
{
	build->next_embargo = find_next_embargo(build);
	if (build_forget(build) != 0 || accept(build) != 0 ||
		build_load_check(build) != 0)
		return -1;
	if (look_ahead(build) != 0)
		return -1;
	make_plan(build);
	return 0;
}

/* The same, of all records where the cards that stood for some do not hold. */
static int plan_what_holds(struct build *build)
{
	if (plan_site(build) != 0)
		return -1;
	if (cards_hold(build))
		return 0;
	start_over(build);
	if (build_load(build) != 0)
		return -1;
	return plan_site(build);
}

/* When another run will have something to do. */
static void note_until(struct build *build)
{
	build->facts.until = plan_until(build->plan);
	if (build->next_embargo < build->facts.until)
		build->facts.until = build->next_embargo;
}

static int publish_site(struct build *build, bool had_index)
{
	if (!build->preview && build_load_check_memory(build, had_index) != 0)
		return -1;
	if (plan_what_holds(build) != 0)
		return -1;
	if (build->recover && recover_compare(build))
		make_plan(build);
	note_until(build);
	if (build_forget_check(build) != 0)
		return -1;
	publish(build);
	return build->failed ? -1 : 0;
}

/* Nothing goes out that was not read back. */
static int prove_and_publish(struct build *build, bool had_index)
{
	int result;

	build->proof = proof_new((struct files){will_stand, build});
	result = publish_site(build, had_index);
	proof_free(build->proof);
	return result;
}

static int print_next(struct build *build)
{
	instant next;

	if (due_next(build->site, build->now, &next) == 0)
		report_moment(&build->report, next);
	return 0;
}

/* Whether this run may do less than another one: nobody wants to be told. */
static bool is_routine(const struct build *build)
{
	return !build->dry && !build->verbose && !build->next &&
		!build->report.is_json && build->forget_count == 0 &&
		!build->recover && !build->preview && build->plan_name == NULL;
}

/* Read what there is and publish what it tells. */
static int build_anew(
	struct build *build, struct filestats *stats, bool had_index)
{
	int result = build_load(build), status;

	if (result == 0)
		result = build->next ? print_next(build)
				     : prove_and_publish(build, had_index);
	status = build->diag.error_count > 0 ? EXIT_RECORDS : EXIT_DONE;
	if (result != 0)
		status = EXIT_FAILED;
	save_index(build, stats, status);
	report_end(build, build->site, status);
	return status;
}

/*
 * What is wrong with records stands in no index: a run that has to say what is
 * wrong reads these records.  A run that said so before is silent as long as
 * nothing has changed.
 */
static bool is_told(const struct build *build, const struct index *index)
{
	return index_complaints(index) == 0 ||
		(build->report.is_cron &&
			news_are_told(
				build, index_complaints(index), EXIT_RECORDS));
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
 * Ask the index what there is to do.  Returns the exit status when nothing is,
 * else -1; when it is known what has changed, the rest is on cards.
 */
static int build_on_index(
	struct build *build, const struct index *index, struct filestats *stats)
{
	struct index_changes changes;
	enum index_answer answer =
		index_ask(index, stats, build->now, &build->pool, &changes);

	if (answer == INDEX_DOUBT)
		return -1;
	if (answer != INDEX_CHANGED && is_told(build, index)) {
		if (answer == INDEX_TOUCHED)
			save_index_again(index, stats);
		return end_as_before(build, index);
	}
	build->cards = cards_open(index_cards(index));
	if (build->cards != NULL)
		build->touched =
			touched_find(build->cards, &changes, stats, build->now);
	return -1;
}

/*
 * What is not published yet would go out: a preview has a folder of its own,
 * from which a link leads to the ledger.
 */
static bool is_in_preview(void)
{
	struct stat status;

	return lstat("feeds/ledger", &status) == 0 && S_ISLNK(status.st_mode);
}

static int build_site(struct build *build)
{
	struct filestats stats;
	struct index *index;
	bool had_index;
	int status = -1;

	if (build->preview && !is_in_preview()) {
		report_failure(&build->report,
			"--preview is for `dialogue-feeds serve`, which shows "
			"a site in a folder apart");
		return report_end(build, NULL, EXIT_USAGE);
	}

	/* What cannot be written is reported, and the rest is published. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (!build->report.is_cron && !build->report.is_json)
		progress_begin(&build->report.progress);
	if (build_lock(build) != 0)
		return report_end(build, NULL, EXIT_FAILED);
	/* What cannot be walked through is reported by the reader. */
	if (filestat_walk(&stats, build_jobs(build)) != 0)
		filestat_release(&stats);
	index = index_open();
	had_index = index != NULL;
	build->is_same_program = had_index && index_is_of_program(index);
	if (is_routine(build) && had_index)
		status = build_on_index(build, index, &stats);
	index_close(index);
	if (status < 0)
		status = build_anew(build, &stats, had_index);
	filestat_release(&stats);
	return status;
}

int cmd_build(int argc, char **argv)
{
	struct build build = {.diag = DIAG_INIT,
		.next_embargo = INT64_MAX,
		.lock = {.file = -1},
		.facts = {.until = INT64_MAX}};
	int status = EXIT_USAGE;

	build.forget = mem_alloc((size_t)argc * sizeof(*build.forget));
	if (build_options_take(&build, argc, argv) != 0)
		cmd_usage(USAGE_BUILD);
	else if (cmd_now(&build.now) == 0)
		status = build_site(&build);
	lock_release(&build.lock);
	free(build.forget);
	build_release(&build);
	return status;
}
