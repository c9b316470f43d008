#include "write/vevent.h"

#include <ctype.h>
#include <libical/ical.h>
#include <string.h>
#include <strings.h>
#include "base/pool.h"
#include "write/contentline.h"
#include "write/describe.h"
#include "write/names.h"
#include "write/plaintext.h"
#include "write/rich.h"
#include "base/banned.h"

static void put(struct buf *out, icalproperty *property)
{
	contentline_put_property(out, property);
}

static struct icaltimetype ical_time(const struct when *when)
{
	struct icaltimetype time = icaltime_null_time();

	time.year = when->year;
	time.month = when->month;
	time.day = when->day;
	time.is_date = when->precision != WHEN_CLOCK;
	if (!time.is_date) {
		time.hour = when->hour;
		time.minute = when->minute;
		time.second = when->second;
	}
	return time;
}

static struct icaltimetype ical_instant(instant at)
{
	struct when utc = when_from_utc(at);
	struct icaltimetype time = ical_time(&utc);

	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

/* RFC 5545, 3.8.7: who the event is, and since when it says what it says. */
static void put_identity(struct buf *out, const struct fragment *fragment)
{
	const struct stamp *stamp = &fragment->stamp;

	put(out, icalproperty_new_uid(fragment->sitting->uid));
	put(out, icalproperty_new_dtstamp(ical_instant(stamp->modified)));
	put(out, icalproperty_new_created(ical_instant(stamp->created)));
	put(out, icalproperty_new_lastmodified(ical_instant(stamp->modified)));
	put(out, icalproperty_new_sequence(stamp->sequence));
}

/* Local time with TZID (RFC 5545, 3.2.19), or UTC where that is the zone. */
static icalproperty *with_zone(
	icalproperty *property, const struct sitting *sitting)
{
	if (sitting->zone != NULL && !zone_is_utc(sitting->zone))
		icalproperty_add_parameter(
			property, icalparameter_new_tzid(sitting->zone_name));
	return property;
}

/*
 * RFC 5545, 3.8.2.2 and 3.8.2.4: days end with the day behind the last one;
 * clock times end where they say, or nowhere if nobody knows.
 */
static void put_times(struct buf *out, const struct sitting *sitting)
{
	int utc = sitting->zone != NULL && zone_is_utc(sitting->zone);
	struct icaltimetype start = ical_time(&sitting->start);
	struct when last = sitting->end;
	struct icaltimetype end;

	if (sitting->start.precision == WHEN_DAY) {
		if (last.precision == WHEN_ABSENT)
			last = sitting->start;
		last = when_add_days(last, 1);
	}
	end = ical_time(&last);
	if (utc)
		start.zone = end.zone = icaltimezone_get_utc_timezone();
	put(out, with_zone(icalproperty_new_dtstart(start), sitting));
	if (last.precision != WHEN_ABSENT)
		put(out, with_zone(icalproperty_new_dtend(end), sitting));
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
	put(out,
		contentline_in_language(
			icalproperty_new_summary(marked.bytes), language));
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
	put(out,
		contentline_in_language(
			icalproperty_new_description(text.bytes),
			view->language));
	buf_release(&text);
	pool_release(&pool);
}

static void put_location(struct buf *out, const struct view *view)
{
	const char *geo = view->event->place.geo;
	struct buf place = BUF_INIT, line = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	if (place.length > 0)
		put(out,
			contentline_in_language(
				icalproperty_new_location(place.bytes),
				language));
	/* libical would print it through the locale. */
	if (geo != NULL) {
		buf_printf(&line, "GEO:%s", geo);
		contentline_put(out, line.bytes);
	}
	buf_release(&line);
	buf_release(&place);
}

/* RFC 5545, 3.8.1.11. */
static void put_status(struct buf *out, const struct view *view)
{
	icalproperty_status status = ICAL_STATUS_CONFIRMED;

	if (view->event->status == STATUS_CANCELLED &&
		!view->publisher->cancelled_visible)
		status = ICAL_STATUS_CANCELLED;
	else if (view->event->status == STATUS_CANCELLED ||
		view->event->status == STATUS_TENTATIVE ||
		view->event->status == STATUS_POSTPONED)
		status = ICAL_STATUS_TENTATIVE;
	put(out, icalproperty_new_status(status));
	put(out, icalproperty_new_class(ICAL_CLASS_PUBLIC));
	put(out, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

/*
 * RFC 5545, 3.8.1.2: one property per topic.  libical escapes neither comma
 * nor semicolon in a category.
 */
static void put_categories(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++) {
		struct words label = publisher_choose(view->publisher,
			&event->topics[i]->labels, view->language);
		struct buf line = BUF_INIT;

		buf_printf(&line, "CATEGORIES;LANGUAGE=%s:", label.language);
		contentline_put_escaped(&line, label.text);
		contentline_put(out, line.bytes);
		buf_release(&line);
	}
}

/* RFC 5545, 3.8.4.5: what this one belongs to. */
static void put_relations(struct buf *out, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	const struct event *whole = event->part_of.event;

	if (fragment->sitting != &event->sittings[0])
		put(out, icalproperty_new_relatedto(event->uid));
	else if (whole != NULL && !whole->hidden)
		put(out, icalproperty_new_relatedto(whole->uid));
	for (size_t i = 0; i < event->see_also_count; i++) {
		const struct event *other = event->see_also[i].event;
		icalproperty *property;

		if (other == NULL || other->hidden)
			continue;
		property = icalproperty_new_relatedto(other->uid);
		icalproperty_add_parameter(property,
			icalparameter_new_reltype(ICAL_RELTYPE_SIBLING));
		put(out, property);
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
		put(out, icalproperty_new_url(page));
	buf_release(&address);
}

/* The notice as data too, and what kind of text this is. */
static void put_translation(struct buf *out, const struct view *view)
{
	struct words notice = view_notice(view);
	struct buf kind = BUF_INIT;

	if (notice.text != NULL)
		put(out,
			contentline_in_language(
				icalproperty_new_comment(notice.text),
				notice.language));
	if (view->shown == NULL)
		return;
	for (const char *at = view->shown->kind; *at != '\0'; at++)
		buf_putc(&kind, (char)toupper((unsigned char)*at));
	contentline_put_extension(
		out, "X-DIALOGUE-TRANSLATION-STATUS", kind.bytes);
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

	for (size_t i = 0; i < view->link_count; i++) {
		icalattach *attach;
		icalproperty *property;

		if (!is_pdf(view->links[i].href))
			continue;
		attach = icalattach_new_from_url(view->links[i].href);
		property = icalproperty_new_attach(attach);
		icalproperty_add_parameter(
			property, icalparameter_new_fmttype("application/pdf"));
		put(out, property);
		icalattach_unref(attach);
	}
	if (join != NULL)
		put(out, icalproperty_new_conference(join));
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
