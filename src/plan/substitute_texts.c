#include "plan/substitute_texts.h"

#include <string.h>
#include "base/file.h"
#include "base/banned.h"

static const struct text *hidden_text(
	const struct event *event, const char *language)
{
	for (size_t i = 0; i < event->hidden_text_count; i++) {
		const struct text *text = event->texts[event->text_count + i];

		if (strcmp(text->language, language) == 0)
			return text;
	}
	return NULL;
}

static bool is_bad_text(const struct event *event, const char *language)
{
	for (size_t i = 0; i < event->bad_text_count; i++)
		if (strcmp(event->bad_texts[i], language) == 0)
			return true;
	return false;
}

static bool text_stands(struct overlay *it, const char *path)
{
	int result = file_stands(path);

	if (result < 0)
		diag_unreadable(it->diag, (struct pos){path, 0, 0});
	return result != 0;
}

/* Words that were published and have no text that could be shown. */
static void report_text(struct overlay *it, const char *language)
{
	const struct event *event = it->event;
	const char *path = pool_printf(&it->site->pool, "%.*s%s.xml",
		(int)(strlen(event->path) - strlen("event.xml")), event->path,
		language);
	const struct text *hidden = hidden_text(event, language);

	if (hidden != NULL) {
		diag_error(it->diag, (struct pos){path, 0, 0},
			"was published and is %s now",
			hidden->draft ? "a draft" : "under embargo");
		diag_help(it->diag,
			"delete %s; until then what was published stands",
			hidden->draft ? "draft=\"yes\"" : "not-before=\"…\"");
	} else if (!is_bad_text(event, language) && !text_stands(it, path)) {
		diag_error(it->diag, (struct pos){path, 0, 0},
			"was published, and is gone");
		diag_help(it->diag,
			"put it back; until then what was published stands");
	}
}

static bool is_same_sitting(const struct sitting *a, const struct sitting *b)
{
	return strcmp(a->uid, b->uid) == 0 &&
		a->start.precision == b->start.precision &&
		a->end.precision == b->end.precision &&
		when_compare(&a->start, &b->start) == 0 &&
		when_compare(&a->end, &b->end) == 0 &&
		words_are_same(a->zone_name, b->zone_name);
}

/* Words may stand while the facts that were told with them do. */
static bool facts_stand(const struct event *event, const struct event *before)
{
	if (event->status != before->status ||
		event->sitting_count != before->sitting_count)
		return false;
	for (size_t i = 0; i < event->sitting_count; i++)
		if (!is_same_sitting(&event->sittings[i], &before->sittings[i]))
			return false;
	return place_is_same(&event->place, &before->place);
}

/* A published text calls persons by their uids: here they have other names. */
static struct text *with_names(struct overlay *it, const struct text *text)
{
	struct text *copy = overlay_copy(it->site, text, sizeof(*text));

	copy->persons = overlay_copy(it->site, text->persons,
		text->person_count * sizeof(*text->persons));
	copy->person_count = 0;
	for (size_t i = 0; i < text->person_count; i++) {
		struct person_words words = text->persons[i];
		const struct person *person =
			overlay_person(it->event, words.ref);

		if (person == NULL || person->id == NULL)
			continue;
		words.ref = person->id;
		copy->persons[copy->person_count++] = words;
	}
	return copy;
}

/* Behind the texts that come before it in the publisher's order. */
static void insert_text(struct overlay *it, struct text *text)
{
	struct event *event = it->event;
	const struct publisher *publisher = &it->site->publisher;
	size_t rank = publisher_rank(publisher, text->language);
	size_t all = event->text_count + event->hidden_text_count;
	size_t at = 0;

	event->texts =
		overlay_with_room(it->site, event->texts, all, sizeof(text));
	while (at < event->text_count &&
		publisher_rank(publisher, event->texts[at]->language) <= rank)
		at++;
	memmove(event->texts + at + 1, event->texts + at,
		(all - at) * sizeof(text));
	event->texts[at] = text;
	event->text_count++;
}

void substitute_texts(struct overlay *it)
{
	const struct event *published = it->published;
	bool stand = facts_stand(it->event, published);

	for (size_t i = 0; i < published->text_count; i++) {
		struct text *text = published->texts[i];

		if (event_text(it->event, text->language) != NULL)
			continue;
		report_text(it, text->language);
		if (stand)
			insert_text(it, with_names(it, text));
	}
}
