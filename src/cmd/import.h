/*
 * Records that are made of what comes from elsewhere: a press release, or each
 * meeting and entry of a calendar or a feed.
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "cmd/target.h"
#include "import/draft.h"
#include "model/site.h"
#include "read/value.h"
#include "store/batch.h"

/* How the command was called. */
struct asked {
	bool dry, json, update;
	const char *language; /* NULL: the text tells */
	const char *file;
	instant now;
	struct when today;
};

/* What a feed says of an entry beside its words. */
struct entry {
	const char *atom_id, *href; /* each may be NULL */
	const char *mark; /* tells what it says from what it said */
	instant published, updated; /* 0: nothing says so */
};

/* Folders that were made: "2026-01-28", "2026-01-28-2" and so on. */
struct taken {
	uint64_t hash; /* of the first one's path */
	size_t count;
};

/* What an import works on. */
struct work {
	const struct asked *asked;
	struct target *target; /* the meeting; the series may be none */
	struct site *site;
	struct reading reading;
	const struct event *event; /* whose record there is; or NULL */
	size_t differences; /* between it and the text */
	const char *uid; /* of the new record; NULL: a fresh one */
	const char *summary; /* or NULL */
	const struct entry *entry; /* that the text is; or NULL */
	/* Complete a draft with what no reading says; or NULL. */
	void (*complete)(const struct work *work, struct draft *draft);
	const void *data;
	struct batch *batch; /* files that wait for the disk */
	bool store_failed; /* one of them could not be written */
	const char *note; /* to be printed in front of the next one; or NULL */
	struct taken *taken; /* folders that were made */
	size_t taken_count;
	const char *revised; /* folder of a meeting that was edited; or NULL */
	bool has_revised_others;
	struct site **loaded; /* of single meetings, read again */
	size_t loaded_count;
};

struct revision;

/*
 * Store what was edited of a record; what comes of it is said when all is
 * done.  Returns an exit status.
 */
int import_revise(struct work *work, struct revision *revision);

/* Write what waits, and print its paths.  Returns an exit status. */
int import_store(struct work *work);

/* The tag that the site has for a language, or the language itself. */
const char *import_tag(const struct site *site, const char *language);

#endif
