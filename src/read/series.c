#include <string.h>
#include "read/records.h"
#include "base/banned.h"

static const struct attribute_shape in_language[] = {
	{"xml:lang", &value_language, REQUIRED}, {NULL}};
static const struct shape title_shape = {
	"title", WORDS, in_language, NULL, "xml:lang"};
static const struct shape summary_shape = {
	"summary", WORDS, in_language, NULL, "xml:lang"};

static const struct attribute_shape side_attributes[] = {
	{"code", &value_party, REQUIRED},
	{"zone", &value_zone, OPTIONAL},
	{NULL},
};
static const struct shape side_shape = {
	"party", NO_WORDS, side_attributes, NULL, "code"};

static const struct attribute_shape topic_attributes[] = {
	{"term", &value_folder, REQUIRED}, {NULL}};
static const struct shape topic_shape = {
	"topic", NO_WORDS, topic_attributes, NULL, "term"};

static const struct attribute_shape attributes[] = {
	{"colour", &value_colour, OPTIONAL},
	{"formerly", &value_folders, OPTIONAL},
	{NULL},
};

static const struct child_shape children[] = {
	{&title_shape, AT_LEAST_ONCE},
	{&summary_shape, ANY},
	{&side_shape, ANY},
	{&topic_shape, ANY},
	{&body_shape, ANY},
	{NULL, ANY},
};

static const struct shape series_shape = {
	"series", NO_WORDS, attributes, children, NULL};

static void take_sides(struct reader *reader, const struct element *element,
	struct series *series, int *failed)
{
	for (const struct element *child = element_child(element, "party");
		child != NULL; child = element_again(child)) {
		struct side side = {take_value(reader, child, "code"),
			take_value(reader, child, "zone")};

		if (reader_check_party(reader, child, "code") != 0)
			*failed = 1;
		series->sides = pool_grow(&reader->site->pool, series->sides,
			series->side_count, sizeof(side));
		series->sides[series->side_count++] = side;
	}
}

static void take_formerly(struct reader *reader, const struct element *element,
	struct series *series)
{
	const char *at = element_value(element, "formerly");

	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, " ");

		if (length > 0) {
			series->formerly = pool_grow(&reader->site->pool,
				series->formerly, series->formerly_count,
				sizeof(*series->formerly));
			series->formerly[series->formerly_count++] =
				pool_bytes(&reader->site->pool, at, length);
		}
		at += length + strspn(at + length, " ");
	}
}

struct series *read_series(
	struct reader *reader, const char *path, const char *folder)
{
	const struct element *element =
		reader_open(reader, path, &series_shape);
	struct series *series;
	int failed = 0;

	if (element == NULL)
		return NULL;
	series = pool_alloc(&reader->site->pool, sizeof(*series));
	series->folder = folder;
	series->path = path;
	series->titles = take_wordings(reader, element, "title");
	series->summaries = take_wordings(reader, element, "summary");
	series->colour = take_value(reader, element, "colour");
	take_formerly(reader, element, series);
	take_sides(reader, element, series, &failed);
	series->topics =
		take_topic_refs(reader, element, &series->topic_count, &failed);
	series->bodies =
		take_bodies(reader, element, &series->body_count, &failed);
	return failed ? NULL : series;
}
