#include "serve/pages.h"

#include <stdlib.h>
#include <string.h>
#include "base/html.h"
#include "base/pool.h"
#include "serve/media.h"
#include "serve/tree.h"
#include "write/complaints.h"
#include "base/banned.h"

/* More than that nobody looks through. */
enum { MOST_FEEDS = 1000 };

void pages_put_extra(
	struct buf *out, const struct buf *name, const struct buf *list)
{
	if (list->length > 0) {
		buf_puts(out,
			"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n"
			"<aside id=\"dialogue-feeds-serve\" "
			"class=\"complaints\" lang=\"en\" dir=\"ltr\" "
			"aria-label=\"Complaints about the records\">\n"
			"<details open>\n"
			"<summary>Preview: something is wrong"
			"</summary>\n");
		buf_put(out, list->bytes, list->length);
		buf_puts(out,
			"<p><a href=\"/-/\">All complaints</a></p>\n"
			"</details>\n</aside>\n");
	}
	buf_puts(out, "<script src=\"/-/preview.js\" data-state=\"");
	html_put(out, name->bytes, name->length);
	buf_puts(out, "\"></script>\n");
}

void pages_put_begin(struct buf *out, const char *title)
{
	buf_puts(out,
		"<!DOCTYPE html>\n"
		"<html lang=\"en\">\n"
		"<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'self'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n"
		"<title>");
	html_puts(out, title);
	buf_puts(out, "</title>\n</head>\n<body>\n" COMPLAINTS_MAIN "<h1>");
	html_puts(out, title);
	buf_puts(out, "</h1>\n");
}

void pages_put_error(struct buf *out, const char *title, const char *words)
{
	pages_put_begin(out, title);
	buf_puts(out, "<p>");
	html_puts(out, words);
	buf_puts(out, "</p>\n" COMPLAINTS_MAIN_END);
}

struct feeds {
	struct pool pool;
	const char **paths;
	size_t count, left_out;
};

/* What people subscribe to; the files of single meetings would bury it. */
static int is_listed(const char *path)
{
	const char *slash = strrchr(path, '/');
	const struct media *media = media_of(path);

	if (slash == NULL)
		return media->is_page || media->is_shared;
	return media->is_page ||
		(media->is_shared &&
			(strcmp(media->suffix, ".ics") != 0 ||
				strncmp(slash, "/calendar", 9) == 0));
}

static void note_feed(void *data, const char *path, const struct stat *status)
{
	struct feeds *feeds = data;

	if (!S_ISREG(status->st_mode) || !is_listed(path))
		return;
	if (feeds->count == MOST_FEEDS) {
		feeds->left_out++;
		return;
	}
	feeds->paths = pool_grow(&feeds->pool, feeds->paths, feeds->count,
		sizeof(*feeds->paths));
	feeds->paths[feeds->count++] = pool_text(&feeds->pool, path);
}

static int compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* A heading for each folder, as the paths of its files share it. */
static void put_feed(struct buf *out, const char *path, const char *before)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) : 0;
	const char *slash_before = before ? strrchr(before, '/') : NULL;
	size_t folder_before =
		slash_before ? (size_t)(slash_before - before) : 0;

	if (before == NULL || folder != folder_before ||
		strncmp(path, before, folder) != 0) {
		buf_puts(out, before ? "</ul>\n<h2>" : "<h2>");
		html_put(out, path, folder);
		buf_puts(out, "/</h2>\n<ul>\n");
	}
	buf_puts(out, "<li><a href=\"/");
	html_puts(out, path);
	buf_puts(out, "\">");
	html_puts(out, slash ? slash + 1 : path);
	buf_puts(out, "</a></li>\n");
}

void pages_put_start(struct buf *out)
{
	struct feeds feeds = {.pool = POOL_INIT};

	tree_walk("feeds", note_feed, &feeds);
	if (feeds.count > 0)
		qsort(feeds.paths, feeds.count, sizeof(*feeds.paths), compare);
	pages_put_begin(out, "Preview of the feeds");
	buf_puts(out,
		"<p>What is published to feeds/. This page is not among it. "
		"<a href=\"/-/\">Complaints about the records</a></p>\n");
	for (size_t i = 0; i < feeds.count; i++)
		put_feed(out, feeds.paths[i], i ? feeds.paths[i - 1] : NULL);
	buf_puts(out, feeds.count > 0 ? "</ul>\n" : "<p>Nothing yet.</p>\n");
	if (feeds.left_out > 0)
		buf_printf(out, "<p>And %zu more.</p>\n", feeds.left_out);
	buf_puts(out, COMPLAINTS_MAIN_END);
	pool_release(&feeds.pool);
}

/* The page's styles, those of the list, and those of the list in a page. */
void pages_put_style(struct buf *out)
{
	buf_put(out, preview_css, (size_t)preview_css_size);
	buf_put(out, complaints_css, (size_t)complaints_css_size);
}
