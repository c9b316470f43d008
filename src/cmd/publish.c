/*
 * The ledger, then the feeds, stage by stage: each is put together and stored
 * once all that it leads to is there.
 */
#include <errno.h>
#include <string.h>
#include "cmd/building.h"
#include "cmd/dead.h"
#include "cmd/publish_broken.h"
#include "cmd/publish_file.h"
#include "cmd/publish_ledger.h"
#include "cmd/publish_order.h"
#include "cmd/publish_proof.h"
#include "plan/order.h"
#include "store/batch.h"
#include "store/store.h"
#include "write/writer.h"
#include "base/banned.h"

struct publishing {
	struct build *build;
	const struct plan *plan;
	struct publish_order order;
	enum stage stage; /* that is on its way */
	struct publish_broken broken;
};

/* An archive that something has left comes last of what leads to others. */
static enum report_stage stage_of(const struct publishing *it)
{
	return it->stage == STAGE_NEW || it->stage == STAGE_ARCHIVES
		? REPORT_FIRST
		: REPORT_SECOND;
}

/*
 * Make a file below feeds/ hold this, or say that it would.  `why` lives as
 * long as the build; nothing is said when it is NULL.
 */
static void put(const struct publishing *it, const char *path,
	struct content *content, const char *why)
{
	struct build *build = it->build;
	struct buf full = BUF_INIT;

	if (!build->dry) {
		buf_printf(&full, "feeds/%s", path);
		batch_put(build->batch, full.bytes, content, STORE_PUBLIC, why);
		buf_release(&full);
	} else if (why != NULL && !publish_file_stands(path, content)) {
		report_written(&build->report, path, why, stage_of(it));
	}
}

/* What became of a file in the batch: "feeds/fr/calendar.ics". */
static void tell_stored(
	void *data, const char *path, enum store_result result, const char *why)
{
	struct publishing *it = data;
	const char *name = path + strlen("feeds/");

	if (result == STORE_WRITTEN && why != NULL)
		report_written(&it->build->report, name, why, stage_of(it));
	if (result != STORE_FAILED)
		return;
	publish_order_miss(&it->order, name,
		publish_broken_note(&it->broken, name, errno));
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

static void hold_back(struct publishing *it, size_t index, const char *why)
{
	const struct feed *feed = it->order.feeds->items[index];

	if (why != NULL)
		report_failure(&it->build->report, "feeds/%s: held back, %s%s",
			feed->path, why,
			it->order.is_new[index] ? "" : "; the old file stands");
	it->build->failed = true;
	publish_order_miss(&it->order, feed->path, false);
}

/* An archive, and what is about to leave it. */
static const struct feed *with_leaving(
	struct publishing *it, const struct feed *feed)
{
	struct pool *pool = &it->build->pool;
	struct feed *both = pool_alloc(pool, sizeof(*both));
	size_t count = feed->fragment_count;

	*both = *feed;
	both->fragments = pool_alloc(
		pool, (count + feed->leaving_count) * sizeof(*both->fragments));
	memcpy(both->fragments, feed->fragments,
		count * sizeof(*both->fragments));
	memcpy(both->fragments + count, feed->leaving,
		feed->leaving_count * sizeof(*both->fragments));
	both->fragment_count += feed->leaving_count;
	order_feed(both);
	return both;
}

static void publish_feed(
	struct publishing *it, size_t index, const char *problem)
{
	struct build *build = it->build;
	const struct feed *feed = it->plan->feeds.items[index];
	const struct feed *obstacle;
	struct content content = {.mapped = &build->plan->written};
	bool is_between = it->stage != STAGE_LEAVING && feed->leaving_count > 0;

	if (feed->is_fresh) {
		publish_file_note(build, feed->path);
		return;
	}
	if (publish_broken_takes(&it->broken, feed->path)) {
		publish_order_miss(&it->order, feed->path, true);
		return;
	}
	obstacle = publish_order_obstacle(&it->order, index, it->stage);
	if (problem != NULL || feed_is_held_back(feed) || obstacle != NULL) {
		struct buf why = BUF_INIT;

		if (problem != NULL)
			buf_printf(&why, "it came out wrong: %s", problem);
		else if (obstacle != NULL)
			buf_printf(&why, "it needs feeds/%s", obstacle->path);
		hold_back(it, index, why.length > 0 ? why.bytes : NULL);
		buf_release(&why);
		return;
	}
	writer_lay_out(&content, feed);
	/* One that has its last form already needs no other in between. */
	if (is_between && !publish_file_stands(feed->path, &content)) {
		content_release(&content);
		writer_lay_out(&content, with_leaving(it, feed));
	}
	put(it, feed->path, &content,
		is_between ? NULL : reason_of(build, feed));
	if (!is_between)
		publish_file_note(build, feed->path);
	content_release(&content);
}

static void publish_stage(struct publishing *it, const char **problems)
{
	const struct feeds *feeds = &it->plan->feeds;
	struct progress *progress = &it->build->report.progress;

	for (size_t i = 0; i < feeds->count && !it->broken.is_full; i++) {
		if (!publish_order_is_in(&it->order, i, it->stage))
			continue;
		publish_feed(it, i, problems[i]);
		progress_reach(progress, progress->done + 1);
	}
	batch_finish(it->build->batch);
}

/* The new feed at `index`, if it leads to one that could not be written. */
static void take_back(struct publishing *it, size_t index)
{
	const struct feed *feed = it->order.feeds->items[index];
	const struct feed *obstacle =
		publish_order_obstacle(&it->order, index, STAGE_NEW);
	struct buf why = BUF_INIT;

	if (obstacle == NULL)
		return;
	publish_file_remove(feed->path);
	buf_printf(&why, "it needs feeds/%s", obstacle->path);
	hold_back(it, index, why.bytes);
	buf_release(&why);
}

/* On a full disk new feeds lead to those that found no room: all of them go. */
static void take_back_all(const struct publish_order *order)
{
	for (size_t i = 0; i < order->feeds->count; i++)
		if (order->is_new[i])
			publish_file_remove(order->feeds->items[i]->path);
}

/* New feeds lead to each other, so that one that is missing can cost many. */
static void take_back_new(struct publishing *it)
{
	const struct publish_order *order = &it->order;
	size_t before;

	if (it->broken.is_full) {
		take_back_all(order);
		return;
	}

	do {
		before = order->missing_count;
		for (size_t i = 0; before > 0 && i < order->feeds->count; i++)
			if (order->is_new[i] && !order->is_missing[i])
				take_back(it, i);
	} while (order->missing_count > before);
}

static void publish_feeds(struct build *build)
{
	struct publishing it = {.build = build,
		.plan = build->plan,
		.broken = {.build = build}};
	const char **problems = publish_proof(build);

	publish_order_make(&it.order, &build->pool, &build->plan->feeds);
	progress_turn_to(&build->report.progress, "publishing feeds",
		build->plan->feeds.count);
	build->batch = batch_new(build_jobs(build), tell_stored, &it);
	for (it.stage = STAGE_NEW; it.stage < STAGE_COUNT; it.stage++) {
		publish_stage(&it, problems);
		if (it.stage == STAGE_NEW)
			take_back_new(&it);
	}
	batch_free(build->batch);
	publish_broken_report(&it.broken);
}

void publish(struct build *build)
{
	begin_to_write(build);
	if (!build->preview && publish_ledger(build) != 0)
		return;
	publish_feeds(build);
	/* What a mistake takes away is not gone. */
	if (build->preview && !build->failed && build->diag.error_count == 0)
		dead_sweep(build);
	if (build->failed || build->preview)
		return;
	if (build->forget_count > 0)
		dead_remove(build);
	publish_ledger_forget_years(build);
}
