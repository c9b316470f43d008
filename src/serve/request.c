#include "serve/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

static struct field *find_field(struct request *request, const char *name)
{
	struct field *field = request->fields;

	for (size_t i = 0; i < request->field_count; i++, field++)
		if (strcmp(field->name, name) == 0)
			return field;
	if (request->field_count == REQUEST_FIELDS ||
		strlen(name) >= sizeof(field->name))
		return NULL;
	request->field_count++;
	snprintf(field->name, sizeof(field->name), "%s", name);
	field->value = (struct buf)BUF_INIT;
	return field;
}

/* No command could be given a NUL. */
void request_put(struct request *request, const char *name, const char *bytes,
	size_t length)
{
	struct field *field = find_field(request, name);

	if (field == NULL ||
		(length > 0 && memchr(bytes, '\0', length) != NULL))
		request->is_odd = true;
	else
		buf_put(&field->value, bytes, length);
}

static enum MHD_Result take_value(void *data, enum MHD_ValueKind kind,
	const char *name, const char *file, const char *type,
	const char *encoding, const char *bytes, uint64_t offset, size_t length)
{
	struct request *request = data;

	(void)kind;
	(void)file;
	(void)type;
	(void)encoding;
	request->is_odd |= offset == 0 && *request_value(request, name) != '\0';
	request_put(request, name, bytes, length);
	return MHD_YES;
}

struct request *request_begin(
	struct MHD_Connection *connection, const char *path, bool is_form)
{
	struct request *request = mem_alloc(sizeof(*request));

	request->connection = connection;
	request->path = request->said = (struct buf)BUF_INIT;
	buf_puts(&request->path, path);
	if (!is_form)
		return request;
	request->processor = MHD_create_post_processor(
		connection, 4096, take_value, request);
	request->is_odd = request->processor == NULL;
	return request;
}

void request_take(struct request *request, const char *bytes, size_t length)
{
	request->size += length;
	if (request->processor == NULL || request->size > REQUEST_BYTES)
		return;
	if (MHD_post_process(request->processor, bytes, length) != MHD_YES)
		request->is_odd = true;
}

void request_end(struct request *request)
{
	if (request->processor != NULL &&
		MHD_destroy_post_processor(request->processor) != MHD_YES)
		request->is_odd = true;
	request->processor = NULL;
}

const char *request_value(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->field_count; i++)
		if (strcmp(request->fields[i].name, name) == 0)
			return request->fields[i].value.bytes;
	return "";
}

enum MHD_Result request_send(struct request *request)
{
	struct answer answer = request->answer;

	request->answer.response = NULL;
	return answer_send(request->connection, &answer);
}

void request_free(struct request *request)
{
	child_stop(&request->job);
	request_end(request);
	/* Nobody has waited for it. */
	if (request->answer.response != NULL)
		MHD_destroy_response(request->answer.response);
	for (size_t i = 0; i < request->field_count; i++)
		buf_release(&request->fields[i].value);
	buf_release(&request->said);
	buf_release(&request->path);
	free(request);
}
