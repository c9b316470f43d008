#include "cmd/import_add.h"

#include <string.h>
#include "cmd/cmd.h"
#include "cmd/import_make.h"
#include "cmd/import_refresh.h"
#include "cmd/revise.h"
#include "read/edit.h"
#include "base/banned.h"

/* What its words are known by, in the language that was read; or NULL. */
static const struct release_words *words_of(
	const struct work *work, const char *release)
{
	const struct text *text =
		event_text(work->event, work->reading.language);

	return text ? text_release(text, release) : NULL;
}

static bool is_another_entry(const struct work *work, const char *release)
{
	const struct release_words *words = words_of(work, release);

	return work->entry != NULL && words != NULL && words->atom_id != NULL;
}

/* The release of the meeting that came out on the day of the text, or NULL. */
static const struct release *same_release(const struct work *work)
{
	const struct when *day = &work->reading.published;

	for (size_t i = 0; i < work->event->release_count; i++) {
		const struct release *release = &work->event->releases[i];

		if (is_another_entry(work, release->id))
			continue;
		if (day->precision == WHEN_ABSENT ||
			when_is_same_day(&release->published.when, day))
			return release;
	}
	return NULL;
}

static const char *new_release_id(const struct work *work)
{
	size_t count = work->event->release_count;

	return count == 0
		? "release"
		: pool_printf(work->reading.pool, "release-%zu", count + 1);
}

/* The text is of a release that event.xml does not have. */
static void add_release(
	const struct work *work, struct edit *edit, const char *id)
{
	struct buf xml = BUF_INIT;

	buf_puts(&xml, "<release");
	if (strcmp(id, "release") != 0)
		buf_printf(&xml, " id=\"%s\"", id);
	if (work->reading.published.precision != WHEN_ABSENT) {
		buf_puts(&xml, " published=\"");
		if (work->entry != NULL)
			instant_put_rfc3339(&xml, work->entry->published);
		else
			when_put(&xml, &work->reading.published);
		buf_puts(&xml, "\"");
	}
	buf_puts(&xml, " status=\"draft\"/>\n");
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
}

/* A second release in a text that there is. */
static int add_words(struct work *work, struct revision *revision,
	const struct draft *draft, const struct text *text)
{
	const struct fact *title = facts_find(&work->reading, "title");
	struct edit *edit = revise_text(revision, work->reading.language);
	bool other = title != NULL &&
		(text->title == NULL || strcmp(title->value, text->title) != 0);
	struct buf xml = BUF_INIT;

	if (edit == NULL)
		return EXIT_FAILED;
	draft_put_release(&xml, draft, other ? title->value : NULL);
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
	return EXIT_DONE;
}

/* The words are there already: readers know them by this id. */
static int add_id(
	struct work *work, struct revision *revision, const char *release)
{
	struct edit *edit = revise_text(revision, work->reading.language);
	const struct element *element =
		edit ? import_release_element(edit, "ref", release) : NULL;

	if (edit == NULL)
		return EXIT_FAILED;
	if (element != NULL)
		edit_set(edit, element, "atom-id", work->entry->atom_id);
	return EXIT_DONE;
}

/* Add elements to event.xml that it lacks; returns whether there are any. */
static bool add_lacking(struct work *work, struct edit *edit)
{
	struct draft draft;
	struct buf xml = BUF_INIT;
	bool lacks;

	draft_make(&draft, &work->reading, work->event);
	draft_put_lacking(&xml, &draft, work->event);
	lacks = xml.length > 0;
	if (lacks)
		edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
	return lacks;
}

/* Add what was read of a release to a text that there is. */
static int add_to_text(struct work *work, struct revision *revision,
	const struct text *text, const char *id)
{
	struct draft draft;

	draft_make_text(&draft, &work->reading, work->event, id);
	if (work->complete != NULL)
		work->complete(work, &draft);
	if (text_release(text, id) == NULL)
		return add_words(work, revision, &draft, text);
	if (work->entry != NULL && work->entry->atom_id != NULL)
		return add_id(work, revision, id);
	return EXIT_DONE;
}

static int add_all(struct work *work, struct revision *revision)
{
	const struct text *text =
		event_text(work->event, work->reading.language);
	const struct release *same = same_release(work);
	const char *id = same ? same->id : new_release_id(work);
	struct edit *edit = revise_event(revision);
	bool lacks = add_lacking(work, edit);
	int status = EXIT_DONE;

	if (same == NULL)
		add_release(work, edit, id);
	if (text == NULL)
		import_make_text(work, id);
	else
		status = add_to_text(work, revision, text, id);
	if (status == EXIT_DONE)
		status = import_store(work);
	if (status == EXIT_DONE && (same == NULL || lacks || text != NULL))
		status = import_revise(work, revision);
	return status;
}

int import_add(struct work *work)
{
	struct buf name = BUF_INIT;
	struct revision revision;
	int status;

	buf_printf(&name, "%s/%s", work->target->series.bytes,
		work->target->event.bytes);
	status = revise_begin(&revision, name.bytes);
	if (status == EXIT_DONE)
		status = add_all(work, &revision);
	revise_end(&revision);
	buf_release(&name);
	return status;
}
