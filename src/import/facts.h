/*
 * What a release says about a meeting, each fact with the words that it was read
 * from; and places in its text.
 */
#ifndef IMPORT_FACTS_H
#define IMPORT_FACTS_H

#include "import/days.h"
#include "import/paste.h"

struct fact {
	const char *name; /* "start", "person", … */
	const char *value;
	const char *of; /* the person that a role or party is of, or NULL */
	const char *quote; /* the line that it was read from */
	int line;
	const char *doubt; /* why it is not sure, or NULL */
};

struct found_person {
	const char *name; /* as printed, without honorifics */
	const char *printed; /* with them */
	const char *role, *party; /* or NULL */
	const char *ref; /* id that the site has for the person, or NULL */
	const char *as; /* "co-chair", … */
	bool acting;
	size_t at; /* letter of the fold */
	const char *doubt; /* about the name */
	bool party_is_sure;
};

/* Whether what stands somewhere is said of another session, or another time. */
enum facts_other { THIS_ONE, MAYBE_ANOTHER, ANOTHER };

/* "7e session": it counts a meeting. */
struct ordinal {
	size_t start, end; /* letters of the fold */
	int number;
	enum facts_other other; /* by the words around it */
};

/* For each letter, where the line or the sentence that it is in lies. */
struct bounds {
	size_t *starts, *ends;
};

struct reading {
	struct pool *pool;
	const struct site *site;
	const struct series *series; /* that the meeting is of; or NULL */
	int number; /* of the session that is asked for; 0: any */
	struct paste *paste;
	struct when today;
	const char *language;

	struct terms terms;
	struct fold fold;
	struct bounds line_bounds, sentences;
	struct hits hits;
	struct days days;
	struct ordinal *ordinals; /* in their order */
	size_t ordinal_count;
	int session; /* that the release is about; 0: nobody knows */
	const struct hit **relatives; /* words that tell of another time */
	size_t relative_count;
	struct fold *titles; /* of the series */
	size_t title_count;
	struct fact *facts;
	size_t fact_count;
	const struct term **side_names; /* of the series */
	size_t side_name_count;
	struct found_person *people;
	size_t person_count;
	const struct line **meetings; /* lines that each tell of another one */
	size_t meeting_count; /* 0 for a release about one */
	const struct line *focus; /* the only one that tells of this one */
	const struct day *day; /* of the meeting, or NULL */
	const struct day *release_day; /* that the release came out on */
	struct when start, end, published; /* of the facts; or absent */
	const char *zone; /* of a clock time, or NULL */
	const char *mode; /* "online", or NULL */
	const char *kind; /* of the translation, or NULL */
};

/* Find lines and sentences, before anybody asks for them. */
void facts_find_bounds(struct reading *it);

/* The same for words that tell of another time; the days must be known. */
void facts_find_relatives(struct reading *it);

/* Note a fact that stands at this letter of the fold. */
struct fact *facts_add(struct reading *it, const char *name, const char *value,
	size_t at, const char *doubt);

/* Note a fact that stands in another line than one of a paste. */
void facts_say(struct reading *it, struct fact fact);

/* The first fact of this name, or NULL. */
const struct fact *facts_find(const struct reading *it, const char *name);

/* Bounds of the sentence around a letter; of what commas part in it. */
size_t facts_sentence_start(const struct reading *it, size_t at);
size_t facts_sentence_end(const struct reading *it, size_t at);

/* The text between two letters, without blanks at either end. */
const char *facts_text(const struct reading *it, size_t start, size_t end);

/* The line that a letter is in, and where that starts and ends. */
const struct line *facts_line(const struct reading *it, size_t at);
size_t facts_line_start(const struct reading *it, size_t at);
size_t facts_line_end(const struct reading *it, size_t at);

/* Which line that is, from 0. */
size_t facts_line_rank(const struct reading *it, size_t at);

/* The first hit of the kind in there, or NULL; the number that it means. */
const struct hit *facts_hit(const struct reading *it, enum word_kind kind,
	size_t start, size_t end);
int facts_number(const struct hit *hit);

/* The first ordinal that starts in there, or NULL. */
const struct ordinal *facts_ordinal(
	const struct reading *it, size_t start, size_t end);

/* Whether what stands there is said of another one. */
enum facts_other facts_of_another(
	const struct reading *it, size_t at, size_t end);

/* How likely it is that what stands there is said of this meeting. */
int facts_likelihood(const struct reading *it, size_t at);

/* Whether the letter is in what a series is called. */
bool facts_is_in_title(const struct reading *it, size_t at);

/* Whether the party is one of the series; so is any where nobody knows. */
bool facts_is_side(const struct reading *it, const char *party);

#endif
