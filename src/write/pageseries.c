/*
 * The page of a series: when it meets next, all sessions, how to subscribe.
 */
#include <stdbool.h>
#include "write/page.h"
#include "write/pagelist.h"
#include "write/pagesubjects.h"
#include "write/subscribe.h"
#include "write/writer.h"
#include "write/yearstrip.h"
#include "base/banned.h"

enum section { SECTION_NEXT, SECTION_AHEAD, SECTION_PAST };

/*
 * What is next is shown at the top; where that does not take place, so is the
 * one behind it.
 */
static enum section section_of(const struct feed *feed, size_t index)
{
	struct fragment *const *parts = feed->fragments;

	if (parts[index]->meeting->is_past)
		return SECTION_PAST;
	if (feed->page->archive != NULL)
		return SECTION_AHEAD;
	return index == 0 ||
			(index == 1 &&
				parts[0]->meeting->status == STATUS_CANCELLED)
		? SECTION_NEXT
		: SECTION_AHEAD;
}

static void put_title(struct markup *markup, const struct page *page)
{
	const struct series *series = page->series;
	struct words title = publisher_choose(
		page->publisher, &series->titles, page->language);

	markup_block(markup, "h1");
	page_put_name(markup, page, title.language, title.text);
	markup_end(markup);
}

static void put_beginning(struct markup *markup, const struct feed *feed)
{
	const struct page *page = feed->page;

	page_put_words(markup, page, "p",
		publisher_choose(page->publisher, &page->series->summaries,
			page->language));
	subscribe_put_link(markup, page);
	if (section_of(feed, 0) == SECTION_PAST)
		page_put_phrase(markup, page, "p", "page.none-ahead");
}

static void put_head(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup;

	page_put_head(out, page);
	markup = page_begin_main(out);
	put_title(markup, page);
	if (page->archive == NULL)
		put_beginning(markup, feed);
	markup_free(markup);
}

static void put_before(struct buf *out, const struct feed *feed, size_t index)
{
	static const struct {
		const char *class, *heading;
	} sections[] = {
		[SECTION_NEXT] = {"next", "page.next-meeting"},
		[SECTION_AHEAD] = {NULL, "upcoming"},
		[SECTION_PAST] = {NULL, "past"},
	};
	enum section section = section_of(feed, index);

	if (index > 0 && section == section_of(feed, index - 1))
		return;
	if (index > 0)
		pagelist_end(out);
	pagelist_begin(out, feed->page, sections[section].class,
		sections[section].heading, "meetings");
}

static void put_years(struct markup *markup, const struct page *page)
{
	if (!yearstrip_is_worth_it(page))
		return;
	markup_block(markup, "section");
	page_put_phrase(markup, page, "h2", "page.years");
	yearstrip_put(markup, page);
	markup_end(markup);
}

/* "2009–2016" */
static void put_archive(struct markup *markup, const struct page *page,
	const struct archive *archive)
{
	struct buf text = BUF_INIT;

	if (archive->from == 0)
		buf_puts(&text, page_phrase(page, "date-unknown"));
	else
		buf_printf(&text, "%d", archive->from);
	if (archive->to > archive->from)
		buf_printf(&text, "–%d", archive->to);
	markup_block(markup, "a");
	page_put_href(markup, page, archive->path);
	if (archive == page->archive)
		markup_attribute(markup, "aria-current", "page");
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

/* Where the older sessions are. */
static void put_archives(struct markup *markup, const struct page *page)
{
	if (page->archive_count == 0)
		return;
	page_open(markup, "nav", "letters");
	markup_attribute(markup, "aria-label", page_phrase(page, "past"));
	for (size_t i = page->archive_count; i-- > 0;)
		put_archive(markup, page, &page->archives[i]);
	markup_end(markup);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	const struct page *page = feed->page;
	struct markup *markup;

	pagelist_end(out);
	markup = page_resume_main(out);
	put_archives(markup, page);
	if (page->archive == NULL) {
		put_years(markup, page);
		subscribe_put(markup, page);
		pagesubjects_put_names(markup, page);
		page_put_script(markup);
	}
	markup_end(markup);
	markup_free(markup);
	page_put_tail(out, page);
}

const struct writer series_page_writer = {
	pagelist_put_meeting, put_head, put_tail, "", put_before};
