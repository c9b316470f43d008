#include "write/description_facts.h"

#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "write/dates.h"
#include "base/banned.h"

/* Timed meetings: also by the clocks of UTC and of the parties' capitals. */
static void add_other_clocks(struct description *description,
	struct section *section, const struct sitting *sitting)
{
	const struct view *view = description->view;
	const struct series *series = view->event->series;
	struct buf line = BUF_INIT;

	if (sitting->zone == NULL)
		return;
	if (!zone_is_utc(sitting->zone)) {
		dates_put_sitting_in(
			&line, view->publisher, view->language, sitting, "UTC");
		description_add_line(description, section,
			description_take(description, &line), NULL);
	}
	for (size_t i = 0; i < series->side_count; i++) {
		const char *name = series->sides[i].zone;

		if (name == NULL || strcmp(name, sitting->zone_name) == 0)
			continue;
		dates_put_sitting_in(
			&line, view->publisher, view->language, sitting, name);
		description_add_line(description, section,
			description_take(description, &line), NULL);
	}
}

static void add_sitting(struct description *description,
	struct section *section, const struct sitting *sitting)
{
	const struct view *view = description->view;
	struct buf line = BUF_INIT;

	dates_put_sitting(&line, view->publisher, view->language, sitting);
	description_add_line(description, section,
		description_take(description, &line), NULL);
	add_other_clocks(description, section, sitting);
	if (sitting->zone != NULL && sitting->end.precision == WHEN_ABSENT)
		description_add_line(description, section,
			description_phrase(description, "end-unknown"), NULL);
}

static void tell_when(
	struct description *description, const struct sitting *only)
{
	const struct event *event = description->view->event;
	struct section *section;

	/* What was postponed has no date; its notes name the one it had. */
	if (event->status == STATUS_POSTPONED ||
		(event->sitting_count == 0 &&
			description->view->when.text == NULL))
		return;
	section = description_open(description, LOOK_LABEL, "when");
	for (size_t i = 0; i < event->sitting_count; i++)
		if (only == NULL || only == &event->sittings[i])
			add_sitting(description, section, &event->sittings[i]);
	if (description->view->when.text != NULL &&
		(only == NULL || only == &event->sittings[0]))
		description_add_line(
			description, section, description->view->when, NULL);
}

static void tell_place(struct description *description)
{
	struct runs where = {NULL, 0};

	runs_add_place(description->pool, &where, description->view);
	if (where.count > 0)
		description_add_runs(description,
			description_open(description, LOOK_LABEL, "where"),
			&where);
	description_facts_add_ways(description);
}

void description_facts_add_ways(struct description *description)
{
	const struct place *place = &description->view->event->place;

	if (place->mode != NULL && strcmp(place->mode, "hybrid") == 0)
		description_add(description, LOOK_PLAIN, NULL,
			description_phrase(description, "mode.hybrid"));
	if (place->join != NULL)
		description_add_line(description,
			description_open(description, LOOK_LABEL, "join"),
			(struct words){NULL, NULL}, place->join);
}

/* Of words of one language, the pattern is of that language too. */
static void fill_runs(const struct description *description, struct runs *line,
	const char *key, const struct runs_filling *fillings)
{
	const struct view *view = description->view;
	struct runs both = {NULL, 0};
	const char *language;

	runs_fill(description->pool, &both, "{name}{role}{party}", NULL,
		fillings);
	language = runs_language(&both);
	if (language == NULL)
		language = view->language;
	runs_fill(description->pool, line,
		publisher_phrase(view->publisher, language, key), language,
		fillings);
}

/* "Name, role (Party)", as far as each is known. */
static struct runs person_runs(
	struct description *description, const struct person_view *person)
{
	struct pool *pool = description->pool;
	struct runs name = {NULL, 0}, role = {NULL, 0}, party = {NULL, 0};
	struct runs who = {NULL, 0}, line = {NULL, 0};

	runs_add(pool, &name, person->name);
	runs_add(pool, &role, person->role);
	runs_add(pool, &party, person->party);
	if (name.count > 0 && role.count > 0)
		fill_runs(description, &who, "person",
			(const struct runs_filling[]){{"name", &name},
				{"role", &role}, {NULL, NULL}});
	else
		who = name.count > 0 ? name : role;
	if (who.count == 0)
		return party;
	if (party.count == 0)
		return who;
	fill_runs(description, &line, "with-party",
		(const struct runs_filling[]){
			{"name", &who}, {"party", &party}, {NULL, NULL}});
	return line;
}

static struct section *open_capacity(
	struct description *description, const char *as)
{
	struct section *section;
	struct buf key = BUF_INIT;

	buf_printf(&key, "as.%s", as);
	section = description_open(description, LOOK_LIST, key.bytes);
	buf_release(&key);
	return section;
}

/* A list of those of one capacity; nothing when there are none. */
static void tell_capacity(struct description *description,
	const struct sitting *sitting, const char *as)
{
	const struct view *view = description->view;
	struct section *section = NULL;

	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];
		struct runs runs;

		if (strcmp(person->person->as, as) != 0 ||
			!person_is_present(person->person, sitting))
			continue;
		runs = person_runs(description, person);
		if (runs.count == 0)
			continue;
		if (section == NULL)
			section = open_capacity(description, as);
		description_add_runs(description, section, &runs);
	}
}

static void tell_persons(
	struct description *description, const struct sitting *sitting)
{
	static const char *const capacities[] = {"co-chair", "chair", "head",
		"host", "facilitator", "participant"};

	for (size_t i = 0; i < sizeof(capacities) / sizeof(*capacities); i++)
		tell_capacity(description, sitting, capacities[i]);
}

static bool is_same_party(const struct body_view *a, const struct body_view *b)
{
	if (a->party_code == NULL || b->party_code == NULL)
		return a->party_code == b->party_code;
	return strcmp(a->party_code, b->party_code) == 0;
}

/* Whether it is the first body of its party. */
static bool is_first_of_party(const struct view *view, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_same_party(&view->bodies[i], &view->bodies[index]))
			return false;
	return true;
}

/* A list for each party. */
static void tell_bodies(struct description *description)
{
	const struct view *view = description->view;

	for (size_t i = 0; i < view->body_count; i++) {
		const struct body_view *first = &view->bodies[i];
		struct section *section;
		struct buf heading = BUF_INIT;

		if (!is_first_of_party(view, i))
			continue;
		section = description_open(description, LOOK_LIST, "bodies");
		if (first->party.text != NULL) {
			fill_one(&heading, view_phrase(view, "bodies-of"),
				"party", first->party.text);
			section->heading =
				description_take(description, &heading);
			if (strcmp(section->heading.language,
				    first->party.language) != 0)
				section->heading.language = view->language;
		}
		for (size_t j = i; j < view->body_count; j++)
			if (is_same_party(first, &view->bodies[j]))
				description_add_line(description, section,
					view->bodies[j].name, NULL);
	}
}

static void tell_list(struct description *description, const char *heading_key,
	const struct word_list *list, const char *language)
{
	struct section *section;

	if (list->count == 0)
		return;
	section = description_open(description, LOOK_LIST, heading_key);
	for (size_t i = 0; i < list->count; i++)
		description_add_line(description, section,
			(struct words){language, list->items[i]}, NULL);
}

static void tell_part_of(struct description *description)
{
	const struct view *view = description->view;
	const struct event *whole = view->event->part_of.event;
	const struct view *other;
	struct buf line = BUF_INIT;
	struct words words;

	if (whole == NULL || whole->hidden)
		return;
	other = view_make(
		description->pool, view->publisher, whole, view->language);
	view_put_title(&line, other);
	words = description_take(description, &line);
	words.language = other->title.language;
	description_add(description, LOOK_LABEL, "part-of", words);
}

/* "Title: topic, topic"; of another language, topics stand by themselves. */
static void put_part(struct buf *out, const struct view *part, bool has_topics)
{
	const struct publisher *publisher = part->publisher;
	const char *language = part->title.language;
	struct buf title = BUF_INIT;

	view_put_title(&title, part);
	if (has_topics)
		fill_one(out, publisher_phrase(publisher, language, "label"),
			"label", title.bytes);
	else
		buf_puts(out, title.bytes);
	for (size_t i = 0; has_topics && i < part->discussed->count; i++)
		buf_printf(out, "%s%s",
			i > 0 ? publisher_phrase(
					publisher, language, "list-separator")
			      : "",
			part->discussed->items[i]);
	buf_release(&title);
}

static void tell_part(struct description *description, struct section *section,
	const struct event *event)
{
	const struct view *part =
		view_make(description->pool, description->view->publisher,
			event, description->view->language);
	const struct word_list *topics = part->discussed;
	bool is_one =
		strcmp(part->title.language, part->discussed_language) == 0;
	struct buf line = BUF_INIT;
	struct words words;

	put_part(&line, part, is_one && topics->count > 0);
	words = description_take(description, &line);
	words.language = part->title.language;
	description_add_line(description, section, words, NULL);
	for (size_t i = 0; !is_one && i < topics->count; i++)
		description_add_line(description, section,
			(struct words){
				part->discussed_language, topics->items[i]},
			NULL);
}

/* Parts that have a time of their own are in calendars themselves. */
static void tell_parts(struct description *description)
{
	const struct event *event = description->view->event;
	struct section *section = NULL;

	for (size_t i = 0; i < event->part_count; i++) {
		const struct event *part = event->parts[i];

		if (part->hidden || part->sitting_count > 0)
			continue;
		if (section == NULL)
			section = description_open(
				description, LOOK_LIST, "parts");
		tell_part(description, section, part);
	}
}

static void tell_links(struct description *description)
{
	const struct view *view = description->view;
	struct section *section;

	if (view->link_count > 0) {
		section = description_open(description, LOOK_LIST, "links");
		for (size_t i = 0; i < view->link_count; i++)
			description_add_line(description, section,
				view->links[i].label, view->links[i].href);
	}
	if (view->credit != NULL) {
		section = description_open(description, LOOK_LABEL, "source");
		description_add_line(description, section,
			(struct words){NULL, view->credit->publisher},
			view->credit->href);
	}
}

struct description description_facts(struct pool *pool, const struct view *view,
	const struct sitting *sitting)
{
	struct description made = {.pool = pool, .view = view};

	description_add(&made, LOOK_PLAIN, NULL, view->summary);
	tell_when(&made, sitting);
	tell_place(&made);
	tell_persons(&made, sitting);
	tell_bodies(&made);
	tell_list(&made, view_discussed_label(view), view->discussed,
		view->discussed_language);
	tell_list(&made, "outcome", view->outcomes, view->outcomes_language);
	tell_part_of(&made);
	tell_parts(&made);
	tell_links(&made);
	return made;
}
