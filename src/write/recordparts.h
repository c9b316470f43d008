/*
 * Attributes and elements that several kinds of records have.
 */
#ifndef WRITE_RECORDPARTS_H
#define WRITE_RECORDPARTS_H

#include "write/record.h"

/* Let the caller put comments in front of a thing; see record_options. */
void recordparts_remark(struct markup *markup,
	const struct record_options *options, const char *what, size_t index);

void recordparts_number(struct markup *markup, const char *name, int number);

/* An attribute that is "yes", or none. */
void recordparts_yes(struct markup *markup, const char *name, bool yes);

/* A date, with its offset unless it is a clock time of the publisher. */
void recordparts_date(struct markup *markup, const char *name,
	const struct date *date, const struct record_options *options);

/* An element with nothing but this attribute; none for NULL. */
void recordparts_reference(struct markup *markup, const char *name,
	const char *attribute, const char *value);

/* Elements with these words; none for NULL. */
void recordparts_words(
	struct markup *markup, const char *name, const char *text);
void recordparts_word_list(
	struct markup *markup, const char *name, const struct word_list *list);
void recordparts_wordings(
	struct markup *markup, const char *name, const struct wordings *said);

/* Who a person is: feeds do not show ids, but the uids made from them. */
void recordparts_person_id(struct markup *markup, const char *name,
	const struct event *event, const struct person *person,
	const struct record_options *options);

/* The id of a release; NULL for the usual one, which records leave out. */
const char *recordparts_release_id(const char *id);

/*
 * Bodies and topics of the glossary.  A topic that nobody knows, in a record
 * that cannot be used, is NULL.
 */
void recordparts_bodies(
	struct markup *markup, const struct body *bodies, size_t count);
void recordparts_topics(
	struct markup *markup, const struct topic *const *topics, size_t count);

#endif
