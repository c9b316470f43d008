/*
 * What the header fields of a request ask for (RFC 9110).
 */
#ifndef SERVE_FIELDS_H
#define SERVE_FIELDS_H

#include <stdint.h>
#include <time.h>
#include "base/buf.h"

/* 12.5.3, Accept-Encoding; NULL when the field is not there. */
int fields_accept_gzip(const char *value);

/* 13.1.2, If-None-Match: whether one of the tags is `tag`. */
int fields_match(const char *value, const char *tag);

/* 5.6.7, the form that is sent today.  -1: it is no such date. */
time_t fields_date(const char *value);
void fields_put_date(struct buf *out, time_t date);

enum range { RANGE_NONE, RANGE_PART, RANGE_NOWHERE };

/*
 * 14.2, Range, of something with that many bytes; a part is from one of them
 * on and has a length.  What is no single range of
 * bytes is passed over, as is allowed: RANGE_NONE, the whole is sent.
 */
enum range fields_range(
	const char *value, uint64_t size, uint64_t *from, uint64_t *length);

#endif
