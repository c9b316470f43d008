/*
 * Which fragments a feed shows, and in which order: meetings by their start,
 * entries the newest first.
 */
#ifndef PLAN_ORDER_H
#define PLAN_ORDER_H

#include <stddef.h>
#include "model/feed.h"

/* RFC 5005, 4: what a subscriber reads; archives hold the rest. */
enum { ORDER_NEWEST = 50 };

/*
 * Meetings ahead, and releases, on a page of the site or a subject; meetings
 * that are over on one of a subject: their series have the rest.
 */
enum { ORDER_AHEAD = 10, ORDER_NEWS = 5, ORDER_PAST = 20 };

/* Meetings ahead for a page of somebody else. */
enum { ORDER_NEXT = 5 };

/* The first day that windows show at that moment. */
struct when order_window(const struct publisher *publisher, instant now);

/* Below 0 when `a` stands before `b` in a feed of their format. */
int order_compare(const struct fragment *a, const struct fragment *b);

/* Fragments of all formats, those of one format behind each other. */
void order_fragments(struct fragment **fragments, size_t count);

/* Those of a feed into the order in which its file shows them. */
void order_feed(struct feed *feed);

/*
 * Take out of an ordered feed what is not in its window, or not new enough;
 * tombstones then stand first.
 */
void order_cut(struct feed *feed, const struct when *window);

/*
 * The last day of what leaves a window next, if it is before `*earliest`.  An
 * absent one is behind all others.
 */
void order_note_earliest(const struct feed *feed, const struct when *window,
	struct when *earliest);

#endif
