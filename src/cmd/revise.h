/*
 * Commands that edit the record of one meeting: the bytes are changed in place,
 * tried before they are stored, checked then, and what the next build tells
 * subscribers is said in words.
 *
 *	struct revision revision;
 *	int status = revise_begin(&revision, "cyber-dialogue/07");
 *	if (status == EXIT_DONE) {
 *		edit_set(revise_event(&revision), ...);
 *		status = revise_finish(&revision);
 *	}
 *	revise_end(&revision);
 */
#ifndef CMD_REVISE_H
#define CMD_REVISE_H

#include "base/diag.h"
#include "model/site.h"
#include "plan/ledger.h"
#include "read/edit.h"

struct revision {
	struct pool pool;
	struct diag diag; /* of the record as it stands */
	const char *folder; /* "events/SERIES/EVENT" */
	struct site *site; /* with this meeting alone */
	struct event *event;
	struct ledger *ledger; /* NULL until somebody asks */
	instant now;
	struct edit **files; /* that are edited; event.xml first */
	size_t file_count;
};

/*
 * Find the meeting that `name` calls, in the site that this folder is in.
 * Returns EXIT_DONE, or another exit status after saying why.  Either way the
 * revision has to be ended.
 */
int revise_begin(struct revision *revision, const char *name);

/* The edit of event.xml. */
struct edit *revise_event(const struct revision *revision);

/* The edit of a text; NULL after saying that there is none to be edited. */
struct edit *revise_text(struct revision *revision, const char *language);

/* What the ledger has of the meeting, or NULL. */
const struct published *revise_published(struct revision *revision);

/* Whether anything of the record was edited. */
bool revise_is_edited(const struct revision *revision);

/*
 * Try what was edited, store it, check the records and say what subscribers
 * will be told.  Returns the exit status of the command: EXIT_FAILED when the
 * records stand as they were.
 */
int revise_finish(struct revision *revision);

/* Try what was edited and store it; nothing more is said.  Likewise. */
int revise_store(struct revision *revision);

/* Check the records at `folder` and say what the next build tells of them. */
int revise_report(const char *folder, instant now);

void revise_end(struct revision *revision);

#endif
