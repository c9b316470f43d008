/*
 * Files below feeds/, by their paths there: "fr/calendar.ics".
 */
#ifndef CMD_PUBLISH_FILE_H
#define CMD_PUBLISH_FILE_H

#include "base/content.h"
#include "cmd/building.h"

/* Note for the index that this build published, or left, the file. */
void publish_file_note(struct build *build, const char *path);

/* Whether it holds these bytes: 1, 0, or -1 with errno when nobody can tell. */
int publish_file_compare(const char *path, const struct content *content);

/* Whether it surely holds these bytes. */
bool publish_file_stands(const char *path, const struct content *content);

/* Take it away, if it is there. */
void publish_file_remove(const char *path);

#endif
