#include "plan/keep.h"

#include <stdlib.h>
#include <string.h>
#include "plan/standing.h"
#include "base/banned.h"

static enum format format_of(const struct ledger_line *line)
{
	if (strcmp(line->item, item_vevent) == 0)
		return FORMAT_ICS;
	return strncmp(line->item, item_change, strlen(item_change)) == 0
		? FORMAT_CHANGES
		: FORMAT_ATOM;
}

/* The yearly archive has each fragment exactly once. */
static const char *archive_path(
	struct pool *pool, enum format format, const struct ledger_line *line)
{
	static const char *const names[] = {
		[FORMAT_ICS] = "calendar-%d.ics",
		[FORMAT_ATOM] = "releases-%d.atom",
		[FORMAT_CHANGES] = "changes-%d.atom",
	};
	struct buf name = BUF_INIT;
	const char *mark = strchr(names[format], '%');
	const char *path;

	buf_put(&name, names[format], (size_t)(mark - names[format]));
	buf_printf(&name, "%d%s", line->year, mark + 2);
	path = pool_printf(pool, "%s/%s", line->language, name.bytes);
	buf_release(&name);
	return path;
}

static int is_correction(const struct ledger_line *line)
{
	const char *corrected = change_kind_name(CHANGE_CORRECTED);

	return strncmp(line->item + strlen(item_change), corrected,
		       strlen(corrected)) == 0;
}

const char *keep_id(
	struct plan *plan, enum format format, const struct ledger_line *line)
{
	const struct publisher *publisher = &plan->site->publisher;
	struct pool *pool = &plan->pool;
	const char *shown = ledger_shown(line);
	const char *name = line->item + strlen(item_change);
	struct buf id = BUF_INIT;
	const char *result;

	if (format == FORMAT_ICS)
		return pool_text(pool, line->uid);
	if (format == FORMAT_ATOM)
		entry_put_release_id(
			&id, publisher, line->uid, line->item, shown);
	else
		entry_put_change_id(&id, publisher, line->uid, name,
			is_correction(line) ? shown : line->language);
	result = pool_bytes(pool, id.bytes, id.length);
	buf_release(&id);
	return result;
}

const char *keep_bytes(
	struct plan *plan, const struct ledger_line *line, size_t *length)
{
	enum format format = format_of(line);

	return published_find(&plan->published,
		archive_path(&plan->pool, format, line), format,
		keep_id(plan, format, line), length);
}

int keep_fragment(struct plan *plan, struct fragment *fragment,
	const struct ledger_line *line)
{
	struct pool *pool = &plan->pool;
	struct fragment kept = *fragment;
	struct entry_memory memory = {0};
	const char *bytes;
	size_t length;

	kept.format = format_of(line);
	kept.language = pool_text(pool, line->language);
	kept.is_kept = 1;
	kept.year = line->year;
	kept.stamp = line->stamp;
	kept.news = NEWS_NONE;
	kept.id = keep_id(plan, kept.format, line);
	bytes = keep_bytes(plan, line, &length);
	if (bytes == NULL)
		return -1;
	if (kept.format == FORMAT_ICS)
		kept.sitting = standing_sitting(pool, kept.id, bytes, length);
	if (kept.format == FORMAT_ICS ? kept.sitting == NULL
				      : ledger_recall(line, &memory) != 0)
		return -1;
	if (kept.format != FORMAT_ICS) {
		kept.published = memory.published;
		kept.updated = memory.updated;
	}
	kept.bytes = (struct buf)BUF_INIT;
	buf_put(&kept.bytes, bytes, length);
	*fragment = kept;
	return 0;
}

/* The feed of a language that has all objects of a kind. */
static const char *object_path(
	struct pool *pool, enum format format, const char *language)
{
	return pool_printf(pool, "%s/%s", language,
		format == FORMAT_EVENTS ? "events.json" : "releases.json");
}

int keep_object(struct plan *plan, struct fragment *fragment)
{
	size_t length;
	const char *bytes = published_find(&plan->published,
		object_path(&plan->pool, fragment->format, fragment->language),
		fragment->format, fragment->id, &length);

	if (bytes == NULL)
		return -1;
	fragment->is_kept = 1;
	fragment->news = NEWS_NONE;
	buf_cut(&fragment->bytes, 0);
	buf_put(&fragment->bytes, bytes, length);
	return 0;
}
