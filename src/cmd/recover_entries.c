#include "cmd/recover_entries.h"

#include <libical/ical.h>
#include <string.h>
#include "prove/xmltree.h"
#include "base/banned.h"

/* The words of a child element; "" when there are none. */
static const char *words_in(
	struct recovery *it, const struct element *element, const char *name)
{
	const struct element *child = element_child(element, name);
	struct buf words = BUF_INIT;

	if (child != NULL)
		element_put_words(&words, child);
	return pool_take(it->pool, &words);
}

/* A uid as tags have it: "%2F" stands for a slash. */
static const char *take_uid(struct pool *pool, const char *text, size_t length)
{
	struct buf uid = BUF_INIT;
	unsigned byte;

	for (size_t i = 0; i < length; i++)
		if (text[i] == '%' && sscanf(text + i, "%%%2X", &byte) == 1) {
			buf_putc(&uid, (char)byte);
			i += 2;
		} else {
			buf_putc(&uid, text[i]);
		}
	return pool_take(pool, &uid);
}

/*
 * Part "tag:AUTHORITY:UID/RELEASE/LANGUAGE" or, of a change,
 * "tag:AUTHORITY:UID/change/NAME/LANGUAGE", where a second language may follow;
 * see entry_put_release_id().
 */
static int take_id(struct recovery *it, const char *id, struct found *found)
{
	const char *start = pool_printf(
		it->pool, "tag:%s:", it->build->site->publisher.authority);
	const char *before = found->row.kind == ROW_CHANGE ? "/change/" : "/";
	const char *uid = id + strlen(start), *item, *slash;
	size_t length;

	if (strncmp(id, start, strlen(start)) != 0)
		return -1;
	length = strcspn(uid, "/");
	if (strncmp(uid + length, before, strlen(before)) != 0)
		return -1;
	item = uid + length + strlen(before);
	slash = strchr(item, '/');
	if (slash == NULL)
		return -1;
	found->uid = take_uid(it->pool, uid, length);
	found->row.item = pool_bytes(it->pool, item, (size_t)(slash - item));
	/* Ids of other changes end in the language of the feed. */
	if (found->row.kind == ROW_RELEASE ||
		change_is_correction(found->row.item))
		found->row.shown = pool_bytes(
			it->pool, slash + 1, strcspn(slash + 1, "/"));
	return 0;
}

/* An id that the entry had before it came here: a text has it. */
static int take_given(
	const struct recovery *it, const char *id, struct found *found)
{
	for (size_t i = 0; i < it->world->event_count; i++) {
		const struct event *event = it->world->events[i];

		for (size_t j = 0; j < event->given_count; j++) {
			const struct given_id *given = &event->given[j];

			if (strcmp(given->id, id) != 0 ||
				strcmp(given->language, it->language) != 0)
				continue;
			found->uid = event->uid;
			found->row.item = given->release;
			found->row.shown = given->language;
			found->row.atom_id = given->id;
			return 0;
		}
	}
	return -1;
}

static void take_release(const struct element *entry, struct row *row)
{
	const struct element *release = element_child(entry, "d:release");
	const char *status = release ? element_value(release, "status") : NULL;

	if (status != NULL && strcmp(status, "withdrawn") == 0)
		row->state = ROW_WITHDRAWN;
}

static void take_change(const struct element *entry, struct row *row)
{
	const struct element *change = element_child(entry, "d:change");
	const char *from = change ? element_value(change, "from") : NULL;

	if (from != NULL && when_parse(from, &row->before, NULL) != WHEN_FINE)
		row->before.precision = WHEN_ABSENT;
}

static int take_entry(struct recovery *it, const struct element *entry)
{
	bool is_gone = strcmp(entry->name, "at:deleted-entry") == 0;
	struct found found = {.row = {.before = {.precision = WHEN_ABSENT}}};
	struct row *row = &found.row;
	const char *id = is_gone ? element_value(entry, "ref")
				 : words_in(it, entry, "id");
	const char *updated = is_gone ? element_value(entry, "when")
				      : words_in(it, entry, "updated");
	const char *published =
		is_gone ? updated : words_in(it, entry, "published");

	row->kind = it->format == FORMAT_CHANGES ? ROW_CHANGE : ROW_RELEASE;
	row->state = is_gone ? ROW_REMOVED : ROW_PUBLISHED;
	if (id == NULL ||
		(take_id(it, id, &found) != 0 &&
			take_given(it, id, &found) != 0)) {
		/* Of what is gone, no record has to know any more. */
		if (id != NULL && is_gone)
			return 0;
		return recovery_fail(it, it->path,
			"the id of an entry is none of this publisher, and no "
			"atom-id of a text");
	}
	if (updated == NULL ||
		instant_parse_rfc3339(updated, &row->updated) != 0 ||
		instant_parse_rfc3339(published, &row->published) != 0)
		return recovery_fail(it, it->path, "an entry has no date");
	if (row->kind == ROW_CHANGE)
		take_change(entry, row);
	else
		take_release(entry, row);
	recovery_add(it, found);
	return 0;
}

int recover_entries(struct recovery *it, const struct buf *bytes)
{
	struct buf problem = BUF_INIT;
	const struct element *root = xmltree_read(it->xml, bytes, &problem);
	const struct element *child = root ? element_first(root) : NULL;
	int result = 0;

	if (root == NULL)
		result = recovery_fail(it, it->path, problem.bytes);
	for (; child != NULL && result == 0; child = element_next(child))
		if (strcmp(child->name, "entry") == 0 ||
			strcmp(child->name, "at:deleted-entry") == 0)
			result = take_entry(it, child);
	buf_release(&problem);
	return result;
}

const char *recover_entries_feed_id(
	struct recovery *it, const struct buf *bytes)
{
	struct buf problem = BUF_INIT;
	const struct element *root = xmltree_read(it->xml, bytes, &problem);

	buf_release(&problem);
	return root != NULL ? words_in(it, root, "id") : NULL;
}
