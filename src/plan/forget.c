#include "plan/forget.h"

#include <string.h>
#include "base/file.h"
#include "base/uuid.h"
#include "plan/events.h"
#include "base/banned.h"

static const struct event *record_of(const struct site *site, const char *uid)
{
	for (size_t i = 0; i < site->event_count; i++)
		if (uuid_compare_uids(site->events[i]->uid, uid) == 0)
			return site->events[i];
	return NULL;
}

/* What a meeting had to do with: "series:x", "party:EU". */
static void remember_scopes(struct ledger *ledger, struct published *meeting)
{
	size_t count;
	const struct membership *all = events_memberships(&ledger->pool,
		&ledger->world.publisher, meeting->event, &count);

	meeting->scopes = pool_alloc(
		&ledger->pool, (count + 1) * sizeof(*meeting->scopes));
	meeting->scope_count = 0;
	for (size_t i = 0; i < count; i++)
		if (all[i].scope != SCOPE_EVENT)
			meeting->scopes[meeting->scope_count++] =
				pool_printf(&ledger->pool, "%s:%s",
					scope_name(all[i].scope), all[i].name);
}

static void remove_entry(struct row *row, instant now)
{
	if (row->kind == ROW_VEVENT || row->state == ROW_REMOVED)
		return;
	row->state = ROW_REMOVED;
	row->updated = now > row->updated ? now : row->updated + 1;
}

void forget_entries(struct published *meeting, instant now)
{
	for (size_t i = 0; i < meeting->row_count; i++)
		remove_entry(&meeting->rows[i], now);
}

static int forget_meeting(const struct site *site, struct ledger *ledger,
	struct published *meeting, instant now, struct buf *problem)
{
	const struct event *record = record_of(site, meeting->uid);

	if (record != NULL && !record->draft) {
		buf_printf(problem, "its record is there: delete %s first",
			record->path);
		return -1;
	}
	meeting->start = published_start(meeting);
	meeting->status = published_status(meeting);
	remember_scopes(ledger, meeting);
	forget_entries(meeting, now);
	ledger_forget(ledger, meeting);
	return 0;
}

/* Take the text out of a list; returns whether it was there. */
static bool take_out(const char **items, size_t *count, const char *text)
{
	size_t kept = 0, before = *count;

	for (size_t i = 0; i < before; i++)
		if (strcmp(items[i], text) != 0)
			items[kept++] = items[i];
	*count = kept;
	return kept < before;
}

static bool forget_left(struct ledger *ledger, const char *feed)
{
	size_t kept = 0, before = ledger->left_count;

	for (size_t i = 0; i < before; i++)
		if (strcmp(left_name(&ledger->left[i]), feed) != 0)
			ledger->left[kept++] = ledger->left[i];
	ledger->left_count = kept;
	return kept < before;
}

static bool is_recorded(const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++) {
		const struct series *series = site->series[i];

		for (size_t j = 0; j < series->formerly_count; j++)
			if (strcmp(series->formerly[j], folder) == 0)
				return true;
	}
	return false;
}

/* The former folder of a series, unless series.xml still names it. */
static bool forget_folder(
	const struct site *site, struct ledger *ledger, const char *folder)
{
	bool found = false;

	for (size_t i = 0; i < ledger->world.series_count; i++) {
		struct series *series = ledger->world.series[i];

		found |= take_out(
			series->formerly, &series->formerly_count, folder);
	}
	if (!found || is_recorded(site, folder))
		return false;
	ledger->forgotten = pool_grow(&ledger->pool, ledger->forgotten,
		ledger->forgotten_count, sizeof(*ledger->forgotten));
	ledger->forgotten[ledger->forgotten_count++] =
		pool_printf(&ledger->pool, "%s/", folder);
	return true;
}

static bool forget_path(struct ledger *ledger, const char *path)
{
	bool found = false;

	for (size_t i = 0; i < ledger->count; i++)
		found |= take_out(ledger->meetings[i]->former,
			&ledger->meetings[i]->former_count, path);
	return found;
}

static bool is_language(
	const char *const *languages, size_t count, const char *tag)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(languages[i], tag) == 0)
			return true;
	return false;
}

/* A language, unless publisher.xml has it. */
static bool forget_language(
	const struct site *site, struct ledger *ledger, const char *tag)
{
	const struct publisher *publisher = &site->publisher;

	return !is_language(
		       publisher->languages, publisher->language_count, tag) &&
		take_out(ledger->languages, &ledger->language_count, tag);
}

static bool forget_pages(
	const struct site *site, struct ledger *ledger, const char *name)
{
	bool had_pages = ledger->pages;

	if (strcmp(name, "index.html") != 0 || site->publisher.pages)
		return false;
	ledger->pages = false;
	return had_pages;
}

/* The address behind "feeds/" and a language, which all have in common. */
static const char *skip_language(const struct ledger *ledger, const char *name)
{
	const char *slash;

	if (strncmp(name, "feeds/", 6) == 0)
		name += 6;
	slash = strchr(name, '/');
	for (size_t i = 0; slash != NULL && i < ledger->language_count; i++) {
		size_t length = strlen(ledger->languages[i]);

		if ((size_t)(slash - name) == length && slash[1] != '\0' &&
			strncmp(name, ledger->languages[i], length) == 0)
			return slash + 1;
	}
	return name;
}

static bool stands(const char *language, const char *address)
{
	struct buf path = BUF_INIT;
	bool result;

	buf_printf(&path, "feeds/%s%s%s", language ? language : "",
		language ? "/" : "", address);
	result = file_stands(path.bytes) != 0;
	buf_release(&path);
	return result;
}

/* A file that no ledger remembers: in the language of its name, or in any. */
static bool is_left_over(
	const struct ledger *ledger, const char *name, const char *address)
{
	struct buf rest = BUF_INIT;
	bool is_feed = feeds_kind_of(address, &rest) != NULL;

	buf_release(&rest);
	if (!is_feed)
		return false;
	name += strncmp(name, "feeds/", 6) == 0 ? 6 : 0;
	if (address != name)
		return stands(NULL, name);
	for (size_t i = 0; i < ledger->language_count; i++)
		if (stands(ledger->languages[i], address))
			return true;
	return false;
}

static int forget_address(const struct site *site, struct ledger *ledger,
	const char *name, struct buf *problem)
{
	const char *address = skip_language(ledger, name);
	size_t length = strlen(address);
	const char *folder = pool_bytes(&ledger->pool, address,
		length - (length > 0 && address[length - 1] == '/'));

	if (forget_left(ledger, address) ||
		forget_pages(site, ledger, address) ||
		forget_language(site, ledger, folder) ||
		forget_folder(site, ledger, folder) ||
		forget_path(ledger, folder) ||
		is_left_over(ledger, name, address))
		return 0;
	buf_puts(problem, "nothing of that name was published");
	return -1;
}

const char *forget_uid(const char *name)
{
	return strncmp(name, "uid:", 4) == 0 ? name + 4 : name;
}

int forget_name(const struct site *site, struct ledger *ledger,
	const char *name, instant now, struct buf *problem)
{
	struct published *meeting = ledger_find(ledger, name);

	if (meeting == NULL)
		meeting = ledger_at(ledger, name);

	if (meeting != NULL && meeting->event != NULL)
		return forget_meeting(site, ledger, meeting, now, problem);
	return forget_address(site, ledger, name, problem);
}

bool forget_is_in_vain(const struct ledger *ledger, const struct feeds *feeds,
	const char *name)
{
	const char *address = skip_language(ledger, name);

	for (size_t i = 0; i < feeds->count; i++)
		if (strcmp(skip_language(ledger, feeds->items[i]->path),
			    address) == 0)
			return true;
	return false;
}
