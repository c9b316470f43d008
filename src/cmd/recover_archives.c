#include "cmd/recover_archives.h"

#include <dirent.h>
#include <errno.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "cmd/recover_calendar.h"
#include "cmd/recover_entries.h"
#include "plan/feeds.h"
#include "prove/xmltree.h"
#include "base/banned.h"

enum { ARCHIVE_LIMIT = 1 << 30 };

static int take_archive(struct recovery *it)
{
	struct buf bytes = BUF_INIT;
	int result;

	it->archive_count++;
	if (file_read(it->path, ARCHIVE_LIMIT, &bytes) != 0)
		result = recovery_fail(it, it->path, strerror(errno));
	else if (it->format == FORMAT_ICS)
		result = recover_calendar(it, &bytes);
	else
		result = recover_entries(it, &bytes);
	buf_release(&bytes);
	return result;
}

/* A file of a language, if it is an archive. */
static int take_file(struct recovery *it, const char *folder, const char *name)
{
	struct buf year = BUF_INIT;
	const struct feed_kind *kind = feeds_kind_of(name, &year);
	bool is_archive = kind != NULL && kind->period == PERIOD_YEAR;

	if (is_archive) {
		it->path = pool_printf(it->pool, "%s/%s", folder, name);
		it->format = kind->format;
		it->year = (int)strtol(year.bytes, NULL, 10);
	}
	buf_release(&year);
	return is_archive ? take_archive(it) : 0;
}

/* The id of a series' feed ends in "/series/" and who the series is. */
static void take_feed_id(
	struct recovery *it, const struct series *series, const char *path)
{
	static const char mark[] = "/series/";
	struct buf bytes = BUF_INIT;
	const char *id = NULL;

	if (file_read(path, ARCHIVE_LIMIT, &bytes) == 0)
		id = recover_entries_feed_id(it, &bytes);
	if (id != NULL && strstr(id, mark) != NULL)
		recovery_note_identity(
			it, series, strstr(id, mark) + strlen(mark));
	buf_release(&bytes);
}

/* A feed of a series that nobody can read is one that is written anew. */
static void take_series(struct recovery *it, const struct series *series)
{
	const char *folder = pool_printf(
		it->pool, "feeds/%s/%s", it->language, series->folder);
	DIR *stream = opendir(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		struct buf name = BUF_INIT;
		const struct feed_kind *kind =
			feeds_kind_of(pool_printf(it->pool, "%s/%s",
					      series->folder, entry->d_name),
				&name);

		if (kind != NULL && kind->format == FORMAT_ATOM)
			take_feed_id(it, series,
				pool_printf(it->pool, "%s/%s", folder,
					entry->d_name));
		buf_release(&name);
	}
	if (stream != NULL)
		closedir(stream);
}

static int take_language(struct recovery *it, const char *language)
{
	const char *folder = pool_printf(it->pool, "feeds/%s", language);
	DIR *stream = opendir(folder);
	const struct dirent *entry;
	int result = 0;

	if (stream == NULL)
		return errno == ENOENT
			? 0
			: recovery_fail(it, folder, strerror(errno));
	it->language = language;
	for (errno = 0; result == 0 && (entry = readdir(stream)) != NULL;
		errno = 0)
		result = take_file(it, folder, entry->d_name);
	if (result == 0 && errno != 0)
		result = recovery_fail(it, folder, strerror(errno));
	closedir(stream);
	for (size_t i = 0; i < it->world->series_count; i++)
		take_series(it, it->world->series[i]);
	return result;
}

int recover_archives(struct recovery *it)
{
	const struct publisher *publisher = &it->build->site->publisher;
	int result = 0;

	it->xml = xmltree_new();
	for (size_t i = 0; i < publisher->language_count && result == 0; i++)
		result = take_language(it, publisher->languages[i]);
	xmltree_free(it->xml);
	if (result == 0 && it->archive_count == 0)
		result = recovery_fail(
			it, "feeds", "there are no yearly archives");
	return result;
}
