#include "cmd/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/heartbeat.h"
#include "cmd/news.h"
#include "cmd/summary.h"
#include "base/banned.h"

void report_failure(struct report *report, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	report->failures = pool_grow(&report->pool, report->failures,
		report->failure_count, sizeof(*report->failures));
	report->failures[report->failure_count++] =
		pool_text(&report->pool, text.bytes);
	if (!report->is_cron && !report->is_json) {
		progress_clear(&report->progress);
		fprintf(stderr, "dialogue-feeds: %s\n", text.bytes);
	}
	buf_release(&text);
}

int report_wants_files(const struct report *report)
{
	return report->names_files || report->is_json;
}

static void add_file(struct report *report, struct report_file file)
{
	if (!report_wants_files(report))
		return;
	file.path = pool_text(&report->pool, file.path);
	file.why = pool_text(&report->pool, file.why);
	report->files = pool_grow(&report->pool, report->files,
		report->file_count, sizeof(*report->files));
	report->files[report->file_count++] = file;
	if (report->is_json)
		return;
	progress_clear(&report->progress);
	printf("feeds/%s: %s%s\n", file.path,
		file.is_deleted ? "deleted, " : "", file.why);
}

void report_written(struct report *report, const char *path, const char *why,
	enum report_stage stage)
{
	add_file(report, (struct report_file){path, why, stage, 0});
}

void report_deleted(struct report *report, const char *path, const char *why,
	enum report_stage stage)
{
	add_file(report, (struct report_file){path, why, stage, 1});
}

void report_moment(struct report *report, instant moment)
{
	struct buf text = BUF_INIT;

	instant_put_rfc3339(&text, moment);
	progress_clear(&report->progress);
	puts(text.bytes);
	buf_release(&text);
}

int report_end(struct build *build, const struct site *site, int status)
{
	struct report *report = &build->report;

	progress_clear(&report->progress);
	if (report->is_json)
		summary_print(build, site, status);
	if (report->tells_until && build->facts.until != INT64_MAX)
		report_moment(report, build->facts.until);
	/* What was said of files stands in front of what is wrong. */
	fflush(stdout);
	if (report->is_cron)
		news_print(build, status);
	else if (!report->is_json)
		diag_print(&build->diag, stderr,
			build->verbose ? DIAG_ADVICE : DIAG_ERROR, NULL, 0);
	heartbeat_write(build, status);
	return status;
}

void report_release(struct report *report)
{
	pool_release(&report->pool);
}
