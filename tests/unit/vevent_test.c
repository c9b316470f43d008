/*
 * write/vevent: a meeting as a VEVENT, with its stamp and without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "plan/accept.h"
#include "read/load.h"
#include "workdir.h"
#include "write/vevent.h"
#include "base/banned.h"

#define SESSION "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"

static const char publisher_record[] =
	"<publisher rich=\"yes\" base=\"https://example.org/\""
	" authority=\"example.org,2026\"><language tag=\"en\"/>"
	"<name xml:lang=\"en\">Dialogues</name>"
	"<phrase id=\"release\" xml:lang=\"en\">Text: \"A\" ^n</phrase>"
	"</publisher>";

static const char event_record[] =
	"<event uid=\"" SESSION "\"><time start=\"2026-01-28\"/>"
	"<release published=\"2026-01-29\"/></event>";

static const char text_record[] =
	"<text><title>Talks</title>"
	"<release href=\"https://example.org/a,b\">Words.</release></text>";

struct example {
	struct diag diag;
	struct pool pool;
	struct site *site;
	struct fragment fragment;
};

static int set_up(void **state)
{
	static struct example example;
	const struct event *event;

	if (workdir_enter(state) != 0)
		return -1;
	workdir_write("events/publisher.xml", publisher_record);
	workdir_write("events/talks/series.xml",
		"<series><title xml:lang=\"en\">Talks</title></series>");
	workdir_write("events/talks/07/event.xml", event_record);
	workdir_write("events/talks/07/en.xml", text_record);
	example = (struct example){.diag = DIAG_INIT, .pool = POOL_INIT};
	example.site = site_load(&example.diag, &(struct load_options){NULL});
	accept_records(example.site, &example.diag);
	event = site_event(example.site, SESSION);
	assert_non_null(event);
	example.fragment = (struct fragment){.format = FORMAT_ICS,
		.language = "en",
		.view = view_make(
			&example.pool, &example.site->publisher, event, "en"),
		.sitting = event->sittings,
		.stamp = {3, 1769904000, 1769990400}};
	*state = &example;
	return 0;
}

static int tear_down(void **state)
{
	struct example *example = *state;

	pool_release(&example->pool);
	site_free(example->site);
	diag_release(&example->diag);
	return workdir_leave(state);
}

/* Take `part` out of the bytes; it has to be there. */
static void take_out(struct buf *bytes, const char *part)
{
	char *at = strstr(bytes->bytes, part);
	struct buf rest = BUF_INIT;

	assert_non_null(at);
	buf_puts(&rest, at + strlen(part));
	buf_cut(bytes, (size_t)(at - bytes->bytes));
	buf_put(bytes, rest.bytes, rest.length);
	buf_release(&rest);
}

static void a_stamp_is_four_lines(void **state)
{
	struct example *example = *state;
	struct fragment later = example->fragment;
	struct buf before = BUF_INIT, after = BUF_INIT;

	later.stamp = (struct stamp){4, 1769904001, 1770000000};
	vevent_put(&before, &example->fragment);
	vevent_put(&after, &later);
	take_out(&before,
		"DTSTAMP:20260202T000000Z\r\n"
		"CREATED:20260201T000000Z\r\n"
		"LAST-MODIFIED:20260202T000000Z\r\n"
		"SEQUENCE:3\r\n");
	take_out(&after,
		"DTSTAMP:20260202T024000Z\r\n"
		"CREATED:20260201T000001Z\r\n"
		"LAST-MODIFIED:20260202T024000Z\r\n"
		"SEQUENCE:4\r\n");
	assert_string_equal(after.bytes, before.bytes);
	buf_release(&after);
	buf_release(&before);
}

/* RFC 6868: "^n" would come back as the end of a line. */
static void a_label_is_quoted(void **state)
{
	struct example *example = *state;
	struct buf out = BUF_INIT;

	vevent_put(&out, &example->fragment);
	assert_non_null(strstr(out.bytes,
		"LINK;VALUE=URI;LINKREL=describedby;FMTTYPE=text/html;"
		"LABEL=\"Text: ^'A^' ^^n\r\n"
		" \";LANGUAGE=en:https://example.org/a,b\r\n"));
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stamp_is_four_lines),
		cmocka_unit_test(a_label_is_quoted),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
