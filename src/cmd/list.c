#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "base/html.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/todo.h"
#include "model/view.h"
#include "plan/accept.h"
#include "plan/ledger_load.h"
#include "read/load.h"
#include "write/json.h"
#include "base/banned.h"

struct listing {
	int json;
	bool html; /* for the preview */
	const char *todo; /* only events that lack this language; or NULL */
	const char *name; /* one of them, to be shown whole; or NULL */
	struct site *site;
	struct ledger *ledger; /* with `todo`; NULL: it cannot be read */
	struct when today;
};

static struct todo todo_of(struct pool *pool, const struct listing *listing,
	const struct event *event)
{
	return todo_make(
		pool, listing->site, listing->ledger, event, listing->todo);
}

static int is_ahead(const struct listing *listing, const struct event *event)
{
	struct when last = event_last_day(event);

	/* Without a day only the status tells. */
	if (last.precision == WHEN_ABSENT)
		return event->status != STATUS_HELD &&
			event->status != STATUS_CANCELLED;
	return when_compare(&last, &listing->today) >= 0;
}

static void put_name(struct buf *out, const struct event *event)
{
	buf_printf(out, "%s/%s", event->series->folder, event->folder);
}

static void put_languages(
	struct buf *out, const struct event *event, const char *separator)
{
	for (size_t i = 0; i < event->text_count; i++)
		buf_printf(out, "%s%s", i > 0 ? separator : "",
			event->texts[i]->language);
}

static void put_title(struct buf *out, const struct listing *listing,
	const struct event *event)
{
	const struct publisher *publisher = &listing->site->publisher;
	struct pool pool = POOL_INIT;
	const char *language =
		listing->todo ? listing->todo : publisher->languages[0];

	view_put_title(out, view_make(&pool, publisher, event, language));
	pool_release(&pool);
}

/* Text cells are filled up to a width by what a terminal shows. */
static void print_cell(const char *text, int width)
{
	size_t size, length = strlen(text);

	fputs(text, stdout);
	for (size_t i = 0; i < length; i += size)
		width -= utf8_width(utf8_next(text + i, length - i, &size));
	printf("%*s", width > 0 ? width + 2 : 2, "");
}

static void print_row(const struct listing *listing, const struct event *event,
	int name_width)
{
	struct buf start = BUF_INIT, name = BUF_INIT, languages = BUF_INIT;
	struct buf title = BUF_INIT;
	struct when when = event_start(event);
	struct pool pool = POOL_INIT;
	struct todo todo = {NULL};

	if (listing->todo != NULL)
		todo = todo_of(&pool, listing, event);
	when_put(&start, &when);
	put_name(&name, event);
	put_languages(&languages, event, ",");
	put_title(&title, listing, event);
	print_cell(start.length > 0 ? start.bytes : "-", 16);
	print_cell(event->draft ? "draft" : status_name(event->status), 9);
	print_cell(name.bytes, name_width);
	if (todo.state != NULL)
		print_cell(todo.state, 7);
	else
		print_cell(languages.length > 0 ? languages.bytes : "-", 8);
	puts(title.bytes);
	if (listing->name != NULL)
		todo_print_both(&todo);
	else if (todo.state != NULL)
		todo_print(&todo);
	pool_release(&pool);
	buf_release(&title);
	buf_release(&languages);
	buf_release(&name);
	buf_release(&start);
}

static void put_member(struct buf *out, const char *name, const char *value)
{
	json_string(out, name);
	buf_puts(out, ": ");
	if (value != NULL)
		json_string(out, value);
	else
		buf_puts(out, "null");
}

static void put_when_member(
	struct buf *out, const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	when_put(&text, when);
	put_member(out, name, text.length > 0 ? text.bytes : NULL);
	buf_release(&text);
}

static void put_language_members(struct buf *out, const struct event *event)
{
	buf_puts(out, "\"languages\": [");
	for (size_t i = 0; i < event->text_count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		json_string(out, event->texts[i]->language);
	}
	buf_puts(out, "]");
}

static void put_object(struct buf *out, const struct listing *listing,
	const struct event *event)
{
	struct buf name = BUF_INIT, title = BUF_INIT;
	struct when none = {.precision = WHEN_ABSENT};
	const struct sitting *sitting =
		event->sitting_count > 0 ? &event->sittings[0] : NULL;

	put_name(&name, event);
	put_title(&title, listing, event);
	buf_puts(out, "  {");
	put_member(out, "event", name.bytes);
	buf_puts(out, ", ");
	put_member(out, "uid", event->uid);
	buf_puts(out, ", ");
	put_when_member(out, "start", sitting ? &sitting->start : &none);
	buf_puts(out, ", ");
	put_when_member(out, "end", sitting ? &sitting->end : &none);
	buf_puts(out, ", ");
	put_member(out, "zone", sitting ? sitting->zone_name : NULL);
	buf_puts(out, ", ");
	put_member(out, "status", status_name(event->status));
	buf_printf(out, ", \"draft\": %s, ", event->draft ? "true" : "false");
	put_member(out, "title", title.bytes);
	buf_puts(out, ", ");
	put_language_members(out, event);
	if (listing->todo != NULL) {
		struct pool pool = POOL_INIT;
		struct todo todo = todo_of(&pool, listing, event);

		buf_puts(out, ", ");
		put_member(out, "todo", todo.state);
		buf_puts(out, ", ");
		todo_put_json(out, &todo);
		pool_release(&pool);
	}
	buf_puts(out, "}");
	buf_release(&title);
	buf_release(&name);
}

/* What is ahead, the next one first; then what was, the last one first. */
static struct event **choose(const struct listing *listing, size_t *count)
{
	struct site *site = listing->site;
	struct event **chosen = pool_alloc(
		&site->pool, (site->event_count + 1) * sizeof(*chosen));

	*count = 0;
	for (size_t i = 0; i < site->event_count; i++)
		if (is_ahead(listing, site->events[i]))
			chosen[(*count)++] = site->events[i];
	for (size_t i = site->event_count; i > 0; i--)
		if (!is_ahead(listing, site->events[i - 1]))
			chosen[(*count)++] = site->events[i - 1];
	return chosen;
}

static bool is_complete(
	const struct listing *listing, const struct event *event)
{
	struct pool pool = POOL_INIT;
	bool result = todo_of(&pool, listing, event).state == NULL;

	pool_release(&pool);
	return result;
}

static size_t drop_complete(
	const struct listing *listing, struct event **events, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (!is_complete(listing, events[i]))
			events[kept++] = events[i];
	return kept;
}

static void print_json(
	const struct listing *listing, struct event **events, size_t count)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		buf_puts(&out, i > 0 ? ",\n" : "\n");
		put_object(&out, listing, events[i]);
	}
	printf("[%s%s]\n", out.bytes, count > 0 ? "\n" : "");
	buf_release(&out);
}

static void print_table(
	const struct listing *listing, struct event **events, size_t count)
{
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(events[i]->series->folder) + 1 +
			strlen(events[i]->folder);

		width = length > width ? length : width;
	}
	for (size_t i = 0; i < count; i++)
		print_row(listing, events[i], (int)width);
}

/* --- for the preview --- */

static void put_html_row(struct buf *out, const struct listing *listing,
	const struct event *event)
{
	struct buf name = BUF_INIT, title = BUF_INIT, start = BUF_INIT;
	struct when when = event_start(event);
	struct pool pool = POOL_INIT;

	put_name(&name, event);
	put_title(&title, listing, event);
	when_put(&start, &when);
	buf_printf(out,
		"<tr><td><a href=\"/-/todo/%s/%s\">%s</a></td><td>%s</td>"
		"<td>%s</td><td dir=\"auto\">",
		listing->todo, name.bytes, name.bytes, start.bytes,
		todo_of(&pool, listing, event).state);
	html_puts(out, title.bytes);
	buf_puts(out, "</td></tr>\n");
	pool_release(&pool);
	buf_release(&start);
	buf_release(&title);
	buf_release(&name);
}

static void put_html_table(struct buf *out, const struct listing *listing,
	struct event **events, size_t count)
{
	buf_printf(out, "<h2>%s</h2>\n", listing->todo);
	if (count == 0) {
		buf_puts(out, "<p>Nothing is left to do.</p>\n");
		return;
	}
	buf_puts(out,
		"<table>\n<tr><th scope=\"col\">Meeting</th>"
		"<th scope=\"col\">Start</th><th scope=\"col\">State</th>"
		"<th scope=\"col\">Title</th></tr>\n");
	for (size_t i = 0; i < count; i++)
		put_html_row(out, listing, events[i]);
	buf_puts(out, "</table>\n");
}

static void put_html_meeting(struct buf *out, const struct listing *listing,
	const struct event *event)
{
	struct pool pool = POOL_INIT;
	struct todo todo = todo_of(&pool, listing, event);

	buf_printf(out, "<h2>%s</h2>\n", listing->name);
	todo_put_html(out, &todo);
	pool_release(&pool);
}

/* Without a language, those of all of them. */
static void print_html(
	const struct listing *listing, struct event **events, size_t count)
{
	const struct publisher *publisher = &listing->site->publisher;
	struct listing one = *listing;
	struct buf out = BUF_INIT;

	if (listing->name != NULL)
		put_html_meeting(&out, listing, events[0]);
	else if (listing->todo != NULL)
		put_html_table(&out, listing, events, count);
	for (size_t i = 0;
		listing->todo == NULL && i < publisher->language_count; i++) {
		one.todo = publisher->languages[i];
		events = choose(listing, &count);
		put_html_table(
			&out, &one, events, drop_complete(&one, events, count));
	}
	fwrite(out.bytes, 1, out.length, stdout);
	buf_release(&out);
}

/* --- */

/* Keep the one that was named; there may be none. */
static size_t keep_named(
	const struct listing *listing, struct event **events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf name = BUF_INIT;
		bool is_named;

		put_name(&name, events[i]);
		is_named = strcmp(name.bytes, listing->name) == 0;
		buf_release(&name);
		if (!is_named)
			continue;
		events[0] = events[i];
		return 1;
	}
	fprintf(stderr, "dialogue-feeds: there is no sound meeting %s\n",
		listing->name);
	return 0;
}

static int print_listing(const struct listing *listing)
{
	size_t count;
	struct event **events = choose(listing, &count);

	if (listing->name != NULL) {
		count = keep_named(listing, events, count);
		if (count == 0)
			return EXIT_FAILED;
	} else if (listing->todo != NULL) {
		count = drop_complete(listing, events, count);
	}
	if (listing->html)
		print_html(listing, events, count);
	else if (listing->json)
		print_json(listing, events, count);
	else
		print_table(listing, events, count);
	return EXIT_DONE;
}

static int is_known(const struct publisher *publisher, const char *language)
{
	for (size_t i = 0; i < publisher->language_count; i++)
		if (strcmp(publisher->languages[i], language) == 0)
			return 1;
	fprintf(stderr,
		"dialogue-feeds: '%s' is no language of events/publisher.xml\n",
		language);
	return 0;
}

static int list(struct listing *listing, instant now)
{
	struct diag diag = DIAG_INIT;
	int status = EXIT_DONE;

	listing->site = site_load(&diag, &(struct load_options){NULL});
	accept_records(listing->site, &diag);
	if (listing->todo != NULL || listing->html)
		listing->ledger = ledger_load(&diag);
	if (listing->site->publisher_failed || diag.is_ill) {
		status = EXIT_FAILED;
	} else if (listing->todo != NULL &&
		!is_known(&listing->site->publisher, listing->todo)) {
		status = EXIT_USAGE;
	} else {
		listing->today = zone_clock(listing->site->publisher.zone, now);
		listing->today.precision = WHEN_DAY;
		listing->today.hour = listing->today.minute =
			listing->today.second = 0;
		status = print_listing(listing);
	}
	if (diag_print(&diag, stderr, DIAG_ERROR, NULL, 0) > 0 &&
		status == EXIT_DONE)
		status = EXIT_RECORDS;
	site_free(listing->site);
	ledger_free(listing->ledger);
	diag_release(&diag);
	return status;
}

int cmd_list(int argc, char **argv)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"html", no_argument, NULL, 'h'},
		{"todo", required_argument, NULL, 't'},
		{NULL},
	};
	struct listing listing = {0};
	instant now;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (option) {
		case 'j':
			listing.json = 1;
			break;
		case 'h':
			listing.html = true;
			break;
		case 't':
			listing.todo = optarg;
			break;
		default:
			return cmd_usage(USAGE_LIST);
		}
	/* One meeting is shown whole to those who translate it. */
	if (listing.todo != NULL && optind < argc)
		listing.name = argv[optind++];
	if (optind != argc || (listing.json && listing.html))
		return cmd_usage(USAGE_LIST);
	if (cmd_now(&now) != 0)
		return EXIT_USAGE;
	return list(&listing, now);
}
