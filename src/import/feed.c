#include "import/feed.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "import/html.h"
#include "base/banned.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

enum { ENTRY_LIMIT = 100 * 1000, PAGE_LIMIT = 100 };

struct reading {
	struct feed_file *feed;
	xmlDoc *document;
	bool is_atom;
	const char *language; /* of the feed, where that is no attribute */
};

/* --- elements --- */

static bool is_called(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
		strcmp((const char *)node->name, name) == 0;
}

static bool has_space(const xmlNode *node, const char *space)
{
	return node->ns != NULL && node->ns->href != NULL &&
		strcmp((const char *)node->ns->href, space) == 0;
}

/* What pictures and podcasts are called, and of whom, is not of the entry. */
static bool is_of_rss(const xmlNode *node)
{
	static const char *const spaces[] = {"http://purl.org/rss/1.0/",
		"http://my.netscape.com/rdf/simple/0.9/",
		"http://purl.org/rss/1.0/modules/content/",
		"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
		ATOM};

	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++)
		if (has_space(node, spaces[i]))
			return true;
	return node->ns == NULL || node->ns->prefix == NULL;
}

/* The next child of this name. */
static xmlNode *next_child(
	const struct reading *it, xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next)
		if (is_called(node, name) &&
			(it->is_atom ? has_space(node, ATOM) : is_of_rss(node)))
			return node;
	return NULL;
}

static xmlNode *find_child(
	const struct reading *it, const xmlNode *node, const char *name)
{
	return next_child(it, node->children, name);
}

static const char *keep(const struct reading *it, xmlChar *text)
{
	const char *words = text ? paste_clean(it->feed->pool, (char *)text,
					   strlen((char *)text))
				 : "";
	size_t length = strlen(words);

	xmlFree(text);
	while (length > 0 && words[length - 1] == ' ')
		length--;
	return length > 0 ? pool_bytes(it->feed->pool, words, length) : NULL;
}

/* The words in a child; NULL when there are none. */
static const char *words_in(
	const struct reading *it, const xmlNode *node, const char *name)
{
	xmlNode *child = find_child(it, node, name);

	return child ? keep(it, xmlNodeGetContent(child)) : NULL;
}

/* An id is kept byte for byte, without blanks around it. */
static const char *id_in(
	const struct reading *it, const xmlNode *node, const char *name)
{
	xmlNode *child = find_child(it, node, name);
	xmlChar *content = child ? xmlNodeGetContent(child) : NULL;
	const char *at = content ? (const char *)content : "", *id;
	size_t length;

	at += strspn(at, " \t\r\n");
	length = strlen(at);
	while (length > 0 && strchr(" \t\r\n", at[length - 1]) != NULL)
		length--;
	id = length > 0 ? pool_bytes(it->feed->pool, at, length) : NULL;
	xmlFree(content);
	return id;
}

static const char *attribute_of(
	const struct reading *it, xmlNode *node, const char *name)
{
	return keep(it, xmlGetNoNsProp(node, (const xmlChar *)name));
}

/* A link as the page around it means it. */
static const char *absolute(
	const struct reading *it, xmlNode *node, const char *href)
{
	xmlChar *base, *whole = NULL;

	if (href == NULL)
		return NULL;
	base = xmlNodeGetBase(it->document, node);
	if (base != NULL)
		whole = xmlBuildURI((const xmlChar *)href, base);
	xmlFree(base);
	return whole ? keep(it, whole) : href;
}

/* --- dates --- */

/* Hours east of Greenwich; letters alone mean nothing (RFC 2822, 4.3). */
static const char *offset_of(const char *zone)
{
	static const char *const zones[][2] = {{"EST", "-0500"},
		{"EDT", "-0400"}, {"CST", "-0600"}, {"CDT", "-0500"},
		{"MST", "-0700"}, {"MDT", "-0600"}, {"PST", "-0800"},
		{"PDT", "-0700"}, {"BST", "+0100"}, {"WEST", "+0100"},
		{"CET", "+0100"}, {"CEST", "+0200"}, {"EET", "+0200"},
		{"EEST", "+0300"}, {"MSK", "+0300"}, {"JST", "+0900"},
		{"KST", "+0900"}};

	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (strcasecmp(zones[i][0], zone) == 0)
			return zones[i][1];
	return *zone == '+' || *zone == '-' ? zone : "Z";
}

/* "Wed, 28 Jan 2026 10:00:00 +0100" (RFC 822). */
static int parse_mail_date(const char *text, struct buf *out)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char month[4] = "", zone[6] = "";
	const char *found;
	int day, year, hour, minute, second = 0, parts;

	text += strcspn(text, "0123456789");
	parts = sscanf(text, "%2d %3[A-Za-z] %4d %2d:%2d:%2d %5s", &day, month,
		&year, &hour, &minute, &second, zone);
	if (parts == 5)
		parts = sscanf(text, "%*d %*s %*d %*d:%*d %5s", zone) + 5;
	found = parts >= 5 ? strstr(months, month) : NULL;
	if (found == NULL || strlen(month) != 3 || day < 0 || hour < 0 ||
		minute < 0 || second < 0)
		return -1;
	year += year < 50 ? 2000 : year < 100 ? 1900 : 0;
	buf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d%s", year,
		(int)(found - months) / 3 + 1, day, hour, minute, second,
		offset_of(zone));
	return 0;
}

/* A clock time and the offset behind it, with or without a colon. */
static instant read_moment(const char *text)
{
	struct when when;
	const char *rest = "";
	int hours = 0, minutes = 0, sign;

	if (when_parse(text, &when, &rest) != WHEN_FINE ||
		when.precision < WHEN_DAY)
		return 0;
	if (when.precision == WHEN_DAY)
		when.hour = 12;
	if (rest != NULL && *rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	if (rest == NULL || (*rest != '+' && *rest != '-'))
		return when_as_utc(&when);
	sscanf(rest + 1, strchr(rest, ':') ? "%2d:%2d" : "%2d%2d", &hours,
		&minutes);
	sign = *rest == '-' ? -1 : 1;
	return when_as_utc(&when) -
		sign * (3600 * (instant)hours + 60 * (instant)minutes);
}

/* RFC 3339, or RFC 822; 0 for what is neither. */
static instant parse_date(const char *text)
{
	struct buf converted = BUF_INIT;
	instant at;

	if (text == NULL)
		return 0;
	if (parse_mail_date(text, &converted) == 0)
		text = converted.bytes;
	at = read_moment(text);
	buf_release(&converted);
	return at;
}

static instant date_in(
	const struct reading *it, const xmlNode *node, const char *const *names)
{
	instant at = 0;

	for (; at == 0 && *names != NULL; names++)
		at = parse_date(words_in(it, node, *names));
	return at;
}

/* --- entries --- */

static void add_page(struct reading *it, struct feed_entry *entry,
	const char *language, const char *href)
{
	if (entry->page_count == PAGE_LIMIT)
		return;
	entry->pages = pool_grow(it->feed->pool, entry->pages,
		entry->page_count, sizeof(*entry->pages));
	entry->pages[entry->page_count++] = (struct feed_page){language, href};
}

/* The page of the entry, and those in other languages. */
static void take_links(
	struct reading *it, struct feed_entry *entry, xmlNode *node)
{
	for (xmlNode *link = find_child(it, node, "link"); link != NULL;
		link = next_child(it, link->next, "link")) {
		const char *href = attribute_of(it, link, "href");
		const char *rel = attribute_of(it, link, "rel");
		const char *language = attribute_of(it, link, "hreflang");
		bool is_own = language == NULL || entry->language == NULL ||
			strcasecmp(language, entry->language) == 0;

		if (href == NULL)
			href = keep(it, xmlNodeGetContent(link));
		href = absolute(it, link, href);
		if (href == NULL || (rel && strcmp(rel, "alternate") != 0))
			continue;
		if (is_own && entry->href == NULL)
			entry->href = href;
		else if (!is_own)
			add_page(it, entry, language, href);
	}
}

/* The markup in an element of XHTML, or the HTML that its text is. */
static const char *html_of(const struct reading *it, xmlNode *node)
{
	const char *type = attribute_of(it, node, "type"), *html;
	xmlChar *content;
	xmlBuffer *markup;

	if (type == NULL || strcmp(type, "xhtml") != 0) {
		content = xmlNodeGetContent(node);
		html = content ? pool_text(it->feed->pool, (char *)content)
			       : NULL;
		xmlFree(content);
		return html;
	}
	markup = xmlBufferCreate();
	if (markup == NULL)
		mem_exhausted();
	xmlNodeDump(markup, it->document, node, 0, 0);
	html = pool_text(
		it->feed->pool, (const char *)xmlBufferContent(markup));
	xmlBufferFree(markup);
	return html;
}

static void take_body(
	const struct reading *it, struct feed_entry *entry, const xmlNode *node)
{
	static const char *const names[] = {
		"encoded", "content", "description", "summary"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		xmlNode *child = find_child(it, node, names[i]);
		const char *html = child ? html_of(it, child) : NULL;

		if (html == NULL || *html == '\0')
			continue;
		entry->body = html;
		entry->base = keep(it, xmlNodeGetBase(it->document, child));
		if (entry->base == NULL)
			entry->base = entry->href;
		return;
	}
}

/* Titles of RSS are HTML, whether or not their author knew. */
static const char *find_title(const struct reading *it, const xmlNode *node)
{
	struct paste paste = {.pool = it->feed->pool, .text = BUF_INIT};
	xmlNode *child = find_child(it, node, "title");
	const char *title = words_in(it, node, "title"), *html;

	if (title == NULL || strpbrk(title, "<&") == NULL ||
		(it->is_atom && attribute_of(it, child, "type") == NULL))
		return title;
	html = html_of(it, child);
	if (html != NULL &&
		html_read(&paste, html, strlen(html), NULL) == NULL &&
		paste.count > 0)
		title = paste_clean(paste.pool,
			paste.text.bytes + paste.lines[0].start,
			paste.lines[0].length);
	paste_release(&paste);
	return title;
}

static const char *language_of(const struct reading *it, xmlNode *node)
{
	const char *language = keep(it, xmlNodeGetLang(node));

	if (language == NULL)
		language = it->is_atom ? NULL : words_in(it, node, "language");
	return language ? language : it->language;
}

/* Readers of RSS know an entry by its name in RDF, its GUID or its link. */
static void take_guid(
	const struct reading *it, struct feed_entry *entry, xmlNode *node)
{
	xmlNode *guid = find_child(it, node, "guid");
	const char *is_link =
		guid ? attribute_of(it, guid, "isPermaLink") : NULL;

	if (entry->id == NULL)
		entry->id = keep(it,
			xmlGetNsProp(node, (const xmlChar *)"about",
				(const xmlChar *)RDF));
	if (entry->href == NULL && guid != NULL &&
		(is_link == NULL || strcmp(is_link, "false") != 0))
		entry->href = words_in(it, node, "guid");
	if (entry->id == NULL)
		entry->id = entry->href;
}

static void take_entry(struct reading *it, xmlNode *node)
{
	static const char *const dates[] = {
		"published", "pubDate", "date", "issued", NULL};
	static const char *const updates[] = {"updated", "modified", NULL};
	struct feed_file *feed = it->feed;
	struct feed_entry entry = {.line = (int)xmlGetLineNo(node)};

	if (feed->count == ENTRY_LIMIT)
		return;
	entry.language = language_of(it, node);
	entry.id = id_in(it, node, it->is_atom ? "id" : "guid");
	entry.title = find_title(it, node);
	entry.published = date_in(it, node, dates);
	entry.updated = date_in(it, node, updates);
	if (entry.published == 0)
		entry.published = entry.updated;
	take_links(it, &entry, node);
	take_guid(it, &entry, node);
	take_body(it, &entry, node);
	feed->entries = pool_grow(
		feed->pool, feed->entries, feed->count, sizeof(entry));
	feed->entries[feed->count++] = entry;
}

static void take_entries(
	struct reading *it, const xmlNode *parent, const char *name)
{
	for (xmlNode *node = find_child(it, parent, name); node != NULL;
		node = next_child(it, node->next, name))
		take_entry(it, node);
}

/* Links are relative to the address of the feed where nothing else is said. */
static void find_address(struct reading *it, const xmlNode *head)
{
	const char *address = NULL;

	for (xmlNode *link = find_child(it, head, "link"); link != NULL;
		link = next_child(it, link->next, "link")) {
		const char *rel = attribute_of(it, link, "rel");

		if (address == NULL || (rel && strcmp(rel, "self") == 0))
			address = attribute_of(it, link, "href");
		if (address == NULL)
			address = keep(it, xmlNodeGetContent(link));
	}
	if (address == NULL || it->document->URL != NULL)
		return;
	it->document->URL = xmlStrdup((const xmlChar *)address);
}

static int take_feed(struct reading *it, xmlNode *root)
{
	const xmlNode *channel;

	it->is_atom = is_called(root, "feed") && has_space(root, ATOM);
	if (it->is_atom) {
		find_address(it, root);
		take_entries(it, root, "entry");
		return 0;
	}
	channel = find_child(it, root, "channel");
	if (channel == NULL ||
		(!is_called(root, "rss") && !is_called(root, "RDF")))
		return -1;
	it->language = words_in(it, channel, "language");
	find_address(it, channel);
	take_entries(it, channel, "item");
	take_entries(it, root, "item");
	return 0;
}

bool feed_is(const struct buf *bytes)
{
	static const char *const roots[] = {"feed", "rss", "RDF"};
	const char *at = bytes->bytes + strcspn(bytes->bytes, "<");
	size_t prefix, length;

	/* Behind declaration, comments and document type. */
	while (*at != '\0' && (at[1] == '?' || at[1] == '!')) {
		at += strcspn(at, ">");
		at += strcspn(at, "<");
	}
	if (*at++ == '\0')
		return false;
	prefix = strcspn(at, ": \t\r\n>");
	at += at[prefix] == ':' ? prefix + 1 : 0;
	length = strcspn(at, " \t\r\n>");
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (length == strlen(roots[i]) &&
			strncmp(at, roots[i], length) == 0)
			return true;
	return false;
}

int feed_read(struct feed_file *feed, const struct buf *bytes)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	struct reading it = {.feed = feed};
	const xmlError *error;
	int result = -1;

	if (parser == NULL)
		mem_exhausted();
	it.document = xmlCtxtReadMemory(parser, bytes->bytes,
		(int)bytes->length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
	error = xmlCtxtGetLastError(parser);
	if (error != NULL && error->level >= XML_ERR_ERROR) {
		feed->wrong_line = error->line;
		feed->wrong = paste_clean(feed->pool,
			error->message ? error->message : "",
			error->message ? strlen(error->message) : 0);
	}
	/* Entities of its own no feed needs: they only ever do harm. */
	if (it.document != NULL && xmlDocGetRootElement(it.document) != NULL &&
		(it.document->intSubset == NULL ||
			it.document->intSubset->entities == NULL))
		result = take_feed(&it, xmlDocGetRootElement(it.document));
	xmlFreeDoc(it.document);
	xmlFreeParserCtxt(parser);
	return result;
}
