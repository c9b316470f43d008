#include "read/event_parts.h"

#include <ctype.h>
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

static const struct shape place_shape = {
	"place", NO_WORDS, place_attributes, NULL, NULL};

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
static const struct shape topic_ref_shape = {
	"topic", NO_WORDS, term_only, NULL, "term"};

static const struct attribute_shape uid_only[] = {
	{"uid", &value_uid, REQUIRED}, {NULL}};
static const struct shape part_of_shape = {
	"part-of", NO_WORDS, uid_only, NULL, NULL};
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

static const struct shape announced_shape = {
	"announced", NO_WORDS, at_only, NULL, NULL};
static const struct shape moved_shape = {
	"moved", NO_WORDS, moved_attributes, NULL, NULL};
static const struct shape postponed_shape = {
	"postponed", NO_WORDS, at_only, NULL, NULL};
static const struct shape cancelled_shape = {
	"cancelled", NO_WORDS, at_only, NULL, NULL};
static const struct child_shape changes[] = {
	{&announced_shape, ANY},
	{&moved_shape, ANY},
	{&postponed_shape, ANY},
	{&cancelled_shape, ANY},
	{NULL, ANY},
};

static const struct shape history_shape = {
	"history", NO_WORDS, NULL, changes, NULL};

static const struct attribute_shape attributes[] = {
	{"uid", &value_uid, REQUIRED},
	{"number", &value_number, OPTIONAL},
	{"status", &value_status, OPTIONAL},
	{"draft", &value_yes_no, OPTIONAL},
	{"not-before", &value_moment, OPTIONAL},
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
	{NULL, ANY},
};

static const struct shape event_shape = {
	"event", NO_WORDS, attributes, children, NULL};

struct pool *event_pool(struct event_reading *reading)
{
	return &reading->reader->site->pool;
}

struct diag *event_diag(struct event_reading *reading)
{
	return reading->reader->diag;
}

const char *event_take_uid(struct event_reading *reading,
	const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	char *uid;

	if (value == NULL)
		return NULL;
	/* Only the first 36 characters: `see` goes on with an id. */
	uid = pool_bytes(event_pool(reading), value, 36);
	for (char *at = uid; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return uid;
}

/* RFC 5545, 3.8.1.6: both halves parted by a semicolon. */
static void take_geo(struct event_reading *reading,
	const struct element *element, struct place *place)
{
	const char *value = element_value(element, "geo");
	const char *comma;

	if (value == NULL)
		return;
	comma = strpbrk(value, ",;");
	place->geo = pool_printf(event_pool(reading), "%.*s;%s",
		(int)(comma - value), value, comma + 1 + (comma[1] == ' '));
}

static void take_place(
	struct event_reading *reading, const struct element *element)
{
	const struct element *child = element_child(element, "place");
	struct place *place = &reading->event->place;

	if (child == NULL)
		return;
	place->mode = take_value(reading->reader, child, "mode");
	place->country = take_value(reading->reader, child, "country");
	place->join = take_link(event_pool(reading), child, "join");
	take_geo(reading, child, place);
}

static void check_sitting_ref(
	struct event_reading *reading, const struct element *element)
{
	const char *id = element_value(element, "sitting");
	const struct event *event = reading->event;
	struct nearest nearest;

	if (id == NULL)
		return;
	nearest_begin(&nearest, id);
	for (size_t i = 0; i < event->sitting_count; i++) {
		if (event->sittings[i].id == NULL)
			continue;
		if (strcmp(event->sittings[i].id, id) == 0)
			return;
		nearest_offer(&nearest, event->sittings[i].id);
	}
	reading->failed = 1;
	reader_report_nobody(reading->reader, element_place(element, "sitting"),
		"time with the id", &nearest, "give that time this id");
}

static void check_person(
	struct event_reading *reading, const struct element *element)
{
	if (reader_check_party(reading->reader, element, "party") != 0)
		reading->failed = 1;
	check_sitting_ref(reading, element);
	if (element_value(element, "id") == NULL &&
		element_value(element, "party") == NULL &&
		element_value(element, "name") == NULL) {
		reading->failed = 1;
		diag_error(event_diag(reading), element->at,
			"nothing says who this person is");
		diag_help(event_diag(reading),
			"add party=\"…\", name=\"…\", or an id=\"…\" that the "
			"texts refer to");
	}
}

static void take_persons(
	struct event_reading *reading, const struct element *element)
{
	struct event *event = reading->event;

	event->persons = pool_alloc(event_pool(reading),
		element_count(element, "person") * sizeof(*event->persons));
	for (const struct element *child = element_child(element, "person");
		child != NULL; child = element_again(child)) {
		struct reader *reader = reading->reader;
		const char *as = take_value(reader, child, "as");
		struct person person = {
			.id = take_value(reader, child, "id"),
			.party = take_value(reader, child, "party"),
			.as = as ? as : "participant",
			.acting = take_yes(child, "acting", 0),
			.sitting = take_value(reader, child, "sitting"),
			.name = take_words_value(reader, child, "name"),
		};

		check_person(reading, child);
		event->persons[event->person_count++] = person;
	}
}

static const struct body *find_body(
	struct event_reading *reading, const struct element *element)
{
	const struct publisher *publisher = &reading->reader->site->publisher;
	const struct series *series = reading->event->series;
	const char *id = element_value(element, "ref");
	const struct body *body =
		body_find(series->bodies, series->body_count, id);
	struct nearest nearest;

	if (body == NULL)
		body = body_find(publisher->bodies, publisher->body_count, id);
	if (body != NULL || series->failed || reading->reader->no_glossary)
		return body;
	nearest_begin(&nearest, id);
	for (size_t i = 0; i < publisher->body_count; i++)
		nearest_offer(&nearest, publisher->bodies[i].id);
	for (size_t i = 0; i < series->body_count; i++)
		nearest_offer(&nearest, series->bodies[i].id);
	reading->failed = 1;
	reader_report_nobody(reading->reader, element_place(element, "ref"),
		"body", &nearest,
		"add a <body> with its names to publisher.xml");
	return NULL;
}

static void take_body_refs(
	struct event_reading *reading, const struct element *element)
{
	struct event *event = reading->event;

	for (const struct element *child = element_child(element, "body");
		child != NULL; child = element_again(child)) {
		event->bodies = pool_grow(event_pool(reading), event->bodies,
			event->body_count, sizeof(*event->bodies));
		event->bodies[event->body_count++] = find_body(reading, child);
	}
}

const struct topic **take_topic_refs(struct reader *reader,
	const struct element *element, size_t *count, int *failed)
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
		*failed = 1;
		nearest_begin(&nearest, term);
		for (size_t i = 0; i < publisher->topic_count; i++)
			nearest_offer(&nearest, publisher->topics[i].term);
		reader_report_nobody(reader, element_place(child, "term"),
			"topic", &nearest,
			"add a <topic> with its labels to publisher.xml");
	}
	return topics;
}

/* The topics of the series, where the event does not name them itself. */
static void add_series_topics(struct event_reading *reading)
{
	struct event *event = reading->event;
	const struct series *series = event->series;
	size_t own_count = event->topic_count;

	for (size_t i = 0; i < series->topic_count; i++) {
		size_t j = 0;

		while (j < own_count && event->topics[j] != series->topics[i])
			j++;
		if (j < own_count)
			continue;
		event->topics = pool_grow(event_pool(reading), event->topics,
			event->topic_count, sizeof(*event->topics));
		event->topics[event->topic_count++] = series->topics[i];
	}
}

static void take_references(
	struct event_reading *reading, const struct element *element)
{
	struct event *event = reading->event;
	const struct element *child = element_child(element, "part-of");

	if (child != NULL)
		event->part_of = (struct reference){
			.uid = event_take_uid(reading, child, "uid"),
			.at = element_place(child, "uid")};
	for (child = element_child(element, "see-also"); child != NULL;
		child = element_again(child)) {
		struct reference other = {
			.uid = event_take_uid(reading, child, "uid"),
			.at = element_place(child, "uid")};

		event->see_also = pool_grow(event_pool(reading),
			event->see_also, event->see_also_count, sizeof(other));
		event->see_also[event->see_also_count++] = other;
	}
}

static void take_links(
	struct event_reading *reading, const struct element *element)
{
	struct event *event = reading->event;

	for (const struct element *child = element_child(element, "link");
		child != NULL; child = element_again(child)) {
		event->links = pool_grow(event_pool(reading), event->links,
			event->link_count, sizeof(*event->links));
		event->links[event->link_count++] =
			take_link(event_pool(reading), child, "href");
	}
}

static enum status take_status(const struct element *element)
{
	const char *status = element_value(element, "status");

	return status ? (enum status)value_index(value_status.allowed, status)
		      : STATUS_SCHEDULED;
}

struct event *read_event(struct reader *reader, const char *path,
	const char *folder, const struct series *series)
{
	const struct element *element = reader_open(reader, path, &event_shape);
	struct event *event = pool_alloc(&reader->site->pool, sizeof(*event));
	struct event_reading reading = {reader, event, 0};

	if (element == NULL)
		return NULL;
	event->series = series;
	event->folder = folder;
	event->path = path;
	event->at = element_place(element, "uid");
	event->uid = event_take_uid(&reading, element, "uid");
	event->number = take_number(element, "number", 0);
	event->status = take_status(element);
	event->draft = take_yes(element, "draft", 0);
	event->not_before = take_date(reader, element, "not-before",
		DAY_FROM_ITS_START, &reading.failed);
	event_take_sittings(&reading, element);
	take_place(&reading, element);
	take_persons(&reading, element);
	take_body_refs(&reading, element);
	event->topics = take_topic_refs(
		reader, element, &event->topic_count, &reading.failed);
	add_series_topics(&reading);
	take_references(&reading, element);
	take_links(&reading, element);
	event_take_releases(&reading, element);
	event_take_history(&reading, element);
	return reading.failed ? NULL : event;
}
