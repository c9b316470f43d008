#include "write/vevent.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/pool.h"
#include "write/contentline.h"
#include "write/describe.h"
#include "write/names.h"
#include "write/plaintext.h"
#include "write/rich.h"
#include "base/banned.h"

static void put_instant(struct buf *out, const char *name, instant at)
{
	size_t line = contentline_begin(out, name);

	buf_putc(out, ':');
	instant_put_ical(out, at);
	contentline_end(out, line);
}

/* RFC 5545, 3.8.7: who the event is, and since when it says what it says. */
static void put_identity(struct buf *out, const struct fragment *fragment)
{
	const struct stamp *stamp = &fragment->stamp;
	size_t line;

	contentline_put_value(out, "UID", fragment->sitting->uid);
	put_instant(out, "DTSTAMP", stamp->modified);
	put_instant(out, "CREATED", stamp->created);
	put_instant(out, "LAST-MODIFIED", stamp->modified);
	line = contentline_begin(out, "SEQUENCE:");
	buf_put_number(out, stamp->sequence, 1);
	contentline_end(out, line);
}

/*
 * RFC 5545, 3.2.19 and 3.3.5: a day, local time with TZID, or UTC where that
 * is the zone.
 */
static void put_time(struct buf *out, const char *name,
	const struct sitting *sitting, const struct when *when)
{
	int is_day = when->precision != WHEN_CLOCK;
	int is_utc = sitting->zone != NULL && zone_is_utc(sitting->zone);
	size_t line = contentline_begin(out, name);

	contentline_put_parameter(out, "VALUE", is_day ? "DATE" : NULL);
	contentline_put_parameter(out, "TZID",
		sitting->zone != NULL && !is_utc ? sitting->zone_name : NULL);
	buf_putc(out, ':');
	when_put_ical(out, when);
	if (is_utc && !is_day)
		buf_putc(out, 'Z');
	contentline_end(out, line);
}

/*
 * RFC 5545, 3.8.2.2 and 3.8.2.4: days end with the day behind the last one;
 * clock times end where they say, or nowhere if nobody knows.
 */
static void put_times(struct buf *out, const struct sitting *sitting)
{
	struct when last = sitting->end;

	if (sitting->start.precision == WHEN_DAY) {
		if (last.precision == WHEN_ABSENT)
			last = sitting->start;
		last = when_add_days(last, 1);
	}
	put_time(out, "DTSTART", sitting, &sitting->start);
	if (last.precision != WHEN_ABSENT)
		put_time(out, "DTEND", sitting, &last);
}

/* The word for the status in front, in the feed's language. */
static void put_summary(struct buf *out, const struct view *view)
{
	const char *language = view->title.language;
	struct buf plain = BUF_INIT, marked = BUF_INIT;

	view_put_title(&plain, view);
	view_put_marked_title(&marked, view);
	/* Words of two languages are marked as neither. */
	if (marked.length != plain.length &&
		strcmp(language, view->language) != 0)
		language = NULL;
	contentline_put_text(out, "SUMMARY", language, marked.bytes);
	buf_release(&marked);
	buf_release(&plain);
}

static void put_description(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct pool pool = POOL_INIT;
	struct buf text = BUF_INIT;
	struct description part = describe_notes(&pool, view);

	plaintext_put(&text, view, &part);
	part = describe_facts(&pool, view, fragment->sitting);
	plaintext_put(&text, view, &part);
	part = describe_releases(&pool, view);
	plaintext_put(&text, view, &part);
	contentline_put_text(out, "DESCRIPTION", view->language, text.bytes);
	buf_release(&text);
	pool_release(&pool);
}

static void put_location(struct buf *out, const struct view *view)
{
	const char *geo = view->event->place.geo;
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	if (place.length > 0)
		contentline_put_text(out, "LOCATION", language, place.bytes);
	if (geo != NULL)
		contentline_put_value(out, "GEO", geo);
	buf_release(&place);
}

/* RFC 5545, 3.8.1.11. */
static void put_status(struct buf *out, const struct view *view)
{
	const char *status = "CONFIRMED";

	if (view->event->status == STATUS_CANCELLED &&
		!view->publisher->cancelled_visible)
		status = "CANCELLED";
	else if (view->event->status == STATUS_CANCELLED ||
		view->event->status == STATUS_TENTATIVE ||
		view->event->status == STATUS_POSTPONED)
		status = "TENTATIVE";
	contentline_put_value(out, "STATUS", status);
	contentline_put(out, "CLASS:PUBLIC");
	contentline_put(out, "TRANSP:TRANSPARENT");
}

/* RFC 5545, 3.8.1.2: one property per topic. */
static void put_categories(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++) {
		struct words label = publisher_choose(view->publisher,
			&event->topics[i]->labels, view->language);

		contentline_put_text(
			out, "CATEGORIES", label.language, label.text);
	}
}

/* RFC 5545, 3.8.4.5: what this one belongs to. */
static void put_relations(struct buf *out, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	const struct event *whole = event->part_of.event;

	if (fragment->sitting != &event->sittings[0])
		contentline_put_value(out, "RELATED-TO", event->uid);
	else if (whole != NULL && !whole->hidden)
		contentline_put_value(out, "RELATED-TO", whole->uid);
	for (size_t i = 0; i < event->see_also_count; i++) {
		const struct event *other = event->see_also[i].event;

		if (other != NULL && !other->hidden)
			contentline_put_value(
				out, "RELATED-TO;RELTYPE=SIBLING", other->uid);
	}
}

/* The official page of the newest release that has one, or NULL. */
static const char *official_page(const struct view *view)
{
	const struct event *event = view->event;
	const struct release *newest = NULL;
	const char *page = NULL;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		struct release_view shown = view_release(view, release->id);

		if (release->hidden || release->status == RELEASE_WITHDRAWN ||
			shown.words == NULL || shown.words->href == NULL ||
			(newest != NULL &&
				newest->published.at >= release->published.at))
			continue;
		newest = release;
		page = shown.words->href;
	}
	return page;
}

/*
 * RFC 5545, 3.8.4.6: the page about the meeting; if it has none of its own, a
 * release may have one.
 */
static void put_page(struct buf *out, const struct fragment *fragment)
{
	const char *page = official_page(fragment->view);
	struct buf address = BUF_INIT;

	if (fragment->home != NULL &&
		(fragment->has_own_home || page == NULL)) {
		names_put_address(
			&address, fragment->view->publisher, fragment->home);
		page = address.bytes;
	}
	if (page != NULL)
		contentline_put_value(out, "URL", page);
	buf_release(&address);
}

/* The notice as data too, and what kind of text this is. */
static void put_translation(struct buf *out, const struct view *view)
{
	struct words notice = view_notice(view);
	struct buf kind = BUF_INIT;

	if (notice.text != NULL)
		contentline_put_text(
			out, "COMMENT", notice.language, notice.text);
	if (view->shown == NULL)
		return;
	for (const char *at = view->shown->kind; *at != '\0'; at++)
		buf_putc(&kind, (char)toupper((unsigned char)*at));
	contentline_put_value(out, "X-DIALOGUE-TRANSLATION-STATUS", kind.bytes);
	buf_release(&kind);
}

static int is_pdf(const char *link)
{
	size_t length = strlen(link);

	return length > 4 && strcasecmp(link + length - 4, ".pdf") == 0;
}

/* RFC 5545, 3.8.1.1, by address; RFC 7986, 5.11, where the public can join. */
static void put_documents(struct buf *out, const struct view *view)
{
	const char *join = view->event->place.join;

	for (size_t i = 0; i < view->link_count; i++)
		if (is_pdf(view->links[i].href))
			contentline_put_value(out,
				"ATTACH;FMTTYPE=application/pdf",
				view->links[i].href);
	if (join != NULL)
		contentline_put_value(out, "CONFERENCE;VALUE=URI", join);
}

void vevent_put(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	contentline_put(out, "BEGIN:VEVENT");
	put_identity(out, fragment);
	put_times(out, fragment->sitting);
	put_summary(out, view);
	put_description(out, fragment);
	put_location(out, view);
	put_page(out, fragment);
	put_status(out, view);
	put_categories(out, view);
	put_relations(out, fragment);
	put_translation(out, view);
	put_documents(out, view);
	if (view->publisher->rich) {
		rich_put_properties(out, fragment);
		rich_put_components(out, fragment);
	}
	contentline_put(out, "END:VEVENT");
}
