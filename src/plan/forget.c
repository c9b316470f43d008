#include "plan/forget.h"

#include <string.h>
#include "plan/links.h"
#include "plan/pages.h"
#include "base/banned.h"

/* The uid of the meeting that was published from this folder, or NULL. */
static const char *uid_at(const struct ledger *ledger, const char *folder)
{
	struct buf path = BUF_INIT;
	const char *uid = NULL;

	buf_printf(&path, "events/%s/event.xml", folder);
	for (size_t i = 0; i < ledger->count; i++)
		if (strcmp(ledger->lines[i].item, item_event) == 0 &&
			strcmp(ledger->lines[i].record, path.bytes) == 0)
			uid = ledger->lines[i].uid;
	buf_release(&path);
	return uid;
}

static int is_entry(const struct ledger_line *line)
{
	return strcmp(line->item, item_vevent) != 0 &&
		strcmp(line->item, item_event) != 0;
}

static void forget_line(
	struct ledger *ledger, struct ledger_line *line, instant now)
{
	if (strcmp(line->state, state_removed) == 0 ||
		strcmp(line->state, state_forgotten) == 0)
		return;
	if (is_entry(line))
		ledger_remove_entry(ledger, line, now);
	else
		line->state = state_forgotten;
}

/* Lines of the meeting, and of its sittings, which have uids of their own. */
static int belongs_to(
	const struct ledger_line *line, const char *uid, const char *record)
{
	return strcmp(line->uid, uid) == 0 ||
		(strcmp(line->record, record) == 0 &&
			strcmp(line->item, item_vevent) == 0);
}

int forget_meeting(const struct site *site, struct ledger *ledger,
	const char *name, instant now, struct buf *problem)
{
	const char *uid = strchr(name, '/') ? uid_at(ledger, name) : name;
	const struct event *event = uid ? site_event(site, uid) : NULL;
	const struct ledger_line *meeting =
		uid ? ledger_find(ledger, uid, "-", item_event) : NULL;
	const char *record;

	if (meeting == NULL) {
		buf_puts(problem, "nothing of that name was published");
		return -1;
	}
	if (event != NULL && !event->hidden) {
		buf_printf(problem, "its record is there: delete %s first",
			event->path);
		return -1;
	}
	record = meeting->record;
	for (size_t i = 0; i < ledger->count; i++)
		if (belongs_to(&ledger->lines[i], uid, record))
			forget_line(ledger, &ledger->lines[i], now);
	return 0;
}

/* Whether the fragment of this id was forgotten. */
static int is_forgotten(const struct ledger *ledger, const char *id)
{
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_line *line = &ledger->lines[i];

		if (strcmp(line->state, state_forgotten) == 0 &&
			strstr(id, line->uid) != NULL)
			return 1;
	}
	return 0;
}

/* Whether nothing but what was forgotten stands in a file. */
static int holds_only_forgotten(
	struct plan *plan, const char *path, enum format format)
{
	size_t count, forgotten = 0;
	const struct published_fragment *all =
		published_all(&plan->published, path, format, &count);

	for (size_t i = 0; i < count; i++)
		forgotten += is_forgotten(plan->ledger, all[i].id);
	return count > 0 && forgotten == count;
}

const char **forget_files(struct plan *plan, size_t *count)
{
	const char **files = NULL;

	*count = 0;
	for (size_t i = 0; i < plan->feeds.dead_count; i++) {
		const char *path = plan->feeds.dead[i];
		struct buf name = BUF_INIT;
		const struct feed_kind *kind =
			feeds_kind_of(strchr(path, '/') + 1, &name);
		int is_dead = format_is_page(kind->format)
			? pages_is_forgotten(plan, kind, name.bytes)
			: holds_only_forgotten(plan, path, kind->format);

		buf_release(&name);
		if (!is_dead)
			continue;
		files = pool_grow(&plan->pool, files, *count, sizeof(*files));
		files[(*count)++] = path;
	}
	return files;
}
