#include "write/rfc9073.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "base/uuid.h"
#include "write/contentline.h"
#include "write/feed_title.h"
#include "base/banned.h"

/* RFC 9253, 8.1: subjects, by a name that no address changes. */
static void put_concepts(struct buf *out, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < event->topic_count; i++) {
		struct buf tag = BUF_INIT;

		buf_printf(&tag, "tag:%s:topic/%s", view->publisher->authority,
			event->topics[i]->term);
		contentline_put_as(
			out, "CONCEPT", icalproperty_new_url(tag.bytes));
		buf_release(&tag);
	}
}

/* RFC 9253, 8.3: what belongs together has one REFID, and no other has it. */
static void put_series(struct buf *out, const struct view *view)
{
	struct buf tag = BUF_INIT;

	buf_printf(&tag, "tag:%s:series/%s", view->publisher->authority,
		series_identity(view->event->series));
	contentline_put_as(out, "REFID", icalproperty_new_comment(tag.bytes));
	buf_release(&tag);
}

static icalparameter *new_linkrel(const char *relation)
{
	icalparameter *parameter = icalparameter_new(ICAL_IANA_PARAMETER);

	icalparameter_set_iana_name(parameter, "LINKREL");
	icalparameter_set_iana_value(parameter, relation);
	return parameter;
}

/* RFC 6868, 3.1: libical 3.0.16 escapes all but the escape itself. */
static bool libical_doubles(void)
{
	icalparameter *label = icalparameter_new_label("^");
	char *text = icalparameter_as_ical_string_r(label);
	bool result = strstr(text, "^^") != NULL;

	icalmemory_free_buffer(text);
	icalparameter_free(label);
	return result;
}

static icalparameter *new_label(const char *label)
{
	struct buf doubled = BUF_INIT;
	icalparameter *parameter;

	if (strchr(label, '^') == NULL || libical_doubles())
		return icalparameter_new_label(label);
	for (; *label != '\0'; label++) {
		if (*label == '^')
			buf_putc(&doubled, '^');
		buf_putc(&doubled, *label);
	}
	parameter = icalparameter_new_label(doubled.bytes);
	buf_release(&doubled);
	return parameter;
}

static void put_link(struct buf *out, const struct view *view,
	const struct release_view *release)
{
	icalproperty *link = icalproperty_new(ICAL_X_PROPERTY);

	icalproperty_set_value(link, icalvalue_new_uri(release->words->href));
	icalproperty_add_parameter(link, new_linkrel("describedby"));
	icalproperty_add_parameter(
		link, icalparameter_new_fmttype("text/html"));
	icalproperty_add_parameter(
		link, new_label(view_phrase(view, "release")));
	contentline_put_as(
		out, "LINK", contentline_in(link, release->language));
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

void rfc9073_put_properties(struct buf *out, const struct fragment *fragment)
{
	const struct view *view = fragment->view;

	put_concepts(out, view);
	put_series(out, view);
	put_links(out, view);
}

/* "CO-CHAIR" */
static void put_role(struct buf *out, const char *as)
{
	struct buf role = BUF_INIT;

	for (; *as != '\0'; as++)
		buf_putc(&role, (char)toupper((unsigned char)*as));
	contentline_put_x(out, "X-DIALOGUE-ROLE", role.bytes);
	buf_release(&role);
}

/*
 * RFC 9073, 7.1.  A speaker is the nearest there is to a chair, and known to
 * all that read this; ACTIVE makes ical4j refuse the calendar.  PRIORITY keeps the order of the record, and nine is the last
 * there is (RFC 5545, 3.8.1.9).  Where a person
 * is says nothing: that is private (10.2).  Programs that know no components
 * inside a VEVENT take SUMMARY and DESCRIPTION for those of the meeting
 * (calcurse), so there are none.
 */
static void put_participant(struct buf *out, const struct view *view,
	const struct person_view *shown, int priority)
{
	const struct person *person = shown->person;
	struct words name = person_called(shown);
	char uid[UUID_SIZE];

	person_uid(uid, view->event, person, priority);
	contentline_begin(out, "PARTICIPANT");
	contentline_put(out, icalproperty_new_uid(uid));
	contentline_put_x(out, "PARTICIPANT-TYPE", "SPEAKER");
	contentline_put(
		out, icalproperty_new_priority(priority < 9 ? priority : 9));
	contentline_put_in(
		out, name.language, icalproperty_new_name(name.text));
	if (shown->name.text != NULL && shown->role.text != NULL)
		contentline_put_as(out, "X-DIALOGUE-FUNCTION",
			contentline_in(
				icalproperty_new_comment(shown->role.text),
				shown->role.language));
	if (person->party != NULL)
		contentline_put_x(out, "X-DIALOGUE-PARTY", person->party);
	put_role(out, person->as);
	if (person->acting)
		contentline_put_x(out, "X-DIALOGUE-ACTING", "TRUE");
	contentline_end(out, "PARTICIPANT");
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
		contentline_begin(out, "VLOCATION");
		contentline_put(out, icalproperty_new_uid(uuid));
		contentline_put_in(
			out, language, icalproperty_new_name(place.bytes));
		contentline_end(out, "VLOCATION");
	}
	buf_release(&place);
}

void rfc9073_put_components(struct buf *out, const struct fragment *fragment)
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
