#include "model/digest.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>
#include "base/banned.h"

/*
 * Facts are put one behind the other, each ended by a byte that no text
 * holds, so that nothing can pass from one field into the next.
 */
static void add(struct buf *facts, const char *text)
{
	if (text != NULL)
		buf_puts(facts, text);
	buf_putc(facts, text != NULL ? '\x1F' : '\x1E');
}

static void add_number(struct buf *facts, int64_t number)
{
	buf_printf(facts, "%lld\x1F", (long long)number);
}

static void add_words(struct buf *facts, struct words words)
{
	add(facts, words.text ? words.language : NULL);
	add(facts, words.text);
}

static void add_when(struct buf *facts, const struct when *when)
{
	when_put(facts, when);
	buf_putc(facts, '\x1F');
}

static void add_list(
	struct buf *facts, const struct word_list *list, const char *language)
{
	add_number(facts, (int64_t)list->count);
	for (size_t i = 0; i < list->count; i++)
		add_words(facts, (struct words){language, list->items[i]});
}

/* Names that the program itself gives a country are phrases. */
static void add_party(struct buf *facts, const struct view *view,
	const char *code, struct words name)
{
	add(facts, code);
	if (code != NULL && publisher_party(view->publisher, code) != NULL)
		add_words(facts, name);
}

static void add_persons(struct buf *facts, const struct view *view,
	const struct sitting *sitting)
{
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *shown = &view->persons[i];
		const struct person *person = shown->person;

		if (!person_is_present(person, sitting))
			continue;
		add(facts, person->id);
		add(facts, person->as);
		add_number(facts, person->acting);
		add(facts, person->sitting);
		add_words(facts, shown->name);
		add_words(facts, shown->role);
		add_party(facts, view, person->party, shown->party);
	}
}

static void add_bodies(struct buf *facts, const struct view *view)
{
	add_number(facts, (int64_t)view->body_count);
	for (size_t i = 0; i < view->body_count; i++) {
		add_words(facts, view->bodies[i].name);
		add_party(facts, view, view->bodies[i].party_code,
			view->bodies[i].party);
	}
}

static void add_links(struct buf *facts, const struct view *view)
{
	add_number(facts, (int64_t)view->link_count);
	for (size_t i = 0; i < view->link_count; i++) {
		add(facts, view->links[i].href);
		add_words(facts, view->links[i].label);
	}
}

static void add_topics(struct buf *facts, const struct view *view)
{
	const struct event *event = view->event;

	add_number(facts, (int64_t)event->topic_count);
	for (size_t i = 0; i < event->topic_count; i++) {
		add(facts, event->topics[i]->term);
		add_words(facts,
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language));
	}
}

static void add_history(struct buf *facts, const struct event *event)
{
	add_number(facts, (int64_t)event->change_count);
	for (size_t i = 0; i < event->change_count; i++) {
		add_number(facts, event->history[i].kind);
		add_number(facts, event->history[i].at.at);
		add_when(facts, &event->history[i].from);
	}
}

static void add_place(struct buf *facts, const struct view *view)
{
	const struct place *place = &view->event->place;

	add(facts, place->mode);
	add(facts, place->country);
	add(facts, place->join);
	add(facts, place->geo);
	add_words(facts, view->place);
	add_words(facts, view->venue);
}

static void add_translation(struct buf *facts, const struct view *view)
{
	const struct text *text = view->shown;

	add(facts, text ? text->language : NULL);
	add(facts, text ? text->kind : NULL);
	add(facts, text ? text->of : NULL);
	add_number(facts, view->own != NULL);
	add_number(facts, view->stale);
	add_words(facts, view->notice);
	if (view->credit != NULL) {
		add(facts, view->credit->publisher);
		add(facts, view->credit->href);
		add_number(facts, view->credit->published.at);
		add_number(facts, view->credit->accessed.at);
	}
}

static void add_sitting(struct buf *facts, const struct sitting *sitting)
{
	add(facts, sitting->uid);
	add_when(facts, &sitting->start);
	add_when(facts, &sitting->end);
	add(facts, sitting->zone_name);
}

static void add_sides(struct buf *facts, const struct series *series)
{
	add_number(facts, (int64_t)series->side_count);
	for (size_t i = 0; i < series->side_count; i++) {
		add(facts, series->sides[i].party);
		add(facts, series->sides[i].zone);
	}
}

/* What is hidden is not named either. */
static void add_reference(struct buf *facts, const struct reference *other)
{
	int shown = other->event != NULL && !other->event->hidden;

	add(facts, shown ? other->uid : NULL);
}

/* All of the meeting, or as much of it as is said of one sitting. */
static void add_view(
	struct buf *facts, const struct view *view, const struct sitting *only)
{
	const struct event *event = view->event;

	add(facts, event->uid);
	add(facts, view->language);
	add_words(facts, view->title);
	add_number(facts, view->title_number);
	add(facts, status_name(event->status));
	for (size_t i = 0; i < event->sitting_count; i++)
		if (only == NULL || only == &event->sittings[i])
			add_sitting(facts, &event->sittings[i]);
	add_translation(facts, view);
	add_words(facts, view->when);
	add_words(facts, view->summary);
	add_words(facts, view->status_note);
	add_place(facts, view);
	add_persons(facts, view, only);
	add_bodies(facts, view);
	add_topics(facts, view);
	add_sides(facts, event->series);
	add_list(facts, view->discussed, view->discussed_language);
	add_list(facts, view->outcomes, view->outcomes_language);
	add_links(facts, view);
	add_history(facts, event);
	add_reference(facts, &event->part_of);
	for (size_t i = 0; i < event->see_also_count; i++)
		add_reference(facts, &event->see_also[i]);
}

static void add_prose(struct buf *facts, const struct prose *prose)
{
	for (; prose != NULL; prose = prose->next) {
		add(facts, prose->name);
		add(facts, prose->text);
		add(facts, prose->href);
		add_prose(facts, prose->first_child);
		buf_putc(facts, '\x1E');
	}
}

static void add_release(struct buf *facts, const struct view *view,
	const struct release *release)
{
	struct release_view shown = view_release(view, release->id);

	add(facts, release->id);
	add_number(facts, release->status);
	add_number(facts, release->published.at);
	if (shown.words == NULL)
		return;
	add(facts, shown.language);
	add(facts, shown.words->href);
	add_number(facts, shown.words->published.at);
	for (size_t i = 0; i < shown.words->correction_count; i++) {
		add_number(facts, shown.words->corrections[i].at.at);
		add(facts, shown.words->corrections[i].note);
	}
}

static void add_body(struct buf *facts, const struct view *view,
	const struct release *release)
{
	struct release_view shown = view_release(view, release->id);

	add(facts, shown.body ? shown.body_language : NULL);
	if (shown.body != NULL)
		add_prose(facts, shown.body->first_child);
}

/* A VEVENT shows the addresses and corrections of all its releases. */
static void add_releases(struct buf *facts, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			add_release(facts, view, &event->releases[i]);
}

void digest_fragment(char digest[DIGEST_SIZE], const struct fragment *fragment)
{
	struct buf facts = BUF_INIT;
	XXH128_hash_t hash;

	add_view(&facts, fragment->view, fragment->sitting);
	for (size_t i = 0; i < fragment->also_count; i++)
		add_view(&facts, fragment->also[i], NULL);
	if (fragment->release != NULL) {
		add_release(&facts, fragment->view, fragment->release);
		add_body(&facts, fragment->view, fragment->release);
	} else {
		add_releases(&facts, fragment->view);
	}
	hash = XXH3_128bits(facts.bytes, facts.length);
	snprintf(digest, DIGEST_SIZE, "%016llx%016llx",
		(unsigned long long)hash.high64,
		(unsigned long long)hash.low64);
	buf_release(&facts);
}
