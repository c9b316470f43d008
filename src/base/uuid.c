#include "base/uuid.h"

#include <ctype.h>
#include <string.h>
#include <sys/random.h>
#include "base/buf.h"
#include "base/sha1.h"
#include "base/banned.h"

static const char digits[] = "0123456789abcdef";

/* RFC 4122, 4.1: sixteen bytes with version and variant put in. */
static void print(char uuid[UUID_SIZE], unsigned char bytes[16], int version)
{
	char *at = uuid;

	bytes[6] = (unsigned char)(version << 4 | (bytes[6] & 0x0F));
	bytes[8] = (unsigned char)(0x80 | (bytes[8] & 0x3F));
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = digits[bytes[i] >> 4];
		*at++ = digits[bytes[i] & 0x0F];
	}
	*at = '\0';
}

bool uuid_is(const char *text)
{
	for (int i = 0; i < UUID_SIZE - 1; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
			return false;
	}
	return text[UUID_SIZE - 1] == '\0';
}

int uuid_compare_uids(const char *a, const char *b)
{
	bool folds_a = uuid_is(a), folds_b = uuid_is(b);
	int first, second;

	do {
		first = (unsigned char)*a++;
		second = (unsigned char)*b++;
		first = folds_a ? tolower(first) : first;
		second = folds_b ? tolower(second) : second;
	} while (first == second && first != '\0');
	return first - second;
}

static unsigned digit(char character)
{
	return (unsigned)(strchr(digits, tolower((unsigned char)character)) -
		digits);
}

int uuid_random(char uuid[UUID_SIZE])
{
	unsigned char bytes[16];

	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return -1;
	print(uuid, bytes, 4);
	return 0;
}

/* In what namespace texts that are no UUIDs have theirs. */
static const char spaces[] = "3d1c9a52-77aa-4c0e-9d2b-52f1b0a4c6e8";

void uuid_named(char uuid[UUID_SIZE], const char *space, const char *name)
{
	struct buf named = BUF_INIT;
	unsigned char digest[20];

	if (!uuid_is(space)) {
		uuid_named(uuid, spaces, space);
		space = uuid;
	}
	for (const char *at = space; *at != '\0';) {
		if (*at == '-') {
			at++;
			continue;
		}
		buf_putc(&named, (char)(digit(at[0]) << 4 | digit(at[1])));
		at += 2;
	}
	buf_puts(&named, name);
	sha1(named.bytes, named.length, digest);
	print(uuid, digest, 5);
	buf_release(&named);
}
