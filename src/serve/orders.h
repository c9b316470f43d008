/*
 * What the preview does for editors: each order is a form, and a command of
 * dialogue-feeds that gets what was filled in as its arguments.
 */
#ifndef SERVE_ORDERS_H
#define SERVE_ORDERS_H

#include "base/buf.h"
#include "serve/request.h"

struct input {
	const char *name, *label;
	const char *hint; /* or NULL */
	const char *option; /* in front of the value; NULL: an operand */
	bool is_needed;
	bool is_text; /* of many lines: it goes to the standard input */
};

enum { MOST_INPUTS = 4 };

/* What is shown when the command has ended well. */
enum outcome {
	OUTCOME_SAID, /* what it printed */
	OUTCOME_RECORDS, /* those of the meeting */
	OUTCOME_MADE, /* the page that it made */
	OUTCOME_PUBLISHED, /* what it printed; else what it would publish now */
	OUTCOME_PLAN, /* that, when nothing was published */
};

struct order {
	const char *name; /* in the address */
	const char *title; /* of the form and of its button */
	const char *command, *first; /* and its first argument, or NULL */
	bool is_of_meeting; /* its form stands on the page of one */
	enum outcome outcome;
	struct input inputs[MOST_INPUTS]; /* label NULL: it is not shown */
};

/* The order of this name, or NULL. */
const struct order *orders_find(const char *name);

/*
 * Append buttons to confirm and to strike what stands in the element of this
 * id, with the values of their inputs.
 */
void orders_put_choice(
	struct buf *out, const char *id, const char *const *values);

/*
 * Append the forms: those of a meeting "SERIES/EVENT", or all of them when it
 * is NULL.
 */
void orders_put_forms(struct buf *out, const char *meeting);

/* Append a form whose only input is not shown. */
void orders_put_button(
	struct buf *out, const struct order *order, const char *value);

/* The label of what has to be filled in and is not, or NULL. */
const char *orders_lack(
	const struct order *order, const struct request *request);

/*
 * Start the command with what was filled in, on the site.  Returns 0, or -1
 * with errno.
 */
int orders_start(struct request *request, const struct order *order,
	const struct place *place);

#endif
