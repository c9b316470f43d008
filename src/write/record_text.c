#include "write/record.h"

#include <string.h>
#include "write/recordparts.h"
#include "base/banned.h"

void record_open_text(struct markup *markup, const struct text *text,
	const struct record_options *options)
{
	markup_block(markup, "text");
	markup_attribute(markup, "kind", text->kind);
	markup_attribute(markup, "of", text->of);
	if (text->of_revision > 0)
		recordparts_number(markup, "of-revision", text->of_revision);
	if (text->revision > 1)
		recordparts_number(markup, "revision", text->revision);
	recordparts_yes(markup, "draft", text->draft);
	recordparts_date(markup, "not-before", &text->not_before, options);
}

static const struct person *find_person(
	const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->person_count; i++)
		if (event->persons[i].id != NULL &&
			strcmp(event->persons[i].id, id) == 0)
			return &event->persons[i];
	return NULL;
}

static void put_person_words(struct markup *markup, const struct text *text,
	const struct event *event, const struct record_options *options)
{
	for (size_t i = 0; i < text->person_count; i++) {
		const struct person_words *words = &text->persons[i];
		const struct person *person = find_person(event, words->ref);

		if (person == NULL)
			continue;
		recordparts_remark(markup, options, "person", i);
		markup_block(markup, "person");
		recordparts_person_id(markup, "ref", event, person, options);
		recordparts_words(markup, "name", words->name);
		recordparts_words(markup, "role", words->role);
		markup_end(markup);
	}
}

static void put_links(struct markup *markup, const struct text *text)
{
	for (size_t i = 0; i < text->link_count; i++) {
		markup_block(markup, "link");
		markup_attribute(markup, "href", text->links[i].href);
		markup_text(markup, text->links[i].label);
		markup_end(markup);
	}
}

/* When it came out there and when it was looked at, no feed shows. */
static void put_credit(struct markup *markup, const struct credit *credit,
	const struct record_options *options)
{
	if (credit == NULL)
		return;
	markup_block(markup, "source");
	markup_attribute(markup, "publisher", credit->publisher);
	markup_attribute(markup, "href", credit->href);
	if (!options->published) {
		recordparts_date(
			markup, "published", &credit->published, options);
		recordparts_date(
			markup, "accessed", &credit->accessed, options);
	}
	markup_end(markup);
}

static void put_release_words(struct markup *markup,
	const struct release_words *words, const struct event *event,
	const struct record_options *options)
{
	const struct release *release = event_release(event, words->ref);

	if (options->published && (release == NULL || release->hidden))
		return;
	markup_block(markup, "release");
	markup_attribute(markup, "ref", recordparts_release_id(words->ref));
	markup_attribute(markup, "href", words->href);
	recordparts_date(markup, "published", &words->published, options);
	markup_attribute(markup, "form", words->is_summary ? "summary" : NULL);
	markup_attribute(markup, "atom-id", words->atom_id);
	if (!options->published)
		recordparts_date(
			markup, "atom-updated", &words->updated, options);
	if (!options->published || release->status != RELEASE_WITHDRAWN) {
		recordparts_words(markup, "title", words->title);
		if (words->body != NULL)
			record_put_prose(markup, words->body);
		for (size_t i = 0; i < words->correction_count; i++) {
			markup_block(markup, "correction");
			recordparts_date(markup, "at",
				&words->corrections[i].at, options);
			markup_text(markup, words->corrections[i].note);
			markup_end(markup);
		}
	}
	markup_end(markup);
}

void record_fill_text(struct markup *markup, const struct text *text,
	const struct event *event, const struct record_options *options)
{
	recordparts_remark(markup, options, "text", 0);
	recordparts_remark(markup, options, "title", 0);
	recordparts_words(markup, "title", text->title);
	recordparts_words(markup, "when", text->when);
	recordparts_remark(markup, options, "place", 0);
	recordparts_words(markup, "place", text->place);
	recordparts_words(markup, "venue", text->venue);
	recordparts_words(markup, "summary", text->summary);
	recordparts_words(markup, "status-note", text->status_note);
	recordparts_remark(markup, options, "notice", 0);
	recordparts_words(markup, "notice", text->notice);
	put_person_words(markup, text, event, options);
	recordparts_word_list(markup, "discussed", &text->discussed);
	recordparts_word_list(markup, "outcome", &text->outcomes);
	put_links(markup, text);
	put_credit(markup, text->credit, options);
	for (size_t i = 0; i < text->release_count; i++) {
		recordparts_remark(markup, options, "release", i);
		put_release_words(markup, &text->releases[i], event, options);
	}
}
