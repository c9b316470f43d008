#include <string.h>
#include "model/fill.h"
#include "write/dates.h"
#include "write/describing.h"
#include "base/banned.h"

/* Timed meetings: also by the clocks of UTC and of the parties' capitals. */
static void add_other_clocks(struct describing *it, struct section *section,
	const struct sitting *sitting)
{
	const struct view *view = it->view;
	const struct series *series = view->event->series;
	struct buf line = BUF_INIT;

	if (sitting->zone == NULL)
		return;
	if (!zone_is_utc(sitting->zone)) {
		dates_put_sitting_in(&line, view->publisher, view->language,
			sitting, zone_find("UTC"),
			view_phrase(view, "universal-time"));
		describing_add_line(
			it, section, describing_take(it, &line), NULL);
	}
	for (size_t i = 0; i < series->side_count; i++) {
		const char *name = series->sides[i].zone;

		if (name == NULL || strcmp(name, sitting->zone_name) == 0)
			continue;
		dates_put_sitting_in(&line, view->publisher, view->language,
			sitting, zone_find(name), name);
		describing_add_line(
			it, section, describing_take(it, &line), NULL);
	}
}

static void add_sitting(struct describing *it, struct section *section,
	const struct sitting *sitting)
{
	const struct view *view = it->view;
	struct buf line = BUF_INIT;

	dates_put_sitting(&line, view->publisher, view->language, sitting);
	describing_add_line(it, section, describing_take(it, &line), NULL);
	add_other_clocks(it, section, sitting);
	if (sitting->zone != NULL && sitting->end.precision == WHEN_ABSENT)
		describing_add_line(it, section,
			describing_phrase(it, "end-unknown"), NULL);
}

static void tell_when(struct describing *it, const struct sitting *only)
{
	const struct event *event = it->view->event;
	struct section *section;

	/* What was postponed has no date; its notes name the one it had. */
	if (event->status == STATUS_POSTPONED ||
		(event->sitting_count == 0 && it->view->when.text == NULL))
		return;
	section = describing_open(it, LOOK_LABEL, "when");
	for (size_t i = 0; i < event->sitting_count; i++)
		if (only == NULL || only == &event->sittings[i])
			add_sitting(it, section, &event->sittings[i]);
	if (it->view->when.text != NULL &&
		(only == NULL || only == &event->sittings[0]))
		describing_add_line(it, section, it->view->when, NULL);
}

void describing_where(struct describing *it)
{
	const struct view *view = it->view;
	const struct place *place = &view->event->place;
	struct buf line = BUF_INIT;
	const char *language;
	struct words words;

	view_put_place(&line, view, &language);
	if (line.length > 0) {
		words = describing_take(it, &line);
		words.language = language;
		describing_add(it, LOOK_LABEL, "where", words);
	}
	if (place->mode != NULL && strcmp(place->mode, "hybrid") == 0)
		describing_add(it, LOOK_PLAIN, NULL,
			describing_phrase(it, "mode.hybrid"));
	if (place->join != NULL)
		describing_add_line(it, describing_open(it, LOOK_LABEL, "join"),
			(struct words){NULL, NULL}, place->join);
}

/* "Name, role (Party)", as far as each is known. */
static struct words person_words(
	struct describing *it, const struct person_view *person)
{
	const struct view *view = it->view;
	struct buf who = BUF_INIT, line = BUF_INIT;
	const char *language = person->role.text ? person->role.language
						 : person->name.language;
	struct words words;

	if (person->name.text != NULL && person->role.text != NULL)
		fill(&who, view_phrase(view, "person"),
			(const struct filling[]){{"name", person->name.text},
				{"role", person->role.text}, {NULL}});
	else if (person->name.text != NULL)
		buf_puts(&who, person->name.text);
	else if (person->role.text != NULL)
		buf_puts(&who, person->role.text);
	if (who.length > 0 && person->party.text != NULL)
		fill(&line, view_phrase(view, "with-party"),
			(const struct filling[]){{"name", who.bytes},
				{"party", person->party.text}, {NULL}});
	else
		buf_puts(&line,
			who.length > 0 ? who.bytes
				: person->party.text != NULL
				? person->party.text
				: "");
	words = describing_take(it, &line);
	words.language = language;
	buf_release(&who);
	return words;
}

/* A list for each capacity, in the order in which the record has them. */
static void tell_persons(struct describing *it, const struct sitting *sitting)
{
	static const char *const roles[] = {"co-chair", "chair", "head", "host",
		"facilitator", "participant"};
	const struct view *view = it->view;

	for (size_t r = 0; r < sizeof(roles) / sizeof(*roles); r++) {
		struct section *section = NULL;
		struct buf key = BUF_INIT;

		buf_printf(&key, "as.%s", roles[r]);
		for (size_t i = 0; i < view->person_count; i++) {
			const struct person_view *person = &view->persons[i];
			struct words words;

			if (strcmp(person->person->as, roles[r]) != 0 ||
				!person_is_present(person->person, sitting))
				continue;
			words = person_words(it, person);
			if (*words.text == '\0')
				continue;
			if (section == NULL)
				section = describing_open(
					it, LOOK_LIST, key.bytes);
			describing_add_line(it, section, words, NULL);
		}
		buf_release(&key);
	}
}

static int is_same_party(const struct body_view *a, const struct body_view *b)
{
	if (a->party_code == NULL || b->party_code == NULL)
		return a->party_code == b->party_code;
	return strcmp(a->party_code, b->party_code) == 0;
}

/* 1 for the first body of its party. */
static int is_first_of_party(const struct view *view, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_same_party(&view->bodies[i], &view->bodies[index]))
			return 0;
	return 1;
}

/* A list for each party. */
static void tell_bodies(struct describing *it)
{
	const struct view *view = it->view;

	for (size_t i = 0; i < view->body_count; i++) {
		const struct body_view *first = &view->bodies[i];
		struct section *section;
		struct buf heading = BUF_INIT;

		if (!is_first_of_party(view, i))
			continue;
		section = describing_open(it, LOOK_LIST, "bodies");
		if (first->party.text != NULL) {
			fill_one(&heading, view_phrase(view, "bodies-of"),
				"party", first->party.text);
			section->heading = describing_take(it, &heading).text;
		}
		for (size_t j = i; j < view->body_count; j++)
			if (is_same_party(first, &view->bodies[j]))
				describing_add_line(it, section,
					view->bodies[j].name, NULL);
	}
}

static void tell_list(struct describing *it, const char *heading_key,
	const struct word_list *list, const char *language)
{
	struct section *section;

	if (list->count == 0)
		return;
	section = describing_open(it, LOOK_LIST, heading_key);
	for (size_t i = 0; i < list->count; i++)
		describing_add_line(it, section,
			(struct words){language, list->items[i]}, NULL);
}

static void tell_part_of(struct describing *it)
{
	const struct view *view = it->view;
	const struct event *whole = view->event->part_of.event;
	const struct view *other;
	struct buf line = BUF_INIT;
	struct words words;

	if (whole == NULL || whole->hidden)
		return;
	other = view_make(it->pool, view->publisher, whole, view->language);
	view_put_title(&line, other);
	words = describing_take(it, &line);
	words.language = other->title.language;
	describing_add(it, LOOK_LABEL, "part-of", words);
}

static void tell_links(struct describing *it)
{
	const struct view *view = it->view;
	struct section *section;

	if (view->link_count > 0) {
		section = describing_open(it, LOOK_LIST, "links");
		for (size_t i = 0; i < view->link_count; i++)
			describing_add_line(it, section, view->links[i].label,
				view->links[i].href);
	}
	if (view->credit != NULL) {
		section = describing_open(it, LOOK_LABEL, "source");
		describing_add_line(it, section,
			(struct words){NULL, view->credit->publisher},
			view->credit->href);
	}
}

struct description describe_facts(struct pool *pool, const struct view *view,
	const struct sitting *sitting)
{
	struct describing it = {pool, view, {NULL, 0}};

	describing_add(&it, LOOK_PLAIN, NULL, view->summary);
	tell_when(&it, sitting);
	describing_where(&it);
	tell_persons(&it, sitting);
	tell_bodies(&it);
	tell_list(&it, "discussed", view->discussed, view->discussed_language);
	tell_list(&it, "outcome", view->outcomes, view->outcomes_language);
	tell_part_of(&it);
	tell_links(&it);
	return it.made;
}
