#include "serve/overlay.h"

#include <string.h>
#include <unistd.h>
#include "serve/mime.h"
#include "serve/orders.h"
#include "base/banned.h"

void overlay_put_script(struct buf *out, const struct state *state)
{
	buf_puts(out, "<script src=\"/-/preview.js\" data-state=\"");
	state_put_name(state, out);
	buf_puts(out, "\"></script>\n");
}

void overlay_put_notice(struct buf *out, const struct state *state)
{
	const struct buf *notice = &state->complaints.notice;

	if (notice->length == 0)
		return;
	buf_puts(out,
		"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n"
		"<aside id=\"dialogue-feeds-serve\" class=\"complaints\" "
		"lang=\"en\" dir=\"ltr\" "
		"aria-label=\"Complaints about the records\">\n"
		"<details open>\n"
		"<summary>Preview: something is wrong</summary>\n");
	buf_put(out, notice->bytes, notice->length);
	buf_puts(out,
		"<p><a href=\"/-/\">All complaints</a></p>\n"
		"</details>\n</aside>\n");
}

static const char scripts[] = "script-src ", forms[] = "form-action 'none'";

/* Where the page's policy has this; NULL: nowhere. */
static const char *find_directive(
	const char *page, const char *end, const char *directive)
{
	const char *policy =
		strstr(page, "<meta http-equiv=\"Content-Security-Policy\"");
	const char *close = policy ? strchr(policy, '>') : NULL;
	const char *found = close ? strstr(policy, directive) : NULL;

	return found != NULL && found < close && close < end ? found : NULL;
}

/* Append the page up to `end`, with its policy opened when it has one. */
static void put_start(
	struct buf *out, const char *page, const char *end, bool has_forms)
{
	const char *form = has_forms ? find_directive(page, end, forms) : NULL;
	const char *script = find_directive(page, end, scripts);

	if (form != NULL && script != NULL && form < script) {
		buf_put(out, page, (size_t)(form - page));
		buf_puts(out, "form-action 'self'");
		page = form + strlen(forms);
	}
	if (script != NULL) {
		buf_put(out, page, (size_t)(script - page));
		buf_puts(out, "connect-src 'self'; script-src 'self' ");
		page = script + strlen(scripts);
	}
	buf_put(out, page, (size_t)(end - page));
}

/* The last "</body>" of the page, or its end. */
static const char *end_of_body(const struct buf *page)
{
	const char *found = page->bytes + page->length;

	for (const char *at = strstr(page->bytes, "</body>"); at != NULL;
		at = strstr(at + 1, "</body>"))
		found = at;
	return found;
}

/* The page looks like one that is published, and is not. */
static void put_link(struct buf *out, bool is_edited)
{
	buf_puts(out,
		"<aside lang=\"en\" dir=\"ltr\">Preview, not published: "
		"<a href=\"/-/next\">what the next build publishes</a>, "
		"<a href=\"/-/todo\">what is left to translate</a>");
	if (is_edited)
		buf_puts(out, ", <a href=\"/-/edit\">edit</a>");
	buf_puts(out, "</aside>\n");
}

/* Append "SERIES/EVENT" when LANG/SERIES/EVENT.html is the page of one. */
static void put_meeting(struct buf *out, const char *path)
{
	const char *name = strchr(path, '/');
	struct buf record = BUF_INIT;

	if (name == NULL || mime_of(path)->is_page == false)
		return;
	name++;
	buf_puts(&record, "events/");
	buf_put(&record, name, strlen(name) - strlen(".html"));
	buf_puts(&record, "/event.xml");
	if (access(record.bytes, F_OK) == 0)
		buf_put(out, name, strlen(name) - strlen(".html"));
	buf_release(&record);
}

static void put_forms(struct buf *out, const char *meeting)
{
	buf_puts(out,
		"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n"
		"<aside class=\"complaints\" lang=\"en\" dir=\"ltr\" "
		"aria-label=\"Edit this meeting\">\n");
	buf_printf(out, "<p><a href=\"/-/draft/%s\">Its records</a></p>\n",
		meeting);
	orders_put_forms(out, meeting);
	buf_puts(out, "</aside>\n");
}

void overlay_put_page(struct buf *out, const struct buf *page,
	const struct state *state, const char *path)
{
	const char *end = end_of_body(page);
	struct buf meeting = BUF_INIT;

	if (state_is_edited(state))
		put_meeting(&meeting, path);
	put_start(out, page->bytes, end, meeting.length > 0);
	put_link(out, state_is_edited(state));
	if (meeting.length > 0)
		put_forms(out, meeting.bytes);
	buf_release(&meeting);
	overlay_put_notice(out, state);
	overlay_put_script(out, state);
	buf_put(out, end, page->length - (size_t)(end - page->bytes));
}
