#include "serve/answer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/hash.h"
#include "serve/compress.h"
#include "serve/fields.h"
#include "base/banned.h"

/* Longer files are not held in memory to be compressed. */
enum { WORTH_COMPRESSING = 4 << 20 };

/* How an answer goes out. */
struct sending {
	struct MHD_Connection *connection;
	struct answer *answer;
	int is_get;
	int is_compressed;
	struct buf tag, date;
	enum range range;
	uint64_t from, length;
};

struct answer answer_file(
	int file, const struct stat *status, const struct media *media)
{
	const uint64_t stamp[] = {(uint64_t)status->st_dev,
		(uint64_t)status->st_ino, (uint64_t)status->st_size,
		(uint64_t)status->st_mtim.tv_sec,
		(uint64_t)status->st_mtim.tv_nsec,
		(uint64_t)status->st_ctim.tv_sec,
		(uint64_t)status->st_ctim.tv_nsec};

	return (struct answer){.status = MHD_HTTP_OK,
		.media = media,
		.file = file,
		.body = BUF_INIT,
		.size = (uint64_t)status->st_size,
		.version = hash_bytes(stamp, sizeof(stamp)),
		.modified = status->st_mtim.tv_sec};
}

struct answer answer_bytes(
	unsigned status, const struct media *media, struct buf *body)
{
	struct answer answer = {.status = status,
		.media = media,
		.file = -1,
		.body = *body,
		.size = body->length};

	if (status == MHD_HTTP_OK)
		answer.version = hash_bytes(body->bytes, body->length);
	*body = (struct buf)BUF_INIT;
	return answer;
}

static const char *field(const struct sending *it, const char *name)
{
	return MHD_lookup_connection_value(
		it->connection, MHD_HEADER_KIND, name);
}

static int can_be_compressed(const struct answer *answer)
{
	return answer->media != NULL && answer->media->is_text &&
		answer->size > 0 && answer->size <= WORTH_COMPRESSING;
}

/*
 * 8.8.2: what has changed in this very second may change in it again without
 * a later date; it is dated one second before, so that nobody keeps it for
 * the new one.
 */
static void put_validators(struct sending *it)
{
	const struct answer *answer = it->answer;
	time_t before = time(NULL) - 1;

	if (answer->version == 0)
		return;
	buf_printf(&it->tag, "\"%016llx%s\"",
		(unsigned long long)answer->version,
		it->is_compressed ? "-gzip" : "");
	if (answer->modified > 0)
		fields_put_date(&it->date,
			answer->modified < before ? answer->modified : before);
}

/* 13.2.2: a tag decides; a date does when there is no tag. */
static int is_known(const struct sending *it)
{
	const char *tags = field(it, MHD_HTTP_HEADER_IF_NONE_MATCH);
	const char *since = field(it, MHD_HTTP_HEADER_IF_MODIFIED_SINCE);

	if (it->tag.length == 0)
		return 0;
	if (tags != NULL)
		return fields_match(tags, it->tag.bytes);
	return since != NULL && it->date.length > 0 &&
		it->answer->modified <= fields_date(since);
}

/* 13.1.5: a part of something else is of no use. */
static int is_range_meant(const struct sending *it)
{
	const char *condition = field(it, MHD_HTTP_HEADER_IF_RANGE);

	return condition == NULL || strcmp(condition, it->tag.bytes) == 0 ||
		strcmp(condition, it->date.bytes) == 0;
}

static void choose_range(struct sending *it)
{
	const char *value = field(it, MHD_HTTP_HEADER_RANGE);

	it->length = it->answer->size;
	if (value == NULL || !it->is_get || it->tag.length == 0 ||
		!is_range_meant(it))
		return;
	it->range =
		fields_range(value, it->answer->size, &it->from, &it->length);
	if (it->range == RANGE_PART)
		it->answer->status = MHD_HTTP_PARTIAL_CONTENT;
	if (it->range == RANGE_NOWHERE) {
		it->answer->status = MHD_HTTP_RANGE_NOT_SATISFIABLE;
		it->length = 0;
	}
}

/* Take the content of the file into the body.  Returns -1 when it is short. */
static int read_file(struct answer *answer)
{
	char chunk[16 * 1024];
	ssize_t got = 1;

	while (got > 0 && answer->body.length < answer->size) {
		got = pread(answer->file, chunk, sizeof(chunk),
			(off_t)answer->body.length);
		if (got > 0)
			buf_put(&answer->body, chunk, (size_t)got);
	}
	if (answer->body.length != answer->size) {
		buf_cut(&answer->body, 0);
		return -1;
	}
	close(answer->file);
	answer->file = -1;
	return 0;
}

/* When it cannot be compressed after all, it goes out as it is. */
static void compress(struct sending *it)
{
	struct answer *answer = it->answer;

	if ((answer->file >= 0 && read_file(answer) != 0) ||
		compress_buf(&answer->body) != 0) {
		it->is_compressed = 0;
		buf_cut(&it->tag, 0);
		buf_cut(&it->date, 0);
		put_validators(it);
		return;
	}
	it->length = answer->body.length;
}

/* The response, with what belongs to the answer. */
static struct MHD_Response *make_response(struct sending *it)
{
	struct answer *answer = it->answer;
	struct buf body = answer->body;
	int file = answer->file;

	if (it->length == 0)
		return MHD_create_response_from_buffer(
			0, "", MHD_RESPMEM_PERSISTENT);
	if (file >= 0) {
		answer->file = -1;
		return MHD_create_response_from_fd_at_offset64(
			it->length, file, it->from);
	}
	if (it->range == RANGE_PART)
		return MHD_create_response_from_buffer(it->length,
			body.bytes + it->from, MHD_RESPMEM_MUST_COPY);
	answer->body = (struct buf)BUF_INIT;
	return MHD_create_response_from_buffer(
		body.length, body.bytes, MHD_RESPMEM_MUST_FREE);
}

static void add(
	struct MHD_Response *response, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		MHD_add_response_header(response, name, value);
}

static void add_range(struct MHD_Response *response, const struct sending *it)
{
	struct buf value = BUF_INIT;
	unsigned long long from = it->from, size = it->answer->size;

	if (it->range == RANGE_PART)
		buf_printf(&value, "bytes %llu-%llu/%llu", from,
			from + it->length - 1, size);
	if (it->range == RANGE_NOWHERE)
		buf_printf(&value, "bytes */%llu", size);
	add(response, MHD_HTTP_HEADER_CONTENT_RANGE, value.bytes);
	buf_release(&value);
}

static void add_fields(struct MHD_Response *response, const struct sending *it)
{
	const struct answer *answer = it->answer;
	const struct media *media = answer->media;

	if (media != NULL && answer->status != MHD_HTTP_NOT_MODIFIED)
		add(response, MHD_HTTP_HEADER_CONTENT_TYPE, media->type);
	add(response, MHD_HTTP_HEADER_ETAG, it->tag.bytes);
	add(response, MHD_HTTP_HEADER_LAST_MODIFIED, it->date.bytes);
	add(response, MHD_HTTP_HEADER_LOCATION, answer->location);
	add(response, MHD_HTTP_HEADER_CACHE_CONTROL,
		answer->version ? "no-cache" : "no-store");
	add(response, "X-Content-Type-Options", "nosniff");
	if (can_be_compressed(answer))
		add(response, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
	if (it->is_compressed && answer->status != MHD_HTTP_NOT_MODIFIED)
		add(response, MHD_HTTP_HEADER_CONTENT_ENCODING, "gzip");
	if (media != NULL && media->is_shared)
		add(response, "Access-Control-Allow-Origin", "*");
	else
		add(response, "Cross-Origin-Resource-Policy", "same-origin");
	if (answer->version != 0)
		add(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
	if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED)
		add(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
	add_range(response, it);
}

/* What of the answer is sent, and under which status. */
static void choose(struct sending *it)
{
	const char *range = field(it, MHD_HTTP_HEADER_RANGE);

	/* Parts are parts of the file, not of its compressed form. */
	it->is_compressed = can_be_compressed(it->answer) &&
		(range == NULL || !it->is_get) &&
		fields_accept_gzip(field(it, MHD_HTTP_HEADER_ACCEPT_ENCODING));
	put_validators(it);
	choose_range(it);
	if (is_known(it)) {
		it->answer->status = MHD_HTTP_NOT_MODIFIED;
		it->range = RANGE_NONE;
		it->length = 0;
	} else if (it->is_compressed)
		compress(it);
}

enum MHD_Result answer_send(struct MHD_Connection *connection,
	const char *method, struct answer *answer)
{
	struct sending it = {.connection = connection,
		.answer = answer,
		.is_get = strcmp(method, MHD_HTTP_METHOD_GET) == 0,
		.tag = BUF_INIT,
		.date = BUF_INIT};
	enum MHD_Result result = MHD_NO;
	struct MHD_Response *response;

	choose(&it);
	response = make_response(&it);
	if (response != NULL) {
		add_fields(response, &it);
		result = MHD_queue_response(
			connection, answer->status, response);
		MHD_destroy_response(response);
	}
	if (answer->file >= 0)
		close(answer->file);
	buf_release(&answer->body);
	buf_release(&it.tag);
	buf_release(&it.date);
	return result;
}
