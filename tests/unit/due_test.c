/*
 * model/due: what may be shown today.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "model/due.h"
#include "base/banned.h"

enum { NOW = 1000 };

static const struct date nothing = {{.precision = WHEN_ABSENT}, 0};

static struct date at(instant moment)
{
	return (struct date){{.precision = WHEN_CLOCK}, moment};
}

/* One event with two texts and two releases; nothing keeps them back. */
struct example {
	struct text original, translation;
	struct text *texts[2];
	const char *languages[1], *stand_ins[1];
	struct release releases[2];
	struct event event;
	struct event *events[1];
	struct site site;
};

static void make_example(struct example *example)
{
	*example = (struct example){
		.original = {.language = "fr"},
		.translation = {.language = "en"},
		.languages = {"fr"},
		.stand_ins = {"en"},
		.releases = {{.id = "first", .status = RELEASE_PUBLISHED},
			{.id = "second", .status = RELEASE_WITHDRAWN}},
	};
	example->texts[0] = &example->original;
	example->texts[1] = &example->translation;
	example->event = (struct event){.texts = example->texts,
		.text_count = 2,
		.releases = example->releases,
		.release_count = 2};
	example->events[0] = &example->event;
	example->site =
		(struct site){.events = example->events, .event_count = 1};
	example->site.publisher =
		(struct publisher){.languages = example->languages,
			.language_count = 1,
			.stand_ins = example->stand_ins,
			.stand_in_count = 1};
}

static void apply(struct site *site, instant now)
{
	for (size_t i = 0; i < site->event_count; i++)
		due_hide(&site->publisher, site->events[i], NULL, now);
}

static void a_text_in_a_language_that_is_not_listed_is_hidden(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	it.site.publisher.stand_in_count = 0;
	apply(&it.site, 0);
	assert_int_equal(it.event.text_count, 1);
	assert_string_equal(it.event.texts[0]->language, "fr");
	/* What was published stays. */
	make_example(&it);
	it.site.publisher.stand_in_count = 0;
	due_hide(&it.site.publisher, &it.event, &it.event, 0);
	assert_int_equal(it.event.text_count, 2);
}

static void what_nothing_keeps_back_is_shown(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	apply(&it.site, NOW);
	assert_false(it.event.hidden);
	assert_int_equal(it.event.text_count, 2);
	assert_false(it.releases[0].hidden);
	assert_false(it.releases[1].hidden); /* withdrawn, and says so */
}

static void a_draft_is_hidden_with_its_releases(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	it.event.draft = 1;
	apply(&it.site, NOW);
	assert_true(it.event.hidden);
	assert_true(it.releases[0].hidden);
	assert_true(it.releases[1].hidden);
}

/* At the very moment at which an embargo ends it has ended. */
static void an_embargo_ends_at_its_moment(void **state)
{
	static const struct {
		instant end;
		int hidden;
	} cases[] = {{NOW - 1, 0}, {NOW, 0}, {NOW + 1, 1}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct example it;

		make_example(&it);
		it.event.not_before = at(cases[i].end);
		apply(&it.site, NOW);
		assert_int_equal(it.event.hidden, cases[i].hidden);
		assert_int_equal(it.releases[0].hidden, cases[i].hidden);

		make_example(&it);
		it.releases[1].not_before = at(cases[i].end);
		apply(&it.site, NOW);
		assert_false(it.event.hidden);
		assert_false(it.releases[0].hidden);
		assert_int_equal(it.releases[1].hidden, cases[i].hidden);

		make_example(&it);
		it.original.not_before = at(cases[i].end);
		apply(&it.site, NOW);
		assert_int_equal(it.event.text_count, 2 - cases[i].hidden);
	}
}

static void texts_that_are_not_due_are_taken_out(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	it.original.draft = 1;
	apply(&it.site, NOW);
	assert_false(it.event.hidden);
	assert_int_equal(it.event.text_count, 1);
	assert_ptr_equal(it.event.texts[0], &it.translation);
	assert_null(event_text(&it.event, "fr"));
}

static void a_draft_of_a_release_is_hidden_alone(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	it.releases[0].status = RELEASE_DRAFT;
	apply(&it.site, NOW);
	assert_true(it.releases[0].hidden);
	assert_false(it.releases[1].hidden);
	assert_false(it.event.hidden);
}

/* What is unsound was hidden before, and stays so. */
static void what_is_hidden_stays_hidden(void **state)
{
	struct example it;

	(void)state;
	make_example(&it);
	it.event.hidden = 1;
	apply(&it.site, NOW);
	assert_true(it.event.hidden);
	assert_true(it.releases[0].hidden);
}

static void next_is_the_earliest_end_of_an_embargo(void **state)
{
	struct example it;
	instant next = 0;

	(void)state;
	make_example(&it);
	it.translation.not_before = at(NOW + 20);
	it.releases[1].not_before = at(NOW + 10);
	assert_int_equal(due_next(&it.site, NOW, &next), 0);
	assert_int_equal(next, NOW + 10);
	assert_int_equal(due_next(&it.site, NOW + 9, &next), 0);
	assert_int_equal(next, NOW + 10);
	assert_int_equal(due_next(&it.site, NOW + 10, &next), 0);
	assert_int_equal(next, NOW + 20);
	assert_int_equal(due_next(&it.site, NOW + 20, &next), -1);
}

static void what_belongs_to_an_event_waits_for_it(void **state)
{
	struct example it;
	instant next = 0;

	(void)state;
	make_example(&it);
	it.event.not_before = at(NOW + 15);
	it.translation.not_before = at(NOW + 20);
	it.releases[1].not_before = at(NOW + 10);
	assert_int_equal(due_next(&it.site, NOW, &next), 0);
	assert_int_equal(next, NOW + 15);
	assert_int_equal(due_next(&it.site, NOW + 15, &next), 0);
	assert_int_equal(next, NOW + 20);
}

static void nothing_is_next_without_embargoes(void **state)
{
	struct example it;
	struct site empty = {.event_count = 0};
	instant next;

	(void)state;
	make_example(&it);
	assert_int_equal(due_next(&it.site, NOW, &next), -1);
	assert_int_equal(due_next(&empty, NOW, &next), -1);
}

static void drafts_have_no_say_in_what_is_next(void **state)
{
	struct example it;
	instant next;

	(void)state;
	make_example(&it);
	it.translation.draft = 1;
	it.translation.not_before = at(NOW + 20);
	it.releases[0].status = RELEASE_DRAFT;
	it.releases[0].not_before = at(NOW + 10);
	assert_int_equal(due_next(&it.site, NOW, &next), -1);
	it.releases[0].status = RELEASE_PUBLISHED;
	assert_int_equal(due_next(&it.site, NOW, &next), 0);
	assert_int_equal(next, NOW + 10);
	it.event.draft = 1;
	assert_int_equal(due_next(&it.site, NOW, &next), -1);
}

/* A date that is not given has no moment, whatever stands in its place. */
static void a_date_that_is_absent_keeps_nothing_back(void **state)
{
	struct example it;
	instant next;

	(void)state;
	make_example(&it);
	it.event.not_before = nothing;
	it.event.not_before.at = NOW + 99;
	assert_int_equal(due_next(&it.site, NOW, &next), -1);
	apply(&it.site, NOW);
	assert_false(it.event.hidden);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nothing_keeps_back_is_shown),
		cmocka_unit_test(
			a_text_in_a_language_that_is_not_listed_is_hidden),
		cmocka_unit_test(a_draft_is_hidden_with_its_releases),
		cmocka_unit_test(an_embargo_ends_at_its_moment),
		cmocka_unit_test(texts_that_are_not_due_are_taken_out),
		cmocka_unit_test(a_draft_of_a_release_is_hidden_alone),
		cmocka_unit_test(what_is_hidden_stays_hidden),
		cmocka_unit_test(next_is_the_earliest_end_of_an_embargo),
		cmocka_unit_test(what_belongs_to_an_event_waits_for_it),
		cmocka_unit_test(nothing_is_next_without_embargoes),
		cmocka_unit_test(drafts_have_no_say_in_what_is_next),
		cmocka_unit_test(a_date_that_is_absent_keeps_nothing_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
