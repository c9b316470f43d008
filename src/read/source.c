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

/* Go on from the cursor, or from the start for a byte before it. */
struct pos source_pos(struct source *source, const char *byte)
{
	struct cursor *cursor = &source->cursor;
	size_t offset = (size_t)(byte - source->text.bytes);
	size_t size;

	if (cursor->line == 0 || offset < cursor->offset)
		*cursor = (struct cursor){0, 1, 1};
	for (; cursor->offset < offset; cursor->offset += size) {
		const char *at = source->text.bytes + cursor->offset;
		long character;

		size = utf8_plain_length(at, offset - cursor->offset);
		cursor->column += (int)size;
		if (size > 0)
			continue;
		character = utf8_next(at, (size_t)(end_of(source) - at), &size);
		cursor->column++;
		/* A byte order mark is not a column. */
		if (character == 0xFEFF && cursor->offset == 0)
			cursor->column--;
		if (character == '\n') {
			cursor->line++;
			cursor->column = 1;
		}
	}
	return (struct pos){source->path, cursor->line, cursor->column};
}

const char *source_at(const struct source *source, struct pos at)
{
	struct source copy = *source;
	size_t size;

	copy.cursor = (struct cursor){0};
	for (const char *byte = source->text.bytes; byte < end_of(source);
		byte += size) {
		struct pos here = source_pos(&copy, byte);

		if (here.line == at.line && here.column == at.column &&
			utf8_next(byte, (size_t)(end_of(source) - byte),
				&size) != 0xFEFF)
			return byte;
		utf8_next(byte, (size_t)(end_of(source) - byte), &size);
	}
	return end_of(source);
}

const char *source_tag_start(const struct source *source, size_t offset)
{
	const char *at = source->text.bytes + offset;

	/* XML 1.0, 3.1: no '<' stands inside a tag, not even in quotes. */
	if (at >= end_of(source))
		at = end_of(source);
	while (at > source->text.bytes && *at != '<')
		at--;
	return at;
}

const char *source_first_words(const struct source *source, size_t offset)
{
	const char *at = source->text.bytes + offset;

	while (at < end_of(source) && strchr(" \t\r\n", *at) != NULL)
		at++;
	return at;
}

bool source_ends(const struct source *source, size_t offset)
{
	return source_first_words(source, offset) == end_of(source);
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

static int check_encoding(struct source *source, struct diag *diag)
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

static int is_utf16(const struct source *source)
{
	const char *bytes = source->text.bytes;

	return source->text.length >= 2 &&
		(memcmp(bytes, "\xFF\xFE", 2) == 0 ||
			memcmp(bytes, "\xFE\xFF", 2) == 0 ||
			memcmp(bytes, "<\0", 2) == 0 ||
			memcmp(bytes, "\0<", 2) == 0);
}

static int report_bytes(
	struct source *source, struct diag *diag, const char *at)
{
	diag_error(diag, source_pos(source, at),
		"the byte 0x%02X is not UTF-8; the file may be written in "
		"Windows-1252 or Latin-1",
		(unsigned char)*at);
	return diag_help(
		diag, "open the file in its old encoding and save it as UTF-8");
}

/*
 * Unicode TR36: characters that nobody sees and that turn the direction of
 * what follows could make a name look like another one.
 */
static void report_direction(struct source *source, struct diag *diag,
	const char *at, long character)
{
	diag_error(diag, source_pos(source, at),
		"an invisible character (U+%04lX) turns the direction of what "
		"follows",
		(unsigned long)character);
	diag_help(diag,
		"delete it and type the words around it anew; U+200E "
		"and U+200F are allowed");
}

/* No editor writes it; a machine that stops in the middle of saving does. */
static int report_nul(struct source *source, struct diag *diag, const char *at)
{
	diag_error(diag, source_pos(source, at),
		"the file is damaged: zero bytes (U+0000) stand where words "
		"were");
	return diag_help(diag, "get it back from a backup or from git");
}

static int check_characters(struct source *source, struct diag *diag)
{
	const char *end = end_of(source);
	int found = 0;
	size_t size;

	for (const char *at = source->text.bytes; at < end; at += size) {
		long character;

		at += utf8_plain_length(at, (size_t)(end - at));
		if (at == end)
			break;
		character = utf8_next(at, (size_t)(end - at), &size);
		if (character < 0)
			return report_bytes(source, diag, at);
		if (utf8_is_bidi_control(character)) {
			report_direction(source, diag, at, character);
			found = found < 0 ? found : 1;
		}
		if (utf8_is_text(character))
			continue;
		if (character == 0)
			return report_nul(source, diag, at);
		diag_error(diag, source_pos(source, at),
			character < 0xFFFE
				? "the control character U+%04lX has "
				  "no place in a text"
				: "U+%04lX is no character",
			(unsigned long)character);
		found = diag_help(diag, "delete it and write the place anew");
	}
	return found;
}

int source_check(struct source *source, struct diag *diag)
{
	if (source->text.length == 0) {
		diag_error(diag, (struct pos){source->path, 0, 0},
			"the file is empty");
		return diag_help(diag,
			"write the record, or get it back from a backup or "
			"from git");
	}
	if (is_utf16(source)) {
		diag_error(diag, (struct pos){source->path, 1, 1},
			"the file is written in UTF-16");
		return diag_help(diag, "save the file as UTF-8");
	}
	if (check_encoding(source, diag) != 0)
		return -1;
	return check_characters(source, diag);
}
