#include "cmd/import_refresh.h"

#include <string.h>
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/revise.h"
#include "import/receipt.h"
#include "base/banned.h"

enum { RECORD_LIMIT = 1 << 20 };

const char *known_title(const struct known *known)
{
	return known->words->title ? known->words->title : known->text->title;
}

static const char *mark_of(struct pool *pool, const struct known *known)
{
	return draft_release_mark(pool, known->words, known_title(known));
}

enum standing import_standing(
	struct pool *pool, const struct known *known, const char *mark)
{
	enum standing standing = STANDS_EDITED;
	struct buf record = BUF_INIT;

	if (file_read(known->text->path, RECORD_LIMIT, &record) != 0 ||
		receipt_find(record.bytes, "release", NULL) == NULL)
		standing = STANDS_UNKNOWN;
	else if (strstr(record.bytes, mark) != NULL)
		standing = STANDS;
	else if (strstr(record.bytes, mark_of(pool, known)) != NULL)
		standing = STANDS_AS_IMPORTED;
	buf_release(&record);
	return standing;
}

static const char *put_receipt(struct pool *pool, const char *entry,
	const char *release, instant published)
{
	struct buf text = BUF_INIT;
	const char *kept;

	buf_printf(&text, "%s %s ", entry, release);
	instant_put_rfc3339(&text, published);
	kept = pool_text(pool, text.bytes);
	buf_release(&text);
	return kept;
}

const char *import_release_receipt(
	const struct work *work, const struct draft *draft)
{
	struct pool *pool = work->reading.pool;

	return put_receipt(pool, work->entry->mark,
		draft_release_mark(
			pool, &draft->text.releases[0], draft->text.title),
		work->entry->published);
}

const struct element *import_release_element(
	const struct edit *edit, const char *attribute, const char *id)
{
	const struct element *element = element_child(edit->root, "release");

	for (; element != NULL; element = element_again(element)) {
		const char *value = element_value(element, attribute);

		if (strcmp(value ? value : "release", id) == 0)
			break;
	}
	return element;
}

static void put_title(const struct work *work, struct edit *edit,
	const struct known *known, const char *title)
{
	const struct element *element = element_child(edit->root, "title");
	const struct fact *fact = facts_find(&work->reading, "title");
	const char *before = known_title(known);

	if (before == NULL || element == NULL || fact == NULL ||
		strcmp(before, title) == 0)
		return;
	edit_set_words(edit, element, title);
	receipt_renew(edit,
		receipt_find(edit->source.text.bytes, "title", before), fact);
}

/* A day that somebody has changed here is not that of the receipt. */
static void put_published(const struct work *work, struct revision *revision,
	const struct known *known, const char *receipt)
{
	struct edit *edit = revise_event(revision);
	const struct element *element =
		import_release_element(edit, "id", known->words->ref);
	const struct release *release =
		event_release(known->event, known->words->ref);
	struct buf before = BUF_INIT, after = BUF_INIT;

	if (release != NULL && element != NULL)
		instant_put_rfc3339(&before, release->published.at);
	instant_put_rfc3339(&after, work->entry->published);
	if (before.length > 0 && work->entry->published != 0 &&
		strstr(receipt, before.bytes) != NULL &&
		strcmp(before.bytes, after.bytes) != 0)
		edit_set(edit, element, "published", after.bytes);
	buf_release(&after);
	buf_release(&before);
}

static int refresh(struct work *work, struct revision *revision,
	const struct known *known, const struct draft *draft)
{
	struct edit *edit = revise_text(revision, known->text->language);
	const char *title = draft->text.title, *receipt;
	struct buf xml = BUF_INIT;

	if (edit == NULL)
		return EXIT_FAILED;
	receipt = strstr(
		edit->source.text.bytes, mark_of(work->reading.pool, known));
	/* Somebody has edited the record just now: it stays. */
	if (receipt == NULL)
		return EXIT_DONE;
	draft_put_release(&xml, draft, known->words->title ? title : NULL);
	edit_swap(edit, import_release_element(edit, "ref", known->words->ref),
		xml.bytes);
	buf_release(&xml);
	put_published(work, revision, known,
		pool_bytes(&edit->pool, receipt, strcspn(receipt, "\n")));
	while (strncmp(receipt, "<!--", 4) != 0)
		receipt--;
	receipt_cut(edit, receipt);
	if (known->words->title == NULL)
		put_title(work, edit, known, title);
	return import_revise(work, revision);
}

int import_refresh(
	struct work *work, const struct known *known, const struct draft *draft)
{
	const char *name = pool_printf(work->reading.pool, "%s/%s",
		known->event->series->folder, known->event->folder);
	struct revision revision;
	int status = revise_begin(&revision, name);

	if (status == EXIT_DONE)
		status = refresh(work, &revision, known, draft);
	revise_end(&revision);
	return status;
}
