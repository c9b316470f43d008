#include "write/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

static void remark(struct markup *markup, const struct record_options *options,
	const char *what, size_t index)
{
	if (options->remark != NULL)
		options->remark(options->data, markup, what, index);
}

static void put_number(struct markup *markup, const char *name, int number)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", number);
	markup_attribute(markup, name, text);
}

static void put_yes(struct markup *markup, const char *name, bool yes)
{
	markup_attribute(markup, name, yes ? "yes" : NULL);
}

void record_put_when(
	struct markup *markup, const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return;
	when_put(&text, when);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

/* What the clocks of the zone show at that moment, and at no other. */
static bool is_clock_of(const struct zone *zone, const struct date *date)
{
	instant moments[2];

	return zone != NULL &&
		zone_resolve(zone, &date->when, moments) == ZONE_ONCE &&
		moments[0] == date->at;
}

static void put_offset(struct buf *text, int seconds)
{
	/* Of the years before there were zones; a record has no such offset. */
	if (seconds % 60 != 0)
		return;
	if (seconds == 0)
		buf_putc(text, 'Z');
	else
		buf_printf(text, "%c%02d:%02d", seconds < 0 ? '-' : '+',
			abs(seconds) / 3600, abs(seconds) / 60 % 60);
}

static void put_date(struct markup *markup, const char *name,
	const struct date *date, const struct record_options *options)
{
	struct buf text = BUF_INIT;

	if (date->when.precision == WHEN_ABSENT)
		return;
	when_put(&text, &date->when);
	if (date->when.precision == WHEN_CLOCK &&
		!is_clock_of(options->zone, date))
		put_offset(&text, (int)(when_as_utc(&date->when) - date->at));
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

void record_put_moment(struct markup *markup, const char *name, instant at)
{
	struct buf text = BUF_INIT;

	if (at == 0)
		return;
	instant_put_rfc3339(&text, at);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

/* An element with nothing but this attribute. */
static void put_reference(struct markup *markup, const char *name,
	const char *attribute, const char *value)
{
	if (value == NULL)
		return;
	markup_block(markup, name);
	markup_attribute(markup, attribute, value);
	markup_end(markup);
}

static void put_words(struct markup *markup, const char *name, const char *text)
{
	if (text != NULL)
		markup_element(markup, name, text);
}

static void put_word_list(
	struct markup *markup, const char *name, const struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		put_words(markup, name, list->items[i]);
}

static void put_wordings(
	struct markup *markup, const char *name, const struct wordings *said)
{
	for (size_t i = 0; i < said->count; i++) {
		markup_block(markup, name);
		markup_attribute(markup, "xml:lang", said->items[i].language);
		markup_text(markup, said->items[i].text);
		markup_end(markup);
	}
}

static void put_bodies(
	struct markup *markup, const struct body *bodies, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		markup_block(markup, "body");
		markup_attribute(markup, "id", bodies[i].id);
		markup_attribute(markup, "party", bodies[i].party);
		put_wordings(markup, "name", &bodies[i].names);
		markup_end(markup);
	}
}

/* A topic that nobody knows, in a record that cannot be used, is NULL. */
static void put_topics(
	struct markup *markup, const struct topic *const *topics, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (topics[i] != NULL)
			put_reference(markup, "topic", "term", topics[i]->term);
}

/* --- publisher.xml --- */

/* No part of a window has more than four digits. */
static void put_window(struct markup *markup, const struct window *window)
{
	int years = window->months / 12 > 9999 ? 9999 : window->months / 12;
	int months = window->months - 12 * years;
	struct buf text = BUF_INIT;

	if (window->months == 24 && window->days == 0)
		return;
	buf_putc(&text, 'P');
	if (years > 0)
		buf_printf(&text, "%dY", years);
	if (months > 0)
		buf_printf(&text, "%dM", months);
	if (window->days > 0 || text.length == 1)
		buf_printf(&text, "%dD", window->days);
	markup_attribute(markup, "window", text.bytes);
	buf_release(&text);
}

void record_open_publisher(
	struct markup *markup, const struct publisher *publisher)
{
	static const char *const files[] = {
		[EVENT_FILES_AUTO] = NULL,
		[EVENT_FILES_YES] = "yes",
		[EVENT_FILES_NO] = "no",
	};

	markup_block(markup, "publisher");
	markup_attribute(markup, "base", publisher->base);
	markup_attribute(markup, "authority", publisher->authority);
	markup_attribute(markup, "zone", zone_name(publisher->zone));
	put_window(markup, &publisher->window);
	markup_attribute(markup, "cancelled",
		publisher->cancelled_visible ? "visible" : NULL);
	markup_attribute(markup, "event-files", files[publisher->event_files]);
	markup_attribute(markup, "rich", publisher->rich ? "yes" : NULL);
	markup_attribute(markup, "pages", publisher->pages ? NULL : "no");
}

static void put_parties(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->party_count; i++) {
		markup_block(markup, "party");
		markup_attribute(markup, "code", publisher->parties[i].code);
		put_wordings(markup, "name", &publisher->parties[i].names);
		markup_end(markup);
	}
}

static void put_glossary_topics(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->topic_count; i++) {
		markup_block(markup, "topic");
		markup_attribute(markup, "term", publisher->topics[i].term);
		put_wordings(markup, "label", &publisher->topics[i].labels);
		markup_end(markup);
	}
}

static void put_names(struct markup *markup, const char *name, const char *key,
	const struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		put_reference(markup, name, key, list->items[i]);
}

static void put_selections(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->selection_count; i++) {
		const struct selection *selection = &publisher->selections[i];

		markup_block(markup, "selection");
		markup_attribute(markup, "id", selection->as.term);
		put_wordings(markup, "title", &selection->as.labels);
		put_names(markup, "party", "code", &selection->parties);
		put_names(markup, "topic", "term", &selection->topics);
		put_names(markup, "series", "folder", &selection->series);
		markup_end(markup);
	}
}

static void put_sayings(struct markup *markup, const char *name,
	const char *key, const struct saying *sayings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		markup_block(markup, name);
		markup_attribute(markup, key, sayings[i].key);
		markup_attribute(markup, "xml:lang", sayings[i].words.language);
		markup_text(markup, sayings[i].words.text);
		markup_end(markup);
	}
}

static void put_foot_links(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->foot_link_count; i++) {
		const struct foot_link *link = &publisher->foot_links[i];

		markup_block(markup, "link");
		markup_attribute(markup, "href", link->href);
		put_wordings(markup, "label", &link->labels);
		markup_end(markup);
	}
}

void record_fill_publisher(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->language_count; i++)
		put_reference(
			markup, "language", "tag", publisher->languages[i]);
	for (size_t i = 0; i < publisher->stand_in_count; i++) {
		markup_block(markup, "language");
		markup_attribute(markup, "tag", publisher->stand_ins[i]);
		markup_attribute(markup, "feeds", "no");
		markup_end(markup);
	}
	put_wordings(markup, "name", &publisher->names);
	put_wordings(markup, "description", &publisher->descriptions);
	put_wordings(markup, "rights", &publisher->rights);
	put_reference(markup, "contact", "href", publisher->contact);
	put_reference(markup, "licence", "href", publisher->licence);
	put_reference(markup, "logo", "href", publisher->logo);
	put_reference(markup, "hub", "href", publisher->hub);
	put_reference(markup, "page", "body", publisher->page_body);
	put_foot_links(markup, publisher);
	put_parties(markup, publisher);
	put_bodies(markup, publisher->bodies, publisher->body_count);
	put_glossary_topics(markup, publisher);
	put_selections(markup, publisher);
	put_sayings(markup, "notice", "kind", publisher->notices,
		publisher->notice_count);
	put_sayings(markup, "phrase", "id", publisher->phrases,
		publisher->phrase_count);
}

/* --- series.xml --- */

static void put_formerly(struct markup *markup, const struct series *series)
{
	struct buf names = BUF_INIT;

	for (size_t i = 0; i < series->formerly_count; i++)
		buf_printf(
			&names, "%s%s", i > 0 ? " " : "", series->formerly[i]);
	markup_attribute(
		markup, "formerly", names.length > 0 ? names.bytes : NULL);
	buf_release(&names);
}

void record_open_series(struct markup *markup, const struct series *series)
{
	markup_block(markup, "series");
	markup_attribute(markup, "colour", series->colour);
	put_formerly(markup, series);
}

void record_fill_series(struct markup *markup, const struct series *series)
{
	put_wordings(markup, "title", &series->titles);
	put_wordings(markup, "summary", &series->summaries);
	for (size_t i = 0; i < series->side_count; i++) {
		markup_block(markup, "party");
		markup_attribute(markup, "code", series->sides[i].party);
		markup_attribute(markup, "zone", series->sides[i].zone);
		markup_end(markup);
	}
	put_topics(markup, series->topics, series->topic_count);
	put_bodies(markup, series->bodies, series->body_count);
}

/* --- event.xml --- */

void record_open_event(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	markup_block(markup, "event");
	markup_attribute(markup, "uid", event->uid);
	if (event->number > 0)
		put_number(markup, "number", event->number);
	markup_attribute(markup, "status", status_name(event->status));
	put_yes(markup, "draft", event->draft);
	put_date(markup, "not-before", &event->not_before, options);
	if (options->published)
		return;
	if (event->floor.sequence > 0)
		put_number(markup, "sequence", event->floor.sequence);
	record_put_moment(markup, "created", event->floor.created);
	record_put_moment(markup, "modified", event->floor.modified);
}

static void put_sittings(struct markup *markup, const struct event *event)
{
	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];

		markup_block(markup, "time");
		record_put_when(markup, "start", &sitting->start);
		record_put_when(markup, "end", &sitting->end);
		markup_attribute(markup, "zone", sitting->zone_name);
		markup_attribute(markup, "id", sitting->id);
		put_yes(markup, "main", i == 0 && event->sitting_count > 1);
		markup_end(markup);
	}
}

/* As people write them: with a comma. */
static void put_geo(struct markup *markup, const char *geo)
{
	const char *semicolon = geo ? strchr(geo, ';') : NULL;
	struct buf text = BUF_INIT;

	if (semicolon == NULL)
		return;
	buf_put(&text, geo, (size_t)(semicolon - geo));
	buf_printf(&text, ",%s", semicolon + 1);
	markup_attribute(markup, "geo", text.bytes);
	buf_release(&text);
}

static void put_place(struct markup *markup, const struct place *place)
{
	if (place->mode == NULL && place->country == NULL &&
		place->geo == NULL && place->join == NULL)
		return;
	markup_block(markup, "place");
	markup_attribute(markup, "mode", place->mode);
	markup_attribute(markup, "country", place->country);
	put_geo(markup, place->geo);
	markup_attribute(markup, "join", place->join);
	markup_end(markup);
}

/* Feeds do not show ids, but the uids that are made from them. */
static void put_person_id(struct markup *markup, const char *name,
	const struct event *event, const struct person *person,
	const struct record_options *options)
{
	char uid[UUID_SIZE];

	if (options->published && person->id != NULL) {
		person_uid(uid, event, person, 0);
		markup_attribute(markup, name, uid);
	} else {
		markup_attribute(markup, name, person->id);
	}
}

static void put_persons(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	for (size_t i = 0; i < event->person_count; i++) {
		const struct person *person = &event->persons[i];

		remark(markup, options, "person", i);
		markup_block(markup, "person");
		put_person_id(markup, "id", event, person, options);
		markup_attribute(markup, "party", person->party);
		markup_attribute(markup, "as", person->as);
		put_yes(markup, "acting", person->acting);
		markup_attribute(markup, "sitting", person->sitting);
		markup_attribute(markup, "name", person->name);
		markup_end(markup);
	}
}

static void put_meeting(struct markup *markup, const char *name,
	const struct reference *other, const struct record_options *options)
{
	if (options->published &&
		(other->event == NULL || other->event->hidden))
		return;
	put_reference(markup, name, "uid", other->uid);
}

static const char *id_unless_usual(const char *id)
{
	return strcmp(id, "release") == 0 ? NULL : id;
}

static void put_release(struct markup *markup, const struct release *release,
	const struct record_options *options)
{
	static const char *const statuses[] = {
		[RELEASE_DRAFT] = "draft",
		[RELEASE_PUBLISHED] = NULL,
		[RELEASE_WITHDRAWN] = "withdrawn",
	};

	if (options->published && release->hidden)
		return;
	markup_block(markup, "release");
	markup_attribute(markup, "id", id_unless_usual(release->id));
	put_date(markup, "published", &release->published, options);
	put_date(markup, "not-before", &release->not_before, options);
	markup_attribute(markup, "status", statuses[release->status]);
	markup_end(markup);
}

static bool is_shown(const struct shared_release *shared)
{
	return shared->release != NULL && !shared->release->hidden &&
		!shared->owner->hidden;
}

static void put_shared_release(struct markup *markup,
	const struct shared_release *shared,
	const struct record_options *options)
{
	struct buf see = BUF_INIT;

	if (options->published && !is_shown(shared))
		return;
	buf_puts(&see, shared->uid);
	if (id_unless_usual(shared->id) != NULL)
		buf_printf(&see, " %s", shared->id);
	put_reference(markup, "release", "see", see.bytes);
	buf_release(&see);
}

static void put_history(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	static const char *const names[] = {
		[CHANGE_ANNOUNCED] = "announced",
		[CHANGE_MOVED] = "moved",
		[CHANGE_POSTPONED] = "postponed",
		[CHANGE_CANCELLED] = "cancelled",
	};

	if (event->change_count == 0)
		return;
	markup_block(markup, "history");
	for (size_t i = 0; i < event->change_count; i++) {
		const struct change *change = &event->history[i];

		markup_block(markup, names[change->kind]);
		record_put_when(markup, "from", &change->from);
		put_date(markup, "at", &change->at, options);
		markup_end(markup);
	}
	markup_end(markup);
}

void record_fill_event(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	remark(markup, options, "event", 0);
	remark(markup, options, "time", 0);
	put_sittings(markup, event);
	remark(markup, options, "place", 0);
	put_place(markup, &event->place);
	put_persons(markup, event, options);
	for (size_t i = 0; i < event->body_count; i++) {
		remark(markup, options, "body", i);
		if (event->bodies[i] != NULL)
			put_reference(
				markup, "body", "ref", event->bodies[i]->id);
	}
	put_topics(markup, event->topics, event->own_topic_count);
	put_meeting(markup, "part-of", &event->part_of, options);
	for (size_t i = 0; i < event->see_also_count; i++)
		put_meeting(markup, "see-also", &event->see_also[i], options);
	for (size_t i = 0; i < event->link_count; i++)
		put_reference(markup, "link", "href", event->links[i]);
	for (size_t i = 0; i < event->release_count; i++) {
		remark(markup, options, "release", i);
		put_release(markup, &event->releases[i], options);
	}
	for (size_t i = 0; i < event->shared_count; i++)
		put_shared_release(markup, &event->shared[i], options);
	put_history(markup, event, options);
}

/* --- LANG.xml --- */

void record_open_text(struct markup *markup, const struct text *text,
	const struct record_options *options)
{
	markup_block(markup, "text");
	markup_attribute(markup, "kind", text->kind);
	markup_attribute(markup, "of", text->of);
	if (text->of_revision > 0)
		put_number(markup, "of-revision", text->of_revision);
	if (text->revision > 1)
		put_number(markup, "revision", text->revision);
	put_yes(markup, "draft", text->draft);
	put_date(markup, "not-before", &text->not_before, options);
}

static const struct person *find_person(
	const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].id != NULL &&
			strcmp(event->persons[i].id, id) == 0)
			return &event->persons[i];
	return NULL;
}

static void put_person_words(struct markup *markup, const struct text *text,
	const struct event *event, const struct record_options *options)
{
	for (size_t i = 0; i < text->person_count; i++) {
		const struct person_words *words = &text->persons[i];
		const struct person *person = find_person(event, words->ref);

		if (person == NULL)
			continue;
		remark(markup, options, "person", i);
		markup_block(markup, "person");
		put_person_id(markup, "ref", event, person, options);
		put_words(markup, "name", words->name);
		put_words(markup, "role", words->role);
		markup_end(markup);
	}
}

static void put_links(struct markup *markup, const struct text *text)
{
	for (size_t i = 0; i < text->link_count; i++) {
		markup_block(markup, "link");
		markup_attribute(markup, "href", text->links[i].href);
		markup_text(markup, text->links[i].label);
		markup_end(markup);
	}
}

/* When it came out there and when it was looked at, no feed shows. */
static void put_credit(struct markup *markup, const struct credit *credit,
	const struct record_options *options)
{
	if (credit == NULL)
		return;
	markup_block(markup, "source");
	markup_attribute(markup, "publisher", credit->publisher);
	markup_attribute(markup, "href", credit->href);
	if (!options->published) {
		put_date(markup, "published", &credit->published, options);
		put_date(markup, "accessed", &credit->accessed, options);
	}
	markup_end(markup);
}

static void put_release_words(struct markup *markup,
	const struct release_words *words, const struct event *event,
	const struct record_options *options)
{
	const struct release *release = event_release(event, words->ref);

	if (options->published && (release == NULL || release->hidden))
		return;
	markup_block(markup, "release");
	markup_attribute(markup, "ref", id_unless_usual(words->ref));
	markup_attribute(markup, "href", words->href);
	put_date(markup, "published", &words->published, options);
	markup_attribute(markup, "form", words->is_summary ? "summary" : NULL);
	markup_attribute(markup, "atom-id", words->atom_id);
	if (!options->published)
		put_date(markup, "atom-updated", &words->updated, options);
	if (!options->published || release->status != RELEASE_WITHDRAWN) {
		put_words(markup, "title", words->title);
		if (words->body != NULL)
			record_put_prose(markup, words->body);
		for (size_t i = 0; i < words->correction_count; i++) {
			markup_block(markup, "correction");
			put_date(markup, "at", &words->corrections[i].at,
				options);
			markup_text(markup, words->corrections[i].note);
			markup_end(markup);
		}
	}
	markup_end(markup);
}

void record_fill_text(struct markup *markup, const struct text *text,
	const struct event *event, const struct record_options *options)
{
	remark(markup, options, "text", 0);
	remark(markup, options, "title", 0);
	put_words(markup, "title", text->title);
	put_words(markup, "when", text->when);
	remark(markup, options, "place", 0);
	put_words(markup, "place", text->place);
	put_words(markup, "venue", text->venue);
	put_words(markup, "summary", text->summary);
	put_words(markup, "status-note", text->status_note);
	remark(markup, options, "notice", 0);
	put_words(markup, "notice", text->notice);
	put_person_words(markup, text, event, options);
	put_word_list(markup, "discussed", &text->discussed);
	put_word_list(markup, "outcome", &text->outcomes);
	put_links(markup, text);
	put_credit(markup, text->credit, options);
	for (size_t i = 0; i < text->release_count; i++) {
		remark(markup, options, "release", i);
		put_release_words(markup, &text->releases[i], event, options);
	}
}

/* --- bodies of releases --- */

static bool is_blank(const struct prose *node)
{
	return node != NULL && node->text != NULL &&
		strcmp(node->text, " ") == 0;
}

/* Nothing but elements with a blank before and behind each. */
static bool is_spaced(const struct prose *parent)
{
	const struct prose *node = parent->first_child;

	if (!is_blank(node) || node->next == NULL)
		return false;
	for (; node->next != NULL; node = node->next->next)
		if (node->next->name == NULL || !is_blank(node->next->next))
			return false;
	return true;
}

static void put_node(struct markup *markup, const struct prose *node);

/* A blank is read from a line's end and indent too. */
static void put_nodes(struct markup *markup, const struct prose *parent)
{
	bool spaced = is_spaced(parent);

	for (const struct prose *node = parent->first_child; node != NULL;
		node = node->next) {
		if (node->name == NULL && !spaced && *node->text != '\0')
			markup_text(markup, node->text);
		if (node->name == NULL)
			continue;
		if (spaced)
			markup_block(markup, node->name);
		else
			markup_inline(markup, node->name);
		put_node(markup, node);
	}
}

/* Its tag is open. */
static void put_node(struct markup *markup, const struct prose *node)
{
	markup_attribute(markup, "href", node->href);
	put_nodes(markup, node);
	markup_end(markup);
}

void record_put_prose(struct markup *markup, const struct prose *body)
{
	for (const struct prose *block = body->first_child; block != NULL;
		block = block->next) {
		markup_block(markup, block->name);
		put_node(markup, block);
	}
}

/* --- files --- */

struct markup *record_open_file(struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return markup_new(out, 0);
}

void record_close_file(struct markup *markup)
{
	markup_end(markup);
	markup_free(markup);
}

void record_put_publisher(struct buf *out, const struct publisher *publisher)
{
	struct markup *markup = record_open_file(out);

	record_open_publisher(markup, publisher);
	record_fill_publisher(markup, publisher);
	record_close_file(markup);
}

void record_put_series(struct buf *out, const struct series *series)
{
	struct markup *markup = record_open_file(out);

	record_open_series(markup, series);
	record_fill_series(markup, series);
	record_close_file(markup);
}

void record_put_event(struct buf *out, const struct event *event,
	const struct publisher *publisher)
{
	const struct record_options options = {.zone = publisher->zone};
	struct markup *markup = record_open_file(out);

	record_open_event(markup, event, &options);
	record_fill_event(markup, event, &options);
	record_close_file(markup);
}

void record_put_text(struct buf *out, const struct text *text,
	const struct event *event, const struct publisher *publisher)
{
	const struct record_options options = {.zone = publisher->zone};
	struct markup *markup = record_open_file(out);

	record_open_text(markup, text, &options);
	record_fill_text(markup, text, event, &options);
	record_close_file(markup);
}
