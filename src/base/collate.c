#include "base/collate.h"

#include <string.h>
#include "base/utf8.h"
#include "base/banned.h"

enum { FIRST = 0xC0, LAST = 0x17F, MOST = 4 };

/* Where letters from U+00C0 to U+017F stand, sixteen in a row. */
static const char letters[] = "aaaaaaaceeeeiiii"
			      "dnooooo*ouuuuyts"
			      "aaaaaaaceeeeiiii"
			      "dnooooo*ouuuuyty"
			      "aaaaaaccccccccdd"
			      "ddeeeeeeeeeegggg"
			      "gggghhhhiiiiiiii"
			      "iiiijjkkklllllll"
			      "lllnnnnnnnnnoooo"
			      "oooorrrrrrssssss"
			      "ssttttttuuuuuuuu"
			      "uuuuwwyyyzzzzzzs";

long collate_letter(const char **at)
{
	size_t size;
	long letter = utf8_next(*at, strnlen(*at, MOST), &size);

	if (**at == '\0')
		return 0;
	*at += size;
	if (letter >= FIRST && letter <= LAST)
		return letters[letter - FIRST];
	if (letter >= 'A' && letter <= 'Z')
		return letter - 'A' + 'a';
	return letter;
}

int collate(const char *a, const char *b)
{
	const char *left = a, *right = b;
	long x, y;

	do {
		x = collate_letter(&left);
		y = collate_letter(&right);
	} while (x == y && x != 0);
	if (x != y)
		return x < y ? -1 : 1;
	return strcmp(a, b);
}
