#include "serve/answer.h"

#include "base/banned.h"

/*
 * All is meant for this machine, and for this moment: no browser keeps it, and
 * none lets the pages of other sites read it.
 */
static struct answer make(
	unsigned status, const char *type, struct MHD_Response *response)
{
	const char *const fields[][2] = {
		{MHD_HTTP_HEADER_CONTENT_TYPE, type},
		{MHD_HTTP_HEADER_CACHE_CONTROL, "no-store"},
		{"X-Content-Type-Options", "nosniff"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Referrer-Policy", "same-origin"},
		{"Content-Security-Policy", "frame-ancestors 'none'"},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (response != NULL && fields[i][1] != NULL)
			MHD_add_response_header(
				response, fields[i][0], fields[i][1]);
	return (struct answer){status, response};
}

struct answer answer_file(
	int file, const struct stat *status, const struct mime *mime)
{
	return make(MHD_HTTP_OK, mime->type,
		MHD_create_response_from_fd64((uint64_t)status->st_size, file));
}

struct answer answer_bytes(
	unsigned status, const struct mime *mime, struct buf *body)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		body->length, body->bytes, MHD_RESPMEM_MUST_COPY);

	buf_release(body);
	return make(status, mime->type, response);
}

struct answer answer_moved(const char *location)
{
	struct answer answer = make(MHD_HTTP_MOVED_PERMANENTLY, NULL,
		MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT));

	answer_add(&answer, MHD_HTTP_HEADER_LOCATION, location);
	return answer;
}

void answer_add(struct answer *answer, const char *name, const char *value)
{
	if (answer->response != NULL)
		MHD_add_response_header(answer->response, name, value);
}

enum MHD_Result answer_send(
	struct MHD_Connection *connection, const struct answer *answer)
{
	enum MHD_Result result;

	if (answer->response == NULL)
		return MHD_NO;
	result = MHD_queue_response(
		connection, answer->status, answer->response);
	MHD_destroy_response(answer->response);
	return result;
}
