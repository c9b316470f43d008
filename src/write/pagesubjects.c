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

/* Subjects of one kind: a section of the page. */
struct kind {
	const char *id, *heading;
	const struct subject *subjects;
	size_t count;
};

enum { KINDS = 3 };

static void find_kinds(struct kind *kinds, const struct subjects *all)
{
	kinds[0] = (struct kind){
		"parties", "page.parties", all->parties, all->party_count};
	kinds[1] = (struct kind){
		"topics", "topics", all->topics, all->topic_count};
	kinds[2] = (struct kind){"selections", "page.selections",
		all->selections, all->selection_count};
}

static void put_kind(
	struct markup *markup, const struct page *page, const struct kind *kind)
{
	markup_block(markup, "section");
	markup_attribute(markup, "id", kind->id);
	page_put_phrase(markup, page, "h2", kind->heading);
	page_open(markup, "ul", "subjects");
	for (size_t i = 0; i < kind->count; i++)
		put_name(markup, page, "li", &kind->subjects[i]);
	markup_end(markup);
	markup_end(markup);
}

void pagesubjects_put(struct markup *markup, const struct page *page)
{
	struct kind kinds[KINDS];

	find_kinds(kinds, page->subjects);
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].count > 0)
			put_kind(markup, page, &kinds[i]);
}

void pagesubjects_put_links(struct markup *markup, const struct page *page)
{
	struct kind kinds[KINDS];

	find_kinds(kinds, page->subjects);
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].count > 0)
			page_put_jump(
				markup, page, kinds[i].id, kinds[i].heading);
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
