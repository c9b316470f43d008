#include "plan/changes.h"

#include <string.h>
#include "base/banned.h"

/* The changes of one event while they are gathered. */
struct telling {
	struct pool *pool;
	const struct event *event;
	const struct published *before; /* NULL: it is new */
	struct changes told;
};

/* "moved-2026-01-21"; the second one of that name is "moved-2026-01-21-2". */
static const char *name_nth(struct pool *pool, enum change_kind kind,
	const struct when *before, int nth)
{
	struct when day = when_to_the_day(*before);
	struct buf name = BUF_INIT;

	buf_puts(&name, change_kind_name(kind));
	if (day.precision != WHEN_ABSENT) {
		buf_putc(&name, '-');
		when_put(&name, &day);
	}
	if (nth > 1)
		buf_printf(&name, "-%d", nth);
	return pool_take(pool, &name);
}

struct change_told *changes_find(const struct changes *told, const char *name)
{
	for (size_t i = 0; i < told->count; i++)
		if (strcmp(told->items[i].name, name) == 0)
			return &told->items[i];
	return NULL;
}

static void add(struct telling *it, struct change_told change)
{
	it->told.items = pool_grow(
		it->pool, it->told.items, it->told.count, sizeof(change));
	it->told.items[it->told.count++] = change;
}

/* The next row about a change that subscribers know, from `*at` on; or NULL. */
static const struct row *next_change(const struct published *before, size_t *at)
{
	while (before != NULL && *at < before->row_count) {
		const struct row *row = &before->rows[(*at)++];

		if (row->kind == ROW_CHANGE && row->state != ROW_REMOVED)
			return row;
	}
	return NULL;
}

static bool is_published(const struct telling *it, const char *name)
{
	const struct row *row;
	size_t at = 0;

	while ((row = next_change(it->before, &at)) != NULL)
		if (strcmp(row->item, name) == 0)
			return true;
	return false;
}

/*
 * What belongs to an event is not older than the end of its embargo, and not
 * later than the moment at which it is told.
 */
static instant told_at(const struct event *event, instant at, instant now)
{
	const struct date *embargo = &event->not_before;

	if (embargo->when.precision != WHEN_ABSENT && embargo->at > at)
		at = embargo->at;
	return at < now ? at : now;
}

/* How many in front of it want the same name. */
static int count_same(const struct change *history, size_t index)
{
	int count = 0;

	for (size_t i = 0; i < index; i++)
		count += history[i].kind == history[index].kind &&
			when_is_same_day(
				&history[i].from, &history[index].from);
	return count;
}

/* A clock that went back does not bring changes out of order. */
static instant latest_told(const struct telling *it, instant now)
{
	const struct row *row;
	size_t at = 0;

	while ((row = next_change(it->before, &at)) != NULL)
		if (row->published >= now)
			now = row->published + 1;
	return now;
}

static void add_history(struct telling *it, instant now)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->change_count; i++) {
		const struct change *change = &event->history[i];
		int nth = 1 + count_same(event->history, i);
		const char *name;

		/* "moved-2026-01-21" may be the 21st of that month. */
		do {
			name = name_nth(
				it->pool, change->kind, &change->from, nth++);
		} while (changes_find(&it->told, name) != NULL);
		add(it,
			(struct change_told){.kind = change->kind,
				.name = name,
				.at = told_at(event, change->at.at, now),
				.before = change->from,
				.is_recorded = 1});
	}
}

static int kind_in(const char *name, enum change_kind *kind)
{
	for (*kind = CHANGE_ANNOUNCED; *kind < CHANGE_CORRECTED; ++*kind) {
		const char *start = change_kind_name(*kind);

		if (strncmp(name, start, strlen(start)) == 0)
			return 0;
	}
	return -1;
}

/* "withdrawn-release": what was withdrawn, if the record still has it. */
static const struct release *release_in(
	const struct event *event, const char *name)
{
	const char *id = strchr(name, '-');

	return id != NULL ? event_release(event, id + 1) : NULL;
}

/* A date once given is kept, also when the record tells another one. */
static void add_published(struct telling *it)
{
	const struct row *row;
	size_t at = 0;

	while ((row = next_change(it->before, &at)) != NULL) {
		struct change_told change = {.name = row->item,
			.at = row->published,
			.before = row->before};
		struct change_told *known;

		if (kind_in(row->item, &change.kind) != 0)
			continue;
		known = changes_find(&it->told, row->item);
		change.release = release_in(it->event, row->item);
		if (known != NULL)
			known->at = row->published;
		else
			add(it, change);
	}
}

/* A change that the record's history may tell already. */
static void find(struct telling *it, enum change_kind kind,
	const struct when *before, instant now)
{
	const char *name;
	int nth = 1;

	do {
		name = name_nth(it->pool, kind, before, nth++);
	} while (is_published(it, name));
	/* A clock that went back does not bring changes out of order. */
	for (size_t i = 0; i < it->told.count; i++)
		if (it->told.items[i].at >= now)
			now = it->told.items[i].at + 1;
	if (changes_find(&it->told, name) == NULL)
		add(it,
			(struct change_told){.kind = kind,
				.name = name,
				.at = now,
				.before = *before});
}

/* The first moment of what `when` means is not over at `today`. */
static int is_ahead(const struct when *when, const struct when *today)
{
	struct when day = *today;

	if (when->precision == WHEN_ABSENT)
		return 1;
	if (when->precision < day.precision)
		day.precision = when->precision;
	if (day.precision < WHEN_DAY)
		day.day = 1;
	if (day.precision < WHEN_MONTH)
		day.month = 1;
	return when_compare(when, &day) >= 0;
}

static int is_within(const struct when *when, const struct when *whole)
{
	return when->year == whole->year &&
		(whole->precision < WHEN_MONTH ||
			when->month == whole->month) &&
		(whole->precision < WHEN_DAY || when->day == whole->day);
}

/*
 * A date that became more or less precise is the same date.  What is over has
 * its date put right, but does not move any more.
 */
static int has_moved(const struct when *before, const struct when *after,
	const struct when *today)
{
	if (before->precision == WHEN_ABSENT ||
		after->precision == WHEN_ABSENT ||
		(!is_ahead(before, today) && !is_ahead(after, today)))
		return 0;
	if (before->precision == after->precision)
		return when_compare(before, after) != 0;
	return before->precision < after->precision ? !is_within(after, before)
						    : !is_within(before, after);
}

static bool was_published(const struct telling *it, const char *release)
{
	const struct published *before = it->before;

	for (size_t i = 0; before != NULL && i < before->row_count; i++)
		if (before->rows[i].kind == ROW_RELEASE &&
			before->rows[i].state == ROW_PUBLISHED &&
			strcmp(before->rows[i].item, release) == 0)
			return true;
	return false;
}

static void find_withdrawals(struct telling *it, instant now)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		const char *name = pool_printf(it->pool, "%s-%s",
			change_kind_name(CHANGE_WITHDRAWN), release->id);

		if (release->status == RELEASE_WITHDRAWN && !release->hidden &&
			was_published(it, release->id) &&
			!is_published(it, name))
			add(it,
				(struct change_told){.kind = CHANGE_WITHDRAWN,
					.name = name,
					.at = now,
					.release = release});
	}
}

/* What differs from what was published. */
static void find_changes(
	struct telling *it, const struct publisher *publisher, instant now)
{
	static const struct when never = {.precision = WHEN_ABSENT};
	const struct event *event = it->event;
	struct when today = when_to_the_day(zone_clock(publisher->zone, now));
	struct when start = event_start(event), before;
	enum status was;
	int is_called_off = event->status == STATUS_CANCELLED ||
		event->status == STATUS_POSTPONED;
	enum change_kind called_off = event->status == STATUS_CANCELLED
		? CHANGE_CANCELLED
		: CHANGE_POSTPONED;

	if (it->before == NULL) {
		if (event->change_count == 0 && is_ahead(&start, &today) &&
			event->status != STATUS_HELD)
			find(it, is_called_off ? called_off : CHANGE_ANNOUNCED,
				&never, now);
		return;
	}
	before = published_start(it->before);
	was = published_status(it->before);
	if (has_moved(&before, &start, &today))
		find(it, CHANGE_MOVED, &before, now);
	if (is_called_off && event->status != was)
		find(it, called_off, &never, now);
	if (was == STATUS_CANCELLED &&
		(event->status == STATUS_SCHEDULED ||
			event->status == STATUS_TENTATIVE))
		find(it, CHANGE_ANNOUNCED, &never, now);
	find_withdrawals(it, now);
}

void changes_sort(struct changes *changes)
{
	/* A handful, mostly in order. */
	for (size_t i = 1; i < changes->count; i++)
		for (size_t j = i; j > 0 &&
			changes->items[j].at < changes->items[j - 1].at;
			j--) {
			struct change_told change = changes->items[j];

			changes->items[j] = changes->items[j - 1];
			changes->items[j - 1] = change;
		}
}

/* The date that the meeting had after each change is that before the next. */
static void link_dates(struct telling *it)
{
	struct when after = event_start(it->event);
	int is_last = 1, has_moved = 0;

	for (size_t i = it->told.count; i-- > 0;) {
		struct change_told *change = &it->told.items[i];

		if (change->kind == CHANGE_WITHDRAWN)
			continue;
		change->is_last = is_last;
		is_last = 0;
		change->after = after;
		if (change->kind == CHANGE_MOVED)
			after = change->before;
	}
	for (size_t i = 0; i < it->told.count; i++) {
		has_moved |= it->told.items[i].kind == CHANGE_MOVED;
		it->told.items[i].has_moved = has_moved;
	}
}

struct changes changes_of_event(struct pool *pool,
	const struct published *before, const struct publisher *publisher,
	const struct event *event, instant now)
{
	struct telling it = {.pool = pool, .event = event, .before = before};

	add_history(&it, latest_told(&it, now));
	add_published(&it);
	find_changes(&it, publisher, now);
	changes_sort(&it.told);
	link_dates(&it);
	return it.told;
}

const struct row *changes_recall(const struct published *before,
	const struct view *view, enum row_kind kind, const char *item)
{
	const char *shown = view_shown_language(view);
	const struct row *row =
		published_row(before, kind, view->language, item);

	if (row == NULL || strcmp(row_language(row), shown) != 0)
		row = published_row(before, kind, shown, item);
	if (row == NULL || strcmp(row_language(row), shown) != 0)
		return NULL;
	return row;
}

void changes_advise(const struct changes *changes,
	const struct publisher *publisher, const struct event *event,
	struct diag *diag)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change_told *change = &changes->items[i];
		const char *kind = change_kind_name(change->kind);
		struct when at = when_to_the_day(
			zone_clock(publisher->zone, change->at));
		struct buf line = BUF_INIT;

		if (change->is_recorded || change->kind == CHANGE_ANNOUNCED ||
			change->kind == CHANGE_WITHDRAWN)
			continue;
		if (change->before.precision != WHEN_ABSENT) {
			buf_puts(&line, " from=\"");
			when_put(&line, &change->before);
			buf_putc(&line, '"');
		}
		buf_puts(&line, " at=\"");
		when_put(&line, &at);
		diag_advice(diag, event->at,
			"the meeting was %s, and its history does not say so",
			kind);
		diag_help(
			diag, "add to <history>: <%s%s\"/>", kind, line.bytes);
		buf_release(&line);
	}
}
