#include "base/nearest.h"

#include <ctype.h>
#include <string.h>
#include "base/banned.h"

/*
 * A record may have thousands of names and of words that are none: so many
 * pairs of letters are compared for one word, which is enough for hundreds of
 * names.
 */
enum { LONGEST = 64, MOST_PAIRS = 1 << 17 };

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

static int same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/*
 * Letters to insert, delete, change or swap with their neighbour (optimal
 * string alignment); a letter in the other case counts as the same.
 */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t length = strlen(b);
	size_t *two_up = rows[0], *up = rows[1], *row = rows[2];

	for (size_t j = 0; j <= length; j++)
		up[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t *spare = two_up;

		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			row[j] = least(up[j] + 1, row[j - 1] + 1,
				up[j - 1] + !same_letter(a[i - 1], b[j - 1]));
			if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
				same_letter(a[i - 2], b[j - 1]) &&
				two_up[j - 2] + 1 < row[j])
				row[j] = two_up[j - 2] + 1;
		}
		two_up = up;
		up = row;
		row = spare;
	}
	return up[length];
}

void nearest_begin(struct nearest *nearest, const char *word)
{
	nearest->word = word;
	nearest->found = NULL;
	nearest->pairs = 0;
	nearest->distance = strlen(word) < 6 ? 2 : strlen(word) / 3 + 1;
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t length = strlen(nearest->word);
	size_t other = strlen(candidate), candidate_distance;

	if (length > LONGEST || other > LONGEST ||
		length + nearest->distance <= other ||
		other + nearest->distance <= length)
		return;
	nearest->pairs += length * other;
	if (nearest->pairs > MOST_PAIRS)
		return;
	candidate_distance = distance(nearest->word, candidate);
	if (candidate_distance < nearest->distance &&
		candidate_distance < other) {
		nearest->found = candidate;
		nearest->distance = candidate_distance;
	}
}
