#include "serve/overlay.h"

#include <string.h>
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

static const char directive[] = "script-src ";

/* Where the page's policy says which scripts may run; NULL: nowhere. */
static const char *find_directive(const char *page, const char *end)
{
	const char *policy =
		strstr(page, "<meta http-equiv=\"Content-Security-Policy\"");
	const char *close = policy ? strchr(policy, '>') : NULL;
	const char *found = close ? strstr(policy, directive) : NULL;

	return found != NULL && found < close && close < end ? found : NULL;
}

/* Append the page up to `end`, with its policy opened when it has one. */
static void put_start(struct buf *out, const char *page, const char *end)
{
	const char *found = find_directive(page, end);

	if (found != NULL) {
		buf_put(out, page, (size_t)(found - page));
		buf_puts(out, "connect-src 'self'; script-src 'self' ");
		page = found + strlen(directive);
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
static void put_link(struct buf *out)
{
	buf_puts(out,
		"<aside lang=\"en\" dir=\"ltr\">Preview, not published: "
		"<a href=\"/-/next\">what the next build publishes</a></aside>\n");
}

void overlay_put_page(
	struct buf *out, const struct buf *page, const struct state *state)
{
	const char *end = end_of_body(page);

	put_start(out, page->bytes, end);
	put_link(out);
	overlay_put_notice(out, state);
	overlay_put_script(out, state);
	buf_put(out, end, page->length - (size_t)(end - page->bytes));
}
