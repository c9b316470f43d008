#include "base/nearest.h"

#include <ctype.h>
#include <string.h>
#include "base/banned.h"

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

static int same_letter(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Levenshtein's distance, a letter in the other case counting as the same. */
static size_t distance(const char *a, const char *b)
{
	size_t row[LONGEST + 1];
	size_t length = strlen(b);

	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t above = row[j];
			size_t change = !same_letter(a[i - 1], b[j - 1]);

			row[j] = least(
				above + 1, row[j - 1] + 1, diagonal + change);
			diagonal = above;
		}
	}
	return row[length];
}

void nearest_begin(struct nearest *nearest, const char *word)
{
	nearest->word = word;
	nearest->found = NULL;
	nearest->distance = strlen(word) / 3 + 2;
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t candidate_distance;

	if (strlen(nearest->word) > LONGEST || strlen(candidate) > LONGEST)
		return;
	candidate_distance = distance(nearest->word, candidate);
	if (candidate_distance < nearest->distance &&
		candidate_distance < strlen(candidate)) {
		nearest->found = candidate;
		nearest->distance = candidate_distance;
	}
}
