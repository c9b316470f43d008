#include "write/record.h"

#include "write/recordparts.h"
#include "base/banned.h"

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
		recordparts_wordings(
			markup, "name", &publisher->parties[i].names);
		markup_end(markup);
	}
}

static void put_glossary_topics(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->topic_count; i++) {
		markup_block(markup, "topic");
		markup_attribute(markup, "term", publisher->topics[i].term);
		recordparts_wordings(
			markup, "label", &publisher->topics[i].labels);
		markup_end(markup);
	}
}

static void put_names(struct markup *markup, const char *name, const char *key,
	const struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		recordparts_reference(markup, name, key, list->items[i]);
}

static void put_selections(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->selection_count; i++) {
		const struct selection *selection = &publisher->selections[i];

		markup_block(markup, "selection");
		markup_attribute(markup, "id", selection->as.term);
		recordparts_wordings(markup, "title", &selection->as.labels);
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
		recordparts_wordings(markup, "label", &link->labels);
		markup_end(markup);
	}
}

void record_fill_publisher(
	struct markup *markup, const struct publisher *publisher)
{
	for (size_t i = 0; i < publisher->language_count; i++)
		recordparts_reference(
			markup, "language", "tag", publisher->languages[i]);
	for (size_t i = 0; i < publisher->stand_in_count; i++) {
		markup_block(markup, "language");
		markup_attribute(markup, "tag", publisher->stand_ins[i]);
		markup_attribute(markup, "feeds", "no");
		markup_end(markup);
	}
	recordparts_wordings(markup, "name", &publisher->names);
	recordparts_wordings(markup, "description", &publisher->descriptions);
	recordparts_wordings(markup, "rights", &publisher->rights);
	recordparts_reference(markup, "contact", "href", publisher->contact);
	recordparts_reference(markup, "licence", "href", publisher->licence);
	recordparts_reference(markup, "logo", "href", publisher->logo);
	recordparts_reference(markup, "hub", "href", publisher->hub);
	recordparts_reference(markup, "page", "body", publisher->page_body);
	put_foot_links(markup, publisher);
	put_parties(markup, publisher);
	recordparts_bodies(markup, publisher->bodies, publisher->body_count);
	put_glossary_topics(markup, publisher);
	put_selections(markup, publisher);
	put_sayings(markup, "notice", "kind", publisher->notices,
		publisher->notice_count);
	put_sayings(markup, "phrase", "id", publisher->phrases,
		publisher->phrase_count);
}

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
	recordparts_wordings(markup, "title", &series->titles);
	recordparts_wordings(markup, "summary", &series->summaries);
	for (size_t i = 0; i < series->side_count; i++) {
		markup_block(markup, "party");
		markup_attribute(markup, "code", series->sides[i].party);
		markup_attribute(markup, "zone", series->sides[i].zone);
		markup_end(markup);
	}
	recordparts_topics(markup, series->topics, series->topic_count);
	recordparts_bodies(markup, series->bodies, series->body_count);
}
