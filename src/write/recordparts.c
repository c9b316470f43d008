#include "write/recordparts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/uuid.h"
#include "base/banned.h"

void recordparts_remark(struct markup *markup,
	const struct record_options *options, const char *what, size_t index)
{
	if (options->remark != NULL)
		options->remark(options->data, markup, what, index);
}

void recordparts_number(struct markup *markup, const char *name, int number)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", number);
	markup_attribute(markup, name, text);
}

void recordparts_yes(struct markup *markup, const char *name, bool yes)
{
	markup_attribute(markup, name, yes ? "yes" : NULL);
}

/* What the clocks of the zone show at that moment, and at no other. */
static bool is_clock_of(const struct zone *zone, const struct date *date)
{
	instant moments[2];

	return zone != NULL &&
		zone_resolve(zone, &date->when, moments) == ZONE_ONCE &&
		moments[0] == date->at;
}

static void put_offset(struct buf *text, int seconds)
{
	/* Of the years before there were zones; a record has no such offset. */
	if (seconds % 60 != 0)
		return;
	if (seconds == 0)
		buf_putc(text, 'Z');
	else
		buf_printf(text, "%c%02d:%02d", seconds < 0 ? '-' : '+',
			abs(seconds) / 3600, abs(seconds) / 60 % 60);
}

void recordparts_date(struct markup *markup, const char *name,
	const struct date *date, const struct record_options *options)
{
	struct buf text = BUF_INIT;

	if (date->when.precision == WHEN_ABSENT)
		return;
	when_put(&text, &date->when);
	if (date->when.precision == WHEN_CLOCK &&
		!is_clock_of(options->zone, date))
		put_offset(&text, (int)(when_as_utc(&date->when) - date->at));
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

void recordparts_reference(struct markup *markup, const char *name,
	const char *attribute, const char *value)
{
	if (value == NULL)
		return;
	markup_block(markup, name);
	markup_attribute(markup, attribute, value);
	markup_end(markup);
}

void recordparts_words(
	struct markup *markup, const char *name, const char *text)
{
	if (text != NULL)
		markup_element(markup, name, text);
}

void recordparts_word_list(
	struct markup *markup, const char *name, const struct word_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		recordparts_words(markup, name, list->items[i]);
}

void recordparts_wordings(
	struct markup *markup, const char *name, const struct wordings *said)
{
	for (size_t i = 0; i < said->count; i++) {
		markup_block(markup, name);
		markup_attribute(markup, "xml:lang", said->items[i].language);
		markup_text(markup, said->items[i].text);
		markup_end(markup);
	}
}

void recordparts_bodies(
	struct markup *markup, const struct body *bodies, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		markup_block(markup, "body");
		markup_attribute(markup, "id", bodies[i].id);
		markup_attribute(markup, "party", bodies[i].party);
		recordparts_wordings(markup, "name", &bodies[i].names);
		markup_end(markup);
	}
}

void recordparts_topics(
	struct markup *markup, const struct topic *const *topics, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (topics[i] != NULL)
			recordparts_reference(
				markup, "topic", "term", topics[i]->term);
}

void recordparts_person_id(struct markup *markup, const char *name,
	const struct event *event, const struct person *person,
	const struct record_options *options)
{
	char uid[UUID_SIZE];

	if (options->published && person->id != NULL) {
		person_uid(uid, event, person, 0);
		markup_attribute(markup, name, uid);
	} else {
		markup_attribute(markup, name, person->id);
	}
}

const char *recordparts_release_id(const char *id)
{
	return strcmp(id, "release") == 0 ? NULL : id;
}
