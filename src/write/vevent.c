#include "write/vevent.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include "base/pool.h"
#include "write/contentline.h"
#include "write/description_facts.h"
#include "write/description_notes.h"
#include "write/description_releases.h"
#include "write/plaintext.h"
#include "write/rfc9073.h"
#include "base/banned.h"

/* A property with the language of its words, where that has to be said. */
static icalproperty *in(
	const struct view *view, const char *language, icalproperty *property)
{
	return contentline_in(property,
		publisher_mark(view->publisher, view->language, language));
}

static void put_upper(struct buf *out, const char *word)
{
	for (; *word != '\0'; word++)
		buf_putc(out, (char)toupper((unsigned char)*word));
}

static struct icaltimetype utc_time(instant at)
{
	struct when when = when_from_utc(at);
	struct icaltimetype time = contentline_time(&when);

	time.zone = icaltimezone_get_utc_timezone();
	return time;
}

/* RFC 5545, 3.8.7: since when the event says what it says. */
static void put_stamp(struct buf *out, const struct stamp *stamp)
{
	struct icaltimetype modified = utc_time(stamp->modified);

	contentline_put(out, icalproperty_new_dtstamp(modified));
	contentline_put(
		out, icalproperty_new_created(utc_time(stamp->created)));
	contentline_put(out, icalproperty_new_lastmodified(modified));
	contentline_put(out, icalproperty_new_sequence(stamp->sequence));
}

static bool is_utc(const struct sitting *sitting)
{
	return sitting->zone != NULL && zone_is_utc(sitting->zone);
}

static struct icaltimetype sitting_time(
	const struct sitting *sitting, const struct when *when)
{
	struct icaltimetype time = contentline_time(when);

	if (is_utc(sitting))
		time.zone = icaltimezone_get_utc_timezone();
	return time;
}

/*
 * RFC 5545, 3.2.19 and 3.3.5: a day, local time with TZID, or UTC where that
 * is the zone.
 */
static void put_time(
	struct buf *out, const struct sitting *sitting, icalproperty *time)
{
	if (sitting->zone != NULL && !is_utc(sitting))
		icalproperty_add_parameter(
			time, icalparameter_new_tzid(sitting->zone_name));
	contentline_put(out, time);
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
	put_time(out, sitting,
		icalproperty_new_dtstart(
			sitting_time(sitting, &sitting->start)));
	if (last.precision != WHEN_ABSENT)
		put_time(out, sitting,
			icalproperty_new_dtend(sitting_time(sitting, &last)));
}

/* The word for the status in front; words of two languages are of neither. */
static void put_summary(struct buf *out, const struct view *view)
{
	struct buf title = BUF_INIT;
	const char *language = view_put_marked_title(&title, view);

	contentline_put(
		out, in(view, language, icalproperty_new_summary(title.bytes)));
	buf_release(&title);
}

static void put_description(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	struct pool pool = POOL_INIT;
	struct buf text = BUF_INIT;
	struct description part = description_notes(&pool, view);

	plaintext_put(&text, view, &part);
	part = description_facts(&pool, view, fragment->sitting);
	plaintext_put(&text, view, &part);
	part = description_releases(&pool, view);
	plaintext_put(&text, view, &part);
	contentline_put(out,
		in(view, view->language,
			icalproperty_new_description(text.bytes)));
	buf_release(&text);
	pool_release(&pool);
}

/* GEO stands as in the record: libical would round it, and sets the locale. */
static void put_location(struct buf *out, const struct view *view)
{
	const char *geo = view->event->place.geo;
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	if (place.length > 0)
		contentline_put(out,
			in(view, language,
				icalproperty_new_location(place.bytes)));
	if (geo != NULL)
		contentline_put_x(out, "GEO", geo);
	buf_release(&place);
}

/* RFC 5545, 3.8.1.11. */
static enum icalproperty_status ical_status(const struct view *view)
{
	switch (view->event->status) {
	case STATUS_CANCELLED:
		return view->publisher->cancelled_visible
			? ICAL_STATUS_TENTATIVE
			: ICAL_STATUS_CANCELLED;
	case STATUS_TENTATIVE:
	case STATUS_POSTPONED:
		return ICAL_STATUS_TENTATIVE;
	default:
		return ICAL_STATUS_CONFIRMED;
	}
}

static void put_status(struct buf *out, const struct view *view)
{
	contentline_put(out, icalproperty_new_status(ical_status(view)));
	contentline_put(out, icalproperty_new_class(ICAL_CLASS_PUBLIC));
	contentline_put(out, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

/*
 * RFC 5545, 3.8.1.2: one property per topic.  libical 3 takes a comma in
 * CATEGORIES for the end of one, so each is a TEXT of another name for it.
 */
static void put_categories(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++) {
		struct words label = publisher_choose(view->publisher,
			&event->topics[i]->labels, view->language);

		contentline_put_as(out, "CATEGORIES",
			in(view, label.language,
				icalproperty_new_comment(label.text)));
	}
}

static void put_sibling(struct buf *out, const char *uid)
{
	icalproperty *sibling = icalproperty_new_relatedto(uid);

	icalproperty_add_parameter(
		sibling, icalparameter_new_reltype(ICAL_RELTYPE_SIBLING));
	contentline_put(out, sibling);
}

/* RFC 5545, 3.8.4.5: what this one belongs to. */
static void put_relations(struct buf *out, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	const struct event *whole = event->part_of.event;

	if (fragment->sitting != &event->sittings[0])
		contentline_put(out, icalproperty_new_relatedto(event->uid));
	else if (whole != NULL && !whole->hidden)
		contentline_put(out, icalproperty_new_relatedto(whole->uid));
	for (size_t i = 0; i < event->see_also_count; i++) {
		const struct event *other = event->see_also[i].event;

		if (other != NULL && !other->hidden)
			put_sibling(out, other->uid);
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
		publisher_put_address(
			&address, fragment->view->publisher, fragment->home);
		page = address.bytes;
	}
	if (page != NULL)
		contentline_put(out, icalproperty_new_url(page));
	buf_release(&address);
}

static icalproperty *with_x(
	icalproperty *property, const char *name, const char *value)
{
	icalparameter *parameter = icalparameter_new(ICAL_X_PARAMETER);

	icalparameter_set_xname(parameter, name);
	icalparameter_set_xvalue(parameter, value);
	icalproperty_add_parameter(property, parameter);
	return property;
}

/*
 * A person as data that programs pass over if they do not know it: what a
 * person does is the name of the property, and the function is one of its own,
 * as it may be in another language.
 */
static void put_person(struct buf *out, const struct view *view,
	const struct person_view *shown, int order)
{
	const struct person *person = shown->person;
	struct words called = person_called(shown);
	struct buf name = BUF_INIT, number = BUF_INIT;
	icalproperty *property = icalproperty_new_comment(called.text);

	buf_puts(&name, "X-DIALOGUE-");
	put_upper(&name, person->as);
	buf_printf(&number, "%d", order);
	with_x(property, "X-ORDER", number.bytes);
	if (person->party != NULL)
		with_x(property, "X-PARTY", person->party);
	if (person->acting)
		with_x(property, "X-ACTING", "TRUE");
	contentline_put_as(
		out, name.bytes, in(view, called.language, property));
	if (shown->name.text != NULL && shown->role.text != NULL) {
		property = icalproperty_new_comment(shown->role.text);
		with_x(property, "X-ORDER", number.bytes);
		contentline_put_as(out, "X-DIALOGUE-FUNCTION",
			in(view, shown->role.language, property));
	}
	buf_release(&number);
	buf_release(&name);
}

static void put_persons(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	int order = 0;

	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (person_is_present(person->person, fragment->sitting) &&
			person_called(person).text != NULL)
			put_person(out, view, person, ++order);
	}
}

/* The notice as data too, and what kind of text this is. */
static void put_translation(struct buf *out, const struct view *view)
{
	struct words notice = view_notice(view);
	struct buf kind = BUF_INIT;

	if (notice.text != NULL)
		contentline_put(out,
			in(view, notice.language,
				icalproperty_new_comment(notice.text)));
	if (view->shown == NULL)
		return;
	put_upper(&kind, view->shown->kind);
	contentline_put_x(out, "X-DIALOGUE-TRANSLATION-STATUS", kind.bytes);
	buf_release(&kind);
}

static bool is_pdf(const char *link)
{
	size_t length = strlen(link);

	return length > 4 && strcasecmp(link + length - 4, ".pdf") == 0;
}

static void put_attachment(struct buf *out, const char *link)
{
	icalattach *attach = icalattach_new_from_url(link);
	icalproperty *property = icalproperty_new_attach(attach);

	icalattach_unref(attach);
	icalproperty_add_parameter(
		property, icalparameter_new_fmttype("application/pdf"));
	contentline_put(out, property);
}

/* RFC 5545, 3.8.1.1, by address; RFC 7986, 5.11, where the public can join. */
static void put_documents(struct buf *out, const struct view *view)
{
	const char *join = view->event->place.join;

	for (size_t i = 0; i < view->link_count; i++)
		if (is_pdf(view->links[i].href))
			put_attachment(out, view->links[i].href);
	if (join != NULL)
		contentline_put(out, icalproperty_new_conference(join));
}

void vevent_put(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	contentline_begin(out, "VEVENT");
	contentline_put(out, icalproperty_new_uid(fragment->sitting->uid));
	put_stamp(out, &fragment->stamp);
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
	put_persons(out, fragment);
	if (view->publisher->rich) {
		rfc9073_put_properties(out, fragment);
		rfc9073_put_components(out, fragment);
	}
	contentline_end(out, "VEVENT");
}
