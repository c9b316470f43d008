#include "serve/pages.h"

#include <stdlib.h>
#include <string.h>
#include "base/html.h"
#include "base/pool.h"
#include "serve/draft.h"
#include "serve/mime.h"
#include "serve/orders.h"
#include "serve/overlay.h"
#include "serve/tree.h"
#include "write/complaints.h"
#include "base/banned.h"

static void put_begin(struct buf *out, const char *title)
{
	buf_puts(out,
		"<!DOCTYPE html>\n"
		"<html lang=\"en\">\n"
		"<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'self'; "
		"script-src 'self'; connect-src 'self'; form-action 'self'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n"
		"<title>");
	html_puts(out, title);
	buf_puts(out, "</title>\n</head>\n<body>\n" COMPLAINTS_MAIN "<h1>");
	html_puts(out, title);
	buf_puts(out, "</h1>\n");
}

/* The page of all complaints has no need of a notice. */
static void put_end(struct buf *out, const struct state *state, bool has_notice)
{
	buf_puts(out, "</main>\n");
	if (has_notice)
		overlay_put_notice(out, state);
	overlay_put_script(out, state);
	buf_puts(out, "</body>\n</html>\n");
}

/* It does not go on by itself: forms are filled in, and sent once. */
static void put_end_of_form(struct buf *out)
{
	buf_puts(out, "</main>\n</body>\n</html>\n");
}

void pages_put_complaints(struct buf *out, const struct state *state)
{
	put_begin(out, state->complaints.title.bytes);
	buf_put(out, state->complaints.all.bytes, state->complaints.all.length);
	put_end(out, state, false);
}

/* Publish what is shown, and nothing else. */
static void put_publish(struct buf *out, const struct buf *next)
{
	const char *found = strstr(next->bytes, COMPLAINTS_PLAN);
	struct buf plan = BUF_INIT;

	if (found == NULL)
		return;
	found += strlen(COMPLAINTS_PLAN);
	buf_put(&plan, found, strcspn(found, "<"));
	orders_put_button(out, orders_find("publish"), plan.bytes);
	buf_release(&plan);
}

static void put_plan(struct buf *out, const struct buf *next, bool is_edited)
{
	if (next->length > 0)
		buf_put(out, next->bytes, next->length);
	else
		buf_puts(out,
			"<p>It is not known: see what is wrong with the "
			"<a href=\"/-/\">records</a>.</p>\n");
	if (is_edited)
		put_publish(out, next);
}

void pages_put_next(struct buf *out, const struct state *state)
{
	put_begin(out, "What the next build publishes");
	buf_puts(out, "<h2>Meeting by meeting</h2>\n");
	put_plan(out, &state->complaints.next, state_is_edited(state));
	put_end(out, state, true);
}

void pages_put_forms(struct buf *out)
{
	put_begin(out, "Edit the records");
	orders_put_forms(out, NULL);
	put_end_of_form(out);
}

void pages_put_made(struct buf *out, const struct state *state,
	const char *title, const struct buf *made)
{
	put_begin(out, title);
	buf_put(out, made->bytes, made->length);
	put_end(out, state, true);
}

static void put_said(struct buf *out, const struct buf *said)
{
	if (said->length == 0)
		return;
	buf_puts(out, "<pre>");
	html_put_lines(out, said->bytes, said->length);
	buf_puts(out, "</pre>\n");
}

static void put_ways(struct buf *out)
{
	buf_puts(out,
		"<p><a href=\"/-/next\">What the next build publishes</a></p>\n"
		"<p><a href=\"/-/edit\">Edit the records</a></p>\n"
		"<p><a href=\"/\">The preview</a></p>\n");
}

void pages_put_result(struct buf *out, const char *title,
	const struct buf *said, const struct buf *next)
{
	put_begin(out, title);
	put_said(out, said);
	if (next != NULL) {
		buf_puts(out, "<h2>What the next build publishes now</h2>\n");
		put_plan(out, next, true);
	}
	put_ways(out);
	put_end_of_form(out);
}

bool pages_put_draft(
	struct buf *out, const char *meeting, const struct buf *said)
{
	struct buf records = BUF_INIT, title = BUF_INIT;
	bool result = draft_put(&records, meeting);

	if (result) {
		buf_printf(&title, "Records of %s", meeting);
		put_begin(out, title.bytes);
		put_said(out, said);
		orders_put_button(out, orders_find("ready"), meeting);
		buf_put(out, records.bytes, records.length);
		put_ways(out);
		put_end_of_form(out);
	}
	buf_release(&title);
	buf_release(&records);
	return result;
}

void pages_put_entry(struct buf *out)
{
	put_begin(out, "The preview is open");
	buf_puts(out, "<p><a href=\"/\">Go on</a></p>\n");
	put_end_of_form(out);
}

void pages_put_error(struct buf *out, const struct state *state,
	const char *title, const char *words)
{
	put_begin(out, title);
	buf_puts(out, "<p>");
	html_puts(out, words);
	buf_puts(out, "</p>\n");
	put_end(out, state, true);
}

struct feeds {
	struct pool pool;
	const char **paths;
	size_t count;
};

/* What people subscribe to; the files of single meetings would bury it. */
static bool is_listed(const char *path)
{
	const char *slash = strrchr(path, '/');
	const struct mime *mime = mime_of(path);

	if (slash == NULL || strcmp(mime->suffix, ".ics") != 0)
		return mime->is_page || mime->is_feed;
	return strncmp(slash, "/calendar", strlen("/calendar")) == 0;
}

static void note_feed(void *data, const char *path, const struct stat *status)
{
	struct feeds *feeds = data;

	if (!S_ISREG(status->st_mode) || !is_listed(path))
		return;
	feeds->paths = pool_grow(&feeds->pool, feeds->paths, feeds->count,
		sizeof(*feeds->paths));
	feeds->paths[feeds->count++] = pool_text(&feeds->pool, path);
}

static int compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void put_feeds(struct buf *out, const struct feeds *feeds)
{
	if (feeds->count == 0) {
		buf_puts(out, "<p>Nothing yet.</p>\n");
		return;
	}
	buf_puts(out, "<ul>\n");
	for (size_t i = 0; i < feeds->count; i++) {
		buf_puts(out, "<li><a href=\"/");
		html_puts(out, feeds->paths[i]);
		buf_puts(out, "\">");
		html_puts(out, feeds->paths[i]);
		buf_puts(out, "</a></li>\n");
	}
	buf_puts(out, "</ul>\n");
}

void pages_put_start(struct buf *out, const struct state *state)
{
	struct feeds feeds = {.pool = POOL_INIT};

	tree_walk("feeds", note_feed, &feeds);
	if (feeds.count > 0)
		qsort(feeds.paths, feeds.count, sizeof(*feeds.paths), compare);
	put_begin(out, "Preview of the feeds");
	buf_puts(out,
		"<p>What is published, with drafts and what is under embargo. "
		"This page is not among it. "
		"<a href=\"/-/\">Complaints about the records</a></p>\n");
	put_feeds(out, &feeds);
	put_end(out, state, true);
	pool_release(&feeds.pool);
}

/* The page's styles, those of the list, and those of the list in a page. */
void pages_put_style(struct buf *out)
{
	buf_put(out, preview_css, (size_t)preview_css_size);
	buf_put(out, complaints_css, (size_t)complaints_css_size);
}
