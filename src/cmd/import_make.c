#include "cmd/import_make.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/uuid.h"
#include "cmd/cmd.h"
#include "cmd/next.h"
#include "cmd/skeleton.h"
#include "write/record.h"
#include "base/banned.h"

/* The bytes are taken over. */
static void put_file(struct work *work, const char *name, struct buf *bytes)
{
	struct content content = CONTENT_INIT;
	const char *path = pool_printf(work->reading.pool, "events/%s/%s/%s",
		work->target->series.bytes, work->target->event.bytes, name);

	content_own(&content, bytes);
	batch_put(work->batch, path, &content, STORE_NEW, work->note);
	work->note = NULL;
}

static void write_event(struct work *work, const struct draft *draft)
{
	struct buf bytes = BUF_INIT;
	struct markup *markup = skeleton_open(&bytes, "event", "../../");

	draft_put_event(markup, draft);
	record_close_file(markup);
	put_file(work, "event.xml", &bytes);
}

static void write_text(struct work *work, const struct draft *draft)
{
	struct buf bytes = BUF_INIT;
	struct markup *markup = skeleton_open(&bytes, "text", "../../");

	draft_put_text(markup, draft);
	record_close_file(markup);
	put_file(work,
		pool_printf(
			work->reading.pool, "%s.xml", work->reading.language),
		&bytes);
}

int import_make(struct work *work)
{
	struct draft draft;
	char uid[UUID_SIZE];
	const struct event *last =
		next_last(work->site, work->target->series.bytes);
	struct event start = next_event(
		work->uid ? NULL : last, work->uid ? work->uid : uid);

	if (work->uid == NULL && uuid_random(uid) != 0) {
		fprintf(stderr, "dialogue-feeds: no random bytes: %s\n",
			strerror(errno));
		return EXIT_FAILED;
	}
	draft_make(&draft, &work->reading, &start);
	if (work->complete != NULL)
		work->complete(work, &draft);
	write_event(work, &draft);
	write_text(work, &draft);
	return EXIT_DONE;
}

void import_make_text(struct work *work, const char *release)
{
	struct draft draft;

	draft_make_text(&draft, &work->reading, work->event, release);
	if (work->complete != NULL)
		work->complete(work, &draft);
	write_text(work, &draft);
}
