/*
 * From fragments to files: the ledger, then each feed put together, proved and
 * stored.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/dead.h"
#include "cmd/publish_order.h"
#include "plan/cards.h"
#include "plan/ledger_write.h"
#include "plan/order.h"
#include "plan/shown.h"
#include "plan/touched.h"
#include "prove/prove.h"
#include "store/batch.h"
#include "store/commit.h"
#include "store/store.h"
#include "write/writer.h"
#include "base/banned.h"

static const char ledger_folder[] = "feeds/ledger";

/* A folder right below feeds/ in which files cannot be written. */
struct broken_folder {
	const char *name; /* "fr"; "": feeds/ itself */
	const char *path; /* of the first file */
	int error; /* errno: why */
	size_t count; /* of files that were not written */
};

struct publishing {
	struct build *build;
	const struct plan *plan;
	struct publish_order order;
	enum stage stage; /* that is on its way */
	struct broken_folder *broken;
	size_t broken_count;
	bool is_full; /* the disk, and no space can be made on it */
};

static void note_output(struct build *build, const char *path)
{
	struct index_facts *facts = &build->facts;

	facts->outputs = pool_grow(&build->pool, facts->outputs,
		facts->output_count, sizeof(*facts->outputs));
	facts->outputs[facts->output_count++] = pool_text(&build->pool, path);
}

/* 1, 0, or -1 with errno when nobody can tell. */
static int compare_with_file(const char *path, const struct content *content)
{
	struct buf full = BUF_INIT;
	int result;

	buf_printf(&full, "feeds/%s", path);
	result = content_is_at(content, full.bytes);
	buf_release(&full);
	return result;
}

static bool stands(const char *path, const struct content *content)
{
	return compare_with_file(path, content) == 1;
}

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
	} else if (why != NULL && !stands(path, content)) {
		report_written(&build->report, path, why, stage_of(it));
	}
}

/* The changed files of the ledger, on their way. */
struct ledger_commit {
	struct build *build;
	bool is_told; /* an earlier commit of this run has said what comes */
	struct commit_change *changes;
	size_t count;
};

/* What keeps one of its files out is enough to know; errno says what. */
static void fail_ledger(struct build *build, const char *path)
{
	if (build->ledger_failed)
		return;
	build->ledger_failed = true;
	report_failure(&build->report, "%s: %s; the old file stands", path,
		store_explain(errno));
}

static void tell_waiting(void *data, const char *path, enum store_result result,
	const char *note)
{
	struct ledger_commit *it = data;

	(void)note;
	if (result == STORE_FAILED)
		fail_ledger(it->build, path);
}

static void add_change(
	struct ledger_commit *it, const char *name, bool is_removed)
{
	it->changes = pool_grow(
		&it->build->pool, it->changes, it->count, sizeof(*it->changes));
	it->changes[it->count++] = (struct commit_change){
		pool_text(&it->build->pool, name), is_removed};
}

/* A file of the ledger; `bytes` are taken over. */
static void put_ledger_file(
	struct ledger_commit *it, const char *path, struct buf *bytes)
{
	struct build *build = it->build;
	const char *name = path + strlen("ledger/");
	struct content content = CONTENT_INIT;
	struct buf waiting = BUF_INIT;
	int same;

	note_output(build, path);
	content_own(&content, bytes);
	same = compare_with_file(path, &content);
	if (same < 0)
		fail_ledger(build, pool_printf(&build->pool, "feeds/%s", path));
	if (same == 0 && !it->is_told)
		report_written(&build->report, path, "what is published",
			REPORT_LEDGER);
	if (same == 0 && !build->dry) {
		add_change(it, name, false);
		commit_put_waiting(&waiting, ledger_folder, name);
		batch_put(build->batch, waiting.bytes, &content, STORE_PUBLIC,
			NULL);
	}
	buf_release(&waiting);
	content_release(&content);
}

static const char *folder_of(struct pool *pool, const struct published *meeting)
{
	return pool_bytes(pool, meeting->path, strcspn(meeting->path, "/"));
}

static int compare_paths(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;
	int order = strcmp((*a)->path, (*b)->path);

	return order != 0 ? order : strcmp((*a)->uid, (*b)->uid);
}

static void add_ledger_file(struct plan *plan, const char *folder, size_t head)
{
	struct ledger *next = &plan->next;
	size_t count = next->file_count;

	next->files =
		pool_grow(&plan->pool, next->files, count, sizeof(folder));
	next->heads = pool_grow(&plan->pool, next->heads, count, sizeof(head));
	next->files[count] = folder;
	next->heads[count] = head;
	next->file_count++;
}

/* What the file says of a meeting of which nothing changes. */
static void put_again(struct ledger_commit *it, struct buf *out,
	const struct buf *file, struct span span)
{
	if (span.at + span.length <= file->length)
		buf_put(out, file->bytes + span.at, span.length);
	else
		it->build->ledger_failed = true;
}

static void put_meetings(struct ledger_commit *it, struct buf *out,
	const char *path, struct published **meetings, size_t count)
{
	const struct plan *plan = it->build->plan;
	struct buf full = BUF_INIT, file = BUF_INIT;

	buf_printf(&full, "feeds/%s", path);
	if (plan->touched != NULL &&
		file_map(full.bytes, LEDGER_LIMIT, &file) != 0)
		buf_cut(&file, 0);
	for (size_t i = 0; i < count; i++) {
		struct published *meeting = meetings[i];
		size_t at = out->length;

		if (meeting->card != NULL)
			put_again(it, out, &file, meeting->span);
		else
			ledger_write_meeting(
				out, meeting, &plan->site->publisher);
		meeting->span = (struct span){at, out->length - at};
	}
	if (it->build->ledger_failed)
		report_failure(&it->build->report,
			"%s is not what it was when this run began",
			full.bytes);
	buf_release(&file);
	buf_release(&full);
}

/* Forgotten meetings have left tombstones at the most. */
static bool has_feeds(const struct plan *plan, const char *folder,
	struct published *const *meetings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!cards_is_forgotten(meetings[i]))
			return true;
	return ledger_is_left(&plan->next, folder);
}

static void put_series_head(struct buf *out, struct plan *plan,
	const char *folder, struct published *const *meetings, size_t count)
{
	const struct series *before = ledger_series(plan->ledger, folder);
	const struct series *series = site_series(plan->site, folder);
	struct series shown;

	if (series == NULL)
		series = before;
	if (series != NULL)
		shown = shown_series(&plan->pool, &plan->site->publisher,
			series, before, meetings, count);
	ledger_write_head(out, series ? &shown : NULL, folder,
		has_feeds(plan, folder, meetings, count));
}

static void put_series_file(struct ledger_commit *it, const char *folder,
	struct published **meetings, size_t count)
{
	struct plan *plan = it->build->plan;
	const struct touched *touched = plan->touched;
	struct buf bytes = BUF_INIT, path = BUF_INIT;

	ledger_write_name(&path, folder);
	if (touched != NULL && !touched_has_series(touched, folder)) {
		add_ledger_file(
			plan, folder, touched_part(touched, folder)->head);
		note_output(it->build, path.bytes);
		buf_release(&path);
		return;
	}
	put_series_head(&bytes, plan, folder, meetings, count);
	add_ledger_file(plan, folder, bytes.length);
	put_meetings(it, &bytes, path.bytes, meetings, count);
	ledger_write_tail(&bytes);
	put_ledger_file(it, path.bytes, &bytes);
	buf_release(&path);
}

static size_t count_folder(
	struct published *const *meetings, size_t count, const char *folder)
{
	size_t length = strlen(folder), end = 0;

	while (end < count &&
		strncmp(meetings[end]->path, folder, length) == 0 &&
		meetings[end]->path[length] == '/')
		end++;
	return end;
}

static bool is_file(const struct ledger *ledger, const char *folder)
{
	for (size_t i = 0; i < ledger->file_count; i++)
		if (strcmp(ledger->files[i], folder) == 0)
			return true;
	return false;
}

/* Those that their meetings have left have feeds as before. */
static void put_left_series(struct ledger_commit *it)
{
	const struct plan *plan = it->build->plan;

	for (size_t i = 0; i < plan->site->series_count; i++) {
		const char *folder = plan->site->series[i]->folder;

		if (!is_file(&plan->next, folder) &&
			ledger_is_left(&plan->next, folder))
			put_series_file(it, folder, NULL, 0);
	}
}

/* Series that are gone have no file any more. */
static void remove_ledger_files(struct ledger_commit *it)
{
	const struct plan *plan = it->build->plan;

	for (size_t i = 0; i < plan->ledger->file_count; i++) {
		const char *folder = plan->ledger->files[i];
		struct buf path = BUF_INIT;

		if (is_file(&plan->next, folder))
			continue;
		ledger_write_name(&path, folder);
		add_change(it, path.bytes + strlen("ledger/"), true);
		report_deleted(&it->build->report, path.bytes,
			"no meeting is left in it", REPORT_LEDGER);
		buf_release(&path);
	}
}

static void put_ledger(struct ledger_commit *it)
{
	struct plan *plan = it->build->plan;
	struct ledger *next = &plan->next;
	const struct publisher shown = shown_publisher(&plan->pool, plan->site,
		next,
		it->build->forget_count > 0 ? NULL
					    : &plan->ledger->world.publisher);
	struct buf bytes = BUF_INIT;
	size_t count;

	next->file_count = 0;
	if (next->count > 0)
		qsort(next->meetings, next->count, sizeof(*next->meetings),
			compare_paths);
	for (size_t i = 0; i < next->count; i += count) {
		const char *folder = folder_of(&plan->pool, next->meetings[i]);

		count = count_folder(
			next->meetings + i, next->count - i, folder);
		put_series_file(it, folder, next->meetings + i, count);
	}
	put_left_series(it);
	ledger_write_site(&bytes, next, &shown);
	put_ledger_file(it, "ledger/ledger.xml", &bytes);
	remove_ledger_files(it);
}

/*
 * The ledger goes first: after a crash the next run finds its stamps decided
 * and gives the same bytes.
 */
static int store_ledger(struct build *build, bool is_told)
{
	struct ledger_commit it = {.build = build, .is_told = is_told};

	build->batch = batch_new(build_jobs(build), tell_waiting, &it);
	put_ledger(&it);
	batch_finish(build->batch);
	batch_free(build->batch);
	if (build->dry)
		return 0;
	if (!build->ledger_failed) {
		if (commit_files(ledger_folder, it.changes, it.count) == 0)
			return 0;
		report_failure(&build->report, "%s: %s", ledger_folder,
			store_explain(errno));
	}
	build->failed = true;
	commit_finish(ledger_folder);
	return -1;
}

/* What has left an archive is in its new one now. */
static int forget_left_years(struct build *build)
{
	struct ledger *next = &build->plan->next;
	bool found = false;

	for (size_t i = 0; i < next->count; i++)
		for (size_t j = 0; j < next->meetings[i]->row_count; j++) {
			struct row *row = &next->meetings[i]->rows[j];

			found |= row->left_year != 0;
			row->left_year = 0;
		}
	return found ? store_ledger(build, true) : 0;
}

static struct broken_folder *find_broken(
	struct publishing *it, const char *path)
{
	size_t length = strcspn(path, "/");

	if (path[length] == '\0')
		length = 0;
	for (size_t i = 0; i < it->broken_count; i++)
		if (strlen(it->broken[i].name) == length &&
			strncmp(it->broken[i].name, path, length) == 0)
			return &it->broken[i];
	return NULL;
}

/* What keeps one file from being written may keep all of a folder from it. */
static bool is_of_folder(int error)
{
	return error == EACCES || error == EROFS || error == ENOTDIR ||
		error == ELOOP;
}

static void note_broken(struct publishing *it, const char *path, int error)
{
	struct broken_folder *folder = find_broken(it, path);
	size_t length = strcspn(path, "/");

	if (folder != NULL && folder->error == error) {
		folder->count++;
		return;
	}
	it->broken = pool_grow(&it->build->pool, it->broken, it->broken_count,
		sizeof(*it->broken));
	it->broken[it->broken_count++] = (struct broken_folder){
		pool_bytes(&it->build->pool, path,
			path[length] == '/' ? length : 0),
		pool_text(&it->build->pool, path), error, 1};
}

static bool means_full(int error)
{
	return error == ENOSPC || error == EDQUOT;
}

static void report_broken(struct publishing *it)
{
	struct report *report = &it->build->report;
	bool is_full_told = false;

	for (size_t i = 0; i < it->broken_count; i++) {
		const struct broken_folder *folder = &it->broken[i];

		it->build->failed = true;
		if (means_full(folder->error)) {
			if (!is_full_told)
				report_failure(report,
					"feeds/%s: %s; nothing more was "
					"written",
					folder->path,
					store_explain(folder->error));
			is_full_told = true;
			continue;
		}
		if (folder->count == 1)
			report_failure(report,
				"feeds/%s: %s; the old file stands",
				folder->path, store_explain(folder->error));
		else
			report_failure(report,
				"feeds/%s and %zu more files of feeds/%s: %s; "
				"the old files stand",
				folder->path, folder->count - 1, folder->name,
				store_explain(folder->error));
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
	it->is_full |= means_full(errno);
	publish_order_miss(&it->order, name, is_of_folder(errno));
	note_broken(it, name, errno);
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

/* The feeds, and what is wrong with each of them. */
struct proving {
	struct build *build;
	const struct feeds *feeds;
	const char **problems; /* NULL: it came out right */
};

static bool is_held_back(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (feed->fragments[i]->is_held_back)
			return true;
	return false;
}

/* What stands there has been proved when it was written. */
static void make_proof(void *data, size_t piece, struct buf *problem)
{
	struct proving *it = data;
	const struct feed *feed = it->feeds->items[piece];
	struct content content = {.mapped = &it->build->plan->written};

	if (feed->is_fresh)
		return;
	writer_lay_out(&content, feed);
	if (!is_held_back(feed) && !stands(feed->path, &content))
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

static const char **prove_feeds(struct build *build)
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
	struct broken_folder *broken = find_broken(it, feed->path);
	struct content content = {.mapped = &build->plan->written};
	bool is_between = it->stage != STAGE_LEAVING && feed->leaving_count > 0;

	if (feed->is_fresh) {
		note_output(build, feed->path);
		return;
	}
	if (broken != NULL && is_of_folder(broken->error)) {
		broken->count++;
		publish_order_miss(&it->order, feed->path, true);
		return;
	}
	obstacle = publish_order_obstacle(&it->order, index, it->stage);
	if (problem != NULL || is_held_back(feed) || obstacle != NULL) {
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
	if (is_between && !stands(feed->path, &content)) {
		content_release(&content);
		writer_lay_out(&content, with_leaving(it, feed));
	}
	put(it, feed->path, &content,
		is_between ? NULL : reason_of(build, feed));
	if (!is_between)
		note_output(build, feed->path);
	content_release(&content);
}

static void publish_stage(struct publishing *it, const char **problems)
{
	const struct feeds *feeds = &it->plan->feeds;
	struct progress *progress = &it->build->report.progress;

	for (size_t i = 0; i < feeds->count && !it->is_full; i++) {
		if (!publish_order_is_in(&it->order, i, it->stage))
			continue;
		publish_feed(it, i, problems[i]);
		progress_reach(progress, progress->done + 1);
	}
	batch_finish(it->build->batch);
}

static void remove_feed(const char *path)
{
	struct buf full = BUF_INIT;

	buf_printf(&full, "feeds/%s", path);
	store_remove(full.bytes);
	buf_release(&full);
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
	remove_feed(feed->path);
	buf_printf(&why, "it needs feeds/%s", obstacle->path);
	hold_back(it, index, why.bytes);
	buf_release(&why);
}

/* On a full disk new feeds lead to those that found no room: all of them go. */
static void take_back_all(const struct publish_order *order)
{
	for (size_t i = 0; i < order->feeds->count; i++)
		if (order->is_new[i])
			remove_feed(order->feeds->items[i]->path);
}

/* New feeds lead to each other, so that one that is missing can cost many. */
static void take_back_new(struct publishing *it)
{
	const struct publish_order *order = &it->order;
	size_t before;

	if (it->is_full) {
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
	struct publishing it = {.build = build, .plan = build->plan};
	const char **problems = prove_feeds(build);

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
	report_broken(&it);
}

void publish(struct build *build)
{
	begin_to_write(build);
	if (!build->preview && store_ledger(build, false) != 0)
		return;
	publish_feeds(build);
	/* What a mistake takes away is not gone. */
	if (build->preview && !build->failed && build->diag.error_count == 0)
		dead_sweep(build);
	if (build->failed || build->preview)
		return;
	if (build->forget_count > 0)
		dead_remove(build);
	forget_left_years(build);
}
