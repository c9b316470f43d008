/*
 * What is published: fragments (a meeting, a release or a change in one
 * language) and the feeds that are put together from them.
 */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stddef.h>
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
	FORMAT_INDEX, /* all series in one language, as HTML */
	FORMAT_SERIES_PAGE,
	FORMAT_EVENT_PAGE,
	FORMAT_SITE, /* all series and languages, as HTML */
	FORMAT_SITEMAP, /* addresses of all pages */
	FORMAT_OPML, /* addresses of all feeds for news readers */
	FORMAT_STYLE, /* the stylesheet of all pages */
};

/* Whether a fragment of this format shows a page, and no view of its own. */
int format_is_page(enum format format);

/* Whether it is the page itself, and not a part of one. */
int format_is_whole(enum format format);

/* What subscribers will find new about a fragment. */
enum news {
	NEWS_NONE,
	NEWS_NEW,
	NEWS_CHANGED, /* it says something else than before */
	NEWS_SHIFTED, /* tzdata moved the moment of a meeting ahead */
};

/* SEQUENCE, CREATED and LAST-MODIFIED of a fragment, as published. */
struct stamp {
	int sequence;
	instant created, modified;
};

/* A change of a meeting as it is told to subscribers. */
struct change_told {
	enum change_kind kind;
	const char *name; /* "moved-2026-01-21": tells it from all others */
	instant at;
	struct when before; /* of a move: the date that it had */
	struct when after; /* the date that it had then; absent: unknown */
	int is_last; /* nothing has changed since */
	int is_recorded; /* the record's history tells it */
	const struct release *release; /* that was corrected or withdrawn */
	const struct correction *correction;
};

struct ledger_line;

/*
 * One VEVENT, one entry of a news feed, or one object of JSON.  There are a
 * dozen for each meeting: small fields stand beside each other.
 */
struct fragment {
	enum format format;
	enum news news;
	int year; /* of the archive it stands in */
	unsigned has_own_home : 1; /* home is about this one, not its series */
	unsigned is_tombstone : 1; /* the entry is gone: RFC 6721 */
	unsigned is_kept : 1; /* as published; not what the records tell */
	unsigned stands : 1; /* as it stood; nobody read its record */
	unsigned is_wanted : 1; /* some feed holds it */
	const char *language; /* of the feed */
	const char *id; /* UID of a VEVENT or event, else that of the entry */
	const struct view *view; /* of the event; NULL: its record is gone */
	const struct sitting *sitting; /* of a VEVENT, else NULL */
	const struct release *release; /* of an entry about one, else NULL */
	const struct change_told *change; /* of an entry about one, else NULL */
	const struct view **also; /* other events the release covers */
	const char **calendars; /* paths of the .ics of all its events */
	unsigned also_count, calendar_count;
	const char *home; /* path of the page about the meeting, or NULL */
	struct page *page; /* what it shows; NULL unless its format is one */
	struct page *host; /* the page it stands on; likewise */
	union {
		struct {
			struct when start, last; /* days or hours */
		}; /* of a meeting: FORMAT_ICS, FORMAT_EVENTS */
		struct {
			instant published, updated;
		}; /* of an entry: all other formats */
	};
	struct stamp stamp;
	struct ledger_line *line; /* its line; NULL: it has none */
	struct buf bytes; /* as written; owned by the plan */
};

/*
 * The id of an entry (RFC 4151): of a release, or of a change of a meeting.
 * `language` is that of the words shown.
 */
void entry_put_release_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *release, const char *language);
void entry_put_change_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *name, const char *language);

/* The title of an entry. */
void fragment_put_entry_title(struct buf *out, const struct fragment *fragment);

/* "announced", …, as in ids and in keys of phrases. */
const char *change_kind_name(enum change_kind kind);

/* Which fragments a feed is about. */
enum scope {
	SCOPE_SITE,
	SCOPE_SERIES,
	SCOPE_PARTY,
	SCOPE_TOPIC,
	SCOPE_EVENT,
	SCOPE_PUBLISHER, /* the site in all languages */
};

/* Which of these it holds. */
enum period {
	PERIOD_ALL,
	PERIOD_WINDOW, /* from the publisher's window to everything ahead */
	PERIOD_NEWEST, /* the newest 50 by `updated` */
	PERIOD_YEAR, /* an archive */
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
	const struct topic *topic; /* of SCOPE_TOPIC */
	int year; /* of PERIOD_YEAR */
	struct fragment **fragments; /* in the order of the file */
	size_t fragment_count;
	/* RFC 5005, 4: paths of the neighbouring archives, or NULL; of the
	 * feed that an archive belongs to. */
	const char *previous, *next, *current;
	const struct feed **siblings; /* the same in other languages */
	size_t sibling_count;
	const char *calendar; /* path of that of the same scope, or NULL */
	int is_stray; /* no fragment belongs there any more */
	int stands; /* it is named by others, and is not made in this run */
	const char *home; /* path of the page that leads to it, or NULL */
	struct page *page; /* of a format that is one, else NULL */
};

#endif
