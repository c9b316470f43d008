#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/diag_print.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/history.h"
#include "cmd/times.h"
#include "read/value.h"
#include "base/banned.h"

/* What is to become of a meeting, and why. */
struct order {
	enum change_kind kind;
	const char *usage;
	const char *to; /* the new date; NULL: it stays */
	const char **whys; /* a reason for each of these languages */
	const char **languages;
	size_t why_count, language_count;
	struct when start; /* `to` as it was read */
};

/* --- options --- */

static int check_value(
	const struct value_type *type, const char *value, const char *what)
{
	struct buf help = BUF_INIT;
	const char *wrong = type->check(value, &help);

	if (wrong != NULL) {
		fprintf(stderr, "dialogue-feeds: %s '%s' %s\n", what, value,
			wrong);
		if (help.length > 0)
			fprintf(stderr, "help: %s\n", help.bytes);
	}
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static int take_date(struct order *order)
{
	if (order->kind != CHANGE_MOVED) {
		if (order->to == NULL)
			return 0;
		fputs("dialogue-feeds: a meeting that has a new date is moved: "
		      "`dialogue-feeds move SERIES/EVENT --to DATE`\n",
			stderr);
		return -1;
	}
	if (order->to == NULL ||
		check_value(&value_start, order->to, "the date") != 0)
		return -1;
	when_parse(order->to, &order->start, NULL);
	return 0;
}

static int check_reasons(const struct order *order)
{
	if (order->why_count != order->language_count) {
		fputs("dialogue-feeds: a reason is given with its language: "
		      "--text en --why \"…\"\n",
			stderr);
		return -1;
	}
	for (size_t i = 0; i < order->language_count; i++)
		if (check_value(&value_language, order->languages[i],
			    "the language") != 0)
			return -1;
	return 0;
}

/* SERIES/EVENT may stand in front of the options or behind them. */
static int take_options(struct order *order, int argc, char **argv)
{
	static const struct option options[] = {
		{"to", required_argument, NULL, 'd'},
		{"why", required_argument, NULL, 'w'},
		{"text", required_argument, NULL, 't'},
		{NULL},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (option) {
		case 'd':
			order->to = optarg;
			break;
		case 'w':
			order->whys[order->why_count++] = optarg;
			break;
		case 't':
			order->languages[order->language_count++] = optarg;
			break;
		default:
			return -1;
		}
	if (optind + 1 != argc || take_date(order) != 0)
		return -1;
	return check_reasons(order);
}

/* --- the record --- */

static void set_status(struct revision *revision, enum status status)
{
	struct edit *edit = revise_event(revision);
	const char *before = element_value(edit->root, "status");
	const char *after = status_name(status);

	if (before == NULL || strcmp(before, after) != 0)
		edit_set(edit, edit->root, "status", after);
}

/* Returns -1 after saying that it was held: nothing can happen to it. */
static int check_not_held(const struct event *event)
{
	if (event->status != STATUS_HELD)
		return 0;
	fprintf(stderr,
		"dialogue-feeds: %s/%s has status=\"held\": what was held is "
		"neither moved nor called off\n"
		"help: if its record is wrong, mend it there\n",
		event->series->folder, event->folder);
	return -1;
}

static bool is_same_date(const struct when *a, const struct when *b)
{
	return a->precision == b->precision && when_compare(a, b) == 0;
}

/* What starts on that day does, whatever the hour. */
static bool is_moved(const struct event *event, const struct when *start)
{
	struct when before = event_start(event);

	if (start->precision == WHEN_DAY && before.precision == WHEN_CLOCK) {
		before.precision = WHEN_DAY;
		before.hour = before.minute = before.second = 0;
	}
	return !is_same_date(&before, start);
}

/* A date of which only month or year were known has come to be known better. */
static bool is_more_precise(const struct when *before, const struct when *after)
{
	return before->precision < after->precision &&
		before->year == after->year &&
		(before->precision < WHEN_MONTH ||
			before->month == after->month) &&
		before->precision < WHEN_DAY;
}

static bool is_off(const struct event *event)
{
	return event->status == STATUS_CANCELLED ||
		event->status == STATUS_POSTPONED;
}

/* A meeting that was called off is on again. */
static int move(struct revision *revision, const struct order *order)
{
	const struct event *event = revision->event;
	struct change changes[2];
	bool has_moved = is_moved(event, &order->start);
	struct when before = event_start(event);
	size_t count = 0;

	if (has_moved && times_move(revision, &order->start) != 0)
		return -1;
	if (is_off(event))
		set_status(revision, STATUS_SCHEDULED);
	if (has_moved && before.precision != WHEN_ABSENT &&
		!is_more_precise(&before, &order->start))
		changes[count++] = (struct change){.kind = CHANGE_MOVED,
			.at.at = revision->now,
			.from = before};
	if (event->status == STATUS_CANCELLED || (is_off(event) && !has_moved))
		changes[count++] = (struct change){
			.kind = CHANGE_ANNOUNCED, .at.at = revision->now};
	history_add(revision, changes, count);
	return 0;
}

static void call_off(struct revision *revision, enum change_kind kind)
{
	struct change change = {.kind = kind, .at.at = revision->now};
	enum status status =
		kind == CHANGE_CANCELLED ? STATUS_CANCELLED : STATUS_POSTPONED;

	if (revision->event->status == status)
		return;
	set_status(revision, status);
	history_add(revision, &change, 1);
}

/* --- the reason --- */

static void set_reason(struct edit *edit, const char *why)
{
	const struct element *note = element_child(edit->root, "status-note");
	struct buf xml = BUF_INIT;

	if (note != NULL) {
		edit_set_words(edit, note, why);
		return;
	}
	buf_puts(&xml, "<status-note>");
	edit_escape(&xml, why);
	buf_puts(&xml, "</status-note>");
	edit_add(edit, edit->root, element_child(edit->root, "title"),
		xml.bytes);
	buf_release(&xml);
}

static int set_reasons(struct revision *revision, const struct order *order)
{
	for (size_t i = 0; i < order->why_count; i++) {
		struct edit *edit = revise_text(revision, order->languages[i]);

		if (edit == NULL)
			return -1;
		set_reason(edit, order->whys[i]);
	}
	return 0;
}

static bool has_reason(const struct order *order, const char *language)
{
	for (size_t i = 0; i < order->language_count; i++)
		if (strcmp(order->languages[i], language) == 0)
			return true;
	return false;
}

/* Words that a person wrote are not deleted, but readers go on to see them. */
static void advise_on_reasons(
	const struct event *event, const struct order *order)
{
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		if (text->status_note == NULL ||
			has_reason(order, text->language))
			continue;
		fprintf(stderr, "%s: advice: it goes on to say: ", text->path);
		diag_print_safely(stderr, text->status_note);
		fputs("\nhelp: if that is over, delete <status-note>\n",
			stderr);
	}
}

static int carry_out(struct revision *revision, const struct order *order)
{
	const struct event *event = revision->event;

	if (check_not_held(event) != 0)
		return EXIT_FAILED;
	if (order->kind != CHANGE_MOVED)
		call_off(revision, order->kind);
	else if (move(revision, order) != 0)
		return EXIT_FAILED;
	if (set_reasons(revision, order) != 0)
		return EXIT_FAILED;
	if (order->kind == CHANGE_MOVED && is_off(event))
		advise_on_reasons(event, order);
	return revise_finish(revision);
}

static int run(struct order order, int argc, char **argv)
{
	struct revision revision;
	int status;

	order.whys = mem_alloc((size_t)argc * sizeof(*order.whys));
	order.languages = mem_alloc((size_t)argc * sizeof(*order.languages));
	if (take_options(&order, argc, argv) != 0) {
		status = cmd_usage(order.usage);
	} else {
		status = revise_begin(&revision, argv[optind]);
		if (status == EXIT_DONE)
			status = carry_out(&revision, &order);
		revise_end(&revision);
	}
	free(order.languages);
	free(order.whys);
	return status;
}

int cmd_move(int argc, char **argv)
{
	return run((struct order){.kind = CHANGE_MOVED, .usage = USAGE_MOVE},
		argc, argv);
}

int cmd_postpone(int argc, char **argv)
{
	return run((struct order){.kind = CHANGE_POSTPONED,
			   .usage = USAGE_POSTPONE},
		argc, argv);
}

int cmd_cancel(int argc, char **argv)
{
	return run(
		(struct order){.kind = CHANGE_CANCELLED, .usage = USAGE_CANCEL},
		argc, argv);
}
