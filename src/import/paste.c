#include "import/paste.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "import/html.h"
#include "base/banned.h"

/* Longer lines are paragraphs; such a line of a mail goes on in the next. */
enum {
	LINE_LIMIT = 16 * 1024,
	TEXT_LIMIT = 128 * 1024,
	WRAPPED_LEAST = 50,
	WRAPPED_MOST = 90
};

const char *paste_check(const char *bytes, size_t length)
{
	size_t size;

	for (size_t at = 0; at < length; at += size)
		if (utf8_next(bytes + at, length - at, &size) < 0)
			return "is no UTF-8 text; save it as UTF-8, or as HTML "
			       "that names its encoding";
	return NULL;
}

/* How long the mark of a list is at the start of the line; 0: there is none. */
static size_t item_mark(const char *text)
{
	static const char *const marks[] = {"- ", "– ", "— ", "• ", "· ", "* ",
		"・", "○ ", "● ", "▪ ", "■ ", "◦ ", "•\xc2\xa0", "·\xc2\xa0",
		"-\xc2\xa0", "•\t", "·\t", "-\t", "•", "§ ", "o\xc2\xa0"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strncmp(text, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* The same of "3. "; its number. */
static size_t number_mark(const char *text, int *number)
{
	size_t digits = strspn(text, "0123456789");

	*number = 0;
	if (digits == 0 || digits > 2 ||
		(text[digits] != '.' && text[digits] != ')') ||
		(text[digits + 1] != ' ' && text[digits + 1] != '\t'))
		return 0;
	for (size_t i = 0; i < digits; i++)
		*number = *number * 10 + (text[i] - '0');
	return digits + 2;
}

struct line *paste_add(struct paste *paste, enum line_kind kind,
	const char *text, size_t length, int number)
{
	struct line line = {kind, paste->text.length, 0, 0, number, 0, 0, 0};

	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	while (length > 0 && strchr(" \t\r\n", *text) != NULL)
		text++, length--;
	if (length == 0)
		return NULL;
	buf_put(&paste->text, text, length);
	line.length = length;
	buf_putc(&paste->text, '\n');
	paste->lines = pool_grow(
		paste->pool, paste->lines, paste->count, sizeof(line));
	paste->lines[paste->count++] = line;
	return &paste->lines[paste->count - 1];
}

void paste_add_link(struct paste *paste, struct paste_link link)
{
	paste->links = pool_grow(
		paste->pool, paste->links, paste->link_count, sizeof(link));
	paste->links[paste->link_count++] = link;
}

/* A numbered line among others that count on, or the first of them. */
static bool counts(const struct paste *paste, size_t at, int number)
{
	int other;

	if (at > 0 && paste->lines[at - 1].kind == LINE_NUMBERED) {
		number_mark(
			paste->text.bytes + paste->lines[at - 1].start, &other);
		return number == other + 1;
	}
	if (number != 1 || at + 1 == paste->count)
		return false;
	return number_mark(paste->text.bytes + paste->lines[at + 1].start,
		       &other) > 0 &&
		other == 2;
}

static void find_items(struct paste *paste)
{
	for (size_t i = 0; i < paste->count; i++) {
		struct line *line = &paste->lines[i];
		const char *text = paste->text.bytes + line->start;
		size_t mark = item_mark(text), numbered;
		int number;

		if (line->kind != LINE_PARAGRAPH && line->kind != LINE_ITEM)
			continue;
		numbered = number_mark(text, &number);
		if (mark > 0 && mark < line->length) {
			line->kind = LINE_ITEM;
			line->mark = mark + strspn(text + mark, " \t");
		} else if (numbered > 0 && counts(paste, i, number)) {
			line->kind = LINE_NUMBERED;
			line->mark = numbered;
		}
	}
}

/* Whether the text is of lines that a mail program has broken. */
static bool is_wrapped(const char *text)
{
	size_t full = 0, other = 0, blank = 0;

	for (const char *at = text; *at != '\0'; at += *at != '\0') {
		size_t length = strcspn(at, "\n");

		blank += length < 2;
		full += length >= WRAPPED_LEAST && length <= WRAPPED_MOST;
		other += length > WRAPPED_MOST;
		at += length;
	}
	return blank > 1 && other == 0 && full > blank;
}

/* What a mail or a clipping says above its text. */
static bool is_header(const char *line, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strncasecmp(line, *names, strlen(*names)) == 0 &&
			line[strlen(*names)] == ':')
			return true;
	return false;
}

/* Take the lines of headers; behind them, where the text begins. */
static const char *read_headers(
	struct paste *paste, const char *text, int *number)
{
	static const char *const titles[] = {"Title", "Subject", "Objet",
		"Betreff", "Asunto", "Oggetto", "Assunto", "Onderwerp", "Temat",
		"Тема", "件名", "主题", "主題", "제목", "الموضوع", NULL};
	static const char *const dates[] = {"Date", "Datum", "Gesendet", "Sent",
		"Fecha", "Data", "Дата", "日付", "日期", "날짜", "التاريخ",
		NULL};
	static const char *const others[] = {"From", "URL", "To", "Cc",
		"Language", "Kind", "De", "Von", "An", "À", "Da", "A", "Para",
		"Van", "Aan", "От", "Кому", "差出人", "宛先", "Reply-To", NULL};
	const char *at = text;
	int count = 0;

	while (is_header(at, titles) || is_header(at, dates) ||
		is_header(at, others)) {
		at += strcspn(at, "\n");
		at += *at == '\n';
		count++;
	}
	if (count < 2)
		return text;
	for (const char *line = text; line < at; ++*number) {
		size_t name = strcspn(line, ":") + 1;
		size_t length = strcspn(line, "\n");

		if (is_header(line, titles) || is_header(line, dates))
			paste_add(paste,
				is_header(line, titles) ? LINE_TITLE
							: LINE_STAMP,
				line + name, length - name, *number);
		line += length + (line[length] == '\n');
	}
	return at;
}

static void read_text(struct paste *paste, const char *text)
{
	struct buf joined = BUF_INIT;
	int number = 1, first;
	bool wrapped, full = false;

	text = read_headers(paste, text, &number);
	wrapped = is_wrapped(text);
	first = number;
	for (const char *at = text; *at != '\0'; number++) {
		size_t length = strcspn(at, "\n");
		bool blank = strspn(at, " \t\r") >= length;
		int counted;

		if (!wrapped || blank || !full || item_mark(at) > 0 ||
			number_mark(at, &counted) > 0) {
			paste_add(paste, LINE_PARAGRAPH, joined.bytes,
				joined.length, first);
			buf_cut(&joined, 0);
			first = number;
		}
		if (joined.length > 0)
			buf_putc(&joined, ' ');
		buf_put(&joined, at, length);
		full = length >= WRAPPED_LEAST;
		at += length + (at[length] == '\n');
	}
	paste_add(paste, LINE_PARAGRAPH, joined.bytes, joined.length, first);
	buf_release(&joined);
}

static bool is_html(const char *text)
{
	static const char *const tags[] = {"<!doctype", "<html", "<head",
		"<body", "<p>", "<p ", "<div", "<h1", "<article", "<main",
		"<meta", "<table", "<ul", "<?xml", "<!--", "<span", "<section"};

	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (strncasecmp(text, tags[i], strlen(tags[i])) == 0)
			return true;
	return false;
}

const char *paste_read(struct paste *paste, struct pool *pool,
	const char *bytes, size_t length, const char *body)
{
	const char *wrong;

	paste->pool = pool;
	if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		bytes += 3, length -= 3;
	if (is_html(bytes)) {
		wrong = html_read(paste, bytes, length, body);
	} else {
		wrong = paste_check(bytes, length);
		if (wrong == NULL)
			read_text(paste, bytes);
	}
	if (wrong == NULL && paste->count == 0)
		wrong = "has no words";
	if (wrong == NULL && paste->text.length > TEXT_LIMIT)
		wrong = "has more words than a press release (128 KiB)";
	for (size_t i = 0; i < paste->count && wrong == NULL; i++)
		if (paste->lines[i].length > LINE_LIMIT)
			wrong = "has a paragraph of more than 16 KiB";
	if (wrong == NULL)
		find_items(paste);
	return wrong;
}

const struct line *paste_line(const struct paste *paste, size_t place)
{
	size_t low = 0, high = paste->count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (paste->lines[middle].start <= place)
			low = middle;
		else
			high = middle;
	}
	return &paste->lines[low];
}

static struct prose *append(
	struct pool *pool, struct prose *parent, const char *name)
{
	struct prose *node = pool_alloc(pool, sizeof(*node));

	node->name = name;
	if (parent->last_child == NULL)
		parent->first_child = node;
	else
		parent->last_child->next = node;
	parent->last_child = node;
	return node;
}

/* The list or the row that the line goes on, or another one. */
static struct prose *container(const struct paste *paste, struct prose *body,
	const struct line *line, const struct line *before)
{
	bool goes_on = before != NULL && before->kind == line->kind;
	bool is_cell = line->kind == LINE_CELL || line->kind == LINE_HEAD_CELL;

	if (is_cell) {
		goes_on = before != NULL && before->table == line->table;
		if (!goes_on)
			append(paste->pool, body, "table");
		if (!goes_on || before->row != line->row)
			append(paste->pool, body->last_child, "tr");
		return body->last_child->last_child;
	}
	if (line->kind != LINE_ITEM && line->kind != LINE_NUMBERED)
		return body;
	if (!goes_on)
		append(paste->pool, body,
			line->kind == LINE_ITEM ? "ul" : "ol");
	return body->last_child;
}

const char *paste_clean(struct pool *pool, const char *text, size_t length)
{
	struct buf out = BUF_INIT;
	const char *words;
	size_t size;

	for (size_t at = 0; at < length; at += size) {
		long letter = utf8_next(text + at, length - at, &size);

		if (letter == ' ' || letter == '\t' || letter == '\n') {
			if (out.length > 0 && out.bytes[out.length - 1] != ' ')
				buf_putc(&out, ' ');
		} else if (letter >= 0 && utf8_is_harmless(letter)) {
			buf_put(&out, text + at, size);
		}
	}
	words = pool_bytes(pool, out.bytes, out.length);
	buf_release(&out);
	return words;
}

/* Append words between two places; a blank in front of them stays. */
static void append_words(const struct paste *paste, struct prose *block,
	const char *href, size_t start, size_t end)
{
	const char *text = paste->text.bytes + start, *words;

	if (start >= end)
		return;
	words = paste_clean(paste->pool, text, end - start);
	if (*words == '\0')
		return;
	if (block->first_child != NULL && (*text == ' ' || *text == '\t'))
		words = pool_printf(paste->pool, " %s", words);
	if (href != NULL) {
		block = append(paste->pool, block, "a");
		block->href = href;
	}
	append(paste->pool, block, NULL)->text = words;
}

/* The first link that ends behind the place, or their count. */
static size_t link_behind(const struct paste *paste, size_t place)
{
	size_t low = 0, high = paste->link_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (paste->links[middle].end <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The words of a line, and where they lead. */
static void append_line(
	const struct paste *paste, struct prose *block, const struct line *line)
{
	size_t at = line->start + line->mark, end = line->start + line->length;

	for (size_t i = link_behind(paste, at);
		i < paste->link_count && paste->links[i].end <= end; i++) {
		const struct paste_link *link = &paste->links[i];
		size_t start = link->start > at ? link->start : at;

		append_words(paste, block, NULL, at, start);
		append_words(paste, block, link->href, start, link->end);
		at = link->end;
	}
	append_words(paste, block, NULL, at, end);
}

struct prose *paste_prose(const struct paste *paste)
{
	static const char *const names[] = {[LINE_PARAGRAPH] = "p",
		[LINE_HEADING] = "h2",
		[LINE_TITLE] = "p",
		[LINE_STAMP] = "p",
		[LINE_ITEM] = "li",
		[LINE_NUMBERED] = "li",
		[LINE_CELL] = "td",
		[LINE_HEAD_CELL] = "th"};
	struct prose *body = pool_alloc(paste->pool, sizeof(*body));
	const struct line *before = NULL;

	for (size_t i = 0; i < paste->count; i++) {
		const struct line *line = &paste->lines[i];
		struct prose *block;

		if (line->taken)
			continue;
		block = append(paste->pool,
			container(paste, body, line, before),
			names[line->kind]);
		append_line(paste, block, line);
		before = line;
	}
	return body->first_child ? body : NULL;
}

void paste_release(struct paste *paste)
{
	buf_release(&paste->text);
}
