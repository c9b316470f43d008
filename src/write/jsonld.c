#include "write/jsonld.h"

#include <stdbool.h>
#include <string.h>
#include "base/pool.h"
#include "model/feed.h"
#include "write/json.h"
#include "write/jsonparts.h"
#include "write/page.h"
#include "write/pagetime.h"
#include "base/banned.h"

/* schema.org: EventStatusType. */
static const char *event_status(const struct event *event)
{
	static const char *const names[] = {
		[STATUS_TENTATIVE] = "https://schema.org/EventScheduled",
		[STATUS_SCHEDULED] = "https://schema.org/EventScheduled",
		[STATUS_HELD] = "https://schema.org/EventScheduled",
		[STATUS_POSTPONED] = "https://schema.org/EventPostponed",
		[STATUS_CANCELLED] = "https://schema.org/EventCancelled",
	};

	if (names[event->status] == names[STATUS_SCHEDULED] &&
		event_previous(event).precision != WHEN_ABSENT)
		return "https://schema.org/EventRescheduled";
	return names[event->status];
}

static const char *attendance_mode(const struct place *place)
{
	if (place->mode == NULL)
		return NULL;
	if (strcmp(place->mode, "online") == 0)
		return "https://schema.org/OnlineEventAttendanceMode";
	if (strcmp(place->mode, "hybrid") == 0)
		return "https://schema.org/MixedEventAttendanceMode";
	return "https://schema.org/OfflineEventAttendanceMode";
}

static void put_known(struct json *json, const char *name, const char *text)
{
	if (text != NULL)
		json_text(json, name, text);
}

static void put_type(struct json *json, const char *name, const char *type)
{
	json_open(json, name, '{');
	json_text(json, "@type", type);
}

static void put_address(
	struct json *json, const struct page *page, const char *path)
{
	struct buf address = BUF_INIT;

	page_put_address(&address, page, path);
	jsonparts_put_buf(json, "url", &address);
}

/* A date, or a clock time with its offset from UTC. */
static void put_when(struct json *json, const char *name,
	const struct when *when, const struct zone *zone)
{
	struct buf text = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return;
	when_put(&text, when);
	if (when->precision == WHEN_CLOCK && zone != NULL)
		pagetime_put_offset(&text, zone, when);
	jsonparts_put_buf(json, name, &text);
}

static void put_dates(struct json *json, const struct event *event)
{
	const struct sitting *main = event->sittings;
	struct when previous = event_previous(event);

	put_when(json, "startDate", &main->start, main->zone);
	put_when(json, "endDate", &main->end, main->zone);
	put_when(json, "previousStartDate", &previous, main->zone);
}

static bool is_online(const struct place *place)
{
	return place->mode != NULL && strcmp(place->mode, "online") == 0;
}

/* "Bruxelles" of "Bruxelles (Belgique)". */
static size_t town_length(const char *place)
{
	static const char *const opening[] = {" (", "(", "（"};

	for (size_t i = 0; i < sizeof(opening) / sizeof(*opening); i++) {
		const char *found = strstr(place, opening[i]);

		if (found != NULL && found != place)
			return (size_t)(found - place);
	}
	return strlen(place);
}

static void put_address_of_place(struct json *json, const struct view *view)
{
	const char *country = view->event->place.country;
	const char *place = view->place.text;
	struct buf town = BUF_INIT;

	if (place == NULL && country == NULL)
		return;
	if (place != NULL)
		buf_put(&town, place, town_length(place));
	put_type(json, "address", "PostalAddress");
	put_known(json, "addressLocality", place ? town.bytes : NULL);
	put_known(json, "addressCountry", country);
	json_close(json);
	buf_release(&town);
}

/* Where one can be, in person or online; nothing when neither is known. */
static void put_place(
	struct json *json, const struct page *page, const struct view *view)
{
	const struct place *place = &view->event->place;
	bool is_virtual = is_online(place) || place->join != NULL;
	struct buf text = BUF_INIT;
	const char *language;

	view_put_place(&text, view, &language);
	if (is_online(place))
		buf_cut(&text, 0);
	if (text.length > 0 || is_virtual)
		json_open(json, "location", '[');
	if (text.length > 0) {
		put_type(json, NULL, "Place");
		json_text(json, "name", text.bytes);
		put_address_of_place(json, view);
		json_close(json);
	}
	if (is_virtual) {
		put_type(json, NULL, "VirtualLocation");
		if (place->join != NULL)
			json_text(json, "url", place->join);
		else
			put_address(json, page, page->path);
		json_close(json);
	}
	if (text.length > 0 || is_virtual)
		json_close(json);
	buf_release(&text);
}

/* A list that is opened by its first item, so that it is never empty. */
static void open_item(
	struct json *json, const char *list, bool *is_open, const char *type)
{
	if (!*is_open)
		json_open(json, list, '[');
	*is_open = true;
	put_type(json, NULL, type);
}

static void close_list(struct json *json, bool is_open)
{
	if (is_open)
		json_close(json);
}

/* Who invites: the host and the sides that chair. */
static bool is_organizer(const struct person_view *person)
{
	static const char *const roles[] = {"co-chair", "chair", "host"};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (person->party.text != NULL &&
			strcmp(person->person->as, roles[i]) == 0)
			return true;
	return false;
}

static bool is_named_before(const struct view *view, size_t index)
{
	const char *party = view->persons[index].person->party;

	for (size_t i = 0; i < index; i++)
		if (is_organizer(&view->persons[i]) &&
			strcmp(view->persons[i].person->party, party) == 0)
			return true;
	return false;
}

static void put_organizers(struct json *json, const struct view *view)
{
	bool is_open = false;

	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (!is_organizer(person) || is_named_before(view, i))
			continue;
		open_item(json, "organizer", &is_open, "Organization");
		json_text(json, "name", person->party.text);
		json_close(json);
	}
	close_list(json, is_open);
}

/* Bodies that met, and persons; schema.org knows no chair. */
static void put_attendees(struct json *json, const struct view *view)
{
	bool is_open = false;

	for (size_t i = 0; i < view->body_count; i++) {
		open_item(json, "attendee", &is_open, "Organization");
		json_text(json, "name", view->bodies[i].name.text);
		json_close(json);
	}
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (person->name.text == NULL)
			continue;
		open_item(json, "attendee", &is_open, "Person");
		json_text(json, "name", person->name.text);
		put_known(json, "jobTitle", person->role.text);
		json_close(json);
	}
	close_list(json, is_open);
}

static void put_publisher(struct json *json, const char *name,
	const struct page *page, const struct view *view)
{
	const struct publisher *publisher = page->publisher;

	put_type(json, name, "Organization");
	if (view != NULL && view->credit != NULL) {
		json_text(json, "name", view->credit->publisher);
		put_known(json, "url", view->credit->href);
	} else {
		json_text(json, "name",
			publisher_choose(
				publisher, &publisher->names, page->language)
				.text);
		json_text(json, "url", publisher->base);
	}
	json_close(json);
}

/* What the text was translated from, as far as it is known. */
static void put_original(struct json *json, const struct view *view,
	const struct release *release)
{
	const char *of = view->shown ? view->shown->of : NULL;
	const struct text *original = of ? event_text(view->event, of) : NULL;
	const struct release_words *words =
		original ? text_release(original, release->id) : NULL;

	if (of == NULL)
		return;
	put_type(json, "translationOfWork", "Report");
	json_text(json, "inLanguage", of);
	put_known(json, "name", original ? original->title : NULL);
	put_known(json, "url", words ? words->href : NULL);
	json_close(json);
}

static void put_release(struct json *json, const struct page *page,
	const struct release *release)
{
	struct pool pool = POOL_INIT;
	const struct view *view =
		view_of_release(&pool, page->meeting->view, release->id);
	struct release_view shown = view_release(view, release->id);
	struct words notice = view_notice(view);
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	json_text(json, "headline", title.bytes);
	put_address(json, page, page->path);
	jsonparts_put_date(json, "datePublished", &release->published);
	json_text(json, "inLanguage", shown.language);
	put_known(json, "creativeWorkStatus", notice.text);
	put_known(json, "sameAs", shown.words ? shown.words->href : NULL);
	/* Of a summary, the record has to say whose text it sums up. */
	if (view->credit != NULL || !view_is_summary(view, release->id))
		put_publisher(json, "author", page, view);
	put_publisher(json, "publisher", page, NULL);
	put_original(json, view, release);
	buf_release(&title);
	pool_release(&pool);
}

static bool is_told(const struct release *release)
{
	return !release->hidden && release->status != RELEASE_WITHDRAWN;
}

static void put_releases(struct json *json, const struct page *page)
{
	const struct event *event = page->meeting->view->event;
	bool is_open = false;

	for (size_t i = 0; i < event->release_count; i++) {
		if (!is_told(&event->releases[i]))
			continue;
		open_item(json, "subjectOf", &is_open, "Report");
		put_release(json, page, &event->releases[i]);
		json_close(json);
	}
	close_list(json, is_open);
}

/* The series that this one belongs to. */
static void put_whole(struct json *json, const struct page *page)
{
	put_type(json, "superEvent", "EventSeries");
	json_text(json, "name",
		publisher_choose(
			page->publisher, &page->series->titles, page->language)
			.text);
	put_address(json, page, page_of_series(page)->path);
	json_close(json);
}

static void put_event(struct json *json, const struct page *page)
{
	const struct view *view = page->meeting->view;
	const struct event *event = view->event;
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	json_open(json, NULL, '{');
	json_text(json, "@context", "https://schema.org");
	json_text(json, "@type", "Event");
	json_text(json, "name", title.bytes);
	json_text(json, "inLanguage", view->title.language);
	put_address(json, page, page->path);
	json_text(json, "eventStatus", event_status(event));
	put_known(json, "eventAttendanceMode", attendance_mode(&event->place));
	put_dates(json, event);
	if (view->summary.text != NULL &&
		strcmp(view->summary.language, view->title.language) == 0)
		json_text(json, "description", view->summary.text);
	put_place(json, page, view);
	put_organizers(json, view);
	put_attendees(json, view);
	put_whole(json, page);
	put_releases(json, page);
	json_close(json);
	buf_release(&title);
}

/*
 * HTML ends a script at "</script" and XML reads "<" and "&" as markup, so
 * that none of them may stand in it.  They only occur inside strings.
 */
static void put_escaped(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (strchr("<>&", *text) != NULL)
			buf_printf(out, "\\u%04x", (unsigned)*text);
		else
			buf_putc(out, *text);
}

/* An Event has a date. */
static bool has_date(const struct event *event)
{
	return event->sitting_count > 0 &&
		event->sittings[0].start.precision != WHEN_ABSENT;
}

void jsonld_put(struct markup *markup, const struct page *page)
{
	struct buf bytes = BUF_INIT, escaped = BUF_INIT;
	struct json json = {.out = &bytes};

	if (!has_date(page->meeting->view->event))
		return;
	markup_block(markup, "script");
	markup_attribute(markup, "type", "application/ld+json");
	put_event(&json, page);
	put_escaped(&escaped, bytes.bytes);
	markup_raw(markup, escaped.bytes);
	markup_end(markup);
	buf_release(&escaped);
	buf_release(&bytes);
}
