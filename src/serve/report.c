#include "serve/report.h"

#include <string.h>
#include <sys/wait.h>
#include "base/html.h"
#include "cmd/cmd.h"
#include "serve/pages.h"
#include "write/complaints.h"
#include "base/banned.h"

/* A page of somebody else is not made longer than by this. */
enum { LONGEST_LIST = 64 << 10 };

static int is_exit(int status, enum exit_status wanted)
{
	return status != -1 && WIFEXITED(status) &&
		WEXITSTATUS(status) == (int)wanted;
}

int report_is_of_check(const struct report *report)
{
	int status = report->check_status;

	return (is_exit(status, EXIT_DONE) || is_exit(status, EXIT_FAILED) ||
		       is_exit(status, EXIT_RECORDS)) &&
		strstr(report->page.bytes, COMPLAINTS_BEGIN) != NULL &&
		strstr(report->page.bytes, COMPLAINTS_END) != NULL;
}

/* Complaints tell why the build did not do all, or it did. */
static int is_explained(const struct report *report)
{
	if (is_exit(report->build_status, EXIT_DONE))
		return report_is_of_check(report);
	if (!report_is_of_check(report) || report->build_status == -1)
		return 0;
	/* The same of both: bad records, or none that could be used. */
	return report->build_status == report->check_status;
}

static void put_failure(struct buf *out, const struct report *report)
{
	int status = report->build_status;

	buf_puts(out,
		"<section class=\"failure\">\n"
		"<h2>The build did not do all that it should</h2>\n");
	if (status != -1 && WIFSIGNALED(status))
		buf_printf(out, "<p>It was ended by signal %d.</p>\n",
			WTERMSIG(status));
	buf_puts(out, "<pre>");
	html_put_lines(out, report->said->bytes,
		report->said->length < LONGEST_LIST / 2 ? report->said->length
							: LONGEST_LIST / 2);
	buf_puts(out, "</pre>\n</section>\n");
}

/* The list inside the page of check; nothing when that is none. */
static void put_complaints(struct buf *out, const struct report *report)
{
	const char *start, *end;

	if (!report_is_of_check(report))
		return;
	start = strstr(report->page.bytes, COMPLAINTS_BEGIN) +
		strlen(COMPLAINTS_BEGIN);
	end = strstr(start, COMPLAINTS_END);
	buf_put(out, start, (size_t)(end - start));
}

/* Cut a long list behind one of its records. */
static void shorten(struct buf *list)
{
	static const char end[] = "</section>\n";
	size_t length = LONGEST_LIST;

	if (list->length <= LONGEST_LIST)
		return;
	while (length > strlen(end) &&
		memcmp(list->bytes + length - strlen(end), end, strlen(end)) !=
			0)
		length--;
	buf_cut(list, length > strlen(end) ? length : 0);
	buf_puts(list, "<p>There is more.</p>\n");
}

/* The page of check with all in its place, or one as good as can be. */
static void put_page(
	struct buf *out, const struct report *report, const struct buf *list)
{
	const char *begin, *end;

	if (!report_is_of_check(report)) {
		pages_put_begin(out, "The build failed");
		buf_put(out, list->bytes, list->length);
		buf_puts(out, COMPLAINTS_MAIN_END);
		return;
	}
	begin = strstr(report->page.bytes, COMPLAINTS_BEGIN) +
		strlen(COMPLAINTS_BEGIN);
	end = strstr(begin, COMPLAINTS_END);
	buf_put(out, report->page.bytes, (size_t)(begin - report->page.bytes));
	buf_put(out, list->bytes, list->length);
	buf_puts(out, end);
}

void report_put(const struct report *report, struct buf *list, struct buf *page)
{
	if (!is_explained(report))
		put_failure(list, report);
	put_complaints(list, report);
	put_page(page, report, list);
	/* Advice alone is not worth standing in the way. */
	if (is_explained(report) && is_exit(report->build_status, EXIT_DONE) &&
		is_exit(report->check_status, EXIT_DONE))
		buf_cut(list, 0);
	else
		shorten(list);
}
