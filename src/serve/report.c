#include "serve/report.h"

#include <string.h>
#include <sys/wait.h>
#include "base/html.h"
#include "cmd/cmd.h"
#include "write/complaints.h"
#include "base/banned.h"

/* A page of somebody else is not made longer than by this. */
enum { LONGEST_NOTICE = 64 << 10 };

static bool is_exit(int status, enum exit_status wanted)
{
	return status != -1 && WIFEXITED(status) &&
		WEXITSTATUS(status) == (int)wanted;
}

/* What stands between two texts of the page of check, or NULL. */
static const char *find_between(const struct report *report, const char *before,
	const char *behind, size_t *length)
{
	const char *start = strstr(report->page.bytes, before);
	const char *end = start ? strstr(start, behind) : NULL;

	if (end == NULL)
		return NULL;
	start += strlen(before);
	*length = (size_t)(end - start);
	return start;
}

static const char *find_list(const struct report *report, size_t *length)
{
	return find_between(report, COMPLAINTS_BEGIN, COMPLAINTS_END, length);
}

bool report_is_of_check(const struct report *report)
{
	int status = report->check_status;
	size_t length;

	return (is_exit(status, EXIT_DONE) || is_exit(status, EXIT_FAILED) ||
		       is_exit(status, EXIT_RECORDS)) &&
		find_list(report, &length) != NULL;
}

/* Whether the complaints tell why the build did not do all, or it did. */
static bool is_explained(const struct report *report)
{
	if (!report_is_of_check(report))
		return false;
	if (is_exit(report->build_status, EXIT_DONE))
		return true;
	/* The same of both: bad records, or none that could be used. */
	return report->build_status == report->check_status;
}

static void put_failure(struct buf *out, const struct report *report)
{
	const struct buf *said = report->said;
	int status = report->build_status;

	buf_puts(out,
		"<section class=\"failure\">\n"
		"<h2>The build did not do all that it should</h2>\n");
	if (status != -1 && WIFSIGNALED(status))
		buf_printf(out, "<p>It was ended by signal %d.</p>\n",
			WTERMSIG(status));
	buf_puts(out, "<pre>");
	html_put_lines(out, said->bytes,
		said->length < LONGEST_NOTICE / 2 ? said->length
						  : LONGEST_NOTICE / 2);
	buf_puts(out, "</pre>\n</section>\n");
}

/* Append the list, cut behind one of its records when it is long. */
static void put_short(struct buf *out, const struct buf *list)
{
	static const char end[] = "</section>\n";
	size_t length = LONGEST_NOTICE;

	if (list->length <= LONGEST_NOTICE) {
		buf_put(out, list->bytes, list->length);
		return;
	}
	while (length > strlen(end) &&
		memcmp(list->bytes + length - strlen(end), end, strlen(end)) !=
			0)
		length--;
	buf_put(out, list->bytes, length > strlen(end) ? length : 0);
	buf_puts(out, "<p>There is more.</p>\n");
}

/* Append the title and the list of check, when its page is one. */
static void put_check(struct complaints *out, const struct report *report)
{
	const char *title, *list;
	size_t length = 0;

	if (!report_is_of_check(report)) {
		buf_puts(&out->title, "The build failed");
		return;
	}
	title = find_between(report, "<h1>", "</h1>", &length);
	if (title != NULL)
		buf_put(&out->title, title, length);
	list = find_list(report, &length);
	buf_put(&out->all, list, length);
	list = find_between(report, COMPLAINTS_NEXT, COMPLAINTS_END, &length);
	if (list != NULL)
		buf_put(&out->next, list, length);
}

struct complaints report_make(const struct report *report)
{
	struct complaints made = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	bool explained = is_explained(report);

	if (!explained)
		put_failure(&made.all, report);
	put_check(&made, report);
	/* Advice alone is not worth standing in the way. */
	if (!explained || !is_exit(report->build_status, EXIT_DONE) ||
		!is_exit(report->check_status, EXIT_DONE))
		put_short(&made.notice, &made.all);
	return made;
}
