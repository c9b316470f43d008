#include "model/tzif.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "model/when.h"
#include "base/banned.h"

enum {
	HEADER = 44,
	FILE_LIMIT = 1024 * 1024,
	HOUR = 3600,
	DAY = 24 * HOUR,
};

/* RFC 8536, 3.1: what the header counts. */
struct counts {
	size_t utc_marks, standard_marks, leaps, changes, types, letters;
};

static int64_t big_endian(const char *bytes, int size)
{
	uint64_t value = size == 8 || !(bytes[0] & 0x80) ? 0 : UINT64_MAX;

	for (int i = 0; i < size; i++)
		value = value << 8 | (unsigned char)bytes[i];
	return (int64_t)value;
}

static int read_header(const char *at, size_t left, struct counts *counts)
{
	size_t *const fields[] = {&counts->utc_marks, &counts->standard_marks,
		&counts->leaps, &counts->changes, &counts->types,
		&counts->letters};

	if (left < HEADER || memcmp(at, "TZif", 4) != 0 || at[4] < '2')
		return -1;
	for (int i = 0; i < 6; i++) {
		int64_t count = big_endian(at + 20 + 4 * i, 4);

		if (count < 0 || count > FILE_LIMIT)
			return -1;
		*fields[i] = (size_t)count;
	}
	return 0;
}

/* RFC 8536, 3.2: bytes of a data block whose moments have `size` bytes. */
static size_t block_length(const struct counts *counts, size_t size)
{
	return counts->changes * (size + 1) + counts->types * 6 +
		counts->letters + counts->leaps * (size + 4) +
		counts->standard_marks + counts->utc_marks;
}

/* The changes of a block, each with the offset of its type. */
static int read_changes(
	struct tzif *zone, const char *at, const struct counts *counts)
{
	const char *indices = at + counts->changes * 8;
	const char *types = indices + counts->changes;

	zone->count = counts->changes;
	zone->changes = mem_alloc(zone->count * sizeof(*zone->changes));
	zone->offsets = mem_alloc(zone->count * sizeof(*zone->offsets));
	zone->daylights = mem_alloc(zone->count * sizeof(*zone->daylights));
	zone->first_offset = (int)big_endian(types, 4);
	for (size_t i = 0; i < zone->count; i++) {
		size_t type = (unsigned char)indices[i];

		if (type >= counts->types)
			return -1;
		zone->changes[i] = big_endian(at + 8 * i, 8);
		zone->offsets[i] = (int)big_endian(types + 6 * type, 4);
		zone->daylights[i] = types[6 * type + 4] != 0;
	}
	return 0;
}

/* POSIX: a name of letters, or of anything between angle brackets. */
static int skip_name(const char **at)
{
	const char *start = *at;

	if (**at == '<') {
		*at += strcspn(*at, ">");
		*at += **at == '>';
	} else {
		while (isalpha((unsigned char)**at))
			++*at;
	}
	return *at - start >= 3 ? 0 : -1;
}

/* No number of a rule has more than three digits. */
static int take_number(const char **at, int *number)
{
	size_t digits = strspn(*at, "0123456789");

	if (digits < 1 || digits > 3)
		return -1;
	*number = (int)strtol(*at, NULL, 10);
	*at += digits;
	return 0;
}

/* "2", "-3:30", "26:00:00" in seconds. */
static int take_time(const char **at, int *seconds)
{
	int sign = **at == '-' ? -1 : 1;
	int unit = HOUR, total = 0, number;

	*at += **at == '-' || **at == '+';
	do {
		*at += **at == ':';
		if (take_number(at, &number) != 0)
			return -1;
		total += unit * number;
		unit /= 60;
	} while (**at == ':' && unit > 0);
	*seconds = sign * total;
	return 0;
}

/* ",M3.5.0/2", ",J60", ",59". */
static int take_day(const char **at, struct tzif_day *day)
{
	if (*(*at)++ != ',')
		return -1;
	day->kind = 'n';
	if (**at == 'M' || **at == 'J')
		day->kind = *(*at)++;
	if (take_number(at, day->kind == 'M' ? &day->month : &day->day) != 0)
		return -1;
	if (day->kind == 'M' &&
		(*(*at)++ != '.' || take_number(at, &day->week) != 0 ||
			*(*at)++ != '.' ||
			take_number(at, &day->weekday) != 0 || day->month < 1 ||
			day->month > 12))
		return -1;
	day->seconds = 2 * HOUR;
	if (**at != '/')
		return 0;
	++*at;
	return take_time(at, &day->seconds);
}

/* RFC 8536, 3.3: "CET-1CEST,M3.5.0,M10.5.0/3"; west of Greenwich is +. */
static int read_rule(struct tzif_rule *rule, const char *at)
{
	int west;

	if (skip_name(&at) != 0 || take_time(&at, &west) != 0)
		return -1;
	rule->known = 1;
	rule->standard = rule->daylight = -west;
	if (*at == '\n' || *at == '\0')
		return 0;
	rule->daylight += HOUR;
	if (skip_name(&at) != 0)
		return -1;
	if (*at != ',') {
		if (take_time(&at, &west) != 0)
			return -1;
		rule->daylight = -west;
	}
	return take_day(&at, &rule->start) != 0 ||
			take_day(&at, &rule->end) != 0
		? -1
		: 0;
}

/* RFC 8536, 3: the second header and block hold moments of 64 bits. */
static int parse(struct tzif *zone, const struct buf *file)
{
	const char *at = file->bytes;
	size_t left = file->length, skipped;
	struct counts counts;

	if (read_header(at, left, &counts) != 0)
		return -1;
	skipped = HEADER + block_length(&counts, 4);
	if (skipped > left ||
		read_header(at + skipped, left - skipped, &counts) != 0)
		return -1;
	at += skipped + HEADER;
	left -= skipped + HEADER;
	skipped = block_length(&counts, 8);
	/* Those of the folder right/, which no calendar follows. */
	if (counts.leaps > 0)
		return -1;
	if (counts.types == 0 || skipped > left ||
		read_changes(zone, at, &counts) != 0)
		return -1;
	at += skipped;
	if (*at != '\n' || at[1] == '\n' || at[1] == '\0')
		return 0;
	return read_rule(&zone->rule, at + 1);
}

int tzif_read(struct tzif *zone, const char *path)
{
	struct buf file = BUF_INIT;
	int result = -1;

	*zone = (struct tzif){.count = 0};
	if (file_read_linked(path, FILE_LIMIT, &file) == 0)
		result = parse(zone, &file);
	buf_release(&file);
	if (result != 0)
		tzif_release(zone);
	return result;
}

void tzif_release(struct tzif *zone)
{
	free(zone->changes);
	free(zone->offsets);
	free(zone->daylights);
	*zone = (struct tzif){.count = 0};
}

/* The local moment, as if it were universal time, in that year. */
static int64_t local_change(const struct tzif_day *day, int year)
{
	struct when first = {WHEN_DAY, year, 1, 1, 0, 0, 0};
	int shift = day->day - (day->kind == 'J');
	int leap = when_days_in_month(year, 2) == 29;

	if (day->kind == 'M') {
		int days = when_days_in_month(year, day->month);

		first.month = day->month;
		/* when_weekday() counts from Monday, POSIX from Sunday. */
		shift = (day->weekday - when_weekday(&first) % 7 + 7) % 7 +
			7 * (day->week - 1);
		while (shift >= days)
			shift -= 7;
	} else if (day->kind == 'J' && leap && day->day >= 60) {
		shift++;
	}
	return when_as_utc(&first) + (int64_t)shift * DAY + day->seconds;
}

static bool rule_is_daylight(const struct tzif_rule *rule, int64_t at)
{
	int year = when_from_utc(at + rule->standard).year;
	int64_t start, end;

	if (rule->daylight == rule->standard)
		return false;
	start = local_change(&rule->start, year) - rule->standard;
	end = local_change(&rule->end, year) - rule->daylight;
	/* In the south summer goes over the end of the year. */
	return start < end ? at >= start && at < end : at >= start || at < end;
}

/* How many of the listed changes are not later than `at`. */
static size_t count_changes(const struct tzif *zone, int64_t at)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->changes[middle] <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int tzif_offset(const struct tzif *zone, int64_t at)
{
	size_t count = count_changes(zone, at);

	if (count == zone->count && zone->rule.known)
		return rule_is_daylight(&zone->rule, at) ? zone->rule.daylight
							 : zone->rule.standard;
	return count > 0 ? zone->offsets[count - 1] : zone->first_offset;
}

bool tzif_is_daylight(const struct tzif *zone, int64_t at)
{
	size_t count = count_changes(zone, at);

	if (count == zone->count && zone->rule.known)
		return rule_is_daylight(&zone->rule, at);
	return count > 0 && zone->daylights[count - 1];
}

int tzif_last_change(const struct tzif *zone, int64_t at, int64_t *change)
{
	for (size_t i = count_changes(zone, at - 1); i > 0; i--) {
		int before = i > 1 ? zone->offsets[i - 2] : zone->first_offset;

		*change = zone->changes[i - 1];
		if (zone->offsets[i - 1] != before)
			return 0;
	}
	return -1;
}
