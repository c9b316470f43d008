#include "serve/watch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>
#include "base/buf.h"
#include "serve/tree.h"
#include "base/banned.h"

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
	watch->is_polling = 1;
	watch->stamp = tree_stamp("events");
}

void watch_init(struct watch *watch)
{
	*watch = (struct watch){.is_lost = 1, .site = -1};
	watch->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	/* Where events/ itself may go, and come back. */
	if (watch->events >= 0)
		watch->site = inotify_add_watch(watch->events, ".",
			IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO);
	if (watch->site < 0)
		start_polling(watch);
}

/* As the reader of records does: drafts of editors are passed over. */
static int is_passed_over(const char *name)
{
	return name[0] == '.' || (*name && name[strlen(name) - 1] == '~');
}

/* Whether one event may be about a record. */
static int take_event(struct watch *watch, const struct inotify_event *event)
{
	const char *name = event->len > 0 ? event->name : "";

	if (event->mask & IN_Q_OVERFLOW) {
		watch->is_lost = 1;
		return 1;
	}
	if (event->wd == watch->site) {
		if (strcmp(name, "events") != 0)
			return 0;
		watch->is_lost = 1;
		return 1;
	}
	/* A folder that is gone; its own folder told of it. */
	if ((event->mask & IN_IGNORED) || is_passed_over(name))
		return 0;
	if (event->mask & IN_ISDIR)
		watch->is_lost = 1;
	return 1;
}

/* What a look shows that the system does not tell. */
static int has_another_stamp(struct watch *watch)
{
	uint64_t before = watch->stamp;

	watch->stamp = tree_stamp("events");
	return watch->stamp != before;
}

int watch_read(struct watch *watch)
{
	_Alignas(struct inotify_event) char
		bytes[64 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
	int changed = watch->is_polling && has_another_stamp(watch);
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

void watch_renew(struct watch *watch)
{
	if (!watch->is_lost || watch->is_polling)
		return;
	watch->is_lost = 0;
	add_folder(watch, "events");
	tree_walk("events", visit, watch);
}

void watch_release(struct watch *watch)
{
	if (watch->events >= 0)
		close(watch->events);
}
