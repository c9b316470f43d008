/*
 * One answer to a GET or HEAD.
 */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include <microhttpd.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "serve/mime.h"

struct answer {
	unsigned status;
	struct MHD_Response *response; /* NULL when there is no memory */
};

/* A file, which belongs to the answer from now on. */
struct answer answer_file(
	int file, const struct stat *status, const struct mime *mime);

/* Bytes, which belong to the answer from now on; `body` is empty then. */
struct answer answer_bytes(
	unsigned status, const struct mime *mime, struct buf *body);

/* What is asked for is at another address. */
struct answer answer_moved(const char *location);

/* Add a header field. */
void answer_add(struct answer *answer, const char *name, const char *value);

/* Queue the answer and free what belongs to it. */
enum MHD_Result answer_send(
	struct MHD_Connection *connection, const struct answer *answer);

#endif
