/*
 * From a plan to files: write, prove, store.
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

enum { WORTH_SHARING = 256 };

/* The fragments that are written now, and what is wrong with each of them. */
struct writing {
	struct build *build;
	struct plan *plan;
	struct fragment **fragments;
	size_t count;
	const char **problems; /* NULL: it came out right */
};

/* Those that some feed holds and that nobody has written yet. */
static void find_unwritten(struct writing *it)
{
	struct plan *plan = it->plan;

	it->fragments = pool_alloc(
		&plan->pool, (plan->count + 1) * sizeof(*it->fragments));
	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *fragment = plan->fragments[i];

		if (fragment->is_wanted && !fragment->is_kept &&
			fragment->bytes.length == 0)
			it->fragments[it->count++] = fragment;
	}
	it->problems = pool_alloc(
		&plan->pool, (it->count + 1) * sizeof(*it->problems));
}

/*
 * Write and prove one.  What comes out is its bytes and, behind a NUL, what is
 * wrong with it.
 */
static void make_fragment(void *data, size_t piece, struct buf *out)
{
	struct writing *it = data;
	struct fragment fragment = *it->fragments[piece];
	const struct writer *writer = writer_of(fragment.format);
	struct buf problem = BUF_INIT;

	writer->fragment(&fragment.bytes, &fragment);
	if (plan_restamp(it->plan, &fragment)) {
		buf_cut(&fragment.bytes, 0);
		writer->fragment(&fragment.bytes, &fragment);
	}
	if (!it->build->no_proof)
		prove_fragment(it->build->proof, &fragment, &problem);
	buf_reserve(out, fragment.bytes.length + problem.length + 1);
	buf_put(out, fragment.bytes.bytes, fragment.bytes.length);
	buf_putc(out, '\0');
	buf_put(out, problem.bytes, problem.length);
	buf_release(&problem);
	buf_release(&fragment.bytes);
}

static void take_fragment(void *data, size_t piece, struct buf *result)
{
	struct writing *it = data;
	size_t end = result->length;

	while (result->bytes[end - 1] != '\0')
		end--;
	if (end < result->length)
		it->problems[piece] =
			pool_text(&it->plan->pool, result->bytes + end);
	result->length = end - 1;
	it->fragments[piece]->bytes = *result;
	*result = (struct buf)BUF_INIT;
	/* Pieces are handed out in order, whoever does them. */
	progress_reach(&it->build->report.progress, piece);
}

/* Few fragments are written sooner than another process is there. */
static size_t count_jobs(const struct build *build, size_t fragment_count)
{
	return fragment_count < WORTH_SHARING ? 1 : build_jobs(build);
}

/* What the ledger learns of a doubt, it has to learn in this process. */
static int has_doubts(const struct writing *it)
{
	for (size_t i = 0; i < it->count; i++)
		if (plan_has_doubt(it->fragments[i]))
			return 1;
	return 0;
}

size_t publish_fragments(struct build *build, struct plan *plan)
{
	struct writing it = {.build = build, .plan = plan};
	struct work work = {
		.make = make_fragment, .take = take_fragment, .data = &it};
	size_t held_back = 0;

	find_unwritten(&it);
	work.count = it.count;
	progress_turn_to(&build->report.progress, "writing entries", it.count);
	workers_run(&work, has_doubts(&it) ? 1 : count_jobs(build, it.count));
	for (size_t i = 0; i < it.count; i++) {
		struct fragment *fragment = it.fragments[i];

		/* A build of everything will say so. */
		if (it.problems[i] != NULL && build->edit != NULL)
			return 1;
		/* JSON may have been held back with its entry. */
		if (it.problems[i] == NULL || fragment->is_kept)
			continue;
		build->failed = 1;
		report_failure(&build->report,
			"%s (%s): held back, it came out wrong: %s; what was "
			"published stands",
			fragment->page ? fragment->page->path
				       : fragment->view->event->path,
			fragment->language, it.problems[i]);
		plan_hold_back(plan, fragment);
		held_back++;
	}
	return held_back;
}

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
static void tell_stored(void *data, const char *path, enum store_result result)
{
	struct build *build = data;
	const char *name = path + strlen("feeds/");

	if (result == STORE_WRITTEN) {
		report_written(&build->report, name);
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
		result = store_batch_put(
			build->batch, full.bytes, bytes, STORE_PUBLIC);
	buf_release(&full);
	if (result == STORE_FAILED)
		return report_unwritten(build, path);
	note_output(build, path);
	if (result == STORE_WRITTEN)
		report_expect(&build->report, path, why);
	if (result == STORE_WRITTEN && build->dry)
		report_written(&build->report, path);
	return 0;
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

static int put_ledger_file(
	void *data, const char *path, const struct buf *bytes)
{
	struct build *build = data;

	if (bytes != NULL)
		return put(build, path, bytes, "what is published");
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

/* The feeds, and what is wrong with each of them. */
struct proving {
	struct build *build;
	const struct plan *plan;
	struct buf bytes; /* of one after the other */
	const char **problems; /* NULL: it came out right */
};

static int stands_already(const struct feed *feed, const struct buf *bytes)
{
	struct buf path = BUF_INIT;
	int result;

	buf_printf(&path, "feeds/%s", feed->path);
	result = store_holds(path.bytes, bytes);
	buf_release(&path);
	return result;
}

/* What stands there has been proved when it was written. */
static void make_proof(void *data, size_t piece, struct buf *out)
{
	struct proving *it = data;
	const struct feed *feed = it->plan->feeds.items[piece];

	buf_cut(&it->bytes, 0);
	writer_put_feed(&it->bytes, feed);
	if (!stands_already(feed, &it->bytes))
		prove_feed(it->build->proof, feed, &it->bytes, out);
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
	size_t jobs = count_jobs(build, plan->feeds.count);

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

/* What is wrong with a feed that nobody has proved yet goes to `problem`. */
static int is_wrong(const struct build *build, const struct feed *feed,
	const struct buf *bytes, struct buf *problem)
{
	return !build->no_proof && !stands_already(feed, bytes) &&
		prove_feed(build->proof, feed, bytes, problem) != 0;
}

/* Whether an archive stays as it stands, for good or for now. */
static int stays(struct build *build, const struct feed *feed, size_t index,
	const struct buf *bytes)
{
	if (build->turns->of[index] != TURN_ARCHIVES)
		return 0;
	if (!stands_already(feed, bytes))
		return turns_puts_off(build->turns, index);
	note_output(build, feed->path);
	return 1;
}

/*
 * Put a feed into its place, unless something is wrong with it, or it has to
 * wait.  `bytes` is room for them that is used again and again: of fresh memory
 * for each feed, the system would have to clear as much as is written.
 */
static void publish_feed(struct build *build, const struct feed *feed,
	const struct proofs *proofs, size_t index, struct buf *bytes)
{
	const struct feed *obstacle = turns_obstacle(build->turns, feed);
	const char *known = proofs->are_made ? proofs->problems[index] : NULL;
	struct buf problem = BUF_INIT, why = BUF_INIT;

	buf_cut(bytes, 0);
	writer_put_feed(bytes, feed);
	if (obstacle == NULL && stays(build, feed, index, bytes))
		return;
	if (known != NULL)
		buf_puts(&problem, known);
	if (known != NULL ||
		(!proofs->are_made && is_wrong(build, feed, bytes, &problem))) {
		buf_printf(&why, "it came out wrong: %s", problem.bytes);
		hold_back(build, feed, why.bytes);
	} else if (obstacle) {
		buf_printf(&why, "it needs feeds/%s", obstacle->path);
		hold_back(build, feed, why.bytes);
	} else {
		if (report_wants_files(&build->report))
			put_reason(&why, feed);
		if (put(build, feed->path, bytes, why.bytes) != 0)
			turns_miss(build->turns, feed->path);
	}
	buf_release(&why);
	buf_release(&problem);
}

/*
 * Archives that give each other what they hold: nobody is told of one of them
 * before it has its last form.
 */
static void publish_between(
	struct build *build, const struct feed *feed, struct buf *bytes)
{
	struct buf path = BUF_INIT, problem = BUF_INIT, why = BUF_INIT;

	buf_cut(bytes, 0);
	writer_put_feed(bytes, feed);
	buf_printf(&path, "feeds/%s", feed->path);
	if (is_wrong(build, feed, bytes, &problem)) {
		buf_printf(&why, "it came out wrong: %s", problem.bytes);
		hold_back(build, feed, why.bytes);
	} else if (!build->dry &&
		store_batch_put(build->batch, path.bytes, bytes,
			STORE_PUBLIC) == STORE_FAILED) {
		report_unwritten(build, feed->path);
		turns_miss(build->turns, feed->path);
	}
	store_batch_finish(build->batch);
	buf_release(&why);
	buf_release(&problem);
	buf_release(&path);
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
	build->batch = store_batch_new(tell_stored, build);
	if (store_ledger(build, site) == 0) {
		struct proofs proofs = prove_feeds(build, plan);

		store_feeds(build, &turns, &proofs);
	}
	store_batch_free(build->batch);
}
