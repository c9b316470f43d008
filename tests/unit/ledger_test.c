/*
 * plan/ledger: what was published, and the stamps that never go back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/view.h"
#include "plan/ledger.h"
#include "read/load.h"
#include "workdir.h"
#include "base/banned.h"

/* 2026-01-01T00:00:00Z; the meeting is in May. */
enum { NEW_YEAR = 1767225600, HOUR = 3600 };

static const char file[] = "feeds/ledger/talks.tsv";

static const char uid[] = "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07";

/* --- a site with one meeting at an hour, and its only fragment --- */

struct example {
	struct site *site;
	struct diag diag;
	struct pool pool;
	struct fragment fragment;
	struct ledger ledger;
};

static void write_records(const char *title)
{
	char text[200];

	workdir_write("events/publisher.xml",
		"<publisher base=\"https://example.org/\""
		" authority=\"example.org,2026\">"
		"<language tag=\"en\"/><name xml:lang=\"en\">Talks</name>"
		"</publisher>");
	workdir_write("events/talks/series.xml",
		"<series><title xml:lang=\"en\">Talks</title></series>");
	workdir_write("events/talks/01/event.xml",
		"<event uid=\"0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07\">"
		"<time start=\"2026-05-28T09:30\" end=\"2026-05-28T12:00\""
		" zone=\"Asia/Tokyo\"/></event>");
	snprintf(text, sizeof(text), "<text><title>%s</title></text>", title);
	workdir_write("events/talks/01/en.xml", text);
}

/* Read records and ledger, as a run of the program does. */
static void open_example(struct example *it, const char *title)
{
	const struct event *event;

	*it = (struct example){.diag = DIAG_INIT, .ledger = LEDGER_INIT};
	write_records(title);
	it->site = site_load(&it->diag);
	assert_int_equal(it->diag.error_count, 0);
	assert_int_equal(it->site->event_count, 1);
	event = it->site->events[0];
	it->fragment = (struct fragment){.format = FORMAT_ICS,
		.language = "en",
		.id = event->uid,
		.view = view_make(&it->pool, &it->site->publisher, event, "en"),
		.sitting = &event->sittings[0],
		.year = 2026};
	assert_int_equal(ledger_load(&it->ledger, &it->diag), 0);
}

static int put_file(void *data, const char *path, const struct buf *bytes)
{
	char whole[200];

	(void)data;
	snprintf(whole, sizeof(whole), "feeds/%s", path);
	workdir_write(whole, bytes->bytes);
	return 0;
}

static void close_example(struct example *it)
{
	assert_int_equal(
		ledger_write(&it->ledger, "example.org,2026", put_file, NULL),
		0);
	ledger_release(&it->ledger);
	pool_release(&it->pool);
	diag_release(&it->diag);
	site_free(it->site);
}

/* One run: what the ledger answers for the meeting under this title. */
static enum news run(const char *title, instant now, struct stamp *stamp)
{
	struct example it;
	enum news answer;

	open_example(&it, title);
	ledger_stamp(&it.ledger, &it.fragment, now);
	answer = it.fragment.news;
	if (stamp != NULL)
		*stamp = it.fragment.stamp;
	close_example(&it);
	return answer;
}

/* --- the ledger's file, as somebody may find or leave it --- */

static struct buf read_ledger(void)
{
	struct buf bytes = BUF_INIT;

	assert_int_equal(file_read(file, 1 << 20, &bytes), 0);
	return bytes;
}

static void replace_in_ledger(const char *old, const char *new)
{
	struct buf before = read_ledger(), after = BUF_INIT;
	const char *at = strstr(before.bytes, old);

	assert_non_null(at);
	buf_put(&after, before.bytes, (size_t)(at - before.bytes));
	buf_puts(&after, new);
	buf_puts(&after, at + strlen(old));
	workdir_write(file, after.bytes);
	buf_release(&before);
	buf_release(&after);
}

static void append_to_ledger(const char *text)
{
	struct buf bytes = read_ledger();

	buf_puts(&bytes, text);
	workdir_write(file, bytes.bytes);
	buf_release(&bytes);
}

static void what_is_new_starts_at_zero_now(void **state)
{
	struct stamp stamp;

	(void)state;
	assert_int_equal(run("First", NEW_YEAR, &stamp), NEWS_NEW);
	assert_int_equal(stamp.sequence, 0);
	assert_int_equal(stamp.created, NEW_YEAR);
	assert_int_equal(stamp.modified, NEW_YEAR);
}

static void what_says_the_same_keeps_its_stamp(void **state)
{
	struct buf before, after;
	struct stamp stamp;

	(void)state;
	run("First", NEW_YEAR, NULL);
	before = read_ledger();
	assert_int_equal(run("First", NEW_YEAR + HOUR, &stamp), NEWS_NONE);
	assert_int_equal(stamp.sequence, 0);
	assert_int_equal(stamp.modified, NEW_YEAR);
	after = read_ledger();
	assert_string_equal(before.bytes, after.bytes);
	buf_release(&before);
	buf_release(&after);
}

static void what_says_something_else_gets_the_next_stamp(void **state)
{
	struct stamp stamp;

	(void)state;
	run("First", NEW_YEAR, NULL);
	assert_int_equal(run("Second", NEW_YEAR + HOUR, &stamp), NEWS_CHANGED);
	assert_int_equal(stamp.sequence, 1);
	assert_int_equal(stamp.created, NEW_YEAR);
	assert_int_equal(stamp.modified, NEW_YEAR + HOUR);
	/* Back again is one more change. */
	assert_int_equal(
		run("First", NEW_YEAR + 2 * HOUR, &stamp), NEWS_CHANGED);
	assert_int_equal(stamp.sequence, 2);
}

static void a_clock_that_goes_back_still_gives_later_stamps(void **state)
{
	struct stamp stamp;

	(void)state;
	run("First", NEW_YEAR, NULL);
	assert_int_equal(run("Second", NEW_YEAR - HOUR, &stamp), NEWS_CHANGED);
	assert_int_equal(stamp.modified, NEW_YEAR + 1);
	assert_int_equal(stamp.created, NEW_YEAR);
	assert_int_equal(run("Third", NEW_YEAR, &stamp), NEWS_CHANGED);
	assert_int_equal(stamp.modified, NEW_YEAR + 2);
	assert_int_equal(stamp.sequence, 2);
	assert_int_equal(run("Fourth", NEW_YEAR + 2, &stamp), NEWS_CHANGED);
	assert_int_equal(stamp.modified, NEW_YEAR + 3);
}

static void the_file_says_what_was_published(void **state)
{
	struct example it;
	const struct ledger_line *line;

	(void)state;
	run("First", NEW_YEAR, NULL);
	open_example(&it, "First");
	assert_string_equal(it.ledger.authority, "example.org,2026");
	line = ledger_find(&it.ledger, uid, "en", "-");
	assert_non_null(line);
	assert_string_equal(line->series, "talks");
	assert_string_equal(line->record, "events/talks/01/event.xml");
	assert_string_equal(line->moments, "20260528T003000Z/20260528T030000Z");
	assert_int_equal(line->year, 2026);
	assert_string_equal(line->state, "published");
	assert_null(ledger_find(&it.ledger, uid, "fr", "-"));
	assert_null(ledger_find(&it.ledger, uid, "en", "release"));
	close_example(&it);
}

#define OTHER_LINE                                                             \
	"1c5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07\ten\t-\tevents/talks/00/"        \
	"event.xml\t0123456789abcdef0123456789abcdef\t3\t20250101T000000Z\t"   \
	"20250201T000000Z\t-\ten\t2025\tfrozen\n"

/* Its record is gone; if it came back, its stamp must not start anew. */
static void lines_of_nobody_are_kept(void **state)
{
	struct buf bytes;

	(void)state;
	run("First", NEW_YEAR, NULL);
	append_to_ledger(OTHER_LINE);
	assert_int_equal(run("Second", NEW_YEAR + HOUR, NULL), NEWS_CHANGED);
	bytes = read_ledger();
	assert_non_null(strstr(bytes.bytes, "\n" OTHER_LINE));
	assert_non_null(strstr(bytes.bytes, uid));
	buf_release(&bytes);
}

static void lines_are_sorted_and_headed(void **state)
{
	static const char head[] = "#authority\texample.org,2026\n"
				   "#uid\tlanguage\titem\trecord\tdigest";
	struct buf bytes;

	(void)state;
	run("First", NEW_YEAR, NULL);
	append_to_ledger("0a" OTHER_LINE);
	run("First", NEW_YEAR, NULL);
	bytes = read_ledger();
	assert_memory_equal(bytes.bytes, head, strlen(head));
	assert_true(strstr(bytes.bytes, "\n0a1c5b") <
		strstr(bytes.bytes, "\n0b5b6c"));
	buf_release(&bytes);
}

/* As a merge of two branches may leave it. */
static void of_two_lines_with_one_key_the_newest_counts(void **state)
{
	struct stamp stamp;
	struct buf bytes;
	char *line;

	(void)state;
	run("First", NEW_YEAR, NULL);
	bytes = read_ledger();
	line = strdup(strstr(bytes.bytes, uid));
	buf_release(&bytes);
	run("Second", NEW_YEAR + HOUR, NULL);
	append_to_ledger(line);
	free(line);
	assert_int_equal(run("Second", NEW_YEAR + 2 * HOUR, &stamp), NEWS_NONE);
	assert_int_equal(stamp.sequence, 1);
	bytes = read_ledger();
	assert_null(strstr(strstr(bytes.bytes, uid) + 1, uid));
	buf_release(&bytes);
}

/* Load the ledger and give what is complained about. */
static struct buf complaint(void)
{
	struct ledger ledger = LEDGER_INIT;
	struct diag diag = DIAG_INIT;
	struct buf said = BUF_INIT;
	size_t size;
	char *text = NULL;
	FILE *stream = open_memstream(&text, &size);

	assert_int_equal(ledger_load(&ledger, &diag), -1);
	assert_int_equal(diag.error_count, 1);
	diag_print(&diag, stream, DIAG_ADVICE, NULL, 0);
	fclose(stream);
	buf_puts(&said, text);
	free(text);
	diag_release(&diag);
	ledger_release(&ledger);
	return said;
}

static void malformed_lines_are_complained_about(void **state)
{
	static const struct {
		const char *old, *new;
	} damages[] = {
		{"\t0\t2026", "\tx\t2026"}, /* SEQUENCE */
		{"\t0\t2026", "\t-1\t2026"}, {"\t0\t2026", "\t\t2026"},
		{"\t0\t2026", "\t9999999999\t2026"},
		{"\t20260101T000000Z", "\t20260101"},
		{"\t20260101T000000Z", "\t20260230T000000Z"},
		{"\ten\t-\t", "\ten\t"}, /* a field is missing */
		{"\tpublished", "\tpublished\tmore"},
		{"\t2026\tpublished", "\tMMXXVI\tpublished"},
		{"\tevents/talks/01/event.xml\t",
			"\tevents/talks/01/event.xml\t0"}, /* a long digest */
		{"0b5b6c1e", "\n0b5b6c1e"}, /* an empty line */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
		struct buf said;

		unlink(file);
		run("First", NEW_YEAR, NULL);
		replace_in_ledger(damages[i].old, damages[i].new);
		said = complaint();
		assert_non_null(strstr(said.bytes,
			"feeds/ledger/talks.tsv:3:1: error: this is no line"));
		buf_release(&said);
	}
}

static void a_conflict_of_git_is_explained(void **state)
{
	struct buf said;

	(void)state;
	run("First", NEW_YEAR, NULL);
	replace_in_ledger(uid, "<<<<<<< HEAD\n0b5b6c1e");
	said = complaint();
	assert_non_null(strstr(said.bytes, "talks.tsv:3:1: error:"));
	assert_non_null(
		strstr(said.bytes, "help: take either side of the conflict"));
	buf_release(&said);
}

static void no_ledger_is_an_empty_one(void **state)
{
	struct ledger ledger = LEDGER_INIT;
	struct diag diag = DIAG_INIT;

	(void)state;
	assert_int_equal(ledger_load(&ledger, &diag), 0);
	assert_int_equal(ledger.count, 0);
	assert_null(ledger.authority);
	assert_int_equal(diag.count, 0);
	ledger_release(&ledger);
}

/* As if the tzdata of that day had had Tokyo an hour further east. */
static void make_tzdata_older(void)
{
	run("First", NEW_YEAR, NULL);
	replace_in_ledger("20260528T003000Z/20260528T030000Z",
		"20260527T233000Z/20260528T020000Z");
}

static void a_meeting_ahead_that_tzdata_moved_is_shifted(void **state)
{
	struct stamp stamp;

	(void)state;
	make_tzdata_older();
	assert_int_equal(run("First", NEW_YEAR + HOUR, &stamp), NEWS_SHIFTED);
	assert_int_equal(stamp.sequence, 1);
	assert_int_equal(stamp.modified, NEW_YEAR + HOUR);
	assert_int_equal(run("First", NEW_YEAR + 2 * HOUR, &stamp), NEWS_NONE);
}

static void a_meeting_that_is_over_is_not_shifted(void **state)
{
	const instant end = NEW_YEAR + 147 * 24 * HOUR + 3 * HOUR;
	struct stamp stamp;

	(void)state;
	make_tzdata_older();
	assert_int_equal(run("First", end, &stamp), NEWS_NONE);
	assert_int_equal(stamp.sequence, 0);
	assert_int_equal(stamp.modified, NEW_YEAR);
	make_tzdata_older();
	assert_int_equal(run("First", end - 1, &stamp), NEWS_SHIFTED);
}

static int refuse(void *data, const char *path, const struct buf *bytes)
{
	(void)path;
	(void)bytes;
	++*(int *)data;
	return -1;
}

static void writing_stops_at_the_first_failure(void **state)
{
	struct example it;
	int calls = 0;

	(void)state;
	run("First", NEW_YEAR, NULL);
	workdir_write("feeds/ledger/other.tsv", OTHER_LINE);
	open_example(&it, "First");
	assert_int_equal(
		ledger_write(&it.ledger, "example.org,2026", refuse, &calls),
		-1);
	assert_int_equal(calls, 1);
	close_example(&it);
}

#define IN_WORKDIR(test)                                                       \
	cmocka_unit_test_setup_teardown(test, workdir_enter, workdir_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_WORKDIR(what_is_new_starts_at_zero_now),
		IN_WORKDIR(what_says_the_same_keeps_its_stamp),
		IN_WORKDIR(what_says_something_else_gets_the_next_stamp),
		IN_WORKDIR(a_clock_that_goes_back_still_gives_later_stamps),
		IN_WORKDIR(the_file_says_what_was_published),
		IN_WORKDIR(lines_of_nobody_are_kept),
		IN_WORKDIR(lines_are_sorted_and_headed),
		IN_WORKDIR(of_two_lines_with_one_key_the_newest_counts),
		IN_WORKDIR(malformed_lines_are_complained_about),
		IN_WORKDIR(a_conflict_of_git_is_explained),
		IN_WORKDIR(no_ledger_is_an_empty_one),
		IN_WORKDIR(a_meeting_ahead_that_tzdata_moved_is_shifted),
		IN_WORKDIR(a_meeting_that_is_over_is_not_shifted),
		IN_WORKDIR(writing_stops_at_the_first_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
