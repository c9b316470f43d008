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
/* clang-format off */
#define BLOCKS \
	{&p_shape, WITHOUT_LIMIT}, {&h2_shape, WITHOUT_LIMIT}, {&h3_shape, WITHOUT_LIMIT}, \
	{&ul_shape, WITHOUT_LIMIT}, {&ol_shape, WITHOUT_LIMIT}, {&blockquote_shape, WITHOUT_LIMIT}, \
	{&table_shape, WITHOUT_LIMIT}
/* clang-format on */
static const struct child_shape flow[] = {MARKS, BLOCKS, {NULL, ANY}};
const struct child_shape prose_shapes[] = {
	MARKS, BLOCKS, {&correction_shape, ANY}, {NULL, ANY}};
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

/* Runs of blanks and line ends as one blank; both ends keep theirs. */
static void squeeze(struct buf *out, const char *text, size_t length)
{
	const char *end = text + length;

	buf_cut(out, 0);
	while (text < end) {
		size_t words = strcspn(text, blanks);

		if (words > (size_t)(end - text))
			words = (size_t)(end - text);
		buf_put(out, text, words);
		text += words;
		if (text == end)
			break;
		buf_putc(out, ' ');
		text += strspn(text, blanks);
	}
}

static void append_text(struct reader *reader, struct prose *parent,
	const char *text, size_t length)
{
	struct pool *pool = &reader->site->pool;
	struct buf *words = &reader->words;

	if (length == 0)
		return;
	squeeze(words, text, length);
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
		append_text(
			reader, parent, element->text, strlen(element->text));
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
			append_text(reader, open, text, length);
		text += length;
		if (*text == '\0')
			return open;
		text += strspn(text, blanks);
		open = NULL;
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
			open = add_loose_text(reader, body, open, child->text);
		} else if (is_inline(child->name)) {
			if (open == NULL)
				open = append(pool, body, "p");
			copy(reader, open, child);
		} else {
			open = NULL;
			if (strcmp(child->name, "correction") != 0)
				copy(reader, body, child);
		}
	}
	for (struct prose *block = body->first_child; block != NULL;
		block = block->next)
		if (strcmp(block->name, "p") == 0)
			trim_end(block);
	return body->first_child ? body : NULL;
}
