/*
 * From records to feeds, one folder of src/ after the other: read, accept,
 * plan, write, prove, store.  publish_site() is that line as code.
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/news.h"
#include "cmd/recover.h"
#include "model/due.h"
#include "plan/accept.h"
#include "plan/cards.h"
#include "plan/forget.h"
#include "plan/ledger_load.h"
#include "plan/lost.h"
#include "plan/touched.h"
#include "prove/prove.h"
#include "read/load.h"
#include "store/commit.h"
#include "store/store.h"
#include "base/banned.h"

/* Seconds that a run waits for another one to end. */
enum { PATIENCE = 30 };

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

/* What records tell is not known.  Returns -1 after saying so, else 0. */
static int report_ill(struct build *build)
{
	if (!build->diag.is_ill)
		return 0;
	report_failure(&build->report,
		"not all records could be read; nothing was written");
	return -1;
}

/* The ledger as the last run left it, or would have. */
static int load_ledger(struct build *build)
{
	bool is_ours = !build->dry && !build->next && !build->preview;

	if (is_ours && commit_finish("feeds/ledger") != 0) {
		report_failure(&build->report,
			"feeds/ledger: %s; nothing was written",
			store_explain(errno));
		return -1;
	}
	build->ledger = build->touched != NULL
		? ledger_load_touched(&build->diag, build->touched)
		: ledger_load(&build->diag);
	return build->ledger != NULL ? 0 : -1;
}

static struct site *load_records(
	struct build *build, struct diag *diag, const struct site *published)
{
	struct load_options options = {.published = published,
		.threads = build_jobs(build),
		.progress = &build->report.progress};

	if (build->touched != NULL) {
		options.folders = build->touched->folders;
		options.folder_count = build->touched->folder_count;
	}
	return site_load(diag, &options);
}

/* Read what has changed until nobody else is touched by it. */
static void follow(struct build *build)
{
	bool goes_on;

	do {
		struct diag diag = DIAG_INIT;
		struct site *site = load_records(build, &diag, NULL);

		goes_on = touched_follow(build->touched, site);
		site_free(site);
		diag_release(&diag);
	} while (goes_on);
}

/* The records, and what was published of them. */
static int load_site(struct build *build)
{
	progress_turn_to(&build->report.progress, "reading records", 0);
	if (build->touched != NULL)
		follow(build);
	if (load_ledger(build) != 0)
		return -1;
	build->site = load_records(build, &build->diag, &build->ledger->world);
	if (report_ill(build) != 0 || build->site->publisher_failed)
		return -1;
	return 0;
}

/* Whether there were feeds; -1 after saying that nobody can tell. */
static int had_feeds(struct build *build, bool had_index)
{
	bool has_feeds = lost_has_feeds(&build->site->publisher);

	if (errno == 0)
		return has_feeds || had_index;
	report_failure(&build->report,
		"feeds cannot be read: %s; nothing was written",
		strerror(errno));
	return -1;
}

static int recover(struct build *build, bool is_lost)
{
	if (is_lost)
		return recover_ledger(build);
	report_failure(
		&build->report, "the ledger is not lost: nothing to recover");
	return -1;
}

/* Feeds without a ledger would all start again at SEQUENCE:0. */
static int check_memory(struct build *build, bool had_index)
{
	int is_lost = build->ledger->is_there ? 0 : had_feeds(build, had_index);

	if (is_lost < 0)
		return -1;
	if (build->recover)
		return recover(build, is_lost);
	if (!is_lost)
		return 0;
	report_failure(&build->report,
		"feeds/ledger is gone, though something was published: restore "
		"it from a backup or from git, or see that feeds/ is mounted; "
		"`dialogue-feeds build --recover` reads from the yearly "
		"archives what they tell; to begin anew, delete feeds/ and " INDEX_FOLDER
		"/");
	return -1;
}

/* Folders of all languages, as long as they were not forgotten. */
static void note_folders(struct build *build)
{
	const struct ledger *ledger = build->ledger;

	build->folder_count = ledger->language_count;
	build->folders = pool_alloc(&build->pool,
		(ledger->language_count + 1) * sizeof(*build->folders));
	for (size_t i = 0; i < ledger->language_count; i++)
		build->folders[i] = ledger->languages[i];
}

static int forget(struct build *build)
{
	struct buf problem = BUF_INIT;
	int result = 0;

	note_folders(build);
	for (size_t i = 0; i < build->forget_count && result == 0; i++) {
		const char *name = build->forget[i];

		if (recover_has_forgotten(build, name))
			continue;
		result = forget_name(
			build->site, build->ledger, name, build->now, &problem);
		if (result != 0)
			report_failure(&build->report,
				"%s cannot be forgotten: %s", name,
				problem.bytes);
	}
	buf_release(&problem);
	return result;
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

/* An address that is still filled cannot be taken out. */
static int check_forgotten(struct build *build)
{
	for (size_t i = 0; i < build->forget_count; i++) {
		const char *name = build->forget[i];

		if (!forget_is_in_vain(
			    build->ledger, &build->plan->feeds, name))
			continue;
		report_failure(&build->report,
			"%s cannot be forgotten: events/ still asks for it",
			name);
		return -1;
	}
	return 0;
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
	if (forget(build) != 0 || accept(build) != 0 || report_ill(build) != 0)
		return -1;
	if (look_ahead(build) != 0)
		return -1;
	make_plan(build);
	return 0;
}

static int publish_site(struct build *build, bool had_index)
{
	int result;

	if (!build->preview && check_memory(build, had_index) != 0)
		return -1;
	build->proof = proof_new((struct files){will_stand, build});
	result = plan_site(build);
	if (result == 0 && !cards_hold(build)) {
		start_over(build);
		result = load_site(build) != 0 ? -1 : plan_site(build);
	}
	if (result != 0) {
		proof_free(build->proof);
		return -1;
	}
	if (build->recover && recover_compare(build))
		make_plan(build);
	build->facts.until = plan_until(build->plan);
	if (build->next_embargo < build->facts.until)
		build->facts.until = build->next_embargo;
	result = check_forgotten(build);
	if (result == 0)
		publish(build);
	proof_free(build->proof);
	return build->failed ? -1 : result;
}

static int print_next(struct build *build)
{
	instant next;

	if (due_next(build->site, build->now, &next) == 0)
		report_moment(&build->report, next);
	return 0;
}

/* Why feeds/ cannot be locked, as far as errno tells. */
static int report_lock(struct build *build)
{
	struct report *report = &build->report;
	char target[4096];
	ssize_t length = -1;
	int error = errno;

	if (error == EWOULDBLOCK) {
		report_failure(report,
			"another run still builds this site after %d seconds; "
			"nothing was done",
			PATIENCE);
		return -1;
	}
	if (error == ENOENT)
		length = readlink("feeds", target, sizeof(target));
	if (length > 0)
		report_failure(report,
			"feeds is a link to %.*s, which is not there; mount it "
			"or mend the link",
			(int)length, target);
	else
		report_failure(
			report, "feeds cannot be locked: %s", strerror(error));
	return -1;
}

/*
 * Taken before records are read: a run that waited must not publish older
 * ones than the run it waited for.
 */
static int lock_site(struct build *build)
{
	if (build->dry || build->next ||
		lock_take(&build->lock, "feeds", 0) == 0)
		return 0;
	if (errno == EWOULDBLOCK) {
		progress_show(&build->report.progress,
			"waiting for another run to end");
		if (lock_take(&build->lock, "feeds", PATIENCE) == 0)
			return 0;
	}
	return report_lock(build);
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
	int result = load_site(build), status;

	if (result == 0)
		result = build->next ? print_next(build)
				     : publish_site(build, had_index);
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
	if (lock_site(build) != 0)
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

static int read_jobs(const char *text, size_t *jobs)
{
	char *end;

	*jobs = strtoul(text, &end, 10);
	if (*text < '1' || *text > '9' || *end != '\0')
		return -1;
	return *jobs <= WORKERS_MOST ? 0 : -1;
}

/* What is said once cannot be tried, and a moment is no summary. */
static bool contradicts_itself(const struct build *build)
{
	const struct report *report = &build->report;

	if (report->is_cron &&
		(build->dry || build->next || report->tells_until))
		return true;
	if (report->is_json && (build->next || report->tells_until))
		return true;
	return build->next && report->tells_until;
}

/* Returns -1 for an option that is none. */
static int take_option(struct build *build, int option)
{
	switch (option) {
	case 'n':
		build->dry = true;
		return 0;
	case 'v':
		build->verbose = true;
		return 0;
	case 'N':
		build->next = true;
		return 0;
	case 'U':
		build->report.tells_until = 1;
		return 0;
	case 'j':
		return read_jobs(optarg, &build->jobs);
	case 'P':
		build->no_proof = true;
		return 0;
	case 'R':
		build->recover = true;
		return 0;
	case 'W':
		build->preview = true;
		return 0;
	case 'S':
		build->plan_name = optarg;
		return 0;
	case 'C':
		build->report.is_cron = 1;
		return 0;
	case 'J':
		build->report.is_json = 1;
		return 0;
	case 'F':
		build->forget[build->forget_count++] = forget_uid(optarg);
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
		{"preview", no_argument, NULL, 'W'},
		{"plan", required_argument, NULL, 'S'},
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
		.next_embargo = INT64_MAX,
		.lock = {.file = -1},
		.facts = {.until = INT64_MAX}};
	int status = EXIT_USAGE;

	build.forget = mem_alloc((size_t)argc * sizeof(*build.forget));
	if (take_options(&build, argc, argv) != 0)
		cmd_usage(USAGE_BUILD);
	else if (cmd_now(&build.now) == 0)
		status = build_site(&build);
	lock_release(&build.lock);
	free(build.forget);
	build_release(&build);
	return status;
}
