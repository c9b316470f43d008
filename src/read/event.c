#include "read/event_parts.h"

#include <stdbool.h>
#include <string.h>
#include "base/banned.h"

static const struct attribute_shape time_attributes[] = {
	{"start", &value_start, REQUIRED},
	{"end", &value_start, OPTIONAL},
	{"zone", &value_zone, OPTIONAL},
	{"id", &value_id, OPTIONAL},
	{"main", &value_yes_no, OPTIONAL},
	{NULL},
};

static const struct shape time_shape = {
	"time", NO_WORDS, time_attributes, NULL, "id"};

static const struct attribute_shape place_attributes[] = {
	{"mode", &value_mode, OPTIONAL},
	{"country", &value_country, OPTIONAL},
	{"geo", &value_geo, OPTIONAL},
	{"join", &value_page, OPTIONAL},
	{NULL},
};

static const struct shape place_shape = {"place", NO_WORDS, place_attributes};

static const struct attribute_shape person_attributes[] = {
	{"id", &value_id, OPTIONAL},
	{"party", &value_party, OPTIONAL},
	{"as", &value_role, OPTIONAL},
	{"acting", &value_yes_no, OPTIONAL},
	{"sitting", &value_id, OPTIONAL},
	{"name", &value_words, OPTIONAL},
	{NULL},
};

static const struct shape person_shape = {
	"person", NO_WORDS, person_attributes, NULL, "id"};

static const struct attribute_shape ref_only[] = {
	{"ref", &value_id, REQUIRED}, {NULL}};
static const struct shape body_ref_shape = {
	"body", NO_WORDS, ref_only, NULL, "ref"};

static const struct attribute_shape term_only[] = {
	{"term", &value_folder, REQUIRED}, {NULL}};
const struct shape topic_ref_shape = {
	"topic", NO_WORDS, term_only, NULL, "term"};

static const struct attribute_shape uid_only[] = {
	{"uid", &value_uid, REQUIRED}, {NULL}};
static const struct shape part_of_shape = {"part-of", NO_WORDS, uid_only};
static const struct shape see_also_shape = {
	"see-also", NO_WORDS, uid_only, NULL, "uid"};

static const struct attribute_shape href_only[] = {
	{"href", &value_link, REQUIRED}, {NULL}};
static const struct shape link_shape = {
	"link", NO_WORDS, href_only, NULL, "href"};

static const struct attribute_shape release_attributes[] = {
	{"id", &value_id, OPTIONAL},
	{"published", &value_moment, OPTIONAL},
	{"not-before", &value_moment, OPTIONAL},
	{"status", &value_release_status, OPTIONAL},
	{"see", &value_see, OPTIONAL},
	{NULL},
};

static const struct shape release_shape = {
	"release", NO_WORDS, release_attributes, NULL, "id"};

static const struct attribute_shape at_only[] = {
	{"at", &value_moment, REQUIRED}, {NULL}};
static const struct attribute_shape moved_attributes[] = {
	{"from", &value_start, REQUIRED},
	{"at", &value_moment, REQUIRED},
	{NULL},
};

static const struct shape announced_shape = {"announced", NO_WORDS, at_only};
static const struct shape moved_shape = {"moved", NO_WORDS, moved_attributes};
static const struct shape postponed_shape = {"postponed", NO_WORDS, at_only};
static const struct shape cancelled_shape = {"cancelled", NO_WORDS, at_only};
static const struct child_shape changes[] = {
	{&announced_shape, ANY},
	{&moved_shape, ANY},
	{&postponed_shape, ANY},
	{&cancelled_shape, ANY},
	{NULL},
};

static const struct shape history_shape = {"history", NO_WORDS, NULL, changes};

static const struct attribute_shape attributes[] = {
	{"uid", &value_uid, REQUIRED},
	{"number", &value_number, OPTIONAL},
	{"status", &value_status, OPTIONAL},
	{"draft", &value_yes_no, OPTIONAL},
	{"not-before", &value_moment, OPTIONAL},
	{"sequence", &value_sequence, OPTIONAL},
	{"created", &value_moment, OPTIONAL},
	{"modified", &value_moment, OPTIONAL},
	{NULL},
};

static const struct child_shape children[] = {
	{&time_shape, ANY},
	{&place_shape, AT_MOST_ONCE},
	{&person_shape, ANY},
	{&body_ref_shape, ANY},
	{&topic_ref_shape, ANY},
	{&part_of_shape, AT_MOST_ONCE},
	{&see_also_shape, ANY},
	{&link_shape, ANY},
	{&release_shape, ANY},
	{&history_shape, AT_MOST_ONCE},
	{NULL},
};

const struct shape event_shape = {"event", NO_WORDS, attributes, children};

const char *event_take_uid(
	struct reader *reader, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value
		? pool_bytes(&reader->site->pool, value, strcspn(value, " "))
		: NULL;
}

/* RFC 5545, 3.8.1.6: both halves parted by a semicolon. */
static void take_geo(struct reader *reader, const struct element *element,
	struct place *place)
{
	const char *value = element_value(element, "geo");
	const char *comma;

	if (value == NULL)
		return;
	comma = strpbrk(value, ",;");
	place->geo = pool_printf(&reader->site->pool, "%.*s;%s",
		(int)(comma - value), value, comma + 1 + (comma[1] == ' '));
}

static void take_place(struct reader *reader, struct event *event,
	const struct element *element)
{
	const struct element *child = element_child(element, "place");
	struct place *place = &event->place;

	if (child == NULL)
		return;
	place->mode = take_value(reader, child, "mode");
	place->country = take_value(reader, child, "country");
	place->join = take_link(&reader->site->pool, child, "join");
	take_geo(reader, child, place);
}

static bool has_sitting(const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->sitting_count; i++)
		if (event->sittings[i].id != NULL &&
			strcmp(event->sittings[i].id, id) == 0)
			return true;
	return false;
}

static void check_sitting_ref(struct reader *reader, const struct event *event,
	const struct element *element)
{
	const char *id = element_value(element, "sitting");
	struct nearest nearest;

	if (id == NULL || has_sitting(event, id))
		return;
	nearest_begin(&nearest, id);
	for (size_t i = 0; i < event->sitting_count; i++)
		if (event->sittings[i].id != NULL)
			nearest_offer(&nearest, event->sittings[i].id);
	reader_report_nobody(reader, element_place(element, "sitting"),
		"time with the id", &nearest, "give that time this id");
}

static void check_person(struct reader *reader, const struct event *event,
	const struct element *element)
{
	reader_check_party(reader, element, "party");
	check_sitting_ref(reader, event, element);
	if (element_value(element, "id") == NULL &&
		element_value(element, "party") == NULL &&
		element_value(element, "name") == NULL) {
		reader_error(
			reader, element->at, "nothing says who this person is");
		diag_help(reader->diag,
			"add party=\"…\", name=\"…\", or an id=\"…\" that the "
			"texts refer to");
	}
}

static void take_persons(struct reader *reader, struct event *event,
	const struct element *element)
{
	event->persons = pool_alloc(&reader->site->pool,
		element_count(element, "person") * sizeof(*event->persons));
	for (const struct element *child = element_child(element, "person");
		child != NULL; child = element_again(child)) {
		const char *as = take_value(reader, child, "as");
		struct person person = {
			.id = take_value(reader, child, "id"),
			.party = take_value(reader, child, "party"),
			.as = as ? as : "participant",
			.acting = take_yes(child, "acting", 0),
			.sitting = take_value(reader, child, "sitting"),
			.name = take_words_value(reader, child, "name"),
		};

		/* In the ledger, the one stands for the other. */
		if (reader->as_published)
			person.uid = person.id;
		check_person(reader, event, child);
		event->persons[event->person_count++] = person;
	}
}

static const struct body *find_body(struct reader *reader, struct event *event,
	const struct element *element)
{
	const struct publisher *publisher = &reader->site->publisher;
	const struct series *series = event->series;
	const char *id = element_value(element, "ref");
	const struct body *body =
		body_find(series->bodies, series->body_count, id);
	struct nearest nearest;

	if (body == NULL)
		body = body_find(publisher->bodies, publisher->body_count, id);
	if (body != NULL || series->failed || reader->no_glossary)
		return body;
	nearest_begin(&nearest, id);
	for (size_t i = 0; i < publisher->body_count; i++)
		nearest_offer(&nearest, publisher->bodies[i].id);
	for (size_t i = 0; i < series->body_count; i++)
		nearest_offer(&nearest, series->bodies[i].id);
	reader_report_nobody(reader, element_place(element, "ref"), "body",
		&nearest,
		pool_printf(&reader->scratch,
			"add its name to publisher.xml: <body id=\"%s\"><name "
			"xml:lang=\"%s\">…</name></body>",
			id,
			publisher->language_count > 0 ? publisher->languages[0]
						      : "en"));
	return NULL;
}

static void take_body_refs(struct reader *reader, struct event *event,
	const struct element *element)
{
	for (const struct element *child = element_child(element, "body");
		child != NULL; child = element_again(child)) {
		event->bodies = pool_grow(&reader->site->pool, event->bodies,
			event->body_count, sizeof(*event->bodies));
		event->bodies[event->body_count++] =
			find_body(reader, event, child);
	}
}

const struct topic **take_topic_refs(
	struct reader *reader, const struct element *element, size_t *count)
{
	const struct publisher *publisher = &reader->site->publisher;
	const struct topic **topics = NULL;

	*count = 0;
	for (const struct element *child = element_child(element, "topic");
		child != NULL; child = element_again(child)) {
		const char *term = element_value(child, "term");
		const struct topic *topic = publisher_topic(publisher, term);
		struct nearest nearest;

		topics = pool_grow(
			&reader->site->pool, topics, *count, sizeof(*topics));
		topics[(*count)++] = topic;
		if (topic != NULL || reader->no_glossary)
			continue;
		nearest_begin(&nearest, term);
		for (size_t i = 0; i < publisher->topic_count; i++)
			nearest_offer(&nearest, publisher->topics[i].term);
		reader_report_nobody(reader, element_place(child, "term"),
			"topic", &nearest,
			pool_printf(&reader->scratch,
				"add its label to publisher.xml: <topic "
				"term=\"%s\"><label "
				"xml:lang=\"%s\">…</label></topic>",
				term,
				publisher->language_count > 0
					? publisher->languages[0]
					: "en"));
	}
	return topics;
}

static void take_references(struct reader *reader, struct event *event,
	const struct element *element)
{
	const struct element *child = element_child(element, "part-of");

	if (child != NULL)
		event->part_of = (struct reference){
			.uid = event_take_uid(reader, child, "uid"),
			.at = element_place(child, "uid")};
	for (child = element_child(element, "see-also"); child != NULL;
		child = element_again(child)) {
		struct reference other = {
			.uid = event_take_uid(reader, child, "uid"),
			.at = element_place(child, "uid")};

		event->see_also = pool_grow(&reader->site->pool,
			event->see_also, event->see_also_count, sizeof(other));
		event->see_also[event->see_also_count++] = other;
	}
}

static void take_links(struct reader *reader, struct event *event,
	const struct element *element)
{
	for (const struct element *child = element_child(element, "link");
		child != NULL; child = element_again(child)) {
		event->links = pool_grow(&reader->site->pool, event->links,
			event->link_count, sizeof(*event->links));
		event->links[event->link_count++] =
			take_link(&reader->site->pool, child, "href");
	}
}

static enum status take_status(const struct element *element)
{
	const char *status = element_value(element, "status");

	return status ? (enum status)value_index(value_status.allowed, status)
		      : STATUS_SCHEDULED;
}

struct event *take_event(struct reader *reader, const struct element *element,
	const char *path, const char *folder, const struct series *series)
{
	struct event *event = pool_alloc(&reader->site->pool, sizeof(*event));

	reader->failed = false;
	event->series = series;
	event->folder = folder;
	event->path = path;
	event->at = element_place(element, "uid");
	event->uid = event_take_uid(reader, element, "uid");
	event->number = take_number(element, "number", 0);
	event->status = take_status(element);
	event->has_status = element_value(element, "status") != NULL;
	event->draft = take_yes(element, "draft", 0);
	event->doubt_line = element->doubt_line;
	event->not_before =
		take_date(reader, element, "not-before", DAY_FROM_ITS_START);
	event->floor = (struct stamp){take_number(element, "sequence", 0),
		take_date(reader, element, "created", DAY_FROM_ITS_START).at,
		take_date(reader, element, "modified", DAY_FROM_ITS_START).at};
	event_take_sittings(reader, event, element);
	take_place(reader, event, element);
	take_persons(reader, event, element);
	take_body_refs(reader, event, element);
	event->topics = take_topic_refs(reader, element, &event->topic_count);
	event->own_topic_count = event->topic_count;
	event_inherit_topics(&reader->site->pool, event);
	take_references(reader, event, element);
	take_links(reader, event, element);
	event_take_releases(reader, event, element);
	event_take_history(reader, event, element);
	return reader->failed ? NULL : event;
}

struct event *read_event(struct reader *reader, const char *path,
	const char *folder, const struct series *series)
{
	const struct element *element = reader_open(reader, path, &event_shape);

	return element ? take_event(reader, element, path, folder, series)
		       : NULL;
}
