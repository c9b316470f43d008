#include "plan/apart.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

struct entry {
	struct fragment *fragment;
	size_t place; /* in the plan */
};

struct apart {
	struct plan *plan;
	struct entry *known, *fresh; /* each in its order */
	size_t known_count, fresh_count;
	struct published **meetings; /* of the next ledger, by uid */
};

static int compare_moments(const struct fragment *a, const struct fragment *b)
{
	int order = strcmp(a->language, b->language);

	if (order == 0)
		order = a->updated < b->updated ? -1 : a->updated > b->updated;
	return order;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = compare_moments(a->fragment, b->fragment);

	return order != 0 ? order : strcmp(a->fragment->id, b->fragment->id);
}

static int compare_only_moments(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return compare_moments(a->fragment, b->fragment);
}

static int compare_meetings(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return strcmp((*a)->uid, (*b)->uid);
}

static void collect(struct apart *it)
{
	struct plan *plan = it->plan;

	for (size_t i = 0; i < plan->count; i++) {
		struct fragment *fragment = plan->fragments[i];
		struct entry entry = {fragment, i};

		if (fragment->format != FORMAT_ATOM || fragment->is_tombstone)
			continue;
		if (fragment->is_dated)
			it->fresh[it->fresh_count++] = entry;
		else
			it->known[it->known_count++] = entry;
	}
	qsort(it->known, it->known_count, sizeof(*it->known), compare_entries);
	qsort(it->fresh, it->fresh_count, sizeof(*it->fresh), compare_entries);
}

static void sort_meetings(struct apart *it)
{
	const struct ledger *next = &it->plan->next;
	size_t size = next->count * sizeof(*it->meetings);

	it->meetings = mem_alloc(size);
	memcpy(it->meetings, next->meetings, size);
	qsort(it->meetings, next->count, sizeof(*it->meetings),
		compare_meetings);
}

static bool is_taken(const struct apart *it, const struct fragment *fragment)
{
	struct entry key = {.fragment = (struct fragment *)fragment};

	return bsearch(&key, it->known, it->known_count, sizeof(key),
		       compare_only_moments) != NULL;
}

static struct row *row_of(
	const struct apart *it, const struct fragment *fragment)
{
	struct published key = {.uid = fragment->uid}, *wanted = &key;
	struct published **meeting = bsearch(&wanted, it->meetings,
		it->plan->next.count, sizeof(wanted), compare_meetings);

	return published_row(meeting != NULL ? *meeting : NULL, ROW_RELEASE,
		fragment->language, fragment->item);
}

/* What is new came out when it was updated last. */
static bool is_first(const struct fragment *fragment)
{
	return fragment->published == fragment->updated;
}

static bool is_of_same_release(
	const struct fragment *a, const struct fragment *b)
{
	return strcmp(a->uid, b->uid) == 0 && strcmp(a->item, b->item) == 0 &&
		strcmp(a->language, b->language) == 0;
}

/* Behind an entry are its twin in JSON and what is left of those before it. */
static void date(const struct apart *it, const struct entry *entry, instant at)
{
	const struct plan *plan = it->plan;
	struct fragment *fragment = entry->fragment;
	instant published = is_first(fragment) ? at : fragment->published;
	struct row *row = row_of(it, fragment);

	if (row == NULL)
		return;
	for (size_t i = entry->place; i < plan->count &&
		is_of_same_release(fragment, plan->fragments[i]);
		i++) {
		plan->fragments[i]->published = published;
		plan->fragments[i]->updated = at;
	}
	row->published = published;
	row->updated = at;
}

/* The next second from `at` on, in steps of 1 or -1, that is free. */
static instant find_free(
	const struct apart *it, const struct entry *entry, instant at, int step)
{
	struct fragment probe = *entry->fragment;

	for (probe.updated = at; is_taken(it, &probe);)
		probe.updated += step;
	return probe.updated;
}

/* An archive is of a year in the publisher's zone: so stays the entry. */
static bool stays_in_year(
	const struct apart *it, const struct fragment *fragment, instant at)
{
	const struct zone *zone = it->plan->site->publisher.zone;

	return zone_clock(zone, at).year == fragment->year;
}

/* It is later than what subscribers have. */
static bool is_later(
	const struct apart *it, const struct fragment *fragment, instant at)
{
	const struct row *row =
		published_row(ledger_find(it->plan->ledger, fragment->uid),
			ROW_RELEASE, fragment->language, fragment->item);

	return row == NULL || at > row->updated;
}

static bool is_possible(
	const struct apart *it, const struct fragment *fragment, instant at)
{
	if (is_first(fragment))
		return at <= it->plan->told && stays_in_year(it, fragment, at);
	return at <= it->plan->told && at > fragment->published &&
		is_later(it, fragment, at);
}

/* Entries of one second, in the order of their ids. */
static void part(struct apart *it, struct entry *entries, size_t count)
{
	instant at = entries[0].fragment->updated;
	int step = at < it->plan->told ? 1 : -1;

	for (size_t i = 0; i < count; i++) {
		struct entry *entry =
			step > 0 ? &entries[i] : &entries[count - 1 - i];

		at = find_free(it, entry, at, step);
		if (!is_possible(it, entry->fragment, at))
			return;
		date(it, entry, at);
		at += step;
	}
}

static size_t same_moment(const struct apart *it, size_t first)
{
	size_t end = first + 1;

	while (end < it->fresh_count &&
		compare_moments(it->fresh[first].fragment,
			it->fresh[end].fragment) == 0)
		end++;
	return end;
}

void apart_entries(struct plan *plan)
{
	struct apart it = {.plan = plan};
	size_t end;

	it.known = mem_alloc((plan->count + 1) * sizeof(*it.known));
	it.fresh = mem_alloc((plan->count + 1) * sizeof(*it.fresh));
	collect(&it);
	if (it.fresh_count > 0)
		sort_meetings(&it);
	for (size_t i = 0; i < it.fresh_count; i = end) {
		end = same_moment(&it, i);
		part(&it, &it.fresh[i], end - i);
	}
	free(it.meetings);
	free(it.fresh);
	free(it.known);
}
