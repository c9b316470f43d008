/*
 * events.csv (RFC 4180): all meetings, a line each, for spreadsheets and
 * statistics.  dialogue-feeds(7) describes its columns, which stay what they
 * are and where they are.
 */
#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "write/writer.h"
#include "base/banned.h"

/*
 * What a spreadsheet takes for the start of a formula, the wide forms of
 * Japanese and Chinese ones too.
 */
static bool is_formula(const char *text)
{
	static const char *const starts[] = {
		"=", "+", "-", "@", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* A line, and the cell that is gathered now. */
struct line {
	struct buf *out;
	struct buf cell;
};

/*
 * In half of Europe a spreadsheet that opens the file parts cells at semicolons
 * instead of commas, so that a formula could start behind one too.
 */
static void put_quoted(struct buf *out, const char *text)
{
	bool is_start = true;

	buf_putc(out, '"');
	for (; *text != '\0'; text++) {
		if (is_start && is_formula(text))
			buf_putc(out, '\'');
		is_start = *text == ';' || (is_start && *text == '"');
		if (*text == '"')
			buf_putc(out, '"');
		/* A meeting has one line, and tabs part cells too. */
		buf_putc(out, (unsigned char)*text < ' ' ? ' ' : *text);
	}
	buf_putc(out, '"');
}

/* A cell is empty where nothing is known. */
static void end_cell(struct line *line)
{
	if (line->cell.length > 0)
		put_quoted(line->out, line->cell.bytes);
	buf_putc(line->out, ',');
	buf_cut(&line->cell, 0);
}

static void put_text(struct line *line, const char *text)
{
	if (text != NULL)
		buf_puts(&line->cell, text);
	end_cell(line);
}

/* The comma behind the last cell goes. */
static void end_line(struct line *line)
{
	buf_cut(line->out, line->out->length - 1);
	buf_puts(line->out, "\r\n");
	buf_release(&line->cell);
}

static void put_when(struct line *line, const struct when *when)
{
	when_put(&line->cell, when);
	end_cell(line);
}

/* In universal time; days are no moments. */
static void put_moment(
	struct line *line, const struct zone *zone, const struct when *when)
{
	if (zone != NULL && when->precision == WHEN_CLOCK)
		instant_put_rfc3339(&line->cell, zone_instant(zone, when));
	end_cell(line);
}

static void put_times(struct line *line, const struct event *event)
{
	static const struct sitting nothing;
	const struct sitting *main =
		event->sitting_count > 0 ? event->sittings : &nothing;

	put_when(line, &main->start);
	put_when(line, sitting_end(main));
	put_text(line, main->zone_name);
	put_moment(line, main->zone, &main->start);
	put_moment(line, main->zone, &main->end);
}

/* Append to a list in one cell. */
static void add(struct line *line, const char *between, const char *text)
{
	if (line->cell.length > 0)
		buf_puts(&line->cell, between);
	buf_puts(&line->cell, text);
}

/* "Name (Party)"; of somebody without a name, the function. */
static void add_person(struct line *line, const struct view *view,
	const struct person_view *person)
{
	struct words who = person_called(person);
	struct buf text = BUF_INIT;

	if (who.text == NULL)
		return;
	if (person->party.text != NULL && person->party.text != who.text)
		fill(&text, view_phrase(view, "with-party"),
			(const struct filling[]){{"name", who.text},
				{"party", person->party.text}, {NULL}});
	add(line, "; ", text.length > 0 ? text.bytes : who.text);
	buf_release(&text);
}

/* The official pages, as entries have them. */
static void add_pages(struct line *line, const struct view *view)
{
	const struct event *event = view->event;
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < event->release_count; i++) {
		struct fragment entry = {.release = &event->releases[i]};
		const char *page;

		if (entry.release->hidden)
			continue;
		entry.view = view_of_release(&pool, view, entry.release->id);
		page = fragment_page(&entry);
		if (page != NULL)
			add(line, " ", page);
	}
	pool_release(&pool);
}

static void put_lists(struct line *line, const struct view *view)
{
	const struct event *event = view->event;

	for (size_t i = 0; i < view->person_count; i++)
		add_person(line, view, &view->persons[i]);
	end_cell(line);
	for (size_t i = 0; i < view->body_count; i++)
		add(line, "; ", view->bodies[i].name.text);
	end_cell(line);
	for (size_t i = 0; i < event->topic_count; i++)
		add(line, "; ",
			publisher_choose(view->publisher,
				&event->topics[i]->labels, view->language)
				.text);
	end_cell(line);
}

static void put_address(
	struct line *line, const struct publisher *publisher, const char *path)
{
	if (path != NULL)
		publisher_put_address(&line->cell, publisher, path);
	end_cell(line);
}

static void put_names(struct line *line, const struct view *view)
{
	const struct event *event = view->event;
	struct buf key = BUF_INIT;

	view_put_title(&line->cell, view);
	end_cell(line);
	put_text(line, view->title.language);
	put_text(line, view_notice(view).text);
	put_text(line,
		publisher_choose(
			view->publisher, &event->series->titles, view->language)
			.text);
	if (event->number != 0)
		buf_put_number(&line->cell, event->number, 1);
	end_cell(line);
	buf_printf(&key, "status.%s", status_name(event->status));
	put_text(line, status_name(event->status));
	put_text(line, view_phrase(view, key.bytes));
	buf_release(&key);
}

static void put_place(struct line *line, const struct view *view)
{
	const char *language;

	view_put_place(&line->cell, view, &language);
	end_cell(line);
	put_text(line, view->event->place.country);
	put_text(line, view->event->place.mode);
}

static void put_meeting(struct buf *out, const struct fragment *fragment)
{
	struct line line = {out, BUF_INIT};
	const struct view *view = fragment->view;
	const struct event *event = view->event;

	put_times(&line, event);
	put_text(&line, view->when.text);
	put_names(&line, view);
	put_place(&line, view);
	put_lists(&line, view);
	put_address(&line, view->publisher, fragment->home);
	put_address(&line, view->publisher,
		fragment->calendar_count > 0 ? fragment->calendars[0] : NULL);
	add_pages(&line, view);
	end_cell(&line);
	buf_printf(&line.cell, "%s/%s", event->series->folder, event->folder);
	end_cell(&line);
	put_text(&line, event->uid);
	end_line(&line);
}

/*
 * Without a mark in front, Excel takes the bytes for those of a Windows code
 * page, and spoils all names but English ones.
 */
static void put_head(struct buf *out, const struct feed *feed)
{
	static const char *const columns[] = {"start", "end", "zone",
		"start_utc", "end_utc", "when", "title", "title_language",
		"notice", "series_title", "number", "status", "status_text",
		"place", "country", "mode", "persons", "bodies", "topics",
		"page", "calendar", "releases", "path", "uid"};
	struct line line = {out, BUF_INIT};

	(void)feed;
	buf_puts(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		put_text(&line, columns[i]);
	end_line(&line);
}

static void put_tail(struct buf *out, const struct feed *feed)
{
	(void)out;
	(void)feed;
}

const struct writer csv_writer = {put_meeting, put_head, put_tail, ""};
