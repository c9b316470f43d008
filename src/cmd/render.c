/*
 * Each fragment of a plan: written and proved.
 */
#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "base/mem.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "plan/accept.h"
#include "prove/prove.h"
#include "write/writer.h"
#include "base/banned.h"

/* So many are not kept in memory until they are in all their feeds. */
enum { WORTH_A_FILE = 4096 };

/* The fragments that are written now, and what is wrong with each of them. */
struct rendering {
	struct build *build;
	struct fragment **fragments;
	size_t count;
	const char **problems; /* NULL: it came out right */
};

/* What was published by this same program was proved then. */
static bool is_proved(
	const struct build *build, const struct fragment *fragment)
{
	return build->is_same_program && fragment->is_known;
}

/*
 * Write and prove one.  What comes out is its bytes and, behind a NUL, what is
 * wrong with it.
 */
static void make_fragment(void *data, size_t piece, struct buf *out)
{
	struct rendering *it = data;
	struct fragment fragment = *it->fragments[piece];
	struct buf problem = BUF_INIT;

	/* Pieces are handed out in order, whoever does them. */
	progress_reach(&it->build->report.progress, piece);
	writer_of(fragment.format)->fragment(&fragment.bytes, &fragment);
	if (!it->build->no_proof && !is_proved(it->build, &fragment))
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
	struct rendering *it = data;
	size_t end = result->length;

	while (result->bytes[end - 1] != '\0')
		end--;
	if (end < result->length)
		it->problems[piece] =
			pool_text(&it->build->pool, result->bytes + end);
	result->length = end - 1;
	it->fragments[piece]->bytes = *result;
	it->fragments[piece]->digest =
		hash_bytes(result->bytes, result->length);
	it->fragments[piece]->is_ready = 1;
	*result = (struct buf)BUF_INIT;
}

/* Where they stay meanwhile; nowhere when there are few, or nothing is written. */
static const char *find_folder(const struct rendering *it)
{
	if (it->count < WORTH_A_FILE || it->build->dry)
		return NULL;
	make_index_folder();
	return INDEX_FOLDER;
}

/* What a feed is put together from lies close together. */
static int compare_places(const void *left, const void *right)
{
	const struct fragment *const *a = left, *const *b = right;
	int order = (*a)->format - (int)(*b)->format;

	if (order == 0)
		order = strcmp((*a)->language, (*b)->language);
	return order != 0 ? order : (*a)->year - (*b)->year;
}

static void choose_fragments(struct rendering *it)
{
	const struct plan *plan = it->build->plan;

	for (size_t i = 0; i < plan->count; i++)
		if (!plan->fragments[i]->is_ready)
			it->fragments[it->count++] = plan->fragments[i];
	if (it->count > 0)
		qsort(it->fragments, it->count, sizeof(*it->fragments),
			compare_places);
}

static void render(struct rendering *it)
{
	struct plan *plan = it->build->plan;
	struct work work = {
		.make = make_fragment, .take = take_fragment, .data = it};

	it->fragments = mem_alloc(plan->count * sizeof(*it->fragments));
	it->problems = mem_alloc(plan->count * sizeof(*it->problems));
	choose_fragments(it);
	work.count = it->count;
	work.kept = &plan->written;
	work.folder = find_folder(it);
	progress_turn_to(
		&it->build->report.progress, "writing entries", it->count);
	workers_run(&work, build_jobs_for(it->build, it->count));
}

static struct event *event_of(
	const struct build *build, const struct fragment *fragment)
{
	return fragment->page == NULL || fragment->view != NULL
		? site_event(build->site, fragment->uid)
		: NULL;
}

/* Returns whether a record was refused, so that all is to be planned again. */
static bool hold_back(
	struct build *build, struct fragment *fragment, const char *problem)
{
	struct event *event = event_of(build, fragment);
	bool is_refused = event != NULL &&
		accept_refuse(build->site, build->ledger, event);

	fragment->is_held_back = 1;
	build->failed = true;
	report_failure(&build->report,
		"%s (%s): held back, it came out wrong: %s; what was "
		"published stands",
		fragment->page  ? fragment->page->path
			: event ? event->path
				: fragment->id,
		fragment->language, problem);
	return is_refused;
}

bool render_fragments(struct build *build)
{
	struct rendering it = {.build = build};
	bool is_refused = false;

	render(&it);
	for (size_t i = 0; i < it.count; i++)
		if (it.problems[i] != NULL)
			is_refused |= hold_back(
				build, it.fragments[i], it.problems[i]);
	free(it.fragments);
	free(it.problems);
	return is_refused;
}
