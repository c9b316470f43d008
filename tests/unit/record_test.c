/*
 * write/record: records inside a larger document, with only what feeds show.
 * That files come back as they were is tested in tests/cases/run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "model/due.h"
#include "plan/accept.h"
#include "read/load.h"
#include "read/records.h"
#include "write/record.h"
#include "workdir.h"
#include "base/banned.h"

#define SESSION "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"
#define DRAFT "1c5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"

static const instant now = 1769904000; /* 2026-02-01 */

static const char publisher_record[] =
	"<publisher base=\"https://example.org/\""
	" authority=\"example.org,2026\" zone=\"Europe/Paris\">"
	"<language tag=\"fr\"/><language tag=\"en\"/>"
	"<name xml:lang=\"fr\">Dialogues</name>"
	"<topic term=\"cyber\"><label xml:lang=\"fr\">Cyber</label></topic>"
	"<topic term=\"trade\"><label xml:lang=\"fr\">Commerce</label></topic>"
	"</publisher>";

static const char series_record[] =
	"<series><title xml:lang=\"fr\">Dialogue</title>"
	"<topic term=\"cyber\"/><topic term=\"trade\"/></series>";

static const char event_record[] =
	"<event uid=\"" SESSION "\" not-before=\"2026-01-05\">"
	"<time start=\"2026-01-28T09:30\" zone=\"Europe/Brussels\"/>"
	"<person id=\"sato\" party=\"JP\" as=\"chair\"/>"
	"<topic term=\"trade\"/>"
	"<see-also uid=\"" DRAFT "\"/>"
	"<release published=\"2026-01-29T18:00\"/>"
	"<release id=\"next\" not-before=\"2026-03-01\"/>"
	"<release id=\"wrong\" status=\"withdrawn\"/>"
	"</event>";

static const char text_record[] =
	"<text kind=\"original\"><title>Session</title>"
	"<person ref=\"sato\"><name>M. Sato</name></person>"
	"<source publisher=\"Agence\" accessed=\"2026-01-30\"/>"
	"<release>Shown.</release>"
	"<release ref=\"next\">Embargoed.</release>"
	"<release ref=\"wrong\" href=\"https://example.org/wrong\">"
	"Taken back.<correction at=\"2026-01-30\">A slip.</correction>"
	"</release></text>";

/* What a feed shows of them, as part of a larger document. */
static const char published[] =
	"<series folder=\"x\">\n"
	"  <title xml:lang=\"fr\">Dialogue</title>\n"
	"  <topic term=\"cyber\"/>\n"
	"  <topic term=\"trade\"/>\n"
	"  <event uid=\"" SESSION "\" status=\"scheduled\""
	" not-before=\"2026-01-05\" folder=\"1\">\n"
	"    <time start=\"2026-01-28T09:30\" zone=\"Europe/Brussels\"/>\n"
	"    <person id=\"32a315ee-23e2-56e5-82ab-13c29e005654\""
	" party=\"JP\" as=\"chair\"/>\n"
	"    <topic term=\"trade\"/>\n"
	"    <release published=\"2026-01-29T18:00+01:00\"/>\n"
	"    <release id=\"wrong\" published=\"2026-01-28\""
	" status=\"withdrawn\"/>\n"
	"    <text kind=\"original\" xml:lang=\"fr\">\n"
	"      <title>Session</title>\n"
	"      <person ref=\"32a315ee-23e2-56e5-82ab-13c29e005654\">\n"
	"        <name>M. Sato</name>\n"
	"      </person>\n"
	"      <source publisher=\"Agence\"/>\n"
	"      <release>\n"
	"        <p>Shown.</p>\n"
	"      </release>\n"
	"      <release ref=\"wrong\" href=\"https://example.org/wrong\"/>\n"
	"    </text>\n"
	"  </event>\n"
	"</series>\n";

static const struct record_options options = {.published = true};

/* --- such a document --- */

static void put_event(struct markup *markup, const struct event *event)
{
	record_open_event(markup, event, &options);
	markup_attribute(markup, "folder", event->folder);
	record_fill_event(markup, event, &options);
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		record_open_text(markup, text, &options);
		markup_attribute(markup, "xml:lang", text->language);
		record_fill_text(markup, text, event, &options);
		markup_end(markup);
	}
	markup_end(markup);
}

static void put_site(struct buf *out, const struct site *site)
{
	const struct series *series = site->series[0];
	struct markup *markup = markup_new(out, 0);

	record_open_series(markup, series);
	markup_attribute(markup, "folder", series->folder);
	record_fill_series(markup, series);
	for (size_t i = 0; i < site->event_count; i++)
		if (!site->events[i]->hidden)
			put_event(markup, site->events[i]);
	markup_end(markup);
	markup_free(markup);
}

static void take_texts(struct reader *reader, const struct element *element,
	struct event *event)
{
	for (const struct element *child = element_child(element, "text");
		child != NULL; child = element_again(child)) {
		struct text *text = take_text(reader, child, event->path,
			take_value(reader, child, "xml:lang"), event);

		assert_non_null(text);
		reader_add_text(reader, event, text);
	}
}

static void take_document(struct reader *reader, const struct element *root)
{
	struct site *site = reader->site;
	struct series *series = take_series(reader, root, "feeds/ledger/x.xml",
		take_value(reader, root, "folder"));

	assert_non_null(series);
	site->series = pool_grow(&site->pool, NULL, 0, sizeof(*site->series));
	site->series[site->series_count++] = series;
	for (const struct element *child = element_child(root, "event");
		child != NULL; child = element_again(child)) {
		struct event *event =
			take_event(reader, child, "feeds/ledger/x.xml",
				take_value(reader, child, "folder"), series);

		assert_non_null(event);
		take_texts(reader, child, event);
		reader_add_event(reader, event);
	}
	site_settle(site);
}

/* --- */

static struct site *load(struct diag *diag)
{
	struct site *site;

	workdir_write("events/publisher.xml", publisher_record);
	workdir_write("events/x/series.xml", series_record);
	workdir_write("events/x/1/event.xml", event_record);
	workdir_write("events/x/1/fr.xml", text_record);
	workdir_write(
		"events/x/1/en.xml", "<text draft=\"yes\" kind=\"digest\"/>");
	workdir_write("events/x/2/event.xml",
		"<event uid=\"" DRAFT "\" draft=\"yes\"/>");
	site = site_load(diag, &(struct load_options){NULL});
	accept_records(site, diag);
	assert_int_equal(diag->error_count, 0);
	for (size_t i = 0; i < site->event_count; i++)
		due_hide(&site->publisher, site->events[i], NULL, now);
	return site;
}

static void only_what_is_shown_is_written(void **state)
{
	struct diag diag = DIAG_INIT;
	struct site *site = load(&diag);
	struct buf bytes = BUF_INIT;

	(void)state;
	put_site(&bytes, site);
	assert_string_equal(bytes.bytes, published);
	buf_release(&bytes);
	site_free(site);
	diag_release(&diag);
}

static void it_is_read_and_written_again(void **state)
{
	struct diag diag = DIAG_INIT;
	struct site *site = load(&diag);
	struct site old = {.pool = POOL_INIT, .publisher = site->publisher};
	struct reader reader = {.site = &old,
		.diag = &diag,
		.words = BUF_INIT,
		.as_published = 1};
	struct buf again = BUF_INIT;
	const struct element *root;
	uint64_t hash;
	int is_sound;
	char before[UUID_SIZE], after[UUID_SIZE];

	(void)state;
	workdir_write("published.xml", published);
	root = xml_read(&old.pool, &diag, "published.xml", &is_sound, &hash);
	assert_true(is_sound);
	take_document(&reader, root);
	assert_int_equal(old.event_count, 1);
	for (size_t i = 0; i < old.event_count; i++)
		due_hide(&old.publisher, old.events[i], NULL, now);
	put_site(&again, &old);
	assert_string_equal(again.bytes, published);
	assert_int_equal(old.events[0]->own_topic_count, 1);
	assert_int_equal(old.events[0]->topic_count, 2);
	person_uid(before, site->events[0], &site->events[0]->persons[0], 1);
	person_uid(after, old.events[0], &old.events[0]->persons[0], 1);
	assert_string_equal(after, before);
	reader_release(&reader);
	buf_release(&again);
	pool_release(&old.pool);
	site_free(site);
	diag_release(&diag);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_what_is_shown_is_written,
			workdir_enter, workdir_leave),
		cmocka_unit_test_setup_teardown(it_is_read_and_written_again,
			workdir_enter, workdir_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
