/*
 * Changes below events/, as the system tells of them (inotify), and as a look
 * now and then shows them: file systems of other machines, of containers and
 * of programs bring no events, and the system may watch no more folders.
 */
#ifndef SERVE_WATCH_H
#define SERVE_WATCH_H

#include <stdbool.h>
#include <stdint.h>

struct watch {
	int events; /* an inotify that can be polled, or -1 */
	int site; /* its number for the folder of the site */
	bool is_lost; /* folders may have come that are not watched */
	bool is_polling; /* the system tells nothing more */
	int64_t look_at; /* the next moment to look */
	uint64_t stamp; /* of events/, at the last look or build */
};

void watch_init(struct watch *watch);

/*
 * Take in what the system tells, and look when it is time, by `now` in
 * milliseconds.  Returns whether a record may have changed.
 */
bool watch_read(struct watch *watch, int64_t now);

/*
 * Watch folders that have come, and note what events/ is like.  Whoever reads
 * the records after this either sees a change or is told of it.
 */
void watch_renew(struct watch *watch, int64_t now);

void watch_release(struct watch *watch);

#endif
