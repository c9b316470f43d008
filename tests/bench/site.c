/*
 * Make a large site, the same one each time, or edit it as a person would:
 *
 *	site make COUNT FOLDER       FOLDER/events, in three languages
 *	site plain COUNT FOLDER      the same meetings in English, with one
 *	                             release each; no parties, topics, history
 *	site touch COUNT FOLDER      a text is newer, its bytes are the same
 *	site text COUNT FOLDER       a text of a recent meeting changes
 *	site old-text COUNT FOLDER   a text of a meeting five years ago
 *	site move COUNT FOLDER       a meeting ahead moves by a week
 *	site move-year COUNT FOLDER  and into the next year
 *	site undo COUNT FOLDER       the bytes that `make` wrote
 *
 * Every meeting follows from its place in the order and from COUNT alone, so
 * an edit writes the files of one meeting once more.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "records.h"

static void write_site(const struct site *site)
{
	write_publisher(site);
	for (size_t i = 0; i < SERIES && i < site->count; i++)
		write_series(site, i);
	for (size_t i = 0; i < site->count; i++)
		write_meeting(site, i);
}

/* The next meeting of this status and of whole days, from about `day` on. */
static size_t find_meeting(const struct site *site, int day, const char *status)
{
	struct site as_made = {.count = site->count};
	size_t index = (size_t)day * site->count / DAYS;

	for (; index < site->count; index++) {
		struct meeting meeting = make_meeting(&as_made, index);

		if (strcmp(meeting.status, status) == 0 && meeting.hour == 0 &&
			!meeting.has_sitting)
			return index;
	}
	fprintf(stderr, "site: no meeting to edit among so few\n");
	exit(1);
}

static void touch_meeting(const struct site *site, size_t index)
{
	struct meeting meeting = make_meeting(site, index);
	char path[64];

	snprintf(path, sizeof(path), "%s/en.xml", meeting.folder);
	if (utimensat(AT_FDCWD, path, NULL, 0) != 0)
		fail(path);
}

/* One text in English, or the facts: the files that a person would save. */
static void edit_meeting(const struct site *site, size_t index)
{
	struct meeting meeting = make_meeting(site, index);

	if (site->edit == EDIT_TEXT)
		write_text(meeting.folder, &meeting, 0, site);
	else
		write_event(meeting.folder, &meeting, site);
}

/* What is edited: the next such meeting from about that day on. */
static const struct verb {
	const char *name;
	enum edit edit;
	int day;
	const char *status;
} verbs[] = {
	{"touch", EDIT_NONE, TODAY - 60, "held"},
	{"text", EDIT_TEXT, TODAY - 60, "held"},
	{"old-text", EDIT_TEXT, TODAY - 5 * 365, "held"},
	{"move", EDIT_MOVE, TODAY + 60, "scheduled"},
	{"move-year", EDIT_MOVE_YEAR, TODAY + 60, "scheduled"},
};

static void undo(const struct site *site)
{
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		write_meeting(site,
			find_meeting(site, verbs[i].day, verbs[i].status));
}

static void edit(struct site *site, const struct verb *verb)
{
	size_t index = find_meeting(site, verb->day, verb->status);

	site->edit = verb->edit;
	if (verb->edit == EDIT_NONE)
		touch_meeting(site, index);
	else
		edit_meeting(site, index);
}

static int run_verb(struct site *site, const char *name)
{
	if (strcmp(name, "undo") == 0) {
		undo(site);
		return 0;
	}
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		if (strcmp(name, verbs[i].name) == 0) {
			edit(site, &verbs[i]);
			return 0;
		}
	fprintf(stderr, "site: unknown verb: %s\n", name);
	return 2;
}

static int enter(const char *folder)
{
	if (chdir(folder) != 0)
		return -1;
	if (mkdir("events", 0777) != 0 && errno != EEXIST)
		return -1;
	return chdir("events");
}

int main(int argc, char **argv)
{
	struct site site = {0};

	if (argc == 4)
		site.count = strtoul(argv[2], NULL, 10);
	if (site.count == 0) {
		fputs("usage: site VERB COUNT FOLDER\n", stderr);
		return 2;
	}
	if (enter(argv[3]) != 0)
		fail(argv[3]);
	site.plain = strcmp(argv[1], "plain") == 0;
	if (!site.plain && strcmp(argv[1], "make") != 0)
		return run_verb(&site, argv[1]);
	write_site(&site);
	return 0;
}
