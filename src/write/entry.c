#include "write/entry.h"

#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "model/direction.h"
#include "write/atom.h"
#include "write/dates.h"
#include "write/description_change.h"
#include "write/description_facts.h"
#include "write/description_notes.h"
#include "write/description_releases.h"
#include "write/extension.h"
#include "write/plaintext.h"
#include "write/xhtml.h"
#include "base/banned.h"

static void put_page(
	struct markup *markup, const char *language, const char *href)
{
	atom_put_link(markup,
		&(struct atom_link){
			"alternate", "text/html", language, NULL, href});
}

/* Returns whether there are any. */
static bool put_other_pages(struct markup *markup,
	const struct fragment *fragment, const struct text *leading)
{
	const struct event *event = fragment->view->event;
	bool has_any = false;

	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];
		const char *page = text_page(text, fragment->release->id);

		if (text == leading || page == NULL)
			continue;
		put_page(markup, text->language, page);
		has_any = true;
	}
	return has_any;
}

/* Where the words come from: the original, and whose they are. */
static void put_origins(struct markup *markup, const struct fragment *fragment,
	const char *page)
{
	const struct view *view = fragment->view;
	const char *of = view->shown ? view->shown->of : NULL;
	const struct text *original = of ? event_text(view->event, of) : NULL;
	const char *from = text_page(original, fragment->release->id);
	const char *source = view->credit ? view->credit->href : NULL;

	if (from != NULL && (page == NULL || strcmp(from, page) != 0))
		atom_put_link(markup,
			&(struct atom_link){
				"via", "text/html", of, NULL, from});
	if (source != NULL && (page == NULL || strcmp(source, page) != 0) &&
		(from == NULL || strcmp(source, from) != 0))
		atom_put_link(markup,
			&(struct atom_link){
				"via", "text/html", NULL, NULL, source});
}

static void put_calendar(struct markup *markup, const struct fragment *fragment,
	const char *relation, const char *path)
{
	struct buf address = BUF_INIT;

	publisher_put_address(&address, fragment->view->publisher, path);
	atom_put_link(markup,
		&(struct atom_link){relation, "text/calendar",
			fragment->language, NULL, address.bytes});
	buf_release(&address);
}

/* The meetings themselves, for calendars. */
static void put_calendars(
	struct markup *markup, const struct fragment *fragment)
{
	for (size_t i = 0; i < fragment->calendar_count; i++)
		put_calendar(
			markup, fragment, "related", fragment->calendars[i]);
}

/* Some readers take the first related link: it is the one for people. */
static void put_related_home(
	struct markup *markup, const struct fragment *fragment)
{
	struct buf home = BUF_INIT;

	if (fragment->home == NULL)
		return;
	publisher_put_address(&home, fragment->view->publisher, fragment->home);
	atom_put_link(markup,
		&(struct atom_link){"related", "text/html", fragment->language,
			NULL, home.bytes});
	buf_release(&home);
}

/*
 * RFC 4287, 4.2.7: the official pages, or ours where there is none.  Some
 * readers take the first alternate and some the last, so that one page stands
 * first with hreflang and, behind others, last without.
 */
static void put_links(struct markup *markup, const struct fragment *fragment)
{
	const struct text *leading = fragment_leading_text(fragment);
	const char *official = fragment_page(fragment);
	struct buf page = BUF_INIT;
	bool has_others;

	fragment_put_page(&page, fragment);
	if (page.length > 0)
		put_page(markup,
			official ? leading->language : fragment->language,
			page.bytes);
	has_others = put_other_pages(markup, fragment, leading);
	put_origins(markup, fragment, official);
	if (official != NULL)
		put_related_home(markup, fragment);
	put_calendars(markup, fragment);
	if (has_others)
		put_page(markup, NULL, page.bytes);
	buf_release(&page);
}

/*
 * What readers open: the page of what was corrected, else ours about the
 * meeting, else the meeting itself.
 */
static void put_change_links(
	struct markup *markup, const struct fragment *fragment)
{
	struct buf page = BUF_INIT;

	fragment_put_page(&page, fragment);
	if (page.length > 0)
		put_page(markup, NULL, page.bytes);
	else if (fragment->calendar_count > 0)
		put_calendar(
			markup, fragment, "alternate", fragment->calendars[0]);
	buf_release(&page);
}

/* RFC 4287, 4.2.2: subjects and the kind of translation. */
static void put_categories(
	struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct buf key = BUF_INIT;

	if (fragment_is_withdrawn(fragment)) {
		atom_put_category(markup, view, "translation", "withdrawn",
			publisher_words(view->publisher, view->language,
				"changed.withdrawn"));
		return;
	}
	atom_put_topics(markup, view);
	if (view->shown == NULL)
		return;
	buf_printf(&key, "kind.%s", view->shown->kind);
	atom_put_category(markup, view, "translation", view->shown->kind,
		publisher_words(view->publisher, view->language, key.bytes));
	buf_release(&key);
}

/* What, where and when, in the feed's language as far as it goes. */
static void put_sentence(struct buf *out, const struct view *view)
{
	const char *separator = view_phrase(view, "list-separator");
	struct buf place = BUF_INIT;
	const char *language;

	view_put_marked_title(out, view);
	view_put_place(&place, view, &language);
	if (place.length > 0)
		buf_printf(out, "%s%s", separator, place.bytes);
	/* What is postponed has no date. */
	if (view->event->sitting_count > 0 &&
		view->event->status != STATUS_POSTPONED) {
		buf_puts(out, separator);
		dates_put_sitting(out, view->publisher, view->language,
			&view->event->sittings[0]);
	}
	buf_release(&place);
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length &&
		strcmp(text + length - end_length, end) == 0;
}

static void end_sentence(struct buf *out, const struct view *view)
{
	const char *stop = view_phrase(view, "sentence-end");

	if (!ends_with(out->bytes, stop))
		buf_puts(out, stop);
	buf_puts(out, publisher_gap(view->publisher, view->language));
}

/* The notice, then one sentence. */
static void put_release_summary(
	struct buf *out, const struct view *view, const char **language)
{
	struct words notice = view_notice(view);

	*language = view->language;
	if (notice.text != NULL) {
		buf_puts(out, notice.text);
		end_sentence(out, view);
	}
	if (view->summary.text != NULL) {
		buf_puts(out, view->summary.text);
		*language = view->summary.language;
	} else {
		put_sentence(out, view);
	}
	/* Words of two languages are marked as the feed is. */
	if (notice.text != NULL && strcmp(notice.language, *language) != 0)
		*language = view->language;
}

/* What has changed, a sentence for each line. */
static void put_change_summary(struct buf *out, const struct fragment *fragment)
{
	struct pool pool = POOL_INIT;
	struct buf lines = BUF_INIT;
	struct description told =
		description_change(&pool, fragment->view, fragment->change);

	plaintext_put(&lines, fragment->view, &told);
	for (const char *at = lines.bytes; *at != '\0'; at++) {
		if (*at != '\n')
			buf_putc(out, *at);
		else
			end_sentence(out, fragment->view);
	}
	buf_release(&lines);
	pool_release(&pool);
}

void entry_put_summary(
	struct buf *out, const struct fragment *fragment, const char **language)
{
	const struct view *view = fragment->view;
	struct words gone = publisher_words(
		view->publisher, view->language, "status.withdrawn");

	*language = view->language;
	if (fragment->change != NULL) {
		put_change_summary(out, fragment);
	} else if (fragment_is_withdrawn(fragment)) {
		buf_puts(out, gone.text);
		*language = gone.language;
	} else {
		put_release_summary(out, view, language);
	}
}

static void put_summary(struct markup *markup, const struct fragment *fragment)
{
	const char *language;
	struct buf text = BUF_INIT;

	entry_put_summary(&text, fragment, &language);
	markup_block(markup, "summary");
	if (strcmp(language, fragment->language) != 0)
		markup_attribute(markup, "xml:lang", language);
	markup_text(markup, text.bytes);
	markup_end(markup);
	buf_release(&text);
}

/* An event that the release covers besides its own, under its title. */
static void put_other_event(
	struct markup *markup, struct pool *pool, const struct view *view)
{
	struct description facts = description_facts(pool, view, NULL);
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	markup_block(markup, "h2");
	xhtml_put_language(markup, view, view->title.language);
	markup_text(markup, title.bytes);
	markup_end(markup);
	xhtml_put_description(markup, view, &facts);
	buf_release(&title);
}

static void put_withdrawn(struct markup *markup, const struct view *view)
{
	struct words gone = publisher_words(
		view->publisher, view->language, "status.withdrawn");

	markup_block(markup, "p");
	xhtml_put_language(markup, view, gone.language);
	markup_text(markup, gone.text);
	markup_end(markup);
}

static void put_body(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct release_view release = view_release(view, fragment->release->id);
	struct pool pool = POOL_INIT;
	struct description part = description_notes(&pool, view);

	xhtml_put_description(markup, view, &part);
	part = description_releases_form(&pool, view, fragment->release);
	xhtml_put_description(markup, view, &part);
	if (release.words != NULL && release.words->body != NULL)
		xhtml_put_prose(
			markup, view, release.words->body, release.language);
	part = description_facts(&pool, view, NULL);
	xhtml_put_description(markup, view, &part);
	for (size_t i = 0; i < fragment->also_count; i++)
		put_other_event(markup, &pool, fragment->also[i]);
	part = description_releases_corrections(&pool, view, fragment->release);
	xhtml_put_description(markup, view, &part);
	pool_release(&pool);
}

static void put_change(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct pool pool = POOL_INIT;
	struct description part =
		description_change(&pool, view, fragment->change);

	xhtml_put_description(markup, view, &part);
	pool_release(&pool);
}

void entry_put_content(struct markup *markup, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	markup_block(markup, "div");
	markup_html(markup);
	markup_attribute(markup, "xmlns", "http://www.w3.org/1999/xhtml");
	markup_attribute(markup, "lang", view->language);
	markup_attribute(markup, "xml:lang", view->language);
	markup_attribute(markup, "dir", direction_of(view->language));
	if (fragment->change != NULL)
		put_change(markup, fragment);
	else if (fragment_is_withdrawn(fragment))
		put_withdrawn(markup, view);
	else
		put_body(markup, fragment);
	markup_end(markup);
}

/* RFC 4287, 4.1.3. */
static void put_content(struct markup *markup, const struct fragment *fragment)
{
	markup_block(markup, "content");
	markup_attribute(markup, "type", "xhtml");
	markup_attribute(markup, "xml:lang", fragment->language);
	entry_put_content(markup, fragment);
	markup_end(markup);
}

static void put_title(struct markup *markup, const struct fragment *fragment)
{
	struct buf title = BUF_INIT;
	const char *language = fragment_put_entry_title(&title, fragment);

	markup_block(markup, "title");
	if (language != NULL && strcmp(language, fragment->view->language) != 0)
		markup_attribute(markup, "xml:lang", language);
	markup_text(markup, title.bytes);
	markup_end(markup);
	buf_release(&title);
}

/* RFC 4287, 4.1.2: what every entry starts with. */
static void open_entry(struct markup *markup, const struct fragment *fragment)
{
	markup_block(markup, "entry");
	markup_attribute(markup, "xml:lang", fragment->language);
	markup_element(markup, "id", fragment->id);
	put_title(markup, fragment);
	/* Readers do not pass the feed's author on, so every entry has one. */
	if (fragment->change != NULL)
		atom_put_publisher(
			markup, fragment->view->publisher, fragment->language);
	else
		atom_put_author(markup, fragment->view);
	atom_put_instant(markup, "published", fragment->published);
	atom_put_instant(markup, "updated", fragment->updated);
}

void entry_put_tombstone(struct buf *out, const struct fragment *fragment)
{
	struct markup *markup = markup_new(out, 1);
	struct buf when = BUF_INIT;

	instant_put_rfc3339(&when, fragment->updated);
	markup_block(markup, "at:deleted-entry");
	markup_attribute(markup, "ref", fragment->id);
	markup_attribute(markup, "when", when.bytes);
	markup_end(markup);
	markup_free(markup);
	buf_release(&when);
}

void entry_put_release(struct buf *out, const struct fragment *fragment)
{
	struct markup *markup = markup_new(out, 1);

	open_entry(markup, fragment);
	put_links(markup, fragment);
	put_categories(markup, fragment);
	put_summary(markup, fragment);
	put_content(markup, fragment);
	if (!fragment_is_withdrawn(fragment))
		extension_put_events(markup, fragment);
	extension_put_release(markup, fragment);
	if (!fragment_is_withdrawn(fragment))
		extension_put_translation(markup, fragment->view);
	markup_end(markup);
	markup_free(markup);
}

void entry_put_change(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const char *kind = change_kind_name(fragment->change->kind);
	struct markup *markup = markup_new(out, 1);
	struct buf key = BUF_INIT;

	buf_printf(&key, "changed.%s", kind);
	open_entry(markup, fragment);
	put_change_links(markup, fragment);
	atom_put_category(markup, view, "change", kind,
		publisher_words(view->publisher, view->language, key.bytes));
	atom_put_topics(markup, view);
	put_summary(markup, fragment);
	put_content(markup, fragment);
	extension_put_change(markup, fragment->change);
	extension_put_reference(markup, view->event);
	markup_end(markup);
	markup_free(markup);
	buf_release(&key);
}
