#include "import/draft.h"

#include <stdlib.h>
#include <string.h>
#include "import/receipt.h"
#include "write/record.h"
#include "base/banned.h"

void draft_put_fact(struct buf *out, const struct fact *fact)
{
	buf_printf(out, "%s %s", fact->name, fact->value);
	if (fact->of != NULL)
		buf_printf(out, " of %s", fact->of);
	if (fact->doubt != NULL)
		buf_printf(out, " (not sure: %s)", fact->doubt);
	buf_printf(out, ", line %d: %s", fact->line, fact->quote);
}

/* --- what the record says --- */

/* The family name: what is in capital letters, or the last word. */
static const char *family_name(const char *name)
{
	const char *last = strrchr(name, ' ');

	for (const char *at = name; at != NULL; at = strchr(at, ' ')) {
		at += *at == ' ';
		if (*at >= 'A' && *at <= 'Z' && at[1] >= 'A' && at[1] <= 'Z')
			return at;
	}
	return last ? last + 1 : name;
}

static const char *make_id(struct pool *pool, const char *name, size_t number)
{
	const char *family = family_name(name);
	struct fold fold = fold_text(pool, family, strcspn(family, " "));
	struct buf id = BUF_INIT;
	const char *copy;

	for (size_t i = 0; i < fold.count; i++)
		if (fold.letters[i] < 0x80 &&
			fold_script(fold.letters[i]) == SCRIPT_ALPHABET)
			buf_putc(&id, (char)fold.letters[i]);
	if (id.length < 2) {
		buf_cut(&id, 0);
		buf_printf(&id, "person-%zu", number + 1);
	}
	copy = pool_text(pool, id.bytes);
	buf_release(&id);
	return copy;
}

static bool has_id(const struct event *event, const char *id)
{
	for (size_t i = 0; i < event->person_count; i++)
		if (strcmp(event->persons[i].id, id) == 0)
			return true;
	return false;
}

static void set_persons(struct draft *draft)
{
	const struct reading *it = draft->reading;
	size_t count = it->person_count;
	struct event *event = &draft->event;

	if (count == 0)
		return;
	event->persons = pool_alloc(it->pool, count * sizeof(struct person));
	draft->text.persons =
		pool_alloc(it->pool, count * sizeof(struct person_words));
	event->person_count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct found_person *found = &it->people[i];
		const char *id = found->ref ? found->ref
					    : make_id(it->pool, found->name, i);

		while (has_id(event, id))
			id = pool_printf(it->pool, "%s-%zu", id, i + 1);
		draft->text.persons[i] =
			(struct person_words){id, found->printed, found->role};
		event->persons[event->person_count++] =
			(struct person){.id = id,
				.party = found->party,
				.as = found->as,
				.acting = found->acting};
	}
	draft->text.person_count = count;
}

static const struct body *find_body(const struct reading *it, const char *id)
{
	const struct publisher *publisher = &it->site->publisher;
	const struct body *body =
		body_find(publisher->bodies, publisher->body_count, id);

	for (size_t i = 0; i < it->site->series_count && body == NULL; i++)
		if (it->site->series[i] == it->series)
			body = body_find(
				it->series->bodies, it->series->body_count, id);
	return body;
}

static void set_bodies(struct draft *draft)
{
	const struct reading *it = draft->reading;
	struct event *event = &draft->event;

	if (facts_find(it, "body") == NULL)
		return;
	event->bodies = pool_alloc(
		it->pool, it->fact_count * sizeof(const struct body *));
	event->body_count = 0;
	for (size_t i = 0; i < it->fact_count; i++) {
		const struct body *body = strcmp(it->facts[i].name, "body") == 0
			? find_body(it, it->facts[i].value)
			: NULL;

		if (body != NULL)
			event->bodies[event->body_count++] = body;
	}
}

static void set_time(struct draft *draft)
{
	const struct reading *it = draft->reading;
	struct sitting *sitting = pool_alloc(it->pool, sizeof(*sitting));

	if (it->start.precision == WHEN_ABSENT)
		return;
	sitting->start = it->start;
	sitting->end = it->end;
	sitting->zone_name = it->zone;
	draft->event.sittings = sitting;
	draft->event.sitting_count = 1;
}

static const char *value_of(const struct reading *it, const char *name)
{
	const struct fact *fact = facts_find(it, name);

	return fact ? fact->value : NULL;
}

/* The body of the release. */
static void set_words(struct draft *draft, const char *ref)
{
	struct release_words *words =
		pool_alloc(draft->reading->pool, sizeof(*words));

	words->ref = ref;
	if (draft->reading->paste != NULL)
		words->body = paste_prose(draft->reading->paste);
	draft->text.releases = words;
	draft->text.release_count = 1;
}

/* The release is of the day that nothing else says: today. */
static void set_release(struct draft *draft)
{
	const struct reading *it = draft->reading;
	struct release *release = pool_alloc(it->pool, sizeof(*release));

	*release =
		(struct release){.id = "release", .status = RELEASE_PUBLISHED};
	release->published.when = it->published;
	if (it->published.precision == WHEN_ABSENT &&
		it->start.precision == WHEN_ABSENT)
		release->published.when = it->today;
	draft->event.releases = release;
	draft->event.release_count = 1;
	set_words(draft, release->id);
}

/* The publisher's own notice need not be said again. */
static const char *own_notice(const struct reading *it, const char *kind)
{
	const char *notice = value_of(it, "notice");
	const char *usual =
		publisher_notice(&it->site->publisher, kind, it->language).text;

	return notice && usual && strcmp(notice, usual) == 0 ? NULL : notice;
}

static void set_text(struct draft *draft)
{
	const struct reading *it = draft->reading;
	const char *title = value_of(it, "title");

	draft->text.language = it->language;
	draft->text.kind = it->kind ? it->kind : "original";
	draft->text.title = title ? title : WORDS_TO_COME;
	draft->text.draft = title == NULL;
	draft->text.place = value_of(it, "place");
	draft->text.notice = own_notice(it, draft->text.kind);
}

void draft_make(struct draft *draft, const struct reading *it,
	const struct event *start)
{
	const char *number = value_of(it, "number");
	const char *status = value_of(it, "status");

	*draft = (struct draft){it, start, *start, {0}};
	draft->event.draft = 1;
	if (number != NULL)
		draft->event.number = (int)strtol(number, NULL, 10);
	draft->event.status = status ? status_called(status) : STATUS_SCHEDULED;
	draft->event.place.country = value_of(it, "country");
	draft->event.place.mode = it->mode;
	set_text(draft);
	set_time(draft);
	set_persons(draft);
	set_bodies(draft);
	set_release(draft);
}

/* The one person of this party who takes part in this way; or NULL. */
static const struct person *only_one(
	const struct event *event, const struct found_person *found)
{
	const struct person *only = NULL;

	for (size_t i = 0; i < event->person_count; i++) {
		const struct person *person = &event->persons[i];

		if (found->ref != NULL && strcmp(person->id, found->ref) == 0)
			return person;
		if (found->party == NULL || person->party == NULL ||
			strcmp(found->party, person->party) != 0)
			continue;
		if (only != NULL)
			return NULL;
		only = person;
	}
	return only;
}

/* What a new text is a translation of. */
static const struct text *find_original(const struct event *event)
{
	for (size_t i = 0; i < event->text_count; i++)
		if (strcmp(event->texts[i]->kind, "original") == 0)
			return event->texts[i];
	return event->texts[0];
}

void draft_make_text(struct draft *draft, const struct reading *it,
	const struct event *event, const char *release)
{
	struct text *text = &draft->text;

	*draft = (struct draft){it, event, *event, {0}};
	set_text(draft);
	text->draft = 1;
	if (strcmp(text->kind, "original") == 0 && event->text_count > 0) {
		text->kind = "official";
		text->of = find_original(event)->language;
	}
	text->persons = pool_alloc(
		it->pool, it->person_count * sizeof(struct person_words));
	for (size_t i = 0; i < it->person_count; i++) {
		const struct person *person = only_one(event, &it->people[i]);

		if (person != NULL)
			text->persons[text->person_count++] =
				(struct person_words){person->id,
					it->people[i].printed,
					it->people[i].role};
	}
	set_words(draft, release);
}

/* --- what is said beside it --- */

static void put_remark(struct markup *markup, const struct fact *fact)
{
	struct buf comment = BUF_INIT;

	receipt_put(&comment, fact);
	markup_comment(markup, comment.bytes);
	buf_release(&comment);
}

/* The facts of this name; of the `index`th person or body, those about it. */
static void put_remarks(const struct draft *draft, struct markup *markup,
	const char *name, const char *value, const char *of)
{
	const struct reading *it = draft->reading;

	for (size_t i = 0; i < it->fact_count; i++) {
		const struct fact *fact = &it->facts[i];

		if (strcmp(fact->name, name) == 0 &&
			(value == NULL || strcmp(fact->value, value) == 0) &&
			(of == NULL || (fact->of && strcmp(fact->of, of) == 0)))
			put_remark(markup, fact);
	}
}

static void remark_person(const struct draft *draft, struct markup *markup,
	size_t index, bool is_text)
{
	const struct reading *it = draft->reading;
	const char *name;

	if (index >= it->person_count) {
		if (!is_text)
			markup_comment(markup,
				"?import person: as in the last session, not "
				"in the text");
		return;
	}
	name = it->people[index].name;
	if (is_text)
		put_remarks(draft, markup, "role", NULL, name);
	else
		put_remarks(draft, markup, "person", name, NULL);
	if (!is_text)
		put_remarks(draft, markup, "party", NULL, name);
}

static void remark_body(
	const struct draft *draft, struct markup *markup, size_t index)
{
	if (facts_find(draft->reading, "body") != NULL)
		put_remarks(draft, markup, "body",
			draft->event.bodies[index]->id, NULL);
	else if (index == 0)
		markup_comment(markup,
			"?import body: as in the last session, not in the text");
}

/* Whether something of this kind is put at all. */
static bool is_put(const struct event *event, const char *what)
{
	if (strcmp(what, "time") == 0)
		return event->sitting_count > 0;
	if (strcmp(what, "place") == 0)
		return event->place.country != NULL ||
			event->place.mode != NULL;
	return strcmp(what, "event") != 0;
}

static void remark_event(
	const void *data, struct markup *markup, const char *what, size_t index)
{
	static const char *const places[][2] = {{"event", "meeting"},
		{"event", "number"}, {"event", "status"}, {"event", "topic"},
		{"event", "link"}, {"time", "start"}, {"time", "end"},
		{"time", "zone"}, {"place", "country"}, {"place", "mode"},
		{"place", "geo"}, {"release", "published"}};
	const struct draft *draft = data;
	const struct reading *it = draft->reading;

	if (draft->lacking != NULL && !is_put(draft->lacking, what))
		return;
	if (strcmp(what, "event") == 0) {
		markup_comment(markup,
			"Delete draft=\"yes\" to publish, and each line with "
			"?import once what it says is right.");
		if (value_of(it, "number") == NULL && draft->event.number > 0)
			markup_comment(markup,
				"?import number: counted on from the last "
				"session, not in the text");
		if (value_of(it, "status") == NULL)
			markup_comment(
				markup, "?import status: not in the text");
	}
	if (strcmp(what, "person") == 0)
		remark_person(draft, markup, index, false);
	if (strcmp(what, "body") == 0)
		remark_body(draft, markup, index);
	if (strcmp(what, "release") == 0 &&
		it->published.precision == WHEN_ABSENT)
		markup_comment(markup,
			"?import published: nothing says when this release "
			"came out");
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (strcmp(what, places[i][0]) == 0)
			put_remarks(draft, markup, places[i][1], NULL, NULL);
}

static void remark_text(
	const void *data, struct markup *markup, const char *what, size_t index)
{
	const struct draft *draft = data;

	if (strcmp(what, "person") == 0)
		remark_person(draft, markup, index, true);
	else
		put_remarks(draft, markup, what, NULL, NULL);
	if (strcmp(what, "place") == 0)
		put_remarks(draft, markup, "summary", NULL, NULL);
	if (strcmp(what, "release") == 0 && index == 0 &&
		draft->receipt != NULL)
		put_remark(markup,
			&(struct fact){"release", draft->receipt, NULL,
				"an entry of the feed", draft->line, NULL});
}

void draft_put_event(struct markup *markup, const struct draft *draft)
{
	const struct record_options options = {
		.remark = remark_event, .data = draft};

	record_open_event(markup, &draft->event, &options);
	record_fill_event(markup, &draft->event, &options);
}

void draft_put_text(struct markup *markup, const struct draft *draft)
{
	const struct record_options options = {
		.remark = remark_text, .data = draft};

	record_open_text(markup, &draft->text, &options);
	record_fill_text(markup, &draft->text, &draft->event, &options);
}

/* A step to the right is a tab in edits, two blanks in records. */
static void put_steps(struct buf *out, const struct buf *xml)
{
	const char *at = xml->bytes;

	at += *at == '\n';
	while (*at != '\0') {
		size_t length = strcspn(at, "\n");

		for (; at[0] == ' ' && at[1] == ' '; at += 2, length -= 2)
			buf_putc(out, '\t');
		buf_put(out, at, length);
		buf_putc(out, '\n');
		at += length + (at[length] == '\n');
	}
}

void draft_put_lacking(
	struct buf *out, struct draft *draft, const struct event *event)
{
	const struct record_options options = {
		.remark = remark_event, .data = draft};
	struct event lacking = {.uid = event->uid};
	struct buf xml = BUF_INIT;
	struct markup *markup = markup_new(&xml, 0);

	if (event->sitting_count == 0)
		lacking.sittings = draft->event.sittings,
		lacking.sitting_count = draft->event.sitting_count;
	if (event->place.country == NULL && event->place.mode == NULL &&
		event->place.geo == NULL)
		lacking.place = draft->event.place;
	if (event->person_count == 0)
		lacking.persons = draft->event.persons,
		lacking.person_count = draft->event.person_count;
	if (event->body_count == 0)
		lacking.bodies = draft->event.bodies,
		lacking.body_count = draft->event.body_count;
	draft->lacking = &lacking;
	record_fill_event(markup, &lacking, &options);
	draft->lacking = NULL;
	markup_free(markup);
	put_steps(out, &xml);
	buf_release(&xml);
}

static void put_release(struct markup *markup,
	const struct release_words *words, const char *title)
{
	markup_block(markup, "release");
	if (strcmp(words->ref, "release") != 0)
		markup_attribute(markup, "ref", words->ref);
	markup_attribute(markup, "href", words->href);
	markup_attribute(markup, "atom-id", words->atom_id);
	if (words->updated.at != 0)
		record_put_moment(markup, "atom-updated", words->updated.at);
	if (title != NULL)
		markup_element(markup, "title", title);
	if (words->body != NULL)
		record_put_prose(markup, words->body);
	markup_end(markup);
}

void draft_put_release(
	struct buf *out, const struct draft *draft, const char *title)
{
	struct buf xml = BUF_INIT;
	struct markup *markup = markup_new(&xml, 0);

	remark_text(draft, markup, "release", 0);
	put_release(markup, &draft->text.releases[0], title);
	markup_free(markup);
	put_steps(out, &xml);
	buf_release(&xml);
}

const char *draft_release_mark(
	struct pool *pool, const struct release_words *words, const char *title)
{
	struct buf xml = BUF_INIT;
	struct markup *markup = markup_new(&xml, 0);
	const char *mark;

	put_release(markup, words, title);
	markup_free(markup);
	/* An import writes neither. */
	buf_printf(&xml, "%zu %d", words->correction_count, words->is_summary);
	mark = receipt_mark(pool, xml.bytes);
	buf_release(&xml);
	return mark;
}
