#include "cmd/import_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/import_add.h"
#include "cmd/import_make.h"
#include "cmd/import_meeting.h"
#include "cmd/import_tell.h"
#include "import/reading.h"
#include "base/banned.h"

static int find_language(struct work *work, const struct paste *paste)
{
	struct reading *it = &work->reading;
	struct fold fold =
		fold_text(it->pool, paste->text.bytes, paste->text.length);

	it->language = work->asked->language;
	if (it->language == NULL)
		it->language = terms_language(it->pool, work->site, &fold);
	if (it->language == NULL) {
		fputs("dialogue-feeds: nothing tells which language the text "
		      "is in\nhelp: say so: --text fr\n",
			stderr);
		return -1;
	}
	if (work->asked->language == NULL)
		it->language = import_tag(work->site, it->language);
	return 0;
}

/* What the text says and the record says otherwise is said, and stays. */
static void compare(struct work *work)
{
	static const char *const names[] = {
		"number", "status", "start", "end", "country", "place"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct fact *fact = facts_find(&work->reading, names[i]);
		const char *value =
			fact ? import_meeting_recorded(work, names[i]) : NULL;

		if (value == NULL || strcmp(value, fact->value) == 0)
			continue;
		work->differences++;
		fprintf(stderr,
			"dialogue-feeds: events/%s/%s has %s %s, and line %d "
			"of the text says %s: the record stays as it is\n",
			work->target->series.bytes, work->target->event.bytes,
			names[i], value, fact->line, fact->value);
	}
}

static void print_receipt(const struct work *work)
{
	if (work->asked->json) {
		struct buf out = BUF_INIT;

		import_tell_json(&out, work);
		puts(out.bytes);
		buf_release(&out);
		return;
	}
	for (size_t i = 0; i < work->reading.fact_count; i++) {
		struct buf line = BUF_INIT;

		draft_put_fact(&line, &work->reading.facts[i]);
		puts(line.bytes);
		buf_release(&line);
	}
}

static bool is_sure(const struct reading *it)
{
	for (size_t i = 0; i < it->fact_count; i++)
		if (it->facts[i].doubt != NULL)
			return false;
	return true;
}

static int say_several(const struct work *work)
{
	const struct reading *it = &work->reading;

	fprintf(stderr,
		"dialogue-feeds: this text is about %zu meetings; nothing was "
		"written\nhelp: name the one that is meant, %s/EVENT\n",
		it->meeting_count, work->target->series.bytes);
	for (size_t i = 0; i < it->meeting_count; i++)
		printf("line %d: %s\n", it->meetings[i]->number,
			paste_clean(it->pool,
				it->paste->text.bytes + it->meetings[i]->start,
				it->meetings[i]->length));
	return EXIT_RECORDS;
}

static int import(struct work *work)
{
	struct reading *it = &work->reading;
	int status = EXIT_DONE;

	it->number = work->target->event.length > 0
		? (int)strtol(work->target->event.bytes, NULL, 10)
		: 0;
	reading_make(it);
	if (it->meeting_count > 0 && work->target->event.length == 0)
		return say_several(work);
	if (import_meeting_choose(work) != 0)
		return EXIT_USAGE;
	if (work->event != NULL)
		compare(work);
	print_receipt(work);
	if (!work->asked->dry)
		status = work->event ? import_add(work) : import_make(work);
	if (status == EXIT_DONE)
		status = import_store(work);
	if (status != EXIT_DONE)
		return status;
	return is_sure(it) && work->differences == 0 ? EXIT_DONE : EXIT_RECORDS;
}

int import_text(struct work *work, const struct buf *text)
{
	struct paste paste = {.text = BUF_INIT};
	const char *wrong = paste_read(&paste, work->reading.pool, text->bytes,
		text->length, work->site->publisher.page_body);
	int status = EXIT_USAGE;

	work->reading.paste = &paste;
	if (wrong != NULL) {
		fputs("dialogue-feeds: ", stderr);
		diag_print_safely(stderr, work->asked->file);
		fprintf(stderr, " %s\n", wrong);
	} else if (find_language(work, &paste) == 0) {
		status = import(work);
	}
	work->reading.paste = NULL;
	paste_release(&paste);
	return status;
}
