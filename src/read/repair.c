#include "read/repair.h"

#include <string.h>
#include "read/event_parts.h"
#include "read/rest.h"
#include "base/banned.h"

/*
 * How often what is left is read: a record that hides a thousand mistakes one
 * behind the other is refused as a whole.
 */
enum { READINGS = 20 };

/* A record under repair. */
struct repair {
	struct reader *reader;
	struct element *root;
	const char *path;
	unsigned refused; /* enum event_part */
};

static unsigned part_of_child(const char *name)
{
	static const struct {
		const char *name;
		enum event_part part;
	} parts[] = {
		{"time", EVENT_TIMES},
		{"place", EVENT_PLACE},
		{"person", EVENT_PERSONS},
		{"body", EVENT_BODIES},
		{"topic", EVENT_TOPICS},
		{"part-of", EVENT_PART_OF},
		{"see-also", EVENT_SEE_ALSO},
		{"link", EVENT_LINKS},
		{"release", EVENT_RELEASES},
		{"history", EVENT_HISTORY},
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].name, name) == 0)
			return parts[i].part;
	return EVENT_WHOLE;
}

static unsigned part_of_attribute(const char *name)
{
	if (strcmp(name, "number") == 0)
		return EVENT_NUMBER;
	return strcmp(name, "status") == 0 ? EVENT_STATUS : EVENT_WHOLE;
}

static bool is_before(struct pos a, struct pos b)
{
	return a.line < b.line || (a.line == b.line && a.column < b.column);
}

/* The last child that starts at this place or in front of it, or NULL. */
static struct element *child_at(struct element *root, struct pos at)
{
	struct element *found = NULL;

	for (struct element *child = root->first_child; child != NULL;
		child = child->next)
		if (child->name != NULL && !is_before(at, child->at))
			found = child;
	return found;
}

static void drop_attribute(struct repair *it, struct pos at)
{
	struct element *root = it->root;

	for (size_t i = 0; i < root->attribute_count; i++) {
		const struct attribute *attribute = &root->attributes[i];

		if (is_before(at, attribute->at) ||
			is_before(attribute->at, at))
			continue;
		it->refused |= part_of_attribute(attribute->name);
		root->attributes[i] = root->attributes[--root->attribute_count];
		return;
	}
	it->refused |= EVENT_WHOLE;
}

static void drop_part(struct repair *it, struct pos at)
{
	struct element *child = child_at(it->root, at);

	if (child == NULL) {
		drop_attribute(it, at);
		return;
	}
	it->refused |= part_of_child(child->name);
	rest_drop_child(it->root, child);
}

static void drop_parts(struct repair *it, const struct diag *diag, size_t first)
{
	for (size_t i = first; i < diag->count; i++) {
		const struct complaint *complaint = &diag->complaints[i];

		if (complaint->severity == DIAG_ERROR &&
			strcmp(complaint->at.path, it->path) == 0)
			drop_part(it, complaint->at);
	}
}

/*
 * Whether a complaint about what is left is a mistake of its own, and does not
 * come from what was left out: releases and persons count on the times, and of
 * several times one is the main one.
 */
static bool is_genuine(const struct repair *it, struct pos at)
{
	const struct element *child = child_at(it->root, at);
	unsigned part = child ? part_of_child(child->name) : EVENT_WHOLE;

	if (it->refused & EVENT_TIMES)
		part |= part & (EVENT_RELEASES | EVENT_PERSONS) ? EVENT_TIMES
								: 0;
	return (part & it->refused) == 0;
}

/* All that is wrong is said in one run. */
static void report_rest(
	const struct repair *it, const struct diag *rest, struct diag *diag)
{
	for (size_t i = 0; i < rest->count; i++) {
		const struct complaint *complaint = &rest->complaints[i];

		if (complaint->severity == DIAG_ERROR &&
			is_genuine(it, complaint->at))
			rest_repeat(diag, complaint, it->path);
	}
}

/* Read what is left; what comes up now is dropped too. */
static struct event *read_rest(
	struct repair *it, const char *folder, const struct series *series)
{
	struct reader *reader = it->reader;
	struct diag *loud = reader->diag;
	struct diag silent = DIAG_INIT;
	struct event *event;

	reader->diag = &silent;
	event = take_event(reader, it->root, it->path, folder, series);
	reader->diag = loud;
	if (event == NULL && silent.error_count == 0)
		it->refused |= EVENT_WHOLE;
	report_rest(it, &silent, loud);
	drop_parts(it, &silent, 0);
	diag_release(&silent);
	return event;
}

static bool is_uid(const char *uid)
{
	struct buf help = BUF_INIT;
	bool result = uid != NULL && value_uid.check(uid, &help) == NULL;

	buf_release(&help);
	return result;
}

/* Nothing is known for sure but which meeting this is and how it stands. */
static struct event *make_stub(
	struct repair *it, const char *folder, const struct series *series)
{
	struct pool *pool = &it->reader->site->pool;
	struct event *event = pool_alloc(pool, sizeof(*event));
	const char *status = element_value(it->root, "status");

	event->uid = event_take_uid(it->reader, it->root, "uid");
	event->status = status_called(status);
	event->series = series;
	event->folder = folder;
	event->path = it->path;
	event->at = element_place(it->root, "uid");
	return event;
}

struct event *repair_event(struct reader *reader, size_t first,
	const char *path, const char *folder, const struct series *series)
{
	struct repair it = {.reader = reader,
		.root = (struct element *)reader->root,
		.path = path};
	struct event *event = NULL;

	if (it.root == NULL || strcmp(it.root->name, "event") != 0 ||
		!is_uid(element_value(it.root, "uid")))
		return NULL;
	drop_parts(&it, reader->diag, first);
	for (int i = 0; i < READINGS && event == NULL &&
		(it.refused & EVENT_WHOLE) == 0;
		i++)
		event = read_rest(&it, folder, series);
	if (event == NULL) {
		event = make_stub(&it, folder, series);
		it.refused |= EVENT_WHOLE;
	}
	event->refused = it.refused;
	return event;
}
