#include "plan/accept.h"

#include <string.h>
#include "base/uuid.h"
#include "model/due.h"
#include "plan/accept_missing.h"
#include "plan/accept_references.h"
#include "plan/accept_uids.h"
#include "plan/accepting.h"
#include "plan/advice.h"
#include "plan/former.h"
#include "plan/given.h"
#include "plan/substitute.h"
#include "plan/touched.h"
#include "base/banned.h"

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
	const struct published *meeting = accepting_published(it, event->uid);
	const struct event *before = meeting ? meeting->event : NULL;

	if (event->series->failed || (before == NULL && event->refused != 0)) {
		accepting_refuse(it, event);
		return NULL;
	}
	if (it->site->is_preview)
		due_mark(&it->site->pool, &it->site->publisher, event, it->now);
	if (!it->shows_all) {
		due_hide(&it->site->publisher, event, before, it->now);
		advice_on_event(&it->site->publisher, event, it->diag, it->now);
	}
	if (!event->hidden && !it->shows_all &&
		((before == NULL && check_series_title(it, event) != 0) ||
			check_doubts(it, event, before) != 0)) {
		accepting_refuse(it, event);
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
	accepting_drop_empty(it);
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

	if (publisher_has_language(publisher, language))
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
	accept_uids_find_doubles(it);
	accept_uids_refuse_of_sittings(it);
	accepting_sort_by_path(it);
	accept_uids_find_strangers(it);
	former_revive(site, ledger);
	accept_events(it);
	accepting_sort_by_path(it);
	site_settle(site);
	former_find_renamed(site, ledger);
	accept_missing(it);
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
		.shows_all = true};

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

	accept_uids_find_doubles(&it);
	accept_uids_refuse_of_sittings(&it);
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
