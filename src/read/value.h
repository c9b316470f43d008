/*
 * What the values of attributes look like.  Each check answers for one kind
 * of value; the grammars in read/grammar say the same in RELAX NG.
 */
#ifndef READ_VALUE_H
#define READ_VALUE_H

#include <stdbool.h>
#include "base/buf.h"

struct value_type {
	/* What the value ought to be: "a day, such as 2026-01-28". */
	const char *what;

	/* All that it can be, ended by NULL; or NULL when `check` decides. */
	const char *const *allowed;

	/*
	 * NULL when `value` is one.  Otherwise what is wrong with it, to be
	 * read behind the quoted value ("is a day that does not exist"); what
	 * to write instead may go to `help`.
	 */
	const char *(*check)(const char *value, struct buf *help);
};

extern const struct value_type value_uid, value_id, value_folder, value_folders,
	value_start, value_moment, value_zone, value_language, value_country,
	value_party, value_page, value_link, value_iri, value_sequence,
	value_words, value_yes_no, value_number, value_revision, value_geo,
	value_colour, value_window, value_authority, value_phrase_id, value_see,
	value_kind, value_status, value_mode, value_role, value_release_status,
	value_form, value_cancelled, value_event_files;

/* Whether the text, or NULL, is a value of that type. */
bool value_is(const struct value_type *type, const char *value);

/* A name of a folder, and ".calendar-2026.ics.new" with it, is a file's. */
enum { LONGEST_FOLDER = 200 };

/* No id of an entry is longer, in bytes. */
enum { LONGEST_IRI = 2000 };

/* No SEQUENCE from elsewhere is larger: ours go on from there. */
enum { LARGEST_SEQUENCE = 1000000 };

/* Room for any language tag. */
enum { LANGUAGE_SIZE = 36 };

/*
 * Whether the name of a file, without .xml, is that of a copy: "en-backup",
 * "event (copy)", "Copie de fr".  What it is a copy of goes to `original`.
 */
bool value_is_copy(const char *name, char original[LANGUAGE_SIZE]);

/* Where `name` stands in a list ended by NULL; -1 when it does not. */
int value_index(const char *const *list, const char *name);

#endif
