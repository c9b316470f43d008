#include <string.h>
#include "model/prose.h"
#include "read/records.h"
#include "base/banned.h"

/* Marks inside a paragraph. */
static const struct shape em_shape, strong_shape, sup_shape, sub_shape, a_shape,
	br_shape;
/* clang-format off */
#define MARKS \
	{&em_shape, WITHOUT_LIMIT}, {&strong_shape, WITHOUT_LIMIT}, {&sup_shape, WITHOUT_LIMIT}, \
	{&sub_shape, WITHOUT_LIMIT}, {&a_shape, WITHOUT_LIMIT}, {&br_shape, WITHOUT_LIMIT}
/* clang-format on */
static const struct child_shape inlines[] = {MARKS, {NULL, ANY}};
static const struct attribute_shape link_only[] = {
	{"href", &value_link, REQUIRED}, {NULL}};
static const struct shape em_shape = {"em", PROSE, NULL, inlines, NULL};
static const struct shape strong_shape = {"strong", PROSE, NULL, inlines, NULL};
static const struct shape sup_shape = {"sup", PROSE, NULL, inlines, NULL};
static const struct shape sub_shape = {"sub", PROSE, NULL, inlines, NULL};
static const struct shape a_shape = {"a", PROSE, link_only, inlines, NULL};
static const struct shape br_shape = {"br", NO_WORDS, NULL, NULL, NULL};

/* Paragraphs, lists, tables; what holds any of them holds marks too. */
static const struct shape p_shape, h2_shape, h3_shape, ul_shape, ol_shape,
	blockquote_shape, table_shape;
static const struct shape correction_shape;
static const struct shape title_shape = {"title", WORDS};
/* clang-format off */
#define BLOCKS \
	{&p_shape, WITHOUT_LIMIT}, {&h2_shape, WITHOUT_LIMIT}, {&h3_shape, WITHOUT_LIMIT}, \
	{&ul_shape, WITHOUT_LIMIT}, {&ol_shape, WITHOUT_LIMIT}, {&blockquote_shape, WITHOUT_LIMIT}, \
	{&table_shape, WITHOUT_LIMIT}
/* clang-format on */
static const struct child_shape flow[] = {MARKS, BLOCKS, {NULL, ANY}};
const struct child_shape prose_shapes[] = {MARKS, BLOCKS,
	{&title_shape, AT_MOST_ONCE}, {&correction_shape, ANY}, {NULL, ANY}};
static const struct shape p_shape = {"p", PROSE, NULL, inlines, NULL};
static const struct shape h2_shape = {"h2", PROSE, NULL, inlines, NULL};
static const struct shape h3_shape = {"h3", PROSE, NULL, inlines, NULL};
static const struct shape li_shape = {"li", PROSE, NULL, flow, NULL};
static const struct child_shape items[] = {
	{&li_shape, AT_LEAST_ONCE}, {NULL, ANY}};
static const struct shape ul_shape = {"ul", NO_WORDS, NULL, items, NULL};
static const struct shape ol_shape = {"ol", NO_WORDS, NULL, items, NULL};
static const struct shape blockquote_shape = {
	"blockquote", PROSE, NULL, flow, NULL};
static const struct shape th_shape = {"th", PROSE, NULL, flow, NULL};
static const struct shape td_shape = {"td", PROSE, NULL, flow, NULL};
static const struct child_shape cells[] = {
	{&th_shape, WITHOUT_LIMIT}, {&td_shape, WITHOUT_LIMIT}, {NULL, ANY}};
static const struct shape tr_shape = {"tr", NO_WORDS, NULL, cells, NULL};
static const struct child_shape rows[] = {
	{&tr_shape, AT_LEAST_ONCE}, {NULL, ANY}};
static const struct shape table_shape = {"table", NO_WORDS, NULL, rows, NULL};

static const struct attribute_shape correction_attributes[] = {
	{"at", &value_moment, REQUIRED}, {NULL}};
static const struct shape correction_shape = {
	"correction", WORDS, correction_attributes, NULL, NULL};

static const char blanks[] = " \t\r\n";

static struct prose *append(
	struct pool *pool, struct prose *parent, const char *name)
{
	struct prose *child = pool_alloc(pool, sizeof(*child));

	child->name = name;
	if (parent->last_child == NULL)
		parent->first_child = child;
	else
		parent->last_child->next = child;
	parent->last_child = child;
	return child;
}

/*
 * How long the mark of an item is that a line begins with: "- ", "• " or "1. ",
 * whose number goes to `*number`; 0: there is none.
 */
static size_t item_mark(const char *line, int *number)
{
	size_t digits = strspn(line, "0123456789");

	*number = 0;
	if (strncmp(line, "- ", 2) == 0)
		return 2;
	if (strncmp(line, "• ", 4) == 0)
		return 4;
	if (digits == 0 || digits > 3 || strncmp(line + digits, ". ", 2) != 0)
		return 0;
	for (size_t i = 0; i < digits; i++)
		*number = *number * 10 + (line[i] - '0');
	return digits + 2;
}

/*
 * Runs of blanks and line ends as one blank; both ends keep theirs.  In front of
 * what may be an item of a list, it is a line end.
 */
static void squeeze(
	struct buf *out, const char *text, size_t length, bool is_loose)
{
	const char *end = text + length;
	int number;

	buf_cut(out, 0);
	while (text < end) {
		size_t words = strcspn(text, blanks);

		if (words > (size_t)(end - text))
			words = (size_t)(end - text);
		buf_put(out, text, words);
		text += words;
		if (text == end)
			break;
		words = strspn(text, blanks);
		buf_putc(out,
			is_loose && memchr(text, '\n', words) != NULL &&
					item_mark(text + words, &number) > 0
				? '\n'
				: ' ');
		text += words;
	}
}

static void append_text(struct reader *reader, struct prose *parent,
	const char *text, size_t length, bool is_loose)
{
	struct pool *pool = &reader->site->pool;
	struct buf *words = &reader->words;

	if (length == 0)
		return;
	squeeze(words, text, length, is_loose);
	append(pool, parent, NULL)->text =
		pool_bytes(pool, words->bytes, words->length);
}

/* Elements hold text, marks and blocks as they were written. */
static void copy(struct reader *reader, struct prose *parent,
	const struct element *element)
{
	struct pool *pool = &reader->site->pool;
	struct prose *made;

	if (element->name == NULL) {
		append_text(reader, parent, element->text,
			strlen(element->text), false);
		return;
	}
	made = append(pool, parent,
		intern_text(&reader->interned, pool, element->name,
			strlen(element->name)));
	made->href = take_link(pool, element, "href");
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		copy(reader, made, child);
}

static int is_inline(const char *name)
{
	for (const struct child_shape *known = inlines; known->shape != NULL;
		known++)
		if (strcmp(known->shape->name, name) == 0)
			return 1;
	return 0;
}

/* What stands in a release beside its body. */
static bool is_no_prose(const char *name)
{
	return strcmp(name, "correction") == 0 || strcmp(name, "title") == 0;
}

/* How far it is to a line without words; all of `text` if there is none. */
static size_t paragraph_length(const char *text)
{
	for (const char *at = strchr(text, '\n'); at != NULL;
		at = strchr(at + 1, '\n')) {
		size_t blank = strspn(at + 1, " \t\r");

		if (at[1 + blank] == '\n')
			return (size_t)(at - text);
	}
	return strlen(text);
}

/*
 * Text that stands directly in the release: goes on in the paragraph that is
 * open, and starts another one behind each blank line.
 */
static struct prose *add_loose_text(struct reader *reader, struct prose *body,
	struct prose *open, const char *text)
{
	for (;;) {
		size_t length = paragraph_length(text);

		if (open == NULL) {
			size_t skipped = strspn(text, blanks);

			skipped = skipped < length ? skipped : length;
			text += skipped;
			length -= skipped;
			if (length > 0)
				open = append(&reader->site->pool, body, "p");
		}
		if (open != NULL)
			append_text(reader, open, text, length, true);
		text += length;
		if (*text == '\0')
			return open;
		text += strspn(text, blanks);
		open = NULL;
	}
}

/* --- lists of pasted text --- */

/* Whether the paragraph is a list: its first line is an item, as others are. */
static bool is_list(const struct prose *paragraph, size_t *found)
{
	const struct prose *first = paragraph->first_child;
	int number, last;
	bool result = first != NULL && first->text != NULL &&
		item_mark(first->text, &last) > 0 && last <= 1;

	*found = result ? 1 : 0;
	for (const struct prose *node = first; node != NULL; node = node->next)
		for (const char *at = node->text ? strchr(node->text, '\n')
						 : NULL;
			at != NULL; at = strchr(at + 1, '\n')) {
			item_mark(at + 1, &number);
			/* "28. Januar" counts nothing. */
			*found += number == 0 || result;
			result = result && number == (last ? last + 1 : 0);
			last = number;
		}
	return result && *found > 1;
}

/* The lines of the paragraph become the items of a list. */
static void make_list(struct pool *pool, struct prose *paragraph)
{
	struct prose *node = paragraph->first_child, *next, *item;
	int number;

	item_mark(node->text != NULL ? node->text : "", &number);
	paragraph->name = number > 0 ? "ol" : "ul";
	paragraph->first_child = paragraph->last_child = NULL;
	item = append(pool, paragraph, "li");
	for (bool starts = true; node != NULL; node = next, starts = false) {
		const char *text = node->text;

		next = node->next;
		while (text != NULL) {
			const char *end = strchr(text, '\n');

			text += starts ? item_mark(text, &number) : 0;
			append(pool, item, NULL)->text = end
				? pool_bytes(pool, text, (size_t)(end - text))
				: text;
			text = end ? end + 1 : NULL;
			starts = end != NULL;
			if (end != NULL)
				item = append(pool, paragraph, "li");
		}
		if (node->text != NULL)
			continue;
		*append(pool, item, NULL) = *node;
		item->last_child->next = NULL;
	}
}

/* What only looks like a list is words; somebody may have meant one. */
static void settle_paragraph(
	struct reader *reader, struct prose *paragraph, struct pos at)
{
	size_t found;

	if (is_list(paragraph, &found)) {
		make_list(&reader->site->pool, paragraph);
		return;
	}
	for (struct prose *node = paragraph->first_child; node != NULL;
		node = node->next) {
		char *end = (char *)(uintptr_t)node->text;

		while (end != NULL) {
			end = strchr(end, '\n');
			if (end != NULL)
				*end = ' ';
		}
	}
	if (found < 2 || reader->as_published)
		return;
	diag_advice(reader->diag, at,
		"lines of this release begin like items of a list, and are "
		"shown as one paragraph");
	diag_help(reader->diag,
		"put a blank line in front of the first one, or write "
		"<ul><li>…</li></ul>");
}

/* Marks of other programs are shown as they stand. */
static void advise_on_markdown(
	struct reader *reader, const struct element *text)
{
	static const char *const marks[] = {
		"**", "](http", "\n# ", "\n## ", "\n### ", "__", "\n> "};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (strstr(text->text, marks[i]) == NULL)
			continue;
		diag_advice(reader->diag, text->at,
			"'%s' is shown as it stands: a release is no Markdown",
			marks[i] + (*marks[i] == '\n'));
		diag_help(reader->diag,
			"write <h2>, <strong>, <em> or <a href=\"…\">");
		return;
	}
}

/* A paragraph ends in words, not in a blank. */
static void trim_end(struct prose *paragraph)
{
	struct prose *last = paragraph->last_child;
	size_t length;

	if (last == NULL || last->text == NULL)
		return;
	length = strlen(last->text);
	if (length > 0 && last->text[length - 1] == ' ')
		((char *)(uintptr_t)last->text)[length - 1] = '\0';
}

struct prose *read_prose(struct reader *reader, const struct element *release)
{
	struct pool *pool = &reader->site->pool;
	struct prose *body = pool_alloc(pool, sizeof(*body));
	struct prose *open = NULL; /* paragraph of loose text and marks */

	for (const struct element *child = release->first_child; child != NULL;
		child = child->next) {
		if (child->name == NULL) {
			if (!reader->as_published)
				advise_on_markdown(reader, child);
			open = add_loose_text(reader, body, open, child->text);
		} else if (is_inline(child->name)) {
			if (open == NULL)
				open = append(pool, body, "p");
			copy(reader, open, child);
		} else {
			open = NULL;
			if (!is_no_prose(child->name))
				copy(reader, body, child);
		}
	}
	for (struct prose *block = body->first_child; block != NULL;
		block = block->next)
		if (strcmp(block->name, "p") == 0) {
			settle_paragraph(reader, block, release->at);
			trim_end(strcmp(block->name, "p") == 0
					? block
					: block->last_child);
		}
	return body->first_child ? body : NULL;
}
