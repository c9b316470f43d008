/*
 * When a release came out, when the meeting is, and whether it is held.
 */
#ifndef IMPORT_DATING_H
#define IMPORT_DATING_H

#include "import/facts.h"

/* The day that was read; absent when there is none like that. */
struct when dating_when(int year, int month, int day);

/* Why a day that was read may be another one, or NULL. */
const char *dating_doubt(const struct day *day, const struct when *when);

void dating_read_release(struct reading *it);
void dating_read_meeting(struct reading *it);
void dating_read_status(struct reading *it);

/* Lines that say no more than when the release came out are no part of it. */
void dating_pass_over_stamps(struct reading *it);

/* Whether the day is that of the words, and not of what they are about. */
bool dating_is_stamp(const struct reading *it, const struct day *day);

#endif
