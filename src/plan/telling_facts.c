#include "plan/telling_facts.h"

#include "base/banned.h"

static bool is_same_when(const struct when *a, const struct when *b)
{
	return a->precision == b->precision &&
		(a->precision == WHEN_ABSENT || when_compare(a, b) == 0);
}

static bool has_same_times(const struct event *a, const struct event *b)
{
	if (a->sitting_count != b->sitting_count)
		return false;
	for (size_t i = 0; i < a->sitting_count; i++)
		if (!is_same_when(
			    &a->sittings[i].start, &b->sittings[i].start) ||
			!is_same_when(
				&a->sittings[i].end, &b->sittings[i].end) ||
			!words_are_same(a->sittings[i].zone_name,
				b->sittings[i].zone_name))
			return false;
	return true;
}

static bool has_same_persons(const struct event *a, const struct event *b)
{
	if (a->person_count != b->person_count)
		return false;
	for (size_t i = 0; i < a->person_count; i++)
		if (!words_are_same(a->persons[i].party, b->persons[i].party) ||
			!words_are_same(a->persons[i].as, b->persons[i].as) ||
			!words_are_same(
				a->persons[i].sitting, b->persons[i].sitting) ||
			!words_are_same(a->persons[i].name, b->persons[i].name))
			return false;
	return true;
}

static bool has_same_bodies(const struct event *a, const struct event *b)
{
	if (a->body_count != b->body_count)
		return false;
	for (size_t i = 0; i < a->body_count; i++)
		if (!words_are_same(a->bodies[i]->id, b->bodies[i]->id))
			return false;
	return true;
}

static bool has_same_topics(const struct event *a, const struct event *b)
{
	if (a->topic_count != b->topic_count)
		return false;
	for (size_t i = 0; i < a->topic_count; i++)
		if (!words_are_same(a->topics[i]->term, b->topics[i]->term))
			return false;
	return true;
}

static bool has_same_links(const struct event *a, const struct event *b)
{
	if (a->link_count != b->link_count)
		return false;
	for (size_t i = 0; i < a->link_count; i++)
		if (!words_are_same(a->links[i], b->links[i]))
			return false;
	return true;
}

void telling_facts(struct teller *it, unsigned kinds)
{
	const struct event *a = it->old, *b = it->event;
	struct when before = event_start(a), after = event_start(b);
	bool has_moved = kinds & 1u << CHANGE_MOVED;
	bool has_other_date = !is_same_when(&before, &after);
	struct buf parts = BUF_INIT;

	if (!has_moved && has_other_date)
		teller_tell(it, TELLING_QUIET, NULL, "the date is now %s",
			teller_date(it, &after));
	teller_put_part(&parts,
		!has_moved && !has_other_date && !has_same_times(a, b), "time");
	teller_put_part(&parts, a->number != b->number, "number");
	teller_put_part(&parts, !place_is_same(&a->place, &b->place), "place");
	teller_put_part(&parts, !has_same_persons(a, b), "persons");
	teller_put_part(&parts, !has_same_bodies(a, b), "bodies");
	teller_put_part(&parts, !has_same_topics(a, b), "topics");
	teller_put_part(&parts, !has_same_links(a, b), "links");
	if (a->status != b->status &&
		!(kinds &
			(1u << CHANGE_ANNOUNCED | 1u << CHANGE_POSTPONED |
				1u << CHANGE_CANCELLED)))
		teller_tell(it, TELLING_QUIET, NULL, "status: %s",
			status_name(b->status));
	if (parts.length > 0)
		teller_tell(it, TELLING_QUIET, NULL, "facts changed: %s",
			parts.bytes);
	buf_release(&parts);
}
