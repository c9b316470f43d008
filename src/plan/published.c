#include "plan/published.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/banned.h"

enum { FEED_LIMIT = 1 << 30 };

/* Where a fragment starts and ends, and what its id stands behind. */
struct marks {
	const char *begin, *end; /* whole lines */
	const char *id, *id_end;
};

struct published_file {
	const char *path;
	struct buf bytes;
	struct published_fragment *fragments; /* in their order there */
	size_t count;
	const struct published_fragment **by_id; /* NULL: nobody has asked */
};

static const struct marks *marks_of(enum format format)
{
	static const struct marks marks[] = {
		[FORMAT_ICS] = {"BEGIN:VEVENT\r\n", "END:VEVENT\r\n",
			"\r\nUID:", "\r\n"},
		[FORMAT_ATOM] = {"  <entry", "  </entry>\n", "<id>", "</id>"},
		[FORMAT_CHANGES] = {"  <entry", "  </entry>\n", "<id>",
			"</id>"},
		[FORMAT_JSON_FEED] = {"    {\n", "    }", "\"id\": \"", "\""},
		[FORMAT_EVENTS] = {"    {\n", "    }", "\"uid\": \"", "\""},
		[FORMAT_INDEX] = {"    <article", "    </article>\n",
			"\"series-", "\""},
		[FORMAT_SITE] = {"    <article", "    </article>\n",
			"\"series-", "\""},
		[FORMAT_SERIES_PAGE] = {"          <li id=",
			"          </li>\n", "\"meeting-", "\""},
		[FORMAT_SITEMAP] = {"  <!-- series ", "  <!-- / -->\n",
			"series ", " -->"},
		[FORMAT_OPML] = {"    <outline", "    </outline>\n",
			" category=\"", "\""},
	};

	return &marks[format];
}

static int compare_ids(const void *left, const void *right)
{
	const struct published_fragment *const *a = left, *const *b = right;

	return strcmp((*a)->id, (*b)->id);
}

/* The first `mark` at the start of a line. */
static const char *find_line(const char *text, const char *at, const char *mark)
{
	at = strstr(at, mark);
	while (at != NULL && at != text && at[-1] != '\n')
		at = strstr(at + 1, mark);
	return at;
}

static void add_fragment(struct pool *pool, struct published_file *file,
	const struct marks *marks, const char *begin, const char *end)
{
	struct published_fragment fragment = {
		.bytes = begin, .length = (size_t)(end - begin)};
	const char *id = strstr(begin, marks->id), *id_end;

	if (id == NULL || id >= end)
		return;
	id += strlen(marks->id);
	id_end = strstr(id, marks->id_end);
	if (id_end == NULL || id_end >= end)
		return;
	fragment.id = pool_bytes(pool, id, (size_t)(id_end - id));
	file->fragments =
		pool_grow(pool, file->fragments, file->count, sizeof(fragment));
	file->fragments[file->count++] = fragment;
}

static void find_fragments(struct pool *pool, struct published_file *file,
	const struct marks *marks, const char *text)
{
	const char *begin = find_line(text, text, marks->begin);

	while (begin != NULL) {
		const char *end = *marks->end == '\n'
			? strchr(begin, '\n')
			: find_line(text, begin, marks->end);

		if (end == NULL)
			break;
		end += strlen(marks->end);
		add_fragment(pool, file, marks, begin, end);
		begin = find_line(text, end, marks->begin);
	}
}

/* Entries and what is left of those that are gone. */
static void find_all(struct pool *pool, struct published_file *file,
	enum format format, const char *text)
{
	static const struct marks tombstone = {
		"  <at:deleted-entry", "\n", "ref=\"", "\""};

	find_fragments(pool, file, marks_of(format), text);
	if (format == FORMAT_ATOM || format == FORMAT_CHANGES)
		find_fragments(pool, file, &tombstone, text);
}

static void sort_by_id(struct pool *pool, struct published_file *file)
{
	file->by_id = pool_alloc(pool, file->count * sizeof(*file->by_id));
	for (size_t i = 0; i < file->count; i++)
		file->by_id[i] = &file->fragments[i];
	qsort(file->by_id, file->count, sizeof(*file->by_id), compare_ids);
}

/* A link, or what is no file, is none of ours. */
void published_note_unreadable(
	struct published *published, const char *path, int error)
{
	if (error == ENOENT || error == ELOOP || error == EINVAL)
		return;
	published->unreadable = pool_text(&published->pool, path);
	published->error = error;
}

static struct published_file *read_file(
	struct published *published, const char *path, enum format format)
{
	struct pool *pool = &published->pool;
	struct published_file *file = pool_alloc(pool, sizeof(*file));
	struct buf name = BUF_INIT;

	file->path = pool_text(pool, path);
	file->bytes = (struct buf)BUF_INIT;
	buf_printf(&name, "feeds/%s", path);
	if (file_map(name.bytes, FEED_LIMIT, &file->bytes) == 0)
		find_all(pool, file, format, file->bytes.bytes);
	else
		published_note_unreadable(published, path, errno);
	buf_release(&name);
	published->files = pool_grow(pool, published->files, published->count,
		sizeof(*published->files));
	published->files[published->count++] = file;
	return file;
}

static struct published_file *open_file(
	struct published *published, const char *path, enum format format)
{
	/* One file is asked for many fragments in a row. */
	for (size_t i = published->count; i-- > 0;)
		if (strcmp(published->files[i]->path, path) == 0)
			return published->files[i];
	return read_file(published, path, format);
}

const char *published_find(struct published *published, const char *path,
	enum format format, const char *id, size_t *length)
{
	struct published_file *file = open_file(published, path, format);
	const struct published_fragment wanted = {.id = id}, *key = &wanted;
	const struct published_fragment **found;

	if (file->count == 0)
		return NULL;
	if (file->by_id == NULL)
		sort_by_id(&published->pool, file);
	found = bsearch(&key, file->by_id, file->count, sizeof(*file->by_id),
		compare_ids);
	if (found == NULL)
		return NULL;
	*length = (*found)->length;
	return (*found)->bytes;
}

const struct published_fragment *published_all(struct published *published,
	const char *path, enum format format, size_t *count)
{
	const struct published_file *file = open_file(published, path, format);

	*count = file->count;
	return file->fragments;
}

int published_stands(struct published *published, const char *path)
{
	struct buf name = BUF_INIT;
	int result;

	buf_printf(&name, "feeds/%s", path);
	result = file_stands(name.bytes);
	if (result < 0)
		published_note_unreadable(published, path, errno);
	buf_release(&name);
	return result != 0;
}

void published_release(struct published *published)
{
	for (size_t i = 0; i < published->count; i++)
		buf_release(&published->files[i]->bytes);
	pool_release(&published->pool);
	*published = (struct published)PUBLISHED_INIT;
}
