/*
 * Who may edit: whoever has opened the address that the preview printed, and no
 * page of another site, nor another user of this machine.
 *
 *	access_make(&access, port);	before the address is printed
 *	access_opens(&access, path)	once: the answer sets the cookie
 *	access_has(&access, connection)	from then on
 */
#ifndef SERVE_ACCESS_H
#define SERVE_ACCESS_H

#include <microhttpd.h>
#include <stdbool.h>
#include "base/buf.h"

struct access {
	char secret[33]; /* 128 bits; empty: nobody may edit, all may look */
	char cookie[32]; /* its name: cookies do not know of ports */
};

/*
 * For the port that an address has at its end.  Returns 0, or -1 with errno
 * when the system has no random bytes.
 */
int access_make(struct access *access, const char *port);

/* Append the path that opens the preview behind "/"; none if all may look. */
void access_put_path(struct buf *out, const struct access *access);

/* Whether this is that path. */
bool access_opens(const struct access *access, const char *path);

/* Append the value of Set-Cookie. */
void access_put_cookie(struct buf *out, const struct access *access);

/* Whether the request has the cookie, if one is needed. */
bool access_has(const struct access *access, struct MHD_Connection *connection);

/* Whether the request comes from a page of this preview. */
bool access_is_from_here(struct MHD_Connection *connection);

#endif
