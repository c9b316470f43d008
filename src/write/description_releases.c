#include "write/description_releases.h"

#include "model/fill.h"
#include "write/dates.h"
#include "base/banned.h"

void description_releases_add_correction(struct description *description,
	const struct correction *correction, const char *language)
{
	const struct view *view = description->view;
	struct section *section =
		description_open(description, LOOK_LABEL, NULL);
	struct buf date = BUF_INIT, heading = BUF_INIT;

	dates_put_day(
		&date, view->publisher, view->language, &correction->at.when);
	fill_one(&heading, view_phrase(view, "corrected-on"), "date",
		date.bytes);
	section->heading = description_take(description, &heading);
	description_add_line(description, section,
		(struct words){language, correction->note}, NULL);
	buf_release(&date);
}

struct description description_releases_form(struct pool *pool,
	const struct view *view, const struct release *release)
{
	struct description made = {.pool = pool, .view = view};
	const char *source = view->credit ? view->credit->publisher : NULL;
	struct buf date = BUF_INIT, line = BUF_INIT;

	if (!view_is_summary(view, release->id))
		return made;
	dates_put_day(&date, view->publisher, view->language,
		&release->published.when);
	fill(&line, view_phrase(view, source ? "summary-of-by" : "summary-of"),
		(const struct filling[]){
			{"date", date.bytes}, {"publisher", source}, {NULL}});
	description_add(
		&made, LOOK_PLAIN, NULL, description_take(&made, &line));
	buf_release(&date);
	return made;
}

static void tell_corrections(
	struct description *description, const struct release_view *release)
{
	const struct release_words *words = release->words;

	if (words == NULL)
		return;
	for (size_t i = 0; i < words->correction_count; i++)
		description_releases_add_correction(
			description, &words->corrections[i], release->language);
}

struct description description_releases_corrections(struct pool *pool,
	const struct view *view, const struct release *release)
{
	struct description made = {.pool = pool, .view = view};
	struct release_view shown = view_release(view, release->id);

	tell_corrections(&made, &shown);
	return made;
}

/* When it came out and where it stands; or that it was withdrawn. */
static void tell_release(struct description *description,
	const struct view *owner, const struct release *release)
{
	const struct view *view = description->view;
	struct release_view shown = view_release(owner, release->id);
	struct section *section =
		description_open(description, LOOK_LABEL, "release");
	struct buf date = BUF_INIT;

	if (release->status == RELEASE_WITHDRAWN) {
		description_add_line(description, section,
			description_phrase(description, "status.withdrawn"),
			NULL);
		return;
	}
	buf_puts(&date, release->mark ? release->mark : "");
	dates_put_day(&date, view->publisher, view->language,
		&release->published.when);
	description_add_line(description, section,
		description_take(description, &date),
		shown.words ? shown.words->href : NULL);
	tell_corrections(description, &shown);
}

struct description description_releases(
	struct pool *pool, const struct view *view)
{
	struct description made = {.pool = pool, .view = view};
	const struct event *event = view->event;

	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			tell_release(&made, view, &event->releases[i]);
	/* Releases of other meetings that cover this one too. */
	for (size_t i = 0; i < event->shared_count; i++) {
		const struct release *release = event->shared[i].release;

		if (release != NULL && !release->hidden)
			tell_release(&made,
				view_make(pool, view->publisher,
					event->shared[i].owner, view->language),
				release);
	}
	return made;
}
