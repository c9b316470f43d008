#include "import/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/uri.h>
#include <libxml/xpath.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "read/value.h"
#include "base/banned.h"

#define BLANKS " \t\r\n"

enum { DEPTH_LIMIT = 200 };

struct walk {
	struct paste *paste;
	struct buf words; /* of the line that is open */
	enum line_kind kind;
	int number; /* of the line that is open */
	int row, table;
	int depth;
	struct paste_link *links; /* in `words`; of the line that is open */
	size_t link_count;
};

/* --- finding --- */

/* The nodes that XPath finds, to be freed; NULL only where it is wrong. */
static xmlXPathObject *find_all(xmlDoc *document, const char *path)
{
	xmlXPathContext *context = xmlXPathNewContext(document);
	xmlXPathObject *found;

	if (context == NULL)
		mem_exhausted();
	found = xmlXPathEvalExpression((const xmlChar *)path, context);
	xmlXPathFreeContext(context);
	return found;
}

static xmlNode *find(xmlDoc *document, const char *path)
{
	xmlXPathObject *found = find_all(document, path);
	xmlNode *node = found && found->nodesetval && found->nodesetval->nodeNr
		? found->nodesetval->nodeTab[0]
		: NULL;

	xmlXPathFreeObject(found);
	return node;
}

/* What leads elsewhere, or is not to be seen; what is in it comes first. */
static void drop(xmlDoc *document, const char *path)
{
	xmlXPathObject *found = find_all(document, path);
	xmlNodeSet *set = found ? found->nodesetval : NULL;

	for (int i = set ? set->nodeNr : 0; i > 0; i--) {
		xmlUnlinkNode(set->nodeTab[i - 1]);
		xmlFreeNode(set->nodeTab[i - 1]);
		set->nodeTab[i - 1] = NULL;
	}
	xmlXPathFreeObject(found);
}

static bool is_inside(const xmlNode *node, const xmlNode *main)
{
	while (node != NULL && node != main)
		node = node->parent;
	return node != NULL;
}

/* Where the text of the release is; the body of the page if nothing says so. */
static xmlNode *find_main(
	struct paste *paste, xmlDoc *document, const char *body)
{
#define HAS_ID(id) "//*[@id='" id "']"
	static const char *const paths[] = {"//*[@itemprop='articleBody']",
		"//main", "//*[@role='main']", "//article",
		HAS_ID("main-content"), HAS_ID("maincontent"), HAS_ID("main"),
		HAS_ID("content"), HAS_ID("contents"), HAS_ID("contentBody"),
		"//body"};
#undef HAS_ID
	xmlNode *found = NULL;

	if (body != NULL && strchr(body, '\'') == NULL)
		found = find(document,
			pool_printf(paste->pool, "//*[@id='%s']", body));
	for (size_t i = 0; found == NULL && i < sizeof(paths) / sizeof(*paths);
		i++)
		found = find(document, paths[i]);
	return found;
}

/* The first words that one of the paths finds are a line of their own. */
static void add_found(struct paste *paste, enum line_kind kind,
	xmlDoc *document, const char *const *paths)
{
	xmlNode *node = NULL;
	xmlChar *words;

	for (; node == NULL && *paths != NULL; paths++)
		node = find(document, *paths);
	if (node == NULL)
		return;
	words = xmlNodeGetContent(node);
	paste_add(paste, kind, (const char *)words, strlen((const char *)words),
		(int)xmlGetLineNo(node));
	xmlFree(words);
}

/* What a page says its links are relative to; its address, if it says that. */
static void find_base(struct paste *paste, xmlDoc *document)
{
	static const char *const paths[] = {"//base/@href",
		"//link[@rel='canonical']/@href",
		"//meta[@property='og:url']/@content"};

	for (size_t i = 0;
		paste->base == NULL && i < sizeof(paths) / sizeof(*paths);
		i++) {
		xmlNode *node = find(document, paths[i]);
		xmlChar *base = node ? xmlNodeGetContent(node) : NULL;

		if (value_is(&value_link, (char *)base))
			paste->base = pool_text(paste->pool, (char *)base);
		xmlFree(base);
	}
}

/* --- lines --- */

static bool is_called(const xmlNode *node, const char *name)
{
	return strcasecmp((const char *)node->name, name) == 0;
}

/* Elements that are lines of their own, and what kind of line. */
static bool is_block(const xmlNode *node, enum line_kind *kind)
{
	static const struct {
		const char *name;
		int kind; /* -1: that of what it is in */
	} blocks[] = {{"h1", LINE_TITLE}, {"h2", LINE_HEADING},
		{"h3", LINE_HEADING}, {"h4", LINE_HEADING},
		{"th", LINE_HEAD_CELL}, {"td", LINE_CELL}, {"time", LINE_STAMP},
		{"li", LINE_ITEM}, {"p", -1}, {"div", -1}, {"ul", -1},
		{"ol", -1}, {"table", -1}, {"tr", -1}, {"section", -1},
		{"article", -1}, {"header", -1}, {"blockquote", -1}, {"dt", -1},
		{"dd", -1}, {"pre", -1}, {"br", -1}, {"hr", -1}, {"h5", -1},
		{"h6", -1}, {"figcaption", -1}, {"main", -1}};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		if (!is_called(node, blocks[i].name))
			continue;
		if (blocks[i].kind >= 0)
			*kind = (enum line_kind)blocks[i].kind;
		if (*kind == LINE_ITEM && is_called(node->parent, "ol"))
			*kind = LINE_NUMBERED;
		return true;
	}
	return false;
}

static bool is_cell(enum line_kind kind)
{
	return kind == LINE_CELL || kind == LINE_HEAD_CELL;
}

/* Links of the line that is open, as places in the text. */
static void keep_links(const struct walk *walk, const struct line *line)
{
	size_t blanks = strspn(walk->words.bytes, BLANKS);

	for (size_t i = 0; i < walk->link_count; i++) {
		struct paste_link link = walk->links[i];

		link.start = line->start + link.start -
			(link.start < blanks ? link.start : blanks);
		link.end = line->start + link.end - blanks;
		if (link.end > line->start + line->length)
			link.end = line->start + line->length;
		paste_add_link(walk->paste, link);
	}
}

/* The line that is open ends. */
static void end_line(struct walk *walk)
{
	struct line *line = paste_add(walk->paste, walk->kind,
		walk->words.bytes, walk->words.length, walk->number);

	if (line != NULL) {
		line->row = walk->row;
		line->table = walk->table;
		keep_links(walk, line);
	}
	buf_cut(&walk->words, 0);
	walk->link_count = 0;
}

/* The absolute address that the element leads to, or NULL. */
static const char *find_href(const struct walk *walk, xmlNode *node)
{
	const xmlChar *base = (const xmlChar *)walk->paste->base;
	xmlChar *href = is_called(node, "a")
		? xmlGetProp(node, (const xmlChar *)"href")
		: NULL;
	const xmlChar *at =
		href ? href + strspn((const char *)href, BLANKS) : NULL;
	/* "#…" leads to the page itself. */
	xmlChar *whole = at && *at != '#' ? xmlBuildURI(at, base) : NULL;
	const char *found = NULL;

	if (value_is(&value_link, (char *)whole))
		found = pool_text(walk->paste->pool, (char *)whole);
	xmlFree(whole);
	xmlFree(href);
	return found;
}

/* What stands since `start` leads there, but what is in it leads elsewhere. */
static void add_link(struct walk *walk, size_t start, const char *href)
{
	struct paste_link link = {start, walk->words.length, href};

	if (start >= walk->words.length ||
		(walk->link_count > 0 &&
			walk->links[walk->link_count - 1].start >= start) ||
		strspn(walk->words.bytes + start, BLANKS) + start ==
			walk->words.length)
		return;
	walk->links = pool_grow(
		walk->paste->pool, walk->links, walk->link_count, sizeof(link));
	walk->links[walk->link_count++] = link;
}

/* Cells of a table that only lays the page out are paragraphs. */
static bool is_layout(const xmlNode *node)
{
	for (const xmlNode *child = node->children; child != NULL;
		child = child->next)
		if (child->type == XML_ELEMENT_NODE &&
			(is_called(child, "table") || is_called(child, "p") ||
				is_called(child, "div") || is_layout(child)))
			return true;
	return false;
}

static void walk_children(struct walk *walk, xmlNode *node);

/* What stands in the line that is open, as links do. */
static void walk_inline(struct walk *walk, xmlNode *node)
{
	const char *href = find_href(walk, node);
	size_t start, lines = walk->paste->count;

	/* Blanks at the start of a line are none, and go with its end. */
	if (strspn(walk->words.bytes, BLANKS) == walk->words.length)
		buf_cut(&walk->words, 0);
	start = walk->words.length;
	walk_children(walk, node);
	if (href != NULL && walk->paste->count == lines)
		add_link(walk, start, href);
}

static void walk_element(struct walk *walk, xmlNode *node)
{
	enum line_kind around = walk->kind, kind = around;
	bool block = is_block(node, &kind);

	/* What is in a cell stays in it. */
	if (!block || (is_cell(around) && !is_cell(kind))) {
		if (block)
			buf_putc(&walk->words, ' ');
		walk_inline(walk, node);
		return;
	}
	end_line(walk);
	walk->table += is_called(node, "table");
	walk->row += is_called(node, "tr");
	walk->kind = is_cell(kind) && is_layout(node) ? LINE_PARAGRAPH : kind;
	walk_children(walk, node);
	end_line(walk);
	walk->kind = around;
}

static void walk_children(struct walk *walk, xmlNode *node)
{
	if (++walk->depth > DEPTH_LIMIT)
		node = NULL;
	for (node = node ? node->children : NULL; node != NULL;
		node = node->next) {
		const char *text = (const char *)node->content;

		if (node->type == XML_ELEMENT_NODE)
			walk_element(walk, node);
		if (node->type != XML_TEXT_NODE || text == NULL)
			continue;
		if (strspn(walk->words.bytes, " ") == walk->words.length)
			walk->number = (int)xmlGetLineNo(node);
		for (; *text != '\0'; text++)
			buf_putc(&walk->words, *text == '\n' ? ' ' : *text);
	}
	walk->depth--;
}

const char *html_read(
	struct paste *paste, const char *bytes, size_t length, const char *body)
{
	static const char *const titles[] = {"//h1", "//title", NULL};
	static const char *const dates[] = {
		"//meta[@property='article:published_time']/@content",
		"//meta[@name='dcterms.date' or @name='DC.date' or "
		"@name='dcterms.issued' or @name='date']/@content",
		NULL};
	/* Nobody writes UTF-8 by accident, whatever the page says. */
	xmlDoc *document = htmlReadMemory(bytes, (int)length, NULL,
		paste_check(bytes, length) ? NULL : "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET);
	struct walk walk = {.paste = paste, .words = BUF_INIT};
	xmlNode *main = NULL;

	if (document != NULL)
		main = find_main(paste, document, body);
	if (main != NULL) {
		drop(document,
			"//script|//style|//nav|//footer|//aside|//form|"
			"//button|//noscript|//template|//svg|//iframe|"
			"//select|//*[@hidden or @role='navigation' or "
			"@aria-hidden='true' or "
			"contains(@style,'display:none')]|"
			"//body/header[not(.//h1)]|//body/div/header[not(.//h1)]");
		main = find_main(paste, document, body);
	}
	if (main != NULL) {
		find_base(paste, document);
		add_found(paste, LINE_STAMP, document, dates);
		if (!is_inside(find(document, "//h1"), main))
			add_found(paste, LINE_TITLE, document, titles);
		walk_children(&walk, main);
		end_line(&walk);
	}
	buf_release(&walk.words);
	xmlFreeDoc(document);
	return main ? NULL : "has no text that could be read as HTML";
}
