/*
 * From a plan to files: write, prove, store.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/workers.h"
#include "cmd/building.h"
#include "prove/prove.h"
#include "store/store.h"
#include "write/writer.h"
#include "base/banned.h"

/* Less than that is done sooner than another process is there. */
enum { FRAGMENTS_TO_SHARE = 256, BYTES_TO_SHARE = 16 << 20 };

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
 * Write and prove one, into the bytes of the fragment.  What comes out is what
 * is wrong with it, ended by NUL, and the bytes.
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
	buf_put(out, problem.bytes, problem.length + 1);
	buf_put(out, fragment.bytes.bytes, fragment.bytes.length);
	buf_release(&problem);
	buf_release(&fragment.bytes);
}

static void take_fragment(
	void *data, size_t piece, const char *bytes, size_t length)
{
	struct writing *it = data;
	size_t problem = strlen(bytes) + 1;

	if (problem > 1)
		it->problems[piece] = pool_text(&it->plan->pool, bytes);
	/* There are many of them: no more memory than each needs. */
	buf_reserve(&it->fragments[piece]->bytes, length - problem);
	buf_put(&it->fragments[piece]->bytes, bytes + problem,
		length - problem);
}

static size_t count_jobs(const struct build *build)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (build->jobs > 0)
		return build->jobs;
	if (processors < 1)
		return 1;
	return processors < WORKERS_MOST ? (size_t)processors : WORKERS_MOST;
}

/* What the ledger learns of a doubt, it has to learn in this process. */
static int must_stay_here(const struct writing *it)
{
	if (it->count < FRAGMENTS_TO_SHARE)
		return 1;
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
	workers_run(&work, must_stay_here(&it) ? 1 : count_jobs(build));
	for (size_t i = 0; i < it.count; i++) {
		struct fragment *fragment = it.fragments[i];

		/* A build of everything will say so. */
		if (it.problems[i] != NULL && build->edit != NULL)
			return 1;
		/* JSON may have been held back with its entry. */
		if (it.problems[i] == NULL || fragment->is_kept)
			continue;
		build->failed = 1;
		fprintf(stderr,
			"dialogue-feeds: %s (%s): held back, it came out "
			"wrong: %s; what was published stands\n",
			fragment->view->event->path, fragment->language,
			it.problems[i]);
		plan_hold_back(plan, fragment);
		held_back++;
	}
	return held_back;
}

static int report_unwritten(struct build *build, const char *path, int error)
{
	fprintf(stderr, "dialogue-feeds: feeds/%s: %s; the old file stands\n",
		path, strerror(error));
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

/* Make a file below feeds/ hold these bytes, or see whether it would. */
static enum store_result store(
	const struct build *build, const char *path, const struct buf *bytes)
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
	return result;
}

/* Say what became of a file. */
static int tell_stored(struct build *build, const char *path,
	enum store_result result, int error, const char *why)
{
	if (result == STORE_FAILED)
		return report_unwritten(build, path, error);
	note_output(build, path);
	if (result == STORE_WRITTEN && (build->verbose || build->dry))
		printf("feeds/%s: %s\n", path, why);
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
		return report_unwritten(build, path, errno);
	if (build->verbose || build->dry)
		printf("feeds/%s: deleted, %s\n", path, why);
	return 0;
}

static int put_ledger_file(
	void *data, const char *path, const struct buf *bytes)
{
	enum store_result result;

	if (bytes == NULL)
		return publish_take_away(data, path, "no line is left in it");
	result = store(data, path, bytes);
	return tell_stored(data, path, result, errno, "what is published");
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

/* What became of a feed: it comes out wrong, or it is stored. */
struct outcome {
	int is_wrong; /* what is wrong with it follows */
	enum store_result result;
	int error; /* errno of what failed */
};

/* Feeds that are published together, and what became of each. */
struct publishing {
	struct build *build;
	struct feed **feeds;
	size_t count;
	struct outcome *outcomes;
	const char **problems;
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

/* Write a feed, prove it, and put it into its place. */
static void make_feed(void *data, size_t piece, struct buf *out)
{
	const struct publishing *it = data;
	const struct build *build = it->build;
	const struct feed *feed = it->feeds[piece];
	struct outcome outcome = {.result = STORE_SAME};
	struct buf bytes = BUF_INIT, problem = BUF_INIT;

	writer_put_feed(&bytes, feed);
	/* What stands there has been proved when it was written. */
	if (!stands_already(feed, &bytes)) {
		outcome.is_wrong = !build->no_proof &&
			prove_feed(build->proof, feed, &bytes, &problem) != 0;
		if (!outcome.is_wrong)
			outcome.result = store(build, feed->path, &bytes);
		outcome.error = errno;
	}
	buf_put(out, &outcome, sizeof(outcome));
	buf_put(out, problem.bytes, problem.length);
	buf_release(&problem);
	buf_release(&bytes);
}

static void take_outcome(
	void *data, size_t piece, const char *bytes, size_t length)
{
	struct publishing *it = data;
	struct outcome *outcome = &it->outcomes[piece];

	memcpy(outcome, bytes, sizeof(*outcome));
	it->problems[piece] = pool_bytes(&it->build->pool,
		bytes + sizeof(*outcome), length - sizeof(*outcome));
}

static void tell_outcome(struct build *build, const struct feed *feed,
	const struct outcome *outcome, const char *problem)
{
	struct buf why = BUF_INIT;

	if (outcome->is_wrong) {
		fprintf(stderr,
			"dialogue-feeds: feeds/%s: held back, it came out "
			"wrong: %s; the old file stands\n",
			feed->path, problem);
		build->failed = 1;
		return;
	}
	if (build->verbose || build->dry)
		put_reason(&why, feed);
	tell_stored(
		build, feed->path, outcome->result, outcome->error, why.bytes);
	buf_release(&why);
}

static size_t count_bytes(const struct publishing *it)
{
	size_t bytes = 0;

	for (size_t i = 0; i < it->count; i++)
		for (size_t j = 0; j < it->feeds[i]->fragment_count; j++)
			bytes += it->feeds[i]->fragments[j]->bytes.length;
	return bytes;
}

/* Those that gain a meeting, or the others. */
static void publish_some(
	struct build *build, const struct plan *plan, int gains)
{
	struct pool *pool = &build->pool;
	size_t most = plan->feeds.count + 1;
	struct publishing it = {.build = build,
		.feeds = pool_alloc(pool, most * sizeof(*it.feeds)),
		.outcomes = pool_alloc(pool, most * sizeof(*it.outcomes)),
		.problems = pool_alloc(pool, most * sizeof(*it.problems))};
	struct work work = {
		.make = make_feed, .take = take_outcome, .data = &it};

	for (size_t i = 0; i < plan->feeds.count; i++)
		if (feed_gains(plan->feeds.items[i]) == gains)
			it.feeds[it.count++] = plan->feeds.items[i];
	work.count = it.count;
	workers_run(&work,
		count_bytes(&it) < BYTES_TO_SHARE ? 1 : count_jobs(build));
	for (size_t i = 0; i < it.count; i++)
		tell_outcome(
			build, it.feeds[i], &it.outcomes[i], it.problems[i]);
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
	return report_unwritten(build, "ledger", errno);
}

/* Feeds that gain a meeting go before those that lose one: see moved_in. */
void publish_feeds(
	struct build *build, const struct site *site, const struct plan *plan)
{
	if (store_ledger(build, site) != 0)
		return;
	for (int gains = 1; gains >= 0; gains--)
		publish_some(build, plan, gains);
}
