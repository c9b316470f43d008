#include "write/jsonparts.h"

#include <string.h>
#include "base/banned.h"

void jsonparts_put_buf(struct json *json, const char *name, struct buf *buf)
{
	json_text(json, name, buf->length > 0 ? buf->bytes : NULL);
	buf_release(buf);
}

void jsonparts_put_address(struct json *json, const char *name,
	const struct publisher *publisher, const char *path)
{
	struct buf address = BUF_INIT;

	if (path != NULL)
		publisher_put_address(&address, publisher, path);
	jsonparts_put_buf(json, name, &address);
}

void jsonparts_put_when(
	struct json *json, const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	when_put(&text, when);
	jsonparts_put_buf(json, name, &text);
}

void jsonparts_put_date(
	struct json *json, const char *name, const struct date *date)
{
	struct buf text = BUF_INIT;

	date_put(&text, date);
	jsonparts_put_buf(json, name, &text);
}

void jsonparts_put_instant(struct json *json, const char *name, instant at)
{
	struct buf text = BUF_INIT;

	instant_put_rfc3339(&text, at);
	jsonparts_put_buf(json, name, &text);
}

/* "50.84212;4.38235" as two numbers. */
static void put_geo(struct json *json, const char *geo)
{
	struct buf text = BUF_INIT;

	for (; geo != NULL && *geo != '\0'; geo++)
		buf_putc(&text, *geo == ';' ? ',' : *geo);
	jsonparts_put_buf(json, "geo", &text);
}

static void put_place(struct json *json, const struct view *view)
{
	const struct place *place = &view->event->place;
	struct buf text = BUF_INIT;
	const char *language;

	view_put_place(&text, view, &language);
	json_open(json, "place", '{');
	json_text(json, "text", text.length > 0 ? text.bytes : NULL);
	json_text(json, "language", text.length > 0 ? language : NULL);
	json_text(json, "country", place->country);
	json_text(json, "mode", place->mode);
	put_geo(json, place->geo);
	json_text(json, "join", place->join);
	json_close(json);
	buf_release(&text);
}

/* Of a name that the record gives for all languages it is not known. */
static const char *language_of(struct words words)
{
	return words.text != NULL ? words.language : NULL;
}

static void put_persons(struct json *json, const struct view *view)
{
	json_open(json, "persons", '[');
	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		json_open(json, NULL, '{');
		json_text(json, "as", person->person->as);
		json_number(json, "order", (int)i + 1);
		json_text(json, "party", person->person->party);
		json_text(json, "party_name",
			person->person->party ? person->party.text : NULL);
		json_text(json, "name", person->name.text);
		json_text(json, "name_language", language_of(person->name));
		json_text(json, "role", person->role.text);
		json_text(json, "role_language", language_of(person->role));
		json_close(json);
	}
	json_close(json);
}

static void put_times(struct json *json, const struct event *event)
{
	static const struct sitting nothing;
	const struct sitting *main =
		event->sitting_count > 0 ? event->sittings : &nothing;

	jsonparts_put_when(json, "start", &main->start);
	jsonparts_put_when(json, "end", sitting_end(main));
	json_text(json, "zone", main->zone_name);
}

void jsonparts_put_event(
	struct json *json, const struct view *view, const char *calendar)
{
	const struct event *event = view->event;
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	json_text(json, "uid", event->uid);
	json_text(json, "series", event->series->folder);
	json_number(json, "number", event->number);
	jsonparts_put_buf(json, "title", &title);
	json_text(json, "title_language", view->title.language);
	json_text(json, "status", status_name(event->status));
	put_times(json, event);
	put_place(json, view);
	put_persons(json, view);
	jsonparts_put_address(json, "calendar", view->publisher, calendar);
}

void jsonparts_put_translation(struct json *json, const struct view *view)
{
	const struct text *text = view->shown;

	if (text == NULL) {
		json_text(json, "translation", NULL);
		return;
	}
	json_open(json, "translation", '{');
	json_text(json, "kind", text->kind);
	json_text(json, "language", text->language);
	json_text(json, "of", text->of);
	json_number(json, "of_revision", text->of_revision);
	json_number(json, "revision", text->revision);
	json_bool(json, "stale", view->stale);
	json_text(json, "notice", view_notice(view).text);
	json_close(json);
}

void jsonparts_put_tail(struct buf *out, const struct feed *feed)
{
	(void)feed;
	buf_puts(out, "\n  ]\n}\n");
}
