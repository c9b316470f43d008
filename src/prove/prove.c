#include "prove/prove.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "prove/formats.h"
#include "base/banned.h"

struct proof {
	struct judges judges;
	struct files files;
};

struct proof *proof_new(struct files files)
{
	struct proof *proof = mem_alloc(sizeof(*proof));

	proof->files = files;
	proof->judges.tree = xmltree_new();
	proof->judges.grammar = grammar_new(proof->judges.tree);
	return proof;
}

void proof_free(struct proof *proof)
{
	grammar_free(proof->judges.grammar);
	xmltree_free(proof->judges.tree);
	free(proof);
}

const struct node *judges_read(const struct judges *judges,
	const struct buf *bytes, struct buf *problem)
{
	const struct node *root =
		xmltree_read(judges->tree, bytes->bytes, bytes->length);

	if (root == NULL)
		buf_puts(problem, "libxml2 cannot read it");
	return root;
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

/* Called for each character that is compared, strspn() would be slow. */
static const char *skip_blanks(const char *text)
{
	while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
		text++;
	return text;
}

/* Whether `text` starts with all of `start`, blanks apart. */
static int starts_with(const char *text, const char *start)
{
	for (start = skip_blanks(start); *start != '\0';
		start = skip_blanks(start + 1), text++) {
		text = skip_blanks(text);
		if (*text != *start)
			return 0;
	}
	return 1;
}

int prove_contains(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	const char *start = skip_blanks(expected ? expected : "");
	const char *at = read ? read : "";

	if (*start == '\0')
		return 0;
	for (at = strchr(at, *start); at != NULL; at = strchr(at + 1, *start))
		if (starts_with(at, start))
			return 0;
	buf_printf(problem, "%s lacks '%s'", what, expected);
	return -1;
}

static int is_atom(enum format format)
{
	return format == FORMAT_ATOM || format == FORMAT_CHANGES;
}

static int check_fragment(const struct proof *proof,
	const struct fragment *fragment, struct buf *problem)
{
	if (format_is_page(fragment->format))
		return prove_page_part(&proof->judges, fragment, problem);
	switch (fragment->format) {
	case FORMAT_ICS:
		return prove_vevent(fragment, problem);
	case FORMAT_ATOM:
	case FORMAT_CHANGES:
		return prove_entry(&proof->judges, fragment, problem);
	default:
		return prove_object(&proof->judges, fragment, problem);
	}
}

static int check_frame(const struct proof *proof, const struct feed *feed,
	const struct buf *frame, struct buf *problem)
{
	switch (feed->format) {
	case FORMAT_ICS:
		return prove_calendar(feed, frame, problem);
	case FORMAT_ATOM:
	case FORMAT_CHANGES:
		return prove_atom(&proof->judges, feed, frame, problem);
	default:
		return prove_json(feed, frame, problem);
	}
}

/* Somebody may have edited what was taken from feeds/ since it was proved. */
static int check_kept(
	const struct proof *proof, const struct feed *feed, struct buf *problem)
{
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct fragment *fragment = feed->fragments[i];
		int result = 0;

		if (!fragment->is_kept)
			continue;
		if (feed->format == FORMAT_ICS)
			result = prove_kept_vevent(fragment, problem);
		else if (is_atom(feed->format))
			result = prove_kept_entry(
				&proof->judges, fragment, problem);
		else
			result = prove_kept_object(fragment, problem);
		if (result != 0)
			return -1;
	}
	return 0;
}

static const char *skip(
	const char *at, const char *end, const char *bytes, size_t length)
{
	return (size_t)(end - at) >= length && memcmp(at, bytes, length) == 0
		? at + length
		: NULL;
}

/*
 * Where markup depends on what is around it, something has to stand where the
 * fragments stood; entries are large, so that an example stands for them.
 */
static void put_first(struct buf *frame, const struct fragment *first)
{
	if (first->format == FORMAT_ICS)
		return;
	if (is_atom(first->format) && !first->is_tombstone)
		atom_put_example(frame);
	else
		buf_put(frame, first->bytes.bytes, first->bytes.length);
}

/*
 * What is left of the feed without its fragments: they are there, one behind
 * the other, each byte as it was proved by itself, so that nothing about them
 * is left to prove.
 */
static int take_frame(const struct feed *feed, const struct buf *bytes,
	struct buf *frame, struct buf *problem)
{
	const char *between = feed->format == FORMAT_JSON_FEED ||
			feed->format == FORMAT_EVENTS
		? ",\n"
		: "";
	const struct buf *first = &feed->fragments[0]->bytes;
	const char *end = bytes->bytes + bytes->length;
	const char *at = memmem(
		bytes->bytes, bytes->length, first->bytes, first->length);

	if (at != NULL)
		buf_put(frame, bytes->bytes, (size_t)(at - bytes->bytes));
	put_first(frame, feed->fragments[0]);
	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct fragment *fragment = feed->fragments[i];

		if (i > 0 && at != NULL)
			at = skip(at, end, between, strlen(between));
		if (at != NULL)
			at = skip(at, end, fragment->bytes.bytes,
				fragment->bytes.length);
		if (at == NULL) {
			buf_printf(problem, "%s is not in its place",
				fragment->id);
			return -1;
		}
	}
	/* No feed is empty. */
	assert(at != NULL);
	buf_put(frame, at, (size_t)(end - at));
	return 0;
}

static int check_feed(const struct proof *proof, const struct feed *feed,
	const struct buf *bytes, struct buf *problem)
{
	struct buf frame = BUF_INIT;
	int result;

	/* Pages are more than their parts: their links lead somewhere. */
	if (format_is_page(feed->format))
		return prove_page(
			&proof->judges, &proof->files, feed, bytes, problem);
	result = take_frame(feed, bytes, &frame, problem) != 0 ||
			check_frame(proof, feed, &frame, problem) != 0 ||
			check_kept(proof, feed, problem) != 0
		? -1
		: 0;
	buf_release(&frame);
	return result;
}

/* Whoever only looks at `problem` must find something there. */
static int tell(int result, struct buf *problem)
{
	if (result != 0 && problem->length == 0)
		buf_puts(problem, "it is not what the records say");
	return result;
}

int prove_fragment(const struct proof *proof, const struct fragment *fragment,
	struct buf *problem)
{
	return tell(check_fragment(proof, fragment, problem), problem);
}

int prove_feed(const struct proof *proof, const struct feed *feed,
	const struct buf *bytes, struct buf *problem)
{
	return tell(check_feed(proof, feed, bytes, problem), problem);
}
