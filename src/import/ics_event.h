/*
 * One VEVENT, line by line.
 */
#ifndef IMPORT_ICS_EVENT_H
#define IMPORT_ICS_EVENT_H

#include "import/ics.h"

/* Whether a line of this name is looked at; others say what no record has. */
bool ics_event_wants(const char *name);

/*
 * Take what a line says; its value stands at `value` in it, and may be changed.
 * Returns -1 when the line is no property.
 */
int ics_event_take(struct ics_event *event, struct pool *pool, const char *line,
	char *value);

/* All its lines are taken: bring days, title and stamp into their form. */
void ics_event_close(struct ics_event *event);

#endif
