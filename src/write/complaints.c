#include "write/complaints.h"

#include <string.h>
#include "base/html.h"
#include "base/utf8.h"
#include "base/banned.h"

/* The list while it grows. */
struct list {
	struct buf *out;
	const char *path; /* of the section that is open; NULL: none */
	size_t counts[DIAG_ERROR + 1];
};

/*
 * Where the word that is meant ends: one letter is too little to see.  It is
 * at least one character, unless the line ends there.
 */
static size_t end_of_word(const struct quote *quote)
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

static void put_quote(struct buf *out, const struct quote *quote)
{
	size_t end = end_of_word(quote);

	buf_puts(out, "<pre dir=\"ltr\">");
	buf_puts(out, quote->is_cut_before ? "…" : "");
	html_put(out, quote->text, quote->place);
	buf_puts(out, "<mark>");
	html_put(out, quote->text + quote->place, end - quote->place);
	/* At the end of a line there is still something to be seen. */
	buf_puts(out, end == quote->place ? "&nbsp;</mark>" : "</mark>");
	html_put(out, quote->text + end, quote->length - end);
	buf_puts(out, quote->is_cut_behind ? "…</pre>\n" : "</pre>\n");
}

static void end_section(struct list *list)
{
	if (list->path != NULL)
		buf_puts(list->out, "</ul>\n</section>\n");
}

static void begin_section(struct list *list, const char *path)
{
	end_section(list);
	buf_puts(list->out, "<section>\n<h2><bdi>");
	html_puts(list->out, path);
	buf_puts(list->out, "</bdi></h2>\n<ul>\n");
	list->path = path;
}

static void put_complaint(void *data, const struct complaint *complaint,
	const struct quote *quote)
{
	static const char *const starts[] = {
		"<li class=\"advice\">\n<p><strong>Advice</strong>",
		"<li class=\"error\">\n<p><strong>Error</strong>"};
	struct list *list = data;

	list->counts[complaint->severity]++;
	if (list->path == NULL || strcmp(list->path, complaint->at.path) != 0)
		begin_section(list, complaint->at.path);
	buf_puts(list->out, starts[complaint->severity]);
	if (complaint->at.line > 0)
		buf_printf(list->out, " in line %d, column %d",
			complaint->at.line, complaint->at.column);
	buf_puts(list->out, ": <bdi>");
	html_puts(list->out, complaint->message);
	buf_puts(list->out, "</bdi></p>\n");
	if (quote->length > 0)
		put_quote(list->out, quote);
	if (complaint->help != NULL) {
		buf_puts(list->out, "<p class=\"help\">Help: <bdi>");
		html_puts(list->out, complaint->help);
		buf_puts(list->out, "</bdi></p>\n");
	}
	buf_puts(list->out, "</li>\n");
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

static void put_head(struct buf *out, const char *title)
{
	buf_puts(out,
		"<!DOCTYPE html>\n"
		"<html lang=\"en\">\n"
		"<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<meta name=\"robots\" content=\"noindex\">\n");
	buf_printf(out, "<title>%s</title>\n<style>\n", title);
	buf_put(out, complaints_css, (size_t)complaints_css_size);
	buf_puts(out,
		":root {\n\tcolor-scheme: light dark;\n}\n"
		"</style>\n</head>\n<body>\n");
}

size_t complaints_put_page(
	struct buf *out, struct diag *diag, const struct diag_choice *choice)
{
	struct buf sections = BUF_INIT, sum = BUF_INIT;
	struct list list = {.out = &sections};

	diag_show(diag, choice, put_complaint, &list);
	end_section(&list);
	put_sum(&sum, list.counts);
	put_head(out, sum.bytes);
	buf_printf(out, COMPLAINTS_MAIN "<h1>%s</h1>\n" COMPLAINTS_BEGIN,
		sum.bytes);
	buf_put(out, sections.bytes, sections.length);
	buf_puts(out, COMPLAINTS_END COMPLAINTS_MAIN_END);
	buf_release(&sections);
	buf_release(&sum);
	return list.counts[DIAG_ERROR];
}
