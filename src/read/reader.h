/*
 * What the readers of the four kinds of records share.  A reader first has
 * its record checked against its shape, then takes what it needs: everything
 * taken is copied into the pool of the site, what is said again only once.
 */
#ifndef READ_READER_H
#define READ_READER_H

#include <stdbool.h>
#include "base/diag.h"
#include "base/nearest.h"
#include "base/progress.h"
#include "model/site.h"
#include "model/text.h"
#include "read/folder.h"
#include "read/intern.h"
#include "read/load.h"
#include "read/shape.h"
#include "read/xml.h"

struct reader {
	struct site *site;
	struct diag *diag;
	struct pool scratch; /* the record being read */
	struct intern interned; /* texts in the pool of the site */
	struct buf words; /* that are taken now */
	bool failed; /* what it says is wrong: see reader_error() */
	const struct element *root; /* of it, also when it is bad; or NULL */
	const char **bad_uids; /* of events whose records are bad */
	size_t bad_count;
	int bad_unknown; /* some of them do not even tell their uid */
	const struct folder *all; /* events/; NULL: this is the ledger */
	const char **only; /* folders of events to be read, in byte order;
			      NULL: all */
	size_t only_count;
	const struct record_bytes *instead; /* of what stands in files */
	size_t instead_count;
	int no_glossary; /* publisher.xml is bad: nothing is unknown to it */
	const struct site *published; /* what stands in for bad series; NULL */
	int as_published; /* records of the ledger: see take_event() */
	size_t threads; /* that may read at once */
	struct progress *progress; /* NULL: nobody waits */
};

/* Say what is wrong with the record that is read: it is of no use. */
__attribute__((format(printf, 3, 4))) void reader_error(
	struct reader *reader, struct pos at, const char *format, ...);

/* What a date without clock time stands for. */
enum day_counts { DAY_AS_NOON, DAY_FROM_ITS_START };

/* Forget the record that was read last; what was taken stays. */
void reader_release(struct reader *reader);

/* What a file was when it was read, so that changes of it are seen. */
void reader_remember_bytes(struct reader *reader, struct record_hash hash);

void reader_add_event(struct reader *reader, struct event *event);

/*
 * Texts of an event are in the publisher's order of languages, those in other
 * languages behind them.
 */
void reader_add_text(
	struct reader *reader, struct event *event, struct text *text);

/*
 * Read and check the record at `path`.  Returns its outermost element, valid
 * until the next record is opened, or NULL after complaining.
 */
const struct element *reader_open(
	struct reader *reader, const char *path, const struct shape *shape);

/* An attribute's value; NULL when it is not given. */
const char *take_value(
	struct reader *reader, const struct element *element, const char *name);

/* The same for words: runs of blanks count as one. */
const char *take_words_value(
	struct reader *reader, const struct element *element, const char *name);

/*
 * The same for a link: what RFC 3986 does not know as it stands is
 * percent-encoded, since calendars hold no other addresses.
 */
const char *take_link(
	struct pool *pool, const struct element *element, const char *name);

/* The words of an element, or of its first child of this name; or NULL. */
const char *take_words(struct reader *reader, const struct element *element);
const char *take_child(
	struct reader *reader, const struct element *element, const char *name);

/*
 * Others may refer to an event that cannot be used; that is no mistake of
 * theirs.  NULL: not even its uid is known.
 */
void reader_remember_bad(struct reader *reader, const char *uid);

/* The number in an attribute; `otherwise` when it is not given. */
int take_number(const struct element *element, const char *name, int otherwise);

int take_yes(const struct element *element, const char *name, int otherwise);

/*
 * A day or moment.  Local clock times are those of the publisher's zone; one
 * that does not exist there, or exists twice, is an error.
 */
struct date take_date(struct reader *reader, const struct element *element,
	const char *name, enum day_counts counts);

/* All children of this name, by their xml:lang. */
struct wordings take_wordings(
	struct reader *reader, const struct element *element, const char *name);

/* The words of all children of this name. */
struct word_list take_list(
	struct reader *reader, const struct element *element, const char *name);

/*
 * The zone of this name, or NULL.  When the machine lacks it, that is
 * complained about, the diag is ill, and it is UTC.
 */
const struct zone *reader_zone(struct reader *reader, const char *name);

/*
 * Complain about a local clock time that its zone skips or shows twice; NULL is
 * the publisher's, where an offset could be written instead.  Returns 0 when it names one moment, which goes to `*at`; else -1.
 */
int reader_resolve(struct reader *reader, struct pos place,
	const struct zone *zone, const struct when *clock, instant *at);

/*
 * Complain that `what` ("body", "topic") of this name leads nowhere: `help`
 * says where it would be defined.  `near` was offered all that there are.
 */
void reader_report_nobody(struct reader *reader, struct pos place,
	const char *what, const struct nearest *near, const char *help);

/* Complain about a code that neither publisher.xml nor the program knows. */
void reader_check_party(
	struct reader *reader, const struct element *element, const char *name);

#endif
