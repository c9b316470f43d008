/*
 * A description as plain text: a line for each thing said, lists with
 * dashes, a blank line before what stands apart.
 */
#ifndef WRITE_PLAINTEXT_H
#define WRITE_PLAINTEXT_H

#include "base/buf.h"
#include "model/view.h"
#include "write/description.h"

/* Append; lines are parted, not ended, by a line feed. */
void plaintext_put(struct buf *out, const struct view *view,
	const struct description *description);

#endif
