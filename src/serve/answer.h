/*
 * One answer to a GET or HEAD, and how it is sent: as a whole or in part,
 * compressed or not, or not at all when the browser has it (RFC 9110).
 */
#ifndef SERVE_ANSWER_H
#define SERVE_ANSWER_H

#include <microhttpd.h>
#include <stdint.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "serve/media.h"

struct answer {
	unsigned status;
	const struct media *media;
	int file; /* an open file that is sent, or -1: it is `body` */
	struct buf body;
	uint64_t size; /* of the file or the body */
	uint64_t version; /* of the content, for its ETag; 0: not to be kept */
	time_t modified; /* 0: not known */
	const char *location; /* where it is instead, or NULL */
};

/* A file, which belongs to the answer from now on. */
struct answer answer_file(
	int file, const struct stat *status, const struct media *media);

/* Bytes, which belong to the answer from now on; `body` is empty then. */
struct answer answer_bytes(
	unsigned status, const struct media *media, struct buf *body);

/* Queue the answer and free what belongs to it. */
enum MHD_Result answer_send(struct MHD_Connection *connection,
	const char *method, struct answer *answer);

#endif
