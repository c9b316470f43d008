#include "plan/tombstones.h"

#include <string.h>
#include "plan/former.h"
#include "plan/ledger_next.h"
#include "base/banned.h"

/* RFC 6721: what is left of an entry that showed words of this language. */
static void put_tombstone(struct plan *plan, const struct row *row,
	const struct published *meeting, struct fragment fragment,
	const char *shown)
{
	struct buf id = BUF_INIT;

	fragment.format =
		row->kind == ROW_CHANGE ? FORMAT_CHANGES : FORMAT_ATOM;
	fragment.is_tombstone = 1;
	fragment.language = row->language;
	fragment.uid = meeting->uid;
	fragment.item = row->item;
	fragment.year = (short)row->year;
	fragment.published = row->published;
	fragment.updated = row->updated;
	if (row->kind == ROW_RELEASE) {
		entry_put_release_id(&id, &plan->site->publisher, meeting->uid,
			row->item, shown, row->language, row->atom_id);
		fragment.id = pool_take(&plan->pool, &id);
	} else {
		fragment.id = planning_change_id(plan, meeting->uid, row->item,
			change_is_correction(row->item) ? shown : row->language,
			row->language);
	}
	plan_put(plan, &fragment);
}

/* Readers may still have words that stood in for those of the row. */
static void plan_replaced(struct plan *plan, const struct row *row,
	const struct published *meeting, const struct fragment *fragment)
{
	const char *language = row->replaced;

	while (language != NULL && *language != '\0') {
		size_t length = strcspn(language, " ");
		const char *shown = pool_bytes(&plan->pool, language, length);

		if (strcmp(shown, row_language(row)) != 0)
			put_tombstone(plan, row, meeting, *fragment, shown);
		language += length + (language[length] == ' ');
	}
}

static void plan_tombstone(struct plan *plan, const struct row *row,
	const struct published *meeting, const struct fragment *fragment)
{
	put_tombstone(plan, row, meeting, *fragment, row_language(row));
	plan_replaced(plan, row, meeting, fragment);
}

/* A fragment without words of the meeting. */
static struct fragment make_bare(const struct planning *it)
{
	return (struct fragment){.view = it->view,
		.memberships = it->memberships,
		.membership_count = it->membership_count,
		.bytes = BUF_INIT};
}

void tombstones_plan_replaced(struct planning *it, const char *release)
{
	const struct fragment fragment = make_bare(it);

	plan_replaced(it->plan,
		published_row(
			it->after, ROW_RELEASE, it->view->language, release),
		it->after, &fragment);
}

/* A release that was withdrawn in public may leave the record. */
static bool is_to_be_removed(const struct event *event, const struct row *row)
{
	return row->kind == ROW_RELEASE && row->state == ROW_WITHDRAWN &&
		event_release(event, row->item) == NULL;
}

void tombstones_keep_rows(struct planning *it)
{
	struct plan *plan = it->plan;
	const struct published *before = it->before;

	for (size_t i = 0; before != NULL && i < before->row_count; i++) {
		struct row row = before->rows[i];
		struct fragment fragment = make_bare(it);

		if (strcmp(row.language, it->view->language) != 0 ||
			published_row(it->after, row.kind, row.language,
				row.item) != NULL)
			continue;
		if (is_to_be_removed(it->view->event, &row)) {
			row.state = ROW_REMOVED;
			row.updated = stamp_later_than(row.updated, plan->told);
			fragment.news = NEWS_CHANGED;
		}
		published_add(it->rows, it->after, row);
		if (row.state == ROW_REMOVED)
			plan_tombstone(plan, &row, it->after, &fragment);
	}
}

/* What is told of a series that was renamed stands where it is now. */
static const char *member_now(
	const struct plan *plan, enum scope scope, const char *name)
{
	const struct series *series = scope == SCOPE_SERIES
		? former_series_now(plan->site, name)
		: NULL;

	return series ? series->folder : name;
}

/* "series:x", "party:EU", as a forgotten meeting is remembered with. */
static const struct membership *read_memberships(
	struct plan *plan, const struct published *meeting, size_t *count)
{
	static const enum scope scopes[] = {
		SCOPE_SERIES, SCOPE_PARTY, SCOPE_TOPIC, SCOPE_SELECTION};
	struct membership *all = pool_alloc(
		&plan->pool, (meeting->scope_count + 1) * sizeof(*all));

	*count = 0;
	for (size_t i = 0; i < meeting->scope_count; i++)
		for (size_t j = 0; j < sizeof(scopes) / sizeof(*scopes); j++) {
			const char *name = scope_name(scopes[j]);
			size_t length = strlen(name);
			const char *text = meeting->scopes[i];

			if (strncmp(text, name, length) == 0 &&
				text[length] == ':')
				all[(*count)++] = (struct membership){scopes[j],
					member_now(plan, scopes[j],
						text + length + 1)};
		}
	return all;
}

void tombstones_plan_forgotten(
	struct plan *plan, const struct published *meeting)
{
	struct published *after = pool_alloc(&plan->pool, sizeof(*after));
	struct fragment fragment = {.bytes = BUF_INIT};

	fragment.memberships =
		read_memberships(plan, meeting, &fragment.membership_count);
	*after = *meeting;
	ledger_next_add(plan, after);
	for (size_t i = 0; i < meeting->row_count; i++)
		if (meeting->rows[i].state == ROW_REMOVED)
			plan_tombstone(
				plan, &meeting->rows[i], meeting, &fragment);
}
