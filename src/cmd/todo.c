#include "cmd/todo.h"

#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "base/diff.h"
#include "base/html.h"
#include "model/translation.h"
#include "plan/since.h"
#include "base/banned.h"

static const struct text *find_original(
	const struct event *event, const struct text *text)
{
	if (text != NULL)
		return translation_original(event, text);
	for (size_t i = 0; i < event->text_count; i++)
		if (strcmp(event->texts[i]->kind, "original") == 0)
			return event->texts[i];
	return event->text_count > 0 ? event->texts[0] : NULL;
}

/* Languages may link to pages of their own. */
static bool is_link(const char *name)
{
	return strncmp(name, "link ", strlen("link ")) == 0;
}

static void find_lacks(struct todo *todo)
{
	for (size_t i = 0; i < todo->said.count; i++) {
		const char *name = todo->said.items[i].name;

		if (is_link(name) || passages_find(&todo->says, name) != NULL)
			continue;
		todo->lacks = pool_grow(todo->pool, todo->lacks,
			todo->lack_count, sizeof(*todo->lacks));
		todo->lacks[todo->lack_count++] = name;
	}
}

static const char *state_of(const struct todo *todo, const struct event *event,
	const struct text *text)
{
	const struct text *original = todo->original;

	if (text == NULL)
		return "missing";
	if (text->draft)
		return "draft";
	if (original != NULL && text->of_revision != 0 &&
		original->revision > text->of_revision)
		return "stale";
	if (todo->lack_count > 0 || translation_instead(event, text) != NULL ||
		translation_has_title(event, text))
		return "partial";
	return todo->was.count > 0 ? "changed" : NULL;
}

struct todo todo_make(struct pool *pool, const struct site *site,
	const struct ledger *ledger, const struct event *event,
	const char *language)
{
	const struct text *text = event_text(event, language);
	struct todo todo = {.pool = pool,
		.language = language,
		.original = find_original(event, text)};

	if (todo.original != NULL)
		todo.said = passages_of(pool, event, todo.original);
	if (text != NULL)
		todo.says = passages_of(pool, event, text);
	if (text != NULL && ledger != NULL)
		todo.was = since_of_text(pool, ledger_find(ledger, event->uid),
			&site->publisher, event, text);
	/* What is no translation says what it likes. */
	if (text != NULL && text->of != NULL)
		find_lacks(&todo);
	todo.state = state_of(&todo, event, text);
	return todo;
}

/* --- lines, with what has changed in them --- */

struct style {
	const char *begin[3], *end[3]; /* around words, by enum diff_kind */
	bool is_html;
};

static const struct style terminal = {
	{"", "[-", "{+"}, {"", "-]", "+}"}, false};
static const struct style html = {
	{"", "<del>", "<ins>"}, {"", "</del>", "</ins>"}, true};

struct line {
	const char *text;
	bool is_changed;
};

struct lines {
	struct pool *pool;
	const struct style *style;
	struct buf text; /* of the last one */
	bool is_changed;
	struct line *items;
	size_t count;
};

static void end_line(struct lines *lines)
{
	lines->items = pool_grow(
		lines->pool, lines->items, lines->count, sizeof(*lines->items));
	lines->items[lines->count++] = (struct line){
		pool_bytes(lines->pool, lines->text.bytes, lines->text.length),
		lines->is_changed};
	buf_cut(&lines->text, 0);
	lines->is_changed = false;
}

/* Blanks at the end stand behind the mark. */
static void put_piece(struct lines *lines, enum diff_kind kind,
	const char *words, size_t length)
{
	size_t whole = length;

	while (length > 0 && words[length - 1] == ' ')
		length--;
	lines->is_changed |= kind != DIFF_SAME;
	if (length > 0) {
		buf_puts(&lines->text, lines->style->begin[kind]);
		if (lines->style->is_html)
			html_put(&lines->text, words, length);
		else
			buf_put(&lines->text, words, length);
		buf_puts(&lines->text, lines->style->end[kind]);
	}
	buf_put(&lines->text, words + length, whole - length);
}

/* Lines are those of today: the end of one that is gone is a blank. */
static void take(
	void *data, enum diff_kind kind, const char *words, size_t length)
{
	struct lines *lines = data;
	const char *end = words + length, *line_end;

	while ((line_end = memchr(words, '\n', (size_t)(end - words))) !=
		NULL) {
		put_piece(lines, kind, words, (size_t)(line_end - words));
		if (kind == DIFF_GONE)
			buf_putc(&lines->text, ' ');
		else
			end_line(lines);
		words = line_end + 1;
	}
	put_piece(lines, kind, words, (size_t)(end - words));
}

static struct lines lines_make(struct pool *pool, const struct style *style,
	const char *before, const char *now)
{
	struct lines lines = {.pool = pool, .style = style, .text = BUF_INIT};

	diff_words(before ? before : "", now ? now : "", take, &lines);
	if (lines.text.length > 0)
		end_line(&lines);
	buf_release(&lines.text);
	return lines;
}

/* A passage of the original, with what has changed in it. */
static struct lines lines_said(
	const struct todo *todo, const struct style *style, const char *name)
{
	const struct passage *said = passages_find(&todo->said, name);
	const struct passage *was = passages_find(&todo->was, name);
	const char *now = said ? said->words : NULL;

	return lines_make(todo->pool, style, was ? was->words : now, now);
}

static struct lines lines_says(
	const struct todo *todo, const struct style *style, const char *name)
{
	const struct passage *says = passages_find(&todo->says, name);
	const char *words = says ? says->words : NULL;

	return lines_make(todo->pool, style, words, words);
}

/* "name" of "name UID", "release outcome" */
static const char *label_of(const struct todo *todo, const char *name)
{
	size_t length = strcspn(name, " ");

	return strncmp(name, "release", length) == 0
		? name
		: pool_bytes(todo->pool, name, length);
}

/* Those of the original as it is, then what is gone. */
static struct passages all_passages(const struct todo *todo)
{
	struct passages all = {NULL, 0};

	for (size_t i = 0; i < todo->said.count; i++)
		passages_add(todo->pool, &all, todo->said.items[i].name, NULL);
	for (size_t i = 0; i < todo->was.count; i++)
		if (passages_find(&all, todo->was.items[i].name) == NULL)
			passages_add(todo->pool, &all, todo->was.items[i].name,
				NULL);
	return all;
}

/* --- in a terminal --- */

static void print_line(const char *label, const char *text)
{
	printf("    %s: ", label);
	diag_print_safely(stdout, text);
	putchar('\n');
}

void todo_print(const struct todo *todo)
{
	struct buf lacks = BUF_INIT;

	for (size_t i = 0; i < todo->lack_count; i++)
		buf_printf(&lacks, "%s%s", i > 0 ? ", " : "",
			label_of(todo, todo->lacks[i]));
	if (lacks.length > 0)
		print_line("missing", lacks.bytes);
	buf_release(&lacks);
	for (size_t i = 0; i < todo->was.count; i++) {
		const char *name = todo->was.items[i].name;
		struct lines lines = lines_said(todo, &terminal, name);

		for (size_t j = 0; j < lines.count; j++)
			if (lines.items[j].is_changed)
				print_line(label_of(todo, name),
					lines.items[j].text);
	}
}

void todo_print_both(const struct todo *todo)
{
	struct passages all = all_passages(todo);

	for (size_t i = 0; i < all.count; i++) {
		const char *name = all.items[i].name;
		struct lines said = lines_said(todo, &terminal, name);
		struct lines says = lines_says(todo, &terminal, name);

		printf("%s\n", label_of(todo, name));
		for (size_t j = 0; j < said.count; j++)
			print_line(
				todo->original->language, said.items[j].text);
		for (size_t j = 0; j < says.count; j++)
			print_line(todo->language, says.items[j].text);
	}
}

void todo_put_json(struct buf *out, const struct todo *todo)
{
	buf_puts(out, "\"lacks\": [");
	for (size_t i = 0; i < todo->lack_count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		json_string(out, todo->lacks[i]);
	}
	buf_puts(out, "], \"changed\": [");
	for (size_t i = 0; i < todo->was.count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		json_string(out, todo->was.items[i].name);
	}
	buf_puts(out, "]");
}

/* --- as a table --- */

static void put_cell(struct buf *out, const char *language,
	const struct lines *lines, size_t i)
{
	buf_printf(out, "<td lang=\"%s\" dir=\"auto\">", language);
	if (i < lines->count)
		buf_puts(out, lines->items[i].text);
	else if (i == 0)
		buf_puts(out, "<em lang=\"en\">nothing</em>");
	buf_puts(out, "</td>");
}

static void put_rows(struct buf *out, const struct todo *todo, const char *name)
{
	struct lines said = lines_said(todo, &html, name);
	struct lines says = lines_says(todo, &html, name);

	for (size_t i = 0; i < said.count || i < says.count; i++) {
		buf_puts(out, "<tr><th scope=\"row\">");
		html_puts(out, label_of(todo, name));
		if (i > 0)
			buf_printf(out, " %zu", i + 1);
		buf_puts(out, "</th>");
		put_cell(out, todo->original->language, &said, i);
		put_cell(out, todo->language, &says, i);
		buf_puts(out, "</tr>\n");
	}
}

void todo_put_html(struct buf *out, const struct todo *todo)
{
	struct passages all = all_passages(todo);

	buf_printf(out, "<p>In %s: <b>%s</b></p>\n", todo->language,
		todo->state ? todo->state : "complete");
	if (all.count == 0)
		return;
	buf_printf(out,
		"<table>\n<tr><th scope=\"col\">Passage</th>"
		"<th scope=\"col\">Original, %s</th>"
		"<th scope=\"col\">Text, %s</th></tr>\n",
		todo->original->language, todo->language);
	for (size_t i = 0; i < all.count; i++)
		put_rows(out, todo, all.items[i].name);
	buf_puts(out, "</table>\n");
}
