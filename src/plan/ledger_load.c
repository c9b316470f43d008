#include "plan/ledger_load.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "plan/ledger_meeting.h"
#include "plan/ledger_write.h"
#include "plan/loading.h"
#include "plan/touched.h"
#include "base/banned.h"

static const char site_path[] = "feeds/ledger/ledger.xml";

/* A file may have been copied over another one. */
static void check_folder(struct loading *it, const struct element *root)
{
	const char *folder = element_value(root, "series");

	if (folder == NULL || strcmp(folder, it->folder) != 0)
		loading_strange(it, "it is about another series");
}

/* A series that is known by its folder alone, until its record is met. */
static void begin_series(struct loading *it, const struct element *root)
{
	struct site *world = &it->ledger->world;

	it->series = pool_alloc(&world->pool, sizeof(*it->series));
	it->series->folder = it->folder;
	it->series->identity = loading_text(it, root, "identity");
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
		ledger_meeting_take(it, child);
	else
		loading_strange(it, child->name);
	return it->failed ? -1 : 0;
}

static void put_span(struct loading *it, struct buf *out,
	const struct buf *file, struct span span)
{
	if (span.at > file->length || span.length > file->length - span.at)
		loading_strange(it, "it is cut short");
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
	return part == NULL ? loading_strange(it, "nobody knows it")
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
	return loading_strange(&it, "it holds no meeting");
}

static void take_left(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct left left = {loading_text(it, element, "feed"),
		loading_text(it, element, "uid"),
		loading_text(it, element, "item")};

	if (left.feed == NULL || strchr(left.feed, '/') == NULL ||
		left.uid == NULL || left.item == NULL) {
		loading_strange(it, "<left> without feed, uid and item");
		return;
	}
	ledger->left = pool_grow(
		&ledger->pool, ledger->left, ledger->left_count, sizeof(left));
	ledger->left[ledger->left_count++] = left;
}

static void take_file(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	const char *folder = loading_text(it, element, "series");

	if (folder == NULL) {
		loading_strange(it, "<file> without a series");
		return;
	}
	ledger->files = pool_grow(&ledger->pool, ledger->files,
		ledger->file_count, sizeof(*ledger->files));
	ledger->files[ledger->file_count++] = folder;
}

static void take_former(struct loading *it, const struct element *element)
{
	struct ledger *ledger = it->ledger;
	struct former former = {loading_text(it, element, "series"),
		loading_text(it, element, "identity")};

	if (former.folder == NULL || former.identity == NULL) {
		loading_strange(it, "<former> without series and identity");
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
		ledger->languages = loading_names(
			it, root, "languages", &ledger->language_count);
		ledger->forgotten = loading_names(
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
		loading_strange(it, child->name);
	return it->failed ? -1 : 0;
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
		return loading_strange(it, "it says nothing");
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
