/*
 * Who publishes, and the glossary that all records share (publisher.xml).
 */
#ifndef MODEL_PUBLISHER_H
#define MODEL_PUBLISHER_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/pool.h"
#include "model/words.h"
#include "model/zone.h"

struct party {
	const char *code; /* "JP", "EU", or the publisher's own */
	struct wordings names;
};

/* An organisation that takes part in meetings. */
struct body {
	const char *id;
	const char *party; /* its code, or NULL */
	struct wordings names;
};

struct topic {
	const char *term; /* also the name of its folder */
	struct wordings labels;
};

/* Parties, topics and series that the publisher offers as one. */
struct selection {
	struct topic
		as; /* id and titles: feeds are about it as about a topic */
	struct word_list parties, topics, series; /* codes, terms, folders */
};

/* The default notice of translations of this kind, or a phrase overridden. */
struct saying {
	const char *key; /* "provisional", "as.co-chair" */
	struct words words;
};

/* A page of the publisher that the foot of all pages leads to. */
struct foot_link {
	const char *href;
	struct wordings labels;
};

struct window {
	int months, days; /* how far back; both count */
};

enum event_files { EVENT_FILES_AUTO, EVENT_FILES_YES, EVENT_FILES_NO };

struct publisher {
	const char *base; /* ends in '/' */
	const char *authority; /* RFC 4151: "dialogues.example.org,2026" */
	const struct zone *zone;
	struct window window;
	int rich; /* calendars have what only some programs read */
	int cancelled_visible; /* cancelled events are TENTATIVE */
	enum event_files event_files;
	int pages;
	const char **languages; /* tags, the preferred one first */
	size_t language_count;
	const struct catalogue **catalogues; /* of each language */
	const char **stand_ins; /* without feeds: for words missing in others */
	size_t stand_in_count;
	struct wordings names, descriptions, rights;
	const char *contact, *licence, *logo, *hub; /* links, or NULL */
	const char *page_body; /* id of what `import` reads of a page; NULL */
	struct foot_link *foot_links;
	size_t foot_link_count;
	struct party *parties;
	size_t party_count;
	struct body *bodies;
	size_t body_count;
	struct topic *topics;
	size_t topic_count;
	struct selection *selections;
	size_t selection_count;
	struct saying *notices;
	size_t notice_count;
	struct saying *phrases;
	size_t phrase_count;
};

/* The address of a path below feeds/. */
void publisher_put_address(
	struct buf *out, const struct publisher *publisher, const char *path);

/* Each NULL when publisher.xml knows none. */
const struct party *publisher_party(
	const struct publisher *publisher, const char *code);
const struct topic *publisher_topic(
	const struct publisher *publisher, const char *term);
const struct selection *publisher_selection(
	const struct publisher *publisher, const char *id);

/* Append a language that the publisher does not have. */
void publisher_add_language(
	struct pool *pool, struct publisher *publisher, const char *language);

/*
 * Where the language stands in the publisher's order; behind all for one in
 * which there are no feeds.
 */
size_t publisher_rank(const struct publisher *publisher, const char *language);

/* Whether there are feeds in the language. */
bool publisher_has_language(
	const struct publisher *publisher, const char *language);

/* Whether texts in this language are shown: in its feeds, or in others. */
bool publisher_shows(const struct publisher *publisher, const char *language);

/* The body of this id among `count` bodies, or NULL. */
const struct body *body_find(
	const struct body *bodies, size_t count, const char *id);

/*
 * What is said in `language` or, failing that, in the first language of the
 * publisher that has something, or in any.
 */
struct words publisher_choose(const struct publisher *publisher,
	const struct wordings *wordings, const char *language);

/* The notice for translations of this kind; its text is NULL for none. */
struct words publisher_notice(const struct publisher *publisher,
	const char *kind, const char *language);

/*
 * The language that a calendar in `feed` names beside words in `language`, or
 * NULL: words in its own language are marked with rich="yes" only, as there
 * are programs that show no text with a parameter.
 */
const char *publisher_mark(const struct publisher *publisher, const char *feed,
	const char *language);

/*
 * The program's phrase for a language, with the one that it is in: the
 * publisher's wording, that of the catalogue, or the English one.  Its text is
 * NULL where the catalogue has no such key.
 */
struct words publisher_words(const struct publisher *publisher,
	const char *language, const char *key);

/* Its text alone.  The key must exist. */
const char *publisher_phrase(const struct publisher *publisher,
	const char *language, const char *key);

/* The same for a key that may not exist, or NULL. */
const char *publisher_find_phrase(const struct publisher *publisher,
	const char *language, const char *key);

/*
 * What stands between two sentences: nothing in scripts without blanks, whose
 * full stop is none of ASCII.
 */
const char *publisher_gap(
	const struct publisher *publisher, const char *language);

#endif
