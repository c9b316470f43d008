#include "prove/pattern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

struct pattern_reading {
	struct regular *bytes;
	const char *at;
};

static int read_alternatives(struct pattern_reading *reading);

static int one_letter(struct pattern_reading *reading, char letter)
{
	int number = (unsigned char)letter;

	return regular_letters(reading->bytes, number, number);
}

/* "[!-~]": of letters and ranges of letters. */
static int read_class(struct pattern_reading *reading)
{
	int class = REGULAR_NOTHING;

	for (reading->at++; *reading->at != ']'; reading->at++) {
		int from = (unsigned char)*reading->at, to = from;

		assert(from != '\0' && from != '\\' && from != '^');
		if (reading->at[1] == '-') {
			reading->at += 2;
			to = (unsigned char)*reading->at;
		}
		class = regular_choice(reading->bytes, class,
			regular_letters(reading->bytes, from, to));
	}
	reading->at++;
	return class;
}

static int read_atom(struct pattern_reading *reading)
{
	int atom;

	switch (*reading->at) {
	case '(':
		reading->at++;
		atom = read_alternatives(reading);
		assert(*reading->at == ')');
		reading->at++;
		return atom;
	case '[':
		return read_class(reading);
	case '\\':
		assert(reading->at[1] == 'd');
		reading->at += 2;
		return regular_letters(reading->bytes, '0', '9');
	default:
		assert(strchr(".^$]}", *reading->at) == NULL);
		return one_letter(reading, *reading->at++);
	}
}

/* "{2}" or "{2,3}" behind an atom. */
static int read_count(struct pattern_reading *reading, int atom)
{
	char *end;
	long least = strtol(reading->at + 1, &end, 10), most = least;
	int result = REGULAR_EMPTY;

	if (*end == ',')
		most = strtol(end + 1, &end, 10);
	assert(*end == '}' && 0 <= least && least <= most);
	reading->at = end + 1;
	for (long i = least; i < most; i++)
		result = regular_optional(reading->bytes,
			regular_group(reading->bytes, atom, result));
	for (long i = 0; i < least; i++)
		result = regular_group(reading->bytes, atom, result);
	return result;
}

static int read_repeated(struct pattern_reading *reading)
{
	int atom = read_atom(reading);

	switch (*reading->at) {
	case '?':
		reading->at++;
		return regular_optional(reading->bytes, atom);
	case '*':
		reading->at++;
		return regular_any(reading->bytes, atom);
	case '+':
		reading->at++;
		return regular_more(reading->bytes, atom);
	case '{':
		return read_count(reading, atom);
	default:
		return atom;
	}
}

static int read_sequence(struct pattern_reading *reading)
{
	int sequence = REGULAR_EMPTY;

	while (*reading->at != '\0' && *reading->at != '|' &&
		*reading->at != ')')
		sequence = regular_group(
			reading->bytes, sequence, read_repeated(reading));
	return sequence;
}

static int read_alternatives(struct pattern_reading *reading)
{
	int alternatives = read_sequence(reading);

	while (*reading->at == '|') {
		reading->at++;
		alternatives = regular_choice(
			reading->bytes, alternatives, read_sequence(reading));
	}
	return alternatives;
}

int pattern_read(struct regular *bytes, const char *pattern)
{
	struct pattern_reading reading = {bytes, pattern};
	int result = read_alternatives(&reading);

	assert(*reading.at == '\0');
	return result;
}

int pattern_text(struct regular *bytes, const char *text)
{
	struct pattern_reading reading = {bytes, text};
	int result = REGULAR_EMPTY;

	for (; *text != '\0'; text++)
		result = regular_group(
			bytes, result, one_letter(&reading, *text));
	return result;
}

int pattern_byte(struct regular *bytes)
{
	return regular_letters(bytes, 0, PATTERN_LETTERS - 1);
}

int pattern_fits(
	struct regular *bytes, int pattern, const char *text, size_t length)
{
	for (size_t i = 0; i < length && pattern != REGULAR_NOTHING; i++) {
		if (regular_is_all(bytes, pattern))
			return 1;
		pattern = regular_step(bytes, pattern, (unsigned char)text[i]);
	}
	return regular_is_done(bytes, pattern);
}
