#include "read/scan.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "read/names.h"
#include "base/banned.h"

/*
 * Nobody writes as much.  The parser and what follows compare each attribute
 * with each, and look at values again and again.
 */
enum { MOST_ATTRIBUTES = 32, LONGEST_VALUE = 4096 };

/* Of what is wrong, as many bytes as help to recognise it. */
enum { QUOTED = 40 };

enum { PATIENCE = 16 << 20 };

/* As much as somebody may put into '<' and '>' who means no tag. */
enum { LONGEST_IN_BRACKETS = 120 };

/* Where the scan is, and what it found. */
struct scan {
	struct source *source;
	struct diag *diag;
	const char *at;
	int found; /* complaints */
	ptrdiff_t patience; /* bytes that may be looked at again */
};

static int starts_with(const char *at, const char *text)
{
	return strncmp(at, text, strlen(text)) == 0;
}

static void report(struct scan *scan, const char *at, const char *message,
	const char *help)
{
	scan->found = 1;
	diag_error(scan->diag, source_pos(scan->source, at), "%s", message);
	diag_help(scan->diag, "%s", help);
}

/* Make a byte harmless to the parser. */
static void blank_out(struct scan *scan, const char *at)
{
	scan->source->text.bytes[at - scan->source->text.bytes] = '?';
}

/* XML 1.0, 2.8: the declaration comes first, and begins with the version. */
static int scan_declaration(struct scan *scan)
{
	const char *start = scan->source->text.bytes;
	const char *declaration;

	if (starts_with(start, "\xEF\xBB\xBF"))
		start += 3;
	declaration = start + strspn(start, " \t\r\n");
	if (!starts_with(declaration, "<?xml"))
		return 0;
	if (declaration != start) {
		report(scan, declaration, "something stands before <?xml",
			"delete the blanks and lines before it");
		return -1;
	}
	declaration += 5;
	declaration += strspn(declaration, " \t\r\n");
	if (starts_with(declaration, "version"))
		return 0;
	report(scan, declaration, "the first line is not finished",
		"write <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	return -1;
}

static int scan_comment(struct scan *scan)
{
	const char *dashes = strstr(scan->at + 4, "--");

	if (dashes == NULL) {
		report(scan, scan->at, "this comment is not closed",
			"write --> where it ends");
		return -1;
	}
	if (dashes[2] != '>') {
		report(scan, dashes, "'--' stands in a comment",
			"write a single - there");
		return -1;
	}
	scan->at = dashes + 3;
	return 0;
}

static int scan_section(struct scan *scan)
{
	const char *close = strstr(scan->at, "]]>");

	if (close == NULL) {
		report(scan, scan->at, "this <![CDATA[ is not closed",
			"write ]]> where it ends");
		return -1;
	}
	scan->at = close + 3;
	return 0;
}

static void scan_instruction(struct scan *scan)
{
	const char *close = strstr(scan->at, "?>");

	scan->at = close ? close + 2 : scan->at + strlen(scan->at);
}

/* XML 1.0, 4.1: "&#160;" or "&#xA0;", of a character that may stand there. */
static void scan_number(struct scan *scan)
{
	const char *digits = scan->at + 2;
	int hexadecimal = *digits == 'x';
	const char *set = hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
	size_t length = strspn(digits + hexadecimal, set);
	const char *end = digits + hexadecimal + length;
	int shown = end - scan->at < QUOTED ? (int)(end - scan->at) : QUOTED;
	long character;

	if (length == 0 || *end != ';') {
		scan->found = 1;
		diag_error(scan->diag, source_pos(scan->source, scan->at),
			"%.*s does not end in ;", shown, scan->at);
		diag_help(scan->diag, "write %.*s;", shown, scan->at);
		blank_out(scan, scan->at);
		return;
	}
	character = strtol(digits + hexadecimal, NULL, hexadecimal ? 16 : 10);
	if (length <= 7 && character <= 0x10FFFF &&
		(character < 0xD800 || character > 0xDFFF) &&
		utf8_is_text(character) && !utf8_is_bidi_control(character))
		return;
	scan->found = 1;
	diag_error(scan->diag, source_pos(scan->source, scan->at),
		"%.*s; is a character that has no place in a text", shown,
		scan->at);
	diag_help(scan->diag, "delete it");
	blank_out(scan, scan->at);
}

static int is_known_entity(const char *at)
{
	static const char *const known[] = {
		"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (starts_with(at, known[i]))
			return 1;
	return 0;
}

/* What people mean who write the entities of HTML. */
static const char *meaning_of(const char *name, size_t length)
{
	static const struct {
		const char *name, *help;
	} meanings[] = {
		{"nbsp", "write &#160; or a no-break space itself"},
		{"eacute", "write é itself"},
		{"egrave", "write è itself"},
		{"agrave", "write à itself"},
		{"ccedil", "write ç itself"},
		{"ouml", "write ö itself"},
		{"auml", "write ä itself"},
		{"uuml", "write ü itself"},
		{"szlig", "write ß itself"},
		{"ndash", "write – itself"},
		{"mdash", "write — itself"},
		{"hellip", "write … itself"},
		{"laquo", "write « itself"},
		{"raquo", "write » itself"},
		{"lsquo", "write ‘ itself"},
		{"rsquo", "write ’ itself"},
		{"ldquo", "write “ itself"},
		{"rdquo", "write ” itself"},
		{"euro", "write € itself"},
	};

	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		if (strlen(meanings[i].name) == length &&
			strncmp(meanings[i].name, name, length) == 0)
			return meanings[i].help;
	return "write the character itself";
}

static void scan_ampersand(struct scan *scan)
{
	size_t length = 0;

	if (is_known_entity(scan->at))
		return;
	if (scan->at[1] == '#') {
		scan_number(scan);
		return;
	}
	while (isalnum((unsigned char)scan->at[1 + length]))
		length++;
	if (length > 0 && scan->at[1 + length] == ';') {
		scan->found = 1;
		diag_error(scan->diag, source_pos(scan->source, scan->at),
			"&%.*s; is not known here",
			length < QUOTED ? (int)length : QUOTED, scan->at + 1);
		diag_help(scan->diag, "%s", meaning_of(scan->at + 1, length));
	} else {
		report(scan, scan->at, "'&' stands alone", "write &amp; for &");
	}
	blank_out(scan, scan->at);
}

/* A name behind '<' or '</', and what can follow one. */
static int is_tag(const char *at)
{
	at += at[1] == '/' ? 2 : 1;
	if (!isalpha((unsigned char)*at) && *at != '_' &&
		(unsigned char)*at < 0x80)
		return 0;
	while (isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80 ||
		(*at != '\0' && strchr("_:.-", *at) != NULL))
		at++;
	return *at == '\0' || strchr(" \t\r\n/>", *at) != NULL;
}

static int report_long(struct scan *scan, const char *quote)
{
	diag_error(scan->diag, source_pos(scan->source, quote),
		"what stands in these quotes is longer than %d bytes",
		LONGEST_VALUE);
	return diag_help(scan->diag, "close them where the value ends");
}

static int report_crowd(struct scan *scan)
{
	diag_error(scan->diag, source_pos(scan->source, scan->at),
		"an element has more than %d attributes", MOST_ATTRIBUTES);
	return diag_help(scan->diag,
		"delete those that dialogue-feeds(5) "
		"does not know");
}

/*
 * The tag up to its '>', past quotes; text starts again behind it.  Returns -1
 * when it is more than the parser should see.
 */
static int scan_tag(struct scan *scan)
{
	const char *quote = NULL; /* the one that is open */
	int attributes = 0;

	for (scan->at++; *scan->at != '\0'; scan->at++) {
		if (*scan->at == '&')
			scan_ampersand(scan);
		/* A quote left open: the parser says where. */
		if (*scan->at == '<')
			return 0;
		if (quote != NULL && scan->at - quote > LONGEST_VALUE)
			return report_long(scan, quote);
		if (quote != NULL)
			quote = *scan->at == *quote ? NULL : quote;
		else if (*scan->at == '"' || *scan->at == '\'')
			quote = scan->at;
		else if (*scan->at == '>')
			return 0;
		else if (*scan->at == '=' && ++attributes > MOST_ATTRIBUTES)
			return report_crowd(scan);
	}
	return 0;
}

/* Whether an element of this name ends somewhere behind `at`. */
static bool has_end(struct scan *scan, const char *at, const char *name)
{
	const char *end = scan->source->text.bytes + scan->source->text.length;
	struct buf tag = BUF_INIT;
	const char *found;

	buf_printf(&tag, "</%s", name);
	found = strstr(at, tag.bytes);
	scan->patience -= (found ? found : end) - at;
	buf_release(&tag);
	return found != NULL;
}

/* Neither an element nor a misspelt one; addresses are none either. */
static bool is_no_name(struct scan *scan, const char *at, const char *name)
{
	if (strpbrk(name, "@/") != NULL)
		return true;
	if (has_end(scan, at, name))
		return false;
	scan->patience -= PATIENCE / 100;
	return !names_know(name) && names_nearest(name) == NULL;
}

/*
 * The end of words in brackets, "<unofficial>" or "<https://example.org/>",
 * that are meant as they stand; NULL for a tag.
 */
static const char *words_in_brackets(struct scan *scan)
{
	const char *at = scan->at + 1;
	size_t length = strcspn(at, "<>");
	const char *end = at + length;
	struct buf name = BUF_INIT;
	bool is_words;

	if (*end != '>' || length == 0 || length > LONGEST_IN_BRACKETS ||
		*at == '/' || *at == '?' || memchr(at, '"', length) != NULL ||
		(end[-1] == '/' && strncmp(at, "http", 4) != 0) ||
		scan->patience < 0)
		return NULL;
	buf_put(&name, at, strcspn(at, " \t\r\n>"));
	is_words = is_no_name(scan, end, name.bytes);
	buf_release(&name);
	return is_words ? end : NULL;
}

static void scan_brackets(struct scan *scan, const char *end)
{
	int length = (int)(end - scan->at) - 1;

	scan->found = 1;
	diag_error(scan->diag, source_pos(scan->source, scan->at),
		"<%.*s> looks like a tag, and is none", length, scan->at + 1);
	diag_help(scan->diag, "write &lt;%.*s&gt; to show the words in < and >",
		length, scan->at + 1);
	blank_out(scan, scan->at);
}

/* Whatever starts with '<'.  Returns -1 when the scan cannot go on. */
static int scan_markup(struct scan *scan)
{
	const char *end;

	if (starts_with(scan->at, "<!--"))
		return scan_comment(scan);
	if (starts_with(scan->at, "<![CDATA["))
		return scan_section(scan);
	if (strncasecmp(scan->at, "<!DOCTYPE", 9) == 0) {
		report(scan, scan->at, "a record has no document type",
			"leave out <!DOCTYPE …>");
		return -1;
	}
	end = words_in_brackets(scan);
	if (end != NULL) {
		scan_brackets(scan, end);
		return 0;
	}
	if (is_tag(scan->at))
		return scan_tag(scan);
	if (starts_with(scan->at, "<?")) {
		scan_instruction(scan);
	} else {
		report(scan, scan->at, "'<' starts no element",
			"write &lt; for <");
		blank_out(scan, scan->at);
	}
	return 0;
}

int scan(struct source *source, struct diag *diag)
{
	struct scan scan = {source, diag, source->text.bytes, 0, PATIENCE};

	if (scan_declaration(&scan) != 0)
		return -1;
	for (;;) {
		scan.at += strcspn(scan.at, "<&]");
		if (*scan.at == '\0')
			break;
		if (*scan.at == '<') {
			if (scan_markup(&scan) != 0)
				return -1;
			/* A tag that was cut short by another one. */
			if (*scan.at == '<')
				continue;
		} else if (*scan.at == '&') {
			scan_ampersand(&scan);
		} else if (starts_with(scan.at, "]]>")) {
			report(&scan, scan.at, "']]>' stands in the text",
				"write ]]&gt; for ]]>");
			blank_out(&scan, scan.at);
		}
		if (*scan.at != '\0')
			scan.at++;
	}
	return scan.found;
}
