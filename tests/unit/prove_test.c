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

#include "plan/ledger_load.h"
#include "plan/plan.h"
#include "prove/prove.h"
#include "plan/accept.h"
#include "read/load.h"
#include "write/writer.h"

struct example {
	struct diag diag;
	struct ledger *ledger;
	struct site *site;
	struct plan *plan;
	struct proof *proof;
};

static const instant now = 1769904000;

static int has_file(void *data, const char *path)
{
	const struct example *example = data;

	return feeds_find(&example->plan->feeds, path) != NULL;
}

static int set_up(void **state)
{
	static struct example example;

	example = (struct example){.diag = DIAG_INIT};
	example.ledger = ledger_load(&example.diag);
	example.site = site_load(&example.diag, &(struct load_options){NULL});
	accept_site(example.site, example.ledger, &example.diag, now);
	example.proof = proof_new((struct files){has_file, &example});
	example.plan =
		plan_make(example.site, example.ledger, &example.diag, now);
	/* Pages name feeds. */
	plan_feeds(example.plan);
	for (size_t i = 0; i < example.plan->count; i++) {
		struct fragment *fragment = example.plan->fragments[i];

		writer_of(fragment->format)
			->fragment(&fragment->bytes, fragment);
	}
	*state = &example;
	return example.diag.error_count == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
	struct example *example = *state;

	proof_free(example->proof);
	plan_free(example->plan);
	ledger_free(example->ledger);
	site_free(example->site);
	diag_release(&example->diag);
	return 0;
}

static const struct feed *find_feed(void **state, const char *path)
{
	const struct example *example = *state;

	for (size_t i = 0; i < example->plan->feeds.count; i++)
		if (strcmp(example->plan->feeds.items[i]->path, path) == 0)
			return example->plan->feeds.items[i];
	fail_msg("no feed %s", path);
	return NULL;
}

/* A fragment of the French feeds, by what its id ends in. */
static const struct fragment *find_fragment(
	void **state, enum format format, const char *end)
{
	const struct example *example = *state;

	for (size_t i = 0; i < example->plan->count; i++) {
		const struct fragment *fragment = example->plan->fragments[i];
		size_t length = strlen(fragment->id);

		if (fragment->format == format &&
			strcmp(fragment->language, "fr") == 0 &&
			length >= strlen(end) &&
			strcmp(fragment->id + length - strlen(end), end) == 0)
			return fragment;
	}
	fail_msg("no fragment %s", end);
	return NULL;
}

struct spoiling {
	const char *from, *to;
};

/* The bytes, the first `from` in them replaced by `to`. */
static struct buf spoil(
	const struct buf *bytes, const struct spoiling *spoiling)
{
	const char *at = strstr(bytes->bytes, spoiling->from);
	struct buf spoilt = BUF_INIT;

	if (at == NULL)
		fail_msg("there is no '%s'", spoiling->from);
	buf_put(&spoilt, bytes->bytes, (size_t)(at - bytes->bytes));
	buf_puts(&spoilt, spoiling->to);
	buf_puts(&spoilt, at + strlen(spoiling->from));
	return spoilt;
}

/* A refusal says what is wrong, and nothing else does. */
static void assert_judged(
	int result, struct buf *problem, const struct spoiling *spoiling)
{
	int is_spoilt = strcmp(spoiling->from, spoiling->to) != 0;

	if ((result != 0) != is_spoilt)
		fail_msg("%s: '%s' for '%s': %s",
			is_spoilt ? "not caught" : "refused", spoiling->to,
			spoiling->from, problem->bytes);
	assert_true((result == 0) == (problem->length == 0));
	buf_release(problem);
}

static void put_feed(struct buf *out, const struct feed *feed)
{
	struct content content = CONTENT_INIT;

	writer_lay_out(&content, feed);
	content_join(&content, out);
	content_release(&content);
}

static void assert_all_caught_in_feed(void **state, const char *path,
	const struct spoiling *spoilings, size_t count)
{
	const struct example *example = *state;
	const struct feed *feed = find_feed(state, path);
	struct buf bytes = BUF_INIT;

	put_feed(&bytes, feed);
	for (size_t i = 0; i < count; i++) {
		struct buf spoilt = spoil(&bytes, &spoilings[i]);
		struct buf problem = BUF_INIT;
		struct content content = CONTENT_INIT;

		content_own(&content, &spoilt);
		assert_judged(
			prove_feed(example->proof, feed, &content, &problem),
			&problem, &spoilings[i]);
		content_release(&content);
	}
	buf_release(&bytes);
}

static void assert_all_caught(void **state, const struct fragment *fragment,
	const struct spoiling *spoilings, size_t count)
{
	const struct example *example = *state;

	for (size_t i = 0; i < count; i++) {
		struct fragment spoilt = *fragment;
		struct buf problem = BUF_INIT;

		spoilt.bytes = spoil(&fragment->bytes, &spoilings[i]);
		assert_judged(prove_fragment(example->proof, &spoilt, &problem),
			&problem, &spoilings[i]);
		buf_release(&spoilt.bytes);
	}
}

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/*
 * Where the next line starts, behind all that is folded: behind one blank, not
 * several, as elements are.
 */
static const char *next_line(const char *line)
{
	do
		line = strchr(line, '\n') + 1;
	while (*line == ' ' && strncmp(line, "  ", 2) != 0);
	return line;
}

/* A line that is missing, or that stands twice. */
static void assert_line_matters(void **state, const struct fragment *fragment,
	const char *line, const char *next)
{
	const struct example *example = *state;
	const struct buf *bytes = &fragment->bytes;

	for (int i = 0; i < 2; i++) {
		struct fragment spoilt = *fragment;
		struct buf problem = BUF_INIT;

		spoilt.bytes = (struct buf)BUF_INIT;
		buf_put(&spoilt.bytes, bytes->bytes,
			(size_t)((i == 0 ? line : next) - bytes->bytes));
		if (i == 1)
			buf_put(&spoilt.bytes, line, (size_t)(next - line));
		buf_puts(&spoilt.bytes, next);
		if (prove_fragment(example->proof, &spoilt, &problem) == 0)
			fail_msg("%s is not caught: %.*s",
				i == 0 ? "what is missing" : "what is doubled",
				(int)(next - line), line);
		buf_release(&problem);
		buf_release(&spoilt.bytes);
	}
}

/* All of them but what people read in an entry, which is words like others. */
static void every_line_matters(void **state)
{
	const struct fragment *const fragments[] = {
		find_fragment(state, FORMAT_ICS, "3f6a1d6c7e07"),
		find_fragment(state, FORMAT_ATOM, "/release/fr"),
	};

	for (size_t i = 0; i < COUNT(fragments); i++) {
		const char *bytes = fragments[i]->bytes.bytes;
		const char *content = strstr(bytes, "<content");
		const char *end = strstr(bytes, "</content>");

		for (const char *line = bytes; *line != '\0';) {
			const char *next = next_line(line);

			if (content == NULL || line <= content || line > end)
				assert_line_matters(
					state, fragments[i], line, next);
			line = next;
		}
	}
}

static void a_spoilt_vevent_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"UID:0b5b6c1e", "UID:0b5b6c1f"},
		{"SEQUENCE:0", "SEQUENCE:1"},
		{"DTSTART;VALUE=DATE:20260128", "DTSTART;VALUE=DATE:20260127"},
		{"DTEND;VALUE=DATE:20260129", "DTEND;VALUE=DATE:20260128"},
		{"DTEND;VALUE=DATE:20260129\r\n", ""},
		{"DTSTART;VALUE=DATE:20260128", "DTSTART:20260128T000000"},
		{"SUMMARY:7e", "SUMMARY:8e"},
		{"LOCATION:Bruxelles", "LOCATION:B"},
		{"LOCATION:", "LOCATION;LANGUAGE=fr:"},
		{"STATUS:CONFIRMED", "STATUS:CANCELLED"},
		{"STATUS:CONFIRMED\r\n", ""},
		{": Traduction", ": Tradition"},
		{"\\n", "\\x"},
		{"\\,", ","},
		{"Mme Barbara GALLO", "Mme Barbara"},
		{"X-DIALOGUE-CO-CHAIR;", "X-DIALOGUE-CHAIR;"},
		{"ORDER=2", "ORDER=3"},
		{"PARTY=JP", "PARTY=EU"},
		{":Mme Barbara GALLO", ":Mme Barbara"},
		{"ORDER=2:responsable", "ORDER=2:juriste"},
		{"END:VEVENT\r\n", ""},
		{"CLASS:PUBLIC",
			"CLASS:PUBLIC\r\nX-LONG:"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaa"},
		{"BEGIN:VEVENT", "BEGIN:VTODO"},
	};

	assert_all_caught(state,
		find_fragment(state, FORMAT_ICS, "3f6a1d6c7e07"), spoilings,
		COUNT(spoilings));
}

static void a_spoilt_calendar_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"UID:0b5b6c1e", "UID:0b5b6c1f"},
		{"DTSTART;VALUE=DATE:20260128", "DTSTART;VALUE=DATE:20260127"},
		{"END:VEVENT\r\n", ""},
		{"END:VCALENDAR\r\n", ""},
		{"\r\nVERSION", "\nVERSION"},
	};

	assert_all_caught_in_feed(
		state, "fr/calendar.ics", spoilings, COUNT(spoilings));
}

static void a_spoilt_entry_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"/release/fr</id>", "/release/en</id>"},
		{"<title>7e", "<title>8e"},
		{"<published>2026-01-29T11", "<published>2026-01-29T12"},
		{"<updated>2026-01-29T11:00:00Z",
			"<updated>2026-01-29T11:01:00Z"},
		{"<updated>2026-01-29T11:00:00Z", "<updated>2026-01-29 11:00"},
		{"<name>Dialogues", "<name>Monologues"},
		{"07.ics", "08.ics"},
		{"rel=\"related\"", "rel=\"alternate\""},
		{"href=\"https://", "href=\"ftp://"},
		{"<category", "<categori"},
		{"term=\"provisional\"", "term=\"\""},
		{"    <category term=\"provisional\" "
		 "scheme=\"tag:dialogues.example.org,2026:translation\" "
		 "label=\"Traduction provisoire\"/>\n",
			""},
		{"</strong>Traduction", "</strong>&nbsp;Traduction"},
		{"</strong>Traduction provisoire et", "</strong>Traduction et"},
		{"<em>Cyber", "<em onclick=\"\">Cyber"},
		{"<em>Cyber", "<em>Siber"},
		{"<p>Le", "<script>Le"},
		{"Mme Barbara GALLO, resp", "Mme Barbara, resp"},
		{"Bruxelles (Belgique)</d:place>", "Paris</d:place>"},
		{"uid=\"0b5b", "uid=\"0b5c"},
		{"status=\"held\"", "status=\"cancelled\""},
		{"<d:start>2026-01-28", "<d:start>2026-01-27"},
		{"<d:co-chair order=\"1\"", "<d:co-chair"},
		{"country=\"BE\"", "country=\"Belgium\""},
		{"scheme=\"tag:", "scheme=\"topic:"},
		{"hreflang=\"fr\"", "hreflang=\"French\""},
		{"published=\"2026-01-29\"", "published=\"29.1.2026\""},
		{"<d:end>2026-01-28", "<d:end>28 January"},
		{"<d:release", "<d:releese"},
		{"kind=\"provisional\"", "kind=\"funny\""},
		{"</entry>", ""},
		{"<entry xml", "<extry xml"},
	};

	assert_all_caught(state,
		find_fragment(state, FORMAT_ATOM, "/release/fr"), spoilings,
		COUNT(spoilings));
}

static void a_spoilt_atom_feed_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"/release/fr</id>", "/release/en</id>"},
		{"xml:lang=\"fr\"", "xml:lang=\"en\""},
		{"fr/releases.atom\"/>", "en/releases.atom\"/>"},
		{"<updated>2026-01-29", "<updated>2026-01-30"},
		{"rel=\"prev-archive\"", "rel=\"next-archive\""},
		{"releases-2026", "releases-2025"},
		{"<published>2026-01-29T11", "<published>2026-01-29T12"},
		{"</entry>", ""},
		{"<entry xml", "<extry xml"},
		{"xmlns=\"http://www.w3.org/2005/Atom\"", ""},
		{"xmlns:d=\"urn:uuid:8f", "xmlns:d=\"urn:uuid:9f"},
		{"xml:lang=\"fr\"",
			"xml:lang=\"fr\" xml:base=\"https://x.org/\""},
		{"<title>", "<entry/><title>"},
		{"</feed>", "<generator>x</generator></feed>"},
		{"</feed>", "<entry/></feed>"},
	};

	assert_all_caught_in_feed(
		state, "fr/releases.atom", spoilings, COUNT(spoilings));
}

static void a_spoilt_json_file_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"/release/fr\"", "/release/en\""},
		{"</strong>Traduction", "</strong>Tradition"},
	};

	assert_all_caught_in_feed(
		state, "fr/releases.json", spoilings, COUNT(spoilings));
}

static void a_spoilt_page_of_a_meeting_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"<main", "<mane"},
		{"<bdi>7e cyber", "<bdi>8e cyber"},
		{"Traduction provisoire", "Traduction"},
		{"se sont retrouvés", "se sont manqués"},
	};

	assert_all_caught(state,
		find_fragment(state, FORMAT_EVENT_PAGE, "/07.html"), spoilings,
		COUNT(spoilings));
}

static void a_spoilt_page_is_caught(void **state)
{
	static const struct spoiling spoilings[] = {
		{"", ""},
		{"lang=\"fr\"", "lang=\"ja\""},
		{" dir=\"ltr\"", ""},
		{"<title>7e", "<title>8e"},
		{"<h1>", "<h2>"},
		{"<h1>", "<h1 id=\"content\">"},
		{"../../style.css", "../style.css"},
		{"cyber-dialogue/07.ics", "cyber-dialogue/08.ics"},
		{"releases.json", "releases.yaml"},
		{"<header>", "<header/><header>"},
		{"</html>", ""},
	};

	assert_all_caught_in_feed(state, "fr/japan-eu-cyber-dialogue/07.html",
		spoilings, COUNT(spoilings));
}

static void a_spoilt_list_of_pages_is_caught(void **state)
{
	static const struct spoiling index[] = {
		{"", ""},
		{"<ul class=\"series\">", "<ul class=\"serie\">"},
		{"\">Cyber dialogue", "\"><b>Cyber dialogue"},
		{"index.html\"", "contents.html\""},
		{"\"japan-eu", "\"../japan-eu"},
		{"webcal://dialogues.example.org/fr/calendar.ics",
			"webcal://dialogues.example.org/fr/calendars.ics"},
		{"party-JP.html\"", "party-XX.html\""},
		{"topic-cyber.html\"", "topic-food.html\""},
	};
	static const struct spoiling sitemap[] = {
		{"", ""}, {"/07.html</loc>", "/08.html</loc>"}, {"</url>", ""}};
	static const struct spoiling opml[] = {{"", ""},
		{"releases.atom\"", "news.atom\""}, {"party/JP/", "party/XX/"},
		{"</body>", ""}};

	assert_all_caught_in_feed(state, "fr/index.html", index, COUNT(index));
	assert_all_caught_in_feed(
		state, "sitemap.xml", sitemap, COUNT(sitemap));
	assert_all_caught_in_feed(state, "feeds.opml", opml, COUNT(opml));
}

static void every_feed_of_the_example_is_right(void **state)
{
	const struct example *example = *state;

	assert_true(example->plan->feeds.count > 50);
	for (size_t i = 0; i < example->plan->feeds.count; i++)
		assert_all_caught_in_feed(state,
			example->plan->feeds.items[i]->path,
			&(struct spoiling){"", ""}, 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_matters),
		cmocka_unit_test(a_spoilt_vevent_is_caught),
		cmocka_unit_test(a_spoilt_calendar_is_caught),
		cmocka_unit_test(a_spoilt_entry_is_caught),
		cmocka_unit_test(a_spoilt_atom_feed_is_caught),
		cmocka_unit_test(a_spoilt_json_file_is_caught),
		cmocka_unit_test(a_spoilt_page_of_a_meeting_is_caught),
		cmocka_unit_test(a_spoilt_page_is_caught),
		cmocka_unit_test(a_spoilt_list_of_pages_is_caught),
		cmocka_unit_test(every_feed_of_the_example_is_right),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
