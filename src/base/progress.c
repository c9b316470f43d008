#include "base/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include "base/banned.h"

/* Milliseconds before the line is shown first, and shown anew. */
enum { PATIENCE = 500, PAUSE = 100 };

static int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A job in the background must not write over what its user types. */
static int is_watched(void)
{
	const char *terminal = getenv("TERM");

	return isatty(STDERR_FILENO) && terminal != NULL && *terminal != '\0' &&
		strcmp(terminal, "dumb") != 0 &&
		tcgetpgrp(STDERR_FILENO) == getpgrp();
}

void progress_begin(struct progress *progress)
{
	progress->is_on = is_watched();
	progress->due = clock_now() + PATIENCE;
}

/* A line that went round the edge could not be taken back. */
static size_t width_of_terminal(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col;
}

/* There is nobody to tell that a terminal does not take what is written. */
static void put(const char *text, size_t length)
{
	if (write(STDERR_FILENO, text, length) < 0)
		return;
}

static void take_line_back(void)
{
	put("\r\033[K", 4);
}

static void show(struct progress *progress)
{
	size_t width = width_of_terminal();
	char line[128];

	if (progress->total > 0)
		snprintf(line, sizeof(line), "%s: %zu%% (%zu/%zu)",
			progress->doing, progress->done * 100 / progress->total,
			progress->done, progress->total);
	else if (progress->done > 0)
		snprintf(line, sizeof(line), "%s: %zu", progress->doing,
			progress->done);
	else
		snprintf(line, sizeof(line), "%s ...", progress->doing);
	take_line_back();
	put(line, strnlen(line, width - 1));
	progress->is_shown = 1;
}

static void show_when_due(struct progress *progress)
{
	int64_t now;

	if (!progress->is_on)
		return;
	now = clock_now();
	if (now < progress->due)
		return;
	show(progress);
	progress->due = now + PAUSE;
}

void progress_turn_to(
	struct progress *progress, const char *doing, size_t total)
{
	if (progress == NULL)
		return;
	progress->doing = doing;
	progress->total = total;
	progress->done = 0;
	show_when_due(progress);
}

void progress_show(struct progress *progress, const char *waiting)
{
	progress->due = 0;
	progress_turn_to(progress, waiting, 0);
}

void progress_reach(struct progress *progress, size_t done)
{
	if (progress == NULL || done <= progress->done)
		return;
	progress->done = done;
	show_when_due(progress);
}

void progress_clear(struct progress *progress)
{
	if (!progress->is_shown)
		return;
	take_line_back();
	progress->is_shown = 0;
}
