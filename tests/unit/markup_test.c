/*
 * write/markup: XML, with lines broken where the program wants them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <libxml/parser.h>
#include <cmocka.h>
#include "write/markup.h"
#include "base/banned.h"

static void blocks_stand_on_lines_of_their_own(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new(&out, 0);

	(void)state;
	markup_block(markup, "feed");
	markup_attribute(markup, "xml:lang", "fr");
	markup_attribute(markup, "dir", NULL);
	markup_element(markup, "title", "Dialogues");
	markup_block(markup, "link");
	markup_attribute(markup, "rel", "self");
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<feed xml:lang=\"fr\">\n"
		"  <title>Dialogues</title>\n"
		"  <link rel=\"self\"/>\n"
		"</feed>\n");
	buf_release(&out);
}

static void inline_elements_stay_in_their_line(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new(&out, 0);

	(void)state;
	markup_block(markup, "div");
	markup_block(markup, "p");
	markup_text(markup, "one ");
	markup_inline(markup, "em");
	markup_text(markup, "word");
	markup_end(markup);
	markup_text(markup, ", more");
	markup_inline(markup, "br");
	markup_end(markup);
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<div>\n"
		"  <p>one <em>word</em>, more<br/></p>\n"
		"</div>\n");
	buf_release(&out);
}

static void fragments_are_indented_as_at_their_depth(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup;

	(void)state;
	buf_puts(&out, "<feed>\n");
	markup = markup_new(&out, 1);
	markup_block(markup, "entry");
	markup_element(markup, "id", "tag:7");
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<feed>\n"
		"  <entry>\n"
		"    <id>tag:7</id>\n"
		"  </entry>\n");
	buf_release(&out);
}

static void several_roots_can_follow_each_other(void **state)
{
	struct buf out = BUF_INIT;
	int count = 2;

	(void)state;
	while (count-- > 0) {
		struct markup *markup = markup_new(&out, 1);

		markup_element(markup, "a", "x");
		markup_free(markup);
	}
	assert_string_equal(out.bytes, "  <a>x</a>\n  <a>x</a>\n");
	buf_release(&out);
}

/* What a reader gets is what was put in, and no reference to é or 日. */
static void words_are_escaped(void **state)
{
	static const char *const texts[] = {"R & D", "a < b > c", "]]>",
		"\"quoted\" and 'so'", "&amp;", "é 日本 \xF0\x9F\x87\xAF",
		"<script>alert(1)</script>", "a\"b'c&d<e>f"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct buf out = BUF_INIT;
		struct markup *markup = markup_new(&out, 0);
		xmlDoc *document;
		xmlNode *root;
		xmlChar *value, *content;

		markup_block(markup, "a");
		markup_attribute(markup, "title", texts[i]);
		markup_text(markup, texts[i]);
		markup_end(markup);
		markup_free(markup);
		assert_null(strstr(out.bytes, "&#x"));
		document = xmlReadMemory(out.bytes, (int)out.length, NULL, NULL,
			XML_PARSE_NONET);
		assert_non_null(document);
		root = xmlDocGetRootElement(document);
		assert_null(xmlFirstElementChild(root));
		value = xmlGetProp(root, BAD_CAST "title");
		content = xmlNodeGetContent(root);
		assert_string_equal((char *)value, texts[i]);
		assert_string_equal((char *)content, texts[i]);
		xmlFree(value);
		xmlFree(content);
		xmlFreeDoc(document);
		buf_release(&out);
	}
}

/* A reader makes a blank of a tab or line end that is not a reference. */
static void line_ends_in_attributes_survive(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new(&out, 0);
	xmlDoc *document;
	xmlChar *value;

	(void)state;
	markup_block(markup, "a");
	markup_attribute(markup, "title", "one\r two\n\tthree");
	markup_end(markup);
	markup_free(markup);
	document = xmlReadMemory(
		out.bytes, (int)out.length, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(document);
	value = xmlGetProp(xmlDocGetRootElement(document), BAD_CAST "title");
	assert_string_equal((char *)value, "one\r two\n\tthree");
	xmlFree(value);
	xmlFreeDoc(document);
	buf_release(&out);
}

static void comments_have_no_two_hyphens(void **state)
{
	static const struct {
		const char *text, *comment;
	} cases[] = {
		{"made by hand", "<!-- made by hand -->"},
		{"a--b", "<!-- a- -b -->"},
		{"a---b", "<!-- a- - -b -->"},
		{"end-", "<!-- end-  -->"},
		{"-->", "<!-- - -> -->"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = BUF_INIT, expected = BUF_INIT;
		struct markup *markup = markup_new(&out, 0);
		xmlDoc *document;

		markup_block(markup, "a");
		markup_comment(markup, cases[i].text);
		markup_end(markup);
		markup_free(markup);
		buf_printf(&expected, "<a>\n  %s\n</a>\n", cases[i].comment);
		assert_string_equal(out.bytes, expected.bytes);
		document = xmlReadMemory(out.bytes, (int)out.length, NULL, NULL,
			XML_PARSE_NONET);
		assert_non_null(document);
		xmlFreeDoc(document);
		buf_release(&expected);
		buf_release(&out);
	}
}

/* The head of a feed is written without its end, which comes later. */
static void elements_that_are_open_are_closed_by_another(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new_xml(&out);

	(void)state;
	markup_block(markup, "opml");
	markup_attribute(markup, "version", "2.0");
	markup_block(markup, "body");
	markup_free(markup);
	markup = markup_new(&out, 2);
	markup_element(markup, "outline", "x");
	markup_free(markup);
	markup = markup_new(&out, 0);
	markup_resume(markup, "opml");
	markup_resume(markup, "body");
	markup_element(markup, "outline", "y");
	markup_end(markup);
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<opml version=\"2.0\">\n"
		"  <body>\n"
		"    <outline>x</outline>\n"
		"    <outline>y</outline>\n"
		"  </body>\n"
		"</opml>\n");
	buf_release(&out);
}

static void put_empty(struct markup *markup, const char *name)
{
	markup_block(markup, name);
	markup_attribute(markup, "class", "x");
	markup_end(markup);
}

/* HTML takes <script/> for a start tag. */
static void empty_elements_of_html_have_an_end_tag(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new_html(&out, 0);

	(void)state;
	markup_doctype(markup);
	markup_block(markup, "html");
	put_empty(markup, "script");
	put_empty(markup, "td");
	put_empty(markup, "br");
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<!DOCTYPE html>\n"
		"<html>\n"
		"  <script class=\"x\"></script>\n"
		"  <td class=\"x\"></td>\n"
		"  <br class=\"x\"/>\n"
		"</html>\n");
	buf_release(&out);
}

static void html_can_stand_in_xml(void **state)
{
	struct buf out = BUF_INIT;
	struct markup *markup = markup_new(&out, 0);

	(void)state;
	markup_block(markup, "content");
	markup_block(markup, "div");
	markup_html(markup);
	put_empty(markup, "p");
	markup_end(markup);
	put_empty(markup, "link");
	put_empty(markup, "p");
	markup_end(markup);
	markup_free(markup);
	assert_string_equal(out.bytes,
		"<content>\n"
		"  <div>\n"
		"    <p class=\"x\"></p>\n"
		"  </div>\n"
		"  <link class=\"x\"/>\n"
		"  <p class=\"x\"/>\n"
		"</content>\n");
	buf_release(&out);
}

/* Longer than what libxml2 hands on at a time, a character across. */
static void long_texts_are_written_whole(void **state)
{
	enum { COUNT = 30000 };
	struct buf text = BUF_INIT, expected = BUF_INIT, out = BUF_INIT;
	struct markup *markup = markup_new(&out, 0);

	(void)state;
	buf_putc(&text, 'x');
	for (int i = 0; i < COUNT; i++)
		buf_puts(&text, "日");
	markup_block(markup, "a");
	markup_attribute(markup, "title", text.bytes);
	markup_number(markup, "count", COUNT);
	markup_text(markup, text.bytes);
	markup_end(markup);
	markup_free(markup);
	buf_printf(&expected, "<a title=\"%s\" count=\"%d\">%s</a>\n",
		text.bytes, COUNT, text.bytes);
	assert_string_equal(out.bytes, expected.bytes);
	buf_release(&out);
	buf_release(&expected);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_stand_on_lines_of_their_own),
		cmocka_unit_test(inline_elements_stay_in_their_line),
		cmocka_unit_test(fragments_are_indented_as_at_their_depth),
		cmocka_unit_test(several_roots_can_follow_each_other),
		cmocka_unit_test(words_are_escaped),
		cmocka_unit_test(line_ends_in_attributes_survive),
		cmocka_unit_test(comments_have_no_two_hyphens),
		cmocka_unit_test(elements_that_are_open_are_closed_by_another),
		cmocka_unit_test(empty_elements_of_html_have_an_end_tag),
		cmocka_unit_test(html_can_stand_in_xml),
		cmocka_unit_test(long_texts_are_written_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
