#include "prove/prove.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "prove/atom.h"
#include "prove/compare.h"
#include "prove/ics.h"
#include "prove/page.h"
#include "base/banned.h"

struct proof {
	struct xmltree *tree;
	struct files files;
};

struct proof *proof_new(struct files files)
{
	struct proof *proof = mem_alloc(sizeof(*proof));

	proof->files = files;
	proof->tree = xmltree_new();
	return proof;
}

void proof_free(struct proof *proof)
{
	xmltree_free(proof->tree);
	free(proof);
}

static bool is_atom(enum format format)
{
	return format == FORMAT_ATOM || format == FORMAT_CHANGES;
}

static void check_fragment(const struct proof *proof,
	const struct fragment *fragment, struct buf *problem)
{
	if (format_is_page(fragment->format))
		page_prove_part(proof->tree, fragment, problem);
	else if (fragment->format == FORMAT_ICS)
		ics_prove_vevent(fragment, problem);
	else if (is_atom(fragment->format))
		atom_prove_entry(proof->tree, fragment, problem);
	/* JSON and tables say what the entry says; tests read them. */
}

/* Where these bytes start in the rest of a run, by their first ones; or NULL. */
static const char *find_start(
	const char *at, const char *end, const struct buf *bytes)
{
	enum { START = 64 };

	return memmem(at, (size_t)(end - at), bytes->bytes,
		bytes->length < START ? bytes->length : START);
}

/*
 * Whether all bytes of the first fragment are there; what stands before them
 * goes to `frame`, and `place` is behind them.
 */
static bool skip_first(const struct content *content,
	const struct buf *fragment, struct content_place *place,
	struct buf *frame)
{
	for (size_t i = 0; i < content->run_count; i++) {
		const char *run = content->runs[i].iov_base;
		const char *end = run + content->runs[i].iov_len;
		const char *at = find_start(run, end, fragment);

		for (; at != NULL; at = find_start(at + 1, end, fragment)) {
			*place = (struct content_place){i, (size_t)(at - run)};
			if (content_goes_on(content, place, fragment->bytes,
				    fragment->length)) {
				buf_put(frame, run, (size_t)(at - run));
				return true;
			}
		}
		buf_put(frame, run, (size_t)(end - run));
	}
	return false;
}

static bool skip_next(const struct content *content,
	const struct fragment *fragment, struct content_place *place)
{
	const char *between = fragment->format == FORMAT_JSON_FEED ||
			fragment->format == FORMAT_EVENTS ||
			fragment->format == FORMAT_NEXT
		? ",\n"
		: "";

	return content_goes_on(content, place, between, strlen(between)) &&
		content_goes_on(content, place, fragment->bytes.bytes,
			fragment->bytes.length);
}

/*
 * What is left of the feed without its fragments: they are there, one behind
 * the other, each byte as it was proved by itself, so that nothing about them
 * is left to prove.  `empty` shows where they stood.
 */
static void take_frame(const struct feed *feed, const struct content *content,
	const char *empty, struct buf *frame, struct buf *problem)
{
	struct content_place place = {0, 0};

	for (size_t i = 0; i < feed->fragment_count; i++) {
		const struct fragment *fragment = feed->fragments[i];

		if (i == 0 ? !skip_first(
				     content, &fragment->bytes, &place, frame)
			   : !skip_next(content, fragment, &place)) {
			compare_fail(problem, "%s is not in its place",
				fragment->id);
			return;
		}
	}
	buf_puts(frame, empty);
	content_put_rest(content, &place, frame);
}

static void check_feed(const struct proof *proof, const struct feed *feed,
	const struct content *content, struct buf *problem)
{
	struct buf frame = BUF_INIT;

	if (format_is_page(feed->format)) {
		/* Pages are more than their parts: they have links. */
		content_join(content, &frame);
		page_prove(proof->tree, &proof->files, feed, &frame, problem);
	} else if (feed->format == FORMAT_ICS) {
		take_frame(feed, content, "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
			&frame, problem);
		ics_prove_frame(feed, &frame, problem);
	} else {
		take_frame(feed, content,
			is_atom(feed->format) ? "<entry/>\n" : "", &frame,
			problem);
		if (is_atom(feed->format))
			atom_prove_frame(proof->tree, feed, &frame, problem);
	}
	buf_release(&frame);
}

int prove_fragment(const struct proof *proof, const struct fragment *fragment,
	struct buf *problem)
{
	check_fragment(proof, fragment, problem);
	return problem->length > 0 ? -1 : 0;
}

int prove_feed(const struct proof *proof, const struct feed *feed,
	const struct content *content, struct buf *problem)
{
	check_feed(proof, feed, content, problem);
	return problem->length > 0 ? -1 : 0;
}
