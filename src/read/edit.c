#include "read/edit.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "read/xml.h"
#include "base/banned.h"

/* Blanks in front of a line, or a line's end, in the record. */
struct span_of_text {
	const char *at;
	size_t length;
};

static const char blanks[] = " \t\r\n";

/* The record is larger than its elements tell when somebody writes to it. */
int edit_open(struct edit *edit, const char *path, struct diag *diag)
{
	const size_t limit = 1 << 24;
	uint64_t hash;
	int sound;

	*edit = (struct edit){.source = {.path = path, .text = BUF_INIT}};
	edit->root = xml_read(&edit->pool, diag, path, &sound, &hash);
	if (edit->root == NULL || !sound)
		return -1;
	if (file_read(path, limit, &edit->source.text) != 0)
		return diag_unreadable(diag, (struct pos){path, 0, 0});
	if (hash ==
		hash_bytes(edit->source.text.bytes, edit->source.text.length))
		return 0;
	return diag_error(diag, (struct pos){path, 0, 0},
		"somebody is writing to this file");
}

void edit_release(struct edit *edit)
{
	buf_release(&edit->source.text);
	pool_release(&edit->pool);
}

/* In the order of the bytes; what comes to the same place, as it came. */
static void splice(
	struct edit *edit, const char *at, size_t length, const char *text)
{
	struct splice one = {
		(size_t)(at - edit->source.text.bytes), length, text};
	size_t i = edit->splice_count++;

	edit->splices = pool_grow(&edit->pool, edit->splices, i, sizeof(one));
	for (; i > 0 && edit->splices[i - 1].at > one.at; i--)
		edit->splices[i] = edit->splices[i - 1];
	edit->splices[i] = one;
}

static const char *keep(struct edit *edit, struct buf *text)
{
	const char *kept = pool_bytes(&edit->pool, text->bytes, text->length);

	buf_release(text);
	return kept;
}

void edit_escape(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		default:
			buf_putc(out, *text);
		}
}

static const char *tag_of(
	const struct edit *edit, const struct element *element)
{
	return source_at(&edit->source, element->at);
}

/* Behind the '>' of a tag. */
static const char *tag_end(const char *tag)
{
	char quote = '\0';

	for (; *tag != '>' || quote != '\0'; tag++)
		if (quote != '\0')
			quote = *tag == quote ? '\0' : quote;
		else if (*tag == '"' || *tag == '\'')
			quote = *tag;
	return tag + 1;
}

static bool is_empty_tag(const char *tag)
{
	return tag_end(tag)[-2] == '/';
}

/* Behind what starts with this '<': the record is well-formed. */
static const char *markup_end(const char *at)
{
	if (strncmp(at, "<!--", 4) == 0)
		return strstr(at + 4, "-->") + 3;
	if (strncmp(at, "<![CDATA[", 9) == 0)
		return strstr(at, "]]>") + 3;
	if (strncmp(at, "<?", 2) == 0)
		return strstr(at, "?>") + 2;
	return tag_end(at);
}

/*
 * The end tag of an element whose tag is no empty one: a record that is edited
 * is well-formed.
 */
static const char *end_tag(const char *tag)
{
	const char *at = tag;

	for (int depth = 0; at != NULL; at = strchr(markup_end(at), '<')) {
		if (at[1] == '/')
			depth--;
		else if (at[1] != '!' && at[1] != '?' && !is_empty_tag(at))
			depth++;
		if (depth == 0)
			break;
	}
	return at ? at : tag;
}

static const char *element_end(const char *tag)
{
	return tag_end(is_empty_tag(tag) ? tag : end_tag(tag));
}

/* Behind the last attribute, or the name, of a tag. */
static const char *attributes_end(const char *tag)
{
	const char *at = tag_end(tag) - 1;

	if (at[-1] == '/')
		at--;
	while (strchr(blanks, at[-1]) != NULL)
		at--;
	return at;
}

void edit_cut(struct edit *edit, const char *at, const char *end)
{
	const char *begin = at;
	const char *behind = end + strspn(end, " \t\r");

	while (begin > edit->source.text.bytes &&
		(begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	if (begin > edit->source.text.bytes && begin[-1] == '\n' &&
		*behind == '\n') {
		at = begin;
		end = behind + 1;
	}
	splice(edit, at, (size_t)(end - at), "");
}

void edit_remove(struct edit *edit, const struct element *element)
{
	const char *tag = tag_of(edit, element);

	edit_cut(edit, tag, element_end(tag));
}

void edit_unset(
	struct edit *edit, const struct element *element, const char *name)
{
	const char *at, *open;

	if (element_value(element, name) == NULL)
		return;
	at = source_find_attribute(&edit->source, tag_of(edit, element), name);
	open = at + strcspn(at, "\"'");
	while (strchr(blanks, at[-1]) != NULL)
		at--;
	splice(edit, at, (size_t)(strchr(open + 1, *open) + 1 - at), "");
}

/* Between double quotes, whatever the value stood between before. */
static void put_value(struct buf *out, const char *value)
{
	size_t start;

	buf_putc(out, '"');
	for (; *value != '\0'; value += start + (value[start] == '"')) {
		struct buf piece = BUF_INIT;

		start = strcspn(value, "\"");
		buf_put(&piece, value, start);
		edit_escape(out, piece.bytes);
		buf_puts(out, value[start] == '"' ? "&quot;" : "");
		buf_release(&piece);
	}
	buf_putc(out, '"');
}

void edit_set(struct edit *edit, const struct element *element,
	const char *name, const char *value)
{
	const char *tag = tag_of(edit, element);
	struct buf text = BUF_INIT;
	const char *open;

	if (element_value(element, name) == NULL) {
		buf_printf(&text, " %s=", name);
		put_value(&text, value);
		splice(edit, attributes_end(tag), 0, keep(edit, &text));
		return;
	}
	open = source_find_attribute(&edit->source, tag, name);
	open += strcspn(open, "\"'");
	put_value(&text, value);
	splice(edit, open, (size_t)(strchr(open + 1, *open) + 1 - open),
		keep(edit, &text));
}

void edit_set_words(
	struct edit *edit, const struct element *element, const char *words)
{
	const char *tag = tag_of(edit, element);
	struct buf text = BUF_INIT;
	const char *at;

	if (!is_empty_tag(tag)) {
		at = tag_end(tag);
		edit_escape(&text, words);
		splice(edit, at, (size_t)(end_tag(tag) - at),
			keep(edit, &text));
		return;
	}
	at = attributes_end(tag);
	buf_putc(&text, '>');
	edit_escape(&text, words);
	buf_printf(&text, "</%s>", element->name);
	splice(edit, at, (size_t)(tag_end(tag) - at), keep(edit, &text));
}

/* How the lines of the record end. */
static const char *line_end(const struct edit *edit)
{
	const char *feed = strchr(edit->source.text.bytes, '\n');

	return feed != NULL && feed > edit->source.text.bytes &&
			feed[-1] == '\r'
		? "\r\n"
		: "\n";
}

/* The blanks in front of a tag that starts a line; `at` is NULL if none does. */
static struct span_of_text indent_of(const struct edit *edit, const char *tag)
{
	const char *at = tag;

	while (at > edit->source.text.bytes &&
		(at[-1] == ' ' || at[-1] == '\t'))
		at--;
	if (at > edit->source.text.bytes && at[-1] != '\n')
		return (struct span_of_text){NULL, 0};
	return (struct span_of_text){at, (size_t)(tag - at)};
}

/* How far the children of the root stand to the right of it. */
static struct span_of_text step_of(const struct edit *edit)
{
	const struct element *child = element_first(edit->root);
	struct span_of_text step = {NULL, 0};

	if (child != NULL)
		step = indent_of(edit, tag_of(edit, child));
	return step.at != NULL && step.length > 0
		? step
		: (struct span_of_text){"  ", 2};
}

/* Where lines go, and what stands in front of each. */
struct layout {
	const char *line_end;
	struct span_of_text indent, step;
};

/* Each line of `xml` behind the end of another one. */
static void put_lines(
	struct buf *out, const struct layout *layout, const char *xml)
{
	while (*xml != '\0') {
		size_t length = strcspn(xml, "\n");

		buf_puts(out, layout->line_end);
		buf_put(out, layout->indent.at, layout->indent.length);
		for (; *xml == '\t'; xml++, length--)
			buf_put(out, layout->step.at, layout->step.length);
		buf_put(out, xml, length);
		xml += length + (xml[length] == '\n');
	}
}

/* The same where a record has no lines. */
static void put_in_line(struct buf *out, const char *xml)
{
	for (; *xml != '\0'; xml++)
		if (*xml != '\n' && *xml != '\t')
			buf_putc(out, *xml);
}

/* As the children there are, or a step to the right of the parent. */
static void indent_child(const struct edit *edit, struct layout *layout,
	const struct element *parent, struct buf *room)
{
	const struct element *child = element_first(parent);
	struct span_of_text indent = {NULL, 0};

	if (child != NULL)
		indent = indent_of(edit, tag_of(edit, child));
	if (indent.at == NULL) {
		indent = indent_of(edit, tag_of(edit, parent));
		buf_put(room, indent.at, indent.length);
		buf_put(room, layout->step.at, layout->step.length);
		indent = (struct span_of_text){room->bytes, room->length};
	}
	layout->indent = indent;
}

/* A comment behind an element, on its line, is about that one. */
static const char *behind_comments(const char *end)
{
	const char *at = end;

	for (;;) {
		at += strspn(at, " \t");
		if (strncmp(at, "<!--", 4) != 0)
			return *at == '\r' || *at == '\n' ? at : end;
		at = markup_end(at);
	}
}

/* In front of the end tag, behind all that stands in the element. */
static const char *last_words(const char *end)
{
	while (strchr(blanks, end[-1]) != NULL)
		end--;
	return end;
}

static const char *place_for(const struct edit *edit,
	const struct element *parent, const struct element *behind)
{
	const char *tag = tag_of(edit, parent);

	if (behind == NULL)
		return last_words(end_tag(tag));
	if (behind == parent)
		return behind_comments(tag_end(tag));
	return behind_comments(element_end(tag_of(edit, behind)));
}

/* `<event/>` becomes `<event>`, the child, and `</event>`. */
static void open_up(struct edit *edit, const struct element *parent,
	const struct layout *layout, const char *xml)
{
	const char *tag = tag_of(edit, parent);
	const char *at = attributes_end(tag);
	struct span_of_text indent = indent_of(edit, tag);
	struct buf text = BUF_INIT;

	buf_putc(&text, '>');
	put_lines(&text, layout, xml);
	buf_puts(&text, layout->line_end);
	buf_put(&text, indent.at, indent.length);
	buf_printf(&text, "</%s>", parent->name);
	splice(edit, at, (size_t)(tag_end(tag) - at), keep(edit, &text));
}

void edit_add(struct edit *edit, const struct element *parent,
	const struct element *behind, const char *xml)
{
	const char *tag = tag_of(edit, parent);
	struct buf room = BUF_INIT, text = BUF_INIT;
	struct layout layout = {
		.line_end = line_end(edit), .step = step_of(edit)};
	const char *at, *end;

	indent_child(edit, &layout, parent, &room);
	if (is_empty_tag(tag)) {
		open_up(edit, parent, &layout, xml);
		buf_release(&room);
		return;
	}
	end = end_tag(tag);
	at = place_for(edit, parent, behind);
	if (memchr(at, '\n', (size_t)(end - at)) != NULL)
		put_lines(&text, &layout, xml);
	else
		put_in_line(&text, xml);
	splice(edit, at, 0, keep(edit, &text));
	buf_release(&room);
}

void edit_replace(
	struct edit *edit, const char *at, const char *end, const char *xml)
{
	splice(edit, at, (size_t)(end - at), pool_text(&edit->pool, xml));
}

void edit_swap(
	struct edit *edit, const struct element *element, const char *xml)
{
	const char *tag = tag_of(edit, element);
	struct layout layout = {.line_end = line_end(edit),
		.indent = indent_of(edit, tag),
		.step = step_of(edit)};
	struct buf text = BUF_INIT;

	put_lines(&text, &layout, xml);
	edit_replace(edit, tag, element_end(tag),
		text.bytes + strlen(layout.line_end) + layout.indent.length);
	buf_release(&text);
}

void edit_put(const struct edit *edit, struct buf *out)
{
	const struct buf *text = &edit->source.text;
	size_t at = 0;

	for (size_t i = 0; i < edit->splice_count; i++) {
		const struct splice *one = &edit->splices[i];

		buf_put(out, text->bytes + at, one->at - at);
		buf_puts(out, one->text);
		at = one->at + one->length;
	}
	buf_put(out, text->bytes + at, text->length - at);
}
