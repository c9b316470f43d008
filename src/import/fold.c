#include "import/fold.h"

#include <string.h>
#include "base/collate.h"
#include "base/utf8.h"
#include "base/banned.h"

/* Runs of letters of which others are made; those from U+FF01 on are ASCII. */
static const struct {
	uint32_t first, last;
	int32_t step; /* 0: nothing is left of them */
} changes[] = {
	{0x00AD, 0x00AD, 0}, /* soft hyphen */
	{0x0300, 0x036F, 0}, /* accents that stand alone */
	{0x0391, 0x03A9, 32},
	{0x0400, 0x040F, 80},
	{0x0410, 0x042F, 32},
	{0x061C, 0x061C, 0},
	{0x0640, 0x0640, 0},
	{0x064B, 0x0652, 0},
	{0x0660, 0x0669, '0' - 0x0660},
	{0x06F0, 0x06F9, '0' - 0x06F0},
	{0x200B, 0x200F, 0},
	{0x202A, 0x202E, 0},
	{0x2060, 0x2069, 0},
	{0xFEFF, 0xFEFF, 0},
	{0xFF01, 0xFF5E, '!' - 0xFF01},
};

/* Pairs of what is written and what is meant by it. */
static const uint32_t same[] = {0xA0, ' ', 0x2002, ' ', 0x2003, ' ', 0x2009,
	' ', 0x202F, ' ', 0x3000, ' ', '\t', ' ', 0x2010, '-', 0x2011, '-',
	0x2012, '-', 0x2013, '-', 0x2014, '-', 0x2015, '-', 0x2212, '-', 0x2019,
	'\'', 0x2018, '\'', 0x02BC, '\'', 0x0451, 0x0435, 0x0622, 0x0627,
	0x0623, 0x0627, 0x0625, 0x0627, 0x0649, 0x064A, 0x0629, 0x0647, 0x301C,
	'~', 0x30FB, 0xB7, 0x2219, 0xB7, 0x2022, 0xB7};

static uint32_t meant_by(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i += 2)
		if (same[i] == letter)
			return same[i + 1];
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		if (letter >= changes[i].first && letter <= changes[i].last)
			return changes[i].step == 0
				? 0
				: letter + (uint32_t)changes[i].step;
	return letter;
}

/* The letter at the byte, made plain; behind it goes to `*at`. */
static uint32_t next_letter(const char **at)
{
	uint32_t letter = meant_by((uint32_t)collate_letter(at));

	/* A letter of full width, or Ё, is made plain in two steps. */
	if (letter >= 'A' && letter <= 'Z')
		return letter - 'A' + 'a';
	return letter == 0x0451 ? 0x0435 : letter;
}

struct fold fold_text(struct pool *pool, const char *text, size_t length)
{
	struct fold fold = {.text = text,
		.letters =
			pool_alloc(pool, (length + 1) * sizeof(*fold.letters)),
		.places =
			pool_alloc(pool, (length + 1) * sizeof(*fold.places))};
	const char *at = text;

	while (at < text + length) {
		size_t place = (size_t)(at - text);
		uint32_t letter = next_letter(&at);

		if (letter == 0)
			continue;
		fold.places[fold.count] = place;
		fold.letters[fold.count++] = letter;
	}
	fold.places[fold.count] = length;
	return fold;
}

enum script fold_script(uint32_t letter)
{
	if (letter >= '0' && letter <= '9')
		return SCRIPT_FIGURE;
	if (letter < 0x80)
		return letter >= 'a' && letter <= 'z' ? SCRIPT_ALPHABET
						      : SCRIPT_NONE;
	if ((letter >= 0xC0 && letter < 0x600) ||
		(letter >= 0x620 && letter < 0x1100) ||
		(letter >= 0x1E00 && letter < 0x2000))
		return SCRIPT_ALPHABET;
	if ((letter >= 0x3005 && letter <= 0x3007) ||
		(letter >= 0x3041 && letter < 0xFE00) || letter >= 0x20000)
		return SCRIPT_OTHER;
	return SCRIPT_NONE;
}

bool fold_is_capital(const struct fold *fold, size_t at)
{
	const char *text = fold->text + fold->places[at];
	size_t size;
	long letter = utf8_next(text, strnlen(text, 4), &size);

	if (letter < 0x80)
		return letter >= 'A' && letter <= 'Z';
	if (letter < 0xDF)
		return letter >= 0xC0;
	/* In Latin Extended, capitals mostly are even; Ĺ to Ň and Ź are odd. */
	if (letter >= 0x100 && letter < 0x180)
		return (letter >= 0x139 && letter <= 0x148) || letter >= 0x179
			? letter % 2 == 1
			: letter % 2 == 0;
	return (letter >= 0x400 && letter <= 0x42F) ||
		(letter >= 0x391 && letter <= 0x3A9);
}

bool fold_is_hangul(uint32_t letter)
{
	return letter >= 0xAC00 && letter <= 0xD7A3;
}

size_t fold_skip(const struct fold *fold, size_t at)
{
	while (fold->letters[at] == ' ')
		at++;
	return at;
}

size_t fold_skip_back(const struct fold *fold, size_t at)
{
	while (at > 0 && fold->letters[at - 1] == ' ')
		at--;
	return at;
}

/* 1 to 9, 10, 100; 0 for what is no Chinese figure. */
static int chinese_figure(uint32_t letter)
{
	static const uint32_t figures[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};

	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		if (figures[i] == letter)
			return (int)i + 1;
	if (letter == 0x5341)
		return 10;
	return letter == 0x767E ? 100 : 0;
}

static int chinese_number(const struct fold *fold, size_t at, size_t *end)
{
	int sum = 0, last = 0, figure;

	for (; (figure = chinese_figure(fold->letters[at])) != 0; at++) {
		if (figure < 10) {
			last = figure;
			continue;
		}
		sum += figure * (last ? last : 1);
		last = 0;
	}
	*end = at;
	return sum + last > 0 ? sum + last : -1;
}

int fold_number(const struct fold *fold, size_t at, size_t *end)
{
	int number = 0;
	size_t start = at;

	for (; fold_script(fold->letters[at]) == SCRIPT_FIGURE; at++)
		if (at - start < 4)
			number = number * 10 + (int)(fold->letters[at] - '0');
	if (at == start)
		return chinese_number(fold, at, end);
	*end = at;
	return at - start <= 4 ? number : -1;
}
