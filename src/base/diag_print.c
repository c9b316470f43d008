#include "base/diag_print.h"

#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

/* Nobody reads more at one time. */
enum { MOST_ERRORS = 1000, MOST_ADVICE = 100 };

/* What is printed, and how much of it there was. */
struct printing {
	FILE *out;
	size_t counts[2]; /* by severity */
};

/* Bytes that would move a terminal's cursor or turn its text are replaced. */
static void put_safely(FILE *out, const char *bytes, size_t length)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		long character = utf8_next(bytes + i, length - i, &size);

		if (utf8_is_harmless(character))
			fwrite(bytes + i, 1, size, out);
		else
			fputs("\xEF\xBF\xBD", out);
	}
}

void diag_print_safely(FILE *out, const char *text)
{
	put_safely(out, text, strlen(text));
}

/* Blanks as wide as this text, tabs as they are. */
static void print_indent(FILE *out, const char *text, size_t length)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		long character = utf8_next(text + i, length - i, &size);

		if (character == '\t')
			fputc('\t', out);
		else
			fprintf(out, "%*s", utf8_width(character), "");
	}
}

/* The line and a caret under the place. */
static void print_quote(FILE *out, const struct excerpt *quote)
{
	fputs(quote->is_cut_before ? "  …" : "  ", out);
	put_safely(out, quote->text, quote->length);
	fputs(quote->is_cut_behind ? "…\n  " : "\n  ", out);
	fputs(quote->is_cut_before ? " " : "", out);
	print_indent(out, quote->text, quote->place);
	fputs("^\n", out);
}

static void print(void *data, const struct complaint *complaint,
	const struct excerpt *quote)
{
	static const char *const words[] = {"advice", "error"};
	static const size_t most[] = {MOST_ADVICE, MOST_ERRORS};
	struct printing *it = data;
	FILE *out = it->out;

	if (it->counts[complaint->severity]++ >= most[complaint->severity])
		return;
	diag_print_safely(out, complaint->at.path);
	if (complaint->at.line > 0)
		fprintf(out, ":%d:%d", complaint->at.line,
			complaint->at.column);
	fprintf(out, ": %s: ", words[complaint->severity]);
	diag_print_safely(out, complaint->message);
	fputc('\n', out);
	if (quote->length > 0)
		print_quote(out, quote);
	if (complaint->help != NULL) {
		fputs("help: ", out);
		diag_print_safely(out, complaint->help);
		fputc('\n', out);
	}
}

static void print_rest(const struct printing *it)
{
	if (it->counts[DIAG_ERROR] > MOST_ERRORS)
		fprintf(it->out,
			"and %zu more errors; mend what stands above "
			"first\n",
			it->counts[DIAG_ERROR] - MOST_ERRORS);
	if (it->counts[DIAG_ADVICE] > MOST_ADVICE)
		fprintf(it->out, "and %zu more pieces of advice\n",
			it->counts[DIAG_ADVICE] - MOST_ADVICE);
}

size_t diag_print(struct diag *diag, FILE *out, enum severity least,
	char *const *paths, size_t path_count)
{
	const struct diag_choice choice = {least, paths, path_count};
	struct printing it = {.out = out};
	size_t errors = diag_show(diag, &choice, print, &it);

	print_rest(&it);
	return errors;
}
