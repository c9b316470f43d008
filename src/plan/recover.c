#include "plan/recover.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "plan/feeds.h"
#include "plan/published.h"
#include "base/banned.h"

/* Where lines go whose meeting has no record any more. */
static const char nobody[] = "recovered";

struct recovering {
	const struct site *site;
	struct ledger *ledger;
	struct published *published;
	const char *language;
	int year;
};

typedef void visit_archive(
	struct recovering *it, const char *path, enum format format);

/* Visit a file of a language if it is a yearly archive: 1, or 0. */
static int walk_to(
	struct recovering *it, const char *name, visit_archive *visit)
{
	struct buf year = BUF_INIT;
	const struct feed_kind *kind = feeds_kind_of(name, &year);
	int is_archive = kind != NULL && kind->period == PERIOD_YEAR;

	if (is_archive)
		it->year = (int)strtol(year.bytes, NULL, 10);
	if (is_archive && visit != NULL)
		visit(it,
			pool_printf(
				&it->ledger->pool, "%s/%s", it->language, name),
			kind->format);
	buf_release(&year);
	return is_archive;
}

/* Visit all yearly archives of a language; returns how many there are. */
static size_t walk_archives(struct recovering *it, visit_archive *visit)
{
	struct pool *pool = &it->ledger->pool;
	DIR *stream = opendir(pool_printf(pool, "feeds/%s", it->language));
	const struct dirent *entry;
	size_t count = 0;

	if (stream == NULL) {
		published_note_unreadable(it->published, it->language, errno);
		return 0;
	}
	for (;;) {
		errno = 0;
		entry = readdir(stream);
		if (entry == NULL)
			break;
		count += walk_to(it, entry->d_name, visit);
	}
	if (errno != 0)
		published_note_unreadable(it->published, it->language, errno);
	closedir(stream);
	return count;
}

int recover_is_needed(const struct site *site, struct ledger *ledger,
	struct published *published)
{
	const struct publisher *publisher = &site->publisher;
	struct recovering it = {
		.site = site, .ledger = ledger, .published = published};
	size_t count = 0;

	for (size_t i = 0;
		ledger->file_count == 0 && i < publisher->language_count; i++) {
		it.language = publisher->languages[i];
		count += walk_archives(&it, NULL);
	}
	return count > 0;
}

/* What stands between two marks in the bytes of a fragment, or NULL. */
static const char *between(struct pool *pool, const char *bytes, size_t length,
	const char *before, const char *after)
{
	const char *text = pool_bytes(pool, bytes, length);
	const char *start = strstr(text, before);
	const char *end;

	if (start == NULL)
		return NULL;
	start += strlen(before);
	end = strstr(start, after);
	return end ? pool_bytes(pool, start, (size_t)(end - start)) : NULL;
}

static struct ledger_line new_line(
	const struct recovering *it, const char *uid, const char *item)
{
	const struct event *event = site_event(it->site, uid);

	return (struct ledger_line){
		.series = event ? event->series->folder : nobody,
		.uid = uid,
		.language = it->language,
		.item = item,
		.record = event ? event->path : "events/recovered/event.xml",
		.digest = digest_unknown,
		.moments = "-",
		.shown = "-",
		.year = it->year,
		.state = state_published};
}

static instant ical_moment(const char *text)
{
	instant at;

	return text != NULL && instant_parse_ical(text, &at) == 0 ? at : 0;
}

static void recover_vevent(struct recovering *it, const char *uid,
	const char *bytes, size_t length)
{
	struct pool *pool = &it->ledger->pool;
	struct ledger_line line = new_line(it, uid, item_vevent);
	const char *sequence =
		between(pool, bytes, length, "\r\nSEQUENCE:", "\r");

	line.stamp.sequence = sequence ? (int)strtol(sequence, NULL, 10) : 0;
	line.stamp.created =
		ical_moment(between(pool, bytes, length, "\r\nCREATED:", "\r"));
	line.stamp.modified = ical_moment(
		between(pool, bytes, length, "\r\nLAST-MODIFIED:", "\r"));
	ledger_add_found(it->ledger, &line);
}

/* "2026-01-29T11:00:00Z" as the ledger has it, "20260129T110000Z". */
static void put_moment(struct buf *out, const char *rfc3339)
{
	for (; rfc3339 != NULL && *rfc3339 != '\0'; rfc3339++)
		if (strchr("-:", *rfc3339) == NULL)
			buf_putc(out, *rfc3339);
}

/* Part "UID/RELEASE/LANGUAGE" or "UID/change/NAME/LANGUAGE". */
static int split_id(struct recovering *it, const char *id, const char **uid,
	const char **item, const char **shown)
{
	struct pool *pool = &it->ledger->pool;
	const char *authority = it->site->publisher.authority;
	size_t skipped = strlen("tag::") + strlen(authority);
	const char *slash, *last;

	if (strlen(id) <= skipped + 37 || id[skipped + 36] != '/')
		return -1;
	*uid = pool_bytes(pool, id + skipped, 36);
	slash = id + skipped + 36;
	last = strrchr(id, '/');
	if (last == slash)
		return -1;
	*shown = pool_text(pool, last + 1);
	*item = pool_bytes(pool, slash + 1, (size_t)(last - slash - 1));
	if (strncmp(*item, "change/", 7) == 0)
		*item = pool_printf(pool, "%s%s", item_change, *item + 7);
	return 0;
}

static void put_second(struct recovering *it, struct buf *moments,
	const struct ledger_line *line, const char *bytes, size_t length)
{
	struct pool *pool = &it->ledger->pool;
	int is_change =
		strncmp(line->item, item_change, strlen(item_change)) == 0;
	const char *from = between(
		pool, bytes, length, "<d:change kind=\"moved\" from=\"", "\"");

	if (line->state == state_removed) {
		buf_putc(moments, '/');
		put_moment(
			moments, between(pool, bytes, length, "when=\"", "\""));
	} else if (!is_change) {
		buf_putc(moments, '/');
		put_moment(moments,
			between(pool, bytes, length, "<updated>", "<"));
	} else if (from != NULL) {
		buf_printf(moments, "/%s", from);
	}
}

static void recover_entry(
	struct recovering *it, const char *id, const char *bytes, size_t length)
{
	struct pool *pool = &it->ledger->pool;
	const char *uid, *item, *shown;
	const char *published =
		between(pool, bytes, length, "<published>", "<");
	struct ledger_line line;
	struct buf moments = BUF_INIT;

	if (split_id(it, id, &uid, &item, &shown) != 0)
		return;
	line = new_line(it, uid, item);
	/* Ids of changes end in the language of the feed, save corrections. */
	if (strncmp(item, item_change, strlen(item_change)) != 0 ||
		strstr(item, change_kind_name(CHANGE_CORRECTED)) != NULL)
		line.shown = shown;
	if (published == NULL) {
		line.state = state_removed;
		published = between(pool, bytes, length, "when=\"", "\"");
	} else if (between(pool, bytes, length, "status=\"withdrawn\"", "/")) {
		line.state = state_withdrawn;
	}
	put_moment(&moments, published);
	line.stamp.created = line.stamp.modified = ical_moment(moments.bytes);
	put_second(it, &moments, &line, bytes, length);
	line.moments = pool_bytes(pool, moments.bytes, moments.length);
	ledger_add_found(it->ledger, &line);
	buf_release(&moments);
}

static void recover_archive(
	struct recovering *it, const char *path, enum format format)
{
	size_t count;
	const struct published_fragment *all =
		published_all(it->published, path, format, &count);

	for (size_t i = 0; i < count; i++) {
		const char *id = pool_text(&it->ledger->pool, all[i].id);

		if (format == FORMAT_ICS)
			recover_vevent(it, id, all[i].bytes, all[i].length);
		else
			recover_entry(it, id, all[i].bytes, all[i].length);
	}
}

void recover_ledger(const struct site *site, struct ledger *ledger,
	struct published *published, instant now)
{
	const struct publisher *publisher = &site->publisher;
	struct recovering it = {
		.site = site, .ledger = ledger, .published = published};

	for (size_t i = 0; i < publisher->language_count; i++) {
		it.language = publisher->languages[i];
		walk_archives(&it, recover_archive);
	}
	ledger_sort(ledger);
	/* How meetings stood is what their records tell now. */
	for (size_t i = 0; i < site->event_count; i++) {
		size_t count;

		ledger_of(ledger, site->events[i]->uid, &count);
		if (count > 0)
			ledger_note_event(ledger, site->events[i], now);
	}
	ledger_settle(ledger);
}
