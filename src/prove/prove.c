#include "prove/prove.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "prove/formats.h"
#include "base/banned.h"

struct proof {
	struct grammar *grammar;
};

struct proof *proof_new(void)
{
	struct proof *proof = mem_alloc(sizeof(*proof));

	proof->grammar = grammar_new();
	return proof;
}

void proof_free(struct proof *proof)
{
	grammar_free(proof->grammar);
	free(proof);
}

int prove_text(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	if (read == expected ||
		(read != NULL && expected != NULL &&
			strcmp(read, expected) == 0))
		return 0;
	buf_printf(problem, "%s is '%s' and not '%s'", what, read ? read : "",
		expected ? expected : "");
	return -1;
}

int prove_instant(
	struct buf *problem, const char *what, const char *read, instant at)
{
	struct buf expected = BUF_INIT;
	int result;

	instant_put_rfc3339(&expected, at);
	result = prove_text(problem, what, read, expected.bytes);
	buf_release(&expected);
	return result;
}

static void put_without_blanks(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (strchr(" \t\r\n", *text) == NULL)
			buf_putc(out, *text);
}

int prove_contains(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	struct buf whole = BUF_INIT, part = BUF_INIT;
	int result = 0;

	put_without_blanks(&whole, read ? read : "");
	put_without_blanks(&part, expected ? expected : "");
	if (strstr(whole.bytes, part.bytes) == NULL) {
		buf_printf(problem, "%s lacks '%s'", what, expected);
		result = -1;
	}
	buf_release(&part);
	buf_release(&whole);
	return result;
}

int prove_fragment(const struct proof *proof, const struct fragment *fragment,
	struct buf *problem)
{
	switch (fragment->format) {
	case FORMAT_ICS:
		return prove_vevent(fragment, problem);
	case FORMAT_ATOM:
	case FORMAT_CHANGES:
		return prove_entry(proof->grammar, fragment, problem);
	default:
		return prove_object(fragment, problem);
	}
}

int prove_feed(const struct proof *proof, const struct feed *feed,
	const struct buf *bytes, struct buf *problem)
{
	switch (feed->format) {
	case FORMAT_ICS:
		return prove_calendar(feed, bytes, problem);
	case FORMAT_ATOM:
	case FORMAT_CHANGES:
		return prove_atom(proof->grammar, feed, bytes, problem);
	default:
		return prove_json(feed, bytes, problem);
	}
}
