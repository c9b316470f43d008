#include "plan/ledger.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "model/digest.h"
#include "base/banned.h"

enum { LEDGER_LIMIT = 1 << 30, FIELD_COUNT = 12 };

static const char folder[] = "feeds/ledger";
static const char columns[] =
	"#uid\tlanguage\titem\trecord\tdigest\tsequence\tcreated\t"
	"last-modified\tmoments\tshown\tyear\tstate\n";
const char state_published[] = "published", state_withdrawn[] = "withdrawn",
	   state_removed[] = "removed", state_forgotten[] = "forgotten";
const char item_event[] = "event", item_vevent[] = "-",
	   item_change[] = "change:";
const char digest_unknown[] = "00000000000000000000000000000000";

static int compare_keys(const struct ledger_line *line, const char *uid,
	const char *language, const char *item)
{
	int order = strcmp(line->uid, uid);

	if (order == 0)
		order = strcmp(line->language, language);
	return order != 0 ? order : strcmp(line->item, item);
}

static int compare_lines(const void *left, const void *right)
{
	const struct ledger_line *other = right;

	return compare_keys(left, other->uid, other->language, other->item);
}

/* Part a line at its tabs.  Returns 0 when there are exactly that many. */
static int split(char *text, const char *fields[FIELD_COUNT])
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		char *tab = strchr(text, '\t');

		if ((tab == NULL) != (i == FIELD_COUNT - 1))
			return -1;
		fields[i] = text;
		if (tab != NULL) {
			*tab = '\0';
			text = tab + 1;
		}
	}
	return 0;
}

/* A whole number of at most nine digits; -1 when it is none. */
static int parse_count(const char *text)
{
	size_t length = strlen(text);

	if (length < 1 || length > 9 || strspn(text, "0123456789") != length)
		return -1;
	return (int)strtol(text, NULL, 10);
}

static int parse_line(char *text, struct ledger_line *line)
{
	const char *fields[FIELD_COUNT];

	if (split(text, fields) != 0 ||
		instant_parse_ical(fields[6], &line->stamp.created) != 0 ||
		instant_parse_ical(fields[7], &line->stamp.modified) != 0)
		return -1;
	line->uid = fields[0];
	line->language = fields[1];
	line->item = fields[2];
	line->record = fields[3];
	line->digest = fields[4];
	line->stamp.sequence = parse_count(fields[5]);
	line->moments = fields[8];
	line->shown = fields[9];
	line->year = parse_count(fields[10]);
	line->state = fields[11];
	return line->stamp.sequence < 0 || line->year < 0 ||
			strlen(line->digest) != DIGEST_SIZE - 1
		? -1
		: 0;
}

static int report_line(
	struct diag *diag, const char *path, int number, const char *text)
{
	diag_error(diag, (struct pos){path, number, 1},
		"this is no line of a ledger");
	if (strncmp(text, "<<<<<<<", 7) == 0)
		return diag_help(diag,
			"take either side of the conflict, "
			"then build");
	return diag_help(diag, "restore the file from a backup or from git");
}

static int read_lines(struct ledger *ledger, struct diag *diag,
	const char *path, const char *series, char *text)
{
	static const char authority[] = "#authority\t";
	int number = 1;

	for (char *next; *text != '\0'; text = next, number++) {
		size_t length = strcspn(text, "\n");
		struct ledger_line line = {.series = series};

		next = text + length + (text[length] == '\n');
		text[length] = '\0';
		if (strncmp(text, authority, sizeof(authority) - 1) == 0)
			ledger->authority = text + sizeof(authority) - 1;
		if (*text == '#')
			continue;
		if (parse_line(text, &line) != 0)
			return report_line(diag, path, number, text);
		ledger_add(ledger, &line);
	}
	return 0;
}

static int load_file(struct ledger *ledger, struct diag *diag, const char *name)
{
	const char *path = pool_printf(&ledger->pool, "%s/%s", folder, name);
	const char *series = pool_bytes(&ledger->pool, name, strlen(name) - 4);
	struct buf bytes = BUF_INIT;
	int result;

	if (file_read(path, LEDGER_LIMIT, &bytes) != 0)
		result = diag_error(diag, (struct pos){path, 0, 0},
			"cannot be read: %s", strerror(errno));
	else
		result = read_lines(ledger, diag, path, series,
			pool_bytes(&ledger->pool, bytes.bytes, bytes.length));
	buf_release(&bytes);
	ledger->files = pool_grow(&ledger->pool, ledger->files,
		ledger->file_count, sizeof(*ledger->files));
	ledger->files[ledger->file_count++] = series;
	return result;
}

static int is_ledger_file(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 &&
		strcmp(name + length - 4, ".tsv") == 0;
}

static int compare_files(const void *left, const void *right)
{
	const struct ledger_line *a = left, *b = right;
	int order = strcmp(a->series, b->series);

	return order != 0 ? order : compare_lines(a, b);
}

static int compare_all(const void *left, const void *right)
{
	int order = compare_lines(left, right);

	return order != 0 ? order : compare_files(left, right);
}

/*
 * A merge may leave two lines with one key: what they say goes on from the
 * higher SEQUENCE and the later moment.
 */
static void drop_doubles(struct ledger *ledger)
{
	size_t kept = 0;

	for (size_t i = 0; i < ledger->count; i++) {
		struct ledger_line *line = &ledger->lines[i];
		struct stamp *last =
			kept > 0 ? &ledger->lines[kept - 1].stamp : NULL;

		if (last == NULL ||
			compare_lines(&ledger->lines[kept - 1], line) != 0) {
			ledger->lines[kept++] = *line;
			continue;
		}
		if (line->stamp.sequence > last->sequence)
			last->sequence = line->stamp.sequence;
		if (line->stamp.modified > last->modified)
			last->modified = line->stamp.modified;
	}
	ledger->count = kept;
}

static int report_unreadable(struct diag *diag)
{
	return diag_error(diag, (struct pos){folder, 0, 0},
		"cannot be read: %s", strerror(errno));
}

/* "SERIES.tsv" for one of the series; NULL stands for all. */
static int is_of(const char *name, const char *const *series, size_t count)
{
	size_t length = strlen(name) - strlen(".tsv");

	for (size_t i = 0; series != NULL && i < count; i++)
		if (strlen(series[i]) == length &&
			strncmp(series[i], name, length) == 0)
			return 1;
	return series == NULL;
}

int ledger_load(struct ledger *ledger, struct diag *diag)
{
	return ledger_load_series(ledger, diag, NULL, 0);
}

int ledger_load_series(struct ledger *ledger, struct diag *diag,
	const char *const *series, size_t count)
{
	DIR *stream = opendir(folder);
	struct dirent *entry;
	int result = 0;

	if (stream == NULL)
		return errno == ENOENT ? 0 : report_unreadable(diag);
	for (;;) {
		errno = 0;
		entry = readdir(stream);
		if (entry == NULL)
			break;
		if (is_ledger_file(entry->d_name) &&
			is_of(entry->d_name, series, count))
			result |= load_file(ledger, diag, entry->d_name);
	}
	if (errno != 0)
		result = report_unreadable(diag);
	closedir(stream);
	ledger_sort(ledger);
	return result;
}

void ledger_sort(struct ledger *ledger)
{
	if (ledger->count > 0)
		qsort(ledger->lines, ledger->count, sizeof(*ledger->lines),
			compare_all);
	drop_doubles(ledger);
}

void ledger_add(struct ledger *ledger, const struct ledger_line *line)
{
	ledger->lines = pool_grow(&ledger->pool, ledger->lines, ledger->count,
		sizeof(*ledger->lines));
	ledger->lines[ledger->count++] = *line;
}

void ledger_settle(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->added_count; i++)
		ledger_add(ledger, ledger->added[i]);
	ledger->added_count = 0;
	ledger_sort(ledger);
	for (size_t i = 0; i < ledger->count; i++)
		ledger->lines[i].is_told = 0;
}

const struct ledger_line *ledger_find(const struct ledger *ledger,
	const char *uid, const char *language, const char *item)
{
	size_t low = 0, high = ledger->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_keys(
			&ledger->lines[middle], uid, language, item);

		if (order == 0)
			return &ledger->lines[middle];
		if (order > 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct ledger_line *ledger_of(
	const struct ledger *ledger, const char *uid, size_t *count)
{
	size_t low = 0, high = ledger->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(ledger->lines[middle].uid, uid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*count = 0;
	while (low + *count < ledger->count &&
		strcmp(ledger->lines[low + *count].uid, uid) == 0)
		++*count;
	return *count > 0 ? ledger->lines + low : NULL;
}

static void put_line(struct buf *out, const struct ledger_line *line)
{
	buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%d\t", line->uid, line->language,
		line->item, line->record, line->digest, line->stamp.sequence);
	instant_put_ical(out, line->stamp.created);
	buf_putc(out, '\t');
	instant_put_ical(out, line->stamp.modified);
	buf_printf(out, "\t%s\t%s\t%d\t%s\n", line->moments, line->shown,
		line->year, line->state);
}

int ledger_add_found(struct ledger *ledger, const struct ledger_line *line)
{
	struct buf text = BUF_INIT;
	struct ledger_line again;
	int result = -1;

	put_line(&text, line);
	if (text.bytes[0] != '#' &&
		strcspn(text.bytes, "\n") == text.length - 1) {
		text.bytes[text.length - 1] = '\0';
		result = parse_line(text.bytes, &again);
	}
	if (result == 0)
		ledger_add(ledger, line);
	buf_release(&text);
	return result;
}

static int compare_files_of(const void *left, const void *right)
{
	return compare_files(*(struct ledger_line *const *)left,
		*(struct ledger_line *const *)right);
}

/* Old and added lines, by file. */
static struct ledger_line **sort_all(struct ledger *ledger, size_t *count)
{
	struct ledger_line **all;

	*count = ledger->count + ledger->added_count;
	all = pool_alloc(&ledger->pool, (*count + 1) * sizeof(*all));
	for (size_t i = 0; i < ledger->count; i++)
		all[i] = &ledger->lines[i];
	for (size_t i = 0; i < ledger->added_count; i++)
		all[ledger->count + i] = ledger->added[i];
	if (*count > 0)
		qsort(all, *count, sizeof(*all), compare_files_of);
	return all;
}

/* Whether a file has lines; `lines` are in the order of their files. */
static int has_line(
	struct ledger_line **lines, size_t count, const char *series)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(lines[middle]->series, series);

		if (order == 0)
			return 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

int ledger_write(struct ledger *ledger, const char *authority,
	int (*put)(void *data, const char *path, const struct buf *bytes),
	void *data)
{
	size_t count;
	struct ledger_line **all = sort_all(ledger, &count);
	struct buf bytes = BUF_INIT, path = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < count && result == 0;) {
		const char *series = all[i]->series;

		buf_cut(&bytes, 0);
		buf_cut(&path, 0);
		buf_printf(&bytes, "#authority\t%s\n%s", authority, columns);
		for (; i < count && strcmp(all[i]->series, series) == 0; i++)
			put_line(&bytes, all[i]);
		buf_printf(&path, "ledger/%s.tsv", series);
		result = put(data, path.bytes, &bytes);
	}
	/* A series that was renamed has its lines elsewhere by now. */
	for (size_t i = 0; i < ledger->file_count && result == 0; i++) {
		if (has_line(all, count, ledger->files[i]))
			continue;
		buf_cut(&path, 0);
		buf_printf(&path, "ledger/%s.tsv", ledger->files[i]);
		result = put(data, path.bytes, NULL);
	}
	buf_release(&path);
	buf_release(&bytes);
	return result;
}

void ledger_release(struct ledger *ledger)
{
	pool_release(&ledger->pool);
	*ledger = (struct ledger)LEDGER_INIT;
}
