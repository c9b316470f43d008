/*
 * The records of a made site, written to the current folder.  What cannot be
 * written ends the program.
 */
#ifndef BENCH_RECORDS_H
#define BENCH_RECORDS_H

#include "meeting.h"

/* Print what is wrong with `path`, by errno, and exit. */
void fail(const char *path);

/* The whole folder of a meeting. */
void write_meeting(const struct site *site, size_t index);

/* Its event.xml alone; `folder` is that of the meeting. */
void write_event(const char *folder, const struct meeting *meeting,
	const struct site *site);

/* One text alone. */
void write_text(const char *folder, const struct meeting *meeting,
	size_t language, const struct site *site);

void write_publisher(const struct site *site);
void write_series(const struct site *site, size_t series);

#endif
