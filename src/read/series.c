#include <stdbool.h>
#include <string.h>
#include "read/folder.h"
#include "read/records.h"
#include "read/rest.h"
#include "base/banned.h"

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

static const struct attribute_shape attributes[] = {
	{"colour", &value_colour, OPTIONAL},
	{"formerly", &value_folders, OPTIONAL},
	{NULL},
};

static const struct child_shape children[] = {
	{&title_shape, AT_LEAST_ONCE},
	{&summary_shape, ANY},
	{&side_shape, ANY},
	{&topic_ref_shape, ANY},
	{&body_shape, ANY},
	{NULL},
};

const struct shape series_shape = {"series", NO_WORDS, attributes, children};

static void take_sides(struct reader *reader, const struct element *element,
	struct series *series)
{
	for (const struct element *child = element_child(element, "party");
		child != NULL; child = element_again(child)) {
		struct side side = {take_value(reader, child, "code"),
			take_value(reader, child, "zone")};

		if (side.zone != NULL)
			reader_zone(reader, side.zone);
		reader_check_party(reader, child, "code");
		series->sides = pool_grow(&reader->site->pool, series->sides,
			series->side_count, sizeof(side));
		series->sides[series->side_count++] = side;
	}
}

static bool is_free(struct reader *reader, const char *folder, struct pos at)
{
	if (reader->as_published || !folder_is_reserved(folder))
		return true;
	diag_error(reader->diag, at,
		"formerly: no series was ever called '%s', which is a name of "
		"the feeds themselves",
		folder);
	diag_help(reader->diag, "leave it out");
	return false;
}

static void take_formerly(struct reader *reader, const struct element *element,
	struct series *series)
{
	struct pool *pool = &reader->site->pool;
	const char *at = element_value(element, "formerly");

	series->formerly_at = element_place(element, "formerly");
	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, " ");
		const char *folder = pool_bytes(pool, at, length);

		if (length > 0 &&
			is_free(reader, folder, series->formerly_at)) {
			series->formerly = pool_grow(pool, series->formerly,
				series->formerly_count,
				sizeof(*series->formerly));
			series->formerly[series->formerly_count++] = folder;
		}
		at += length + strspn(at + length, " ");
	}
}

struct series *take_series(struct reader *reader, const struct element *element,
	const char *path, const char *folder)
{
	struct series *series =
		pool_alloc(&reader->site->pool, sizeof(*series));

	reader->failed = false;
	series->folder = folder;
	series->path = path;
	series->titles = take_wordings(reader, element, "title");
	series->summaries = take_wordings(reader, element, "summary");
	series->colour = take_value(reader, element, "colour");
	take_formerly(reader, element, series);
	take_sides(reader, element, series);
	series->topics = take_topic_refs(reader, element, &series->topic_count);
	series->bodies = take_bodies(reader, element, &series->body_count);
	return reader->failed ? NULL : series;
}

static void take_rest(
	struct reader *reader, const struct element *element, void *data)
{
	take_series(reader, element, element->at.path, data);
}

struct series *read_series(
	struct reader *reader, const char *path, const char *folder)
{
	const struct element *element =
		reader_open(reader, path, &series_shape);

	if (element != NULL)
		return take_series(reader, element, path, folder);
	rest_report(reader, &series_shape, take_rest, (void *)folder);
	return NULL;
}
