#include "plan/telling_words.h"

#include <string.h>
#include "write/record.h"
#include "base/banned.h"

static bool is_same_list(const struct word_list *a, const struct word_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!words_are_same(a->items[i], b->items[i]))
			return false;
	return true;
}

/* The words about the `index`th person; the ledger calls persons otherwise. */
static struct person_words words_about(
	const struct event *event, const struct text *text, size_t index)
{
	const char *id = event->persons[index].id;
	const struct person_words *words = id ? text_person(text, id) : NULL;

	return words ? *words : (struct person_words){NULL};
}

static bool has_same_person_words(
	struct teller *it, const struct text *a, const struct text *b)
{
	if (it->old->person_count != it->event->person_count)
		return true;
	for (size_t i = 0; i < it->event->person_count; i++) {
		struct person_words before = words_about(it->old, a, i);
		struct person_words after = words_about(it->event, b, i);

		if (!words_are_same(before.name, after.name) ||
			!words_are_same(before.role, after.role))
			return false;
	}
	return true;
}

static bool has_same_link_words(const struct text *a, const struct text *b)
{
	if (a->link_count != b->link_count)
		return false;
	for (size_t i = 0; i < a->link_count; i++)
		if (!words_are_same(a->links[i].href, b->links[i].href) ||
			!words_are_same(a->links[i].label, b->links[i].label))
			return false;
	return true;
}

static void put_body(struct buf *out, const struct release_words *words)
{
	struct markup *markup = record_open_file(out);

	markup_block(markup, "release");
	if (words->body != NULL)
		record_put_prose(markup, words->body);
	record_close_file(markup);
}

static bool has_same_body(
	const struct release_words *a, const struct release_words *b)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	bool same;

	put_body(&before, a);
	put_body(&after, b);
	same = strcmp(before.bytes, after.bytes) == 0;
	buf_release(&before);
	buf_release(&after);
	return same;
}

static bool has_correction(
	const struct release_words *words, const struct correction *correction)
{
	for (size_t i = 0; words != NULL && i < words->correction_count; i++)
		if (words->corrections[i].at.at == correction->at.at &&
			words_are_same(
				words->corrections[i].note, correction->note))
			return true;
	return false;
}

static void tell_corrections(struct teller *it, const struct text *text,
	const struct release_words *before, const struct release_words *after)
{
	for (size_t i = 0; i < after->correction_count; i++)
		if (!has_correction(before, &after->corrections[i]))
			teller_tell(it, TELLING_NEWS, text->language,
				"correction of the release: %s",
				after->corrections[i].note);
}

/* What differs in the words of releases that were published before. */
static void compare_releases(struct teller *it, const struct text *a,
	const struct text *b, struct buf *parts)
{
	for (size_t i = 0; i < b->release_count; i++) {
		const struct release_words *after = &b->releases[i];
		const struct release_words *before =
			text_release(a, after->ref);
		const struct release *release =
			event_release((struct event *)it->event, after->ref);

		if (release == NULL || release->hidden ||
			!teller_has_entry(it, ROW_RELEASE, after->ref) ||
			release->status == RELEASE_WITHDRAWN)
			continue;
		tell_corrections(it, b, before, after);
		teller_put_part(parts, before == NULL, "a release");
		if (before == NULL)
			continue;
		teller_put_part(parts,
			!words_are_same(before->title, after->title),
			"title of the release");
		teller_put_part(parts, !has_same_body(before, after),
			"body of the release");
		teller_put_part(parts,
			!words_are_same(before->href, after->href),
			"link of the release");
	}
}

static void compare_texts(
	struct teller *it, const struct text *a, const struct text *b)
{
	struct buf parts = BUF_INIT;

	teller_put_part(&parts, !words_are_same(a->title, b->title), "title");
	teller_put_part(
		&parts, !words_are_same(a->when, b->when), "date in words");
	teller_put_part(&parts, !words_are_same(a->place, b->place), "place");
	teller_put_part(&parts, !words_are_same(a->venue, b->venue), "venue");
	teller_put_part(
		&parts, !words_are_same(a->summary, b->summary), "summary");
	teller_put_part(&parts, !words_are_same(a->status_note, b->status_note),
		"reason");
	teller_put_part(&parts, !has_same_person_words(it, a, b), "persons");
	teller_put_part(&parts, !is_same_list(&a->discussed, &b->discussed),
		"topics discussed");
	teller_put_part(
		&parts, !is_same_list(&a->outcomes, &b->outcomes), "outcomes");
	teller_put_part(&parts, !has_same_link_words(a, b), "links");
	teller_put_part(&parts,
		!words_are_same(a->notice, b->notice) ||
			!words_are_same(a->kind, b->kind) ||
			!words_are_same(a->of, b->of),
		"translation notice");
	compare_releases(it, a, b, &parts);
	if (parts.length > 0)
		teller_tell(it, TELLING_QUIET, b->language, "words changed: %s",
			parts.bytes);
	buf_release(&parts);
}

void telling_words(struct teller *it)
{
	for (size_t i = 0; i < it->event->text_count; i++) {
		const struct text *text = it->event->texts[i];
		const struct text *before = event_text(it->old, text->language);

		if (before != NULL)
			compare_texts(it, before, text);
		else if (!text->draft)
			teller_tell(
				it, TELLING_QUIET, text->language, "new text");
	}
}
