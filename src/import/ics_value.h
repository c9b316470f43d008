/*
 * Values of a calendar, as records have them.  Texts are in the pool.
 */
#ifndef IMPORT_ICS_VALUE_H
#define IMPORT_ICS_VALUE_H

#include <libical/ical.h>
#include <stdbool.h>
#include "base/pool.h"
#include "model/when.h"

/* A TEXT without its backslashes; NULL when it is none. */
const char *ics_value_text(struct pool *pool, const char *value);

/* Words of one line; NULL where there are none. */
const char *ics_value_words(struct pool *pool, const char *value);

/* The same, but no link. */
const char *ics_value_title(struct pool *pool, const char *value);

/*
 * Of "Room 1; Microsoft Teams Meeting", the room, or NULL; `*joins` becomes
 * true where a way to join was left out.
 */
const char *ics_value_place(struct pool *pool, const char *value, bool *joins);

/* The lines that are not private, of text or HTML; NULL: none. */
const char *ics_value_description(struct pool *pool, const char *value);

/* "50.8421;4.3824", with at most six decimals. */
const char *ics_value_geo(struct pool *pool, const char *value);

/* A day or a clock time; absent when there is none like that. */
struct when ics_value_when(const char *value);

/* A moment in UTC; 0 when it is none. */
instant ics_value_instant(const char *value);

/* The parameter of this name, or NULL. */
const char *ics_value_parameter(
	struct pool *pool, icalproperty *property, const char *name);

#endif
