/*
 * Each fragment of a plan: written and proved.
 */
#include "base/workers.h"
#include "cmd/building.h"
#include "prove/prove.h"
#include "write/writer.h"
#include "base/banned.h"

/* So many are not kept in memory until they are in all their feeds. */
enum { WORTH_A_FILE = 4096 };

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

	/* Pieces are handed out in order, whoever does them. */
	progress_reach(&it->build->report.progress, piece);
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
}

/* What the ledger learns of a doubt, it has to learn in this process. */
static int has_doubts(const struct writing *it)
{
	for (size_t i = 0; i < it->count; i++)
		if (plan_has_doubt(it->fragments[i]))
			return 1;
	return 0;
}

/* Where they stay meanwhile; nowhere when there are few, or nothing is written. */
static const char *find_folder(const struct writing *it)
{
	if (it->count < WORTH_A_FILE || it->build->dry)
		return NULL;
	make_index_folder();
	return INDEX_FOLDER;
}

size_t publish_fragments(struct build *build, struct plan *plan)
{
	struct writing it = {.build = build, .plan = plan};
	struct work work = {
		.make = make_fragment, .take = take_fragment, .data = &it};
	size_t held_back = 0;

	find_unwritten(&it);
	work.count = it.count;
	work.folder = find_folder(&it);
	progress_turn_to(&build->report.progress, "writing entries", it.count);
	workers_run(
		&work, has_doubts(&it) ? 1 : build_jobs_for(build, it.count));
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
