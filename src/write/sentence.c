#include "write/sentence.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

enum {
	LONGEST = 320, /* bytes of a sentence in a list */
	IDEOGRAPHIC_STOP = 0x3002,
	WIDE_MARK = 0xFF01,
	WIDE_QUESTION = 0xFF1F,
	ARABIC_QUESTION = 0x61F,
};

static void put_text(struct buf *out, const struct prose *prose)
{
	for (; prose != NULL; prose = prose->next) {
		if (prose->name == NULL)
			buf_puts(out, prose->text);
		else
			put_text(out, prose->first_child);
	}
}

/* Scripts without blanks. */
static bool is_wide_stop(long letter)
{
	return letter == IDEOGRAPHIC_STOP || letter == WIDE_MARK ||
		letter == WIDE_QUESTION;
}

/* "M", "28", "Mrs", "Prof": what is shortened has a full stop too. */
static bool is_abbreviation(const char *word, size_t length)
{
	return length < 3 || (length < 5 && isupper((unsigned char)*word));
}

/* Whether the letter ends a sentence, in front of a blank. */
static bool is_stop(long letter, const char *word, size_t length)
{
	return letter == '!' || letter == '?' || letter == ARABIC_QUESTION ||
		(letter == '.' && !is_abbreviation(word, length));
}

/* A blank, and a letter that may be the first one of a sentence. */
static bool starts_another(const char *text)
{
	return (*text == ' ' || *text == '\n') &&
		!islower((unsigned char)text[1]);
}

/* How much of the text its first sentence is. */
static size_t sentence_length(const char *text, size_t length)
{
	size_t word = 0, size;

	for (size_t at = 0; at < length; at += size) {
		long letter = utf8_next(text + at, length - at, &size);

		if (is_wide_stop(letter) ||
			(is_stop(letter, text + word, at - word) &&
				starts_another(text + at + size)))
			return at + size;
		if (letter == ' ' || letter == '\n')
			word = at + size;
	}
	return length;
}

/* Back to the end of a word or, in scripts without blanks, of a character. */
static size_t shortened(const char *text)
{
	size_t word = LONGEST, character = LONGEST;

	while (word > LONGEST / 2 && text[word] != ' ')
		word--;
	while (((unsigned char)text[character] & 0xC0) == 0x80)
		character--;
	return text[word] == ' ' ? word : character;
}

void sentence_put_first(struct buf *out, const struct prose *body)
{
	const struct prose *block = body ? body->first_child : NULL;
	struct buf text = BUF_INIT;
	size_t length;

	while (block != NULL && strcmp(block->name, "p") != 0)
		block = block->next;
	if (block == NULL)
		return;
	put_text(&text, block->first_child);
	length = sentence_length(text.bytes, text.length);
	if (length <= LONGEST) {
		buf_put(out, text.bytes, length);
	} else {
		buf_put(out, text.bytes, shortened(text.bytes));
		buf_puts(out, "…");
	}
	buf_release(&text);
}
