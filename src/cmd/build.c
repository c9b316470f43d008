/*
 * From records to feeds, one folder of src/ after the other: read, plan,
 * write, prove, store.  build_site() is that line as code.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/diag.h"
#include "cmd/cmd.h"
#include "base/mem.h"
#include "model/due.h"
#include "plan/forget.h"
#include "plan/index.h"
#include "plan/ledger.h"
#include "plan/plan.h"
#include "plan/recover.h"
#include "prove/prove.h"
#include "read/load.h"
#include "store/store.h"
#include "write/writer.h"
#include "base/banned.h"

/* Seconds that a run waits for another one to end. */
enum { PATIENCE = 30 };

struct build {
	int dry; /* -n: say what would be done, write nothing */
	int verbose; /* -v: say what is done, and why */
	int next; /* --next: only say when something is due */
	const char **forget; /* --forget: meetings or files below feeds/ */
	size_t forget_count;
	int recover; /* --recover: put a lost ledger together */
	int no_proof; /* --no-proof: publish what is not read back */
	instant now;
	struct diag diag;
	struct ledger ledger;
	struct proof *proof;
	struct pool pool;
	struct index_facts facts; /* what is published */
	int failed; /* something could not be written */
};

/* Write and prove a fragment; -1 when it must not be published. */
static int write_fragment(
	struct build *build, struct plan *plan, struct fragment *fragment)
{
	const struct writer *writer = writer_of(fragment->format);
	struct buf problem = BUF_INIT;
	int result;

	writer->fragment(&fragment->bytes, fragment);
	if (plan_restamp(plan, fragment)) {
		buf_cut(&fragment->bytes, 0);
		writer->fragment(&fragment->bytes, fragment);
	}
	result = build->no_proof
		? 0
		: prove_fragment(build->proof, fragment, &problem);
	if (result != 0) {
		build->failed = 1;
		fprintf(stderr,
			"dialogue-feeds: %s (%s): held back, it came out "
			"wrong: %s; what was published stands\n",
			fragment->view->event->path, fragment->language,
			problem.bytes);
	}
	buf_release(&problem);
	return result;
}

/* Those that some feed holds; returns how many had to be held back. */
static size_t write_fragments(struct build *build, struct plan *plan)
{
	size_t held_back = 0;

	for (size_t i = 0; i < plan->count;) {
		struct fragment *fragment = plan->fragments[i];
		size_t count = plan->count;

		if (fragment->is_wanted && !fragment->is_kept &&
			fragment->bytes.length == 0 &&
			write_fragment(build, plan, fragment) != 0) {
			plan_hold_back(plan, fragment);
			held_back++;
		}
		/* Another one has taken the place of one that is gone. */
		i += plan->count == count;
	}
	return held_back;
}

static int report_unwritten(struct build *build, const char *path)
{
	fprintf(stderr, "dialogue-feeds: feeds/%s: %s; the old file stands\n",
		path, strerror(errno));
	build->failed = 1;
	return -1;
}

static void note_output(struct build *build, const char *path)
{
	struct index_facts *facts = &build->facts;

	facts->outputs = pool_grow(&build->pool, facts->outputs,
		facts->output_count, sizeof(*facts->outputs));
	facts->outputs[facts->output_count++] = pool_text(&build->pool, path);
}

/* Make a file below feeds/ hold these bytes, or say that it would. */
static int put(struct build *build, const char *path, const struct buf *bytes,
	const char *why)
{
	struct buf full = BUF_INIT;
	enum store_result result;

	buf_printf(&full, "feeds/%s", path);
	if (build->dry)
		result = store_holds(full.bytes, bytes) ? STORE_SAME
							: STORE_WRITTEN;
	else
		result = store_put(full.bytes, bytes, STORE_PUBLIC);
	buf_release(&full);
	if (result == STORE_FAILED)
		return report_unwritten(build, path);
	note_output(build, path);
	if (result == STORE_WRITTEN && (build->verbose || build->dry))
		printf("feeds/%s: %s\n", path, why);
	return 0;
}

/* Take a file below feeds/ away, or say that it would go. */
static int take_away(struct build *build, const char *path, const char *why)
{
	struct buf full = BUF_INIT;
	int result = 0;

	buf_printf(&full, "feeds/%s", path);
	if (!build->dry)
		result = store_remove(full.bytes);
	buf_release(&full);
	if (result != 0)
		return report_unwritten(build, path);
	if (build->verbose || build->dry)
		printf("feeds/%s: deleted, %s\n", path, why);
	return 0;
}

static int put_ledger_file(
	void *data, const char *path, const struct buf *bytes)
{
	if (bytes == NULL)
		return take_away(data, path, "no line is left in it");
	return put(data, path, bytes, "what is published");
}

/* Why a feed is written: how many of its entries are new or changed. */
static void put_reason(struct buf *why, const struct feed *feed)
{
	static const char *const words[] = {
		[NEWS_NEW] = "new",
		[NEWS_CHANGED] = "changed",
		[NEWS_SHIFTED] = "moved by new time zone rules",
	};
	size_t counts[sizeof(words) / sizeof(*words)] = {0};

	for (size_t i = 0; i < feed->fragment_count; i++)
		counts[feed->fragments[i]->news]++;
	for (size_t i = NEWS_NEW; i <= NEWS_SHIFTED; i++)
		if (counts[i] > 0)
			buf_printf(why, "%s%zu %s", why->length > 0 ? ", " : "",
				counts[i], words[i]);
	if (why->length == 0)
		buf_puts(why, "other entries or another form");
}

/* Write a feed, prove it, and put it into its place. */
static void publish_feed(struct build *build, const struct feed *feed)
{
	struct buf bytes = BUF_INIT, problem = BUF_INIT, why = BUF_INIT;

	writer_put_feed(&bytes, feed);
	if (!build->no_proof &&
		prove_feed(build->proof, feed, &bytes, &problem) != 0) {
		fprintf(stderr,
			"dialogue-feeds: feeds/%s: held back, it came out "
			"wrong: %s; the old file stands\n",
			feed->path, problem.bytes);
		build->failed = 1;
	} else {
		if (build->verbose || build->dry)
			put_reason(&why, feed);
		put(build, feed->path, &bytes, why.bytes);
	}
	buf_release(&why);
	buf_release(&problem);
	buf_release(&bytes);
}

/*
 * The ledger goes first: after a crash the next run finds its stamps decided
 * and gives the same bytes.
 */
static int store_ledger(struct build *build, const struct site *site)
{
	if (ledger_write(&build->ledger, site->publisher.authority,
		    put_ledger_file, build) != 0)
		return -1;
	if (build->dry || store_sync_folder("feeds/ledger") == 0 ||
		errno == ENOENT)
		return 0;
	return report_unwritten(build, "ledger");
}

/* Feeds that gain a meeting go before those that lose one: see moved_in. */
static void prove_and_store(
	struct build *build, const struct site *site, const struct plan *plan)
{
	if (store_ledger(build, site) != 0)
		return;
	for (int gains = 1; gains >= 0; gains--)
		for (size_t i = 0; i < plan->feeds.count; i++)
			if (feed_gains(plan->feeds.items[i]) == gains)
				publish_feed(build, plan->feeds.items[i]);
}

/* "fr/party/JP/calendar.ics", with or without feeds/ in front. */
static const char *path_of_feed(const char *name)
{
	return strncmp(name, "feeds/", 6) == 0 ? name + 6 : name;
}

static int is_feed(const char *name)
{
	const char *slash = strchr(path_of_feed(name), '/');
	struct buf rest = BUF_INIT;
	int result = slash != NULL && feeds_kind_of(slash + 1, &rest) != NULL;

	buf_release(&rest);
	return result;
}

/* Meetings are forgotten before the plan is made. */
static int forget_meetings(struct build *build, const struct site *site)
{
	struct buf problem = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < build->forget_count && result == 0; i++) {
		const char *name = build->forget[i];

		if (!is_feed(name))
			result = forget_meeting(site, &build->ledger, name,
				build->now, &problem);
		if (result != 0)
			fprintf(stderr,
				"dialogue-feeds: %s cannot be forgotten: %s\n",
				name, problem.bytes);
	}
	buf_release(&problem);
	return result;
}

/* Feeds that have left the plan are frozen until somebody says so. */
static void forget_feeds(struct build *build, struct plan *plan)
{
	size_t count;
	const char **files = forget_files(plan, &count);

	for (size_t i = 0; i < count; i++)
		take_away(build, files[i], "what stood in it is forgotten");
	for (size_t i = 0; i < build->forget_count; i++) {
		const char *path = path_of_feed(build->forget[i]);

		if (!is_feed(build->forget[i]))
			continue;
		if (!plan_has_feed(plan, path)) {
			take_away(build, path, "it is forgotten");
			continue;
		}
		build->failed = 1;
		fprintf(stderr,
			"dialogue-feeds: feeds/%s is published anew with each "
			"build and cannot be forgotten\n",
			path);
	}
}

/* Feeds without a ledger would all start again at SEQUENCE:0. */
static int find_ledger(struct build *build, const struct site *site)
{
	if (!recover_is_needed(site, &build->ledger)) {
		if (build->recover)
			fputs("dialogue-feeds: the ledger is not lost: "
			      "nothing to recover\n",
				stderr);
		return build->recover ? -1 : 0;
	}
	if (build->recover) {
		recover_ledger(site, &build->ledger, build->now);
		return 0;
	}
	fputs("dialogue-feeds: feeds/ledger is gone, though feeds/ has feeds: "
	      "restore it from a backup or from git; `dialogue-feeds build "
	      "--recover` reads from the yearly archives what they tell\n",
		stderr);
	return -1;
}

/* Publish what is due of a site; -1 when something could not be. */
static int publish_site(struct build *build, struct site *site)
{
	struct plan *plan;

	if (ledger_load(&build->ledger, &build->diag) != 0 ||
		find_ledger(build, site) != 0)
		return -1;
	if (due_next(site, build->now, &build->facts.until) != 0)
		build->facts.until = INT64_MAX;
	due_apply(site, build->now);
	if (forget_meetings(build, site) != 0 ||
		plan_check(site, &build->ledger, &build->diag) != 0)
		return -1;
	build->proof = proof_new();
	plan = plan_make(site, &build->ledger, &build->diag, build->now);
	do
		plan_feeds(plan);
	while (write_fragments(build, plan) > 0);
	if (plan_until(plan) < build->facts.until)
		build->facts.until = plan_until(plan);
	prove_and_store(build, site, plan);
	if (build->forget_count > 0)
		forget_feeds(build, plan);
	proof_free(build->proof);
	plan_free(plan);
	return build->failed ? -1 : 0;
}

static int print_next(const struct build *build, const struct site *site)
{
	struct buf text = BUF_INIT;
	instant next;

	if (due_next(site, build->now, &next) != 0)
		return 0;
	instant_put_rfc3339(&text, next);
	puts(text.bytes);
	buf_release(&text);
	return 0;
}

/*
 * Taken before records are read: a run that waited must not publish older
 * ones than the run it waited for.
 */
static int lock_site(const struct build *build)
{
	if (build->dry || build->next || store_lock("events", PATIENCE) == 0)
		return 0;
	/* A folder that cannot be opened is reported by the reader. */
	if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
		return 0;
	if (errno != EWOULDBLOCK) {
		fprintf(stderr, "dialogue-feeds: events cannot be locked: %s\n",
			strerror(errno));
		return -1;
	}
	fprintf(stderr,
		"dialogue-feeds: another run still builds this site after %d "
		"seconds; nothing was done\n",
		PATIENCE);
	return -1;
}

/* Whether all that this run has to do is to see that nothing has changed. */
static int is_routine(const struct build *build)
{
	return !build->dry && !build->verbose && !build->next &&
		build->forget_count == 0 && !build->recover;
}

/* What is in the index is of use only; that it cannot be written is no harm. */
static void store_index(const struct buf *bytes)
{
	char all[] = "*\n";
	const struct buf ignore = {all, sizeof(all) - 1, 0};

	store_put(INDEX_FOLDER "/.gitignore", &ignore, STORE_DISPOSABLE);
	store_put(INDEX_PATH, bytes, STORE_DISPOSABLE);
}

static int nothing_has_changed(
	const struct build *build, const struct seen *seen)
{
	struct buf bytes = BUF_INIT;
	enum index_answer answer = index_ask(seen, build->now, &bytes);

	if (answer == INDEX_TOUCHED)
		store_index(&bytes);
	buf_release(&bytes);
	return answer != INDEX_DOUBT;
}

/* A run that has to complain does so again the next time. */
static void remember(struct build *build, struct seen *seen,
	const struct site *site, int status)
{
	struct buf bytes = BUF_INIT;

	if (build->dry || build->next)
		return;
	if (status != EXIT_DONE) {
		store_remove(INDEX_PATH);
		return;
	}
	seen_take_contents(seen, site);
	build->facts.now = build->now;
	index_put(&bytes, seen, &build->facts);
	store_index(&bytes);
	buf_release(&bytes);
}

/* Read all records and publish what they tell. */
static int build_anew(struct build *build, struct seen *seen)
{
	struct site *site;
	int result = -1, status;
	size_t errors;

	site = site_load(&build->diag);
	if (!site->publisher_failed)
		result = build->next ? print_next(build, site)
				     : publish_site(build, site);
	/* What was said of files stands in front of what is wrong. */
	fflush(stdout);
	errors = diag_print(&build->diag, stderr,
		build->verbose ? DIAG_ADVICE : DIAG_ERROR, NULL, 0);
	status = errors > 0 ? EXIT_RECORDS : EXIT_DONE;
	if (result != 0)
		status = EXIT_FAILED;
	remember(build, seen, site, status);
	site_free(site);
	return status;
}

static int build_site(struct build *build)
{
	struct seen seen;
	int status;

	if (lock_site(build) != 0)
		return EXIT_FAILED;
	/* What cannot be walked through is reported by the reader. */
	if (seen_walk(&seen) == 0 && is_routine(build) &&
		nothing_has_changed(build, &seen))
		status = EXIT_DONE;
	else
		status = build_anew(build, &seen);
	seen_release(&seen);
	return status;
}

int cmd_build(int argc, char **argv)
{
	static const struct option options[] = {
		{"next", no_argument, NULL, 'N'},
		{"forget", required_argument, NULL, 'F'},
		{"recover", no_argument, NULL, 'R'},
		{"no-proof", no_argument, NULL, 'P'},
		{NULL},
	};
	static const char usage[] =
		"build [-nv] [--next] [--recover] [--no-proof] "
		"[--forget NAME]...";
	struct build build = {.diag = DIAG_INIT, .ledger = LEDGER_INIT};
	int option, status;

	build.forget = mem_alloc((size_t)argc * sizeof(*build.forget));
	while ((option = getopt_long(argc, argv, "nv", options, NULL)) != -1)
		switch (option) {
		case 'n':
			build.dry = 1;
			break;
		case 'v':
			build.verbose = 1;
			break;
		case 'N':
			build.next = 1;
			break;
		case 'P':
			build.no_proof = 1;
			break;
		case 'R':
			build.recover = 1;
			break;
		case 'F':
			build.forget[build.forget_count++] = optarg;
			break;
		default:
			free(build.forget);
			return cmd_usage(usage);
		}
	if (optind != argc) {
		free(build.forget);
		return cmd_usage(usage);
	}
	status = cmd_now(&build.now) == 0 ? build_site(&build) : EXIT_USAGE;
	free(build.forget);
	pool_release(&build.pool);
	ledger_release(&build.ledger);
	diag_release(&build.diag);
	return status;
}
