#include "cmd/import_tell.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "write/json.h"
#include "base/banned.h"

void import_tell_line(
	const struct work *work, int line, const char *what, const char *help)
{
	diag_print_safely(stderr, work->asked->file);
	fprintf(stderr, ":%d: ", line);
	diag_print_safely(stderr, what);
	fprintf(stderr, "%s%s\n", help ? "\nhelp: " : "", help ? help : "");
}

void import_tell_json(struct buf *out, const struct work *work)
{
	const struct reading *it = &work->reading;
	struct json json = {.out = out};
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s/%s", work->target->series.bytes,
		work->target->event.bytes);
	json_open(&json, NULL, '{');
	json_text(&json, "event", path.bytes);
	json_open(&json, "facts", '[');
	for (size_t i = 0; i < it->fact_count; i++) {
		const struct fact *fact = &it->facts[i];

		json_open(&json, NULL, '{');
		json_text(&json, "fact", fact->name);
		json_text(&json, "value", fact->value);
		if (fact->of != NULL)
			json_text(&json, "of", fact->of);
		json_number(&json, "line", fact->line);
		json_text(&json, "quote", fact->quote);
		json_bool(&json, "sure", fact->doubt == NULL);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
	buf_release(&path);
}

static void print_lines(const char *lines)
{
	for (; *lines != '\0'; lines += strcspn(lines, "\n") + 1) {
		struct buf line = BUF_INIT;

		buf_put(&line, lines, strcspn(lines, "\n"));
		diag_print_safely(stdout, line.bytes);
		putchar('\n');
		buf_release(&line);
	}
}

void import_tell_note(struct work *work)
{
	if (work->note != NULL)
		print_lines(work->note);
	work->note = NULL;
}

bool import_tell_doubts(struct work *work)
{
	struct buf lines = BUF_INIT;
	bool any = false;

	for (size_t i = 0; i < work->reading.fact_count; i++) {
		const struct fact *fact = &work->reading.facts[i];

		any |= fact->doubt != NULL;
		if (fact->doubt == NULL || work->asked->json)
			continue;
		draft_put_fact(&lines, fact);
		buf_putc(&lines, '\n');
	}
	if (lines.length > 0)
		work->note = pool_text(work->reading.pool, lines.bytes);
	buf_release(&lines);
	if (work->asked->dry)
		import_tell_note(work);
	return any;
}

void import_tell_stored(void *data, const char *path, enum store_result result,
	const char *note)
{
	struct work *work = data;

	if (note != NULL)
		print_lines(note);
	if (result != STORE_WRITTEN) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
		work->store_failed = true;
	} else if (!work->asked->json) {
		puts(path);
	}
}
