#include "serve/orders.h"

#include <string.h>
#include "base/html.h"
#include "base/banned.h"

/* clang-format off */
#define MEETING \
	{"meeting", "Meeting", "Series and session, such as cyber-dialogue/07.", \
		.is_needed = true}
#define SERIES(label) \
	{"meeting", label, \
		"Such as cyber-dialogue; or with a session, cyber-dialogue/08.", \
		.is_needed = true}
#define REASON \
	{"language", "Language of the reason", \
		"Such as en; of a text that the meeting has.", "--text"}, \
	{"why", "Reason, for readers", NULL, "--why"}
#define HIDDEN(name) {name, .is_needed = true}
#define DOUBT \
	HIDDEN("meeting"), HIDDEN("place"), {"seen", NULL, NULL, "--seen", true}

static const struct order orders[] = {
	{"import", "Paste a release", "import", "--json",
		.outcome = OUTCOME_RECORDS,
		.inputs = {SERIES("Series, or meeting"),
			{"language", "Language of the text", "Such as en.",
				"--text"},
			{"text", "Text of the release", .is_needed = true,
				.is_text = true}}},
	{"new", "Make the next session", "new", .inputs = {SERIES("Series")}},
	{"move", "Move", "move", .is_of_meeting = true,
		.inputs = {MEETING,
			{"to", "New date",
				"2026-03-11, or with its time: 2026-03-11T15:00.",
				"--to", true},
			REASON}},
	{"postpone", "Postpone", "postpone", .is_of_meeting = true,
		.inputs = {MEETING, REASON}},
	{"cancel", "Cancel", "cancel", .is_of_meeting = true,
		.inputs = {MEETING, REASON}},
	{"publish", "Publish", "build", "-v", .outcome = OUTCOME_PUBLISHED,
		.inputs = {{"plan", NULL, NULL, "--plan", true}}},
	/* Of what an import was not sure of; see draft.c. */
	{"confirm", "Confirm", "confirm", .outcome = OUTCOME_RECORDS,
		.inputs = {DOUBT}},
	{"strike", "Strike", "strike", .outcome = OUTCOME_RECORDS,
		.inputs = {DOUBT}},
	{"ready", "No draft any more", "confirm", .outcome = OUTCOME_RECORDS,
		.inputs = {HIDDEN("meeting")}},
	/* What the preview itself asks for. */
	{"todo", NULL, "list", "--html", .outcome = OUTCOME_MADE,
		.inputs = {{"language", NULL, NULL, "--todo"}, {"meeting"}}},
	{"again", NULL, "check", .outcome = OUTCOME_PLAN,
		.inputs = {{"page", NULL, NULL, "--html"}}},
};
/* clang-format on */

enum { ORDER_COUNT = sizeof(orders) / sizeof(*orders) };

const struct order *orders_find(const char *name)
{
	for (size_t i = 0; i < ORDER_COUNT; i++)
		if (strcmp(orders[i].name, name) == 0)
			return &orders[i];
	return NULL;
}

/* --- forms --- */

static void put_hidden(
	struct buf *out, const struct input *input, const char *value)
{
	buf_printf(out, "<input type=\"hidden\" name=\"%s\" value=\"",
		input->name);
	html_puts(out, value);
	buf_puts(out, "\">\n");
}

static void put_input(
	struct buf *out, const struct order *order, const struct input *input)
{
	struct buf id = BUF_INIT;

	buf_printf(&id, "%s-%s", order->name, input->name);
	buf_printf(out,
		"<p><label for=\"%s\">%s</label>\n"
		"<%s id=\"%s\" name=\"%s\" autocomplete=\"off\"%s",
		id.bytes, input->label, input->is_text ? "textarea" : "input",
		id.bytes, input->name, input->is_needed ? " required" : "");
	if (input->hint != NULL)
		buf_printf(out, " aria-describedby=\"%s-hint\"", id.bytes);
	buf_puts(out, input->is_text ? "></textarea>" : ">");
	if (input->hint != NULL)
		buf_printf(out,
			"\n<span class=\"help\" id=\"%s-hint\">%s</span>",
			id.bytes, input->hint);
	buf_puts(out, "</p>\n");
	buf_release(&id);
}

static void begin_form(struct buf *out, const struct order *order)
{
	buf_printf(out, "<form method=\"post\" action=\"/-/do/%s\">\n",
		order->name);
}

static void end_form(struct buf *out, const struct order *order)
{
	buf_printf(out, "<p><button>%s</button></p>\n</form>\n", order->title);
}

static void put_form(
	struct buf *out, const struct order *order, const char *meeting)
{
	const struct input *input = order->inputs;

	buf_printf(out, "<h2>%s</h2>\n", order->title);
	begin_form(out, order);
	for (size_t i = 0; i < MOST_INPUTS && input->name != NULL; i++, input++)
		if (i == 0 && meeting != NULL)
			put_hidden(out, input, meeting);
		else
			put_input(out, order, input);
	end_form(out, order);
}

void orders_put_forms(struct buf *out, const char *meeting)
{
	for (size_t i = 0; i < ORDER_COUNT; i++)
		if (orders[i].inputs[0].label != NULL &&
			(meeting == NULL || orders[i].is_of_meeting))
			put_form(out, &orders[i], meeting);
}

void orders_put_choice(
	struct buf *out, const char *id, const char *const *values)
{
	static const char *const names[] = {"confirm", "strike"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct order *order = orders_find(names[i]);

		if (order == NULL)
			continue;
		begin_form(out, order);
		for (size_t j = 0; order->inputs[j].name != NULL; j++)
			put_hidden(out, &order->inputs[j], values[j]);
		buf_printf(out,
			"<button aria-describedby=\"%s\">%s</button>\n"
			"</form>\n",
			id, order->title);
	}
}

void orders_put_button(
	struct buf *out, const struct order *order, const char *value)
{
	begin_form(out, order);
	put_hidden(out, order->inputs, value);
	end_form(out, order);
}

/* --- commands --- */

const char *orders_lack(
	const struct order *order, const struct request *request)
{
	for (size_t i = 0; i < MOST_INPUTS; i++) {
		const struct input *input = &order->inputs[i];

		if (input->is_needed &&
			*request_value(request, input->name) == '\0')
			return input->label ? input->label : input->name;
	}
	return NULL;
}

/* No word is taken for an option that was not meant as one. */
int orders_start(struct request *request, const struct order *order,
	const struct place *place)
{
	const char *argv[6 + 2 * MOST_INPUTS + 1] = {
		"dialogue-feeds", "-C", place->site, order->command};
	const char *operands[MOST_INPUTS];
	struct buf text = BUF_INIT; /* borrowed */
	size_t count = 4, operand_count = 0;

	if (order->first != NULL)
		argv[count++] = order->first;
	for (size_t i = 0; i < MOST_INPUTS; i++) {
		const struct input *input = &order->inputs[i];
		const char *value = input->name != NULL
			? request_value(request, input->name)
			: "";

		if (*value == '\0')
			continue;
		if (input->is_text) {
			text = (struct buf){(char *)value, strlen(value), 0};
			value = "-";
		}
		if (input->option == NULL) {
			operands[operand_count++] = value;
			continue;
		}
		argv[count++] = input->option;
		argv[count++] = value;
	}
	argv[count++] = "--";
	for (size_t i = 0; i < operand_count; i++)
		argv[count++] = operands[i];
	request->order = order;
	return child_start(
		&request->job, place->program, (char *const *)argv, &text);
}
