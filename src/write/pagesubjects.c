#include "write/pagesubjects.h"

#include <stdbool.h>
#include <string.h>
#include "base/buf.h"
#include "model/fill.h"
#include "write/page.h"
#include "write/subscribe.h"
#include "base/banned.h"

static const char party[] = "party", topic[] = "topic"; /* in ids */

/* "Japan: Calendar" */
static void put_labelled(struct buf *out, const struct page *page,
	const char *label, const char *text)
{
	fill_one(out, page_phrase(page, "label"), "label", label);
	buf_puts(out, text);
}

/* Who hears a link by itself hears what it is about, too. */
static void put_link(struct markup *markup, const struct page *page,
	const struct subject *subject, const char *key)
{
	struct buf whole = BUF_INIT;

	put_labelled(&whole, page, subject->name.text, page_phrase(page, key));
	markup_attribute(markup, "aria-label", whole.bytes);
	page_end_phrase(markup, page, key);
	buf_release(&whole);
}

static void put_calendar(struct markup *markup, const struct page *page,
	const struct subject *subject)
{
	struct buf address = BUF_INIT;

	subscribe_put_webcal(&address, page, subject->calendar);
	markup_inline(markup, "a");
	markup_attribute(markup, "href", address.bytes);
	put_link(markup, page, subject, "feed.calendar");
	buf_release(&address);
}

static void put_releases(struct markup *markup, const struct page *page,
	const struct subject *subject)
{
	markup_inline(markup, "a");
	page_put_href(markup, page, subject->releases);
	put_link(markup, page, subject, "feed.releases");
}

static void put_subject(struct markup *markup, const struct page *page,
	const char *kind, const struct subject *subject)
{
	struct buf id = BUF_INIT;

	buf_printf(&id, "%s-%s", kind, subject->id);
	markup_block(markup, "li");
	markup_attribute(markup, "id", id.bytes);
	page_put_name(markup, page, subject->name.language, subject->name.text);
	markup_text(markup, " – ");
	if (subject->calendar != NULL)
		put_calendar(markup, page, subject);
	if (subject->calendar != NULL && subject->releases != NULL)
		markup_text(markup, page_phrase(page, "list-separator"));
	if (subject->releases != NULL)
		put_releases(markup, page, subject);
	markup_end(markup);
	buf_release(&id);
}

static void put_heading(
	struct markup *markup, const struct page *page, const char *key)
{
	struct buf text = BUF_INIT;

	put_labelled(&text, page, page_phrase(page, "subscribe"),
		page_phrase(page, key));
	markup_block(markup, "h2");
	page_end_line(markup, page, &text);
}

void pagesubjects_put(struct markup *markup, const struct page *page)
{
	const struct subjects *subjects = page->subjects;
	const struct {
		const char *kind, *heading;
		const struct subject *items;
		size_t count;
	} kinds[] = {
		{party, "page.parties", subjects->parties,
			subjects->party_count},
		{topic, "topics", subjects->topics, subjects->topic_count},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (kinds[i].count == 0)
			continue;
		markup_block(markup, "section");
		put_heading(markup, page, kinds[i].heading);
		page_open(markup, "ul", "subjects");
		for (size_t j = 0; j < kinds[i].count; j++)
			put_subject(markup, page, kinds[i].kind,
				&kinds[i].items[j]);
		markup_end(markup);
		markup_end(markup);
	}
}

static bool has_feeds(const struct event *event)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (sitting_has_day(&event->sittings[i]))
			return true;
	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden)
			return true;
	return false;
}

/*
 * Whether something of the series stands in the feeds of its parties and
 * topics: what other series have there does not count, so that the page is the
 * same whatever becomes of them.
 */
static bool stands_in_feeds(const struct page *page)
{
	for (size_t i = 0; i < page->meeting_count; i++) {
		const struct view *view = page->meetings[i].view;

		if (view != NULL && has_feeds(view->event))
			return true;
	}
	return false;
}

/* Whether the page of the language has it. */
static bool is_listed(const struct page *page, const char *kind, const char *id)
{
	const struct subjects *all = page->subjects;
	bool is_party = kind == party;
	const struct subject *items = is_party ? all->parties : all->topics;
	size_t count = is_party ? all->party_count : all->topic_count;

	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].id, id) == 0)
			return stands_in_feeds(page);
	return false;
}

static void put_subject_name(struct markup *markup, const struct page *page,
	const char *kind, const struct subject *subject)
{
	struct buf path = BUF_INIT;

	if (!is_listed(page, kind, subject->id)) {
		page_put_words(markup, page, "dd", subject->name);
		return;
	}
	buf_printf(&path, "%s/index.html#%s-%s", page->language, kind,
		subject->id);
	markup_block(markup, "dd");
	markup_inline(markup, "a");
	page_put_href(markup, page, path.bytes);
	page_put_name(markup, page, subject->name.language, subject->name.text);
	markup_end(markup);
	markup_end(markup);
	buf_release(&path);
}

void pagesubjects_put_names(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;
	const struct series *series = page->series;

	if (series->side_count + series->topic_count == 0)
		return;
	markup_block(markup, "dl");
	if (series->side_count > 0)
		page_put_phrase(markup, page, "dt", "page.parties");
	for (size_t i = 0; i < series->side_count; i++) {
		const char *code = series->sides[i].party;

		put_subject_name(markup, page, party,
			&(struct subject){code,
				party_name(publisher, code, page->language)});
	}
	if (series->topic_count > 0)
		page_put_phrase(markup, page, "dt", "topics");
	for (size_t i = 0; i < series->topic_count; i++) {
		const struct topic *told = series->topics[i];

		put_subject_name(markup, page, topic,
			&(struct subject){told->term,
				publisher_choose(publisher, &told->labels,
					page->language)});
	}
	markup_end(markup);
}
