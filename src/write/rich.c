#include "write/rich.h"

#include <ctype.h>
#include <libical/ical.h>
#include "base/uuid.h"
#include "write/contentline.h"
#include "write/names.h"
#include "base/banned.h"

static void put(struct buf *out, icalproperty *property)
{
	contentline_put_property(out, property);
}

/* A line of what libical does not know; `value` needs no escaping. */
static void put_line(struct buf *out, const char *name, const char *value)
{
	struct buf line = BUF_INIT;

	buf_printf(&line, "%s:%s", name, value);
	contentline_put(out, line.bytes);
	buf_release(&line);
}

/* RFC 6868, 3.1: what a quoted parameter cannot hold as it is. */
static void put_parameter(struct buf *line, const char *name, const char *value)
{
	buf_printf(line, ";%s=\"", name);
	for (; *value != '\0'; value++) {
		if (*value == '^')
			buf_puts(line, "^^");
		else if (*value == '"')
			buf_puts(line, "^'");
		else
			buf_putc(line, *value);
	}
	buf_putc(line, '"');
}

/* RFC 9253, 8.1: subjects, by a name that no address changes. */
static void put_concepts(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++) {
		struct buf concept = BUF_INIT;

		buf_printf(&concept, "tag:%s:topic/%s",
			view->publisher->authority, event->topics[i]->term);
		put_line(out, "CONCEPT", concept.bytes);
		buf_release(&concept);
	}
}

/* RFC 9253, 8.3: what belongs together has one REFID, and no other has it. */
static void put_series(struct buf *out, const struct view *view)
{
	struct buf line = BUF_INIT;

	/* RFC 5545, 3.3.11: a comma in a text is escaped. */
	buf_puts(&line, "REFID:tag:");
	for (const char *at = view->publisher->authority; *at != '\0'; at++)
		buf_printf(&line, "%s%c", *at == ',' ? "\\" : "", *at);
	buf_printf(&line, ":series/%s", series_identity(view->event->series));
	contentline_put(out, line.bytes);
	buf_release(&line);
}

static void put_link(struct buf *out, const struct view *view,
	const struct release_view *release)
{
	struct buf line = BUF_INIT;

	buf_puts(&line, "LINK;VALUE=URI;LINKREL=describedby;FMTTYPE=text/html");
	put_parameter(&line, "LABEL", view_phrase(view, "release"));
	buf_printf(&line, ";LANGUAGE=%s:%s", release->language,
		release->words->href);
	contentline_put(out, line.bytes);
	buf_release(&line);
}

/* RFC 9253, 8.2: the pages of the releases. */
static void put_links(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		struct release_view shown = view_release(view, release->id);

		if (!release->hidden && release->status != RELEASE_WITHDRAWN &&
			shown.words != NULL && shown.words->href != NULL)
			put_link(out, view, &shown);
	}
}

void rich_put_properties(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	put_concepts(out, view);
	put_series(out, view);
	put_links(out, view);
}

/* "CO-CHAIR" */
static void put_role(struct buf *out, const char *as)
{
	struct buf value = BUF_INIT;

	for (; *as != '\0'; as++)
		buf_putc(&value, (char)toupper((unsigned char)*as));
	put_line(out, "X-DIALOGUE-ROLE", value.bytes);
	buf_release(&value);
}

static void put_function(struct buf *out, struct words role)
{
	struct buf line = BUF_INIT;

	if (role.text == NULL)
		return;
	buf_printf(&line, "X-DIALOGUE-FUNCTION;LANGUAGE=%s:", role.language);
	contentline_put_escaped(&line, role.text);
	contentline_put(out, line.bytes);
	buf_release(&line);
}

/*
 * RFC 9073, 7.1.  PRIORITY keeps the order of the record; there is no type
 * for a chair.  Where a person is says nothing: that is private (10.2).
 * Programs that know no components inside a VEVENT take SUMMARY and
 * DESCRIPTION for those of the meeting (calcurse), so there are none.
 */
static void put_participant(struct buf *out, const struct view *view,
	const struct person_view *person, int priority)
{
	struct words name = person_called(person);
	const char *id = person->person->id;
	struct buf identity = BUF_INIT;
	char uuid[UUID_SIZE];

	if (id != NULL)
		buf_printf(&identity, "participant/%s", id);
	else
		buf_printf(&identity, "participant/#%d", priority);
	uuid_named(uuid, view->event->uid, identity.bytes);
	contentline_put(out, "BEGIN:PARTICIPANT");
	put(out, icalproperty_new_uid(uuid));
	put_line(out, "PARTICIPANT-TYPE", "ACTIVE");
	/* RFC 5545, 3.8.1.9: nine is the last there is. */
	put(out, icalproperty_new_priority(priority < 9 ? priority : 9));
	put(out,
		contentline_in_language(
			icalproperty_new_name(name.text), name.language));
	if (person->name.text != NULL)
		put_function(out, person->role);
	if (person->person->party != NULL)
		put_line(out, "X-DIALOGUE-PARTY", person->person->party);
	put_role(out, person->person->as);
	if (person->person->acting)
		put_line(out, "X-DIALOGUE-ACTING", "TRUE");
	contentline_put(out, "END:PARTICIPANT");
	buf_release(&identity);
}

/* RFC 9073, 7.2. */
static void put_place(struct buf *out, const struct view *view)
{
	struct buf place = BUF_INIT;
	const char *language;
	char uuid[UUID_SIZE];

	view_put_place(&place, view, &language);
	if (place.length > 0) {
		uuid_named(uuid, view->event->uid, "location");
		contentline_put(out, "BEGIN:VLOCATION");
		put(out, icalproperty_new_uid(uuid));
		put(out,
			contentline_in_language(
				icalproperty_new_name(place.bytes), language));
		contentline_put(out, "END:VLOCATION");
	}
	buf_release(&place);
}

void rich_put_components(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	int priority = 0;

	for (size_t i = 0; i < view->person_count; i++) {
		const struct person_view *person = &view->persons[i];

		if (person_is_present(person->person, fragment->sitting) &&
			person_called(person).text != NULL)
			put_participant(out, view, person, ++priority);
	}
	put_place(out, view);
}
