#include "plan/accept.h"

#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/nearest.h"
#include "base/uuid.h"
#include "model/due.h"
#include "plan/former.h"
#include "plan/advice.h"
#include "plan/given.h"
#include "plan/substitute.h"
#include "plan/touched.h"
#include "base/banned.h"

/* What accepting shares. */
struct accepting {
	struct site *site;
	const struct ledger *ledger;
	struct diag *diag;
	instant now;
	bool shows_all; /* also drafts, and what is under embargo */
	bool marks; /* then with a mark */
	struct event **by_path; /* those that were read */
	size_t path_count;
	const char **cancelled; /* uids of records that cannot be used */
	size_t cancelled_count;
};

static int check_authority(const struct accepting *it)
{
	const char *now = it->site->publisher.authority;
	const char *published = it->ledger->world.publisher.authority;

	/* No id begins with it yet. */
	if (it->ledger->count == 0)
		advice_on_publisher(&it->site->publisher, it->diag);
	if (it->ledger->count == 0 || published == NULL ||
		strcmp(published, now) == 0)
		return 0;
	diag_error(it->diag, (struct pos){"events/publisher.xml", 0, 0},
		"authority is '%s', but ids were published under '%s'", now,
		published);
	return diag_help(it->diag,
		"write authority=\"%s\" again: ids must never change",
		published);
}

static const char *path_of(struct accepting *it, const struct event *event)
{
	return pool_printf(
		&it->site->pool, "%s/%s", event->series->folder, event->folder);
}

static const char *record_path(struct accepting *it, const char *path)
{
	return pool_printf(&it->site->pool, "events/%s/event.xml", path);
}

/* What stands in the ledger under this uid and is not forgotten, or NULL. */
static const struct published *published_of(
	const struct accepting *it, const char *uid)
{
	const struct published *meeting = ledger_find(it->ledger, uid);

	return meeting != NULL && meeting->event != NULL ? meeting : NULL;
}

/* A record cannot be used: of what it says, only a cancellation is taken. */
static void refuse(struct accepting *it, const struct event *event)
{
	struct site *site = it->site;

	site->bad_uids = pool_grow(&site->pool, site->bad_uids, site->bad_count,
		sizeof(*site->bad_uids));
	site->bad_uids[site->bad_count++] = event->uid;
	if (event->status != STATUS_CANCELLED)
		return;
	it->cancelled = pool_grow(&site->pool, it->cancelled,
		it->cancelled_count, sizeof(*it->cancelled));
	it->cancelled[it->cancelled_count++] = event->uid;
}

/* Keep those of the events that are not NULL. */
static void drop_empty(struct site *site)
{
	size_t kept = 0;

	for (size_t i = 0; i < site->event_count; i++)
		if (site->events[i] != NULL)
			site->events[kept++] = site->events[i];
	site->event_count = kept;
}

static void report_double(struct accepting *it, const struct event *event,
	const struct event *other)
{
	char fresh[UUID_SIZE];

	diag_error(it->diag, event->at,
		"the uid of this event is that of %s too", other->path);
	if (uuid_random(fresh) == 0)
		diag_help(it->diag,
			"give the newer of the two a fresh one: uid=\"%s\"",
			fresh);
}

/* The folder of the series may have another name by now. */
static struct event *find_renamed_home(const struct accepting *it,
	struct event *const *events, size_t count,
	const struct published *meeting)
{
	struct event *home = NULL;

	if (site_series(it->site, meeting->event->series->folder) != NULL)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(events[i]->folder, meeting->event->folder) != 0)
			continue;
		if (home != NULL)
			return NULL;
		home = events[i];
	}
	return home;
}

/* The one of several events with one uid that it was published from. */
static struct event *find_home(
	struct accepting *it, struct event *const *events, size_t count)
{
	const struct published *meeting = published_of(it, events[0]->uid);

	if (meeting == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(path_of(it, events[i]), meeting->path) == 0)
			return events[i];
	return find_renamed_home(it, events, count, meeting);
}

/*
 * Several records with one uid cannot all be that event.  Of a copied folder
 * the ledger knows which one is the copy; else neither is published.
 */
static void refuse_doubles(
	struct accepting *it, struct event **events, size_t count)
{
	struct event *home = find_home(it, events, count);

	for (size_t i = 0; i < count && home == NULL; i++)
		refuse(it, events[i]);
	for (size_t i = 0; i < count; i++) {
		const struct event *other = events[i == 0 ? 1 : 0];

		if (events[i] != home)
			report_double(it, events[i], home ? home : other);
	}
	for (size_t i = 0; i < count; i++)
		if (events[i] != home)
			events[i] = NULL;
}

static int compare_uids(const void *left, const void *right)
{
	const struct event *a = *(struct event *const *)left;
	const struct event *b = *(struct event *const *)right;
	int order = uuid_compare_uids(a->uid, b->uid);

	return order != 0 ? order : strcmp(a->path, b->path);
}

static void find_doubles(struct accepting *it)
{
	struct site *site = it->site;
	size_t end;

	if (site->event_count > 0)
		qsort(site->events, site->event_count, sizeof(*site->events),
			compare_uids);
	for (size_t i = 0; i < site->event_count; i = end) {
		end = i + 1;
		while (end < site->event_count &&
			uuid_compare_uids(site->events[end]->uid,
				site->events[i]->uid) == 0)
			end++;
		if (end > i + 1)
			refuse_doubles(it, &site->events[i], end - i);
	}
	drop_empty(site);
}

/* A sitting beside the main one has a uid of its own, made from that of its
 * meeting; see name_sittings(). */
struct sitting_uid {
	const char *uid;
	const struct event *event;
};

static int compare_sitting_uids(const void *left, const void *right)
{
	const struct sitting_uid *a = left, *b = right;

	return strcmp(a->uid, b->uid);
}

static struct sitting_uid *add_sitting_uids(struct pool *pool,
	struct sitting_uid *uids, size_t *count, const struct site *site)
{
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];

		for (size_t j = 1; j < event->sitting_count; j++) {
			uids = pool_grow(pool, uids, *count, sizeof(*uids));
			uids[(*count)++] = (struct sitting_uid){
				event->sittings[j].uid, event};
		}
	}
	return uids;
}

static void report_sitting(struct accepting *it, const struct event *event,
	const struct event *other)
{
	char fresh[UUID_SIZE];

	diag_error(it->diag, event->at,
		"the uid of this event is that of a sitting of %s",
		other->path);
	if (uuid_random(fresh) == 0)
		diag_help(it->diag, "give it a fresh one: uid=\"%s\"", fresh);
}

/* No meeting takes the place of a sitting in the calendars of subscribers. */
static void refuse_uids_of_sittings(struct accepting *it)
{
	struct site *site = it->site;
	struct pool pool = POOL_INIT;
	size_t count = 0;
	struct sitting_uid *uids = add_sitting_uids(&pool, NULL, &count, site);

	uids = add_sitting_uids(&pool, uids, &count, &it->ledger->world);
	if (count > 0)
		qsort(uids, count, sizeof(*uids), compare_sitting_uids);
	for (size_t i = 0; count > 0 && i < site->event_count; i++) {
		struct event *event = site->events[i];
		const struct sitting_uid key = {event->uid, NULL};
		const struct sitting_uid *found = bsearch(
			&key, uids, count, sizeof(*uids), compare_sitting_uids);

		if (found == NULL)
			continue;
		report_sitting(it, event, found->event);
		refuse(it, event);
		site->events[i] = NULL;
	}
	drop_empty(site);
	pool_release(&pool);
}

/* Those that were read, by their uids; the site is not settled yet. */
static struct event *find_read(const struct accepting *it, const char *uid)
{
	struct event key = {.uid = uid, .path = ""};
	size_t low = 0, high = it->site->event_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct event *event = it->site->events[middle];

		if (uuid_compare_uids(event->uid, key.uid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < it->site->event_count &&
		uuid_compare_uids(it->site->events[low]->uid, uid) == 0)
		return it->site->events[low];
	return NULL;
}

static int compare_paths(const void *left, const void *right)
{
	return strcmp((*(struct event *const *)left)->path,
		(*(struct event *const *)right)->path);
}

static void sort_by_path(struct accepting *it)
{
	struct site *site = it->site;
	size_t size = site->event_count * sizeof(*it->by_path);

	it->by_path = pool_alloc(&site->pool, size + 1);
	it->path_count = site->event_count;
	if (size == 0)
		return;
	memcpy(it->by_path, site->events, size);
	qsort(it->by_path, it->path_count, sizeof(*it->by_path), compare_paths);
}

/* The event that was read from "SERIES/EVENT", or NULL. */
static struct event *read_at(struct accepting *it, const char *path)
{
	struct event key = {.path = record_path(it, path)};
	struct event *const wanted = &key;
	struct event **found = NULL;

	if (it->path_count > 0)
		found = bsearch(&wanted, it->by_path, it->path_count,
			sizeof(*it->by_path), compare_paths);
	return found ? *found : NULL;
}

/* Whether the record is there; when nobody can tell, the diag is ill. */
static bool record_stands(struct accepting *it, const char *path)
{
	int result = file_stands(path);

	if (result < 0)
		diag_unreadable(it->diag, (struct pos){path, 0, 0});
	return result != 0;
}

/* The uid was published from another folder, which is there and unreadable. */
static bool is_copy(struct accepting *it, const struct event *event,
	const struct published *meeting)
{
	return strcmp(path_of(it, event), meeting->path) != 0 &&
		read_at(it, meeting->path) == NULL &&
		record_stands(it, record_path(it, meeting->path));
}

/* From its folder another meeting was published, which is nowhere. */
static const struct published *find_replaced(
	struct accepting *it, const struct event *event)
{
	const struct published *meeting =
		ledger_at(it->ledger, path_of(it, event));

	if (meeting == NULL || strcmp(meeting->uid, event->uid) == 0 ||
		find_read(it, meeting->uid) != NULL)
		return NULL;
	return meeting;
}

/* Returns false, after complaining, for a record that is not that meeting. */
static bool is_who_it_says(struct accepting *it, const struct event *event)
{
	const struct published *meeting = published_of(it, event->uid);
	const struct published *replaced = NULL;

	if (meeting != NULL && is_copy(it, event, meeting)) {
		report_double(it, event, meeting->event);
		return false;
	}
	if (meeting == NULL)
		replaced = find_replaced(it, event);
	if (replaced == NULL)
		return true;
	diag_error(it->diag, event->at, "the uid was published as %s",
		replaced->uid);
	diag_help(it->diag,
		"write uid=\"%s\" again: subscribers know the meeting by it",
		replaced->uid);
	return false;
}

static void find_strangers(struct accepting *it)
{
	struct site *site = it->site;
	bool *is_stranger =
		pool_alloc(&site->pool, site->event_count * sizeof(bool) + 1);

	for (size_t i = 0; i < site->event_count; i++)
		is_stranger[i] = !is_who_it_says(it, site->events[i]);
	for (size_t i = 0; i < site->event_count; i++) {
		if (!is_stranger[i])
			continue;
		refuse(it, site->events[i]);
		site->events[i] = NULL;
	}
	drop_empty(site);
}

/* Drafts and embargoes come too late for what is known already. */
static void report_hidden(struct accepting *it, const struct event *event)
{
	struct pos at = {event->path, 0, 0};

	if (event->draft) {
		diag_error(it->diag, at, "was published and is a draft now");
		diag_help(it->diag,
			"delete draft=\"yes\"; a meeting that will not "
			"take place is status=\"cancelled\"");
	} else {
		diag_error(
			it->diag, at, "was published and is under embargo now");
		diag_help(it->diag,
			"delete not-before=\"…\": what is known cannot be held "
			"back");
	}
}

/* A skeleton's title goes nowhere. */
static int check_series_title(struct accepting *it, const struct event *event)
{
	const struct series *series = event->series;

	for (size_t i = 0; i < series->titles.count; i++) {
		if (!words_are_to_come(series->titles.items[i].text))
			continue;
		diag_error(it->diag, (struct pos){event->path, 0, 0},
			"its series has no title yet");
		return diag_help(it->diag,
			"write the title in %s, in place of %s", series->path,
			series->titles.items[i].text);
	}
	return 0;
}

/* What was published is not held back: the meeting may be cancelled. */
static int report_doubt(
	struct accepting *it, const char *path, int line, bool was_published)
{
	struct pos at = {path, line, 1};

	if (line == 0)
		return 0;
	if (was_published)
		diag_advice(
			it->diag, at, "this imported fact is not confirmed");
	else
		diag_error(it->diag, at,
			"this imported fact is not confirmed yet");
	diag_help(
		it->diag, "once it is right, delete the comment with ?import");
	return was_published ? 0 : -1;
}

/* A text with doubts that was never published waits until they are settled. */
static int check_doubts(
	struct accepting *it, struct event *event, const struct event *before)
{
	int result = report_doubt(
		it, event->path, event->doubt_line, before != NULL);

	for (size_t i = 0; i < event->text_count;) {
		struct text *text = event->texts[i];
		bool was_published = before != NULL &&
			event_text(before, text->language) != NULL;

		if (report_doubt(it, text->path, text->doubt_line,
			    was_published) == 0) {
			i++;
			continue;
		}
		result = before == NULL ? -1 : result;
		event->text_count--;
		event->hidden_text_count++;
		memmove(&event->texts[i], &event->texts[i + 1],
			(event->text_count - i) * sizeof(*event->texts));
		event->texts[event->text_count] = text;
	}
	return result;
}

/* Returns what is to be published of a record, or NULL for nothing. */
static struct event *accept_event(struct accepting *it, struct event *event)
{
	const struct published *meeting = published_of(it, event->uid);
	const struct event *before = meeting ? meeting->event : NULL;

	if (event->series->failed || (before == NULL && event->refused != 0)) {
		refuse(it, event);
		return NULL;
	}
	if (it->marks)
		due_mark(&it->site->pool, &it->site->publisher, event, it->now);
	if (!it->shows_all) {
		due_hide(&it->site->publisher, event, before, it->now);
		advice_on_event(&it->site->publisher, event, it->diag, it->now);
	}
	if (!event->hidden && !it->shows_all &&
		((before == NULL && check_series_title(it, event) != 0) ||
			check_doubts(it, event, before) != 0)) {
		refuse(it, event);
		return NULL;
	}
	if (before == NULL)
		return event;
	if (event->hidden) {
		report_hidden(it, event);
		return substitute_adopt(it->site, before, event);
	}
	if (event->refused & EVENT_WHOLE)
		return substitute_adopt(it->site, before, event);
	substitute_event(it->site, event, before, it->diag);
	return event;
}

static void accept_events(struct accepting *it)
{
	for (size_t i = 0; i < it->site->event_count; i++) {
		struct event *event = it->site->events[i];
		enum status status = event->status;

		event = accept_event(it, event);
		it->site->events[i] = event;
		if (event != NULL && status == STATUS_CANCELLED)
			event->status = status;
	}
	drop_empty(it->site);
}

/* In the folder that it had, another meeting may stand by now. */
static void report_gone(struct accepting *it, const struct published *meeting,
	const struct event *event)
{
	struct pos at = {event->path, 0, 0};
	const char *title =
		event->text_count > 0 ? event->texts[0]->title : NULL;

	if (strcmp(event->folder, event->uid) != 0)
		diag_error(
			it->diag, at, "was published, and its record is gone");
	else
		diag_error(it->diag, at,
			"'%s' was published, and its record is gone; another "
			"meeting has its folder",
			title ? title : event->uid);
	diag_help(it->diag,
		"put it back; a meeting that will not take place is "
		"status=\"cancelled\"; `dialogue-feeds build --forget %s` takes "
		"it out of all feeds",
		meeting->uid);
}

static bool is_among(const char *const *uids, size_t count, const char *uid)
{
	for (size_t i = 0; i < count; i++)
		if (uuid_compare_uids(uids[i], uid) == 0)
			return true;
	return false;
}

static bool is_bad(const struct site *site, const char *uid)
{
	return is_among(site->bad_uids, site->bad_count, uid);
}

static bool is_at(const struct event *event, const struct event *other)
{
	return event->series == other->series &&
		strcmp(event->folder, other->folder) == 0;
}

/*
 * Whether the place of an adopted meeting is that of another one: the folder
 * may be another meeting's by now, and a series that has become another one
 * may have had a folder of the same name.
 */
static bool is_taken(struct accepting *it, const struct event *event,
	const struct published *meeting)
{
	const struct site *site = it->site;
	const char *path = path_of(it, event);

	if (read_at(it, path) != NULL)
		return true;
	if (strcmp(path, meeting->path) == 0)
		return false;
	for (size_t i = it->path_count; i < site->event_count; i++)
		if (is_at(site->events[i], event))
			return true;
	return ledger_at(it->ledger, path) != NULL;
}

/* A meeting that was published and has no record that could be used. */
static void adopt(struct accepting *it, const struct published *meeting)
{
	struct site *site = it->site;
	struct event *event = substitute_adopt(site, meeting->event, NULL);
	bool taken = is_taken(it, event, meeting);

	event->path = record_path(it, path_of(it, event));
	if (taken) {
		event->folder = event->uid;
		event->path = record_path(it, meeting->path);
	}
	if (!is_bad(site, meeting->uid) &&
		(taken || !record_stands(it, event->path)))
		report_gone(it, meeting, event);
	if (is_among(it->cancelled, it->cancelled_count, event->uid))
		event->status = STATUS_CANCELLED;
	site->events = pool_grow(&site->pool, site->events, site->event_count,
		sizeof(*site->events));
	event->is_context = meeting->is_context;
	site->events[site->event_count++] = event;
}

static void adopt_missing(struct accepting *it)
{
	const struct ledger *ledger = it->ledger;
	bool *is_missing =
		pool_alloc(&it->site->pool, ledger->count * sizeof(bool) + 1);

	for (size_t i = 0; i < ledger->count; i++)
		is_missing[i] = ledger->meetings[i]->event != NULL &&
			site_event(it->site, ledger->meetings[i]->uid) == NULL;
	for (size_t i = 0; i < ledger->count; i++)
		if (is_missing[i])
			adopt(it, ledger->meetings[i]);
}

static int report_self(struct accepting *it, struct pos at)
{
	diag_error(it->diag, at, "the event names itself");
	return diag_help(it->diag, "write the uid of the other event");
}

/* A meeting that nobody asks for in this run. */
static bool is_unread(const struct accepting *it, const char *uid)
{
	const struct touched *touched = it->ledger->touched;

	return touched != NULL && touched_knows(touched, uid);
}

/* What another record's mistake leaves out is no mistake of this one. */
static int report_nobody(struct accepting *it, struct pos at, const char *uid)
{
	if (it->site->bad_unknown || is_bad(it->site, uid) ||
		is_unread(it, uid))
		return 0;
	diag_error(it->diag, at, "no event has the uid %s", uid);
	return diag_help(
		it->diag, "copy the uid from the other event's event.xml");
}

static int check_reference(struct accepting *it, const struct event *event,
	const struct reference *other)
{
	if (other->uid == NULL || other->event != NULL)
		return 0;
	if (uuid_compare_uids(other->uid, event->uid) == 0)
		return report_self(it, other->at);
	return report_nobody(it, other->at, other->uid);
}

static int check_shared(struct accepting *it, const struct event *event,
	const struct shared_release *shared)
{
	struct nearest nearest;

	if (shared->release != NULL)
		return 0;
	if (uuid_compare_uids(shared->uid, event->uid) == 0)
		return report_self(it, shared->at);
	if (shared->owner == NULL)
		return report_nobody(it, shared->at, shared->uid);
	nearest_begin(&nearest, shared->id);
	for (size_t i = 0; i < shared->owner->release_count; i++)
		nearest_offer(&nearest, shared->owner->releases[i].id);
	diag_error(it->diag, shared->at,
		"there is no release of that event with the id '%s'",
		shared->id);
	if (nearest.found != NULL)
		return diag_help(it->diag, "write %s", nearest.found);
	return diag_help(it->diag,
		"write the id that it has in the other event's event.xml");
}

/* Which references of an event lead nowhere, after complaining. */
static unsigned check_references(
	struct accepting *it, const struct event *event)
{
	unsigned wrong = 0;

	if (check_reference(it, event, &event->part_of) != 0)
		wrong |= EVENT_PART_OF;
	for (size_t i = 0; i < event->see_also_count; i++)
		if (check_reference(it, event, &event->see_also[i]) != 0)
			wrong |= EVENT_SEE_ALSO;
	for (size_t i = 0; i < event->shared_count; i++)
		if (check_shared(it, event, &event->shared[i]) != 0)
			wrong |= EVENT_RELEASES;
	return wrong;
}

/*
 * An event that names nobody is left out, unless it is published: then the
 * references are those that were published.
 */
static void refuse_references(
	struct accepting *it, size_t index, unsigned wrong)
{
	struct event *event = it->site->events[index];
	const struct published *meeting = published_of(it, event->uid);

	if (meeting == NULL) {
		refuse(it, event);
		it->site->events[index] = NULL;
	} else {
		substitute_references(it->site, event, meeting->event, wrong);
	}
}

/* Whether some event had to be changed: all have to be looked at again. */
static bool find_wrong_references(struct accepting *it)
{
	bool found = false;

	for (size_t i = 0; i < it->site->event_count; i++) {
		const struct event *event = it->site->events[i];
		unsigned wrong =
			event->is_published ? 0 : check_references(it, event);

		if (wrong == 0)
			continue;
		refuse_references(it, i, wrong);
		found = true;
	}
	drop_empty(it->site);
	return found;
}

static void accept_references(struct accepting *it)
{
	do
		site_settle(it->site);
	while (find_wrong_references(it));
}

/* Two ways out of an address that no record asks for any more. */
static void advise_on_address(struct accepting *it, const char *what,
	const char *record, const char *address)
{
	diag_advice(it->diag, (struct pos){"events/publisher.xml", 0, 0},
		"%s no longer asked for; what was published goes on, up to "
		"date",
		what);
	diag_help(it->diag,
		"write %s again, or take it out of feeds/ with "
		"`dialogue-feeds build --forget %s`",
		record, address);
}

static void keep_language(struct accepting *it, const char *language)
{
	struct site *site = it->site;
	struct pool *pool = &site->pool;
	struct publisher *publisher = &site->publisher;

	if (publisher_rank(publisher, language) < publisher->language_count)
		return;
	advise_on_address(it,
		pool_printf(pool, "the language '%s' is", language),
		pool_printf(pool, "<language tag=\"%s\"/>", language),
		pool_printf(pool, "%s/", language));
	publisher_add_language(pool, publisher, language);
}

/* Languages and pages that were published go on until they are forgotten. */
static void keep_addresses(struct accepting *it)
{
	const struct ledger *ledger = it->ledger;
	struct publisher *publisher = &it->site->publisher;

	for (size_t i = 0; i < ledger->language_count; i++)
		keep_language(it, ledger->languages[i]);
	for (size_t i = 0; i < it->site->event_count; i++)
		substitute_order_texts(it->site, it->site->events[i]);
	if (!ledger->pages || publisher->pages)
		return;
	advise_on_address(it, "pages are", "pages=\"yes\"", "index.html");
	publisher->pages = 1;
}

/* In what letters a UUID was published, it goes on. */
static void keep_spellings(struct accepting *it)
{
	for (size_t i = 0; i < it->site->event_count; i++) {
		struct event *event = it->site->events[i];
		const struct published *meeting =
			ledger_find(it->ledger, event->uid);

		if (meeting != NULL)
			event_call(event, meeting->uid);
	}
}

static int accept(struct accepting *it)
{
	struct site *site = it->site;
	const struct ledger *ledger = it->ledger;

	if (check_authority(it) != 0)
		return -1;
	keep_addresses(it);
	keep_spellings(it);
	find_doubles(it);
	refuse_uids_of_sittings(it);
	sort_by_path(it);
	find_strangers(it);
	former_revive(site, ledger);
	accept_events(it);
	sort_by_path(it);
	site_settle(site);
	former_find_renamed(site, ledger);
	adopt_missing(it);
	given_settle(site, ledger, it->diag);
	accept_references(it);
	site->whole_count = site->event_count;
	if (ledger->touched != NULL)
		site->whole_count += ledger->touched->unread_count;
	return 0;
}

int accept_site(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now)
{
	struct accepting it = {
		.site = site, .ledger = ledger, .diag = diag, .now = now};

	return accept(&it);
}

int accept_preview(struct site *site, const struct ledger *ledger,
	struct diag *diag, instant now)
{
	struct accepting it = {.site = site,
		.ledger = ledger,
		.diag = diag,
		.now = now,
		.shows_all = true,
		.marks = true};

	site->is_preview = true;
	return accept(&it);
}

void accept_records(struct site *site, struct diag *diag)
{
	const struct ledger nothing = {.count = 0};
	struct accepting it = {.site = site,
		.ledger = &nothing,
		.diag = diag,
		.shows_all = true};

	find_doubles(&it);
	refuse_uids_of_sittings(&it);
	accept_events(&it);
	accept_references(&it);
	site->whole_count = site->event_count;
}

bool accept_refuse(
	struct site *site, const struct ledger *ledger, struct event *event)
{
	const struct published *meeting = ledger_find(ledger, event->uid);
	enum status status = event->status;

	if (event->is_published)
		return false;
	if (meeting == NULL || meeting->event == NULL) {
		event->hidden = true;
		return true;
	}
	for (size_t i = 0; i < site->event_count; i++) {
		if (site->events[i] != event)
			continue;
		site->events[i] = substitute_adopt(site, meeting->event, event);
		if (status == STATUS_CANCELLED)
			site->events[i]->status = status;
		break;
	}
	site_settle(site);
	return true;
}
