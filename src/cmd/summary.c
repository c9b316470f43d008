#include "cmd/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/utf8.h"
#include "cmd/building.h"
#include "cmd/heartbeat.h"
#include "write/json.h"
#include "base/banned.h"

/*
 * Names of files are any bytes, and what they are shown on may be a terminal:
 * what is no character, or steers one, is replaced.
 */
static void put_member(struct json *json, const char *name, const char *text)
{
	struct buf clean = BUF_INIT;
	size_t size, length = text ? strlen(text) : 0;

	for (size_t i = 0; i < length; i += size) {
		long character = utf8_next(text + i, length - i, &size);

		if (character < 0 || !utf8_is_text(character) ||
			utf8_is_bidi_control(character))
			buf_puts(&clean, "\xEF\xBF\xBD");
		else
			buf_put(&clean, text + i, size);
	}
	json_text(json, name, text ? clean.bytes : NULL);
	buf_release(&clean);
}

static void put_site(struct json *json)
{
	char *folder = getcwd(NULL, 0);

	put_member(json, "site", folder);
	free(folder);
}

/* null where the moment is not known, or never. */
static void put_moment(struct json *json, const char *name, instant moment)
{
	struct buf text = BUF_INIT;

	if (moment != INT64_MAX)
		instant_put_rfc3339(&text, moment);
	json_text(json, name, moment != INT64_MAX ? text.bytes : NULL);
	buf_release(&text);
}

static void put_files(struct json *json, const char *name,
	const struct report *report, int is_deleted)
{
	struct buf path = BUF_INIT;

	json_open(json, name, '[');
	for (size_t i = 0; i < report->file_count; i++) {
		const struct report_file *file = &report->files[i];

		if (file->is_deleted != is_deleted)
			continue;
		buf_cut(&path, 0);
		buf_printf(&path, "feeds/%s", file->path);
		json_open(json, NULL, '{');
		put_member(json, "path", path.bytes);
		put_member(json, "why", file->why);
		json_size(json, "stage", file->stage);
		json_close(json);
	}
	json_close(json);
	buf_release(&path);
}

static void put_failures(struct json *json, const struct report *report)
{
	json_open(json, "failures", '[');
	for (size_t i = 0; i < report->failure_count; i++)
		put_member(json, NULL, report->failures[i]);
	json_close(json);
}

static void put_complaint(struct json *json, const struct complaint *complaint)
{
	json_open(json, NULL, '{');
	put_member(json, "path", complaint->at.path);
	json_number(json, "line", complaint->at.line);
	json_number(json, "column",
		complaint->at.line > 0 ? complaint->at.column : 0);
	json_text(json, "severity",
		complaint->severity == DIAG_ERROR ? "error" : "advice");
	put_member(json, "message", complaint->message);
	put_member(json, "help", complaint->help);
	json_close(json);
}

/* Advice comes with -v only, as in messages. */
static int is_shown(
	const struct build *build, const struct complaint *complaint)
{
	return build->verbose || complaint->severity == DIAG_ERROR;
}

static void put_complaints(struct json *json, struct build *build)
{
	size_t count;
	const struct complaint *complaints = diag_list(&build->diag, &count);

	json_open(json, "complaints", '[');
	for (size_t i = 0; i < count; i++)
		if (is_shown(build, &complaints[i]))
			put_complaint(json, &complaints[i]);
	json_close(json);
}

static size_t count_texts(const struct site *site)
{
	size_t count = 0;

	for (size_t i = 0; i < site->event_count; i++)
		count += site->events[i]->text_count +
			site->events[i]->hidden_text_count;
	return count;
}

static size_t count_files(const struct report *report, int is_deleted)
{
	size_t count = 0;

	for (size_t i = 0; i < report->file_count; i++)
		count += report->files[i].is_deleted == is_deleted;
	return count;
}

static void put_counts(
	struct json *json, const struct build *build, const struct site *site)
{
	json_open(json, "counts", '{');
	json_size(json, "series", site ? site->series_count : 0);
	json_size(json, "meetings", site ? site->event_count : 0);
	json_size(json, "texts", site ? count_texts(site) : 0);
	json_size(json, "files", build->facts.output_count);
	json_size(json, "written", count_files(&build->report, 0));
	json_size(json, "deleted", count_files(&build->report, 1));
	json_size(json, "errors", build->diag.error_count);
	json_size(json, "failures", build->report.failure_count);
	json_close(json);
}

void summary_print(
	struct build *build, const struct site *site, int exit_status)
{
	struct buf out = BUF_INIT;
	struct json json = {.out = &out};

	json_open(&json, NULL, '{');
	put_site(&json);
	put_moment(&json, "moment", build->now);
	json_bool(&json, "dry_run", build->dry);
	heartbeat_put(&json, exit_status);
	outlook_put_json(&json, &build->outlook);
	put_files(&json, "written", &build->report, 0);
	put_files(&json, "deleted", &build->report, 1);
	put_failures(&json, &build->report);
	put_complaints(&json, build);
	put_counts(&json, build, site);
	put_moment(&json, "next_embargo", build->next_embargo);
	put_moment(&json, "next_change", build->facts.until);
	json_close(&json);
	buf_putc(&out, '\n');
	fwrite(out.bytes, 1, out.length, stdout);
	buf_release(&out);
}
