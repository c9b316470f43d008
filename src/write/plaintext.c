#include "write/plaintext.h"

#include "model/fill.h"
#include "base/banned.h"

static void start_line(struct buf *out)
{
	if (out->length > 0)
		buf_putc(out, '\n');
}

static void start_block(struct buf *out)
{
	start_line(out);
	start_line(out);
}

static void put_line(
	struct buf *out, const struct view *view, const struct line *line)
{
	if (line->link == NULL)
		buf_puts(out, line->words.text);
	else if (line->words.text == NULL)
		buf_puts(out, line->link);
	else
		fill(out, view_phrase(view, "labelled-link"),
			(const struct filling[]){{"label", line->words.text},
				{"link", line->link}, {NULL}});
}

/* The heading as a label, without the blank that would end a line. */
static void put_heading(
	struct buf *out, const struct view *view, const struct section *section)
{
	fill_one(out, view_phrase(view, "label"), "label",
		section->heading.text);
	while (out->length > 0 && out->bytes[out->length - 1] == ' ')
		buf_cut(out, out->length - 1);
}

static void put_list(
	struct buf *out, const struct view *view, const struct section *section)
{
	start_block(out);
	put_heading(out, view, section);
	for (size_t i = 0; i < section->count; i++) {
		start_line(out);
		buf_puts(out, "– ");
		put_line(out, view, &section->lines[i]);
	}
}

/* Only the first line has the heading in front. */
static void put_lines(
	struct buf *out, const struct view *view, const struct section *section)
{
	for (size_t i = 0; i < section->count; i++) {
		start_line(out);
		if (i == 0 && section->heading.text != NULL)
			fill_one(out, view_phrase(view, "label"), "label",
				section->heading.text);
		put_line(out, view, &section->lines[i]);
	}
}

void plaintext_put(struct buf *out, const struct view *view,
	const struct description *description)
{
	int after_list = out->length > 0;

	for (size_t i = 0; i < description->count; i++) {
		const struct section *section = &description->sections[i];

		if (section->look == LOOK_LIST) {
			put_list(out, view, section);
		} else {
			if (after_list)
				start_line(out);
			put_lines(out, view, section);
		}
		after_list = section->look == LOOK_LIST;
	}
}
