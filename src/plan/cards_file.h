/*
 * The file of the cards, for those who write it and read it.
 */
#ifndef PLAN_CARDS_FILE_H
#define PLAN_CARDS_FILE_H

#include "plan/cards.h"

#define CARDS_MAGIC "dfcards3"

/*
 * The file: this head, then the arrays in the order of their counts, then the
 * texts, each ended by NUL; the first of them is empty.  Arrays of 32 bits are
 * last, so that all are where numbers may be.  Numbers are those of
 * the machine, and of the program, so that a file is of use to nobody else.
 */
struct cards_head {
	char magic[sizeof(CARDS_MAGIC) - 1];
	uint64_t checksum; /* of the rest of the head */
	uint64_t arrays; /* checksum of all that follows the head */
	uint64_t shared; /* hash of what all pages share */
	uint64_t size; /* of the file of the fragments */
	uint64_t has_pages; /* 1 or 0 */
	uint64_t fragment_count, meeting_count, feed_count, file_count;
	uint64_t name_count, number_count, text_size;
};

enum fragment_flag {
	FRAGMENT_OWN_HOME = 1 << 0,
	FRAGMENT_TOMBSTONE = 1 << 1,
	FRAGMENT_MEETING = 1 << 2, /* it lists one: so do the others */
	FRAGMENT_SIDE = 1 << 3,
	FRAGMENT_PAST = 1 << 4,
	FRAGMENT_STATUS = 1 << 5, /* from this bit on */
};

struct fragment_card {
	uint64_t digest; /* of its bytes */
	uint64_t at; /* in the file of the fragments */
	union {
		struct {
			struct when start, last;
		};
		struct {
			instant published, updated;
		};
		struct {
			struct when listed; /* start of a meeting */
			instant modified; /* of it */
		};
	}; /* as in a fragment */
	uint32_t length; /* 0: its bytes are not kept, as it is a whole page */
	uint32_t language, id, uid, item, home, zone; /* 0: NULL */
	uint32_t title, title_language; /* of what it lists, likewise */
	uint32_t memberships, membership_count; /* scopes and names by turns */
	uint32_t calendars, calendar_count;
	int16_t year;
	uint8_t format, flags;
};

struct feed_card {
	uint64_t digest; /* of what it is put together from */
	uint32_t path;
	uint32_t spare;
};

uint64_t cards_checksum(const struct cards_head *head);

/* What a feed is put together from. */
uint64_t cards_digest_feed(const struct feed *feed);

/* What all pages share: which feeds they may lead to. */
uint64_t cards_digest_shared(const struct plan *plan);

/* Whether the fragment is the page that its feed is. */
bool cards_is_whole(enum format format);

/* Whether it is one of those that each run plans anew. */
bool cards_is_of_site(enum format format);

/* Whether the fragment is about a series, and no meeting of it. */
bool cards_is_of_series(enum format format);

#endif
