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

/*
 * The session that was read: by its number, or else by its day.  NULL when the
 * series has none.
 */
const struct event *import_session(const struct work *work);

/*
 * Append the folder of a meeting that has no record: its number, if that is
 * sure, or the day; behind it "-2" where that is taken.
 */
void import_put_folder(struct work *work, struct when day);

/* Read the record of the meeting again, now that something was written. */
void import_reload(struct work *work);

/* Add what was read to the record of a meeting that has one. */
int import_add(struct work *work);

/*
 * Make the record of a meeting that has none, from what was read; and add a
 * text, as a draft, to the record of a meeting in another language.  Both are
 * on the disk after import_store() only.
 */
int import_make(struct work *work);
void import_add_text(struct work *work, const char *release);

struct revision;

/*
 * Store what was edited of a record; what comes of it is said when all is
 * done.  Returns an exit status.
 */
int import_revise(struct work *work, struct revision *revision);

/* Write what waits, and print its paths.  Returns an exit status. */
int import_store(struct work *work);

/* What the record of the meeting has of a fact of this name, or NULL. */
const char *import_recorded(const struct work *work, const char *name);

/* The meeting of this folder, or NULL. */
const struct event *import_called(
	const struct site *site, const char *series, const char *folder);

/* The tag that the site has for a language, or the language itself. */
const char *import_tag(const struct site *site, const char *language);

/* The facts as an object. */
void import_put_json(struct buf *out, const struct work *work);

/* Say what is wrong in a line of the file; `help` may be NULL. */
void import_say(
	const struct work *work, int line, const char *what, const char *help);

/*
 * Print the facts that are not sure, in front of the files that come next;
 * returns whether there are any.
 */
bool import_say_doubts(struct work *work);

#endif
