#include "cmd/import_update.h"

#include <stdio.h>
#include <string.h>
#include "cmd/cmd.h"
#include "cmd/history.h"
#include "cmd/times.h"
#include "base/banned.h"

/* Whether the record says something else than the file, and may say that. */
static bool differs(const struct work *work, const char *name)
{
	const struct fact *fact = facts_find(&work->reading, name);
	struct buf out = BUF_INIT;
	const char *value = fact ? import_recorded(work, fact, &out) : NULL;
	bool result = value != NULL && strcmp(value, fact->value) != 0;

	buf_release(&out);
	return result;
}

static void set_words(
	const struct work *work, struct edit *edit, const char *name)
{
	const char *words = facts_find(&work->reading, name)->value;
	const struct element *element = element_child(edit->root, name);
	struct buf xml = BUF_INIT;

	if (element != NULL) {
		edit_set_words(edit, element, words);
		return;
	}
	buf_printf(&xml, "<%s>", name);
	edit_escape(&xml, words);
	buf_printf(&xml, "</%s>\n", name);
	edit_add(edit, edit->root, NULL, xml.bytes);
	buf_release(&xml);
}

static int update_text(const struct work *work, struct revision *revision)
{
	static const char *const names[] = {"title", "place"};
	struct edit *edit = NULL;

	for (size_t i = 0; i < 2; i++) {
		if (!differs(work, names[i]))
			continue;
		if (edit == NULL)
			edit = revise_text(revision, work->reading.language);
		if (edit == NULL)
			return EXIT_FAILED;
		set_words(work, edit, names[i]);
	}
	return EXIT_DONE;
}

/* As `move` and `cancel` would. */
static void update_event(const struct work *work, struct revision *revision)
{
	const struct reading *it = &work->reading;
	struct change changes[2];
	size_t count = 0;

	if (differs(work, "start") || differs(work, "end") ||
		differs(work, "zone"))
		times_set(revision,
			&(struct sitting){.start = it->start,
				.end = it->end,
				.zone_name = it->zone});
	if (differs(work, "start") && work->event->sitting_count > 0)
		changes[count++] = (struct change){.kind = CHANGE_MOVED,
			.at.at = revision->now,
			.from = event_start(work->event)};
	if (differs(work, "status")) {
		const char *status = facts_find(it, "status")->value;
		struct edit *edit = revise_event(revision);

		edit_set(edit, edit->root, "status", status);
		if (status_called(status) == STATUS_CANCELLED)
			changes[count++] =
				(struct change){.kind = CHANGE_CANCELLED,
					.at.at = revision->now};
	}
	history_add(revision, changes, count);
}

static int update(struct work *work)
{
	struct buf name = BUF_INIT;
	struct revision revision;
	int status;

	buf_printf(&name, "%s/%s", work->target->series.bytes,
		work->target->event.bytes);
	status = revise_begin(&revision, name.bytes);
	if (status == EXIT_DONE) {
		update_event(work, &revision);
		status = update_text(work, &revision);
	}
	if (status == EXIT_DONE)
		status = revise_finish(&revision);
	revise_end(&revision);
	buf_release(&name);
	return status;
}

int import_update(struct work *work)
{
	static const char *const names[] = {
		"title", "place", "status", "start", "end", "zone"};
	bool is_new = event_text(work->event, work->reading.language) == NULL;
	bool any = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		any |= differs(work, names[i]);
	if (any && (!work->asked->update || work->asked->dry))
		import_compare(work);
	else if (any && update(work) == EXIT_FAILED)
		return EXIT_FAILED;
	return is_new && !work->asked->dry ? import_add_text(work, "release")
					   : EXIT_DONE;
}
