#include "model/feed.h"

#include "model/fill.h"
#include "base/banned.h"

void fragment_put_entry_id(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	buf_printf(out, "tag:%s:%s/%s/%s", view->publisher->authority,
		view->event->uid, fragment->release->id,
		view->shown ? view->shown->language : view->language);
}

void fragment_put_entry_title(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct buf title = BUF_INIT;

	view_put_marked_title(&title, view);
	if (fragment->release->status == RELEASE_WITHDRAWN)
		fill_one(out, view_phrase(view, "title.withdrawn"), "title",
			title.bytes);
	else
		buf_puts(out, title.bytes);
	buf_release(&title);
}

int feed_gains(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (feed->fragments[i]->moved_in)
			return 1;
	return 0;
}
