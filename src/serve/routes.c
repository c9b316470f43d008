#include "serve/routes.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "serve/overlay.h"
#include "serve/pages.h"
#include "serve/path.h"
#include "base/banned.h"

/* Longer pages are sent as they are. */
enum { LONGEST_PAGE = 8 << 20 };

static struct answer answer_html(unsigned status, struct buf *page)
{
	return answer_bytes(status, mime_of(".html"), page);
}

struct answer routes_refuse(const struct state *state, unsigned status,
	const char *title, const char *words)
{
	struct buf page = BUF_INIT;

	pages_put_error(&page, state, title, words);
	return answer_html(status, &page);
}

static struct answer answer_nothing(const struct state *state)
{
	return routes_refuse(state, MHD_HTTP_NOT_FOUND, "Nothing is here",
		"There is no feed and no page at this address.");
}

/* Takes the file. */
static struct answer answer_page(
	const struct state *state, int file, const struct stat *status)
{
	struct buf page = BUF_INIT, whole = BUF_INIT;

	if (file_read_open(file, LONGEST_PAGE, &page) != 0) {
		buf_release(&page);
		return answer_file(file, status, mime_of(".html"));
	}
	close(file);
	overlay_put_page(&whole, &page, state);
	buf_release(&page);
	return answer_html(MHD_HTTP_OK, &whole);
}

static struct answer answer_start(const struct state *state)
{
	struct buf page = BUF_INIT;

	pages_put_start(&page, state);
	return answer_html(MHD_HTTP_OK, &page);
}

static struct answer answer_folder(const char *path)
{
	struct buf location = BUF_INIT;
	struct answer answer;

	buf_printf(&location, "/%s/", path);
	answer = answer_moved(location.bytes);
	buf_release(&location);
	return answer;
}

static struct answer answer_feed(const struct state *state, const char *path)
{
	const struct mime *mime = mime_of(path);
	struct stat status;
	int file = path_open(path, &status);

	if (file >= 0)
		return mime->is_page ? answer_page(state, file, &status)
				     : answer_file(file, &status, mime);
	if (errno == EISDIR)
		return answer_folder(path);
	if (strcmp(path, "index.html") == 0)
		return answer_start(state);
	return answer_nothing(state);
}

/* Below /-/. */
static struct answer answer_own(const struct state *state, const char *name)
{
	bool is_page = *name == '\0' || strcmp(name, "next") == 0;
	const struct mime *mime = mime_of(is_page ? ".html" : name);
	struct buf bytes = BUF_INIT;

	if (*name == '\0')
		pages_put_complaints(&bytes, state);
	else if (strcmp(name, "next") == 0)
		pages_put_next(&bytes, state);
	else if (strcmp(name, "state.txt") == 0)
		state_put_name(state, &bytes);
	else if (strcmp(name, "preview.js") == 0)
		buf_put(&bytes, preview_js, (size_t)preview_js_size);
	else if (strcmp(name, "preview.css") == 0)
		pages_put_style(&bytes);
	else
		return answer_nothing(state);
	return answer_bytes(MHD_HTTP_OK, mime, &bytes);
}

struct answer routes_answer(const struct state *state, const char *path)
{
	struct buf file = BUF_INIT;
	struct answer answer;

	if (*path != '/' || !path_is_possible(path + 1))
		return answer_nothing(state);
	path++;
	if (strncmp(path, "-/", 2) == 0)
		return answer_own(state, path + 2);
	/* A folder is its index.html, at an address that ends so. */
	buf_puts(&file, path);
	if (*path == '\0' || path[strlen(path) - 1] == '/')
		buf_puts(&file, "index.html");
	answer = answer_feed(state, file.bytes);
	buf_release(&file);
	return answer;
}
