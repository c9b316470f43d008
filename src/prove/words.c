#include "prove/words.h"

#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

int is_withdrawn(const struct fragment *fragment)
{
	return fragment->release != NULL &&
		fragment->release->status == RELEASE_WITHDRAWN;
}

static const char *page_in(const struct text *text, const char *release)
{
	const struct release_words *words =
		text ? text_release(text, release) : NULL;

	return words ? words->href : NULL;
}

const char *own_page(const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct change_told *change = fragment->change;
	const struct release *release = fragment->release;
	const char *own;

	if (change != NULL && change->kind == CHANGE_CORRECTED)
		release = change->release;
	if (release == NULL)
		return NULL;
	own = page_in(view->shown, release->id);
	for (size_t i = 0; own == NULL && i < view->event->text_count; i++)
		own = page_in(view->event->texts[i], release->id);
	return own;
}

void put_own_page(struct buf *out, const struct fragment *fragment)
{
	const char *own = own_page(fragment);

	if (own != NULL)
		buf_puts(out, own);
	else if (fragment->home != NULL)
		buf_printf(out, "%s%s", fragment->view->publisher->base,
			fragment->home);
}

size_t count_pages(const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	size_t count = 0;

	for (size_t i = 0; fragment->release != NULL && i < event->text_count;
		i++)
		count +=
			page_in(event->texts[i], fragment->release->id) != NULL;
	return count;
}

static void put_prose(struct buf *out, const struct prose *prose)
{
	for (; prose != NULL; prose = prose->next) {
		if (prose->text != NULL)
			buf_puts(out, prose->text);
		put_prose(out, prose->first_child);
	}
}

/* The body of the release, and what was put right. */
static int prove_release_words(const char *content,
	const struct fragment *fragment, struct buf *problem)
{
	const struct release_words *words =
		view_release(fragment->view, fragment->release->id).words;
	struct buf body = BUF_INIT;
	int result = 0;

	if (words != NULL && words->body != NULL)
		put_prose(&body, words->body->first_child);
	if (is_withdrawn(fragment)) {
		if (body.length > 0 && strstr(content, body.bytes) != NULL) {
			buf_puts(problem, "what was withdrawn stands in it");
			result = -1;
		}
		buf_release(&body);
		return result;
	}
	result = prove_contains(problem, "content", content, body.bytes);
	for (size_t i = 0;
		words != NULL && i < words->correction_count && result == 0;
		i++)
		result = prove_contains(problem, "content", content,
			words->corrections[i].note);
	buf_release(&body);
	return result;
}

int prove_view_words(
	const char *content, const struct view *view, struct buf *problem)
{
	struct buf place = BUF_INIT;
	const char *language;
	int result;

	view_put_place(&place, view, &language);
	result = prove_contains(problem, "content", content, place.bytes) |
		prove_contains(
			problem, "content", content, view_notice(view).text);
	buf_release(&place);
	for (size_t i = 0; i < view->person_count && result == 0; i++)
		result = prove_contains(problem, "content", content,
				 view->persons[i].name.text) |
			prove_contains(problem, "content", content,
				view->persons[i].role.text);
	for (size_t i = 0; i < view->body_count && result == 0; i++)
		result = prove_contains(
			problem, "content", content, view->bodies[i].name.text);
	return result;
}

int prove_words(const char *content, const struct fragment *fragment,
	struct buf *problem)
{
	const struct change_told *change = fragment->change;

	if (change != NULL)
		return prove_contains(problem, "content", content,
			change->correction ? change->correction->note : NULL);
	if (prove_release_words(content, fragment, problem) != 0)
		return -1;
	return is_withdrawn(fragment)
		? 0
		: prove_view_words(content, fragment->view, problem);
}
