#include "serve/routes.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "cmd/cmd.h"
#include "serve/orders.h"
#include "serve/overlay.h"
#include "serve/pages.h"
#include "serve/path.h"
#include "serve/report.h"
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
static struct answer answer_page(const struct state *state, const char *path,
	int file, const struct stat *status)
{
	struct buf page = BUF_INIT, whole = BUF_INIT;

	if (file_read_open(file, LONGEST_PAGE, &page) != 0) {
		buf_release(&page);
		return answer_file(file, status, mime_of(".html"));
	}
	close(file);
	overlay_put_page(&whole, &page, state, path);
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
		return mime->is_page ? answer_page(state, path, file, &status)
				     : answer_file(file, &status, mime);
	if (errno == EISDIR)
		return answer_folder(path);
	if (strcmp(path, "index.html") == 0)
		return answer_start(state);
	return answer_nothing(state);
}

/* --- what commands do --- */

static bool has_exit(int status, enum exit_status wanted)
{
	return WIFEXITED(status) && WEXITSTATUS(status) == (int)wanted;
}

static bool is_done(int status)
{
	return has_exit(status, EXIT_DONE) || has_exit(status, EXIT_RECORDS);
}

/* Returns no answer yet, unless the command cannot be started. */
static struct answer start(
	const struct state *state, struct request *request, const char *order)
{
	if (orders_start(request, orders_find(order), &state->place) == 0)
		return (struct answer){0, NULL};
	return routes_refuse(state, MHD_HTTP_INTERNAL_SERVER_ERROR,
		"The command does not start", strerror(errno));
}

/* "", "/fr/cyber-dialogue/07" */
static struct answer start_todo(
	const struct state *state, struct request *request, const char *what)
{
	const char *language = what + strspn(what, "/");
	const char *slash = strchr(language, '/');

	if (slash != NULL) {
		request_put(request, "language", language,
			(size_t)(slash - language));
		request_put(request, "meeting", slash + 1, strlen(slash + 1));
	} else if (*language != '\0') {
		return answer_nothing(state);
	}
	return start(state, request, "todo");
}

/* Another plan than the one that was shown is shown anew. */
static struct answer start_again(
	const struct state *state, struct request *request)
{
	request_put(request, "page", "-", 1);
	return start(state, request, "again");
}

struct answer routes_order(const struct state *state, struct request *request)
{
	static const char folder[] = "/-/do/";
	const char *path = request->path.bytes, *lack;
	const struct order *order;

	if (strncmp(path, folder, strlen(folder)) != 0)
		return answer_nothing(state);
	order = orders_find(path + strlen(folder));
	if (order == NULL)
		return answer_nothing(state);
	lack = orders_lack(order, request);
	if (lack != NULL)
		return routes_refuse(state, MHD_HTTP_BAD_REQUEST,
			"Something is not filled in", lack);
	return start(state, request, order->name);
}

static struct answer answer_made(
	const struct state *state, const struct buf *made, int status)
{
	struct buf page = BUF_INIT;

	if (!is_done(status))
		return answer_nothing(state);
	pages_put_made(&page, state, "What is left to translate", made);
	return answer_html(MHD_HTTP_OK, &page);
}

/* What a build would publish, out of the page that check has made. */
static struct answer answer_again(
	struct request *request, const struct buf *made, int status)
{
	struct report report = {
		.page = *made, .said = &request->said, .check_status = status};
	struct complaints complaints = report_make(&report);
	struct buf page = BUF_INIT;

	pages_put_result(&page, "Nothing was published", &request->said,
		&complaints.next);
	complaints_release(&complaints);
	return answer_html(MHD_HTTP_CONFLICT, &page);
}

/* The meeting that the receipt of an import names, or the form. */
static void put_meeting(
	struct buf *out, const struct request *request, const struct buf *made)
{
	static const char member[] = "\"event\": \"";
	const char *found = strstr(made->bytes, member);

	if (found == NULL) {
		buf_puts(out, request_value(request, "meeting"));
		return;
	}
	found += strlen(member);
	buf_put(out, found, strcspn(found, "\""));
}

/* Whether there are records to be shown. */
static bool put_records(
	struct buf *page, const struct request *request, const struct buf *made)
{
	struct buf meeting = BUF_INIT;
	bool result;

	put_meeting(&meeting, request, made);
	result = path_is_possible(meeting.bytes) &&
		pages_put_draft(page, meeting.bytes, &request->said);
	buf_release(&meeting);
	return result;
}

static struct answer answer_said(
	struct request *request, const struct buf *made, int status)
{
	bool is_good = is_done(status);
	struct buf page = BUF_INIT;

	if (is_good && request->order->outcome == OUTCOME_RECORDS &&
		put_records(&page, request, made))
		return answer_html(MHD_HTTP_OK, &page);
	buf_put(&request->said, made->bytes, made->length);
	pages_put_result(&page,
		has_exit(status, EXIT_DONE) ? "Done"
			: is_good           ? "Done; some records have errors"
					    : "Nothing was done",
		&request->said, NULL);
	return answer_html(is_good ? MHD_HTTP_OK : MHD_HTTP_CONFLICT, &page);
}

static struct answer answer_ended(const struct state *state,
	struct request *request, const struct buf *made, int status)
{
	switch (request->order->outcome) {
	case OUTCOME_MADE:
		return answer_made(state, made, status);
	case OUTCOME_PLAN:
		return answer_again(request, made, status);
	case OUTCOME_PUBLISHED:
		return is_done(status) ? answer_said(request, made, status)
				       : start_again(state, request);
	case OUTCOME_SAID:
	case OUTCOME_RECORDS:
		break;
	}
	return answer_said(request, made, status);
}

struct answer routes_finish(
	const struct state *state, struct request *request, int status)
{
	struct buf made = BUF_INIT;
	struct answer answer;

	child_take(&request->job, &made, &request->said);
	answer = answer_ended(state, request, &made, status);
	buf_release(&made);
	return answer;
}

/* --- */

static struct answer answer_draft(const struct state *state, const char *name)
{
	struct buf page = BUF_INIT, nothing = BUF_INIT;

	if (!pages_put_draft(&page, name, &nothing))
		return answer_nothing(state);
	return answer_html(MHD_HTTP_OK, &page);
}

/* Below /-/. */
static struct answer answer_own(
	const struct state *state, struct request *request, const char *name)
{
	bool is_forms = state_is_edited(state) && strcmp(name, "edit") == 0;
	bool is_page = *name == '\0' || is_forms || strcmp(name, "next") == 0;
	const struct mime *mime = mime_of(is_page ? ".html" : name);
	struct buf bytes = BUF_INIT;

	if (state_is_edited(state) && strncmp(name, "draft/", 6) == 0)
		return answer_draft(state, name + 6);
	if (strncmp(name, "todo", 4) == 0 &&
		(name[4] == '\0' || name[4] == '/'))
		return start_todo(state, request, name + 4);
	if (*name == '\0')
		pages_put_complaints(&bytes, state);
	else if (is_forms)
		pages_put_forms(&bytes);
	else if (is_page)
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

struct answer routes_enter(const struct state *state)
{
	struct buf page = BUF_INIT, cookie = BUF_INIT;
	struct answer answer;

	pages_put_entry(&page);
	answer = answer_html(MHD_HTTP_OK, &page);
	access_put_cookie(&cookie, &state->access);
	answer_add(&answer, MHD_HTTP_HEADER_SET_COOKIE, cookie.bytes);
	/* From a page of ours the browser sends the cookie along. */
	answer_add(&answer, "Refresh", "0; url=/");
	buf_release(&cookie);
	return answer;
}

struct answer routes_answer(const struct state *state, struct request *request)
{
	const char *path = request->path.bytes;
	struct buf file = BUF_INIT;
	struct answer answer;

	if (*path != '/' || !path_is_possible(path + 1))
		return answer_nothing(state);
	path++;
	if (strncmp(path, "-/", 2) == 0)
		return answer_own(state, request, path + 2);
	/* A folder is its index.html, at an address that ends so. */
	buf_puts(&file, path);
	if (*path == '\0' || path[strlen(path) - 1] == '/')
		buf_puts(&file, "index.html");
	answer = answer_feed(state, file.bytes);
	buf_release(&file);
	return answer;
}
