/*
 * Texts in languages without feeds, and partial ones: what of them stands in
 * for words of other languages in some feed.
 */
#include "plan/shown.h"

#include <string.h>
#include "model/translation.h"
#include "model/view.h"
#include "base/banned.h"

/* A text, and what of it has been found to be shown. */
struct borrowing {
	struct pool *pool;
	const struct text *text;
	struct text *kept;
};

static void keep_if(const char **kept, const char *words, const char *shown)
{
	if (words != NULL && words == shown)
		*kept = words;
}

static void keep_text_shown(
	struct borrowing *it, const struct view *view, const struct text *shown)
{
	if (shown != it->text)
		return;
	keep_if(&it->kept->notice, it->text->notice, view->notice.text);
	it->kept->credit = it->text->credit;
}

static void keep_person(struct borrowing *it, const struct person_view *person)
{
	const struct person_words *words = person->person->id
		? text_person(it->text, person->person->id)
		: NULL;
	struct person_words *kept;

	if (words == NULL)
		return;
	kept = &it->kept->persons[words - it->text->persons];
	keep_if(&kept->name, words->name, person->name.text);
	keep_if(&kept->role, words->role, person->role.text);
}

/* Pages of releases are linked from the entries of all languages. */
static void keep_release(struct borrowing *it, const struct view *view,
	const struct release_words *words, struct release_words *kept)
{
	struct release_view shown = view_release(view, words->ref);

	if (shown.words != words)
		return;
	*kept = *words;
	/* Entries in other languages have ids of their own. */
	kept->atom_id = NULL;
	view = view_of_release(it->pool, view, words->ref);
	keep_text_shown(it, view, view->shown);
}

static void keep_words(struct borrowing *it, const struct view *view)
{
	const struct text *text = it->text;
	struct text *kept = it->kept;

	keep_if(&kept->title, text->title, view->title.text);
	keep_if(&kept->when, text->when, view->when.text);
	keep_if(&kept->place, text->place, view->place.text);
	keep_if(&kept->venue, text->venue, view->venue.text);
	keep_if(&kept->summary, text->summary, view->summary.text);
	keep_if(&kept->status_note, text->status_note, view->status_note.text);
	if (view->discussed == &text->discussed)
		kept->discussed = text->discussed;
	if (view->outcomes == &text->outcomes)
		kept->outcomes = text->outcomes;
	keep_text_shown(it, view, view->shown);
	for (size_t i = 0; i < view->person_count; i++)
		keep_person(it, &view->persons[i]);
	for (size_t i = 0; i < view->link_count; i++)
		for (size_t j = 0; j < text->link_count; j++)
			keep_if(&kept->links[j].label, text->links[j].label,
				view->links[i].label.text);
	for (size_t i = 0; i < text->release_count; i++)
		keep_release(it, view, &text->releases[i], &kept->releases[i]);
}

/* The text without words; what they are of stays. */
static struct text *without_words(struct pool *pool, const struct text *text)
{
	struct text *kept = pool_alloc(pool, sizeof(*kept));

	*kept = (struct text){.language = text->language,
		.path = text->path,
		.kind = text->kind,
		.of = text->of,
		.of_revision = text->of_revision,
		.revision = text->revision,
		.draft = text->draft,
		.not_before = text->not_before};
	kept->persons = pool_alloc(
		pool, (text->person_count + 1) * sizeof(*kept->persons));
	kept->links =
		pool_alloc(pool, (text->link_count + 1) * sizeof(*kept->links));
	kept->releases = pool_alloc(
		pool, (text->release_count + 1) * sizeof(*kept->releases));
	for (size_t i = 0; i < text->person_count; i++)
		kept->persons[i].ref = text->persons[i].ref;
	for (size_t i = 0; i < text->release_count; i++) {
		kept->releases[i].ref = text->releases[i].ref;
		kept->releases[i].href = text->releases[i].href;
	}
	return kept;
}

/* Persons and links without words are left out. */
static void settle(struct text *kept, const struct text *text)
{
	for (size_t i = 0; i < text->person_count; i++)
		if (kept->persons[i].name != NULL ||
			kept->persons[i].role != NULL)
			kept->persons[kept->person_count++] = kept->persons[i];
	for (size_t i = 0; i < text->link_count; i++) {
		if (kept->links[i].label == NULL)
			continue;
		kept->links[i].href = text->links[i].href;
		kept->links[kept->link_count++] = kept->links[i];
	}
	kept->release_count = text->release_count;
}

static struct text *shown_text(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	const struct text *text)
{
	struct borrowing it = {pool, text, without_words(pool, text)};

	for (size_t i = 0; i < publisher->language_count; i++)
		keep_words(&it,
			view_make(pool, publisher, event,
				publisher->languages[i]));
	settle(it.kept, text);
	return it.kept;
}

const struct event *shown_event(struct pool *pool,
	const struct publisher *publisher, const struct event *event)
{
	struct event *shown = NULL;

	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		if (publisher_has_language(publisher, text->language) &&
			translation_instead(event, text) == NULL)
			continue;
		if (shown == NULL) {
			shown = pool_alloc(pool, sizeof(*shown));
			*shown = *event;
			shown->texts = pool_alloc(pool,
				event->text_count * sizeof(*shown->texts));
			memcpy(shown->texts, event->texts,
				event->text_count * sizeof(*shown->texts));
		}
		shown->texts[i] = shown_text(pool, publisher, event, text);
	}
	return shown ? shown : event;
}
