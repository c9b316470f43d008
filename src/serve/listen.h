/*
 * The address that the preview is reached at.
 */
#ifndef SERVE_LISTEN_H
#define SERVE_LISTEN_H

#include <stdbool.h>
#include "base/buf.h"

enum { PORT_USUAL = -1 }; /* 8080, or any one that is free */

struct address {
	const char *host; /* a numeric address */
	int port; /* 0: any one that is free */
};

bool listen_is_address(const char *host);

/* Whether it is an address that only this machine reaches. */
bool listen_is_local(const char *host);

/*
 * Listen at the address and append where that is, as a URL.  Returns the
 * socket, or -1 with errno.
 */
int listen_open(const struct address *address, struct buf *url);

#endif
