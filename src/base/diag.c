#include "base/diag.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/file.h"
#include "base/banned.h"

/* Nobody reads more about one record. */
enum { MOST_IN_FILE = 100 };

static void add(struct diag *diag, struct pos at, enum severity severity,
	const char *message)
{
	struct complaint complaint = {at, severity, message, NULL, diag->count};

	diag->error_count += severity == DIAG_ERROR;
	if (diag->path == NULL || strcmp(diag->path, at.path) != 0) {
		diag->path = pool_text(&diag->pool, at.path);
		diag->in_path = 0;
	}
	complaint.at.path = diag->path;
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

int diag_verror(
	struct diag *diag, struct pos at, const char *format, va_list arguments)
{
	add(diag, at, DIAG_ERROR, pool_vprintf(&diag->pool, format, arguments));
	return -1;
}

int diag_error(struct diag *diag, struct pos at, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	diag_verror(diag, at, format, arguments);
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
	add(diag, at, DIAG_ADVICE,
		pool_vprintf(&diag->pool, format, arguments));
	va_end(arguments);
}

int diag_help(struct diag *diag, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (diag->in_path < MOST_IN_FILE)
		diag->complaints[diag->count - 1].help =
			pool_vprintf(&diag->pool, format, arguments);
	va_end(arguments);
	return -1;
}

void diag_join(struct diag *diag, struct diag *other)
{
	for (size_t i = 0; i < other->count; i++) {
		struct complaint complaint = other->complaints[i];

		complaint.order = diag->count;
		diag->complaints = pool_grow(&diag->pool, diag->complaints,
			diag->count, sizeof(complaint));
		diag->complaints[diag->count++] = complaint;
	}
	diag->error_count += other->error_count;
	diag->is_ill |= other->is_ill;
	diag->path = NULL;
	pool_join(&diag->pool, &other->pool);
	*other = (struct diag)DIAG_INIT;
}

static int is_at_or_below(const char *path, const char *place)
{
	size_t length = strlen(place);

	while (length > 0 && place[length - 1] == '/')
		length--;
	return strncmp(path, place, length) == 0 &&
		(path[length] == '\0' || path[length] == '/');
}

static int is_of_machine(const char *path)
{
	return !is_at_or_below(path, "events") &&
		!is_at_or_below(path, "feeds");
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

/* What is wrong with the machine concerns all records. */
static int is_wanted(const char *path, char *const *paths, size_t path_count)
{
	if (is_of_machine(path))
		return 1;
	for (size_t i = 0; i < path_count; i++)
		if (is_at_or_below(path, paths[i]))
			return 1;
	return path_count == 0;
}

/*
 * Whether the second says nothing more: several records may have met with the
 * same, and of what the machine lacks the first is enough.
 */
static int is_same(const struct complaint *a, const struct complaint *b)
{
	if (strcmp(a->at.path, b->at.path) != 0)
		return 0;
	return is_of_machine(a->at.path) ||
		(a->at.line == b->at.line && a->at.column == b->at.column &&
			strcmp(a->message, b->message) == 0);
}

static void drop_doubles(struct diag *diag)
{
	size_t kept = 0;

	for (size_t i = 0; i < diag->count; i++) {
		struct complaint *complaint = &diag->complaints[i];

		if (kept > 0 && is_same(&diag->complaints[kept - 1], complaint))
			diag->error_count -= complaint->severity == DIAG_ERROR;
		else
			diag->complaints[kept++] = *complaint;
	}
	diag->count = kept;
}

const struct complaint *diag_list(struct diag *diag, size_t *count)
{
	if (diag->count > 0)
		qsort(diag->complaints, diag->count, sizeof(*diag->complaints),
			compare);
	drop_doubles(diag);
	*count = diag->count;
	return diag->complaints;
}

size_t diag_show(struct diag *diag, const struct diag_choice *choice,
	diag_show_one *show, void *data)
{
	struct buf source = BUF_INIT;
	const char *source_path = "";
	size_t errors = 0, count;
	const struct complaint *complaints = diag_list(diag, &count);

	for (size_t i = 0; i < count; i++) {
		const struct complaint *complaint = &complaints[i];
		const struct pos at = complaint->at;
		struct excerpt quote;

		if (complaint->severity < choice->least ||
			!is_wanted(at.path, choice->paths, choice->path_count))
			continue;
		/* A record that cannot be read shows no line. */
		if (strcmp(at.path, source_path) != 0) {
			buf_cut(&source, 0);
			if (file_read(at.path, 1 << 20, &source) != 0)
				buf_cut(&source, 0);
			source_path = at.path;
		}
		quote = excerpt_of(&source, at.line, at.column);
		show(data, complaint, &quote);
		errors += complaint->severity == DIAG_ERROR;
	}
	buf_release(&source);
	return errors;
}

void diag_release(struct diag *diag)
{
	pool_release(&diag->pool);
	*diag = (struct diag)DIAG_INIT;
}
