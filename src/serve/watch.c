#include "serve/watch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/litter.h"
#include "serve/tree.h"
#include "base/banned.h"

/*
 * Milliseconds between two looks: when only they show changes, and beside what
 * the system tells.  Looks take no more than one part in SHARE of the time.
 */
enum { LOOK = 1000, LOOK_BESIDE = 2000, SHARE = 50 };

/* Reading a record is no change, and neither is opening it to read. */
static const uint32_t changes = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB |
	IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR |
	IN_EXCL_UNLINK;

static void start_polling(struct watch *watch)
{
	if (!watch->is_polling)
		fputs("dialogue-feeds: the system watches no more folders "
		      "(fs.inotify in sysctl); changes are looked for each "
		      "second\n",
			stderr);
	watch->is_polling = true;
}

void watch_init(struct watch *watch)
{
	*watch = (struct watch){.is_lost = true, .site = -1};
	watch->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	/* Where events/ itself may go, and come back: the site, to whose
	 * records a link leads. */
	if (watch->events >= 0)
		watch->site = inotify_add_watch(watch->events, "events/..",
			IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
	if (watch->site < 0)
		start_polling(watch);
}

/* Whether one event may be about a record. */
static bool take_event(struct watch *watch, const struct inotify_event *event)
{
	const char *name = event->len > 0 ? event->name : "";

	if (event->mask & IN_Q_OVERFLOW) {
		watch->is_lost = true;
		return true;
	}
	if (event->wd == watch->site) {
		if (strcmp(name, "events") != 0)
			return false;
		watch->is_lost = true;
		return true;
	}
	/* A folder that is gone; its own folder told of it. */
	if ((event->mask & IN_IGNORED) || (*name != '\0' && litter_is(name)))
		return false;
	if (event->mask & IN_ISDIR)
		watch->is_lost = true;
	return true;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Stamp events/ as it is.  Returns whether it is another one than before. */
static bool take_stamp(struct watch *watch, int64_t now)
{
	uint64_t before = watch->stamp;
	int64_t began = milliseconds(), pause;

	watch->stamp = tree_stamp("events");
	pause = (milliseconds() - began) * SHARE;
	if (pause < (watch->is_polling ? LOOK : LOOK_BESIDE))
		pause = watch->is_polling ? LOOK : LOOK_BESIDE;
	watch->look_at = now + pause;
	return watch->stamp != before;
}

/* Whether a look shows what the system does not tell. */
static bool look(struct watch *watch, int64_t now)
{
	if (now < watch->look_at || !take_stamp(watch, now))
		return false;
	watch->is_lost = true;
	return true;
}

bool watch_read(struct watch *watch, int64_t now)
{
	_Alignas(struct inotify_event) char
		bytes[64 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	bool changed = look(watch, now);
	ssize_t got;

	while ((got = read(watch->events, bytes, sizeof(bytes))) > 0)
		for (char *at = bytes; at < bytes + got;) {
			const struct inotify_event *event = (void *)at;

			changed |= take_event(watch, event);
			at += sizeof(*event) + event->len;
		}
	return changed;
}

static void add_folder(struct watch *watch, const char *path)
{
	/* Again for one that is watched already: that changes nothing. */
	if (inotify_add_watch(watch->events, path, changes) < 0 &&
		(errno == ENOSPC || errno == ENOMEM))
		start_polling(watch);
}

static void visit(void *data, const char *path, const struct stat *status)
{
	struct watch *watch = data;
	struct buf full = BUF_INIT;

	if (!S_ISDIR(status->st_mode) || watch->is_polling)
		return;
	buf_printf(&full, "events/%s", path);
	add_folder(watch, full.bytes);
	buf_release(&full);
}

void watch_renew(struct watch *watch, int64_t now)
{
	take_stamp(watch, now);
	if (!watch->is_lost || watch->is_polling)
		return;
	watch->is_lost = false;
	add_folder(watch, "events");
	tree_walk("events", visit, watch);
}

void watch_release(struct watch *watch)
{
	if (watch->events >= 0)
		close(watch->events);
}
