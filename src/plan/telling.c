#include "plan/telling.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include "plan/changes.h"
#include "plan/shown.h"
#include "write/dates.h"
#include "write/record.h"
#include "base/banned.h"

/* Those who edit records read the messages of the program in English. */
static const char english[] = "en";

/* A meeting while it is told of. */
struct teller {
	struct pool *pool;
	const struct publisher *publisher;
	const struct published *before; /* NULL: nothing was published */
	const struct event *old, *event; /* `old` may be NULL */
	instant now;
	struct telling told;
};

const char *telling_kind_name(enum telling_kind kind)
{
	static const char *const names[] = {"news", "quiet", "held"};

	return names[kind];
}

static void add(struct teller *it, enum telling_kind kind, const char *language,
	const char *words)
{
	struct telling *told = &it->told;

	told->lines = pool_grow(
		it->pool, told->lines, told->count, sizeof(*told->lines));
	told->lines[told->count++] =
		(struct telling_line){kind, language, words};
}

__attribute__((format(printf, 4, 5))) static void tell(struct teller *it,
	enum telling_kind kind, const char *language, const char *format, ...)
{
	struct buf words = BUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&words, format, arguments);
	va_end(arguments);
	add(it, kind, language,
		pool_bytes(it->pool, words.bytes, words.length));
	buf_release(&words);
}

/* --- dates --- */

static const char *take(struct teller *it, struct buf *words)
{
	const char *taken = pool_bytes(it->pool, words->bytes, words->length);

	buf_release(words);
	return taken;
}

static const char *day_in_words(struct teller *it, const struct when *when)
{
	struct buf words = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return "no date";
	dates_put_clock(&words, it->publisher, english, when, NULL);
	return take(it, &words);
}

static const char *moment_in_words(struct teller *it, const struct date *date)
{
	struct when clock = zone_clock(it->publisher->zone, date->at);

	return day_in_words(
		it, date->when.precision == WHEN_CLOCK ? &clock : &date->when);
}

/* The whole of the main sitting, where that is the date meant. */
static const char *date_in_words(struct teller *it, const struct when *date)
{
	const struct event *event = it->event;
	struct when start = event_start(event);
	struct buf words = BUF_INIT;

	if (date->precision != start.precision ||
		date->precision == WHEN_ABSENT ||
		when_compare(date, &start) != 0)
		return day_in_words(it, date);
	dates_put_sitting(&words, it->publisher, english, &event->sittings[0]);
	return take(it, &words);
}

/* --- what changes.atom tells --- */

static bool is_known(const struct published *before, const char *change)
{
	for (size_t i = 0; before != NULL && i < before->row_count; i++)
		if (before->rows[i].kind == ROW_CHANGE &&
			before->rows[i].state != ROW_REMOVED &&
			strcmp(before->rows[i].item, change) == 0)
			return true;
	return false;
}

static const char *of_release(struct teller *it, const struct release *release)
{
	return strcmp(release->id, "release") == 0
		? ""
		: pool_printf(it->pool, " '%s'", release->id);
}

static void tell_announced(struct teller *it, const struct change_told *change)
{
	enum status was =
		it->before ? published_status(it->before) : STATUS_SCHEDULED;
	bool was_off = was == STATUS_CANCELLED || was == STATUS_POSTPONED;

	if (change->after.precision == WHEN_ABSENT)
		tell(it, TELLING_NEWS, NULL, "%s, without a date",
			was_off ? "takes place after all" : "announced");
	else
		tell(it, TELLING_NEWS, NULL, "%s %s",
			was_off ? "takes place after all, on" : "announced for",
			date_in_words(it, &change->after));
}

static void tell_change(struct teller *it, const struct change_told *change)
{
	switch (change->kind) {
	case CHANGE_ANNOUNCED:
		tell_announced(it, change);
		break;
	case CHANGE_MOVED:
		tell(it, TELLING_NEWS, NULL, "moved from %s to %s",
			day_in_words(it, &change->before),
			date_in_words(it, &change->after));
		break;
	case CHANGE_POSTPONED:
	case CHANGE_CANCELLED:
		if (change->after.precision == WHEN_ABSENT)
			add(it, TELLING_NEWS, NULL,
				change_kind_name(change->kind));
		else
			tell(it, TELLING_NEWS, NULL,
				"%s; it was planned for %s",
				change_kind_name(change->kind),
				date_in_words(it, &change->after));
		break;
	case CHANGE_WITHDRAWN:
		tell(it, TELLING_NEWS, NULL, "the release%s is withdrawn",
			of_release(it, change->release));
		break;
	case CHANGE_CORRECTED:
		break;
	}
}

/* Returns which kinds of changes are told, as bits. */
static unsigned tell_changes(struct teller *it)
{
	struct changes changes = changes_of_event(
		it->pool, it->before, it->publisher, it->event, it->now);
	unsigned kinds = 0;

	for (size_t i = 0; i < changes.count; i++) {
		if (is_known(it->before, changes.items[i].name))
			continue;
		tell_change(it, &changes.items[i]);
		kinds |= 1u << changes.items[i].kind;
	}
	return kinds;
}

/* --- releases --- */

static bool has_entry(const struct published *before, const char *release)
{
	for (size_t i = 0; before != NULL && i < before->row_count; i++)
		if (before->rows[i].kind == ROW_RELEASE &&
			before->rows[i].state != ROW_REMOVED &&
			strcmp(before->rows[i].item, release) == 0)
			return true;
	return false;
}

/* "en, fr": the texts that have words of it. */
static const char *languages_of(struct teller *it, const char *release)
{
	const struct event *event = it->event;
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < event->text_count; i++)
		if (text_release(event->texts[i], release) != NULL)
			buf_printf(&list, "%s%s", list.length > 0 ? ", " : "",
				event->texts[i]->language);
	return list.length > 0 ? take(it, &list) : NULL;
}

static void tell_releases(struct teller *it)
{
	for (size_t i = 0; i < it->event->release_count; i++) {
		const struct release *release = &it->event->releases[i];
		const char *languages = languages_of(it, release->id);

		if (release->hidden || has_entry(it->before, release->id))
			continue;
		tell(it, TELLING_NEWS, NULL, "new press release%s of %s%s%s",
			of_release(it, release),
			day_in_words(it, &release->published.when),
			languages ? ", in " : ", without words",
			languages ? languages : "");
	}
}

/* --- facts --- */

static bool is_same(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool is_same_when(const struct when *a, const struct when *b)
{
	return a->precision == b->precision &&
		(a->precision == WHEN_ABSENT || when_compare(a, b) == 0);
}

static bool has_same_times(const struct event *a, const struct event *b)
{
	if (a->sitting_count != b->sitting_count)
		return false;
	for (size_t i = 0; i < a->sitting_count; i++)
		if (!is_same_when(
			    &a->sittings[i].start, &b->sittings[i].start) ||
			!is_same_when(
				&a->sittings[i].end, &b->sittings[i].end) ||
			!is_same(a->sittings[i].zone_name,
				b->sittings[i].zone_name))
			return false;
	return true;
}

static bool has_same_place(const struct event *a, const struct event *b)
{
	return is_same(a->place.mode, b->place.mode) &&
		is_same(a->place.country, b->place.country) &&
		is_same(a->place.geo, b->place.geo) &&
		is_same(a->place.join, b->place.join);
}

static bool has_same_persons(const struct event *a, const struct event *b)
{
	if (a->person_count != b->person_count)
		return false;
	for (size_t i = 0; i < a->person_count; i++)
		if (!is_same(a->persons[i].party, b->persons[i].party) ||
			!is_same(a->persons[i].as, b->persons[i].as) ||
			!is_same(
				a->persons[i].sitting, b->persons[i].sitting) ||
			!is_same(a->persons[i].name, b->persons[i].name))
			return false;
	return true;
}

static bool has_same_bodies(const struct event *a, const struct event *b)
{
	if (a->body_count != b->body_count)
		return false;
	for (size_t i = 0; i < a->body_count; i++)
		if (!is_same(a->bodies[i]->id, b->bodies[i]->id))
			return false;
	return true;
}

static bool has_same_topics(const struct event *a, const struct event *b)
{
	if (a->topic_count != b->topic_count)
		return false;
	for (size_t i = 0; i < a->topic_count; i++)
		if (!is_same(a->topics[i]->term, b->topics[i]->term))
			return false;
	return true;
}

static bool has_same_links(const struct event *a, const struct event *b)
{
	if (a->link_count != b->link_count)
		return false;
	for (size_t i = 0; i < a->link_count; i++)
		if (!is_same(a->links[i], b->links[i]))
			return false;
	return true;
}

/* Names of what differs, as a list in words. */
static void name_part(struct buf *list, bool differs, const char *name)
{
	if (differs)
		buf_printf(list, "%s%s", list->length > 0 ? ", " : "", name);
}

static void tell_facts(struct teller *it, unsigned kinds)
{
	const struct event *a = it->old, *b = it->event;
	struct when before = event_start(a), after = event_start(b);
	bool has_moved = kinds & 1u << CHANGE_MOVED;
	bool has_other_date = !is_same_when(&before, &after);
	struct buf parts = BUF_INIT;

	if (!has_moved && has_other_date)
		tell(it, TELLING_QUIET, NULL, "the date is now %s",
			date_in_words(it, &after));
	name_part(&parts,
		!has_moved && !has_other_date && !has_same_times(a, b), "time");
	name_part(&parts, a->number != b->number, "number");
	name_part(&parts, !has_same_place(a, b), "place");
	name_part(&parts, !has_same_persons(a, b), "persons");
	name_part(&parts, !has_same_bodies(a, b), "bodies");
	name_part(&parts, !has_same_topics(a, b), "topics");
	name_part(&parts, !has_same_links(a, b), "links");
	if (a->status != b->status &&
		!(kinds &
			(1u << CHANGE_ANNOUNCED | 1u << CHANGE_POSTPONED |
				1u << CHANGE_CANCELLED)))
		tell(it, TELLING_QUIET, NULL, "status: %s",
			status_name(b->status));
	if (parts.length > 0)
		tell(it, TELLING_QUIET, NULL, "facts changed: %s", parts.bytes);
	buf_release(&parts);
}

/* --- words --- */

static bool is_same_list(const struct word_list *a, const struct word_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!is_same(a->items[i], b->items[i]))
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

		if (!is_same(before.name, after.name) ||
			!is_same(before.role, after.role))
			return false;
	}
	return true;
}

static bool has_same_link_words(const struct text *a, const struct text *b)
{
	if (a->link_count != b->link_count)
		return false;
	for (size_t i = 0; i < a->link_count; i++)
		if (!is_same(a->links[i].href, b->links[i].href) ||
			!is_same(a->links[i].label, b->links[i].label))
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
			is_same(words->corrections[i].note, correction->note))
			return true;
	return false;
}

static void tell_corrections(struct teller *it, const struct text *text,
	const struct release_words *before, const struct release_words *after)
{
	for (size_t i = 0; i < after->correction_count; i++)
		if (!has_correction(before, &after->corrections[i]))
			tell(it, TELLING_NEWS, text->language,
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
			!has_entry(it->before, after->ref) ||
			release->status == RELEASE_WITHDRAWN)
			continue;
		tell_corrections(it, b, before, after);
		name_part(parts, before == NULL, "a release");
		if (before == NULL)
			continue;
		name_part(parts, !is_same(before->title, after->title),
			"title of the release");
		name_part(parts, !has_same_body(before, after),
			"body of the release");
		name_part(parts, !is_same(before->href, after->href),
			"link of the release");
	}
}

static void compare_texts(
	struct teller *it, const struct text *a, const struct text *b)
{
	struct buf parts = BUF_INIT;

	name_part(&parts, !is_same(a->title, b->title), "title");
	name_part(&parts, !is_same(a->when, b->when), "date in words");
	name_part(&parts, !is_same(a->place, b->place), "place");
	name_part(&parts, !is_same(a->venue, b->venue), "venue");
	name_part(&parts, !is_same(a->summary, b->summary), "summary");
	name_part(&parts, !is_same(a->status_note, b->status_note), "reason");
	name_part(&parts, !has_same_person_words(it, a, b), "persons");
	name_part(&parts, !is_same_list(&a->discussed, &b->discussed),
		"topics discussed");
	name_part(
		&parts, !is_same_list(&a->outcomes, &b->outcomes), "outcomes");
	name_part(&parts, !has_same_link_words(a, b), "links");
	name_part(&parts,
		!is_same(a->notice, b->notice) || !is_same(a->kind, b->kind) ||
			!is_same(a->of, b->of),
		"translation notice");
	compare_releases(it, a, b, &parts);
	if (parts.length > 0)
		tell(it, TELLING_QUIET, b->language, "words changed: %s",
			parts.bytes);
	buf_release(&parts);
}

static void tell_texts(struct teller *it)
{
	for (size_t i = 0; i < it->event->text_count; i++) {
		const struct text *text = it->event->texts[i];
		const struct text *before = event_text(it->old, text->language);

		if (before != NULL)
			compare_texts(it, before, text);
		else if (!text->draft)
			tell(it, TELLING_QUIET, text->language, "new text");
	}
}

/* --- what is held back --- */

/* Why something is hidden, if draft or embargo tell; else NULL. */
static const char *why_hidden(
	struct teller *it, bool is_draft, const struct date *embargo)
{
	if (is_draft)
		return "a draft";
	if (embargo->when.precision == WHEN_ABSENT || embargo->at <= it->now)
		return NULL;
	return pool_printf(it->pool, "under embargo until %s",
		moment_in_words(it, embargo));
}

/* Hidden texts stand behind the others. */
static void tell_hidden_texts(struct teller *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->hidden_text_count; i++) {
		const struct text *text = event->texts[event->text_count + i];
		const char *why =
			why_hidden(it, text->draft, &text->not_before);

		tell(it, TELLING_HELD, text->language, "text held back: %s",
			why ? why : "it is in no language of publisher.xml");
	}
}

static void tell_hidden_releases(struct teller *it)
{
	const struct event *event = it->event;

	for (size_t i = 0; i < event->release_count; i++) {
		const struct release *release = &event->releases[i];
		const char *why = why_hidden(it,
			release->status == RELEASE_DRAFT, &release->not_before);

		if (release->hidden)
			tell(it, TELLING_HELD, NULL, "release%s held back: %s",
				of_release(it, release),
				why ? why : "it is not due yet");
	}
}

static void tell_refused(struct teller *it)
{
	const struct event *event = it->event;

	if (event->is_published)
		tell(it, TELLING_HELD, NULL,
			"stays as it was published: its record is gone, "
			"hidden again or has errors");
	else if (event->refused != 0)
		tell(it, TELLING_HELD, NULL,
			"parts of its record have errors and stay as they "
			"were published");
	for (size_t i = 0; i < event->bad_text_count; i++)
		tell(it, TELLING_HELD, event->bad_texts[i],
			"text held back: it has errors");
}

/* --- all of it --- */

static void tell_address(struct teller *it)
{
	const struct event *event = it->event;
	const char *path = pool_printf(
		it->pool, "%s/%s", event->series->folder, event->folder);

	if (strcmp(path, it->before->path) != 0)
		tell(it, TELLING_QUIET, NULL,
			"moves to the address %s; the old one, %s, goes on",
			path, it->before->path);
}

static void tell_shown(struct teller *it)
{
	unsigned kinds = tell_changes(it);

	if (it->old == NULL && it->told.count == 0) {
		struct when start = event_start(it->event);

		tell(it, TELLING_QUIET, NULL, "new, %s",
			date_in_words(it, &start));
	}
	tell_releases(it);
	if (it->old != NULL) {
		tell_facts(it, kinds);
		tell_texts(it);
		tell_address(it);
	}
	tell_hidden_texts(it);
	tell_hidden_releases(it);
}

/* News first; a handful of lines. */
static void sort(struct telling *told)
{
	for (size_t i = 1; i < told->count; i++)
		for (size_t j = i;
			j > 0 && told->lines[j].kind < told->lines[j - 1].kind;
			j--) {
			struct telling_line line = told->lines[j];

			told->lines[j] = told->lines[j - 1];
			told->lines[j - 1] = line;
		}
}

struct telling telling_of_event(struct pool *pool,
	const struct published *before, const struct publisher *publisher,
	const struct event *event, instant now)
{
	struct teller it = {.pool = pool,
		.publisher = publisher,
		.before = before,
		.old = before ? before->event : NULL,
		/* The ledger has the words that feeds show, and no others. */
		.event = shown_event(pool, publisher, event),
		.now = now};
	const char *why;

	if (event->hidden) {
		why = why_hidden(&it, event->draft, &event->not_before);
		tell(&it, TELLING_HELD, NULL, "held back: %s",
			why ? why : "its record has errors");
	} else {
		tell_shown(&it);
	}
	tell_refused(&it);
	sort(&it.told);
	return it.told;
}
