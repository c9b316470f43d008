#include "plan/stamp.h"

#include <string.h>
#include "plan/ledger_write.h"
#include "plan/shown.h"
#include "write/markup.h"
#include "write/record.h"
#include "write/writer.h"
#include "base/banned.h"

/* Bytes that are compared are not kept. */
static bool are_same(struct buf *a, struct buf *b)
{
	bool result = a->length == b->length &&
		memcmp(a->bytes, b->bytes, a->length) == 0;

	buf_release(a);
	buf_release(b);
	return result;
}

static bool is_same_publisher(
	const struct publisher *a, const struct publisher *b)
{
	struct buf first = BUF_INIT, second = BUF_INIT;

	record_put_publisher(&first, a);
	record_put_publisher(&second, b);
	return are_same(&first, &second);
}

/* What is today's, whatever was published. */
static void put_todays_form(
	struct publisher *publisher, const struct publisher *today)
{
	publisher->base = today->base;
	publisher->zone = today->zone;
	publisher->window = today->window;
	publisher->rich = today->rich;
	publisher->event_files = today->event_files;
	publisher->pages = today->pages;
	publisher->phrases = today->phrases;
	publisher->phrase_count = today->phrase_count;
}

void stamp_begin(struct stamping *it, struct site *site,
	const struct ledger *ledger, instant now)
{
	struct publisher shown;

	*it = (struct stamping){.site = site,
		.ledger = ledger,
		.publisher = ledger->world.publisher,
		.now = now};
	shown = shown_publisher(
		&site->pool, site, ledger, &ledger->world.publisher);
	put_todays_form(&shown, &site->publisher);
	put_todays_form(&it->publisher, &site->publisher);
	it->publisher_differs =
		!ledger->is_there || !is_same_publisher(&it->publisher, &shown);
	it->records_differ = pool_alloc(&site->pool, site->event_count + 1);
}

/* Of its bodies those that it had before: others are news of who names them. */
static void put_series(struct buf *out, const struct publisher *publisher,
	const struct series *series, const struct series *before)
{
	struct pool pool = POOL_INIT;
	struct series shown =
		shown_series(&pool, publisher, series, before, NULL, 0);

	record_put_series(out, &shown);
	pool_release(&pool);
}

static bool is_same_series(const struct publisher *publisher,
	const struct series *series, const struct series *before)
{
	struct buf first = BUF_INIT, second = BUF_INIT;

	put_series(&first, publisher, series, before);
	put_series(&second, publisher, before, before);
	return are_same(&first, &second);
}

static bool compare_records(
	const struct stamping *it, const struct event *event)
{
	const struct published *before = ledger_find(it->ledger, event->uid);
	const struct publisher *publisher = &it->site->publisher;
	struct buf first = BUF_INIT, second = BUF_INIT;

	if (before == NULL || before->event == NULL ||
		!is_same_series(
			publisher, event->series, before->event->series))
		return false;
	ledger_write_records(&first, before->event, publisher);
	ledger_write_records(&second, event, publisher);
	return are_same(&first, &second);
}

static bool records_differ(struct stamping *it, const struct event *event)
{
	char *answer;

	if (event == NULL)
		return false;
	answer = &it->records_differ[event->rank];
	if (*answer == '\0')
		*answer = compare_records(it, event) ? 'n' : 'y';
	return *answer == 'y';
}

static bool shared_differ(struct stamping *it, const struct event *event)
{
	for (size_t i = 0; i < event->shared_count; i++)
		if (records_differ(it, event->shared[i].owner))
			return true;
	return false;
}

static bool releases_differ(struct stamping *it, const struct event *event)
{
	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];

		for (size_t j = 0; j < release->also_count; j++)
			if (records_differ(it, release->also[j]))
				return true;
	}
	return false;
}

/* What is a part of it now, or was. */
static bool parts_differ(struct stamping *it, const struct event *event)
{
	const struct published *before = ledger_find(it->ledger, event->uid);
	const struct event *old = before != NULL ? before->event : NULL;

	for (size_t i = 0; i < event->part_count; i++)
		if (records_differ(it, event->parts[i]))
			return true;
	for (size_t i = 0; old != NULL && i < old->part_count; i++) {
		const struct event *part =
			site_event(it->site, old->parts[i]->uid);

		if (part == NULL || records_differ(it, part))
			return true;
	}
	return false;
}

bool stamp_may_differ(struct stamping *it, const struct event *event)
{
	if (it->publisher_differs || records_differ(it, event) ||
		records_differ(it, event->part_of.event))
		return true;
	for (size_t i = 0; i < event->see_also_count; i++)
		if (records_differ(it, event->see_also[i].event))
			return true;
	return parts_differ(it, event) || shared_differ(it, event) ||
		releases_differ(it, event);
}

static void take_old_also(
	struct pool *pool, const struct stamping *it, struct fragment *old)
{
	const struct release *release = old->release;

	old->also = pool_alloc(
		pool, (release->also_count + 1) * sizeof(*old->also));
	old->also_count = 0;
	for (size_t i = 0; i < release->also_count; i++)
		old->also[old->also_count++] = view_make(
			pool, &it->publisher, release->also[i], old->language);
}

/*
 * The same fragment as the old world has it.  Returns false when the old world
 * has nothing of the kind.
 */
static bool take_old(struct pool *pool, const struct stamping *it,
	const struct event *event, struct fragment *old)
{
	old->view = view_make(pool, &it->publisher, event, old->language);
	if (old->sitting != NULL) {
		old->sitting = event_sitting(event, old->sitting->uid);
		return old->sitting != NULL;
	}
	if (old->change != NULL || old->release == NULL)
		return true;
	old->release = event_release(event, old->release->id);
	if (old->release == NULL)
		return false;
	old->view = view_of_release(pool, old->view, old->release->id);
	take_old_also(pool, it, old);
	return true;
}

static bool says_the_same(const struct stamping *it,
	const struct fragment *fragment, const struct event *event,
	const struct row *row)
{
	const struct writer *writer = writer_of(fragment->format);
	struct fragment old = *fragment;
	struct pool pool = POOL_INIT;
	struct buf first = BUF_INIT, second = BUF_INIT;
	bool result = take_old(&pool, it, event, &old);

	if (result && row->kind != ROW_VEVENT) {
		old.published = row->published;
		old.updated = row->updated;
	}
	if (result) {
		writer->fragment(&first, &old);
		writer->fragment(&second, fragment);
		result = are_same(&first, &second);
	}
	pool_release(&pool);
	return result;
}

void stamp_moments(const struct sitting *sitting, instant *start, instant *end)
{
	*start = *end = 0;
	if (sitting->zone == NULL)
		return;
	*start = zone_instant(sitting->zone, &sitting->start);
	if (sitting->end.precision != WHEN_ABSENT)
		*end = zone_instant(sitting->zone, &sitting->end);
}

/* New rules of a zone have moved what is ahead, or going on. */
static bool is_shifted(const struct stamping *it,
	const struct fragment *fragment, const struct row *row)
{
	instant start, end;

	if (fragment->sitting == NULL)
		return false;
	stamp_moments(fragment->sitting, &start, &end);
	if (start == row->start && end == row->end)
		return false;
	return (end != 0 ? end : start) > it->now;
}

enum news stamp_compare(const struct stamping *it,
	const struct fragment *fragment, const struct published *before,
	const struct row *row, bool may_differ)
{
	if (row == NULL)
		return NEWS_NEW;
	/* What was forgotten or removed comes back under the next number, and
	 * so does what is known to say something else. */
	if (before->event == NULL || row->state == ROW_REMOVED || row->differs)
		return NEWS_CHANGED;
	if (may_differ && !says_the_same(it, fragment, before->event, row))
		return NEWS_CHANGED;
	return is_shifted(it, fragment, row) ? NEWS_SHIFTED : NEWS_NONE;
}

instant stamp_later_than(instant before, instant now)
{
	return now > before ? now : before + 1;
}

struct stamp stamp_next(const struct stamp *stamp, enum news news, instant now)
{
	struct stamp next = *stamp;

	if (news == NEWS_NONE)
		return next;
	next.sequence++;
	next.modified = stamp_later_than(next.modified, now);
	return next;
}

struct stamp stamp_first(const struct fragment *fragment, instant now)
{
	const struct sitting *sitting = fragment->sitting;
	struct stamp floor = {0, 0, 0};

	/* Sittings beside the main one have never been elsewhere. */
	if (sitting != NULL &&
		strcmp(sitting->uid, fragment->view->event->uid) == 0)
		floor = fragment->view->event->floor;
	if (floor.created == 0 || floor.created > now)
		floor.created = now;
	if (floor.modified < now)
		floor.modified = now;
	return floor;
}
