#include "model/feed.h"

#include "model/fill.h"
#include "base/banned.h"

int format_is_page(enum format format)
{
	return format >= FORMAT_INDEX;
}

int format_is_whole(enum format format)
{
	return format == FORMAT_SERIES_PAGE || format == FORMAT_EVENT_PAGE ||
		format == FORMAT_STYLE;
}

void entry_put_release_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *release, const char *language)
{
	buf_printf(out, "tag:%s:%s/%s/%s", publisher->authority, uid, release,
		language);
}

void entry_put_change_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *name, const char *language)
{
	buf_printf(out, "tag:%s:%s/change/%s/%s", publisher->authority, uid,
		name, language);
}

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[] = {
		[CHANGE_ANNOUNCED] = "announced",
		[CHANGE_MOVED] = "moved",
		[CHANGE_POSTPONED] = "postponed",
		[CHANGE_CANCELLED] = "cancelled",
		[CHANGE_WITHDRAWN] = "withdrawn",
		[CHANGE_CORRECTED] = "corrected",
	};

	return names[kind];
}

/* "Moved: 7th Japan-EU Cyber Dialogue". */
static void put_change_title(
	struct buf *out, const struct view *view, enum change_kind kind)
{
	struct buf key = BUF_INIT;

	buf_printf(&key, "changed.%s", change_kind_name(kind));
	fill_one(out, view_phrase(view, "label"), "label",
		view_phrase(view, key.bytes));
	view_put_title(out, view);
	buf_release(&key);
}

static void put_release_title(
	struct buf *out, const struct view *view, const struct release *release)
{
	struct buf title = BUF_INIT;

	view_put_marked_title(&title, view);
	if (release->status == RELEASE_WITHDRAWN)
		fill_one(out, view_phrase(view, "title.withdrawn"), "title",
			title.bytes);
	else
		buf_puts(out, title.bytes);
	buf_release(&title);
}

void fragment_put_entry_title(struct buf *out, const struct fragment *fragment)
{
	if (fragment->change != NULL)
		put_change_title(out, fragment->view, fragment->change->kind);
	else
		put_release_title(out, fragment->view, fragment->release);
}
