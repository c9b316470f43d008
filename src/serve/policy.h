/*
 * The Content-Security-Policy that a page carries, opened for what is added
 * to the page by this program.
 *
 * Pages that are published forbid all scripts but one of their own, by its
 * hash: "default-src 'none'; style-src 'self'; script-src 'sha256-...'".  The
 * preview adds one script, one style sheet and one address to ask, all at /-/
 * of the same origin.  So 'self', and nothing else, is added to script-src,
 * style-src and connect-src in the policy that goes to the browser; on disk it
 * stays strict.  What else is inline stays forbidden, so that nothing a record
 * says can run here which could not run there.
 */
#ifndef SERVE_POLICY_H
#define SERVE_POLICY_H

#include "base/buf.h"

/* Append the policy, with 'self' where it is needed. */
void policy_open(struct buf *out, const char *policy);

#endif
