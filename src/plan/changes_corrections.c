#include "plan/changes.h"

#include "base/banned.h"

static int count_of_day(const struct changes *told, const struct when *day)
{
	int count = 0;

	for (size_t i = 0; i < told->count; i++)
		count += when_is_same_day(
			&told->items[i].correction->at.when, day);
	return count;
}

/* "corrected-release-2026-01-30", and "-2" behind it for the second one. */
static const char *correction_name(struct pool *pool,
	const struct changes *told, const struct release *release,
	const struct correction *correction)
{
	struct when day = when_to_the_day(correction->at.when);
	int nth = 1 + count_of_day(told, &day);
	struct buf name = BUF_INIT;
	size_t length;

	buf_printf(&name, "%s-%s-", change_kind_name(CHANGE_CORRECTED),
		release->id);
	when_put(&name, &day);
	length = name.length;
	if (nth > 1)
		buf_printf(&name, "-%d", nth);
	while (changes_find(told, name.bytes) != NULL) {
		buf_cut(&name, length);
		buf_printf(&name, "-%d", ++nth);
	}
	return pool_take(pool, &name);
}

/* Those that were published keep their date; others come behind `updated`. */
static void date_corrections(struct changes *changes,
	const struct published *before, const struct view *view,
	instant updated)
{
	for (size_t i = 0; i < changes->count; i++) {
		struct change_told *change = &changes->items[i];
		const struct row *row =
			changes_recall(before, view, ROW_CHANGE, change->name);

		if (row != NULL)
			change->at = row->published;
		else if (change->at <= updated)
			change->at = updated + 1;
		if (change->at > updated)
			updated = change->at;
	}
}

struct changes changes_of_release(struct pool *pool,
	const struct published *before, const struct view *view,
	const struct release *release, instant updated, instant now)
{
	struct release_view shown = view_release(view, release->id);
	struct changes changes = {NULL, 0};

	for (size_t i = 0;
		shown.words != NULL && i < shown.words->correction_count; i++) {
		const struct correction *correction =
			&shown.words->corrections[i];
		struct change_told change = {.kind = CHANGE_CORRECTED,
			.name = correction_name(
				pool, &changes, release, correction),
			.at = correction->at.at < now ? correction->at.at : now,
			.release = release,
			.correction = correction};

		changes.items = pool_grow(
			pool, changes.items, changes.count, sizeof(change));
		changes.items[changes.count++] = change;
	}
	changes_sort(&changes);
	date_corrections(&changes, before, view, updated);
	return changes;
}
