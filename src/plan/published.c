#include "plan/published.h"

#include <string.h>
#include "base/banned.h"

struct when published_start(const struct published *meeting)
{
	return meeting->event ? event_start(meeting->event) : meeting->start;
}

enum status published_status(const struct published *meeting)
{
	return meeting->event ? meeting->event->status : meeting->status;
}

struct row *published_row(const struct published *meeting, enum row_kind kind,
	const char *language, const char *item)
{
	for (size_t i = 0; meeting != NULL && i < meeting->row_count; i++) {
		struct row *row = &meeting->rows[i];

		if (row->kind == kind && strcmp(row->item, item) == 0 &&
			strcmp(row->language, language) == 0)
			return row;
	}
	return NULL;
}

const char *row_language(const struct row *row)
{
	return row->shown != NULL ? row->shown : row->language;
}

bool row_was_in(const struct row *row, const char *language)
{
	const char *list = row->replaced;
	size_t length = strlen(language);

	while (list != NULL) {
		if (strncmp(list, language, length) == 0 &&
			strchr(" ", list[length]) != NULL)
			return true;
		list = strchr(list, ' ');
		list += list != NULL;
	}
	return false;
}

struct row *published_add(
	struct pool *pool, struct published *meeting, struct row row)
{
	meeting->rows =
		pool_grow(pool, meeting->rows, meeting->row_count, sizeof(row));
	meeting->rows[meeting->row_count] = row;
	return &meeting->rows[meeting->row_count++];
}

void published_add_since(
	struct pool *pool, struct published *meeting, struct since since)
{
	if (since.was.count == 0)
		return;
	meeting->since = pool_grow(
		pool, meeting->since, meeting->since_count, sizeof(since));
	meeting->since[meeting->since_count++] = since;
}
