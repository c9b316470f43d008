/*
 * A request while it is under way: the form that comes with it, and the command
 * that somebody waits for.
 */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include <microhttpd.h>
#include <stdbool.h>
#include "base/buf.h"
#include "serve/answer.h"
#include "serve/child.h"

/* Of forms, in all and in one. */
enum { REQUEST_BYTES = 4 << 20, REQUEST_FIELDS = 8 };

struct field {
	char name[16];
	struct buf value;
};

struct request {
	struct request *next; /* that waits, too */
	struct MHD_Connection *connection;
	struct buf path; /* as it was sent */
	struct MHD_PostProcessor *processor; /* NULL: there is no form */
	struct field fields[REQUEST_FIELDS];
	size_t field_count;
	size_t size; /* of the body so far */
	bool is_odd; /* no form of ours looks like that */
	struct buf said; /* by jobs that have ended */
	struct child job; /* process 0: none is waited for */
	const struct order *order; /* of the job; see orders.h */
	struct answer answer; /* status 0: none yet */
};

/* With a form, if `is_form`.  Returns NULL when there is no memory. */
struct request *request_begin(
	struct MHD_Connection *connection, const char *path, bool is_form);

/* Take in a part of the body. */
void request_take(struct request *request, const char *bytes, size_t length);

/* The same for one field. */
void request_put(struct request *request, const char *name, const char *bytes,
	size_t length);

/* The body has ended. */
void request_end(struct request *request);

/* What was filled in; "" when nothing was. */
const char *request_value(const struct request *request, const char *name);

/* Send its answer, which is there. */
enum MHD_Result request_send(struct request *request);

/* A job that it still waits for is ended. */
void request_free(struct request *request);

#endif
