#include "base/content.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/banned.h"

enum {
	RUNS_AT_ONCE = 1024, /* as many as writev() takes on Linux */
	CHUNK = 64 * 1024,
};

/* The list with room for one more; its room is the next power of two. */
static void *grow(void *items, size_t count, size_t size)
{
	if ((count & (count - 1)) != 0)
		return items;
	return mem_resize(items, (count == 0 ? 1 : 2 * count) * size);
}

/* Whether these bytes lie just behind the last ones: they are no run then. */
static int is_next(const struct content *content, const void *bytes)
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
	if (is_next(content, bytes)) {
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

static void step(const struct content *content, struct content_place *place,
	size_t length)
{
	if (content->mapped != NULL)
		mapped_see(content->mapped, length);
	place->at += length;
	while (place->run < content->run_count &&
		place->at >= content->runs[place->run].iov_len)
		place->at -= content->runs[place->run++].iov_len;
}

/* Where to go on, and the bytes there, for one call. */
static int take_runs(const struct content *content,
	const struct content_place *place, struct iovec *runs)
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
	struct content_place place = {0, 0};

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

int content_goes_on(const struct content *content, struct content_place *place,
	const char *bytes, size_t length)
{
	while (length > 0) {
		const struct iovec *run = &content->runs[place->run];
		const char *next;
		size_t part;

		if (place->run == content->run_count)
			return 0;
		next = (char *)run->iov_base + place->at;
		part = run->iov_len - place->at;
		if (part > length)
			part = length;
		if (next != bytes && memcmp(next, bytes, part) != 0)
			return 0;
		step(content, place, part);
		bytes += part;
		length -= part;
	}
	return 1;
}

void content_put_rest(const struct content *content,
	const struct content_place *place, struct buf *out)
{
	size_t at = place->at;

	for (size_t i = place->run; i < content->run_count; i++, at = 0)
		buf_put(out, (char *)content->runs[i].iov_base + at,
			content->runs[i].iov_len - at);
}

static int is_in(const struct content *content, int fd)
{
	char chunk[CHUNK];
	struct content_place place = {0, 0};

	for (;;) {
		ssize_t got = read(fd, chunk, sizeof(chunk));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			return place.run == content->run_count;
		if (!content_goes_on(content, &place, chunk, (size_t)got))
			return 0;
	}
}

int content_is_at(const struct content *content, const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	int same;

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP ? 0 : -1;
	same = fstat(fd, &status);
	if (same == 0 && S_ISREG(status.st_mode) &&
		(size_t)status.st_size == content->length)
		same = is_in(content, fd);
	return file_close(fd, same);
}

void content_release(struct content *content)
{
	for (size_t i = 0; i < content->owned_count; i++)
		buf_release(&content->owned[i]);
	free(content->owned);
	free(content->runs);
	*content = (struct content){.mapped = content->mapped};
}
