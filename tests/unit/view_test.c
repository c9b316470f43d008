/*
 * model/view: an event as one language shows it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "base/diag_print.h"
#include "model/view.h"
#include "plan/accept.h"
#include "read/load.h"
#include "workdir.h"
#include "base/banned.h"

#define SESSION "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"
#define SIDE_EVENT "1c5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"

static const char publisher_record[] =
	"<publisher base=\"https://example.org/\""
	" authority=\"example.org,2026\">"
	"<language tag=\"fr\"/><language tag=\"en\"/><language tag=\"ja\"/>"
	"<name xml:lang=\"fr\">Dialogues</name>"
	"<party code=\"N5\"><name xml:lang=\"en\">Nordic Five</name></party>"
	"<body id=\"eeas\" party=\"EU\">"
	"<name xml:lang=\"fr\">SEAE</name><name xml:lang=\"ja\">欧州対外行動庁"
	"</name></body>"
	"<notice kind=\"provisional\" xml:lang=\"en\">Provisional</notice>"
	"</publisher>";

static const char series_record[] =
	"<series><title xml:lang=\"fr\">Dialogue</title>"
	"<title xml:lang=\"ja\">対話</title></series>";

static const char event_record[] =
	"<event uid=\"" SESSION "\" number=\"7\">"
	"<time start=\"2026-01-28\"/><place country=\"BE\"/>"
	"<person id=\"sato\" party=\"JP\" name=\"Sato Hanako\"/>"
	"<person party=\"N5\"/><body ref=\"eeas\"/>"
	"<link href=\"https://example.org/agenda\"/>"
	"<release published=\"2026-01-29\"/></event>";

static const char side_event_record[] =
	"<event uid=\"" SIDE_EVENT "\"><time start=\"2026-01-28\"/>"
	"<part-of uid=\"" SESSION "\"/></event>";

/* --- a site, written and read anew by every test --- */

static struct site *site;
static struct diag diag = DIAG_INIT;
static struct pool pool = POOL_INIT;

static int enter(void **state)
{
	if (workdir_enter(state) != 0)
		return -1;
	workdir_write("events/publisher.xml", publisher_record);
	workdir_write("events/talks/series.xml", series_record);
	workdir_write("events/talks/07/event.xml", event_record);
	return 0;
}

static int leave(void **state)
{
	if (site != NULL)
		site_free(site);
	site = NULL;
	diag_release(&diag);
	pool_release(&pool);
	return workdir_leave(state);
}

static void write_text(const char *language, const char *record)
{
	char path[64];

	snprintf(path, sizeof(path), "events/talks/07/%s.xml", language);
	workdir_write(path, record);
}

static const struct view *view_of(const char *uid, const char *language)
{
	const struct event *event;

	if (site == NULL) {
		site = site_load(&diag, &(struct load_options){NULL});
		accept_records(site, &diag);
		diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
		assert_int_equal(diag.error_count, 0);
	}
	event = site_event(site, uid);
	assert_non_null(event);
	return view_make(&pool, &site->publisher, event, language);
}

static void assert_words(
	struct words words, const char *language, const char *text)
{
	if (text == NULL) {
		assert_null(words.text);
		return;
	}
	assert_non_null(words.text);
	assert_string_equal(words.text, text);
	if (language == NULL)
		assert_null(words.language);
	else
		assert_string_equal(words.language, language);
}

static void assert_title(const struct view *view, const char *expected)
{
	struct buf title = BUF_INIT;

	view_put_title(&title, view);
	assert_string_equal(title.bytes, expected);
	buf_release(&title);
}

static void assert_place(const struct view *view, const char *expected_language,
	const char *expected)
{
	struct buf place = BUF_INIT;
	const char *language;

	view_put_place(&place, view, &language);
	assert_string_equal(place.bytes, expected);
	assert_string_equal(language, expected_language);
	buf_release(&place);
}

/* --- tests --- */

static void each_field_falls_back_on_its_own(void **state)
{
	const struct view *view;

	(void)state;
	write_text("fr",
		"<text><title>7e dialogue</title><when>15h50</when>"
		"<summary>Résumé</summary><discussed>cyber</discussed></text>");
	write_text("en",
		"<text kind=\"official\" of=\"fr\"><title>7th dialogue</title>"
		"<summary>Summary</summary><venue>Palace</venue>"
		"<outcome>A plan</outcome></text>");
	view = view_of(SESSION, "en");
	assert_words(view->title, "en", "7th dialogue");
	assert_words(view->summary, "en", "Summary");
	assert_words(view->venue, "en", "Palace");
	/* Hours as printed are those of their own text alone. */
	assert_words(view->when, NULL, NULL);
	assert_words(view->status_note, NULL, NULL);
	assert_string_equal(view->discussed_language, "fr");
	assert_int_equal(view->discussed->count, 1);
	assert_string_equal(view->outcomes_language, "en");
	assert_ptr_equal(view->shown, view->own);

	view = view_of(SESSION, "fr");
	assert_words(view->when, "fr", "15h50");
	assert_words(view->venue, "en", "Palace");
	assert_string_equal(view->outcomes_language, "en");
}

/* The publisher's order decides, not the alphabet. */
static void a_missing_language_shows_the_preferred_one(void **state)
{
	const struct view *view;

	(void)state;
	write_text("en", "<text><title>7th</title><when>at 4</when></text>");
	write_text("fr", "<text><title>7e</title><when>16h</when></text>");
	view = view_of(SESSION, "ja");
	assert_null(view->own);
	assert_string_equal(view->shown->language, "fr");
	assert_words(view->when, "fr", "16h");
}

/* The publisher's own words are better known there than a foreign title. */
static void without_a_text_the_series_has_the_title_and_number(void **state)
{
	(void)state;
	write_text("fr", "<text><title>7e dialogue, printed</title></text>");
	assert_title(view_of(SESSION, "fr"), "7e dialogue, printed");
	assert_words(view_of(SESSION, "ja")->title, "ja", "対話");
	assert_int_equal(view_of(SESSION, "ja")->title_number, 7);
	assert_title(view_of(SESSION, "ja"), "第7回対話");
	/* The series has no English title: then the printed one. */
	assert_title(view_of(SESSION, "en"), "7e dialogue, printed");
}

static void without_any_text_the_series_has_the_title(void **state)
{
	(void)state;
	assert_title(view_of(SESSION, "fr"), "Dialogue (n°\u00A07)");
	assert_title(view_of(SESSION, "en"), "Dialogue (n°\u00A07)");
	assert_words(view_of(SESSION, "en")->title, "fr", "Dialogue");
	assert_null(view_of(SESSION, "en")->shown);
	assert_false(view_of(SESSION, "en")->stale);
	assert_null(view_of(SESSION, "en")->discussed->items);
}

static void a_side_event_keeps_its_own_title(void **state)
{
	const struct view *view;

	(void)state;
	workdir_write(
		"events/talks/07-round-table/event.xml", side_event_record);
	workdir_write("events/talks/07-round-table/fr.xml",
		"<text><title>Table ronde</title></text>");
	view = view_of(SIDE_EVENT, "ja");
	assert_words(view->title, "fr", "Table ronde");
	assert_title(view, "Table ronde");
}

/* Venue and place fall back each by itself, and say so. */
static void a_venue_of_another_language_stays(void **state)
{
	const struct view *view;
	struct buf place = BUF_INIT, venue = BUF_INIT;
	const char *language;

	(void)state;
	write_text("en",
		"<text><title>T</title><place>Brussels</place>"
		"<venue>Justus Lipsius</venue></text>");
	write_text("ja",
		"<text kind=\"courtesy\" of=\"en\"><title>T</title>"
		"<place>ブリュッセル</place></text>");
	view = view_of(SESSION, "ja");
	view_put_place(&place, view, &language);
	assert_string_equal(
		place.bytes, "Justus Lipsius、ブリュッセル（ベルギー）");
	assert_null(language);
	assert_string_equal(view_put_venue(&venue, view), "en");
	assert_string_equal(venue.bytes, "Justus Lipsius、");
	buf_release(&venue);
	buf_release(&place);
}

static void places_say_the_country_once(void **state)
{
	static const struct {
		const char *place, *shown_in_french, *shown_in_english;
	} cases[] = {
		{"", "Belgique", "Belgium"},
		{"<place>Bruxelles</place>", "Bruxelles (Belgique)",
			"Bruxelles (Belgique)"},
		{"<place>Bruxelles (Belgique)</place>", "Bruxelles (Belgique)",
			"Bruxelles (Belgique)"},
		{"<venue>Palais</venue>", "Palais (Belgique)",
			"Palais (Belgique)"},
		{"<venue>Palais</venue><place>Bruges</place>",
			"Palais, Bruges (Belgique)",
			"Palais, Bruges (Belgique)"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf text = BUF_INIT;

		buf_printf(&text, "<text><title>T</title>%s</text>",
			cases[i].place);
		write_text("fr", text.bytes);
		buf_release(&text);
		assert_place(
			view_of(SESSION, "fr"), "fr", cases[i].shown_in_french);
		assert_place(view_of(SESSION, "en"), i == 0 ? "en" : "fr",
			cases[i].shown_in_english);
		leave(state);
		enter(state);
	}
}

static void places_without_country_are_the_words_alone(void **state)
{
	(void)state;
	workdir_write("events/talks/07/event.xml",
		"<event uid=\"" SESSION "\"><time start=\"2026\"/></event>");
	write_text("fr", "<text><title>T</title><place>Bruges</place></text>");
	assert_place(view_of(SESSION, "fr"), "fr", "Bruges");
	assert_place(view_of(SESSION, "ja"), "fr", "Bruges");
}

static void a_meeting_online_has_no_other_place(void **state)
{
	(void)state;
	workdir_write("events/talks/07/event.xml",
		"<event uid=\"" SESSION "\"><place mode=\"online\"/></event>");
	assert_place(view_of(SESSION, "en"), "en", "Online");
}

static void nothing_is_said_of_a_place_nobody_knows(void **state)
{
	(void)state;
	workdir_write("events/talks/07/event.xml",
		"<event uid=\"" SESSION "\"><place mode=\"hybrid\"/></event>");
	assert_place(view_of(SESSION, "en"), "en", "");
}

static void notices_are_those_of_the_text_or_the_glossary(void **state)
{
	(void)state;
	write_text("fr", "<text><title>T</title></text>");
	write_text("en",
		"<text kind=\"provisional\" of=\"fr\"><title>T</title></text>");
	write_text("ja",
		"<text kind=\"provisional\" of=\"fr\"><title>T</title>"
		"<notice>仮訳</notice></text>");
	assert_words(view_of(SESSION, "en")->notice, "en", "Provisional");
	assert_words(view_of(SESSION, "ja")->notice, "ja", "仮訳");
	assert_words(view_of(SESSION, "fr")->notice, NULL, NULL);
}

/* The glossary has a notice of this kind, but in English. */
static void notices_are_in_the_language_of_the_text(void **state)
{
	(void)state;
	write_text("fr", "<text kind=\"provisional\"><title>T</title></text>");
	assert_words(view_of(SESSION, "fr")->notice, NULL, NULL);
	assert_words(view_of(SESSION, "en")->notice, NULL, NULL);
}

static void translations_of_an_older_revision_are_stale(void **state)
{
	static const struct {
		const char *original, *translation;
		int stale;
	} cases[] = {
		{"revision=\"2\"", "of=\"fr\" of-revision=\"1\"", 1},
		{"revision=\"2\"", "of=\"fr\" of-revision=\"2\"", 0},
		{"revision=\"10\"", "of=\"fr\" of-revision=\"9\"", 1},
		{"revision=\"2\"", "of=\"fr\"", 0}, /* nobody said */
		{"", "of=\"fr\" of-revision=\"1\"", 0},
		{"revision=\"2\"", "of=\"de\" of-revision=\"1\"", 0},
		{"revision=\"2\"", "", 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf text = BUF_INIT;

		buf_printf(&text, "<text %s><title>T</title></text>",
			cases[i].original);
		write_text("fr", text.bytes);
		buf_cut(&text, 0);
		buf_printf(&text,
			"<text kind=\"official\" %s><title>T</title></text>",
			cases[i].translation);
		write_text("en", text.bytes);
		buf_release(&text);
		assert_int_equal(view_of(SESSION, "en")->stale, cases[i].stale);
		assert_false(view_of(SESSION, "fr")->stale);
		leave(state);
		enter(state);
	}
}

static void names_and_roles_fall_back_one_by_one(void **state)
{
	const struct view *view;

	(void)state;
	write_text("fr",
		"<text><title>T</title><person ref=\"sato\">"
		"<role>directrice</role></person></text>");
	write_text("ja",
		"<text><title>T</title><person ref=\"sato\">"
		"<name>佐藤花子</name></person></text>");
	view = view_of(SESSION, "ja");
	assert_int_equal(view->person_count, 2);
	assert_words(view->persons[0].name, "ja", "佐藤花子");
	assert_words(view->persons[0].role, "fr", "directrice");
	assert_words(view->persons[0].party, "ja", "日本");
	assert_words(view->persons[1].name, NULL, NULL);
	assert_words(view->persons[1].party, "en", "Nordic Five");
	/* The name of event.xml comes before that of other languages. */
	view = view_of(SESSION, "fr");
	assert_words(view->persons[0].name, NULL, "Sato Hanako");
}

static void bodies_are_named_by_the_glossary(void **state)
{
	(void)state;
	assert_words(
		view_of(SESSION, "ja")->bodies[0].name, "ja", "欧州対外行動庁");
	assert_words(view_of(SESSION, "en")->bodies[0].name, "fr", "SEAE");
	assert_words(view_of(SESSION, "en")->bodies[0].party, "en",
		"European Union");
}

static void links_are_labelled_and_stand_once(void **state)
{
	const struct view *view;

	(void)state;
	write_text("fr",
		"<text><title>T</title>"
		"<link href=\"https://example.org/agenda\">Programme</link>"
		"<link href=\"https://example.org/fr\">Notes</link></text>");
	write_text("en", "<text><title>T</title></text>");
	view = view_of(SESSION, "fr");
	assert_int_equal(view->link_count, 2);
	assert_words(view->links[0].label, "fr", "Programme");
	assert_words(view->links[1].label, "fr", "Notes");
	/* A link of one language alone is none of another's. */
	view = view_of(SESSION, "en");
	assert_int_equal(view->link_count, 1);
	assert_words(view->links[0].label, "fr", "Programme");
}

static void a_release_is_shown_as_the_text_that_has_it(void **state)
{
	struct pool other = POOL_INIT;
	const struct view *view;

	(void)state;
	write_text("fr",
		"<text kind=\"provisional\"><title>T</title>"
		"<notice>Provisoire</notice>"
		"<source publisher=\"AFP\"/><release>Corps</release></text>");
	write_text("en", "<text><title>T</title></text>");
	view = view_of_release(&other, view_of(SESSION, "en"), "release");
	assert_string_equal(view->shown->language, "fr");
	assert_words(view->notice, "fr", "Provisoire");
	assert_string_equal(view->credit->publisher, "AFP");
	assert_words(view->title, "en", "T");
	assert_non_null(view_release(view, "release").words->body);
	/* Read anew. */
	site_free(site);
	site = NULL;
	/* A text that has the release, if only its address, shows itself. */
	write_text("en",
		"<text><title>T</title>"
		"<release href=\"https://example.org/en\"/></text>");
	view = view_of_release(&other, view_of(SESSION, "en"), "release");
	assert_string_equal(view->shown->language, "en");
	assert_null(view->credit);
	assert_null(view_release(view, "release").words->body);
	assert_null(view_release(view, "no-such-release").words);
	pool_release(&other);
}

static void languages_have_names(void **state)
{
	const struct publisher *publisher = view_of(SESSION, "en")->publisher;

	(void)state;
	assert_string_equal(language_name(publisher, "ja", "en"), "Japanese");
	assert_string_equal(language_name(publisher, "ja", "fr"), "japonais");
	assert_string_equal(
		language_name(publisher, "fr-CH-1996", "ja"), "フランス語");
	assert_string_equal(language_name(publisher, "qaa", "en"), "qaa");
}

#define WITH_SITE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SITE(each_field_falls_back_on_its_own),
		WITH_SITE(a_missing_language_shows_the_preferred_one),
		WITH_SITE(without_a_text_the_series_has_the_title_and_number),
		WITH_SITE(without_any_text_the_series_has_the_title),
		WITH_SITE(a_side_event_keeps_its_own_title),
		WITH_SITE(a_venue_of_another_language_stays),
		WITH_SITE(places_say_the_country_once),
		WITH_SITE(places_without_country_are_the_words_alone),
		WITH_SITE(a_meeting_online_has_no_other_place),
		WITH_SITE(nothing_is_said_of_a_place_nobody_knows),
		WITH_SITE(notices_are_those_of_the_text_or_the_glossary),
		WITH_SITE(notices_are_in_the_language_of_the_text),
		WITH_SITE(translations_of_an_older_revision_are_stale),
		WITH_SITE(names_and_roles_fall_back_one_by_one),
		WITH_SITE(bodies_are_named_by_the_glossary),
		WITH_SITE(links_are_labelled_and_stand_once),
		WITH_SITE(a_release_is_shown_as_the_text_that_has_it),
		WITH_SITE(languages_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
