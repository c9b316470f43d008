#include "import/ics_settle.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

static int compare_uids(const void *left, const void *right)
{
	const struct ics_event *a = left, *b = right;
	int order = strcmp(a->uid, b->uid);

	return order != 0 ? order : a->line - b->line;
}

static int compare_lines(const void *left, const void *right)
{
	const struct ics_event *a = left, *b = right;

	return a->line - b->line;
}

static bool is_newer(const struct ics_event *a, const struct ics_event *b)
{
	if (a->sequence != b->sequence)
		return a->sequence > b->sequence;
	return a->stamp.modified >= b->stamp.modified;
}

/* What keeps a meeting from being one record; or NULL. */
static const char *find_hindrance(
	struct ics *ics, const struct ics_event *event, const char **help)
{
	const char *title = event->title ? event->title : event->uid;

	*help = NULL;
	if (event->recurs) {
		*help = "write each session as a meeting of its own: "
			"`dialogue-feeds new SERIES` makes a record; nothing "
			"tells which of the dates were kept";
		return pool_printf(ics->pool,
			"'%s' recurs, and a record is about one meeting",
			title);
	}
	if (event->start.when.precision == WHEN_ABSENT)
		return pool_printf(ics->pool,
			"'%s' has no DTSTART that could be read", title);
	if (event->sequence > 1000000 || event->sequence < 0) {
		*help = "if that is a mistake, write SEQUENCE:0 in the file";
		return pool_printf(ics->pool,
			"'%s' has a SEQUENCE that is not from 0 to 1000000",
			title);
	}
	return NULL;
}

/* Of the events of one uid, the newest one; what is not public is counted. */
static const struct ics_event *choose(
	struct ics *ics, const struct ics_event *events, size_t count)
{
	struct ics_event *newest = pool_alloc(ics->pool, sizeof(*newest));
	const char *hindrance, *help;
	bool is_public = true, recurs = false;

	*newest = events[0];
	for (size_t i = 0; i < count; i++) {
		is_public &= events[i].is_public;
		recurs |= events[i].recurs;
		if (is_newer(&events[i], newest))
			*newest = events[i];
	}
	newest->recurs = recurs;
	ics->hidden_count += !is_public;
	if (!is_public)
		return NULL;
	hindrance = find_hindrance(ics, newest, &help);
	if (hindrance != NULL)
		ics_complain(ics, newest->line, hindrance, help);
	return hindrance ? NULL : newest;
}

void ics_settle(struct ics *ics)
{
	size_t kept = 0, last;

	if (ics->count == 0)
		return;
	qsort(ics->events, ics->count, sizeof(*ics->events), compare_uids);
	for (size_t i = 0; i < ics->count; i = last) {
		const struct ics_event *chosen;

		for (last = i + 1; last < ics->count &&
			strcmp(ics->events[last].uid, ics->events[i].uid) == 0;)
			last++;
		chosen = choose(ics, &ics->events[i], last - i);
		if (chosen != NULL)
			ics->events[kept++] = *chosen;
	}
	ics->count = kept;
	qsort(ics->events, kept, sizeof(*ics->events), compare_lines);
}
