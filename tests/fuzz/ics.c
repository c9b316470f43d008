/*
 * Calendars of other programs: what is taken from them can stand in a record,
 * and tells nobody how to join.
 */
#include <assert.h>
#include <libical/ical.h>
#include <string.h>
#include "import/ics.h"
#include "import/private.h"
#include "target.h"
#include "base/banned.h"

static void check_words(const char *words)
{
	assert(words == NULL || (*words != '\0' && !strchr(words, '\n')));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const preferred[] = {"Europe/Brussels", NULL};
	struct pool pool = POOL_INIT;
	struct ics ics = {.pool = &pool};
	struct buf text = BUF_INIT;

	icalerror_set_errors_are_fatal(0);
	buf_put(&text, bytes, size);
	ics_read(&ics, &text);
	for (size_t i = 0; i < ics.count; i++) {
		const struct ics_event *event = &ics.events[i];
		const struct vtimezone *zone = event->start.tzid
			? ics_zone(&ics, event->start.tzid)
			: NULL;

		assert(event->line > 0 && event->is_public && !event->recurs);
		assert(event->start.when.precision != WHEN_ABSENT);
		check_words(event->title);
		check_words(event->place);
		check_words(event->description);
		assert(event->place == NULL || !private_joins(event->place));
		if (event->start.tzid != NULL)
			tzid_find(&pool, event->start.tzid);
		if (zone != NULL && i < 3)
			tzid_by_rules(
				&pool, zone, &event->start.when, preferred);
	}
	buf_release(&text);
	pool_release(&pool);
	return 0;
}
