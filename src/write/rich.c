#include "write/rich.h"

#include <ctype.h>
#include "base/uuid.h"
#include "write/contentline.h"
#include "write/names.h"
#include "base/banned.h"

/* RFC 6868, 3.1: what a quoted parameter cannot hold as it is. */
static void put_quoted(struct buf *line, const char *name, const char *value)
{
	buf_putc(line, ';');
	buf_puts(line, name);
	buf_puts(line, "=\"");
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
		size_t line = contentline_begin(out, "CONCEPT:tag:");

		buf_puts(out, view->publisher->authority);
		buf_puts(out, ":topic/");
		buf_puts(out, event->topics[i]->term);
		contentline_end(out, line);
	}
}

/* RFC 9253, 8.3: what belongs together has one REFID, and no other has it. */
static void put_series(struct buf *out, const struct view *view)
{
	size_t line = contentline_begin(out, "REFID:tag:");

	contentline_escape(out, view->publisher->authority);
	buf_puts(out, ":series/");
	buf_puts(out, series_identity(view->event->series));
	contentline_end(out, line);
}

static void put_link(struct buf *out, const struct view *view,
	const struct release_view *release)
{
	size_t line = contentline_begin(
		out, "LINK;VALUE=URI;LINKREL=describedby;FMTTYPE=text/html");

	put_quoted(out, "LABEL", view_phrase(view, "release"));
	contentline_put_parameter(out, "LANGUAGE", release->language);
	contentline_put_plain(out, release->words->href);
	contentline_end(out, line);
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
	size_t line = contentline_begin(out, "X-DIALOGUE-ROLE:");

	for (; *as != '\0'; as++)
		buf_putc(out, (char)toupper((unsigned char)*as));
	contentline_end(out, line);
}

static void put_priority(struct buf *out, int priority)
{
	size_t line = contentline_begin(out, "PRIORITY:");

	/* RFC 5545, 3.8.1.9: nine is the last there is. */
	buf_put_number(out, priority < 9 ? priority : 9, 1);
	contentline_end(out, line);
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

	buf_puts(&identity, id != NULL ? "participant/" : "participant/#");
	if (id != NULL)
		buf_puts(&identity, id);
	else
		buf_put_number(&identity, priority, 1);
	uuid_named(uuid, view->event->uid, identity.bytes);
	contentline_put(out, "BEGIN:PARTICIPANT");
	contentline_put_value(out, "UID", uuid);
	contentline_put(out, "PARTICIPANT-TYPE:ACTIVE");
	put_priority(out, priority);
	contentline_put_text(out, "NAME", name.language, name.text);
	if (person->name.text != NULL && person->role.text != NULL)
		contentline_put_text(out, "X-DIALOGUE-FUNCTION",
			person->role.language, person->role.text);
	if (person->person->party != NULL)
		contentline_put_value(
			out, "X-DIALOGUE-PARTY", person->person->party);
	put_role(out, person->person->as);
	if (person->person->acting)
		contentline_put(out, "X-DIALOGUE-ACTING:TRUE");
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
		contentline_put_value(out, "UID", uuid);
		contentline_put_text(out, "NAME", language, place.bytes);
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
