#include "cmd/publish_ledger.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "cmd/publish_file.h"
#include "plan/cards.h"
#include "plan/ledger_write.h"
#include "plan/shown.h"
#include "plan/touched.h"
#include "prove/prove.h"
#include "store/batch.h"
#include "store/commit.h"
#include "store/store.h"
#include "base/banned.h"

static const char ledger_folder[] = "feeds/ledger";

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

	publish_file_note(build, path);
	content_own(&content, bytes);
	same = publish_file_compare(path, &content);
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
		publish_file_note(it->build, path.bytes);
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

int publish_ledger(struct build *build)
{
	return store_ledger(build, false);
}

void publish_ledger_forget_years(struct build *build)
{
	struct ledger *next = &build->plan->next;
	bool found = false;

	for (size_t i = 0; i < next->count; i++)
		for (size_t j = 0; j < next->meetings[i]->row_count; j++) {
			struct row *row = &next->meetings[i]->rows[j];

			found |= row->left_year != 0;
			row->left_year = 0;
		}
	if (found)
		store_ledger(build, true);
}
