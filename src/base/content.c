#include "base/content.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/banned.h"

enum {
	RUNS_AT_ONCE = 1024, /* as many as writev() takes on Linux */
	CHUNK = 64 * 1024,
};

/* Where one stands in the content: `at` bytes into a run. */
struct place {
	size_t run, at;
};

/* The list with room for one more; its room is the next power of two. */
static void *grow(void *items, size_t count, size_t size)
{
	if ((count & (count - 1)) != 0)
		return items;
	return mem_resize(items, (count == 0 ? 1 : 2 * count) * size);
}

/* Whether these bytes lie just behind the last ones: they are no run then. */
static int goes_on(const struct content *content, const void *bytes)
{
	const struct iovec *last;

	if (content->run_count == 0)
		return 0;
	last = &content->runs[content->run_count - 1];
	return (const char *)last->iov_base + last->iov_len == bytes;
}

void content_put(struct content *content, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	content->length += length;
	if (goes_on(content, bytes)) {
		content->runs[content->run_count - 1].iov_len += length;
		return;
	}
	content->runs =
		grow(content->runs, content->run_count, sizeof(*content->runs));
	content->runs[content->run_count++] =
		(struct iovec){(void *)bytes, length};
}

void content_own(struct content *content, struct buf *bytes)
{
	content_put(content, bytes->bytes, bytes->length);
	content->owned = grow(
		content->owned, content->owned_count, sizeof(*content->owned));
	content->owned[content->owned_count++] = *bytes;
	*bytes = (struct buf)BUF_INIT;
}

void content_join(const struct content *content, struct buf *out)
{
	buf_reserve(out, content->length);
	for (size_t i = 0; i < content->run_count; i++)
		buf_put(out, content->runs[i].iov_base,
			content->runs[i].iov_len);
}

static void step(
	const struct content *content, struct place *place, size_t length)
{
	place->at += length;
	while (place->run < content->run_count &&
		place->at >= content->runs[place->run].iov_len)
		place->at -= content->runs[place->run++].iov_len;
}

/* Where to go on, and the bytes there, for one call. */
static int take_runs(const struct content *content, const struct place *place,
	struct iovec *runs)
{
	size_t count = content->run_count - place->run;

	if (count > RUNS_AT_ONCE)
		count = RUNS_AT_ONCE;
	memcpy(runs, content->runs + place->run, count * sizeof(*runs));
	runs[0].iov_base = (char *)runs[0].iov_base + place->at;
	runs[0].iov_len -= place->at;
	return (int)count;
}

int content_write(const struct content *content, int fd)
{
	struct iovec runs[RUNS_AT_ONCE];
	struct place place = {0, 0};

	while (place.run < content->run_count) {
		int count = take_runs(content, &place, runs);
		ssize_t put = writev(fd, runs, count);

		if (put < 0 && errno != EINTR)
			return -1;
		if (put > 0)
			step(content, &place, (size_t)put);
	}
	return 0;
}

/* Whether these bytes are what comes next; then `place` is behind them. */
static int goes_on_with(const struct content *content, struct place *place,
	const char *bytes, size_t length)
{
	while (length > 0) {
		const struct iovec *run = &content->runs[place->run];
		size_t part;

		if (place->run == content->run_count)
			return 0;
		part = run->iov_len - place->at;
		if (part > length)
			part = length;
		if (memcmp((char *)run->iov_base + place->at, bytes, part) != 0)
			return 0;
		step(content, place, part);
		bytes += part;
		length -= part;
	}
	return 1;
}

int content_is_in(const struct content *content, int fd)
{
	char chunk[CHUNK];
	struct place place = {0, 0};

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			return place.run == content->run_count;
		if (!goes_on_with(content, &place, chunk, (size_t)got))
			return 0;
	}
}

void content_release(struct content *content)
{
	for (size_t i = 0; i < content->owned_count; i++)
		buf_release(&content->owned[i]);
	free(content->owned);
	free(content->runs);
	*content = (struct content)CONTENT_INIT;
}
