#include "cmd/import_calendar.h"

#include <stdio.h>
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/import_make.h"
#include "cmd/import_meeting.h"
#include "cmd/import_tell.h"
#include "cmd/import_update.h"
#include "cmd/importing_calendar.h"
#include "read/value.h"
#include "base/banned.h"

static void say_all(const struct importing_calendar *it)
{
	for (size_t i = 0; i < it->ics.problem_count; i++)
		import_tell_line(it->work, it->ics.problems[i].line,
			it->ics.problems[i].what, it->ics.problems[i].help);
	if (it->ics.hidden_count > 0)
		fprintf(stderr,
			"dialogue-feeds: %zu that are not public were left "
			"out\n",
			it->ics.hidden_count);
	if (it->strays > 0)
		fprintf(stderr,
			"dialogue-feeds: %zu have the title of no series, and "
			"were left out\n"
			"help: import them into one: `dialogue-feeds import "
			"SERIES FILE`\n",
			it->strays);
}

static void begin(struct importing_calendar *it, const struct item *item)
{
	struct work *work = it->work;

	it->item = item;
	work->reading = (struct reading){.pool = it->ics.pool,
		.site = work->site,
		.series = item->series,
		.today = work->asked->today,
		.language = item->language};
	work->event = item->known;
	work->uid = item->event->uid;
	work->summary = item->event->description;
	work->complete = import_calendar_complete;
	work->data = it;
	buf_cut(&work->target->series, 0);
	buf_puts(&work->target->series, item->series->folder);
	import_calendar_facts(it, &work->reading);
	if (item->known != NULL) {
		buf_cut(&work->target->event, 0);
		buf_puts(&work->target->event, item->known->folder);
	} else {
		import_meeting_put_folder(work, work->reading.start);
	}
}

static int import_item(struct importing_calendar *it, const struct item *item)
{
	struct work *work = it->work;
	int status = EXIT_DONE;

	begin(it, item);
	if (work->asked->json) {
		buf_puts(&it->json, it->json.length > 0 ? ",\n" : "");
		import_tell_json(&it->json, work);
	}
	if (item->known != NULL)
		return import_update(work, import_calendar_floor(it));
	it->unsure += import_tell_doubts(work);
	if (!work->asked->dry)
		status = import_make(work);
	return status;
}

static void list_stray(struct importing_calendar *it, const struct item *item)
{
	FILE *out = it->work->asked->json ? stderr : stdout;

	it->strays++;
	fprintf(out, "line %d: ", item->event->line);
	diag_print_safely(out, item->title);
	fputc('\n', out);
}

static int import_all(struct importing_calendar *it)
{
	int status = import_calendar_place(it);
	bool json = it->work->asked->json;

	for (size_t i = 0; status == EXIT_DONE && i < it->ics.count; i++) {
		const struct item *item = &it->items[i];

		if (item->series == NULL)
			list_stray(it, item);
		else if (!value_is(&value_uid, item->event->uid))
			ics_complain(&it->ics, item->event->line,
				pool_printf(it->ics.pool,
					"'%s' has a UID that no record can "
					"have",
					item->title),
				NULL);
		else
			status = import_item(it, item);
	}
	if (status == EXIT_DONE)
		status = import_store(it->work);
	if (json)
		printf("[%s]\n", it->json.bytes);
	say_all(it);
	if (status != EXIT_DONE)
		return status;
	return it->unsure > 0 || it->strays > 0 || it->work->differences > 0 ||
			it->ics.problem_count > 0
		? EXIT_RECORDS
		: EXIT_DONE;
}

int import_calendar(struct work *work, const struct buf *bytes)
{
	struct importing_calendar it = {.work = work,
		.ics = {.pool = work->reading.pool},
		.json = BUF_INIT};
	int status;

	if (work->target->event.length > 0) {
		fputs("dialogue-feeds: a calendar is imported into a series: "
		      "`dialogue-feeds import SERIES FILE`\n",
			stderr);
		return EXIT_USAGE;
	}
	ics_read(&it.ics, bytes);
	status = import_all(&it);
	buf_release(&it.json);
	return status;
}
