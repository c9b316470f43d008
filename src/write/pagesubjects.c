#include "write/pagesubjects.h"

#include <string.h>
#include "write/page.h"
#include "base/banned.h"

static void put_name(struct markup *markup, const struct page *page,
	const char *around, const struct subject *subject)
{
	markup_block(markup, around);
	if (subject->page != NULL) {
		markup_inline(markup, "a");
		page_put_href(markup, page, subject->page);
	}
	page_put_name(markup, page, subject->name.language, subject->name.text);
	if (subject->page != NULL)
		markup_end(markup);
	markup_end(markup);
}

static void put_all(struct markup *markup, const struct page *page,
	const char *heading, const struct subject *subjects, size_t count)
{
	if (count == 0)
		return;
	markup_block(markup, "section");
	page_put_phrase(markup, page, "h2", heading);
	page_open(markup, "ul", "subjects");
	for (size_t i = 0; i < count; i++)
		put_name(markup, page, "li", &subjects[i]);
	markup_end(markup);
	markup_end(markup);
}

void pagesubjects_put(struct markup *markup, const struct page *page)
{
	const struct subjects *all = page->subjects;

	put_all(markup, page, "page.parties", all->parties, all->party_count);
	put_all(markup, page, "topics", all->topics, all->topic_count);
	put_all(markup, page, "page.selections", all->selections,
		all->selection_count);
}

/* The one of this id, with its page if it has one. */
static void put_subject(struct markup *markup, const struct page *page,
	const char *around, struct subject subject, const struct subject *known,
	size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(known[i].id, subject.id) == 0)
			subject.page = known[i].page;
	put_name(markup, page, around, &subject);
}

void pagesubjects_put_topic(struct markup *markup, const struct page *page,
	const char *around, const struct topic *topic)
{
	put_subject(markup, page, around,
		(struct subject){.id = topic->term,
			.name = publisher_choose(page->publisher,
				&topic->labels, page->language)},
		page->subjects->topics, page->subjects->topic_count);
}

void pagesubjects_put_names(struct markup *markup, const struct page *page)
{
	const struct publisher *publisher = page->publisher;
	const struct series *series = page->series;
	const struct subjects *all = page->subjects;

	if (series->side_count + series->topic_count == 0)
		return;
	page_open(markup, "dl", "facts");
	if (series->side_count > 0)
		page_put_phrase(markup, page, "dt", "page.parties");
	for (size_t i = 0; i < series->side_count; i++) {
		const char *code = series->sides[i].party;

		put_subject(markup, page, "dd",
			(struct subject){.id = code,
				.name = party_name(
					publisher, code, page->language)},
			all->parties, all->party_count);
	}
	if (series->topic_count > 0)
		page_put_phrase(markup, page, "dt", "topics");
	for (size_t i = 0; i < series->topic_count; i++)
		pagesubjects_put_topic(markup, page, "dd", series->topics[i]);
	markup_end(markup);
}
