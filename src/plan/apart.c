#include "plan/apart.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

/* An entry, and its twin in JSON behind it. */
struct entry {
	struct fragment *fragment, *twin;
	size_t place; /* in the plan */
};

struct apart {
	struct plan *plan;
	struct entry *known, *fresh; /* each in its order */
	size_t known_count, fresh_count;
	struct published **meetings; /* of the next ledger, by uid */
};

/* One that was corrected already is told apart by its correction. */
static bool is_fresh(const struct fragment *fragment)
{
	return fragment->news == NEWS_NEW &&
		fragment->published == fragment->updated;
}

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

	if (order == 0)
		order = a->place < b->place ? -1 : a->place > b->place;
	return order;
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
		struct entry entry = {fragment, NULL, i};

		if (fragment->format != FORMAT_ATOM)
			continue;
		if (i + 1 < plan->count &&
			plan->fragments[i + 1]->format == FORMAT_JSON_FEED)
			entry.twin = plan->fragments[i + 1];
		if (is_fresh(fragment))
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

	return published_row(
		*meeting, ROW_RELEASE, fragment->language, fragment->item);
}

static void date(const struct apart *it, struct entry *entry, instant at)
{
	struct row *row = row_of(it, entry->fragment);

	entry->fragment->published = entry->fragment->updated = at;
	if (entry->twin != NULL)
		entry->twin->published = entry->twin->updated = at;
	row->published = row->updated = at;
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
	const struct apart *it, const struct entry *entry, instant at)
{
	const struct zone *zone = it->plan->site->publisher.zone;

	return zone_clock(zone, at).year == entry->fragment->year;
}

/* Entries of one second, the first of the plan the earliest. */
static void part(struct apart *it, struct entry *entries, size_t count)
{
	instant at = entries[0].fragment->updated;
	int step = at < it->plan->told ? 1 : -1;

	for (size_t i = 0; i < count; i++) {
		struct entry *entry =
			step > 0 ? &entries[i] : &entries[count - 1 - i];

		at = find_free(it, entry, at, step);
		if (at > it->plan->told || !stays_in_year(it, entry, at))
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
