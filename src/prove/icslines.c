#include "prove/icslines.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include "model/series.h"
#include "prove/lines.h"
#include "base/banned.h"

/* Words of the calendar's own language are marked in rich calendars only. */
static void expect_words(struct buf *out, const struct view *view,
	const char *name, struct words words)
{
	words.language =
		publisher_mark(view->publisher, view->language, words.language);
	lines_put_words(out, name, "LANGUAGE", words);
}

static void expect_upper(struct buf *out, const char *name, const char *text)
{
	lines_put(out, name, "");
	for (; *text != '\0'; text++)
		buf_putc(out, (char)toupper((unsigned char)*text));
}

static void expect_instant(struct buf *out, const char *name, instant at)
{
	lines_put(out, name, "");
	instant_put_ical(out, at);
}

static void expect_identity(struct buf *out, const struct fragment *fragment)
{
	const struct stamp *stamp = &fragment->stamp;

	lines_put(out, "UID", fragment->sitting->uid);
	expect_instant(out, "DTSTAMP", stamp->modified);
	expect_instant(out, "CREATED", stamp->created);
	expect_instant(out, "LAST-MODIFIED", stamp->modified);
	lines_printf(out, "SEQUENCE", "%d", stamp->sequence);
}

/* RFC 5545, 3.2.19 and 3.3.5: a day, local time of a zone, or UTC. */
static void expect_time(struct buf *out, const char *name,
	const struct sitting *sitting, const struct when *when)
{
	bool is_day = when->precision != WHEN_CLOCK;
	bool is_utc = sitting->zone != NULL && zone_is_utc(sitting->zone);

	if (when->precision == WHEN_ABSENT)
		return;
	lines_begin(out, name);
	if (is_day)
		lines_attribute(out, "VALUE", "DATE");
	else if (!is_utc)
		lines_attribute(out, "TZID", sitting->zone_name);
	lines_text(out, "");
	when_put_ical(out, when);
	if (is_utc && !is_day)
		buf_putc(out, 'Z');
}

/* RFC 5545, 3.8.2.2: days end with the day behind the last one. */
static void expect_times(struct buf *out, const struct sitting *sitting)
{
	struct when last = sitting->end;

	if (sitting->start.precision == WHEN_DAY) {
		if (last.precision == WHEN_ABSENT)
			last = sitting->start;
		last = when_add_days(last, 1);
	}
	expect_time(out, "DTSTART", sitting, &sitting->start);
	expect_time(out, "DTEND", sitting, &last);
}

/* With the word for the status; words of two languages are of neither. */
static void expect_title(struct buf *out, const struct view *view)
{
	struct buf title = BUF_INIT;
	const char *language = view_put_marked_title(&title, view);

	expect_words(
		out, view, "SUMMARY", (struct words){language, title.bytes});
	buf_release(&title);
}

/* LOCATION, or a VLOCATION of that name. */
static void expect_place(
	struct buf *out, const struct view *view, bool is_component)
{
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	if (place.length > 0 && is_component) {
		lines_put(out, "BEGIN", "VLOCATION");
		lines_put(out, "UID", "");
	}
	if (place.length > 0)
		expect_words(out, view, is_component ? "NAME" : "LOCATION",
			(struct words){language, place.bytes});
	buf_release(&place);
}

/* The page of a release in the text that is shown, or NULL. */
static const char *page_of(
	const struct view *view, const struct release *release)
{
	struct release_view shown = view_release(view, release->id);

	if (release->hidden || release->status == RELEASE_WITHDRAWN ||
		shown.words == NULL)
		return NULL;
	return shown.words->href;
}

/* The newest release that has a page, or NULL. */
static const struct release *newest_release(const struct view *view)
{
	const struct event *event = view->event;
	const struct release *newest = NULL;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];

		if (page_of(view, release) != NULL &&
			(newest == NULL ||
				newest->published.at < release->published.at))
			newest = release;
	}
	return newest;
}

/* The page about the meeting, or of its newest release. */
static void expect_page(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct release *newest = newest_release(view);

	if (fragment->home != NULL &&
		(fragment->has_own_home || newest == NULL))
		lines_printf(out, "URL", "%s%s", view->publisher->base,
			fragment->home);
	else if (newest != NULL)
		lines_put(out, "URL", page_of(view, newest));
}

/* RFC 5545, 3.8.1.11. */
static void expect_status(struct buf *out, const struct view *view)
{
	static const char *const expected[] = {
		[STATUS_TENTATIVE] = "TENTATIVE",
		[STATUS_SCHEDULED] = "CONFIRMED",
		[STATUS_HELD] = "CONFIRMED",
		[STATUS_POSTPONED] = "TENTATIVE",
		[STATUS_CANCELLED] = "CANCELLED",
	};
	enum status status = view->event->status;

	if (status == STATUS_CANCELLED && view->publisher->cancelled_visible)
		status = STATUS_TENTATIVE;
	lines_put(out, "STATUS", expected[status]);
	lines_put(out, "CLASS", "PUBLIC");
	lines_put(out, "TRANSP", "TRANSPARENT");
}

static void expect_topics(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++)
		expect_words(out, view, "CATEGORIES",
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language));
}

/* What the meeting is a part of, then its siblings. */
static void expect_relations(struct buf *out, const struct fragment *fragment)
{
	const struct event *event = fragment->view->event;
	const struct event *whole = event->part_of.event;

	if (fragment->sitting != &event->sittings[0])
		lines_put(out, "RELATED-TO", event->uid);
	else if (whole != NULL && !whole->hidden)
		lines_put(out, "RELATED-TO", whole->uid);
	for (size_t i = 0; i < event->see_also_count; i++) {
		const struct event *other = event->see_also[i].event;

		if (other != NULL && !other->hidden)
			lines_put(
				out, "RELATED-TO;RELTYPE=SIBLING", other->uid);
	}
}

/* Documents, by address, and where the public can join. */
static void expect_documents(struct buf *out, const struct view *view)
{
	for (size_t i = 0; i < view->link_count; i++) {
		const char *href = view->links[i].href;
		size_t length = strlen(href);

		if (length > 4 && strcasecmp(href + length - 4, ".pdf") == 0)
			lines_put(out, "ATTACH;FMTTYPE=application/pdf", href);
	}
	lines_put(out, "CONFERENCE;VALUE=URI", view->event->place.join);
}

/* RFC 9253, 8; what a link is called is not looked at. */
static void expect_concepts(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;
	const char *authority = view->publisher->authority;

	for (size_t i = 0; i < event->topic_count; i++)
		lines_printf(out, "CONCEPT", "tag:%s:topic/%s", authority,
			event->topics[i]->term);
	lines_printf(out, "REFID", "tag:%s:series/%s", authority,
		series_identity(event->series));
	for (size_t i = 0; i < event->release_count; i++)
		lines_put(out,
			"LINK;VALUE=URI;LINKREL=describedby;FMTTYPE=text/html",
			page_of(view, &event->releases[i]));
}

/* Persons as properties, in the order of the record. */
static void expect_person(struct buf *out, const struct view *view,
	const struct person_view *person, int order)
{
	struct buf name = BUF_INIT, function = BUF_INIT;

	buf_puts(&name, "X-DIALOGUE-");
	for (const char *at = person->person->as; *at != '\0'; at++)
		buf_putc(&name, (char)toupper((unsigned char)*at));
	buf_printf(&name, ";X-ORDER=%d", order);
	if (person->person->party != NULL)
		buf_printf(&name, ";X-PARTY=%s", person->person->party);
	if (person->person->acting)
		buf_puts(&name, ";X-ACTING=TRUE");
	expect_words(out, view, name.bytes, person_called(person));
	buf_printf(&function, "X-DIALOGUE-FUNCTION;X-ORDER=%d", order);
	if (person->name.text != NULL)
		expect_words(out, view, function.bytes, person->role);
	buf_release(&function);
	buf_release(&name);
}

/* RFC 9073, 7.1. */
static void expect_participant(struct buf *out, const struct view *view,
	const struct person_view *person, int priority)
{
	lines_put(out, "BEGIN", "PARTICIPANT");
	lines_put(out, "UID", "");
	lines_put(out, "PARTICIPANT-TYPE", "SPEAKER");
	lines_printf(out, "PRIORITY", "%d", priority < 9 ? priority : 9);
	expect_words(out, view, "NAME", person_called(person));
	if (person->name.text != NULL)
		expect_words(out, view, "X-DIALOGUE-FUNCTION", person->role);
	lines_put(out, "X-DIALOGUE-PARTY", person->person->party);
	expect_upper(out, "X-DIALOGUE-ROLE", person->person->as);
	if (person->person->acting)
		lines_put(out, "X-DIALOGUE-ACTING", "TRUE");
}

/* Whatever is expected of one, of those who are there and are called. */
static void expect_persons(struct buf *out, const struct fragment *fragment,
	void (*expect)(struct buf *, const struct view *,
		const struct person_view *, int))
{
	const struct view *view = fragment->view;
	int order = 0;

	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (person_is_present(person->person, fragment->sitting) &&
			person_called(person).text != NULL)
			expect(out, view, person, ++order);
	}
}

void icslines_expect(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	lines_put(out, "BEGIN", "VEVENT");
	expect_identity(out, fragment);
	expect_times(out, fragment->sitting);
	expect_title(out, view);
	expect_words(
		out, view, "DESCRIPTION", (struct words){view->language, ""});
	expect_place(out, view, false);
	lines_put(out, "GEO", view->event->place.geo);
	expect_page(out, fragment);
	expect_status(out, view);
	expect_topics(out, view);
	expect_relations(out, fragment);
	expect_words(out, view, "COMMENT", view_notice(view));
	if (view->shown != NULL)
		expect_upper(out, "X-DIALOGUE-TRANSLATION-STATUS",
			view->shown->kind);
	expect_documents(out, view);
	expect_persons(out, fragment, expect_person);
	if (!view->publisher->rich)
		return;
	expect_concepts(out, view);
	expect_persons(out, fragment, expect_participant);
	expect_place(out, view, true);
}
