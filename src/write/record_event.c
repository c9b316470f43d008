#include "write/record.h"

#include <string.h>
#include "write/recordparts.h"
#include "base/banned.h"

void record_open_event(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	markup_block(markup, "event");
	markup_attribute(markup, "uid", event->uid);
	if (event->number > 0)
		recordparts_number(markup, "number", event->number);
	markup_attribute(markup, "status", status_name(event->status));
	recordparts_yes(markup, "draft", event->draft);
	recordparts_date(markup, "not-before", &event->not_before, options);
	if (options->published)
		return;
	if (event->floor.sequence > 0)
		recordparts_number(markup, "sequence", event->floor.sequence);
	record_put_moment(markup, "created", event->floor.created);
	record_put_moment(markup, "modified", event->floor.modified);
}

static void put_sittings(struct markup *markup, const struct event *event)
{
	for (size_t i = 0; i < event->sitting_count; i++) {
		const struct sitting *sitting = &event->sittings[i];

		markup_block(markup, "time");
		record_put_when(markup, "start", &sitting->start);
		record_put_when(markup, "end", &sitting->end);
		markup_attribute(markup, "zone", sitting->zone_name);
		markup_attribute(markup, "id", sitting->id);
		recordparts_yes(
			markup, "main", i == 0 && event->sitting_count > 1);
		markup_end(markup);
	}
}

/* As people write them: with a comma. */
static void put_geo(struct markup *markup, const char *geo)
{
	const char *semicolon = geo ? strchr(geo, ';') : NULL;
	struct buf text = BUF_INIT;

	if (semicolon == NULL)
		return;
	buf_put(&text, geo, (size_t)(semicolon - geo));
	buf_printf(&text, ",%s", semicolon + 1);
	markup_attribute(markup, "geo", text.bytes);
	buf_release(&text);
}

static void put_place(struct markup *markup, const struct place *place)
{
	if (place->mode == NULL && place->country == NULL &&
		place->geo == NULL && place->join == NULL)
		return;
	markup_block(markup, "place");
	markup_attribute(markup, "mode", place->mode);
	markup_attribute(markup, "country", place->country);
	put_geo(markup, place->geo);
	markup_attribute(markup, "join", place->join);
	markup_end(markup);
}

static void put_persons(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	for (size_t i = 0; i < event->person_count; i++) {
		const struct person *person = &event->persons[i];

		recordparts_remark(markup, options, "person", i);
		markup_block(markup, "person");
		recordparts_person_id(markup, "id", event, person, options);
		markup_attribute(markup, "party", person->party);
		markup_attribute(markup, "as", person->as);
		recordparts_yes(markup, "acting", person->acting);
		markup_attribute(markup, "sitting", person->sitting);
		markup_attribute(markup, "name", person->name);
		markup_end(markup);
	}
}

static void put_meeting(struct markup *markup, const char *name,
	const struct reference *other, const struct record_options *options)
{
	if (options->published &&
		(other->event == NULL || other->event->hidden))
		return;
	recordparts_reference(markup, name, "uid", other->uid);
}

static void put_release(struct markup *markup, const struct release *release,
	const struct record_options *options)
{
	static const char *const statuses[] = {
		[RELEASE_DRAFT] = "draft",
		[RELEASE_PUBLISHED] = NULL,
		[RELEASE_WITHDRAWN] = "withdrawn",
	};

	if (options->published && release->hidden)
		return;
	markup_block(markup, "release");
	markup_attribute(markup, "id", recordparts_release_id(release->id));
	recordparts_date(markup, "published", &release->published, options);
	recordparts_date(markup, "not-before", &release->not_before, options);
	markup_attribute(markup, "status", statuses[release->status]);
	markup_end(markup);
}

static bool is_shown(const struct shared_release *shared)
{
	return shared->release != NULL && !shared->release->hidden &&
		!shared->owner->hidden;
}

static void put_shared_release(struct markup *markup,
	const struct shared_release *shared,
	const struct record_options *options)
{
	struct buf see = BUF_INIT;

	if (options->published && !is_shown(shared))
		return;
	buf_puts(&see, shared->uid);
	if (recordparts_release_id(shared->id) != NULL)
		buf_printf(&see, " %s", shared->id);
	recordparts_reference(markup, "release", "see", see.bytes);
	buf_release(&see);
}

static void put_history(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	static const char *const names[] = {
		[CHANGE_ANNOUNCED] = "announced",
		[CHANGE_MOVED] = "moved",
		[CHANGE_POSTPONED] = "postponed",
		[CHANGE_CANCELLED] = "cancelled",
	};

	if (event->change_count == 0)
		return;
	markup_block(markup, "history");
	for (size_t i = 0; i < event->change_count; i++) {
		const struct change *change = &event->history[i];

		markup_block(markup, names[change->kind]);
		record_put_when(markup, "from", &change->from);
		recordparts_date(markup, "at", &change->at, options);
		markup_end(markup);
	}
	markup_end(markup);
}

void record_fill_event(struct markup *markup, const struct event *event,
	const struct record_options *options)
{
	recordparts_remark(markup, options, "event", 0);
	recordparts_remark(markup, options, "time", 0);
	put_sittings(markup, event);
	recordparts_remark(markup, options, "place", 0);
	put_place(markup, &event->place);
	put_persons(markup, event, options);
	for (size_t i = 0; i < event->body_count; i++) {
		recordparts_remark(markup, options, "body", i);
		if (event->bodies[i] != NULL)
			recordparts_reference(
				markup, "body", "ref", event->bodies[i]->id);
	}
	recordparts_topics(markup, event->topics, event->own_topic_count);
	put_meeting(markup, "part-of", &event->part_of, options);
	for (size_t i = 0; i < event->see_also_count; i++)
		put_meeting(markup, "see-also", &event->see_also[i], options);
	for (size_t i = 0; i < event->link_count; i++)
		recordparts_reference(markup, "link", "href", event->links[i]);
	for (size_t i = 0; i < event->release_count; i++) {
		recordparts_remark(markup, options, "release", i);
		put_release(markup, &event->releases[i], options);
	}
	for (size_t i = 0; i < event->shared_count; i++)
		put_shared_release(markup, &event->shared[i], options);
	put_history(markup, event, options);
}
