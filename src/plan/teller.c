#include "plan/teller.h"

#include <stdarg.h>
#include <string.h>
#include "write/dates.h"
#include "base/banned.h"

/* Those who edit records read the messages of the program in English. */
static const char english[] = "en";

void teller_tell(struct teller *it, enum telling_kind kind,
	const char *language, const char *format, ...)
{
	struct telling *told = &it->told;
	struct buf words = BUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&words, format, arguments);
	va_end(arguments);
	told->lines = pool_grow(
		it->pool, told->lines, told->count, sizeof(*told->lines));
	told->lines[told->count++] = (struct telling_line){
		kind, language, pool_take(it->pool, &words)};
}

const char *teller_day(struct teller *it, const struct when *when)
{
	struct buf words = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return "no date";
	dates_put_clock(&words, it->publisher, english, when, NULL);
	return pool_take(it->pool, &words);
}

const char *teller_date(struct teller *it, const struct when *date)
{
	const struct event *event = it->event;
	struct when start = event_start(event);
	struct buf words = BUF_INIT;

	if (date->precision != start.precision ||
		date->precision == WHEN_ABSENT ||
		when_compare(date, &start) != 0)
		return teller_day(it, date);
	dates_put_sitting(&words, it->publisher, english, &event->sittings[0]);
	return pool_take(it->pool, &words);
}

const char *teller_release(struct teller *it, const struct release *release)
{
	return strcmp(release->id, "release") == 0
		? ""
		: pool_printf(it->pool, " '%s'", release->id);
}

bool teller_has_entry(
	const struct teller *it, enum row_kind kind, const char *item)
{
	const struct published *before = it->before;

	for (size_t i = 0; before != NULL && i < before->row_count; i++)
		if (before->rows[i].kind == kind &&
			before->rows[i].state != ROW_REMOVED &&
			strcmp(before->rows[i].item, item) == 0)
			return true;
	return false;
}

void teller_put_part(struct buf *list, bool differs, const char *name)
{
	if (differs)
		buf_printf(list, "%s%s", list->length > 0 ? ", " : "", name);
}
