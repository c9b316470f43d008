#include "read/source.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "base/banned.h"

static const char *end_of(const struct source *source)
{
	return source->text.bytes + source->text.length;
}

static int starts_with(
	const struct source *source, const char *at, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(end_of(source) - at) >= length &&
		memcmp(at, text, length) == 0;
}

struct pos source_pos(const struct source *source, const char *byte)
{
	struct pos pos = {source->path, 1, 1};
	const char *line = source->text.bytes;
	size_t size;

	for (const char *at = line; at < byte; at++)
		if (*at == '\n') {
			pos.line++;
			line = at + 1;
		}
	for (const char *at = line; at < byte; at += size) {
		long character =
			utf8_next(at, (size_t)(end_of(source) - at), &size);

		/* A byte order mark is not a column. */
		pos.column += character != 0xFEFF;
	}
	return pos;
}

const char *source_find(const struct source *source, const char *text)
{
	const char *found = strstr(source->text.bytes, text);

	return found ? found : source->text.bytes;
}

const char *source_tag_start(const struct source *source, size_t offset)
{
	const char *at = source->text.bytes + offset;

	/* XML 1.0, 3.1: no '<' stands inside a tag, not even in quotes. */
	while (at > source->text.bytes && *at != '<')
		at--;
	return at;
}

const char *source_find_attribute(
	const struct source *source, const char *tag, const char *name)
{
	size_t length = strlen(name);
	char quote = '\0';

	for (const char *at = tag + 1; at < end_of(source); at++) {
		if (quote != '\0') {
			quote = *at == quote ? '\0' : quote;
		} else if (*at == '"' || *at == '\'') {
			quote = *at;
		} else if (isspace((unsigned char)at[-1]) &&
			starts_with(source, at, name) &&
			(at[length] == '=' ||
				isspace((unsigned char)at[length]))) {
			return at;
		} else if (*at == '>') {
			break;
		}
	}
	return tag;
}

/* Where the value of `encoding=` in the XML declaration starts, or NULL. */
static const char *declared_encoding(const struct source *source)
{
	const char *at = source->text.bytes;
	const char *close;

	if (starts_with(source, at, "\xEF\xBB\xBF"))
		at += 3;
	if (!starts_with(source, at, "<?xml"))
		return NULL;
	close = strstr(at, "?>");
	at = strstr(at, "encoding");
	if (at == NULL || close == NULL || at > close)
		return NULL;
	at += strcspn(at, "\"'");
	return at < close ? at + 1 : NULL;
}

static int check_declaration(const struct source *source, struct diag *diag)
{
	const char *encoding = declared_encoding(source);

	if (encoding == NULL)
		return 0;
	if (strncasecmp(encoding, "utf-8", 5) == 0 &&
		strchr("\"'", encoding[5]) != NULL)
		return 0;
	diag_error(diag, source_pos(source, encoding),
		"the file says that it is written in '%.*s'",
		(int)strcspn(encoding, "\"'?"), encoding);
	return diag_help(
		diag, "save the file as UTF-8 and write encoding=\"UTF-8\"");
}

static int report_bytes(
	const struct source *source, struct diag *diag, const char *at)
{
	if (source->text.length >= 2 &&
		(memcmp(source->text.bytes, "\xFF\xFE", 2) == 0 ||
			memcmp(source->text.bytes, "\xFE\xFF", 2) == 0)) {
		diag_error(diag, (struct pos){source->path, 1, 1},
			"the file is written in UTF-16");
		return diag_help(diag, "save the file as UTF-8");
	}
	diag_error(diag, source_pos(source, at),
		"the byte 0x%02X is not UTF-8; the file may be written in "
		"Windows-1252 or Latin-1",
		(unsigned char)*at);
	return diag_help(
		diag, "open the file in its old encoding and save it as UTF-8");
}

static int check_characters(const struct source *source, struct diag *diag)
{
	const char *end = end_of(source);
	int result = 0;
	size_t size;

	for (const char *at = source->text.bytes; at < end; at += size) {
		long character = utf8_next(at, (size_t)(end - at), &size);

		if (character < 0)
			return report_bytes(source, diag, at);
		if (utf8_is_text(character))
			continue;
		diag_error(diag, source_pos(source, at),
			"the control character U+%04lX has no place in a text",
			(unsigned long)character);
		result = diag_help(diag, "delete it and write the place anew");
	}
	return result;
}

static int is_reference(const struct source *source, const char *at)
{
	static const char *const known[] = {
		"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (starts_with(source, at, known[i]))
			return 1;
	return at[1] == '#';
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

static void report_ampersand(
	const struct source *source, struct diag *diag, const char *at)
{
	size_t length = 0;

	while (isalnum((unsigned char)at[1 + length]))
		length++;
	if (length > 0 && at[1 + length] == ';') {
		diag_error(diag, source_pos(source, at),
			"&%.*s; is not known here", (int)length, at + 1);
		diag_help(diag, "%s", meaning_of(at + 1, length));
		return;
	}
	diag_error(diag, source_pos(source, at), "'&' stands alone");
	diag_help(diag, "write &amp; for &");
}

/* Behind a comment, CDATA section or processing instruction that is at `at`. */
static const char *skip_markup(const struct source *source, const char *at)
{
	static const char *const pairs[][2] = {
		{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *close;

		if (!starts_with(source, at, pairs[i][0]))
			continue;
		close = strstr(at + strlen(pairs[i][0]), pairs[i][1]);
		return close ? close + strlen(pairs[i][1]) : end_of(source);
	}
	return at;
}

static void check_ampersands(struct source *source, struct diag *diag)
{
	char *start = source->text.bytes;
	const char *at = start;

	while (at < end_of(source)) {
		const char *behind = skip_markup(source, at);

		if (behind != at) {
			at = behind;
			continue;
		}
		if (*at == '&' && !is_reference(source, at)) {
			report_ampersand(source, diag, at);
			start[at - start] = '?';
		}
		at++;
	}
}

int source_check(struct source *source, struct diag *diag)
{
	if (source->text.length == 0) {
		diag_error(diag, (struct pos){source->path, 0, 0},
			"the file is empty");
		return -1;
	}
	if (check_declaration(source, diag) != 0 ||
		check_characters(source, diag) != 0)
		return -1;
	check_ampersands(source, diag);
	return 0;
}
