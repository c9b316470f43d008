#include "serve/builder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/hash.h"
#include "serve/report.h"
#include "serve/tree.h"
#include "base/banned.h"

/*
 * In milliseconds.  Editors write a file in several steps, and a checkout
 * writes thousands: a build waits until there was QUIET, but in an endless
 * stream of changes no longer than LONGEST.
 */
enum { QUIET = 80, LONGEST = 1000 };

/* A check that lasts longer keeps nobody from seeing good feeds. */
enum { CHECK_PATIENCE = 150 };

void builder_init(
	struct builder *builder, struct state *state, struct watch *watch)
{
	*builder = (struct builder){
		.state = state, .watch = watch, .said = BUF_INIT};
}

int64_t builder_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

void builder_note_change(struct builder *builder, int64_t now)
{
	if (builder->first_change == 0)
		builder->first_change = now;
	builder->last_change = now;
}

/* When the next build begins. */
static int64_t due(const struct builder *builder)
{
	int64_t quiet = builder->last_change + QUIET;
	int64_t latest = builder->first_change + LONGEST;

	return quiet < latest ? quiet : latest;
}

/* The next moment at which there is something to do, or 0. */
static int64_t next_moment(const struct builder *builder)
{
	if (builder->phase != PHASE_IDLE)
		return builder->show_at;
	return builder->first_change ? due(builder) : 0;
}

int builder_pause(const struct builder *builder, int64_t now, int most)
{
	int64_t next = next_moment(builder);

	most = timer_pause(&builder->timer, most);
	if (next == 0 || next >= now + most)
		return most;
	return next > now ? (int)(next - now) : 0;
}

/* Whether feeds/ is another one than when this was asked last. */
static bool has_other_feeds(struct builder *builder)
{
	uint64_t before = builder->stamp;

	builder->stamp = tree_stamp("feeds");
	return builder->stamp != before;
}

/* All records are sound, as the build says; check may have some advice. */
static void show_feeds(struct builder *builder)
{
	builder->show_at = 0;
	if (has_other_feeds(builder))
		state_set_sound(builder->state);
}

/* Show what the run came to. */
static void show(struct builder *builder, const struct report *report)
{
	struct complaints complaints = report_make(report);

	if (has_other_feeds(builder) || !state_has(builder->state, &complaints))
		state_set(builder->state, &complaints);
	complaints_release(&complaints);
}

/* In the terminal, what is wrong is said once. */
static void print(struct builder *builder)
{
	const struct buf *said = &builder->said;
	uint64_t hash = hash_bytes(said->bytes, said->length);
	bool is_bad = builder->status != 0 || said->length > 0;

	if (is_bad && hash != builder->printed)
		fwrite(said->bytes, 1, said->length, stderr);
	if (!is_bad && builder->was_bad)
		fputs("dialogue-feeds: all records are sound again\n", stderr);
	builder->printed = hash;
	builder->was_bad = is_bad;
}

static void finish(struct builder *builder, struct report *report)
{
	print(builder);
	show(builder, report);
	buf_release(&builder->said);
	builder->show_at = 0;
	builder->phase = PHASE_IDLE;
	builder->builds++;
}

/* A command that could not even be started is told of like one that failed. */
static void fail_to_start(struct builder *builder)
{
	struct report report = {.page = BUF_INIT, .said = &builder->said};

	buf_printf(&builder->said, "dialogue-feeds: %s: %s\n",
		builder->state->place.program, strerror(errno));
	builder->status = report.build_status = report.check_status = -1;
	finish(builder, &report);
}

static void start_build(struct builder *builder, int64_t now)
{
	char *argv[] = {
		"dialogue-feeds", "build", "--preview", "--until", NULL};

	/* What changes from here on is built the next time. */
	builder->first_change = builder->last_change = 0;
	watch_renew(builder->watch, now);
	if (child_start(&builder->child, builder->state->place.program, argv,
		    NULL) == 0)
		builder->phase = PHASE_BUILDING;
	else
		fail_to_start(builder);
}

/* Files come into the ledger by a new name: its folder tells of all. */
static uint64_t ledger_stamp(void)
{
	struct stat status;

	return stat("feeds/ledger", &status) == 0
		? hash_bytes(&status.st_mtim, sizeof(status.st_mtim)) ^
			status.st_ino
		: 0;
}

void builder_step(struct builder *builder, int64_t now)
{
	uint64_t published = ledger_stamp();
	int64_t next;

	if (timer_take(&builder->timer) || published != builder->published)
		builder_note_change(builder, now);
	builder->published = published;
	next = next_moment(builder);
	if (next == 0 || next > now)
		return;
	if (builder->phase != PHASE_IDLE)
		show_feeds(builder);
	else
		start_build(builder, now);
}

static void end_build(struct builder *builder, int status)
{
	char *argv[] = {"dialogue-feeds", "-C",
		(char *)builder->state->place.site, "check", "--html", "-",
		NULL};
	struct buf until = BUF_INIT;

	child_take(&builder->child, &until, &builder->said);
	timer_set(&builder->timer, until.bytes);
	buf_release(&until);
	builder->status = status;
	if (status == 0)
		builder->show_at = builder_clock() + CHECK_PATIENCE;
	if (child_start(&builder->child, builder->state->place.program, argv,
		    NULL) == 0)
		builder->phase = PHASE_CHECKING;
	else
		fail_to_start(builder);
}

static void end_check(struct builder *builder, int status)
{
	struct report report = {.page = BUF_INIT,
		.said = &builder->said,
		.build_status = builder->status,
		.check_status = status};
	struct buf errors = BUF_INIT;

	child_take(&builder->child, &report.page, &errors);
	if (!report_is_of_check(&report))
		buf_put(&builder->said, errors.bytes, errors.length);
	finish(builder, &report);
	buf_release(&errors);
	buf_release(&report.page);
}

void builder_take_end(struct builder *builder, pid_t process, int status)
{
	if (process != builder->child.process)
		return;
	if (builder->phase == PHASE_BUILDING)
		end_build(builder, status);
	else if (builder->phase == PHASE_CHECKING)
		end_check(builder, status);
}

void builder_release(struct builder *builder)
{
	child_stop(&builder->child);
	buf_release(&builder->said);
}
