/*
 * Who took part, what belongs to a meeting, and what has changed about it.
 */
#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "model/feed.h"
#include "model/fill.h"
#include "model/phrases.h"
#include "write/dates.h"
#include "write/page.h"
#include "write/pageevent.h"
#include "write/pagetime.h"
#include "base/banned.h"

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_shown(const struct person_view *person)
{
	return person->name.text || person->role.text || person->party.text;
}

/* Name, and below it what the person is. */
static void put_person(struct markup *markup, const struct page *page,
	const struct person_view *person)
{
	markup_block(markup, "li");
	if (person->name.text != NULL)
		page_put_name(
			markup, page, person->name.language, person->name.text);
	if (person->role.text != NULL) {
		page_open_inline(markup, "span", "role");
		page_put_language(markup, page, person->role.language);
		markup_text(markup, person->role.text);
		markup_end(markup);
	}
	if (person->name.text == NULL && person->role.text == NULL)
		page_put_name(markup, page, person->party.language,
			person->party.text);
	markup_end(markup);
}

static bool is_in(const struct person_view *person, const char *as)
{
	return is_shown(person) && strcmp(person->person->as, as) == 0;
}

/* The first one of this capacity and party. */
static bool is_first(const struct view *view, size_t index)
{
	const struct person *person = view->persons[index].person;

	for (size_t i = 0; i < index; i++)
		if (is_in(&view->persons[i], person->as) &&
			is_same(view->persons[i].person->party, person->party))
			return false;
	return true;
}

/* All of one capacity, the parties one behind the other. */
static void put_capacity(
	struct markup *markup, const struct page *page, const char *as)
{
	const struct view *view = page->meeting->view;
	bool is_open = false;
	struct buf key = BUF_INIT;

	buf_printf(&key, "as.%s", as);
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *first = &view->persons[i];

		if (!is_in(first, as) || !is_first(view, i))
			continue;
		if (!is_open)
			page_put_phrase(markup, page, "h2", key.bytes);
		is_open = true;
		page_put_words(markup, page, "h3", first->party);
		page_open(markup, "ul", "people");
		for (size_t j = i; j < view->person_count; j++)
			if (is_in(&view->persons[j], as) &&
				is_same(view->persons[j].person->party,
					first->person->party))
				put_person(markup, page, &view->persons[j]);
		markup_end(markup);
	}
	buf_release(&key);
}

void pageevent_put_people(struct markup *markup, const struct page *page)
{
	static const char *const capacities[] = {"co-chair", "chair", "head",
		"host", "facilitator", "participant"};

	for (size_t i = 0; i < sizeof(capacities) / sizeof(*capacities); i++)
		put_capacity(markup, page, capacities[i]);
}

static bool is_first_body(const struct view *view, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_same(view->bodies[i].party_code,
			    view->bodies[index].party_code))
			return false;
	return true;
}

void pageevent_put_bodies(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;

	if (view->body_count > 0)
		page_put_phrase(markup, page, "h2", "bodies");
	for (size_t i = 0; i < view->body_count; i++) {
		const struct body_view *first = &view->bodies[i];

		if (!is_first_body(view, i))
			continue;
		page_put_words(markup, page, "h3", first->party);
		markup_block(markup, "ul");
		for (size_t j = i; j < view->body_count; j++)
			if (is_same(first->party_code,
				    view->bodies[j].party_code))
				page_put_words(markup, page, "li",
					view->bodies[j].name);
		markup_end(markup);
	}
}

void pageevent_put_published(struct markup *markup, const struct page *page,
	const struct release *release)
{
	markup_block(markup, "p");
	pagetime_end_dated(markup, page, "published-on",
		&release->published.when, zone_name(page->publisher->zone));
}

/* Another meeting, which leads to its page or, without one, its series. */
static void put_other(struct markup *markup, const struct page *page,
	const struct event *other, const char *around)
{
	struct pool pool = POOL_INIT;
	const struct view *view;
	struct buf title = BUF_INIT, path = BUF_INIT;

	view = view_make(&pool, page->publisher, other, page->language);
	view_put_title(&title, view);
	buf_printf(&path, "%s/%s/%s.html", page->language,
		other->series->folder,
		other->has_files ? other->folder : "index");
	markup_block(markup, around);
	markup_inline(markup, "a");
	page_put_href(markup, page, path.bytes);
	page_put_name(markup, page, view->title.language, title.bytes);
	markup_end(markup);
	markup_end(markup);
	buf_release(&path);
	buf_release(&title);
	pool_release(&pool);
}

static bool is_told(const struct reference *reference)
{
	return reference->event != NULL && !reference->event->hidden;
}

static bool has_parts(const struct event *event)
{
	for (size_t i = 0; i < event->part_count; i++)
		if (!event->parts[i]->hidden)
			return true;
	return false;
}

/* With its topics, as the feeds have it. */
static void put_part(struct markup *markup, const struct page *page,
	const struct event *part)
{
	struct pool pool = POOL_INIT;
	const struct view *view =
		view_make(&pool, page->publisher, part, page->language);

	put_other(markup, page, part, "dd");
	for (size_t i = 0; i < view->discussed->count; i++)
		page_put_words(markup, page, "dd",
			(struct words){view->discussed_language,
				view->discussed->items[i]});
	pool_release(&pool);
}

/* Meetings that the record names, and those that name it as their whole. */
static void put_references(struct markup *markup, const struct page *page)
{
	const struct event *event = page->meeting->view->event;
	bool has_any = false;

	if (is_told(&event->part_of)) {
		page_put_phrase(markup, page, "dt", "part-of");
		put_other(markup, page, event->part_of.event, "dd");
	}
	if (has_parts(event))
		page_put_phrase(markup, page, "dt", "parts");
	for (size_t i = 0; i < event->part_count; i++)
		if (!event->parts[i]->hidden)
			put_part(markup, page, event->parts[i]);
	for (size_t i = 0; i < event->see_also_count; i++) {
		if (!is_told(&event->see_also[i]))
			continue;
		if (!has_any)
			page_put_phrase(markup, page, "dt", "see-also");
		has_any = true;
		put_other(markup, page, event->see_also[i].event, "dd");
	}
}

static bool has_references(const struct event *event)
{
	for (size_t i = 0; i < event->see_also_count; i++)
		if (is_told(&event->see_also[i]))
			return true;
	return is_told(&event->part_of) || has_parts(event);
}

static void put_documents(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;

	if (view->link_count > 0)
		page_put_phrase(markup, page, "dt", "documents");
	for (size_t i = 0; i < view->link_count; i++) {
		const struct link_view *link = &view->links[i];

		markup_block(markup, "dd");
		markup_inline(markup, "a");
		markup_attribute(markup, "href", link->href);
		page_put_language(markup, page, link->label.language);
		markup_text(markup,
			link->label.text ? link->label.text : link->href);
		markup_end(markup);
		markup_end(markup);
	}
}

/* Whose words these are, if not the publisher's. */
static void put_source(struct markup *markup, const struct page *page)
{
	const struct credit *credit = page->meeting->view->credit;

	if (credit == NULL)
		return;
	page_put_phrase(markup, page, "dt", "source");
	if (credit->href != NULL)
		pageevent_put_link(
			markup, "dd", credit->href, credit->publisher);
	else
		markup_element(markup, "dd", credit->publisher);
}

void pageevent_put_links(struct markup *markup, const struct page *page)
{
	const struct view *view = page->meeting->view;

	if (view->link_count == 0 && view->credit == NULL &&
		!has_references(view->event))
		return;
	page_put_phrase(markup, page, "h2", "links");
	markup_block(markup, "dl");
	put_documents(markup, page);
	put_references(markup, page);
	put_source(markup, page);
	markup_end(markup);
}

static void put_change(struct markup *markup, const struct page *page,
	const struct change *change)
{
	struct buf key = BUF_INIT, day = BUF_INIT, line = BUF_INIT;

	buf_printf(&key, "changed.%s", change_kind_name(change->kind));
	markup_block(markup, "li");
	page_put_language(markup, page, catalogue_language(page->language));
	pagetime_put_day(markup, page, &change->at.when);
	markup_text(markup, " – ");
	markup_text(markup, page_phrase(page, key.bytes));
	if (change->from.precision != WHEN_ABSENT) {
		dates_put_clock(&day, page->publisher, page->language,
			&change->from,
			event_zone_name(page->meeting->view->event));
		fill_one(&line, page_phrase(page, "previous-date"), "date",
			day.bytes);
		markup_text(markup, " – ");
		markup_text(markup, line.bytes);
	}
	markup_end(markup);
	buf_release(&line);
	buf_release(&day);
	buf_release(&key);
}

void pageevent_put_history(struct markup *markup, const struct page *page)
{
	const struct event *event = page->meeting->view->event;

	if (event->change_count == 0)
		return;
	page_put_phrase(markup, page, "h2", "page.history");
	markup_block(markup, "ul");
	for (size_t i = 0; i < event->change_count; i++)
		put_change(markup, page, &event->history[i]);
	markup_end(markup);
}
