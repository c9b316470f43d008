#include "cmd/outlook.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include "base/diag.h"
#include "base/diag_print.h"
#include "base/hash.h"
#include "base/html.h"
#include "model/view.h"
#include "write/complaints.h"
#include "base/banned.h"

static const char *title_of(
	struct pool *pool, const struct site *site, const struct event *event)
{
	const struct publisher *publisher = &site->publisher;
	struct pool views = POOL_INIT;
	struct buf title = BUF_INIT;
	const char *kept;

	if (publisher->language_count == 0)
		return "";
	view_put_title(&title,
		view_make(&views, publisher, event, publisher->languages[0]));
	kept = pool_bytes(pool, title.bytes, title.length);
	buf_release(&title);
	pool_release(&views);
	return kept;
}

/* The bytes of all records, in any order, and what is told of them by now. */
static void name_plan(struct outlook *outlook, const struct site *site)
{
	struct buf told = BUF_INIT;
	uint64_t hash = 0;

	for (size_t i = 0; i < site->hash_count; i++)
		hash += hash_bytes(&site->hashes[i], sizeof(site->hashes[i]));
	if (site->style != NULL)
		hash += hash_bytes(site->style, site->style_size);
	for (size_t i = 0; i < outlook->count; i++)
		for (size_t j = 0; j < outlook->items[i].told.count; j++)
			buf_printf(&told, "%s %s\n", outlook->items[i].name,
				outlook->items[i].told.lines[j].words);
	hash += hash_bytes(told.bytes, told.length);
	snprintf(outlook->plan, sizeof(outlook->plan), "%016" PRIx64, hash);
	buf_release(&told);
}

void outlook_make(struct outlook *outlook, const struct site *site,
	const struct ledger *ledger, instant now)
{
	struct pool *pool = &outlook->pool;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		struct outlook_item item = {
			.told = telling_of_event(pool,
				ledger_find(ledger, event->uid),
				&site->publisher, event, now)};

		if (item.told.count == 0)
			continue;
		item.name = pool_printf(
			pool, "%s/%s", event->series->folder, event->folder);
		item.title = title_of(pool, site, event);
		outlook->items = pool_grow(
			pool, outlook->items, outlook->count, sizeof(item));
		outlook->items[outlook->count++] = item;
	}
	name_plan(outlook, site);
}

static void print_line(
	const struct outlook_item *item, const struct telling_line *line)
{
	printf("%s: ", item->name);
	if (line->language != NULL)
		printf("%s: ", line->language);
	diag_print_safely(stdout, line->words);
	putchar('\n');
}

void outlook_print(const struct outlook *outlook, enum telling_kind most)
{
	for (size_t i = 0; i < outlook->count; i++) {
		const struct outlook_item *item = &outlook->items[i];

		for (size_t j = 0; j < item->told.count; j++)
			if (item->told.lines[j].kind <= most)
				print_line(item, &item->told.lines[j]);
	}
}

static void put_line_json(struct json *json, const struct outlook_item *item,
	const struct telling_line *line)
{
	json_open(json, NULL, '{');
	json_text(json, "event", item->name);
	json_text(json, "kind", telling_kind_name(line->kind));
	json_text(json, "language", line->language);
	json_text(json, "words", line->words);
	json_close(json);
}

void outlook_put_json(struct json *json, const struct outlook *outlook)
{
	json_text(json, "plan", outlook->plan[0] ? outlook->plan : NULL);
	json_open(json, "told", '[');
	for (size_t i = 0; i < outlook->count; i++)
		for (size_t j = 0; j < outlook->items[i].told.count; j++)
			put_line_json(json, &outlook->items[i],
				&outlook->items[i].told.lines[j]);
	json_close(json);
}

/* --- the page --- */

static bool has_kind(const struct outlook_item *item, enum telling_kind kind)
{
	for (size_t i = 0; i < item->told.count; i++)
		if (item->told.lines[i].kind == kind)
			return true;
	return false;
}

static void put_line_html(struct buf *out, const struct telling_line *line)
{
	buf_puts(out, "<p>");
	if (line->language != NULL) {
		buf_puts(out, "<code>");
		html_puts(out, line->language);
		buf_puts(out, "</code> ");
	}
	html_puts(out, line->words);
	buf_puts(out, "</p>\n");
}

static void put_item_html(struct buf *out, const struct outlook_item *item,
	enum telling_kind kind)
{
	buf_printf(out, "<li class=\"%s\">\n<p><b>", telling_kind_name(kind));
	html_puts(out, item->name);
	buf_puts(out, "</b> ");
	html_puts(out, item->title);
	buf_puts(out, "</p>\n");
	for (size_t i = 0; i < item->told.count; i++)
		if (item->told.lines[i].kind == kind)
			put_line_html(out, &item->told.lines[i]);
	buf_puts(out, "</li>\n");
}

static bool put_kind_html(struct buf *out, const struct outlook *outlook,
	enum telling_kind kind, const char *heading)
{
	bool has_any = false;

	for (size_t i = 0; i < outlook->count; i++) {
		if (!has_kind(&outlook->items[i], kind))
			continue;
		if (!has_any)
			buf_printf(out, "<h3>%s</h3>\n<ul>\n", heading);
		has_any = true;
		put_item_html(out, &outlook->items[i], kind);
	}
	if (has_any)
		buf_puts(out, "</ul>\n");
	return has_any;
}

void outlook_put_html(struct buf *out, const struct outlook *outlook)
{
	bool has_news = put_kind_html(out, outlook, TELLING_NEWS,
		"Readers see this as new or unread");
	bool has_quiet = put_kind_html(out, outlook, TELLING_QUIET,
		"This is brought up to date; nothing looks unread");

	if (!has_news && !has_quiet)
		buf_puts(out, "<p>Nothing new of any meeting.</p>\n");
	put_kind_html(out, outlook, TELLING_HELD, "This is held back");
	buf_printf(out, COMPLAINTS_PLAN "%s</p>\n", outlook->plan);
}

void outlook_release(struct outlook *outlook)
{
	pool_release(&outlook->pool);
	*outlook = (struct outlook){.count = 0};
}
