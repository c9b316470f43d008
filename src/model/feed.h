/*
 * What is published: fragments (a meeting, a release or a change in one
 * language) and the feeds that are put together from them.
 */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "model/page.h"
#include "model/view.h"
#include "model/when.h"

enum format {
	FORMAT_ICS, /* meetings, as VEVENTs */
	FORMAT_ATOM, /* releases */
	FORMAT_CHANGES, /* changes of meetings, as Atom */
	FORMAT_JSON_FEED, /* releases */
	FORMAT_EVENTS, /* meetings, as plain JSON */
	FORMAT_CSV, /* the same as a table */
	FORMAT_NEXT, /* the next meetings, as JSON for embed.js */
	FORMAT_AHEAD, /* a meeting that is not over: a part of FORMAT_INDEX */
	FORMAT_NEWS, /* a release: likewise */
	FORMAT_PAST, /* a meeting that is over, on pages of subjects: likewise */
	FORMAT_INDEX, /* series, of the site or of a subject, as HTML */
	FORMAT_EMBED, /* the next meetings, as HTML for a frame */
	FORMAT_SERIES_PAGE, /* the meetings of a series */
	FORMAT_EVENT_PAGE,
	FORMAT_SITE, /* all languages, as HTML */
	FORMAT_MISSING, /* what a web server shows where no file is */
	FORMAT_SITEMAP, /* addresses of all pages */
	FORMAT_OPML, /* addresses of all feeds for news readers */
	FORMAT_STYLE, /* the stylesheet of all pages */
	FORMAT_SCRIPT, /* embed.js */
};

/* Whether people read it, or it leads to pages. */
bool format_is_page(enum format format);

/* What subscribers will find new about a fragment. */
enum news {
	NEWS_NONE,
	NEWS_NEW,
	NEWS_CHANGED, /* it says something else than before */
	NEWS_SHIFTED, /* tzdata moved the moment of a meeting ahead */
};

/* What a change told of the meeting when it went out: that stays. */
struct as_told {
	struct when start, end; /* each may be absent */
	const char *zone_name; /* of clock times, else NULL */
	const char *before_zone; /* of the date before, likewise */
	struct words place; /* text NULL: none was known */
};

/* A change of a meeting as it is told to subscribers. */
struct change_told {
	enum change_kind kind;
	const char *name; /* "moved-2026-01-21": tells it from all others */
	instant at;
	struct when before; /* of a move: the date that it had */
	struct when after; /* the date that it had then; absent: unknown */
	struct as_told told; /* in the feed's language */
	int is_last; /* nothing has changed since */
	int has_moved; /* by then, so that `after` was not its first date */
	int is_recorded; /* the record's history tells it */
	const struct release *release; /* that was corrected or withdrawn */
	const struct correction *correction;
};

/* Which fragments a feed is about. */
enum scope {
	SCOPE_SITE,
	SCOPE_SERIES,
	SCOPE_PARTY,
	SCOPE_TOPIC,
	SCOPE_SELECTION,
	SCOPE_EVENT,
	SCOPE_PUBLISHER, /* the site in all languages */
};

/* Whether it is a party, a topic or a selection: each has the same feeds. */
bool scope_is_subject(enum scope scope);

/* What a fragment has to do with: a series by its folder, a party by its code,
 * a topic by its term, a selection by its id, an event with files of its own by
 * "SERIES/EVENT". */
struct membership {
	enum scope scope;
	const char *name;
};

/*
 * One VEVENT, one entry of a news feed, or one object of JSON.  There are a
 * dozen for each meeting: small fields stand beside each other.
 */
struct fragment {
	enum format format;
	enum news news;
	short year; /* of the archive it stands in */
	short left_year; /* of the archive that it is about to leave, or 0 */
	unsigned has_own_home : 1; /* home is about this one, not its series */
	unsigned is_tombstone : 1; /* the entry is gone: RFC 6721 */
	unsigned is_held_back : 1; /* it comes out wrong, and so do its feeds */
	unsigned is_ready : 1; /* its bytes are there */
	unsigned is_known : 1; /* it says what was published */
	unsigned is_carded : 1; /* planned from its card: no view, no page */
	unsigned is_checked : 1; /* its bytes are those of its digest */
	unsigned is_dated : 1; /* `updated` is new: see plan/apart.h */
	const char *language; /* of the feed */
	const char *id; /* UID of a VEVENT or event, else that of the entry */
	const char *uid; /* of the meeting; of parts of pages, the series */
	const char *item; /* what of the meeting it is: see plan/ledger.h */
	const struct membership *memberships;
	size_t membership_count;
	const struct view *view; /* of the event; NULL: it is forgotten */
	const struct sitting *sitting; /* of a VEVENT, else NULL */
	const struct release *release; /* of an entry about one, else NULL */
	const struct change_told *change; /* of an entry about one, else NULL */
	const struct view **also; /* other events the release covers */
	const char **calendars; /* paths of the .ics of all its events */
	unsigned also_count, calendar_count;
	const char *home; /* path of the page about the meeting, or NULL */
	struct page *page; /* what it shows; NULL unless its format is one */
	struct page *host; /* the page it stands on; likewise */
	const char *title; /* of FORMAT_INDEX: of the series */
	const struct meeting *meeting; /* of FORMAT_AHEAD, _PAST, … */
	union {
		struct {
			struct when start, last; /* days or hours */
		}; /* of a meeting: FORMAT_ICS, FORMAT_EVENTS, FORMAT_CSV */
		struct {
			instant published, updated;
		}; /* of an entry: all other formats */
	};
	struct stamp stamp;
	struct buf bytes; /* as written; owned by the plan */
	uint64_t digest; /* of the bytes */
	uint64_t at; /* where they are kept: see plan/cards.h */
};

/*
 * The id of an entry (RFC 4151): of a release, or of a change of a meeting.
 * It names the language of the words shown and, behind it, that of the feed
 * where this is another one.  `given` is the id that the entry had before it
 * came here, or NULL: words of another language that stand in have their own.
 */
void entry_put_release_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *release, const char *shown,
	const char *language, const char *given);
void entry_put_change_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *name, const char *shown,
	const char *language);

/* The same of a release as the view shows it: see view_of_release(). */
void entry_put_shown_id(
	struct buf *out, const struct view *view, const char *release);

bool fragment_is_withdrawn(const struct fragment *fragment);

/*
 * The official page that readers of an entry are sent to: of the release that
 * it is about, or whose correction it tells; and the text that has it.  Each
 * NULL when there is none.
 */
const char *fragment_page(const struct fragment *fragment);
const struct text *fragment_leading_text(const struct fragment *fragment);

/* The same page or, where there is none, ours about the meeting, if any. */
void fragment_put_page(struct buf *out, const struct fragment *fragment);

/* The title of an entry. */
const char *fragment_put_entry_title(
	struct buf *out, const struct fragment *fragment);

/* "series", "party", "topic", "selection": a scope that has names. */
const char *scope_name(enum scope scope);

/* Whether a change of this name is a correction of a release. */
bool change_is_correction(const char *name);

/* "announced", …, as in ids and in keys of phrases. */
const char *change_kind_name(enum change_kind kind);

/* Which of its fragments a feed holds. */
enum period {
	PERIOD_ALL,
	PERIOD_WINDOW, /* from the publisher's window to everything ahead */
	PERIOD_NEWEST, /* the newest 50 by `updated` */
	PERIOD_YEAR, /* an archive */
};

/* A time zone, and the VTIMEZONE that all calendars of the site have of it. */
struct clocks {
	const char *zone_name, *text;
	uint64_t digest; /* of the text */
};

struct feed {
	const char *path; /* below feeds/: "fr/calendar.ics" */
	const char *address; /* the path that it calls its own; see formerly */
	const char *language;
	enum format format;
	enum scope scope;
	enum period period;
	const struct publisher *publisher;
	const struct series *series; /* of SCOPE_SERIES and SCOPE_EVENT */
	const char *party; /* of SCOPE_PARTY: its code */
	const struct topic *topic; /* of SCOPE_TOPIC and SCOPE_SELECTION */
	int year; /* of PERIOD_YEAR */
	struct fragment **fragments; /* in the order of the file */
	size_t fragment_count;
	/* RFC 5005, 4: paths of the neighbouring archives, or NULL; of the
	 * feed that an archive belongs to. */
	const char *previous, *next, *current;
	const struct feed **siblings; /* the same in other languages */
	size_t sibling_count;
	const char *calendar; /* path of that of the same scope, or NULL */
	struct fragment **leaving; /* what is about to leave an archive */
	size_t leaving_count;
	const struct clocks *clocks; /* all of the site */
	size_t clocks_count;
	bool is_left; /* its last member left it, and stays there */
	bool is_fresh; /* its file says this already */
	const char *home; /* path of the page that leads to it, or NULL */
	struct page *page; /* of a format that is one, else NULL */
};

/* The zone of a VEVENT, or NULL: it has days, or UTC. */
const struct clocks *feed_clocks(
	const struct feed *feed, const struct fragment *fragment);

/*
 * One sentence on the feed, with its language: the publisher's or, where a
 * name of a calendar could have none of that, the program's.
 */
struct words feed_description(const struct feed *feed);

/* Whether one of its fragments came out wrong: then the feed is not written. */
bool feed_is_held_back(const struct feed *feed);

#endif
