/*
 * Complaints about records as a page for those who write them: one file
 * without script, picture or address of anything else.
 */
#ifndef WRITE_COMPLAINTS_H
#define WRITE_COMPLAINTS_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * These lines stand around the list and nowhere else in the page, for those
 * who show the list elsewhere; it is styled by complaints_css.
 */
#define COMPLAINTS_BEGIN "<main class=\"complaints\">\n"
#define COMPLAINTS_END "</main>\n"

extern const char complaints_css[];
extern const int complaints_css_size;

/* Append the page.  Returns how many of the complaints are errors. */
size_t complaints_put_page(
	struct buf *out, struct diag *diag, const struct diag_choice *choice);

#endif
