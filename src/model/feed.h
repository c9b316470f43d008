/*
 * What is published: fragments (a meeting or a release in one language) and
 * the feeds that are put together from them.
 */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stddef.h>
#include "base/buf.h"
#include "model/view.h"
#include "model/when.h"

enum format { FORMAT_ICS, FORMAT_ATOM };

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

/* One VEVENT, or one Atom entry. */
struct fragment {
	enum format format;
	const struct view *view; /* of the event; of the release's owner */
	const struct sitting *sitting; /* of a VEVENT, else NULL */
	const struct release *release; /* of an entry, else NULL */
	const struct view **also; /* other events the release covers */
	size_t also_count;
	instant published, updated; /* of an entry */
	int year; /* of the archive it stands in */
	struct stamp stamp;
	enum news news;
	int moved_in; /* it stood in another archive, or in none */
	struct buf bytes; /* as written; owned by the plan */
};

/*
 * Of an entry: its id (RFC 4151), which names the release and the language
 * that is shown, and its title.
 */
void fragment_put_entry_id(struct buf *out, const struct fragment *fragment);
void fragment_put_entry_title(struct buf *out, const struct fragment *fragment);

struct feed;

/*
 * 1 when some fragment has just moved in: such a feed is written before the
 * one that it left, so that it stands somewhere all the time.
 */
int feed_gains(const struct feed *feed);

/* Which fragments a feed is about. */
enum scope {
	SCOPE_SITE,
	SCOPE_SERIES,
	SCOPE_PARTY,
	SCOPE_TOPIC,
	SCOPE_EVENT,
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
};

#endif
