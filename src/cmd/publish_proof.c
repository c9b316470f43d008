#include "cmd/publish_proof.h"

#include "base/workers.h"
#include "cmd/publish_file.h"
#include "prove/prove.h"
#include "write/writer.h"
#include "base/banned.h"

/* The feeds, and what is wrong with each of them. */
struct proving {
	struct build *build;
	const struct feeds *feeds;
	const char **problems; /* NULL: it came out right */
};

/* What stands there has been proved when it was written. */
static void make_proof(void *data, size_t piece, struct buf *problem)
{
	struct proving *it = data;
	const struct feed *feed = it->feeds->items[piece];
	struct content content = {.mapped = &it->build->plan->written};

	if (feed->is_fresh)
		return;
	writer_lay_out(&content, feed);
	if (!feed_is_held_back(feed) &&
		!publish_file_stands(feed->path, &content))
		prove_feed(it->build->proof, feed, &content, problem);
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

static size_t count_stale(const struct feeds *feeds)
{
	size_t count = 0;

	for (size_t i = 0; i < feeds->count; i++)
		count += !feeds->items[i]->is_fresh;
	return count;
}

const char **publish_proof(struct build *build)
{
	const struct feeds *feeds = &build->plan->feeds;
	struct proving it = {.build = build, .feeds = feeds};
	const struct work work = {.count = feeds->count,
		.make = make_proof,
		.take = take_proof,
		.data = &it};

	it.problems = pool_alloc(
		&build->pool, (feeds->count + 1) * sizeof(*it.problems));
	if (build->no_proof)
		return it.problems;
	progress_turn_to(
		&build->report.progress, "reading feeds back", feeds->count);
	workers_run(&work, build_jobs_for(build, count_stale(feeds)));
	return it.problems;
}
