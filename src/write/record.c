#include "write/record.h"

#include <string.h>
#include "base/banned.h"

void record_put_when(
	struct markup *markup, const char *name, const struct when *when)
{
	struct buf text = BUF_INIT;

	if (when->precision == WHEN_ABSENT)
		return;
	when_put(&text, when);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

void record_put_moment(struct markup *markup, const char *name, instant at)
{
	struct buf text = BUF_INIT;

	if (at == 0)
		return;
	instant_put_rfc3339(&text, at);
	markup_attribute(markup, name, text.bytes);
	buf_release(&text);
}

static bool is_blank(const struct prose *node)
{
	return node != NULL && node->text != NULL &&
		strcmp(node->text, " ") == 0;
}

/* Nothing but elements with a blank before and behind each. */
static bool is_spaced(const struct prose *parent)
{
	const struct prose *node = parent->first_child;

	if (!is_blank(node) || node->next == NULL)
		return false;
	for (; node->next != NULL; node = node->next->next)
		if (node->next->name == NULL || !is_blank(node->next->next))
			return false;
	return true;
}

static void put_node(struct markup *markup, const struct prose *node);

/* A blank is read from a line's end and indent too. */
static void put_nodes(struct markup *markup, const struct prose *parent)
{
	bool spaced = is_spaced(parent);

	for (const struct prose *node = parent->first_child; node != NULL;
		node = node->next) {
		if (node->name == NULL && !spaced && *node->text != '\0')
			markup_text(markup, node->text);
		if (node->name == NULL)
			continue;
		if (spaced)
			markup_block(markup, node->name);
		else
			markup_inline(markup, node->name);
		put_node(markup, node);
	}
}

/* Its tag is open. */
static void put_node(struct markup *markup, const struct prose *node)
{
	markup_attribute(markup, "href", node->href);
	put_nodes(markup, node);
	markup_end(markup);
}

void record_put_prose(struct markup *markup, const struct prose *body)
{
	for (const struct prose *block = body->first_child; block != NULL;
		block = block->next) {
		markup_block(markup, block->name);
		put_node(markup, block);
	}
}

struct markup *record_open_file(struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	return markup_new(out, 0);
}

void record_close_file(struct markup *markup)
{
	markup_end(markup);
	markup_free(markup);
}

void record_put_publisher(struct buf *out, const struct publisher *publisher)
{
	struct markup *markup = record_open_file(out);

	record_open_publisher(markup, publisher);
	record_fill_publisher(markup, publisher);
	record_close_file(markup);
}

void record_put_series(struct buf *out, const struct series *series)
{
	struct markup *markup = record_open_file(out);

	record_open_series(markup, series);
	record_fill_series(markup, series);
	record_close_file(markup);
}

void record_put_event(struct buf *out, const struct event *event,
	const struct publisher *publisher)
{
	const struct record_options options = {.zone = publisher->zone};
	struct markup *markup = record_open_file(out);

	record_open_event(markup, event, &options);
	record_fill_event(markup, event, &options);
	record_close_file(markup);
}

void record_put_text(struct buf *out, const struct text *text,
	const struct event *event, const struct publisher *publisher)
{
	const struct record_options options = {.zone = publisher->zone};
	struct markup *markup = record_open_file(out);

	record_open_text(markup, text, &options);
	record_fill_text(markup, text, event, &options);
	record_close_file(markup);
}
