/*
 * What a run has planned, so that the next one can plan all feeds without
 * reading all records: a card for each meeting and each fragment, and beside
 * them the bytes of the fragments.  Both files can be deleted at any time.
 * They tell nothing of what is hidden but hashes.
 */
#ifndef PLAN_CARDS_H
#define PLAN_CARDS_H

#include <stdbool.h>
#include <stdint.h>
#include "plan/index.h"
#include "plan/plan.h"

#define CARDS_PATH INDEX_FOLDER "/cards"
#define FRAGMENTS_PATH INDEX_FOLDER "/fragments"

enum card_flag {
	CARD_SHOWN = 1 << 0, /* feeds show the meeting, or what is left of it */
	CARD_FILES = 1 << 1, /* it has files of its own */
	CARD_AGAIN = 1 << 2, /* each run reads its record again */
	CARD_FORGOTTEN = 1 << 3, /* only its stamps are known any more */
};

/* Places of texts are in `texts`, those of lists in `numbers`. */
struct meeting_card {
	uint64_t folder; /* hash of "events/SERIES/EVENT" */
	uint64_t uid; /* hash of it */
	instant due; /* when an embargo in it ends; 0: never */
	instant over; /* when the meeting is over; 0: it is, or has no end */
	struct span span; /* in the ledger's file of its series */
	uint32_t path, uid_text; /* "SERIES/EVENT"; 0: it is hidden */
	uint32_t names, name_count; /* uids that it names, in `names` */
	uint32_t given, given_count; /* ids of its entries, likewise */
	uint32_t former, former_count; /* paths */
	uint32_t flags;
	uint32_t spare;
};

struct fragment_card;
struct feed_card;

/* A file of the ledger. */
struct file_card {
	uint64_t head; /* bytes in front of its first meeting */
	uint32_t folder; /* of the series */
	uint32_t spare;
};

struct cards {
	struct buf file, bytes; /* both mapped */
	const struct cards_head *head;
	const struct meeting_card *meetings;
	size_t count;
	const struct fragment_card *fragments;
	size_t fragment_count;
	const struct feed_card *feeds; /* in the order of their paths */
	size_t feed_count;
	const struct file_card *files; /* in the order of their folders */
	size_t file_count;
	const uint64_t *names; /* hashes of uids */
	const uint32_t *numbers;
	const char *texts;
};

/*
 * The cards with this checksum, or NULL: there are none, or they are not
 * believed.
 */
struct cards *cards_open(uint64_t checksum);
void cards_close(struct cards *cards);

/* What stands for a uid; a UUID in letters of any case has the same. */
uint64_t cards_hash_uid(const char *uid);

/* Whether the bytes of a fragment are kept: those of whole pages are not. */
bool cards_keep(const struct fragment *fragment);

/* Whether only the stamps of the meeting are known any more. */
bool cards_is_forgotten(const struct published *meeting);

/* The card of a meeting by the hash of its folder; NULL: there is none. */
const struct meeting_card *cards_at(const struct cards *cards, uint64_t folder);

/*
 * Plan what the cards tell of all meetings that are not touched, and of pages
 * of series that are not: their fragments are as they were.
 */
void cards_plan(struct plan *plan);

/*
 * Mark the feeds whose files say already what they should: they have the same
 * fragments in the same order, and the same links, as in the last run.  Returns
 * false when the cards do not hold: what all pages share has changed, or kept
 * bytes are not what they were.
 */
bool cards_mark_fresh(struct plan *plan);

/*
 * Write the cards of a plan that is published and whose fragments have their
 * places in a file of `size` bytes to an open file that is empty; what `diag`
 * complains of is read again by the next run.  Returns their checksum; 0 with
 * errno when the file cannot be written.
 */
uint64_t cards_write(int file, const struct plan *plan, const struct diag *diag,
	uint64_t size);

#endif
