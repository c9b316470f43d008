#include "write/description_notes.h"

#include <stdbool.h>
#include "model/fill.h"
#include "write/dates.h"
#include "base/banned.h"

static void note_missing(struct description *description)
{
	const struct view *view = description->view;
	struct buf line = BUF_INIT;

	if (view->shown == NULL || view->shown == view->own)
		return;
	fill(&line, view_phrase(view, "missing"),
		(const struct filling[]){
			{"this",
				language_name(view->publisher, view->language,
					view->language)},
			{"shown",
				language_name(view->publisher,
					view->shown->language, view->language)},
			{NULL}});
	description_add(description, LOOK_PLAIN, NULL,
		description_take(description, &line));
}

/*
 * A text that is no translation and sums its releases up passes on what they
 * say of themselves.
 */
static bool is_of_release(const struct view *view)
{
	const struct text *text = view->shown;

	if (text == NULL || text->of != NULL || view->notice.text == NULL)
		return false;
	for (size_t i = 0; i < text->release_count; i++)
		if (text->releases[i].is_summary)
			return true;
	return false;
}

static void note_translation(struct description *description)
{
	struct words notice = view_notice(description->view);

	if (is_of_release(description->view))
		description_add(
			description, LOOK_LABEL, "release-notice", notice);
	else
		description_add(description, LOOK_PLAIN, NULL, notice);
	if (description->view->stale)
		description_add(description, LOOK_PLAIN, NULL,
			description_phrase(description, "stale"));
}

static void note_status(struct description *description)
{
	const struct view *view = description->view;
	enum status status = view->event->status;
	struct when previous;
	struct buf key = BUF_INIT;

	if (status != STATUS_SCHEDULED && status != STATUS_HELD) {
		buf_printf(&key, "status.%s", status_name(status));
		description_add(description, LOOK_PLAIN, NULL,
			description_phrase(description, key.bytes));
		buf_release(&key);
	}
	previous = event_previous(view->event);
	description_add_date(description, "previously", &previous,
		event_zone_name(view->event));
	if (status == STATUS_POSTPONED || status == STATUS_CANCELLED)
		description_add(
			description, LOOK_LABEL, "reason", view->status_note);
	else
		description_add(
			description, LOOK_PLAIN, NULL, view->status_note);
}

struct description description_notes(struct pool *pool, const struct view *view)
{
	struct description made = {.pool = pool, .view = view};

	note_missing(&made);
	note_translation(&made);
	note_status(&made);
	return made;
}

struct description description_status(
	struct pool *pool, const struct view *view)
{
	struct description made = {.pool = pool, .view = view};

	note_status(&made);
	return made;
}

struct description description_words(struct pool *pool, const struct view *view)
{
	struct description made = {.pool = pool, .view = view};

	note_missing(&made);
	note_translation(&made);
	return made;
}
