/*
 * gzip (RFC 1952).
 */
#ifndef SERVE_COMPRESS_H
#define SERVE_COMPRESS_H

#include "base/buf.h"

/* Put the bytes in their compressed form.  -1: they are as they were. */
int compress_buf(struct buf *bytes);

#endif
