/*
 * What a page shows: a meeting, a series, or what a site has on one subject.
 * Which pages there are is decided in plan/pages.c.
 */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "model/event.h"
#include "model/view.h"
#include "model/when.h"

/* The class of a side event in lists. */
#define PAGE_SIDE "side"

/*
 * A meeting as other pages show it: little enough to be kept from run to run,
 * so that nobody has to read its record.
 */
struct meeting {
	const struct view *view; /* NULL: it is as it was in the last run */
	struct words title;
	const char *name; /* of its folder */
	struct when start;
	enum status status;
	bool is_side; /* part of another meeting */
	bool is_past;
	instant modified; /* when subscribers were told of it last; or 0 */
	const char *page; /* path of its own page, or NULL */
	const char *calendar; /* path of its own calendar, or NULL */
};

/* A party, a topic or a selection, and where the feeds about it are. */
struct subject {
	const char *id; /* code, term, id */
	struct words name;
	const char *page; /* its path */
	const char *releases; /* that of its feed; NULL: it has none */
};

/* Those of the site in one language that some meeting or release is about. */
struct subjects {
	struct subject *parties; /* by their names */
	size_t party_count;
	struct subject *topics; /* as publisher.xml has them */
	size_t topic_count;
	struct subject *selections; /* likewise */
	size_t selection_count;
};

/* A page of older sessions of a series, and the years of them; 0: unknown. */
struct archive {
	const char *path;
	int from, to;
};

/*
 * A page about a series, about one meeting of it, about a party or a topic, or
 * about the site.
 */
struct page {
	const struct publisher *publisher;
	const char *language;
	const char *path; /* below feeds/: "fr/index.html" */
	const struct series *series; /* NULL: of the site, or of a subject */
	const struct subject *subject; /* NULL: of none */
	const struct meeting *meetings; /* of the series, by their start */
	size_t meeting_count;
	const struct meeting *meeting; /* of a page about one, else NULL */
	const struct archive *archives; /* of the series, the oldest first */
	size_t archive_count;
	const struct archive *archive; /* this page, else NULL */
	const char *rest; /* of the path, the same in all languages */
	struct page **translations; /* itself in each language */
	size_t translation_count;
	bool is_anywhere; /* a web server shows it at any address */
	int is_long; /* of a sitemap: it names no meetings */
	/* Paths of feeds of the same scope; NULL: there is none. */
	const char *calendar, *releases, *changes, *json, *table, *opml;
	const struct subjects *subjects; /* in the language of the page */
	const char *style; /* of the stylesheet: what it says */
	size_t style_size;
};

/* Of a page about a meeting: that of its series in the same language. */
const struct page *page_of_series(const struct page *page);

/*
 * Append the path below feeds/ that a relative link on the page leads to;
 * nothing when it leads out of there.
 */
void page_put_target(
	struct buf *out, const struct page *page, const char *link);

/* Whether it has a date: what is postponed has none any more. */
bool meeting_has_date(const struct meeting *meeting);

/*
 * The session before (-1) or behind (1) that of the page, or NULL.  Side
 * events and meetings without a date, as what is postponed, are none.
 */
const struct meeting *page_neighbour(const struct page *page, int step);

/*
 * The moment from which on a meeting is over.  What was held has always been;
 * what is postponed, or has no date yet, never will be.
 */
instant meeting_end(
	const struct publisher *publisher, const struct event *event);

#endif
