#include "plan/ledger_meeting.h"

#include <stdlib.h>
#include <string.h>
#include "read/shape.h"
#include "base/banned.h"

static struct when read_when(const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	struct when when = {.precision = WHEN_ABSENT};

	if (value != NULL && when_parse(value, &when, NULL) != WHEN_FINE)
		when.precision = WHEN_ABSENT;
	return when;
}

static int read_number(const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value ? (int)strtol(value, NULL, 10) : 0;
}

static enum row_state read_state(const struct element *element)
{
	const char *state = element_value(element, "state");

	if (state == NULL)
		return ROW_PUBLISHED;
	return strcmp(state, "removed") == 0 ? ROW_REMOVED : ROW_WITHDRAWN;
}

static int read_kind(
	const struct element *element, enum row_kind *kind, const char **key)
{
	static const char *const names[] = {"vevent", "release", "change"};
	static const char *const keys[] = {"uid", "id", "name"};

	for (*kind = ROW_VEVENT; *kind <= ROW_CHANGE; ++*kind) {
		*key = element_value(element, keys[*kind]);
		if (strcmp(element->name, names[*kind]) == 0)
			return *key ? 0 : -1;
	}
	return -1;
}

static struct as_told read_as_told(
	struct loading *it, const struct element *element)
{
	return (struct as_told){.start = read_when(element, "date"),
		.end = read_when(element, "until"),
		.zone_name = loading_text(it, element, "zone"),
		.before_zone = loading_text(it, element, "before-zone"),
		.place = {loading_text(it, element, "place-language"),
			loading_text(it, element, "place")}};
}

static void take_row(struct loading *it, struct published *meeting,
	const struct element *element, const char *language)
{
	struct row row = {.language = language};
	const char *key;

	if (read_kind(element, &row.kind, &key) != 0) {
		loading_strange(it, element->name);
		return;
	}
	row.item = pool_text(&it->ledger->pool, key);
	row.shown = loading_text(it, element, "shown");
	row.replaced = loading_text(it, element, "replaced");
	row.atom_id = loading_text(it, element, "atom-id");
	row.state = read_state(element);
	row.year = read_number(element, "year");
	row.left_year = read_number(element, "left");
	row.stamp.sequence = read_number(element, "sequence");
	row.stamp.created = loading_instant(it, element, "created");
	row.stamp.modified = loading_instant(it, element, "modified");
	row.start = loading_instant(it, element, "start");
	row.end = loading_instant(it, element, "end");
	row.published = loading_instant(it, element, "published");
	row.updated = loading_instant(it, element, "updated");
	if (row.updated == 0)
		row.updated = row.published;
	row.before = read_when(element, "before");
	row.is_kept = element_value(element, "date") != NULL;
	if (row.is_kept)
		row.told = read_as_told(it, element);
	published_add(&it->ledger->pool, meeting, row);
}

static void take_told(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	struct told told = {loading_text(it, element, "xml:lang"),
		loading_instant(it, element, "modified")};

	if (told.language == NULL) {
		loading_strange(it, "<told> without a language");
		return;
	}
	meeting->told = pool_grow(
		pool, meeting->told, meeting->told_count, sizeof(told));
	meeting->told[meeting->told_count++] = told;
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		if (child->name != NULL)
			take_row(it, meeting, child, told.language);
}

static void take_since(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	struct since since = {loading_text(it, element, "xml:lang")};

	for (const struct element *was = element_child(element, "was");
		was != NULL; was = element_again(was)) {
		const char *name = loading_text(it, was, "part");
		struct buf words = BUF_INIT;

		element_put_text(&words, was);
		if (name == NULL || since.language == NULL)
			loading_strange(it, "<was> of nothing");
		else
			passages_add(pool, &since.was, name,
				words.length > 0 ? pool_bytes(pool, words.bytes,
							   words.length)
						 : NULL);
		buf_release(&words);
	}
	published_add_since(pool, meeting, since);
}

static void take_text_of(struct loading *it, struct published *meeting,
	const struct element *element)
{
	const char *language = element_value(element, "xml:lang");
	struct text *text;

	if (meeting->event == NULL || language == NULL) {
		loading_strange(it, "<text> of nothing");
		return;
	}
	language = pool_text(&it->ledger->pool, language);
	text = take_text(it->reader, element,
		pool_printf(&it->ledger->pool, "events/%s/%s.xml",
			meeting->path, language),
		language, meeting->event);
	if (text != NULL)
		reader_add_text(it->reader, meeting->event, text);
	else
		it->failed = true;
}

/* What was written here has the shape of a record; damage may not. */
static bool has_shape(const struct element *element, const struct shape *shape)
{
	struct diag silent = DIAG_INIT;
	bool result = shape_check(shape, element, &silent) == 0;

	diag_release(&silent);
	return result;
}

static void take_record(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	const char *name = strchr(meeting->path, '/') + 1;

	if (!has_shape(element, &event_shape)) {
		loading_strange(it, "an <event> that is no record");
		return;
	}
	meeting->event = take_event(it->reader, element,
		pool_printf(pool, "events/%s/event.xml", meeting->path), name,
		it->series);
	if (meeting->event == NULL) {
		it->failed = true;
		return;
	}
	meeting->event->is_published = true;
	reader_add_event(it->reader, meeting->event);
}

static void take_part_of(struct loading *it, struct published *meeting,
	const struct element *child)
{
	if (child->name == NULL)
		return;
	if (strcmp(child->name, "event") == 0)
		take_record(it, meeting, child);
	else if (strcmp(child->name, "text") == 0)
		take_text_of(it, meeting, child);
	else if (strcmp(child->name, "told") == 0)
		take_told(it, meeting, child);
	else if (strcmp(child->name, "since") == 0)
		take_since(it, meeting, child);
	else
		loading_strange(it, child->name);
}

void ledger_meeting_take(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct pool *pool = &ledger->pool;
	struct published *meeting = pool_alloc(pool, sizeof(*meeting));

	meeting->uid = loading_text(it, element, "uid");
	meeting->path = loading_text(it, element, "path");
	if (meeting->uid == NULL || meeting->path == NULL ||
		strchr(meeting->path, '/') == NULL) {
		loading_strange(it, "a meeting without uid and path");
		return;
	}
	meeting->former =
		loading_names(it, element, "former", &meeting->former_count);
	meeting->has_files = element_value(element, "files") != NULL;
	meeting->start = read_when(element, "start");
	meeting->status = status_called(element_value(element, "status"));
	meeting->scopes =
		loading_names(it, element, "scopes", &meeting->scope_count);
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		take_part_of(it, meeting, child);
	ledger->meetings = pool_grow(pool, ledger->meetings, ledger->count,
		sizeof(*ledger->meetings));
	ledger->meetings[ledger->count++] = meeting;
}
