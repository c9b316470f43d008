#include "base/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/banned.h"

/* Characters of a record's line that are shown, in all and before a place. */
enum { SHOWN = 100, SHOWN_BEFORE = 60 };

/* Nobody reads more about one record, or at one time. */
enum { MOST_IN_FILE = 100, MOST_ERRORS = 1000, MOST_ADVICE = 100 };

__attribute__((format(printf, 2, 0))) static const char *format_in(
	struct diag *diag, const char *format, va_list arguments)
{
	char *text;
	va_list again;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = pool_alloc(&diag->pool, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

static void add(struct diag *diag, struct pos at, enum severity severity,
	const char *message)
{
	struct complaint complaint = {at, severity, message, NULL, diag->count};

	diag->error_count += severity == DIAG_ERROR;
	if (diag->path == NULL || strcmp(diag->path, at.path) != 0) {
		diag->path = at.path;
		diag->in_path = 0;
	}
	diag->in_path++;
	if (diag->in_path > MOST_IN_FILE)
		return;
	if (diag->in_path == MOST_IN_FILE)
		complaint.message =
			"and more from here on; mend what stands above first";

	diag->complaints = pool_grow(
		&diag->pool, diag->complaints, diag->count, sizeof(complaint));
	diag->complaints[diag->count++] = complaint;
}

int diag_error(struct diag *diag, struct pos at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(diag, at, DIAG_ERROR, format_in(diag, format, arguments));
	va_end(arguments);
	return -1;
}

static int is_fault_of_record(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EACCES ||
		error == EPERM || error == ELOOP || error == ENAMETOOLONG;
}

int diag_unreadable(struct diag *diag, struct pos at)
{
	if (!is_fault_of_record(errno))
		diag->is_ill = 1;
	return diag_error(diag, at, "cannot be read: %s", strerror(errno));
}

void diag_advice(struct diag *diag, struct pos at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(diag, at, DIAG_ADVICE, format_in(diag, format, arguments));
	va_end(arguments);
}

int diag_help(struct diag *diag, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (diag->in_path < MOST_IN_FILE)
		diag->complaints[diag->count - 1].help =
			format_in(diag, format, arguments);
	va_end(arguments);
	return -1;
}

static int is_at_or_below(const char *path, const char *place)
{
	size_t length = strlen(place);

	while (length > 0 && place[length - 1] == '/')
		length--;
	return strncmp(path, place, length) == 0 &&
		(path[length] == '\0' || path[length] == '/');
}

static int compare(const void *left, const void *right)
{
	const struct complaint *a = left, *b = right;
	int paths = strcmp(a->at.path, b->at.path);

	if (paths != 0)
		return paths;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	if (a->at.column != b->at.column)
		return a->at.column < b->at.column ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Bytes that would move a terminal's cursor or turn its text are replaced. */
static void put_safely(FILE *out, const char *bytes, size_t length)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		long character = utf8_next(bytes + i, length - i, &size);

		if (character == '\t')
			fputc((int)character, out);
		else if (character < 0 || character == '\r' ||
			character == '\n' || character == 0x2028 ||
			character == 0x2029 || !utf8_is_text(character) ||
			utf8_is_bidi_control(character))
			fputs("\xEF\xBF\xBD", out);
		else
			fwrite(bytes + i, 1, size, out);
	}
}

void diag_put_safely(FILE *out, const char *text)
{
	put_safely(out, text, strlen(text));
}

/* The line of `source` that has this number, without its end. */
static const char *find_line(const struct buf *source, int line, size_t *length)
{
	const char *start = source->bytes;
	const char *end = source->bytes + source->length;
	const char *stop;

	for (int i = 1; i < line && start < end; i++) {
		const char *feed = memchr(start, '\n', (size_t)(end - start));

		start = feed ? feed + 1 : end;
	}
	stop = memchr(start, '\n', (size_t)(end - start));
	*length = (size_t)((stop ? stop : end) - start);
	if (*length > 0 && start[*length - 1] == '\r')
		--*length;
	return start;
}

/* The byte at which the character of this number, counted from 1, begins. */
static size_t byte_of(const char *line, size_t length, int number)
{
	size_t at = 0, size;

	for (; number > 1 && at < length; at += size, number--)
		utf8_next(line + at, length - at, &size);
	return at;
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

/*
 * The line and a caret under the column; of a long line what is near it.  A
 * byte order mark, which is no column, is not shown either.
 */
static void print_line(FILE *out, const char *line, size_t length, int column)
{
	size_t start = 0, place, end;

	if (length >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0) {
		line += 3;
		length -= 3;
	}
	end = length;
	place = byte_of(line, length, column);
	if (byte_of(line, length, SHOWN + 1) < length) {
		int first = column > SHOWN_BEFORE ? column - SHOWN_BEFORE : 1;

		start = byte_of(line, length, first);
		end = byte_of(line, length, first + SHOWN);
	}
	fputs(start > 0 ? "  …" : "  ", out);
	put_safely(out, line + start, end - start);
	fputs(end < length ? "…\n  " : "\n  ", out);
	fputs(start > 0 ? " " : "", out);
	print_indent(out, line + start, place - start);
	fputs("^\n", out);
}

static void print(
	FILE *out, const struct complaint *complaint, const struct buf *source)
{
	static const char *const words[] = {"advice", "error"};
	const char *line;
	size_t length;

	diag_put_safely(out, complaint->at.path);
	if (complaint->at.line > 0)
		fprintf(out, ":%d:%d", complaint->at.line,
			complaint->at.column);
	fprintf(out, ": %s: ", words[complaint->severity]);
	diag_put_safely(out, complaint->message);
	fputc('\n', out);
	line = find_line(source, complaint->at.line, &length);
	if (complaint->at.line > 0 && length > 0)
		print_line(out, line, length, complaint->at.column);
	if (complaint->help != NULL) {
		fputs("help: ", out);
		diag_put_safely(out, complaint->help);
		fputc('\n', out);
	}
}

static int is_wanted(const char *path, char *const *paths, size_t path_count)
{
	for (size_t i = 0; i < path_count; i++)
		if (is_at_or_below(path, paths[i]))
			return 1;
	return path_count == 0;
}

const struct complaint *diag_list(struct diag *diag, size_t *count)
{
	if (diag->count > 0)
		qsort(diag->complaints, diag->count, sizeof(*diag->complaints),
			compare);
	*count = diag->count;
	return diag->complaints;
}

/* The record that complaints are printed about. */
struct shown {
	const char *path;
	struct buf source; /* empty when it cannot be read */
};

static void show(
	FILE *out, const struct complaint *complaint, struct shown *shown)
{
	const char *path = complaint->at.path;

	if (complaint->at.line > 0 && strcmp(path, shown->path) != 0) {
		buf_cut(&shown->source, 0);
		if (file_read(path, 1 << 20, &shown->source) != 0)
			buf_cut(&shown->source, 0);
		shown->path = path;
	}
	print(out, complaint, &shown->source);
}

static void print_rest(FILE *out, const size_t counts[2])
{
	if (counts[DIAG_ERROR] > MOST_ERRORS)
		fprintf(out,
			"and %zu more errors; mend what stands above "
			"first\n",
			counts[DIAG_ERROR] - MOST_ERRORS);
	if (counts[DIAG_ADVICE] > MOST_ADVICE)
		fprintf(out, "and %zu more pieces of advice\n",
			counts[DIAG_ADVICE] - MOST_ADVICE);
}

size_t diag_print(struct diag *diag, FILE *out, enum severity least,
	char *const *paths, size_t path_count)
{
	static const size_t most[] = {MOST_ADVICE, MOST_ERRORS};
	struct shown shown = {"", BUF_INIT};
	size_t counts[2] = {0}, count;
	const struct complaint *complaints = diag_list(diag, &count);

	for (size_t i = 0; i < count; i++) {
		const struct complaint *complaint = &complaints[i];
		enum severity severity = complaint->severity;

		if (severity < least ||
			!is_wanted(complaint->at.path, paths, path_count))
			continue;
		if (counts[severity]++ < most[severity])
			show(out, complaint, &shown);
	}
	print_rest(out, counts);
	buf_release(&shown.source);
	return counts[DIAG_ERROR];
}

void diag_release(struct diag *diag)
{
	pool_release(&diag->pool);
	*diag = (struct diag)DIAG_INIT;
}
