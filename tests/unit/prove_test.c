/*
 * A writer that goes wrong is caught before its feed is published: the feeds
 * of events/ are written, spoilt in one place, and held against the records.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "model/due.h"
#include "plan/plan.h"
#include "prove/prove.h"
#include "read/load.h"
#include "write/writer.h"

struct published {
	struct diag diag;
	struct ledger ledger;
	struct site *site;
	struct plan *plan;
};

static const instant now = 1769904000;

static int set_up(void **state)
{
	static struct published published;

	published =
		(struct published){.diag = DIAG_INIT, .ledger = LEDGER_INIT};
	published.site = site_load(&published.diag);
	due_apply(published.site, now);
	published.plan = plan_make(published.site, &published.ledger, now);
	for (size_t i = 0; i < published.plan->count; i++) {
		struct fragment *fragment = published.plan->fragments[i];

		writer_of(fragment->format)
			->fragment(&fragment->bytes, fragment);
	}
	*state = &published;
	return published.diag.error_count == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	struct published *published = *state;

	plan_free(published->plan);
	ledger_release(&published->ledger);
	site_free(published->site);
	diag_release(&published->diag);
	return 0;
}

static const struct feed *find_feed(void **state, const char *path)
{
	const struct published *published = *state;

	for (size_t i = 0; i < published->plan->feeds.count; i++)
		if (strcmp(published->plan->feeds.items[i]->path, path) == 0)
			return published->plan->feeds.items[i];
	fail_msg("no feed %s", path);
	return NULL;
}

/* The bytes of the feed, the first `from` in them replaced by `to`. */
static int prove_spoilt(
	const struct feed *feed, const char *from, const char *to)
{
	struct buf bytes = BUF_INIT, spoilt = BUF_INIT, problem = BUF_INIT;
	const char *at;
	int result;

	writer_put_feed(&bytes, feed);
	at = strstr(bytes.bytes, from);
	assert_non_null(at);
	buf_put(&spoilt, bytes.bytes, (size_t)(at - bytes.bytes));
	buf_puts(&spoilt, to);
	buf_puts(&spoilt, at + strlen(from));
	result = prove_feed(feed, &spoilt, &problem);
	assert_true((result == 0) == (problem.length == 0));
	buf_release(&problem);
	buf_release(&spoilt);
	buf_release(&bytes);
	return result;
}

struct spoiling {
	const char *from, *to;
};

static void assert_all_caught(
	const struct feed *feed, const struct spoiling *spoilings, size_t count)
{
	assert_int_equal(prove_spoilt(feed, "", ""), 0);
	for (size_t i = 0; i < count; i++)
		if (prove_spoilt(feed, spoilings[i].from, spoilings[i].to) == 0)
			fail_msg("not caught: '%s' for '%s'", spoilings[i].to,
				spoilings[i].from);
}

static void a_spoilt_calendar_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"UID:0b5b6c1e", "UID:0b5b6c1f"},
		{"SEQUENCE:0", "SEQUENCE:1"},
		{"DTSTART;VALUE=DATE:20260128", "DTSTART;VALUE=DATE:20260127"},
		{"DTEND;VALUE=DATE:20260129", "DTEND;VALUE=DATE:20260128"},
		{"DTEND;VALUE=DATE:20260129\r\n", ""},
		{"DTSTART;VALUE=DATE:20260128", "DTSTART:20260128T000000"},
		{"SUMMARY;LANGUAGE=fr:7e", "SUMMARY;LANGUAGE=fr:8e"},
		{"LOCATION;LANGUAGE=fr:Bruxelles", "LOCATION;LANGUAGE=fr:B"},
		{"STATUS:CONFIRMED", "STATUS:CANCELLED"},
		{"STATUS:CONFIRMED\r\n", ""},
		{"DESCRIPTION;LANGUAGE=fr:Traduction provisoire",
			"DESCRIPTION;LANGUAGE=fr:Traduction"},
		{"Mme Barbara GALLO", "Mme Barbara"},
		{"NAME;LANGUAGE=fr:Mme Barbara GALLO",
			"NAME;LANGUAGE=fr:Mme Barbara"},
		{"END:PARTICIPANT", "END:X"},
		{"NAME;LANGUAGE=fr:Bruxelles", "NAME;LANGUAGE=fr:Paris"},
		{"END:VEVENT\r\n", ""},
		{"END:VCALENDAR\r\n", ""},
		{"\r\nVERSION", "\nVERSION"},
		{"CLASS:PUBLIC",
			"CLASS:PUBLIC\r\nX-LONG:"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaa"},
		{"BEGIN:VEVENT", "BEGIN:VTODO"},
	};

	assert_all_caught(find_feed(state, "fr/calendar.ics"), spoilings,
		sizeof(spoilings) / sizeof(*spoilings));
}

static void a_spoilt_atom_feed_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"/release/fr</id>", "/release/en</id>"},
		{"<title>7e", "<title>8e"},
		{"<published>2026-01-29T11", "<published>2026-01-29T12"},
		{"<updated>2026-01-29T11:00:00Z</updated>\n    <",
			"<updated>2026-01-29T11:00:01Z</updated>\n    <"},
		{"</entry>", ""},
		{"<p>Traduction", "<p>&nbsp;Traduction"},
		{"<entry xml", "<extry xml"},
		{"xmlns=\"http://www.w3.org/2005/Atom\"", ""},
	};

	assert_all_caught(find_feed(state, "fr/releases.atom"), spoilings,
		sizeof(spoilings) / sizeof(*spoilings));
}

static void every_feed_of_the_example_is_right(void **state)
{
	const struct published *published = *state;

	assert_true(published->plan->feeds.count > 50);
	for (size_t i = 0; i < published->plan->feeds.count; i++)
		assert_int_equal(
			prove_spoilt(published->plan->feeds.items[i], "", ""),
			0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spoilt_calendar_is_caught),
		cmocka_unit_test(a_spoilt_atom_feed_is_caught),
		cmocka_unit_test(every_feed_of_the_example_is_right),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
