/*
 * JSON (RFC 8259).
 */
#ifndef WRITE_JSON_H
#define WRITE_JSON_H

#include "base/buf.h"

/* Append `text` as a string, quoted and escaped. */
void json_string(struct buf *out, const char *text);

#endif
