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
	buf_put_number(facts, number, 1);
	buf_putc(facts, '\x1F');
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

/* What is printed as a day counts as a day. */
static void add_day(struct buf *facts, const struct when *when)
{
	struct when day = *when;

	if (day.precision > WHEN_DAY)
		day.precision = WHEN_DAY;
	add_when(facts, &day);
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
		add_words(facts, shown->name);
		add_words(facts, shown->role);
		add_party(facts, view, person->party, shown->party);
	}
	buf_putc(facts, '\x1E');
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

static void add_place(struct buf *facts, const struct view *view)
{
	const struct place *place = &view->event->place;
	int in_person =
		place->mode == NULL || strcmp(place->mode, "in-person") == 0;

	add(facts, in_person ? NULL : place->mode);
	add(facts, place->country);
	add(facts, place->join);
	add(facts, place->geo);
	add_words(facts, view->place);
	add_words(facts, view->venue);
}

static void add_sitting(struct buf *facts, const struct view *view,
	const struct sitting *sitting)
{
	const struct series *series = view->event->series;

	add(facts, sitting->uid);
	add_when(facts, &sitting->start);
	add_when(facts, &sitting->end);
	add(facts, sitting->zone_name);
	/* Hours are shown by the clocks of the capitals too. */
	for (size_t i = 0; sitting->zone != NULL && i < series->side_count; i++)
		add(facts, series->sides[i].zone);
}

static void add_title(struct buf *facts, const struct view *view)
{
	add_words(facts, view->title);
	add_number(facts, view->title_number);
}

/* What is hidden is not named either. */
static void add_whole(struct buf *facts, const struct view *view)
{
	const struct event *whole = view->event->part_of.event;
	struct pool pool = POOL_INIT;

	if (whole == NULL || whole->hidden) {
		add(facts, NULL);
		return;
	}
	add(facts, whole->uid);
	add_title(facts,
		view_make(&pool, view->publisher, whole, view->language));
	pool_release(&pool);
}

/* describe_facts() */
static void add_facts(
	struct buf *facts, const struct view *view, const struct sitting *only)
{
	const struct event *event = view->event;

	add_words(facts, view->summary);
	for (size_t i = 0; i < event->sitting_count; i++)
		if (only == NULL || only == &event->sittings[i])
			add_sitting(facts, view, &event->sittings[i]);
	add_words(facts, view->when);
	add_place(facts, view);
	add_persons(facts, view, only);
	add_bodies(facts, view);
	add_list(facts, view->discussed, view->discussed_language);
	add_list(facts, view->outcomes, view->outcomes_language);
	add_whole(facts, view);
	add_links(facts, view);
	add(facts, view->credit ? view->credit->publisher : NULL);
	add(facts, view->credit ? view->credit->href : NULL);
}

/* describe_notes() */
static void add_notes(struct buf *facts, const struct view *view)
{
	const struct text *text = view->shown;
	struct when previous = event_previous(view->event);

	add(facts, text ? text->language : NULL);
	add(facts, text ? text->kind : NULL);
	add_number(facts, view->own == view->shown);
	add_number(facts, view->stale);
	add_words(facts, view->notice);
	add(facts, status_name(view->event->status));
	add_when(facts, &previous);
	add_words(facts, view->status_note);
}

static void add_corrections(
	struct buf *facts, const struct release_words *words)
{
	for (size_t i = 0; words != NULL && i < words->correction_count; i++) {
		add_day(facts, &words->corrections[i].at.when);
		add(facts, words->corrections[i].note);
	}
	buf_putc(facts, '\x1E');
}

static void add_release(struct buf *facts, const struct view *owner,
	const struct release *release)
{
	struct release_view shown = view_release(owner, release->id);

	if (release->hidden)
		return;
	add_number(facts, release->status);
	if (release->status == RELEASE_WITHDRAWN)
		return;
	add_day(facts, &release->published.when);
	add(facts, shown.words ? shown.words->href : NULL);
	add_corrections(facts, shown.words);
}

/* describe_releases() */
static void add_releases(struct buf *facts, const struct view *view)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < event->release_count; i++)
		add_release(facts, view, &event->releases[i]);
	for (size_t i = 0; i < event->shared_count; i++)
		if (event->shared[i].release != NULL)
			add_release(facts,
				view_make(&pool, view->publisher,
					event->shared[i].owner, view->language),
				event->shared[i].release);
	pool_release(&pool);
}

static void add_siblings(struct buf *facts, const struct event *event)
{
	for (size_t i = 0; i < event->see_also_count; i++) {
		const struct event *other = event->see_also[i].event;

		if (other != NULL && !other->hidden)
			add(facts, other->uid);
	}
	buf_putc(facts, '\x1E');
}

/* vevent.c */
static void add_vevent(struct buf *facts, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	add_notes(facts, view);
	add_facts(facts, view, fragment->sitting);
	add_releases(facts, view);
	add_siblings(facts, view->event);
	add_number(facts,
		view->event->status == STATUS_CANCELLED &&
			view->publisher->cancelled_visible);
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

/* The official pages in all languages. */
static void add_pages(
	struct buf *facts, const struct view *view, const char *release)
{
	for (size_t i = 0; i < view->event->text_count; i++) {
		const struct text *text = view->event->texts[i];
		const struct release_words *words = text_release(text, release);

		if (words == NULL || words->href == NULL)
			continue;
		add(facts, text->language);
		add(facts, words->href);
	}
	buf_putc(facts, '\x1E');
}

/* atom.c */
static void add_entry(struct buf *facts, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct release *release = fragment->release;
	struct release_view shown = view_release(view, release->id);

	add(facts, release->id);
	add_number(facts, release->status);
	add_number(facts, fragment->published);
	add_pages(facts, view, release->id);
	if (release->status == RELEASE_WITHDRAWN)
		return;
	add_number(facts, fragment->updated);
	add_notes(facts, view);
	if (shown.words != NULL && shown.words->body != NULL)
		add_prose(facts, shown.words->body->first_child);
	add_facts(facts, view, NULL);
	for (size_t i = 0; i < fragment->also_count; i++) {
		add_title(facts, fragment->also[i]);
		add_facts(facts, fragment->also[i], NULL);
	}
	add_corrections(facts, shown.words);
}

/* change.c */
static void add_change(struct buf *facts, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct change_told *change = fragment->change;

	add(facts, change->name);
	add_number(facts, change->at);
	add_when(facts, &change->before);
	add_when(facts, &change->after);
	if (change->correction != NULL)
		add(facts, change->correction->note);
	if (change->is_last)
		add_words(facts, view->status_note);
	add_words(facts, view->place);
	add_words(facts, view->venue);
}

static void hash_facts(char digest[DIGEST_SIZE], struct buf *facts)
{
	XXH128_hash_t hash = XXH3_128bits(facts->bytes, facts->length);

	snprintf(digest, DIGEST_SIZE, "%016llx%016llx",
		(unsigned long long)hash.high64,
		(unsigned long long)hash.low64);
	buf_release(facts);
}

void digest_fragment(char digest[DIGEST_SIZE], const struct fragment *fragment)
{
	struct buf facts = BUF_INIT;

	add(&facts, fragment->view->event->uid);
	add(&facts, fragment->language);
	add_title(&facts, fragment->view);
	add_topics(&facts, fragment->view);
	if (fragment->change != NULL)
		add_change(&facts, fragment);
	else if (fragment->release != NULL)
		add_entry(&facts, fragment);
	else
		add_vevent(&facts, fragment);
	hash_facts(digest, &facts);
}

void digest_event(char digest[DIGEST_SIZE], const struct event *event)
{
	struct buf facts = BUF_INIT;

	add(&facts, status_name(event->status));
	for (size_t i = 0; i < event->sitting_count; i++) {
		add(&facts, event->sittings[i].uid);
		add_when(&facts, &event->sittings[i].start);
		add_when(&facts, &event->sittings[i].end);
		add(&facts, event->sittings[i].zone_name);
	}
	add(&facts, event->place.mode);
	add(&facts, event->place.country);
	add(&facts, event->place.join);
	add(&facts, event->place.geo);
	hash_facts(digest, &facts);
}

int digest_is_of_event(const char *digest, const struct event *event)
{
	char now[DIGEST_SIZE];

	digest_event(now, event);
	return strcmp(digest, now) == 0;
}
