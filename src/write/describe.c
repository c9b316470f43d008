#include "write/describe.h"

#include <string.h>
#include "model/fill.h"
#include "write/dates.h"
#include "write/describing.h"
#include "base/banned.h"

static void note_missing(struct describing *it)
{
	const struct view *view = it->view;
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
	describing_add(it, LOOK_PLAIN, NULL, describing_take(it, &line));
}

static void note_translation(struct describing *it)
{
	describing_add(it, LOOK_PLAIN, NULL, view_notice(it->view));
	if (it->view->stale)
		describing_add(
			it, LOOK_PLAIN, NULL, describing_phrase(it, "stale"));
}

static void note_status(struct describing *it)
{
	const struct view *view = it->view;
	enum status status = view->event->status;
	struct when previous;
	struct buf key = BUF_INIT;

	if (status != STATUS_SCHEDULED && status != STATUS_HELD) {
		buf_printf(&key, "status.%s", status_name(status));
		describing_add(
			it, LOOK_PLAIN, NULL, describing_phrase(it, key.bytes));
		buf_release(&key);
	}
	previous = event_previous(view->event);
	describing_date(it, "previously", &previous);
	if (status == STATUS_POSTPONED || status == STATUS_CANCELLED)
		describing_add(it, LOOK_LABEL, "reason", view->status_note);
	else
		describing_add(it, LOOK_PLAIN, NULL, view->status_note);
}

struct description describe_notes(struct pool *pool, const struct view *view)
{
	struct describing it = {pool, view, {NULL, 0}};

	note_missing(&it);
	note_translation(&it);
	note_status(&it);
	return it.made;
}

void describing_correction(struct describing *it,
	const struct correction *correction, const char *language)
{
	const struct view *view = it->view;
	struct section *section = describing_open(it, LOOK_LABEL, "correction");
	struct buf date = BUF_INIT, heading = BUF_INIT;

	dates_put_day(
		&date, view->publisher, view->language, &correction->at.when);
	fill_one(&heading, view_phrase(view, "corrected-on"), "date",
		date.bytes);
	section->heading = describing_take(it, &heading).text;
	describing_add_line(
		it, section, (struct words){language, correction->note}, NULL);
	buf_release(&date);
}

static void tell_corrections(
	struct describing *it, const struct release_view *release)
{
	const struct release_words *words = release->words;

	for (size_t i = 0; words != NULL && i < words->correction_count; i++)
		describing_correction(
			it, &words->corrections[i], release->language);
}

struct description describe_corrections(struct pool *pool,
	const struct view *view, const struct release *release)
{
	struct describing it = {pool, view, {NULL, 0}};
	struct release_view shown = view_release(view, release->id);

	tell_corrections(&it, &shown);
	return it.made;
}

/* When it came out and where it stands; or that it was withdrawn. */
static void tell_release(struct describing *it, const struct view *owner,
	const struct release *release)
{
	const struct view *view = it->view;
	struct release_view shown = view_release(owner, release->id);
	struct section *section = describing_open(it, LOOK_LABEL, "release");
	struct buf date = BUF_INIT;

	if (release->status == RELEASE_WITHDRAWN) {
		describing_add_line(it, section,
			describing_phrase(it, "status.withdrawn"), NULL);
		return;
	}
	dates_put_day(&date, view->publisher, view->language,
		&release->published.when);
	describing_add_line(it, section, describing_take(it, &date),
		shown.words ? shown.words->href : NULL);
	tell_corrections(it, &shown);
}

struct description describe_releases(struct pool *pool, const struct view *view)
{
	struct describing it = {pool, view, {NULL, 0}};
	const struct event *event = view->event;

	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			tell_release(&it, view, &event->releases[i]);
	/* Releases of other meetings that cover this one too. */
	for (size_t i = 0; i < event->shared_count; i++) {
		const struct release *release = event->shared[i].release;

		if (release != NULL && !release->hidden)
			tell_release(&it,
				view_make(pool, view->publisher,
					event->shared[i].owner, view->language),
				release);
	}
	return it.made;
}
