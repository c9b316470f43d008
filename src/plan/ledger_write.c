#include "plan/ledger_write.h"

#include <string.h>
#include "plan/shown.h"
#include "write/markup.h"
#include "write/record.h"
#include "base/banned.h"

static const char *const kinds[] = {
	[ROW_VEVENT] = "vevent",
	[ROW_RELEASE] = "release",
	[ROW_CHANGE] = "change",
};

static const char *const states[] = {
	[ROW_PUBLISHED] = NULL,
	[ROW_WITHDRAWN] = "withdrawn",
	[ROW_REMOVED] = "removed",
};

static void put_number(struct markup *markup, const char *name, int number)
{
	struct buf text = BUF_INIT;

	buf_put_number(&text, number, 1);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

/* Names without blanks, parted by blanks; nothing when there are none. */
static void put_list(struct markup *markup, const char *name,
	const char *const *items, size_t count)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%s", i > 0 ? " " : "", items[i]);
	if (count > 0)
		markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

static void put_as_told(struct markup *markup, const struct as_told *told)
{
	markup_attribute(markup, "before-zone", told->before_zone);
	if (told->start.precision == WHEN_ABSENT)
		markup_attribute(markup, "date", "unknown");
	record_put_when(markup, "date", &told->start);
	record_put_when(markup, "until", &told->end);
	markup_attribute(markup, "zone", told->zone_name);
	markup_attribute(markup, "place", told->place.text);
	if (told->place.text != NULL)
		markup_attribute(
			markup, "place-language", told->place.language);
}

static void put_row(struct markup *markup, const struct row *row)
{
	markup_block(markup, kinds[row->kind]);
	markup_attribute(markup,
		row->kind == ROW_VEVENT            ? "uid"
			: row->kind == ROW_RELEASE ? "id"
						   : "name",
		row->item);
	markup_attribute(markup, "shown", row->shown);
	markup_attribute(markup, "replaced", row->replaced);
	markup_attribute(markup, "atom-id", row->atom_id);
	markup_attribute(markup, "state", states[row->state]);
	put_number(markup, "year", row->year);
	if (row->left_year != 0)
		put_number(markup, "left", row->left_year);
	if (row->kind == ROW_VEVENT) {
		put_number(markup, "sequence", row->stamp.sequence);
		record_put_moment(markup, "created", row->stamp.created);
		record_put_moment(markup, "modified", row->stamp.modified);
	}
	record_put_moment(markup, "start", row->start);
	record_put_moment(markup, "end", row->end);
	record_put_moment(markup, "published", row->published);
	if (row->updated != row->published)
		record_put_moment(markup, "updated", row->updated);
	record_put_when(markup, "before", &row->before);
	if (row->is_kept && row->state != ROW_REMOVED)
		put_as_told(markup, &row->told);
	markup_end(markup);
}

static void put_told(struct markup *markup, const struct published *meeting,
	const struct told *told)
{
	markup_block(markup, "told");
	markup_attribute(markup, "xml:lang", told->language);
	record_put_moment(markup, "modified", told->modified);
	for (size_t i = 0; i < meeting->row_count; i++)
		if (strcmp(meeting->rows[i].language, told->language) == 0)
			put_row(markup, &meeting->rows[i]);
	markup_end(markup);
}

static void put_records(struct markup *markup, const struct event *event,
	const struct publisher *publisher)
{
	const struct record_options options = {
		.zone = publisher->zone, .published = true};
	struct pool pool = POOL_INIT;

	event = shown_event(&pool, publisher, event);
	record_open_event(markup, event, &options);
	record_fill_event(markup, event, &options);
	markup_end(markup);
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		record_open_text(markup, text, &options);
		markup_attribute(markup, "xml:lang", text->language);
		record_fill_text(markup, text, event, &options);
		markup_end(markup);
	}
	pool_release(&pool);
}

static void put_since(struct markup *markup, const struct since *since)
{
	markup_block(markup, "since");
	markup_attribute(markup, "xml:lang", since->language);
	for (size_t i = 0; i < since->was.count; i++) {
		markup_block(markup, "was");
		markup_attribute(markup, "part", since->was.items[i].name);
		if (since->was.items[i].words != NULL)
			markup_text(markup, since->was.items[i].words);
		markup_end(markup);
	}
	markup_end(markup);
}

void ledger_write_records(struct buf *out, const struct event *event,
	const struct publisher *publisher)
{
	struct markup *markup = markup_new(out, 2);

	put_records(markup, event, publisher);
	markup_free(markup);
}

void ledger_write_meeting(struct buf *out, const struct published *meeting,
	const struct publisher *publisher)
{
	struct markup *markup = markup_new(out, 1);

	markup_block(markup, meeting->event ? "meeting" : "forgotten");
	markup_attribute(markup, "uid", meeting->uid);
	markup_attribute(markup, "path", meeting->path);
	put_list(markup, "former", meeting->former, meeting->former_count);
	if (meeting->has_files)
		markup_attribute(markup, "files", "yes");
	if (meeting->event == NULL) {
		record_put_when(markup, "start", &meeting->start);
		markup_attribute(
			markup, "status", status_name(meeting->status));
		put_list(markup, "scopes", meeting->scopes,
			meeting->scope_count);
	} else {
		put_records(markup, meeting->event, publisher);
		for (size_t i = 0; i < meeting->since_count; i++)
			put_since(markup, &meeting->since[i]);
	}
	for (size_t i = 0; i < meeting->told_count; i++)
		put_told(markup, meeting, &meeting->told[i]);
	markup_end(markup);
	markup_free(markup);
}

static void put_declaration(struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void ledger_write_head(struct buf *out, const struct series *shown,
	const char *folder, bool has_feeds)
{
	struct markup *markup;

	put_declaration(out);
	buf_printf(out, "<ledger series=\"%s\"", folder);
	if (shown != NULL)
		buf_printf(out, " identity=\"%s\"", series_identity(shown));
	buf_puts(out, ">\n");
	if (shown == NULL)
		return;
	markup = markup_new(out, 1);
	record_open_series(markup, shown);
	if (has_feeds)
		record_fill_series(markup, shown);
	markup_end(markup);
	markup_free(markup);
}

void ledger_write_tail(struct buf *out)
{
	buf_puts(out, "</ledger>\n");
}

void ledger_write_name(struct buf *out, const char *series)
{
	buf_printf(out, "ledger/%s.xml", series);
}

void ledger_write_site(struct buf *out, const struct ledger *ledger,
	const struct publisher *publisher)
{
	struct markup *markup;

	put_declaration(out);
	markup = markup_new(out, 0);
	markup_block(markup, "ledger");
	markup_attribute(markup, "version", "1");
	put_list(
		markup, "languages", ledger->languages, ledger->language_count);
	if (ledger->pages)
		markup_attribute(markup, "pages", "yes");
	put_list(markup, "forgotten", ledger->forgotten,
		ledger->forgotten_count);
	record_open_publisher(markup, publisher);
	record_fill_publisher(markup, publisher);
	markup_end(markup);
	for (size_t i = 0; i < ledger->file_count; i++) {
		markup_block(markup, "file");
		markup_attribute(markup, "series", ledger->files[i]);
		markup_end(markup);
	}
	for (size_t i = 0; i < ledger->former_count; i++) {
		const struct former *former = &ledger->former[i];

		markup_block(markup, "former");
		markup_attribute(markup, "series", former->folder);
		markup_attribute(markup, "identity", former->identity);
		markup_end(markup);
	}
	for (size_t i = 0; i < ledger->left_count; i++) {
		const struct left *left = &ledger->left[i];

		markup_block(markup, "left");
		markup_attribute(markup, "feed", left->feed);
		markup_attribute(markup, "uid", left->uid);
		markup_attribute(markup, "item", left->item);
		markup_end(markup);
	}
	markup_end(markup);
	markup_free(markup);
}
