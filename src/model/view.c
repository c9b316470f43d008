#include "model/view.h"

#include <stddef.h>
#include <string.h>
#include "model/fill.h"
#include "model/phrases.h"
#include "model/translation.h"
#include "base/banned.h"

/* A field of a text that holds words, by its place in struct text. */
#define FIELD(name) offsetof(struct text, name)

static const char *field(const struct text *text, size_t offset)
{
	const char *value;

	memcpy(&value, (const char *)text + offset, sizeof(value));
	return value;
}

/* Words that are not published yet are shown where they stand, and lent to
 * nobody. */
static bool lends(const struct view *view, const struct text *text)
{
	return text->mark == NULL || text == view->shown;
}

/* The field in the view's language, or in the next one that has it. */
static struct words choose(const struct view *view, size_t offset)
{
	struct words words = {view->language, NULL};

	if (view->own != NULL)
		words.text = field(view->own, offset);
	for (size_t i = 0; words.text == NULL && i < view->event->text_count;
		i++) {
		const struct text *text = view->event->texts[i];

		if (lends(view, text))
			words = (struct words){
				text->language, field(text, offset)};
	}
	return words;
}

/* The same for a list; its language goes to `*language`. */
static const struct word_list *choose_list(
	const struct view *view, size_t offset, const char **language)
{
	static const struct word_list nothing = {NULL, 0};
	const struct text *text = view->own;

	for (size_t i = 0; i <= view->event->text_count; i++) {
		const struct word_list *list = text
			? (const void *)((const char *)text + offset)
			: &nothing;

		if (list->count > 0 && lends(view, text)) {
			*language = text->language;
			return list;
		}
		if (i < view->event->text_count)
			text = view->event->texts[i];
	}
	*language = view->language;
	return &nothing;
}

/*
 * The title as printed; where this language has none, the series' title in it
 * with the number, unless that would name the meeting this one is part of.
 */
static void choose_title(struct view *view)
{
	const struct event *event = view->event;
	const struct wordings *titles = &event->series->titles;
	int is_side_event = event->part_of.uid != NULL && event->number == 0;
	struct words series = wordings_in(titles, view->language);

	if (view->own != NULL && view->own->title != NULL) {
		bool is_original = view->shown != view->own &&
			translation_has_title(event, view->own);

		view->title = (struct words){
			is_original ? view->shown->language : view->language,
			view->own->title};
		return;
	}
	if (series.text == NULL || is_side_event)
		view->title = choose(view, FIELD(title));
	if (view->title.text != NULL)
		return;
	view->title = publisher_choose(view->publisher, titles, view->language);
	view->title_number = event->number;
}

static struct words notice_of(const struct view *view, const struct text *text)
{
	if (text->notice != NULL)
		return (struct words){text->language, text->notice};
	return publisher_notice(view->publisher, text->kind, text->language);
}

static void choose_names(
	const struct view *view, const char *id, struct person_view *person)
{
	const struct person_words *words =
		id && view->own ? text_person(view->own, id) : NULL;

	person->name.text = words ? words->name : NULL;
	person->role.text = words ? words->role : NULL;
	person->name.language = person->role.language = view->language;
	if (person->name.text == NULL)
		person->name = (struct words){NULL, person->person->name};
	for (size_t i = 0; id != NULL && i < view->event->text_count; i++) {
		const struct text *text = view->event->texts[i];

		words = text_person(text, id);
		if (words == NULL || !lends(view, text))
			continue;
		if (person->name.text == NULL)
			person->name =
				(struct words){text->language, words->name};
		if (person->role.text == NULL)
			person->role =
				(struct words){text->language, words->role};
	}
}

struct words party_name(const struct publisher *publisher, const char *code,
	const char *language)
{
	const struct party *party = publisher_party(publisher, code);
	struct buf key = BUF_INIT;
	struct words name;

	if (party != NULL)
		return publisher_choose(publisher, &party->names, language);
	buf_printf(&key, "country.%s", code);
	name = publisher_words(publisher, language, key.bytes);
	buf_release(&key);
	return name.text ? name : (struct words){language, code};
}

const char *language_name(const struct publisher *publisher, const char *tag,
	const char *language)
{
	struct buf key = BUF_INIT;
	const char *name;

	buf_printf(&key, "language.%s", tag);
	name = publisher_find_phrase(publisher, language, key.bytes);
	while (name == NULL && strrchr(key.bytes, '-') != NULL) {
		buf_cut(&key, (size_t)(strrchr(key.bytes, '-') - key.bytes));
		name = publisher_find_phrase(publisher, language, key.bytes);
	}
	buf_release(&key);
	return name ? name : tag;
}

struct words language_self_name(
	const struct publisher *publisher, const char *tag)
{
	const char *of_phrases = catalogue_language(tag);
	const char *own = catalogue_self_name(tag);

	if (own != NULL && strcmp(of_phrases, tag) != 0)
		return (struct words){tag, own};
	return (struct words){of_phrases, language_name(publisher, tag, tag)};
}

static void choose_persons(struct pool *pool, struct view *view)
{
	const struct event *event = view->event;

	view->person_count = event->person_count;
	view->persons =
		pool_alloc(pool, event->person_count * sizeof(*view->persons));
	for (size_t i = 0; i < event->person_count; i++) {
		struct person_view *person = &view->persons[i];

		person->person = &event->persons[i];
		choose_names(view, person->person->id, person);
		if (person->person->party != NULL)
			person->party = party_name(view->publisher,
				person->person->party, view->language);
	}
}

static void choose_bodies(struct pool *pool, struct view *view)
{
	const struct event *event = view->event;

	view->body_count = event->body_count;
	view->bodies =
		pool_alloc(pool, event->body_count * sizeof(*view->bodies));
	for (size_t i = 0; i < event->body_count; i++) {
		const struct body *body = event->bodies[i];
		struct body_view *shown = &view->bodies[i];

		shown->party_code = body->party;
		shown->name = publisher_choose(
			view->publisher, &body->names, view->language);
		if (body->party != NULL)
			shown->party = party_name(
				view->publisher, body->party, view->language);
	}
}

static void add_link(struct pool *pool, struct view *view, const char *href,
	struct words label)
{
	struct link_view link = {href, label};

	view->links =
		pool_grow(pool, view->links, view->link_count, sizeof(link));
	view->links[view->link_count++] = link;
}

static struct words label_of(const struct text *text, const char *href)
{
	for (size_t i = 0; text != NULL && i < text->link_count; i++)
		if (strcmp(text->links[i].href, href) == 0)
			return (struct words){
				text->language, text->links[i].label};
	return (struct words){NULL, NULL};
}

static int is_listed(const struct view *view, const char *href)
{
	for (size_t i = 0; i < view->link_count; i++)
		if (strcmp(view->links[i].href, href) == 0)
			return 1;
	return 0;
}

/* The links of the event, then those of the text that is shown alone. */
static void choose_links(struct pool *pool, struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->link_count; i++) {
		const char *href = event->links[i];
		struct words label = label_of(view->own, href);

		for (size_t j = 0; label.text == NULL && j < event->text_count;
			j++)
			if (lends(view, event->texts[j]))
				label = label_of(event->texts[j], href);
		add_link(pool, view, href, label);
	}
	for (size_t i = 0; view->shown != NULL && i < view->shown->link_count;
		i++) {
		const char *href = view->shown->links[i].href;

		if (!is_listed(view, href))
			add_link(pool, view, href, label_of(view->shown, href));
	}
}

/* The original has been revised since this text was translated from it. */
static int is_stale(const struct view *view)
{
	const struct text *original;

	if (view->shown == NULL || view->shown->of == NULL)
		return 0;
	original = event_text(view->event, view->shown->of);
	return original != NULL && view->shown->of_revision != 0 &&
		original->revision > view->shown->of_revision;
}

/* Notice, author and age are those of the text whose words are shown. */
static void show_text(struct view *view, const struct text *text)
{
	view->shown = text;
	view->stale = is_stale(view);
	view->notice = (struct words){view->language, NULL};
	view->credit = text != NULL ? text->credit : NULL;
	if (text != NULL)
		view->notice = notice_of(view, text);
}

/* Its own text, another one where that is none or partial, or NULL. */
static const struct text *text_to_show(const struct view *view)
{
	const struct event *event = view->event;
	const struct text *other;

	if (view->own == NULL)
		return event->text_count > 0 ? event->texts[0] : NULL;
	other = translation_instead(event, view->own);
	return other ? other : view->own;
}

const struct view *view_make(struct pool *pool,
	const struct publisher *publisher, const struct event *event,
	const char *language)
{
	struct view *view = pool_alloc(pool, sizeof(*view));

	view->publisher = publisher;
	view->event = event;
	view->language = language;
	view->own = event_text(event, language);
	show_text(view, text_to_show(view));
	choose_title(view);
	/* Hours as printed belong to the text that is shown, and to no other:
	 * every language shows the time itself. */
	if (view->shown != NULL)
		view->when = (struct words){
			view->shown->language, view->shown->when};
	view->place = choose(view, FIELD(place));
	view->venue = choose(view, FIELD(venue));
	view->summary = choose(view, FIELD(summary));
	view->status_note = choose(view, FIELD(status_note));
	view->discussed =
		choose_list(view, FIELD(discussed), &view->discussed_language);
	view->outcomes =
		choose_list(view, FIELD(outcomes), &view->outcomes_language);
	choose_persons(pool, view);
	choose_bodies(pool, view);
	choose_links(pool, view);
	return view;
}

const char *view_phrase(const struct view *view, const char *key)
{
	return publisher_phrase(view->publisher, view->language, key);
}

/* Why what is shown is not published yet; see due_mark(). */
static const char *mark_of(const struct view *view)
{
	if (view->event->mark != NULL)
		return view->event->mark;
	return view->shown != NULL && view->shown->mark != NULL
		? view->shown->mark
		: "";
}

const char *view_shown_language(const struct view *view)
{
	return view->shown != NULL ? view->shown->language : view->language;
}

void view_put_title(struct buf *out, const struct view *view)
{
	buf_puts(out, mark_of(view));
	if (view->title_number == 0) {
		buf_puts(out, view->title.text);
		return;
	}
	fill(out,
		publisher_phrase(
			view->publisher, view->title.language, "numbered"),
		(const struct filling[]){{"title", view->title.text},
			{"number", NULL, view->title_number, 1}, {NULL}});
}

const char *view_put_marked_title(struct buf *out, const struct view *view)
{
	static const char *const keys[] = {
		[STATUS_TENTATIVE] = "title.tentative",
		[STATUS_POSTPONED] = "title.postponed",
		[STATUS_CANCELLED] = "title.cancelled",
	};
	const char *key = keys[view->event->status];
	const char *language = view->title.language;
	struct buf title = BUF_INIT;
	struct words word;

	if (key == NULL) {
		view_put_title(out, view);
		return language;
	}
	word = publisher_words(view->publisher, view->language, key);
	view_put_title(&title, view);
	fill_one(out, word.text, "title", title.bytes);
	buf_release(&title);
	return strcmp(word.language, language) == 0 ? language : NULL;
}

struct words view_notice(const struct view *view)
{
	struct buf key = BUF_INIT;
	struct words words = view->notice;

	if (words.text == NULL && view->shown != NULL &&
		strcmp(view->shown->kind, "original") != 0) {
		buf_printf(&key, "kind.%s", view->shown->kind);
		words = publisher_words(
			view->publisher, view->language, key.bytes);
		buf_release(&key);
	}
	return words;
}

static void put_part(struct buf *out, const char *separator, const char *part)
{
	if (part == NULL)
		return;
	if (out->length > 0)
		buf_puts(out, separator);
	buf_puts(out, part);
}

/*
 * The country, unless the place as printed names it already, or nobody knows
 * what it is called in that language.
 */
static const char *country_to_add(const struct view *view, const char *language)
{
	const char *code = view->event->place.country;
	bool is_alone = view->place.text == NULL && view->venue.text == NULL;
	struct buf key = BUF_INIT;
	const char *name = NULL;

	if (code == NULL ||
		(!is_alone &&
			strcmp(catalogue_language(language), language) != 0))
		return NULL;
	buf_printf(&key, "country.%s", code);
	name = publisher_find_phrase(view->publisher, language, key.bytes);
	buf_release(&key);
	if (name == NULL ||
		(view->place.text != NULL &&
			strstr(view->place.text, name) != NULL))
		return NULL;
	return name;
}

/* The country alone, or behind the place: "Bruxelles (Belgique)". */
static void put_country(
	struct buf *out, const struct view *view, const char *language)
{
	const char *country = country_to_add(view, language);

	if (country == NULL)
		return;
	if (out->length == 0)
		buf_puts(out, country);
	else
		fill_one(out,
			publisher_phrase(
				view->publisher, language, "behind-place"),
			"country", country);
}

/* That of the place; of the venue, when no place is known. */
static const char *place_language(const struct view *view)
{
	if (view->place.text != NULL)
		return view->place.language;
	return view->venue.text ? view->venue.language : view->language;
}

const char *view_put_venue(struct buf *out, const struct view *view)
{
	const char *language = place_language(view);

	if (view->venue.text == NULL ||
		strcmp(view->venue.language, language) == 0)
		return NULL;
	buf_printf(out, "%s%s", view->venue.text,
		publisher_phrase(view->publisher, language, "list-separator"));
	return view->venue.language;
}

/* Behind a venue in another language. */
const char *view_put_rest_of_place(struct buf *out, const struct view *view)
{
	const char *mode = view->event->place.mode;
	const char *language = place_language(view);
	const char *separator =
		publisher_phrase(view->publisher, language, "list-separator");

	if (view->venue.text != NULL &&
		strcmp(view->venue.language, language) == 0)
		put_part(out, separator, view->venue.text);
	put_part(out, separator, view->place.text);
	/* What follows is the program's. */
	if (out->length == 0)
		language = catalogue_language(language);
	put_country(out, view, language);
	if (out->length == 0 && mode != NULL && strcmp(mode, "online") == 0)
		buf_puts(out, view_phrase(view, "mode.online"));
	return language;
}

void view_put_place(
	struct buf *out, const struct view *view, const char **language)
{
	const char *other = view_put_venue(out, view);
	struct buf rest = BUF_INIT;

	*language = view_put_rest_of_place(&rest, view);
	buf_puts(out, rest.bytes);
	buf_release(&rest);
	if (other != NULL)
		*language = NULL;
}

/* The one that is shown, if it has it; of an empty one, one with a body. */
static const struct text *text_with_release(
	const struct view *view, const char *id)
{
	const struct text *first[] = {view->shown, view->own};
	const struct text *found = NULL, *other;

	for (size_t i = 0; found == NULL && i < 2 + view->event->text_count;
		i++) {
		const struct text *text =
			i < 2 ? first[i] : view->event->texts[i - 2];

		if (text != NULL && text_release(text, id) != NULL)
			found = text;
	}
	if (found == NULL || translation_says(found, id))
		return found;
	other = translation_with_body(view->event, id);
	return other ? other : found;
}

struct release_view view_release(const struct view *view, const char *id)
{
	const struct text *text = text_with_release(view, id);

	if (text == NULL)
		return (struct release_view){NULL, view->language};
	return (struct release_view){text_release(text, id), text->language};
}

bool view_is_summary(const struct view *view, const char *id)
{
	const struct release_words *words = view_release(view, id).words;

	return words != NULL && words->is_summary;
}

const struct view *view_of_release(
	struct pool *pool, const struct view *view, const char *id)
{
	const struct text *text = text_with_release(view, id);
	struct view *other;

	if (text == NULL || text == view->shown)
		return view;
	other = pool_alloc(pool, sizeof(*other));
	*other = *view;
	show_text(other, text);
	return other;
}

struct words person_called(const struct person_view *person)
{
	if (person->name.text != NULL)
		return person->name;
	return person->role.text ? person->role : person->party;
}

const char *view_discussed_label(const struct view *view)
{
	const struct event *event = view->event;

	return event->has_status && event->status != STATUS_HELD ? "to-discuss"
								 : "discussed";
}
