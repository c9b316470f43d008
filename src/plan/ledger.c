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

int ledger_load(struct ledger *ledger, struct diag *diag)
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
		if (is_ledger_file(entry->d_name))
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
	return ledger->lines + low;
}

/* Part `moments` at its slash; `second` is empty when there is none. */
static void split_moments(
	const char *moments, struct buf *first, struct buf *second)
{
	size_t length = strcspn(moments, "/");

	buf_put(first, moments, length);
	buf_puts(second, moments + length + (moments[length] == '/'));
}

static int is_about_change(const struct ledger_line *line)
{
	return strncmp(line->item, item_change, strlen(item_change)) == 0;
}

int ledger_recall(const struct ledger_line *line, struct entry_memory *memory)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	int result;

	split_moments(line->moments, &first, &second);
	memory->before.precision = WHEN_ABSENT;
	result = instant_parse_ical(first.bytes, &memory->published);
	memory->updated = memory->published;
	if (is_about_change(line) && strcmp(line->state, state_removed) != 0)
		when_parse(second.bytes, &memory->before, NULL);
	else
		result |= instant_parse_ical(second.bytes, &memory->updated);
	buf_release(&second);
	buf_release(&first);
	return result;
}

static void put_sitting(struct buf *out, const struct sitting *sitting)
{
	if (sitting->zone == NULL) {
		buf_putc(out, '-');
		return;
	}
	instant_put_ical(out, zone_instant(sitting->zone, &sitting->start));
	if (sitting->end.precision == WHEN_ABSENT)
		return;
	buf_putc(out, '/');
	instant_put_ical(out, zone_instant(sitting->zone, &sitting->end));
}

static void put_moments(struct buf *out, const struct fragment *fragment)
{
	const struct change_told *change = fragment->change;

	if (fragment->sitting != NULL) {
		put_sitting(out, fragment->sitting);
		return;
	}
	instant_put_ical(out, fragment->published);
	if (change == NULL || change->before.precision != WHEN_ABSENT)
		buf_putc(out, '/');
	if (change == NULL)
		instant_put_ical(out, fragment->updated);
	else
		when_put(out, &change->before);
}

/* Whether a meeting with clock times is still ahead, or going on. */
static int is_ahead(const struct fragment *fragment, instant now)
{
	const struct sitting *sitting = fragment->sitting;
	const struct when *end;

	if (sitting == NULL || sitting->zone == NULL)
		return 0;
	end = sitting->end.precision == WHEN_ABSENT ? &sitting->start
						    : &sitting->end;
	return zone_instant(sitting->zone, end) > now;
}

static enum news compare_with(const struct ledger_line *line,
	const struct fragment *fragment, const char *digest,
	const char *moments, instant now)
{
	if (line == NULL)
		return NEWS_NEW;
	/* What was forgotten comes back under the next number. */
	if ((strcmp(line->digest, digest) != 0 &&
		    strcmp(line->digest, digest_unknown) != 0) ||
		strcmp(line->state, state_forgotten) == 0 ||
		strcmp(line->state, state_removed) == 0)
		return NEWS_CHANGED;
	if (strcmp(line->digest, digest_unknown) == 0)
		return NEWS_NONE;
	if (strcmp(line->moments, moments) != 0 && is_ahead(fragment, now))
		return NEWS_SHIFTED;
	return NEWS_NONE;
}

/* The line to be set in this run, as it was read, or a new one. */
static struct ledger_line *open_line(struct ledger *ledger, const char *uid,
	const char *language, const char *item)
{
	struct pool *pool = &ledger->pool;
	struct ledger_line *line =
		(struct ledger_line *)ledger_find(ledger, uid, language, item);
	struct ledger_line *before;

	if (line != NULL) {
		before = pool_alloc(pool, sizeof(*before));
		*before = *line;
		line->before = before;
	} else {
		line = pool_alloc(pool, sizeof(*line));
		line->uid = pool_text(pool, uid);
		line->language = pool_text(pool, language);
		line->item = pool_text(pool, item);
		ledger->added = pool_grow(pool, ledger->added,
			ledger->added_count, sizeof(*ledger->added));
		ledger->added[ledger->added_count++] = line;
	}
	line->is_told = 1;
	return line;
}

/* The next stamp of a line whose news these are. */
static void move_stamp(struct ledger_line *line, enum news news, instant now)
{
	if (news == NEWS_NEW) {
		line->stamp = (struct stamp){0, now, now};
	} else if (news != NEWS_NONE) {
		line->stamp.sequence++;
		line->stamp.modified = now > line->stamp.modified
			? now
			: line->stamp.modified + 1;
	}
}

static const char *state_of(const struct fragment *fragment)
{
	if (fragment->release != NULL &&
		fragment->release->status == RELEASE_WITHDRAWN)
		return state_withdrawn;
	return state_published;
}

static void put_item(struct buf *out, const struct fragment *fragment)
{
	if (fragment->sitting != NULL)
		buf_puts(out, item_vevent);
	else if (fragment->change != NULL)
		buf_printf(out, "%s%s", item_change, fragment->change->name);
	else
		buf_puts(out, fragment->release->id);
}

void ledger_stamp(struct ledger *ledger, struct fragment *fragment, instant now)
{
	const struct view *view = fragment->view;
	const struct event *event = view->event;
	struct pool *pool = &ledger->pool;
	struct ledger_line *line;
	char digest[DIGEST_SIZE];
	struct buf moments = BUF_INIT, item = BUF_INIT;

	put_item(&item, fragment);
	line = open_line(ledger,
		fragment->sitting ? fragment->sitting->uid : event->uid,
		fragment->language, item.bytes);
	digest_fragment(digest, fragment);
	put_moments(&moments, fragment);
	fragment->news = compare_with(
		line->before, fragment, digest, moments.bytes, now);
	fragment->moved_in =
		line->before == NULL || line->year != fragment->year;
	move_stamp(line, fragment->news, now);
	fragment->stamp = line->stamp;
	fragment->line = line;
	line->series = pool_text(pool, event->series->folder);
	line->record = pool_text(pool, event->path);
	line->digest = pool_text(pool, digest);
	line->moments = pool_text(pool, moments.bytes);
	line->shown =
		view->shown ? pool_text(pool, view->shown->language) : "-";
	line->year = fragment->year;
	line->state = state_of(fragment);
	buf_release(&item);
	buf_release(&moments);
}

void ledger_keep(struct ledger *ledger, const struct ledger_line *line)
{
	ledger->lines[line - ledger->lines].is_told = 1;
}

void ledger_remove_entry(
	struct ledger *ledger, const struct ledger_line *line, instant now)
{
	struct ledger_line *removed =
		open_line(ledger, line->uid, line->language, line->item);
	struct entry_memory memory;
	struct buf moments = BUF_INIT;

	if (ledger_recall(removed, &memory) != 0)
		memory.published = memory.updated = removed->stamp.created;
	instant_put_ical(&moments, memory.published);
	buf_putc(&moments, '/');
	instant_put_ical(
		&moments, now > memory.updated ? now : memory.updated + 1);
	move_stamp(removed, NEWS_CHANGED, now);
	removed->moments = pool_text(&ledger->pool, moments.bytes);
	removed->state = state_removed;
	buf_release(&moments);
}

void ledger_restamp(
	struct ledger *ledger, struct fragment *fragment, instant now)
{
	struct ledger_line *line = fragment->line;

	(void)ledger;
	fragment->news = NEWS_CHANGED;
	move_stamp(line, fragment->news, now);
	fragment->stamp = line->stamp;
}

static void take_back(struct ledger *ledger, struct ledger_line *line)
{
	if (line->before != NULL) {
		*line = *line->before;
		return;
	}
	for (size_t i = 0; i < ledger->added_count; i++)
		if (ledger->added[i] == line)
			ledger->added[i] = ledger->added[--ledger->added_count];
}

/* The line of this key among those added, or NULL. */
static struct ledger_line *find_added(
	const struct ledger *ledger, const char *uid, const char *item)
{
	for (size_t i = 0; i < ledger->added_count; i++)
		if (strcmp(ledger->added[i]->uid, uid) == 0 &&
			strcmp(ledger->added[i]->item, item) == 0)
			return ledger->added[i];
	return NULL;
}

/* In whatever language. */
static int is_remembered(
	const struct ledger *ledger, const char *uid, const char *item)
{
	size_t count;
	const struct ledger_line *lines = ledger_of(ledger, uid, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].item, item) == 0)
			return 1;
	return find_added(ledger, uid, item) != NULL;
}

void ledger_take_back(struct ledger *ledger, struct fragment *fragment)
{
	struct ledger_line *line = fragment->line;
	const char *uid = line->uid, *item = line->item;
	struct ledger_line *meeting;

	fragment->line = NULL;
	take_back(ledger, line);
	if (fragment->change == NULL || is_remembered(ledger, uid, item))
		return;
	/* A change that nobody was told is found again by the next run. */
	meeting =
		(struct ledger_line *)ledger_find(ledger, uid, "-", item_event);
	if (meeting == NULL)
		meeting = find_added(ledger, uid, item_event);
	if (meeting != NULL)
		take_back(ledger, meeting);
}

void ledger_note_event(
	struct ledger *ledger, const struct event *event, instant now)
{
	struct pool *pool = &ledger->pool;
	struct ledger_line *line =
		open_line(ledger, event->uid, "-", item_event);
	struct when start = event_start(event);
	struct buf facts = BUF_INIT;
	char digest[DIGEST_SIZE];

	when_put(&facts, &start);
	buf_printf(&facts, "/%s", status_name(event->status));
	digest_event(digest, event);
	if (line->before == NULL)
		move_stamp(line, NEWS_NEW, now);
	else if (strcmp(line->digest, digest) != 0)
		move_stamp(line, NEWS_CHANGED, now);
	line->series = pool_text(pool, event->series->folder);
	line->record = pool_text(pool, event->path);
	line->digest = pool_text(pool, digest);
	line->moments = pool_text(pool, facts.bytes);
	line->shown = "-";
	line->year = start.precision == WHEN_ABSENT ? 0 : start.year;
	line->state = state_published;
	buf_release(&facts);
}

static enum status status_called(const char *name)
{
	enum status status = STATUS_TENTATIVE;

	while (status < STATUS_CANCELLED &&
		strcmp(status_name(status), name) != 0)
		status++;
	return status;
}

int ledger_event(const struct ledger *ledger, const char *uid,
	struct when *start, enum status *status)
{
	const struct ledger_line *line =
		ledger_find(ledger, uid, "-", item_event);
	struct buf first = BUF_INIT, second = BUF_INIT;

	if (line == NULL)
		return -1;
	split_moments(line->moments, &first, &second);
	if (first.length == 0 ||
		when_parse(first.bytes, start, NULL) != WHEN_FINE)
		*start = (struct when){.precision = WHEN_ABSENT};
	*status = status_called(second.bytes);
	buf_release(&second);
	buf_release(&first);
	return 0;
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

/* Old and added lines, by file. */
static struct ledger_line *sort_all(struct ledger *ledger, size_t *count)
{
	struct ledger_line *all;

	*count = ledger->count + ledger->added_count;
	all = pool_alloc(&ledger->pool, (*count + 1) * sizeof(*all));
	if (ledger->count > 0)
		memcpy(all, ledger->lines, ledger->count * sizeof(*all));
	for (size_t i = 0; i < ledger->added_count; i++)
		all[ledger->count + i] = *ledger->added[i];
	if (*count > 0)
		qsort(all, *count, sizeof(*all), compare_files);
	return all;
}

/* Whether a file has lines; `lines` are in the order of their files. */
static int has_line(
	const struct ledger_line *lines, size_t count, const char *series)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(lines[middle].series, series);

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
	const struct ledger_line *all = sort_all(ledger, &count);
	struct buf bytes = BUF_INIT, path = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < count && result == 0;) {
		const char *series = all[i].series;

		buf_cut(&bytes, 0);
		buf_cut(&path, 0);
		buf_printf(&bytes, "#authority\t%s\n%s", authority, columns);
		for (; i < count && strcmp(all[i].series, series) == 0; i++)
			put_line(&bytes, &all[i]);
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
