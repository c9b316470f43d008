#include "write/jsonld.h"

#include <string.h>
#include "base/pool.h"
#include "model/feed.h"
#include "write/json.h"
#include "write/jsonparts.h"
#include "write/page.h"
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

/* A date, or a moment in UTC where a clock time is known. */
static void put_when(struct json *json, const char *name,
	const struct when *when, const struct zone *zone)
{
	if (when->precision == WHEN_CLOCK && zone != NULL)
		jsonparts_put_instant(json, name, zone_instant(zone, when));
	else if (when->precision != WHEN_ABSENT)
		jsonparts_put_when(json, name, when);
}

static void put_dates(struct json *json, const struct event *event)
{
	const struct sitting *main = event->sittings;
	struct when previous = event_previous(event);

	if (event->sitting_count > 0) {
		put_when(json, "startDate", &main->start, main->zone);
		put_when(json, "endDate", &main->end, main->zone);
	}
	if (previous.precision == WHEN_CLOCK)
		previous.precision = WHEN_DAY;
	if (previous.precision != WHEN_ABSENT)
		jsonparts_put_when(json, "previousStartDate", &previous);
}

static void put_place(struct json *json, const struct view *view)
{
	const struct place *place = &view->event->place;
	struct buf text = BUF_INIT;
	const char *language;

	view_put_place(&text, view, &language);
	json_open(json, "location", '[');
	if (text.length > 0 &&
		(place->mode == NULL || strcmp(place->mode, "online") != 0)) {
		put_type(json, NULL, "Place");
		json_text(json, "name", text.bytes);
		put_type(json, "address", "PostalAddress");
		put_known(json, "addressLocality", view->place.text);
		put_known(json, "addressCountry", place->country);
		json_close(json);
		json_close(json);
	}
	if (place->join != NULL) {
		put_type(json, NULL, "VirtualLocation");
		json_text(json, "url", place->join);
		json_close(json);
	}
	json_close(json);
	buf_release(&text);
}

/* Bodies that met and persons who chaired: schema.org knows no chair. */
static void put_organizers(struct json *json, const struct view *view)
{
	json_open(json, "organizer", '[');
	for (size_t i = 0; i < view->body_count; i++) {
		put_type(json, NULL, "Organization");
		json_text(json, "name", view->bodies[i].name.text);
		json_close(json);
	}
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (person->name.text == NULL)
			continue;
		put_type(json, NULL, "Person");
		json_text(json, "name", person->name.text);
		put_known(json, "jobTitle", person->role.text);
		if (person->party.text != NULL) {
			put_type(json, "affiliation", "Organization");
			json_text(json, "name", person->party.text);
			json_close(json);
		}
		json_close(json);
	}
	json_close(json);
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
	put_type(json, NULL, "Report");
	json_text(json, "headline", title.bytes);
	put_address(json, page, page->path);
	jsonparts_put_date(json, "datePublished", &release->published);
	json_text(json, "inLanguage", shown.language);
	put_known(json, "creativeWorkStatus", notice.text);
	put_known(json, "sameAs", shown.words ? shown.words->href : NULL);
	put_publisher(json, "author", page, view);
	put_publisher(json, "publisher", page, NULL);
	put_original(json, view, release);
	json_close(json);
	buf_release(&title);
	pool_release(&pool);
}

static void put_releases(struct json *json, const struct page *page)
{
	const struct event *event = page->meeting->view->event;

	json_open(json, "subjectOf", '[');
	for (size_t i = 0; i < event->release_count; i++)
		if (!event->releases[i].hidden &&
			event->releases[i].status != RELEASE_WITHDRAWN)
			put_release(json, page, &event->releases[i]);
	json_close(json);
}

/* The series, and the meeting that this one belongs to. */
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
	json_text(json, "inLanguage", page->language);
	put_address(json, page, page->path);
	json_text(json, "eventStatus", event_status(event));
	put_known(json, "eventAttendanceMode", attendance_mode(&event->place));
	put_dates(json, event);
	put_known(json, "description", view->summary.text);
	put_place(json, view);
	put_organizers(json, view);
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

void jsonld_put(struct markup *markup, const struct page *page)
{
	struct buf bytes = BUF_INIT, escaped = BUF_INIT;
	struct json json = {.out = &bytes};

	put_event(&json, page);
	put_escaped(&escaped, bytes.bytes);
	markup_raw(markup, escaped.bytes);
	buf_release(&escaped);
	buf_release(&bytes);
}
