#include "plan/ledger.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/uuid.h"
#include "plan/ledger_write.h"
#include "plan/touched.h"
#include "read/records.h"
#include "read/shape.h"
#include "base/banned.h"

static const char site_path[] = "feeds/ledger/ledger.xml";

/* What the reading of one file shares. */
struct loading {
	struct ledger *ledger;
	struct reader *reader;
	struct diag *diag;
	const char *path; /* of the file */
	const char *folder; /* of the series */
	struct series *series;
	bool has_meetings;
	bool failed;
};

static const char *keep(struct loading *it, const char *text)
{
	return text ? pool_text(&it->ledger->pool, text) : NULL;
}

static int report_strange(struct loading *it, const char *what)
{
	if (!it->failed) {
		diag_error(it->diag, (struct pos){it->path, 0, 0},
			"is no ledger of this program: %s", what);
		diag_help(
			it->diag, "restore the file from a backup or from git");
	}
	it->failed = true;
	return -1;
}

static instant read_instant(
	struct loading *it, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	instant at = 0;

	if (value != NULL && instant_parse_rfc3339(value, &at) != 0)
		report_strange(it, value);
	return at;
}

static struct when read_when(const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	struct when when = {.precision = WHEN_ABSENT};

	if (value != NULL && when_parse(value, &when, NULL) != WHEN_FINE)
		when.precision = WHEN_ABSENT;
	return when;
}

static int read_number(const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value ? (int)strtol(value, NULL, 10) : 0;
}

/* Names parted by blanks; how many goes to `*count`. */
static const char **read_list(struct loading *it, const struct element *element,
	const char *name, size_t *count)
{
	const char *at = element_value(element, name);
	const char **items = NULL;

	*count = 0;
	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, " ");

		items = pool_grow(
			&it->ledger->pool, items, *count, sizeof(*items));
		items[(*count)++] = pool_bytes(&it->ledger->pool, at, length);
		at += length + strspn(at + length, " ");
	}
	return items;
}

static enum row_state read_state(const struct element *element)
{
	const char *state = element_value(element, "state");

	if (state == NULL)
		return ROW_PUBLISHED;
	return strcmp(state, "removed") == 0 ? ROW_REMOVED : ROW_WITHDRAWN;
}

static int read_kind(
	const struct element *element, enum row_kind *kind, const char **key)
{
	static const char *const names[] = {"vevent", "release", "change"};
	static const char *const keys[] = {"uid", "id", "name"};

	for (*kind = ROW_VEVENT; *kind <= ROW_CHANGE; ++*kind) {
		*key = element_value(element, keys[*kind]);
		if (strcmp(element->name, names[*kind]) == 0)
			return *key ? 0 : -1;
	}
	return -1;
}

static struct as_told read_as_told(
	struct loading *it, const struct element *element)
{
	return (struct as_told){.start = read_when(element, "date"),
		.end = read_when(element, "until"),
		.zone_name = keep(it, element_value(element, "zone")),
		.before_zone = keep(it, element_value(element, "before-zone")),
		.place = {keep(it, element_value(element, "place-language")),
			keep(it, element_value(element, "place"))}};
}

static void take_row(struct loading *it, struct published *meeting,
	const struct element *element, const char *language)
{
	struct row row = {.language = language};
	const char *key;

	if (read_kind(element, &row.kind, &key) != 0) {
		report_strange(it, element->name);
		return;
	}
	row.item = keep(it, key);
	row.shown = keep(it, element_value(element, "shown"));
	row.replaced = keep(it, element_value(element, "replaced"));
	row.atom_id = keep(it, element_value(element, "atom-id"));
	row.state = read_state(element);
	row.year = read_number(element, "year");
	row.left_year = read_number(element, "left");
	row.stamp.sequence = read_number(element, "sequence");
	row.stamp.created = read_instant(it, element, "created");
	row.stamp.modified = read_instant(it, element, "modified");
	row.start = read_instant(it, element, "start");
	row.end = read_instant(it, element, "end");
	row.published = read_instant(it, element, "published");
	row.updated = read_instant(it, element, "updated");
	if (row.updated == 0)
		row.updated = row.published;
	row.before = read_when(element, "before");
	row.is_kept = element_value(element, "date") != NULL;
	if (row.is_kept)
		row.told = read_as_told(it, element);
	published_add(&it->ledger->pool, meeting, row);
}

static void take_told(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	struct told told = {keep(it, element_value(element, "xml:lang")),
		read_instant(it, element, "modified")};

	if (told.language == NULL) {
		report_strange(it, "<told> without a language");
		return;
	}
	meeting->told = pool_grow(
		pool, meeting->told, meeting->told_count, sizeof(told));
	meeting->told[meeting->told_count++] = told;
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		if (child->name != NULL)
			take_row(it, meeting, child, told.language);
}

static void take_since(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	struct since since = {keep(it, element_value(element, "xml:lang"))};

	for (const struct element *was = element_child(element, "was");
		was != NULL; was = element_again(was)) {
		const char *name = keep(it, element_value(was, "part"));
		struct buf words = BUF_INIT;

		element_put_text(&words, was);
		if (name == NULL || since.language == NULL)
			report_strange(it, "<was> of nothing");
		else
			passages_add(pool, &since.was, name,
				words.length > 0 ? pool_bytes(pool, words.bytes,
							   words.length)
						 : NULL);
		buf_release(&words);
	}
	published_add_since(pool, meeting, since);
}

static void take_text_of(struct loading *it, struct published *meeting,
	const struct element *element)
{
	const char *language = element_value(element, "xml:lang");
	struct text *text;

	if (meeting->event == NULL || language == NULL) {
		report_strange(it, "<text> of nothing");
		return;
	}
	language = keep(it, language);
	text = take_text(it->reader, element,
		pool_printf(&it->ledger->pool, "events/%s/%s.xml",
			meeting->path, language),
		language, meeting->event);
	if (text != NULL)
		reader_add_text(it->reader, meeting->event, text);
	else
		it->failed = true;
}

/* What was written here has the shape of a record; damage may not. */
static bool has_shape(const struct element *element, const struct shape *shape)
{
	struct diag silent = DIAG_INIT;
	bool result = shape_check(shape, element, &silent) == 0;

	diag_release(&silent);
	return result;
}

static void take_record(struct loading *it, struct published *meeting,
	const struct element *element)
{
	struct pool *pool = &it->ledger->pool;
	const char *name = strchr(meeting->path, '/') + 1;

	if (!has_shape(element, &event_shape)) {
		report_strange(it, "an <event> that is no record");
		return;
	}
	meeting->event = take_event(it->reader, element,
		pool_printf(pool, "events/%s/event.xml", meeting->path), name,
		it->series);
	if (meeting->event == NULL) {
		it->failed = true;
		return;
	}
	meeting->event->is_published = true;
	reader_add_event(it->reader, meeting->event);
}

static void take_part_of(struct loading *it, struct published *meeting,
	const struct element *child)
{
	if (child->name == NULL)
		return;
	if (strcmp(child->name, "event") == 0)
		take_record(it, meeting, child);
	else if (strcmp(child->name, "text") == 0)
		take_text_of(it, meeting, child);
	else if (strcmp(child->name, "told") == 0)
		take_told(it, meeting, child);
	else if (strcmp(child->name, "since") == 0)
		take_since(it, meeting, child);
	else
		report_strange(it, child->name);
}

static void take_meeting(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct pool *pool = &ledger->pool;
	struct published *meeting = pool_alloc(pool, sizeof(*meeting));

	meeting->uid = keep(it, element_value(element, "uid"));
	meeting->path = keep(it, element_value(element, "path"));
	if (meeting->uid == NULL || meeting->path == NULL ||
		strchr(meeting->path, '/') == NULL) {
		report_strange(it, "a meeting without uid and path");
		return;
	}
	meeting->former =
		read_list(it, element, "former", &meeting->former_count);
	meeting->has_files = element_value(element, "files") != NULL;
	meeting->start = read_when(element, "start");
	meeting->status = status_called(element_value(element, "status"));
	meeting->scopes =
		read_list(it, element, "scopes", &meeting->scope_count);
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		take_part_of(it, meeting, child);
	ledger->meetings = pool_grow(pool, ledger->meetings, ledger->count,
		sizeof(*ledger->meetings));
	ledger->meetings[ledger->count++] = meeting;
}

/* A file may have been copied over another one. */
static void check_folder(struct loading *it, const struct element *root)
{
	const char *folder = element_value(root, "series");

	if (folder == NULL || strcmp(folder, it->folder) != 0)
		report_strange(it, "it is about another series");
}

/* A series that is known by its folder alone, until its record is met. */
static void begin_series(struct loading *it, const struct element *root)
{
	struct site *world = &it->ledger->world;
	const char *identity = element_value(root, "identity");

	it->series = pool_alloc(&world->pool, sizeof(*it->series));
	it->series->folder = it->folder;
	it->series->identity = keep(it, identity);
	world->series = pool_grow(&world->pool, world->series,
		world->series_count, sizeof(*world->series));
	world->series[world->series_count++] = it->series;
}

static void take_series_record(
	struct loading *it, const struct element *element)
{
	const char *identity = it->series->identity;
	struct series *series = take_series(it->reader, element,
		pool_printf(
			&it->ledger->pool, "events/%s/series.xml", it->folder),
		it->folder);

	if (series == NULL) {
		it->failed = true;
		return;
	}
	*it->series = *series;
	it->series->identity = identity;
}

static int take_part(
	void *data, const struct element *root, const struct element *child)
{
	struct loading *it = data;

	if (it->series == NULL) {
		check_folder(it, root);
		begin_series(it, root);
	}
	it->has_meetings |= strcmp(child->name, "series") != 0;
	if (strcmp(child->name, "series") == 0)
		take_series_record(it, child);
	else if (strcmp(child->name, "meeting") == 0 ||
		strcmp(child->name, "forgotten") == 0)
		take_meeting(it, child);
	else
		report_strange(it, child->name);
	return it->failed ? -1 : 0;
}

static void put_span(struct loading *it, struct buf *out,
	const struct buf *file, struct span span)
{
	if (span.at > file->length || span.length > file->length - span.at)
		report_strange(it, "it is cut short");
	else
		buf_put(out, file->bytes + span.at, span.length);
}

/* The file with a part of its meetings. */
static int walk_part(struct loading *it, const struct ledger_part *part)
{
	struct buf file = BUF_INIT, chosen = BUF_INIT;
	int result = -1;

	if (file_map(it->path, LEDGER_LIMIT, &file) != 0) {
		diag_error(it->diag, (struct pos){it->path, 0, 0},
			"cannot be read: %s", strerror(errno));
	} else {
		put_span(it, &chosen, &file, (struct span){0, part->head});
		for (size_t i = 0; i < part->count; i++)
			put_span(it, &chosen, &file, part->spans[i]);
		ledger_write_tail(&chosen);
		result = xml_walk_bytes(
			it->path, &chosen, it->diag, take_part, it);
	}
	buf_release(&chosen);
	buf_release(&file);
	return result;
}

static int walk_file(struct loading *it)
{
	const struct ledger_part *part;

	if (it->ledger->touched == NULL)
		return xml_walk(it->path, it->diag, take_part, it);
	part = touched_part(it->ledger->touched, it->folder);
	return part == NULL ? report_strange(it, "nobody knows it")
			    : walk_part(it, part);
}

static int load_series(struct loading *shared, const char *folder)
{
	struct loading it = *shared;

	it.folder = folder;
	/* Complaints outlive a ledger that is none. */
	it.path = pool_printf(&it.diag->pool, "feeds/ledger/%s.xml", folder);
	if (file_stands(it.path) == 0) {
		diag_error(it.diag, (struct pos){it.path, 0, 0},
			"is missing, though ledger.xml names it");
		diag_help(it.diag,
			"restore feeds/ledger from a backup or from git; "
			"nothing is published without it");
		return -1;
	}
	if (walk_file(&it) != 0 || it.failed)
		return -1;
	/* With its last meeting goes the file of a series, or its feeds stay. */
	if (it.has_meetings || it.ledger->touched != NULL ||
		ledger_is_left(it.ledger, folder))
		return 0;
	return report_strange(&it, "it holds no meeting");
}

static void take_left(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct left left = {keep(it, element_value(element, "feed")),
		keep(it, element_value(element, "uid")),
		keep(it, element_value(element, "item"))};

	if (left.feed == NULL || strchr(left.feed, '/') == NULL ||
		left.uid == NULL || left.item == NULL) {
		report_strange(it, "<left> without feed, uid and item");
		return;
	}
	ledger->left = pool_grow(
		&ledger->pool, ledger->left, ledger->left_count, sizeof(left));
	ledger->left[ledger->left_count++] = left;
}

static void take_file(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	const char *folder = keep(it, element_value(element, "series"));

	if (folder == NULL) {
		report_strange(it, "<file> without a series");
		return;
	}
	ledger->files = pool_grow(&ledger->pool, ledger->files,
		ledger->file_count, sizeof(*ledger->files));
	ledger->files[ledger->file_count++] = folder;
}

static void take_former(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct former former = {keep(it, element_value(element, "series")),
		keep(it, element_value(element, "identity"))};

	if (former.folder == NULL || former.identity == NULL) {
		report_strange(it, "<former> without series and identity");
		return;
	}
	ledger->former = pool_grow(&ledger->pool, ledger->former,
		ledger->former_count, sizeof(former));
	ledger->former[ledger->former_count++] = former;
}

static int take_site_part(
	void *data, const struct element *root, const struct element *child)
{
	struct loading *it = data;
	struct ledger *ledger = it->ledger;

	if (!ledger->is_there) {
		ledger->is_there = true;
		ledger->languages = read_list(
			it, root, "languages", &ledger->language_count);
		ledger->forgotten = read_list(
			it, root, "forgotten", &ledger->forgotten_count);
		ledger->pages = element_value(root, "pages") != NULL;
	}
	if (strcmp(child->name, "publisher") == 0)
		it->failed |= take_publisher(it->reader, child) != 0;
	else if (strcmp(child->name, "file") == 0)
		take_file(it, child);
	else if (strcmp(child->name, "left") == 0)
		take_left(it, child);
	else if (strcmp(child->name, "former") == 0)
		take_former(it, child);
	else
		report_strange(it, child->name);
	return it->failed ? -1 : 0;
}

static int compare_uids(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return uuid_compare_uids((*a)->uid, (*b)->uid);
}

/* The last stamp of a VEVENT of the meeting in any language. */
static struct stamp newest_stamp(const struct published *meeting)
{
	struct stamp newest = {-1, 0, 0};

	for (size_t i = 0; i < meeting->row_count; i++) {
		const struct stamp *stamp = &meeting->rows[i].stamp;

		if (meeting->rows[i].kind == ROW_VEVENT &&
			(stamp->sequence > newest.sequence ||
				(stamp->sequence == newest.sequence &&
					stamp->modified > newest.modified)))
			newest = *stamp;
	}
	return newest;
}

/* A merge may leave a meeting in two files: the one told last counts. */
static bool is_newer(const struct published *a, const struct published *b)
{
	struct stamp first = newest_stamp(a), second = newest_stamp(b);

	if (first.sequence != second.sequence)
		return first.sequence > second.sequence;
	return first.modified > second.modified;
}

static void sort_meetings(struct ledger *ledger)
{
	size_t kept = 0;

	if (ledger->count == 0)
		return;
	qsort(ledger->meetings, ledger->count, sizeof(*ledger->meetings),
		compare_uids);
	for (size_t i = 0; i < ledger->count; i++) {
		struct published *meeting = ledger->meetings[i];

		if (kept == 0 ||
			uuid_compare_uids(ledger->meetings[kept - 1]->uid,
				meeting->uid) != 0)
			ledger->meetings[kept++] = meeting;
		else if (is_newer(meeting, ledger->meetings[kept - 1]))
			ledger->meetings[kept - 1] = meeting;
	}
	ledger->count = kept;
}

static int compare_paths(const void *left, const void *right)
{
	const struct published *const *a = left, *const *b = right;

	return strcmp((*a)->path, (*b)->path);
}

static void sort_paths(struct ledger *ledger)
{
	ledger->path_count = 0;
	ledger->by_path = pool_alloc(
		&ledger->pool, (ledger->count + 1) * sizeof(*ledger->by_path));
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->meetings[i]->event != NULL)
			ledger->by_path[ledger->path_count++] =
				ledger->meetings[i];
	if (ledger->path_count > 0)
		qsort(ledger->by_path, ledger->path_count,
			sizeof(*ledger->by_path), compare_paths);
}

/* The events of the old world are those of its meetings. */
static void settle_world(struct ledger *ledger)
{
	struct site *world = &ledger->world;

	world->event_count = 0;
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->meetings[i]->event != NULL)
			world->events[world->event_count++] =
				ledger->meetings[i]->event;
	world->whole_count = world->event_count;
	site_settle(world);
}

static bool is_named(const struct ledger *ledger, const char *file)
{
	size_t length = strlen(file) - strlen(".xml");

	if (strcmp(file, "ledger.xml") == 0)
		return true;
	for (size_t i = 0; i < ledger->file_count; i++)
		if (strlen(ledger->files[i]) == length &&
			strncmp(ledger->files[i], file, length) == 0)
			return true;
	return false;
}

bool ledger_is_file(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 4 &&
		strcmp(name + length - 4, ".xml") == 0;
}

/* What ledger.xml does not name would be published as if it were new. */
static int check_names(struct loading *it)
{
	DIR *stream = opendir("feeds/ledger");
	const struct dirent *entry;
	int result = 0;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		if (!ledger_is_file(entry->d_name) ||
			is_named(it->ledger, entry->d_name))
			continue;
		result = diag_error(it->diag,
			(struct pos){pool_printf(&it->diag->pool,
				"feeds/ledger/%s", entry->d_name)},
			"stands there, though ledger.xml does not name it");
		diag_help(it->diag,
			"restore ledger.xml from a backup or from git; delete "
			"a file that is a copy of another one");
	}
	if (stream != NULL)
		closedir(stream);
	return result;
}

static int load_all(struct loading *it)
{
	struct ledger *ledger = it->ledger;
	int result = 0;

	it->path = site_path;
	if (xml_walk(site_path, it->diag, take_site_part, it) != 0 ||
		it->failed)
		return -1;
	if (!ledger->is_there)
		return report_strange(it, "it says nothing");
	for (size_t i = 0; i < ledger->file_count; i++)
		if (load_series(it, ledger->files[i]) != 0)
			result = -1;
	/* While they change together, they need not fit. */
	if (file_stands("feeds/ledger/.commit") == 0 && check_names(it) != 0)
		result = -1;
	return result;
}

static struct ledger *load(struct diag *diag, const struct touched *touched)
{
	struct ledger *ledger = mem_alloc(sizeof(*ledger));
	struct reader reader = {.site = &ledger->world,
		.diag = diag,
		.words = BUF_INIT,
		.as_published = true,
		.no_glossary = true};
	struct loading it = {.ledger = ledger, .reader = &reader, .diag = diag};
	int stands = file_stands(site_path);
	int result = 0;

	ledger->touched = touched;
	if (stands < 0)
		result = diag_error(diag, (struct pos){site_path, 0, 0},
			"cannot be read: %s", strerror(errno));
	else if (stands > 0)
		result = load_all(&it);
	reader_release(&reader);
	if (result != 0) {
		ledger_free(ledger);
		return NULL;
	}
	ledger_settle(ledger);
	return ledger;
}

struct ledger *ledger_load(struct diag *diag)
{
	return load(diag, NULL);
}

struct ledger *ledger_load_touched(
	struct diag *diag, const struct touched *touched)
{
	struct ledger *ledger = load(diag, touched);

	if (ledger != NULL)
		touched_mark_context(touched, ledger);
	return ledger;
}

void ledger_settle(struct ledger *ledger)
{
	sort_meetings(ledger);
	sort_paths(ledger);
	settle_world(ledger);
}

void ledger_free(struct ledger *ledger)
{
	if (ledger == NULL)
		return;
	pool_release(&ledger->world.pool);
	pool_release(&ledger->pool);
	free(ledger);
}

struct published *ledger_find(const struct ledger *ledger, const char *uid)
{
	struct published key = {.uid = uid};
	struct published *const wanted = &key;
	struct published **found = NULL;

	if (ledger->count > 0)
		found = bsearch(&wanted, ledger->meetings, ledger->count,
			sizeof(*ledger->meetings), compare_uids);
	return found ? *found : NULL;
}

struct published *ledger_at(const struct ledger *ledger, const char *path)
{
	struct published key = {.path = path};
	struct published *const wanted = &key;
	struct published **found = NULL;

	if (ledger->path_count > 0)
		found = bsearch(&wanted, ledger->by_path, ledger->path_count,
			sizeof(*ledger->by_path), compare_paths);
	return found ? *found : NULL;
}

void ledger_forget(struct ledger *ledger, struct published *meeting)
{
	meeting->event = NULL;
	sort_paths(ledger);
}

const char *left_name(const struct left *left)
{
	return left->feed + strcspn(left->feed, "/") + 1;
}

bool ledger_is_left(const struct ledger *ledger, const char *folder)
{
	size_t length = strlen(folder);

	for (size_t i = 0; i < ledger->left_count; i++) {
		const char *name = left_name(&ledger->left[i]);

		if (strncmp(name, folder, length) == 0 && name[length] == '/')
			return true;
	}
	return false;
}

struct when published_start(const struct published *meeting)
{
	return meeting->event ? event_start(meeting->event) : meeting->start;
}

enum status published_status(const struct published *meeting)
{
	return meeting->event ? meeting->event->status : meeting->status;
}

struct row *published_row(const struct published *meeting, enum row_kind kind,
	const char *language, const char *item)
{
	for (size_t i = 0; meeting != NULL && i < meeting->row_count; i++) {
		struct row *row = &meeting->rows[i];

		if (row->kind == kind && strcmp(row->item, item) == 0 &&
			strcmp(row->language, language) == 0)
			return row;
	}
	return NULL;
}

const char *row_language(const struct row *row)
{
	return row->shown != NULL ? row->shown : row->language;
}

bool row_was_in(const struct row *row, const char *language)
{
	const char *list = row->replaced;
	size_t length = strlen(language);

	while (list != NULL) {
		if (strncmp(list, language, length) == 0 &&
			strchr(" ", list[length]) != NULL)
			return true;
		list = strchr(list, ' ');
		list += list != NULL;
	}
	return false;
}

struct row *published_add(
	struct pool *pool, struct published *meeting, struct row row)
{
	meeting->rows =
		pool_grow(pool, meeting->rows, meeting->row_count, sizeof(row));
	meeting->rows[meeting->row_count] = row;
	return &meeting->rows[meeting->row_count++];
}

void published_add_since(
	struct pool *pool, struct published *meeting, struct since since)
{
	if (since.was.count == 0)
		return;
	meeting->since = pool_grow(
		pool, meeting->since, meeting->since_count, sizeof(since));
	meeting->since[meeting->since_count++] = since;
}

const struct series *ledger_series(
	const struct ledger *ledger, const char *folder)
{
	return site_series(&ledger->world, folder);
}

const char *ledger_former_identity(
	const struct ledger *ledger, const char *folder)
{
	for (size_t i = 0; i < ledger->former_count; i++)
		if (strcmp(ledger->former[i].folder, folder) == 0)
			return ledger->former[i].identity;
	return NULL;
}
