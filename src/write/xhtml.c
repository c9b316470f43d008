#include "write/xhtml.h"

#include <stdbool.h>
#include <string.h>
#include "model/direction.h"
#include "model/fill.h"
#include "base/banned.h"

void xhtml_put_language_in(
	struct markup *markup, const char *around, const char *language)
{
	const char *direction;

	if (language == NULL || strcmp(language, around) == 0)
		return;
	direction = direction_of(language);
	markup_attribute(markup, "lang", language);
	markup_attribute(markup, "xml:lang", language);
	if (strcmp(direction, direction_of(around)) != 0)
		markup_attribute(markup, "dir", direction);
}

void xhtml_put_language(
	struct markup *markup, const struct view *view, const char *language)
{
	xhtml_put_language_in(markup, view->language, language);
}

static void put_line(struct markup *markup, const struct line *line)
{
	const char *text = line->words.text ? line->words.text : line->link;

	if (line->link == NULL) {
		markup_text(markup, text);
		return;
	}
	markup_inline(markup, "a");
	markup_attribute(markup, "href", line->link);
	markup_text(markup, text);
	markup_end(markup);
}

/* Words of several languages, each marked. */
static void put_runs(
	struct markup *markup, const struct view *view, const struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++) {
		const char *language = runs->items[i].language;
		bool is_foreign = language != NULL &&
			strcmp(language, view->language) != 0;

		if (is_foreign) {
			markup_inline(markup, "span");
			xhtml_put_language(markup, view, language);
		}
		markup_text(markup, runs->items[i].text);
		if (is_foreign)
			markup_end(markup);
	}
}

/* Label and words may be of two languages: only the words are marked. */
static void put_marked_line(
	struct markup *markup, const struct view *view, const struct line *line)
{
	const char *language = line->words.language;

	if (line->runs.count > 0) {
		put_runs(markup, view, &line->runs);
		return;
	}
	if (language == NULL || strcmp(language, view->language) == 0) {
		put_line(markup, line);
		return;
	}
	markup_inline(markup, "span");
	xhtml_put_language(markup, view, language);
	put_line(markup, line);
	markup_end(markup);
}

static void put_label(
	struct markup *markup, const struct view *view, struct words heading)
{
	struct buf label = BUF_INIT;

	fill_one(&label, view_phrase(view, "label"), "label", heading.text);
	markup_inline(markup, "strong");
	xhtml_put_language(markup, view, heading.language);
	markup_text(markup, label.bytes);
	markup_end(markup);
	buf_release(&label);
}

static void put_list(struct markup *markup, const struct view *view,
	const struct section *section)
{
	markup_block(markup, "h3");
	xhtml_put_language(markup, view, section->heading.language);
	markup_text(markup, section->heading.text);
	markup_end(markup);
	markup_block(markup, "ul");
	for (size_t i = 0; i < section->count; i++) {
		markup_block(markup, "li");
		if (section->lines[i].runs.count > 0) {
			put_runs(markup, view, &section->lines[i].runs);
		} else {
			xhtml_put_language(
				markup, view, section->lines[i].words.language);
			put_line(markup, &section->lines[i]);
		}
		markup_end(markup);
	}
	markup_end(markup);
}

static void put_lines(struct markup *markup, const struct view *view,
	const struct section *section)
{
	markup_block(markup, "p");
	if (section->heading.text != NULL)
		put_label(markup, view, section->heading);
	for (size_t i = 0; i < section->count; i++) {
		if (i > 0) {
			markup_inline(markup, "br");
			markup_end(markup);
		}
		put_marked_line(markup, view, &section->lines[i]);
	}
	markup_end(markup);
}

void xhtml_put_description(struct markup *markup, const struct view *view,
	const struct description *description)
{
	for (size_t i = 0; i < description->count; i++) {
		const struct section *section = &description->sections[i];

		if (section->look == LOOK_LIST)
			put_list(markup, view, section);
		else
			put_lines(markup, view, section);
	}
}

/* Blocks that hold blocks only can be broken into lines. */
static bool is_block_of_blocks(const char *name)
{
	static const char *const names[] = {"ul", "ol", "table", "tr"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void put_node(
	struct markup *markup, const struct prose *node, bool in_blocks)
{
	bool holds_blocks;

	if (node->name == NULL) {
		/* Between rows and items stand only blanks. */
		if (!in_blocks)
			markup_text(markup, node->text);
		return;
	}
	holds_blocks = is_block_of_blocks(node->name);
	if (in_blocks)
		markup_block(markup, node->name);
	else
		markup_inline(markup, node->name);
	markup_attribute(markup, "href", node->href);
	for (const struct prose *child = node->first_child; child != NULL;
		child = child->next)
		put_node(markup, child, holds_blocks);
	markup_end(markup);
}

void xhtml_put_prose(struct markup *markup, const struct view *view,
	const struct prose *body, const char *language)
{
	bool is_foreign = strcmp(language, view->language) != 0;

	if (is_foreign) {
		markup_block(markup, "div");
		xhtml_put_language(markup, view, language);
	}
	for (const struct prose *block = body->first_child; block != NULL;
		block = block->next)
		put_node(markup, block, true);
	if (is_foreign)
		markup_end(markup);
}
