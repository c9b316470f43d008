#include "prove/words.h"

#include <string.h>
#include "prove/compare.h"
#include "base/banned.h"

static void put_prose(struct buf *out, const struct prose *prose)
{
	for (; prose != NULL; prose = prose->next) {
		if (prose->text != NULL)
			buf_puts(out, prose->text);
		put_prose(out, prose->first_child);
	}
}

/* The body of the release, and what was put right. */
static void prove_release_words(const char *content,
	const struct fragment *fragment, struct buf *problem)
{
	const struct release_words *words =
		view_release(fragment->view, fragment->release->id).words;
	struct buf body = BUF_INIT;

	if (words == NULL)
		return;
	if (words->body != NULL)
		put_prose(&body, words->body->first_child);
	if (!fragment_is_withdrawn(fragment)) {
		compare_contains(problem, "content", content, body.bytes);
		for (size_t i = 0; i < words->correction_count; i++)
			compare_contains(problem, "content", content,
				words->corrections[i].note);
	} else if (body.length > 0 && strstr(content, body.bytes) != NULL) {
		compare_fail(problem, "what was withdrawn stands in it");
	}
	buf_release(&body);
}

void words_prove_title(
	const char *content, const struct view *view, struct buf *problem)
{
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	compare_contains(problem, "content", content, title.bytes);
	buf_release(&title);
}

/* Meetings that belong to this one and have no time of their own. */
static void prove_parts(
	const char *content, const struct view *view, struct buf *problem)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < event->part_count; i++) {
		const struct event *part = event->parts[i];

		if (!part->hidden && part->sitting_count == 0)
			words_prove_title(content,
				view_make(&pool, view->publisher, part,
					view->language),
				problem);
	}
	pool_release(&pool);
}

void words_prove_view(
	const char *content, const struct view *view, struct buf *problem)
{
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	compare_contains(problem, "content", content, place.bytes);
	buf_release(&place);
	compare_contains(problem, "content", content, view_notice(view).text);
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		compare_contains(
			problem, "content", content, person->name.text);
		compare_contains(
			problem, "content", content, person->role.text);
	}
	for (size_t i = 0; i < view->body_count; i++)
		compare_contains(
			problem, "content", content, view->bodies[i].name.text);
	prove_parts(content, view, problem);
}

void words_prove(const char *content, const struct fragment *fragment,
	struct buf *problem)
{
	const struct change_told *change = fragment->change;

	if (change != NULL) {
		compare_contains(problem, "content", content,
			change->correction ? change->correction->note : NULL);
		return;
	}
	prove_release_words(content, fragment, problem);
	if (!fragment_is_withdrawn(fragment))
		words_prove_view(content, fragment->view, problem);
}
