#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include "base/banned.h"

static int in_range(long character, long first, long last)
{
	return character >= first && character <= last;
}

/* How many bytes a character has whose first byte is `first`; 0: none. */
static size_t sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (in_range(first, 0xC2, 0xDF))
		return 2;
	if (in_range(first, 0xE0, 0xEF))
		return 3;
	return in_range(first, 0xF0, 0xF4) ? 4 : 0;
}

long utf8_next(const char *bytes, size_t length, size_t *size)
{
	static const long smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t count = length ? sequence_length((unsigned char)bytes[0]) : 0;
	long character;

	*size = 1;
	if (count == 0 || count > length)
		return -1;
	if (count == 1)
		return bytes[0];
	character = (unsigned char)bytes[0] & (0x7F >> count);
	for (size_t i = 1; i < count; i++) {
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			return -1;
		character = character << 6 | ((unsigned char)bytes[i] & 0x3F);
	}
	if (character < smallest[count] || character > 0x10FFFF ||
		in_range(character, 0xD800, 0xDFFF))
		return -1;
	*size = count;
	return character;
}

/*
 * Whether eight bytes are plain.  What is above '~' gets its top bit by adding
 * 1 or has it, what is below ' ' by taking ' ' away; a carry can only spoil
 * bytes behind one that is not plain.
 */
static int are_plain(const char *bytes)
{
	const uint64_t each = 0x0101010101010101;
	uint64_t eight;

	memcpy(&eight, bytes, sizeof(eight));
	return (((eight + each) | (eight - ' ' * each) | eight) &
		       0x80 * each) == 0;
}

size_t utf8_plain_length(const char *bytes, size_t length)
{
	size_t plain = 0;

	while (length - plain >= 8 && are_plain(bytes + plain))
		plain += 8;
	while (plain < length && bytes[plain] >= ' ' && bytes[plain] < 0x7F)
		plain++;
	return plain;
}

int utf8_is_text(long character)
{
	if (character < 0x20)
		return character == '\t' || character == '\n' ||
			character == '\r';
	return !in_range(character, 0x7F, 0x9F) && character != 0xFFFE &&
		character != 0xFFFF;
}

int utf8_is_bidi_control(long character)
{
	return in_range(character, 0x202A, 0x202E) ||
		in_range(character, 0x2066, 0x2069);
}

int utf8_is_harmless(long character)
{
	if (character < ' ')
		return character == '\t';
	return utf8_is_text(character) && character != 0x2028 &&
		character != 0x2029 && !utf8_is_bidi_control(character);
}

int utf8_width(long character)
{
	if (in_range(character, 0x0300, 0x036F) ||
		in_range(character, 0x064B, 0x065F) ||
		in_range(character, 0x200B, 0x200F) ||
		in_range(character, 0xFE00, 0xFE0F))
		return 0;
	if (in_range(character, 0x1100, 0x115F) ||
		in_range(character, 0x2E80, 0xA4CF) ||
		in_range(character, 0xAC00, 0xD7A3) ||
		in_range(character, 0xF900, 0xFAFF) ||
		in_range(character, 0xFE30, 0xFE6F) ||
		in_range(character, 0xFF00, 0xFF60) ||
		in_range(character, 0xFFE0, 0xFFE6) ||
		in_range(character, 0x1F300, 0x1FAFF) ||
		in_range(character, 0x20000, 0x3FFFD))
		return 2;
	return 1;
}
