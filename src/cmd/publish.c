/*
 * From fragments to files: put together, prove, store.
 */
#include <errno.h>
#include <string.h>
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/turns.h"
#include "prove/prove.h"
#include "store/store.h"
#include "write/writer.h"
#include "base/banned.h"

static int report_unwritten(struct build *build, const char *path)
{
	report_failure(&build->report, "feeds/%s: %s; the old file stands",
		path,
		errno == ELOOP ? "a folder of this path is a symbolic link"
			       : strerror(errno));
	build->failed = 1;
	return -1;
}

/* What became of a file in the batch: "feeds/fr/calendar.ics". */
static void tell_stored(
	void *data, const char *path, enum store_result result, const char *why)
{
	struct build *build = data;
	const char *name = path + strlen("feeds/");

	if (result == STORE_SAME)
		return;
	if (result == STORE_WRITTEN) {
		if (why != NULL)
			report_written(&build->report, name, why);
		return;
	}
	report_unwritten(build, name);
	if (build->turns == NULL)
		build->ledger_failed = 1;
	else
		turns_miss(build->turns, name);
}

static void note_output(struct build *build, const char *path)
{
	struct index_facts *facts = &build->facts;

	facts->outputs = pool_grow(&build->pool, facts->outputs,
		facts->output_count, sizeof(*facts->outputs));
	facts->outputs[facts->output_count++] = pool_text(&build->pool, path);
}

static int stands(const char *path, const struct content *content)
{
	struct buf full = BUF_INIT;
	int result;

	buf_printf(&full, "feeds/%s", path);
	result = store_holds(full.bytes, content);
	buf_release(&full);
	return result;
}

/*
 * Make a file below feeds/ hold this, or say that it would.  `why` lives as
 * long as the build; nothing is said when it is NULL.
 */
static void put(struct build *build, const char *path, struct content *content,
	const char *why)
{
	struct buf full = BUF_INIT;

	if (!build->dry) {
		buf_printf(&full, "feeds/%s", path);
		store_batch_put(
			build->batch, full.bytes, content, STORE_PUBLIC, why);
		buf_release(&full);
	} else if (why != NULL && !stands(path, content)) {
		report_written(&build->report, path, why);
	}
}

/* Take a file below feeds/ away, or say that it would go. */
int publish_take_away(struct build *build, const char *path, const char *why)
{
	struct buf full = BUF_INIT;
	int result = 0;

	buf_printf(&full, "feeds/%s", path);
	if (!build->dry)
		result = store_remove(full.bytes);
	buf_release(&full);
	if (result != 0)
		return report_unwritten(build, path);
	report_deleted(&build->report, path, why);
	return 0;
}

/* Whoever hands them over uses the bytes again. */
static void put_copy(struct build *build, const char *path,
	const struct buf *bytes, const char *why)
{
	struct content content = CONTENT_INIT;
	struct buf copy = BUF_INIT;

	buf_put(&copy, bytes->bytes, bytes->length);
	content_own(&content, &copy);
	put(build, path, &content, why);
	note_output(build, path);
	content_release(&content);
}

static int put_ledger_file(
	void *data, const char *path, const struct buf *bytes)
{
	struct build *build = data;

	if (bytes != NULL) {
		put_copy(build, path, bytes, "what is published");
		return 0;
	}
	/* Its lines are elsewhere, or will be. */
	store_batch_finish(build->batch);
	if (build->ledger_failed)
		return -1;
	return publish_take_away(build, path, "no line is left in it");
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

/*
 * What is wrong with a feed goes to `problem`.  `bytes` is room for them that
 * is used again and again: of fresh memory for each feed, the system would have
 * to clear as much as is written.
 */
static int prove_content(const struct build *build, const struct feed *feed,
	const struct content *content, struct buf *bytes, struct buf *problem)
{
	buf_cut(bytes, 0);
	content_join(content, bytes);
	return prove_feed(build->proof, feed, bytes, problem);
}

/* The feeds, and what is wrong with each of them. */
struct proving {
	struct build *build;
	const struct plan *plan;
	struct buf bytes; /* of one after the other */
	const char **problems; /* NULL: it came out right */
};

/* What stands there has been proved when it was written. */
static void make_proof(void *data, size_t piece, struct buf *out)
{
	struct proving *it = data;
	const struct feed *feed = it->plan->feeds.items[piece];
	struct content content = CONTENT_INIT;

	writer_lay_out(&content, feed);
	if (!stands(feed->path, &content))
		prove_content(it->build, feed, &content, &it->bytes, out);
	content_release(&content);
}

static void take_proof(void *data, size_t piece, struct buf *problem)
{
	struct proving *it = data;

	if (problem->length > 0)
		it->problems[piece] =
			pool_text(&it->build->pool, problem->bytes);
	progress_reach(&it->build->report.progress, piece);
}

/* What is wrong with feeds, when that was found out for all of them at once. */
struct proofs {
	int are_made;
	const char **problems; /* one for each feed; NULL: it came out right */
};

/* A few are proved as soon, one by one, when they are put into their places. */
static struct proofs prove_feeds(struct build *build, const struct plan *plan)
{
	struct proving it = {.build = build, .plan = plan, .bytes = BUF_INIT};
	const struct work work = {.count = plan->feeds.count,
		.make = make_proof,
		.take = take_proof,
		.data = &it};
	size_t jobs = build_jobs_for(build, plan->feeds.count);

	if (build->no_proof || jobs == 1)
		return (struct proofs){0, NULL};
	it.problems = pool_alloc(
		&build->pool, (plan->feeds.count + 1) * sizeof(*it.problems));
	progress_turn_to(&build->report.progress, "reading feeds back",
		plan->feeds.count);
	workers_run(&work, jobs);
	buf_release(&it.bytes);
	return (struct proofs){1, it.problems};
}

static void hold_back(
	struct build *build, const struct feed *feed, const char *why)
{
	report_failure(&build->report,
		"feeds/%s: held back, %s; the old file stands", feed->path,
		why);
	build->failed = 1;
	turns_miss(build->turns, feed->path);
}

/* Whether an archive stays as it stands, for good or for now. */
static int stays(struct build *build, const struct feed *feed, size_t index,
	const struct content *content)
{
	if (build->turns->of[index] != TURN_ARCHIVES)
		return 0;
	if (!stands(feed->path, content))
		return turns_puts_off(build->turns, index);
	note_output(build, feed->path);
	return 1;
}

/* What is wrong with a feed, known by now or to be found out, goes to `why`. */
static void find_fault(const struct build *build, const struct feed *feed,
	const struct proofs *proofs, size_t index,
	const struct content *content, struct buf *bytes, struct buf *why)
{
	struct buf problem = BUF_INIT;

	if (proofs->are_made)
		buf_puts(&problem,
			proofs->problems[index] ? proofs->problems[index] : "");
	else if (!build->no_proof && !stands(feed->path, content))
		prove_content(build, feed, content, bytes, &problem);
	if (problem.length > 0)
		buf_printf(why, "it came out wrong: %s", problem.bytes);
	buf_release(&problem);
}

/* NULL when nobody wants to know. */
static const char *reason_of(struct build *build, const struct feed *feed)
{
	struct buf why = BUF_INIT;
	const char *reason;

	if (!report_wants_files(&build->report))
		return NULL;
	put_reason(&why, feed);
	reason = pool_text(&build->pool, why.bytes);
	buf_release(&why);
	return reason;
}

/*
 * Put a feed into its place, unless something is wrong with it, or it has to
 * wait.
 */
static void publish_feed(struct build *build, const struct feed *feed,
	const struct proofs *proofs, size_t index, struct buf *bytes)
{
	const struct feed *obstacle = turns_obstacle(build->turns, feed);
	struct content content = CONTENT_INIT;
	struct buf why = BUF_INIT;

	writer_lay_out(&content, feed);
	if (obstacle == NULL && stays(build, feed, index, &content)) {
		content_release(&content);
		return;
	}
	find_fault(build, feed, proofs, index, &content, bytes, &why);
	if (why.length == 0 && obstacle != NULL)
		buf_printf(&why, "it needs feeds/%s", obstacle->path);
	if (why.length > 0) {
		hold_back(build, feed, why.bytes);
	} else {
		put(build, feed->path, &content, reason_of(build, feed));
		note_output(build, feed->path);
	}
	buf_release(&why);
	content_release(&content);
}

/*
 * Archives that give each other what they hold: nobody is told of one of them
 * before it has its last form.
 */
static void publish_between(
	struct build *build, const struct feed *feed, struct buf *bytes)
{
	const struct proofs none = {0, NULL};
	struct content content = CONTENT_INIT;
	struct buf why = BUF_INIT;

	writer_lay_out(&content, feed);
	find_fault(build, feed, &none, 0, &content, bytes, &why);
	if (why.length > 0)
		hold_back(build, feed, why.bytes);
	else
		put(build, feed->path, &content, NULL);
	store_batch_finish(build->batch);
	buf_release(&why);
	content_release(&content);
}

/*
 * The ledger goes first: after a crash the next run finds its stamps decided
 * and gives the same bytes.
 */
static int store_ledger(struct build *build, const struct site *site)
{
	int result = ledger_write(&build->ledger, site->publisher.authority,
		put_ledger_file, build);

	store_batch_finish(build->batch);
	if (result != 0 || build->ledger_failed)
		return -1;
	if (build->dry || store_sync_folder("feeds/ledger") == 0 ||
		errno == ENOENT)
		return 0;
	return report_unwritten(build, "ledger");
}

static void store_turn(struct build *build, enum turn turn,
	const struct proofs *proofs, struct buf *bytes)
{
	struct turns *turns = build->turns;
	const struct feeds *feeds = turns->feeds;
	struct progress *progress = &build->report.progress;

	for (size_t i = 0; i < feeds->count; i++) {
		size_t at = turns_index(turns, turn, i);

		if (turns->of[at] != turn)
			continue;
		publish_feed(build, feeds->items[at], proofs, at, bytes);
		if (turns->of[at] == turn)
			progress_reach(progress, progress->done + 1);
	}
	store_batch_finish(build->batch);
}

static void store_feeds(
	struct build *build, struct turns *turns, const struct proofs *proofs)
{
	struct progress *progress = &build->report.progress;
	const struct feed *between;
	struct buf bytes = BUF_INIT;

	build->turns = turns;
	progress_turn_to(progress, "publishing feeds", turns->feeds->count);
	store_turn(build, TURN_NEW, proofs, &bytes);
	turns_spread(turns);
	store_turn(build, TURN_ARCHIVES, proofs, &bytes);
	while (turns_call(turns, &between)) {
		if (between != NULL)
			publish_between(build, between, &bytes);
		store_turn(build, TURN_ARCHIVES, proofs, &bytes);
	}
	store_turn(build, TURN_FEEDS, proofs, &bytes);
	build->turns = NULL;
	buf_release(&bytes);
}

void publish_feeds(
	struct build *build, const struct site *site, struct plan *plan)
{
	struct turns turns;

	turns_make(&turns, &build->pool, &plan->feeds, &plan->published);
	if (report_unreadable(build, &plan->published) != 0)
		return;
	begin_to_write(build);
	build->batch = store_batch_new(build_jobs(build), tell_stored, build);
	if (store_ledger(build, site) == 0) {
		struct proofs proofs = prove_feeds(build, plan);

		store_feeds(build, &turns, &proofs);
	}
	store_batch_free(build->batch);
}
