#include "write/complaints.h"

#include <stdbool.h>
#include <string.h>
#include "base/utf8.h"
#include "write/markup.h"
#include "base/banned.h"

/* The list while it grows. */
struct list {
	struct markup *markup;
	const char *path; /* of the section that is open; NULL: none */
	size_t counts[DIAG_ERROR + 1];
};

/* Text of a record may hold anything: what is not harmless becomes U+FFFD. */
static void put_text(struct markup *markup, const char *bytes, size_t length)
{
	struct buf text = BUF_INIT;
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		if (utf8_is_harmless(utf8_next(bytes + i, length - i, &size)))
			buf_put(&text, bytes + i, size);
		else
			buf_puts(&text, "\uFFFD");
	}
	markup_text(markup, text.bytes);
	buf_release(&text);
}

static void put_inline(
	struct markup *markup, const char *name, const char *text)
{
	markup_inline(markup, name);
	put_text(markup, text, strlen(text));
	markup_end(markup);
}

/*
 * Where the word that is meant ends: one letter is too little to see.  It is
 * at least one character, unless the line ends there.
 */
static size_t end_of_word(const struct excerpt *quote)
{
	size_t at = quote->place, size;

	if (at >= quote->length)
		return quote->length;
	utf8_next(quote->text + at, quote->length - at, &size);
	for (at += size; at < quote->length; at++)
		if (strchr(" \t<>=/\"'&;", quote->text[at]) != NULL)
			break;
	return at;
}

static void put_quote(struct markup *markup, const struct excerpt *quote)
{
	size_t end = end_of_word(quote);

	markup_block(markup, "pre");
	markup_attribute(markup, "dir", "ltr");
	markup_text(markup, quote->is_cut_before ? "…" : "");
	put_text(markup, quote->text, quote->place);
	markup_inline(markup, "mark");
	put_text(markup, quote->text + quote->place, end - quote->place);
	/* At the end of a line there is still something to be seen. */
	markup_text(markup, end == quote->place ? "\u00A0" : "");
	markup_end(markup);
	put_text(markup, quote->text + end, quote->length - end);
	markup_text(markup, quote->is_cut_behind ? "…" : "");
	markup_end(markup);
}

static void end_section(struct list *list)
{
	if (list->path == NULL)
		return;
	markup_end(list->markup);
	markup_end(list->markup);
}

static void begin_section(struct list *list, const char *path)
{
	end_section(list);
	markup_block(list->markup, "section");
	markup_block(list->markup, "h2");
	put_inline(list->markup, "bdi", path);
	markup_end(list->markup);
	markup_block(list->markup, "ul");
	list->path = path;
}

/* "Error in line 3, column 7: the message" */
static void put_message(
	struct markup *markup, const struct complaint *complaint)
{
	bool is_error = complaint->severity == DIAG_ERROR;
	struct buf place = BUF_INIT;

	if (complaint->at.line > 0)
		buf_printf(&place, " in line %d, column %d", complaint->at.line,
			complaint->at.column);
	buf_puts(&place, ": ");
	markup_block(markup, "p");
	put_inline(markup, "strong", is_error ? "Error" : "Advice");
	markup_text(markup, place.bytes);
	put_inline(markup, "bdi", complaint->message);
	markup_end(markup);
	buf_release(&place);
}

static void put_complaint(void *data, const struct complaint *complaint,
	const struct excerpt *quote)
{
	struct list *list = data;
	struct markup *markup = list->markup;

	list->counts[complaint->severity]++;
	if (list->path == NULL || strcmp(list->path, complaint->at.path) != 0)
		begin_section(list, complaint->at.path);
	markup_block(markup, "li");
	markup_attribute(markup, "class",
		complaint->severity == DIAG_ERROR ? "error" : "advice");
	put_message(markup, complaint);
	if (quote->length > 0)
		put_quote(markup, quote);
	if (complaint->help != NULL) {
		markup_block(markup, "p");
		markup_attribute(markup, "class", "help");
		markup_text(markup, "Help: ");
		put_inline(markup, "bdi", complaint->help);
		markup_end(markup);
	}
	markup_end(markup);
}

/* "2 errors, 1 piece of advice" */
static void put_sum(struct buf *out, const size_t *counts)
{
	size_t errors = counts[DIAG_ERROR], advice = counts[DIAG_ADVICE];

	if (errors > 0)
		buf_printf(out, "%zu error%s", errors, errors > 1 ? "s" : "");
	if (errors > 0 && advice > 0)
		buf_puts(out, ", ");
	if (advice > 0)
		buf_printf(out, "%zu piece%s of advice", advice,
			advice > 1 ? "s" : "");
	if (errors == 0 && advice == 0)
		buf_puts(out, "All records are sound");
}

static void put_meta(struct markup *markup, const char *attribute,
	const char *name, const char *content)
{
	markup_block(markup, "meta");
	markup_attribute(markup, attribute, name);
	markup_attribute(markup, "content", content);
	markup_end(markup);
}

static void put_head(struct markup *markup, const char *title)
{
	static const char policy[] =
		"default-src 'none'; style-src 'unsafe-inline'";
	struct buf style = BUF_INIT;

	buf_putc(&style, '\n');
	buf_put(&style, complaints_css, (size_t)complaints_css_size);
	buf_puts(&style, ":root {\n\tcolor-scheme: light dark;\n}\n");
	markup_block(markup, "head");
	put_meta(markup, "charset", "utf-8", NULL);
	put_meta(markup, "http-equiv", "Content-Security-Policy", policy);
	put_meta(markup, "name", "viewport",
		"width=device-width, initial-scale=1");
	put_meta(markup, "name", "robots", "noindex");
	markup_element(markup, "title", title);
	markup_block(markup, "style");
	markup_raw(markup, style.bytes);
	markup_end(markup);
	markup_end(markup);
	buf_release(&style);
}

/* Up to where the list starts. */
static void begin_page(struct buf *out, const char *title)
{
	struct markup *markup = markup_new_html(out, 0);

	markup_doctype(markup);
	markup_block(markup, "html");
	markup_attribute(markup, "lang", "en");
	put_head(markup, title);
	markup_block(markup, "body");
	markup_block(markup, "main");
	markup_attribute(markup, "class", "complaints");
	markup_element(markup, "h1", title);
	markup_block(markup, "div");
	markup_attribute(markup, "class", "list");
	markup_free(markup);
}

/* Between the list and the end of the page. */
static void put_next(struct buf *out, const struct buf *next)
{
	if (next->length == 0)
		return;
	buf_puts(out, COMPLAINTS_END COMPLAINTS_NEXT);
	buf_put(out, next->bytes, next->length);
}

static void end_page(struct buf *out)
{
	static const char *const open[] = {"html", "body", "main", "div"};
	size_t count = sizeof(open) / sizeof(*open);
	struct markup *markup = markup_new_html(out, 0);

	for (size_t i = 0; i < count; i++)
		markup_resume(markup, open[i]);
	for (size_t i = 0; i < count; i++)
		markup_end(markup);
	markup_free(markup);
}

size_t complaints_put_page(struct buf *out, struct diag *diag,
	const struct diag_choice *choice, const struct buf *next)
{
	struct buf sections = BUF_INIT, sum = BUF_INIT;
	struct list list = {.markup = markup_new_html(&sections, 4)};

	diag_show(diag, choice, put_complaint, &list);
	end_section(&list);
	markup_free(list.markup);
	put_sum(&sum, list.counts);
	begin_page(out, sum.bytes);
	buf_put(out, sections.bytes, sections.length);
	put_next(out, next);
	end_page(out);
	buf_release(&sections);
	buf_release(&sum);
	return list.counts[DIAG_ERROR];
}
