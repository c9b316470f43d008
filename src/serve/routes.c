#include "serve/routes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "serve/inject.h"
#include "serve/pages.h"
#include "serve/path.h"
#include "base/banned.h"

/* Longer pages are sent as they are. */
enum { LONGEST_PAGE = 8 << 20 };

/* What a page gets, and since when. */
struct extra {
	struct buf html;
	time_t since;
};

static struct extra make_extra(struct state *state, int with_list)
{
	struct extra extra = {.html = BUF_INIT};
	struct buf name = BUF_INIT, list = BUF_INIT;

	extra.since = state_get(state, &name, &list);
	if (!with_list)
		buf_cut(&list, 0);
	pages_put_extra(&extra.html, &name, &list);
	buf_release(&name);
	buf_release(&list);
	return extra;
}

/* Takes the bytes of both. */
static struct answer answer_page(
	unsigned status, struct buf *page, struct extra *extra)
{
	struct buf whole = BUF_INIT;

	inject(&whole, page, &extra->html);
	buf_release(page);
	buf_release(&extra->html);
	return answer_bytes(status, media_of(".html"), &whole);
}

struct answer routes_refuse(struct state *state, unsigned status,
	const char *title, const char *words)
{
	struct extra extra = make_extra(state, 1);
	struct buf page = BUF_INIT;

	pages_put_error(&page, title, words);
	return answer_page(status, &page, &extra);
}

static struct answer answer_nothing(struct state *state)
{
	return routes_refuse(state, MHD_HTTP_NOT_FOUND, "Nothing is here",
		"There is no feed and no page at this address.");
}

static int read_page(int file, const struct stat *status, struct buf *page)
{
	char chunk[16 * 1024];

	while (page->length < (size_t)status->st_size) {
		ssize_t got =
			pread(file, chunk, sizeof(chunk), (off_t)page->length);

		if (got <= 0)
			return -1;
		buf_put(page, chunk, (size_t)got);
	}
	return 0;
}

/* Takes the file and the extra. */
static struct answer answer_page_file(
	int file, const struct stat *status, struct extra *extra)
{
	struct buf page = BUF_INIT;
	struct answer answer;

	if (status->st_size > LONGEST_PAGE ||
		read_page(file, status, &page) != 0) {
		buf_release(&page);
		buf_release(&extra->html);
		return answer_file(file, status, media_of(".html"));
	}
	close(file);
	answer = answer_page(MHD_HTTP_OK, &page, extra);
	answer.modified = status->st_mtime > extra->since ? status->st_mtime
							  : extra->since;
	return answer;
}

static struct answer answer_start(struct state *state)
{
	struct extra extra = make_extra(state, 1);
	struct buf page = BUF_INIT;

	pages_put_start(&page);
	return answer_page(MHD_HTTP_OK, &page, &extra);
}

static struct answer answer_folder(struct buf *location)
{
	struct buf nothing = BUF_INIT;
	struct answer answer =
		answer_bytes(MHD_HTTP_MOVED_PERMANENTLY, NULL, &nothing);

	buf_putc(location, '/');
	answer.location = location->bytes;
	return answer;
}

/*
 * The state is asked for before the file is opened: a page with the name of a
 * newer state than its own would not be loaded anew.
 */
static struct answer answer_feed(
	struct state *state, const char *path, struct buf *location)
{
	const struct media *media = media_of(path);
	struct extra extra = {.html = BUF_INIT};
	struct stat status;
	int file;

	if (media->is_page)
		extra = make_extra(state, 1);
	file = path_open(path, &status);
	if (file >= 0 && media->is_page)
		return answer_page_file(file, &status, &extra);
	buf_release(&extra.html);
	if (file >= 0)
		return answer_file(file, &status, media);
	if (errno == EISDIR)
		return answer_folder(location);
	if (strcmp(path, "index.html") == 0)
		return answer_start(state);
	return answer_nothing(state);
}

static struct answer answer_complaints(struct state *state)
{
	struct extra extra = make_extra(state, 0);
	struct buf page = BUF_INIT;

	state_get_page(state, &page);
	return answer_page(MHD_HTTP_OK, &page, &extra);
}

/* Below /-/. */
static struct answer answer_own(struct state *state, const char *name)
{
	struct buf bytes = BUF_INIT;

	if (*name == '\0')
		return answer_complaints(state);
	if (strcmp(name, "preview.js") == 0)
		buf_put(&bytes, preview_js, (size_t)preview_js_size);
	else if (strcmp(name, "preview.css") == 0)
		pages_put_style(&bytes);
	else
		return answer_nothing(state);
	return answer_bytes(MHD_HTTP_OK, media_of(name), &bytes);
}

struct answer routes_answer(
	struct state *state, const char *raw, struct buf *location)
{
	struct buf path = BUF_INIT;
	struct answer answer;

	buf_puts(location, raw);
	if (path_decode(&path, raw) != 0)
		answer = answer_nothing(state);
	else if (strncmp(path.bytes, "-/", 2) == 0)
		answer = answer_own(state, path.bytes + 2);
	else {
		/* A folder is its index.html, at an address that ends so. */
		if (path.length == 0 || path.bytes[path.length - 1] == '/')
			buf_puts(&path, "index.html");
		answer = answer_feed(state, path.bytes, location);
	}
	buf_release(&path);
	return answer;
}
