/*
 * Changes below events/, as the system tells of them (inotify), or, when
 * it watches no more folders, as a look each second shows them.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include <stdint.h>

struct watch {
	int events; /* an inotify that can be polled, or -1 */
	int site; /* its number for the folder of the site */
	int is_lost; /* folders may have come that are not watched */
	int is_polling;
	uint64_t stamp; /* of events/, while polling */
};

void watch_init(struct watch *watch);

/* Take in what the system tells.  Returns 1 when a record may have changed. */
int watch_read(struct watch *watch);

/*
 * Watch folders that have come.  Whoever reads the records after this either
 * sees a change or is told of it.
 */
void watch_renew(struct watch *watch);

void watch_release(struct watch *watch);

#endif
