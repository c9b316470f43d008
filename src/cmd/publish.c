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
	buf_put(&it->fragments[piece]->bytes, bytes + problem,
		length - problem);
}

/* Few fragments are written sooner than another process is there. */
static size_t count_jobs(const struct build *build, size_t fragment_count)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (fragment_count < WORTH_SHARING)
		return 1;
	if (build->jobs > 0)
		return build->jobs;
	if (processors < 1)
		return 1;
	return processors < WORKERS_MOST ? (size_t)processors : WORKERS_MOST;
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
	workers_run(&work, has_doubts(&it) ? 1 : count_jobs(build, it.count));
	for (size_t i = 0; i < it.count; i++) {
		struct fragment *fragment = it.fragments[i];

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

static int report_unwritten(struct build *build, const char *path)
{
	fprintf(stderr, "dialogue-feeds: feeds/%s: %s; the old file stands\n",
		path,
		errno == ELOOP ? "a folder of this path is a symbolic link"
			       : strerror(errno));
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
	if (build->verbose || build->dry)
		printf("feeds/%s: deleted, %s\n", path, why);
	return 0;
}

static int put_ledger_file(
	void *data, const char *path, const struct buf *bytes)
{
	if (bytes == NULL)
		return publish_take_away(data, path, "no line is left in it");
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

/* The feeds, and what is wrong with each of them. */
struct proving {
	struct build *build;
	const struct plan *plan;
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
	const struct proving *it = data;
	const struct feed *feed = it->plan->feeds.items[piece];
	struct buf bytes = BUF_INIT;

	writer_put_feed(&bytes, feed);
	if (!stands_already(feed, &bytes))
		prove_feed(it->build->proof, feed, &bytes, out);
	buf_release(&bytes);
}

static void take_proof(
	void *data, size_t piece, const char *bytes, size_t length)
{
	struct proving *it = data;

	if (length > 0)
		it->problems[piece] =
			pool_bytes(&it->build->pool, bytes, length);
}

/* One problem, or NULL, for each feed. */
static const char **prove_feeds(struct build *build, const struct plan *plan)
{
	struct proving it = {.build = build, .plan = plan};
	const struct work work = {.count = plan->feeds.count,
		.make = make_proof,
		.take = take_proof,
		.data = &it};

	it.problems = pool_alloc(
		&build->pool, (plan->feeds.count + 1) * sizeof(*it.problems));
	if (!build->no_proof)
		workers_run(&work, count_jobs(build, plan->count));
	return it.problems;
}

/* Put a feed into its place, unless something is wrong with it. */
static void publish_feed(
	struct build *build, const struct feed *feed, const char *problem)
{
	struct buf bytes = BUF_INIT, why = BUF_INIT;

	if (problem) {
		fprintf(stderr,
			"dialogue-feeds: feeds/%s: held back, it came out "
			"wrong: %s; the old file stands\n",
			feed->path, problem);
		build->failed = 1;
		return;
	}
	writer_put_feed(&bytes, feed);
	if (build->verbose || build->dry)
		put_reason(&why, feed);
	put(build, feed->path, &bytes, why.bytes);
	buf_release(&why);
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
void publish_feeds(
	struct build *build, const struct site *site, const struct plan *plan)
{
	const char **problems;

	if (store_ledger(build, site) != 0)
		return;
	problems = prove_feeds(build, plan);
	for (int gains = 1; gains >= 0; gains--)
		for (size_t i = 0; i < plan->feeds.count; i++)
			if (feed_gains(plan->feeds.items[i]) == gains)
				publish_feed(build, plan->feeds.items[i],
					problems[i]);
}
