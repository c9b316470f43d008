#include "import/ics_value.h"

#include <string.h>
#include "import/html.h"
#include "import/private.h"
#include "base/banned.h"

const char *ics_value_text(struct pool *pool, const char *value)
{
	icalvalue *text = icalvalue_new_from_string(ICAL_TEXT_VALUE, value);
	const char *result = NULL;

	if (text != NULL)
		result = pool_text(pool, icalvalue_get_text(text));
	icalvalue_free(text);
	return result;
}

/* Web sites write "&#8211;" into calendars; nobody means that. */
static bool has_reference(const char *text)
{
	for (; (text = strchr(text, '&')) != NULL; text++) {
		size_t length = strspn(text + 1,
			"#0123456789abcdefghijklmnopqrstuvwxyz"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ");

		if (length > 1 && text[length + 1] == ';')
			return true;
	}
	return false;
}

/* Text that is HTML but for the ends of its lines. */
static const char *read_lines(struct paste *paste, const char *text)
{
	struct buf html = BUF_INIT;
	const char *wrong;

	for (; *text != '\0'; text++)
		if (*text == '\n')
			buf_puts(&html, "<br>");
		else
			buf_putc(&html, *text);
	wrong = html_read(paste, html.bytes, html.length, NULL);
	buf_release(&html);
	return wrong;
}

/* What a browser shows of it. */
static const char *read_html(struct pool *pool, const char *text)
{
	struct paste paste = {.pool = pool, .text = BUF_INIT};

	if (html_read(&paste, text, strlen(text), NULL) == NULL)
		text = pool_bytes(pool, paste.text.bytes,
			paste.text.length - (paste.count > 0));
	paste_release(&paste);
	return text;
}

const char *ics_value_words(struct pool *pool, const char *value)
{
	const char *text = ics_value_text(pool, value);

	if (text != NULL && has_reference(text))
		text = read_html(pool, text);
	if (text != NULL)
		text = paste_clean(pool, text, strlen(text));
	return text != NULL && *text != '\0' ? text : NULL;
}

const char *ics_value_title(struct pool *pool, const char *value)
{
	const char *title = ics_value_words(pool, value);

	return title != NULL && !private_is_link(title) ? title : NULL;
}

const char *ics_value_place(struct pool *pool, const char *value, bool *joins)
{
	const char *place = ics_value_words(pool, value);
	struct buf rest = BUF_INIT;
	size_t length;

	if (place == NULL || (!private_joins(place) && !private_is_link(place)))
		return place;
	*joins = true;
	for (; *place != '\0'; place += length + (place[length] == ';')) {
		const char *part;

		place += strspn(place, " ");
		length = strcspn(place, ";");
		part = pool_bytes(pool, place, length);
		if (length > 0 && !private_joins(part) &&
			!private_is_link(part))
			buf_printf(&rest, "%s%s", rest.length > 0 ? "; " : "",
				part);
	}
	place = rest.length > 0 ? pool_text(pool, rest.bytes) : NULL;
	buf_release(&rest);
	return place;
}

const char *ics_value_description(struct pool *pool, const char *value)
{
	const char *text = ics_value_text(pool, value), *result = NULL, *wrong;
	struct paste paste = {.pool = pool, .text = BUF_INIT};

	if (text == NULL || *text == '\0')
		return NULL;
	if (strstr(text, "</") != NULL || strstr(text, "<br") != NULL)
		wrong = html_read(&paste, text, strlen(text), NULL);
	else if (has_reference(text))
		wrong = read_lines(&paste, text);
	else
		wrong = paste_read(&paste, pool, text, strlen(text), NULL);
	if (wrong == NULL)
		result = private_without(pool, &paste);
	paste_release(&paste);
	return result;
}

const char *ics_value_geo(struct pool *pool, const char *value)
{
	struct buf geo = BUF_INIT;
	const char *result;
	size_t decimals = 0;
	bool behind = false;

	for (; *value != '\0'; value++) {
		behind = *value == ';' ? false : behind || *value == '.';
		decimals = behind ? decimals + 1 : 0;
		if (decimals <= 7 && (*value != '+'))
			buf_putc(&geo, *value);
	}
	result = pool_bytes(pool, geo.bytes, geo.length);
	buf_release(&geo);
	return result;
}

struct when ics_value_when(const char *value)
{
	struct icaltimetype time = icaltime_from_string(value);
	struct when when = {.precision = WHEN_ABSENT};

	if (icaltime_is_null_time(time) || time.year < 1000 ||
		time.year > 2999 || time.month < 1 || time.month > 12 ||
		time.day < 1 ||
		time.day > when_days_in_month(time.year, time.month) ||
		time.hour < 0 || time.hour > 23 || time.minute < 0 ||
		time.minute > 59 || time.second < 0 || time.second > 60)
		return when;
	when = (struct when){time.is_date ? WHEN_DAY : WHEN_CLOCK,
		(short)time.year, (unsigned char)time.month,
		(unsigned char)time.day, 0, 0, 0};
	if (time.is_date)
		return when;
	when.hour = (unsigned char)time.hour;
	when.minute = (unsigned char)time.minute;
	when.second = (unsigned char)(time.second % 60);
	return when;
}

instant ics_value_instant(const char *value)
{
	struct when when = ics_value_when(value);

	return when.precision == WHEN_ABSENT ? 0 : when_as_utc(&when);
}

const char *ics_value_parameter(
	struct pool *pool, icalproperty *property, const char *name)
{
	char *value = icalproperty_get_parameter_as_string_r(property, name);
	const char *result =
		value ? paste_clean(pool, value, strlen(value)) : NULL;

	icalmemory_free_buffer(value);
	return result;
}
