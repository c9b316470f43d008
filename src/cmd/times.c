#include "cmd/times.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "base/banned.h"

enum { DAY = 24 * 60 * 60 };

/* The time that is the main one, or NULL. */
static const struct element *find_main(const struct element *root)
{
	const struct element *first = element_child(root, "time");

	for (const struct element *time = first; time != NULL;
		time = element_again(time)) {
		const char *is_main = element_value(time, "main");

		if (is_main != NULL && strcmp(is_main, "yes") == 0)
			return time;
	}
	return first;
}

static struct when read_when(const struct element *time, const char *name)
{
	const char *value = element_value(time, name);
	struct when when = {.precision = WHEN_ABSENT};

	if (value == NULL || when_parse(value, &when, NULL) != WHEN_FINE)
		when.precision = WHEN_ABSENT;
	return when;
}

static int refuse(const char *why, const char *help)
{
	fprintf(stderr, "dialogue-feeds: %s\nhelp: %s\n", why, help);
	return -1;
}

/* From the start of a day; clock times of the day do not count. */
static instant day_of(struct when when)
{
	when.hour = when.minute = when.second = 0;
	return when_as_utc(&when);
}

static struct when shift(struct when when, instant distance)
{
	unsigned precision = when.precision;

	when = when_from_utc(when_as_utc(&when) + distance);
	when.precision = precision;
	if (precision == WHEN_DAY)
		when.hour = when.minute = when.second = 0;
	return when;
}

static void set_when(struct edit *edit, const struct element *time,
	const char *name, const struct when *when)
{
	struct buf value = BUF_INIT;

	when_put(&value, when);
	if (strcmp(element_value(time, name), value.bytes) != 0)
		edit_set(edit, time, name, value.bytes);
	buf_release(&value);
}

static void shift_time(
	struct edit *edit, const struct element *time, instant distance)
{
	static const char *const names[] = {"start", "end"};

	for (size_t i = 0; i < 2; i++) {
		struct when when = read_when(time, names[i]);

		if (when.precision == WHEN_ABSENT)
			continue;
		when = shift(when, distance);
		set_when(edit, time, names[i], &when);
	}
}

/* Days and clock times can be moved along, months cannot. */
static bool all_have_days(const struct element *root)
{
	for (const struct element *time = element_child(root, "time");
		time != NULL; time = element_again(time))
		if (read_when(time, "start").precision < WHEN_DAY)
			return false;
	return true;
}

static int shift_all(struct edit *edit, instant distance)
{
	if (!all_have_days(edit->root))
		return refuse("not all of its times have a day",
			"write the new times into the record");
	for (const struct element *time = element_child(edit->root, "time");
		time != NULL; time = element_again(time))
		shift_time(edit, time, distance);
	return 0;
}

/* A meeting whose day was not known: there is no length to keep. */
static int set_day(
	struct edit *edit, const struct element *time, const struct when *start)
{
	if (element_count(edit->root, "time") > 1)
		return refuse("it has several times, and not all have a day",
			"write the new times into the record");
	if (start->precision == WHEN_CLOCK)
		return refuse("a clock time needs a zone, and it has none",
			"give the day alone, or write hour and zone into the "
			"record");
	set_when(edit, time, "start", start);
	return 0;
}

/* A meeting that had no date at all. */
static int add_time(struct edit *edit, const struct when *start)
{
	struct buf xml = BUF_INIT;

	if (start->precision == WHEN_CLOCK)
		return refuse("a clock time needs a zone, and it has none",
			"give the day alone, or write hour and zone into the "
			"record");
	buf_puts(&xml, "<time start=\"");
	when_put(&xml, start);
	buf_puts(&xml, "\"/>");
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
	return 0;
}

int times_move(struct revision *revision, const struct when *start)
{
	struct edit *edit = revise_event(revision);
	const struct element *time = find_main(edit->root);
	struct when before;

	if (time == NULL)
		return add_time(edit, start);
	before = read_when(time, "start");
	if (before.precision < WHEN_DAY)
		return set_day(edit, time, start);
	if (start->precision < WHEN_DAY)
		return refuse("it has a day, and the new date has none",
			"a meeting whose new day is not known is postponed: "
			"`dialogue-feeds postpone`");
	if (start->precision == WHEN_DAY)
		return shift_all(edit, day_of(*start) - day_of(before));
	if (before.precision == WHEN_DAY)
		return refuse("a clock time needs a zone, and it has none",
			"give the day alone, or write hour and zone into the "
			"record");
	return shift_all(edit, when_as_utc(start) - when_as_utc(&before));
}

static void set_or_unset(struct edit *edit, const struct element *time,
	const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		edit_set(edit, time, name, value);
	else if (element_value(time, name) != NULL)
		edit_unset(edit, time, name);
}

void times_set(struct revision *revision, const struct sitting *sitting)
{
	struct edit *edit = revise_event(revision);
	const struct element *time = find_main(edit->root);
	struct buf start = BUF_INIT, end = BUF_INIT, xml = BUF_INIT;

	when_put(&start, &sitting->start);
	if (sitting->end.precision != WHEN_ABSENT)
		when_put(&end, &sitting->end);
	if (time != NULL) {
		edit_set(edit, time, "start", start.bytes);
		set_or_unset(edit, time, "end", end.bytes);
		set_or_unset(edit, time, "zone", sitting->zone_name);
	} else {
		buf_printf(&xml, "<time start=\"%s\"", start.bytes);
		if (end.length > 0)
			buf_printf(&xml, " end=\"%s\"", end.bytes);
		if (sitting->zone_name != NULL)
			buf_printf(&xml, " zone=\"%s\"", sitting->zone_name);
		buf_puts(&xml, "/>\n");
		edit_add(edit, edit->root, NULL, xml.bytes);
	}
	buf_release(&xml);
	buf_release(&end);
	buf_release(&start);
}
