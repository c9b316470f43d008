#include "serve/fields.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/banned.h"

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* Whether the weight behind a coding is more than 0 (12.4.2). */
static int has_weight(const char *parameters, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++) {
		if ((parameters[i] != 'q' && parameters[i] != 'Q') ||
			parameters[i + 1] != '=')
			continue;
		for (i += 2; i < length; i++)
			if (parameters[i] >= '1' && parameters[i] <= '9')
				return 1;
		return 0;
	}
	return 1;
}

int fields_accept_gzip(const char *value)
{
	int any = 0;

	if (value == NULL)
		return 0;
	while (*value != '\0') {
		const char *coding = skip_blanks(value);
		size_t whole = strcspn(coding, ",");
		size_t name = strcspn(coding, ",; \t");
		int wanted = has_weight(coding + name, whole - name);

		if ((name == 4 && strncasecmp(coding, "gzip", 4) == 0) ||
			(name == 6 && strncasecmp(coding, "x-gzip", 6) == 0))
			return wanted;
		if (name == 1 && *coding == '*')
			any = wanted;
		value = coding + whole + (coding[whole] == ',');
	}
	return any;
}

int fields_match(const char *value, const char *tag)
{
	size_t length = strlen(tag);

	if (strcmp(skip_blanks(value), "*") == 0)
		return 1;
	for (value = strchr(value, '"'); value != NULL;
		value = strchr(value, '"')) {
		const char *end = strchr(value + 1, '"');

		if (end == NULL)
			return 0;
		if ((size_t)(end + 1 - value) == length &&
			memcmp(value, tag, length) == 0)
			return 1;
		value = end + 1;
	}
	return 0;
}

static const char date_format[] = "%a, %d %b %Y %H:%M:%S GMT";

time_t fields_date(const char *value)
{
	struct tm parts = {0};
	const char *end = strptime(value, date_format, &parts);

	return end != NULL && *end == '\0' ? timegm(&parts) : -1;
}

void fields_put_date(struct buf *out, time_t date)
{
	char text[64];
	struct tm parts;

	if (gmtime_r(&date, &parts) != NULL &&
		strftime(text, sizeof(text), date_format, &parts) > 0)
		buf_puts(out, text);
}

/* A number in front of `end`.  Returns -1 when there is none. */
static int read_number(const char **text, uint64_t *number)
{
	char *end;

	if (**text < '0' || **text > '9')
		return -1;
	errno = 0;
	*number = strtoull(*text, &end, 10);
	*text = end;
	return errno == 0 ? 0 : -1;
}

/* "-500": the last bytes. */
static enum range last_bytes(
	const char *text, uint64_t size, uint64_t *from, uint64_t *length)
{
	uint64_t count;

	if (read_number(&text, &count) != 0 || *skip_blanks(text) != '\0')
		return RANGE_NONE;
	if (count == 0 || size == 0)
		return RANGE_NOWHERE;
	*length = count < size ? count : size;
	*from = size - *length;
	return RANGE_PART;
}

/* "500-" and "500-999". */
static enum range bytes_from(
	const char *text, uint64_t size, uint64_t *from, uint64_t *length)
{
	uint64_t first, last = UINT64_MAX;

	if (read_number(&text, &first) != 0 || *text++ != '-')
		return RANGE_NONE;
	if (*skip_blanks(text) != '\0' &&
		(read_number(&text, &last) != 0 || *skip_blanks(text) != '\0' ||
			last < first))
		return RANGE_NONE;
	if (first >= size)
		return RANGE_NOWHERE;
	*from = first;
	*length = (last < size ? last + 1 : size) - first;
	return RANGE_PART;
}

enum range fields_range(
	const char *value, uint64_t size, uint64_t *from, uint64_t *length)
{
	if (strncasecmp(value, "bytes=", 6) != 0)
		return RANGE_NONE;
	value = skip_blanks(value + 6);
	return *value == '-' ? last_bytes(value + 1, size, from, length)
			     : bytes_from(value, size, from, length);
}
