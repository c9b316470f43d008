/*
 * Records that are made of what comes from elsewhere: a press release, or each
 * meeting and entry of a calendar or a feed.
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "cmd/target.h"
#include "import/draft.h"
#include "model/site.h"

/* How the command was called. */
struct asked {
	bool dry, json, update;
	const char *language; /* NULL: the text tells */
	const char *file;
	instant now;
	struct when today;
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
	/* Complete a draft with what no reading says; or NULL. */
	void (*complete)(const struct work *work, struct draft *draft);
	const void *data;
};

/* Make the record of a meeting that has none, from what was read. */
int import_make(struct work *work);

/* Add a text, as a draft, to the record of a meeting in another language. */
int import_add_text(struct work *work);

/* Say what the record has otherwise, and count that in `differences`. */
void import_compare(struct work *work);

/*
 * What the record has of a fact, or NULL: it has nothing of the kind, so that
 * nothing differs.
 */
const char *import_recorded(
	const struct work *work, const struct fact *fact, struct buf *out);

/* The meeting of this folder, or NULL. */
const struct event *import_called(
	const struct site *site, const char *series, const char *folder);

/* The tag that the site has for a language, or the language itself. */
const char *import_tag(const struct site *site, const char *language);

/* The facts as an object. */
void import_put_json(struct buf *out, const struct work *work);

/* Whether all facts are. */
bool import_is_sure(const struct reading *reading);

#endif
