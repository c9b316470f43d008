/*
 * Complaints about records as a page for those who write them: one file
 * without script, picture or address of anything else.
 */
#ifndef WRITE_COMPLAINTS_H
#define WRITE_COMPLAINTS_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * These lines stand around the list, which is without the heading of the page,
 * and nowhere else, for those who show the list elsewhere; what is inside of
 * COMPLAINTS_MAIN, too, is styled by complaints_css.
 */
#define COMPLAINTS_BEGIN "<div class=\"list\">\n"
#define COMPLAINTS_END "</div>\n"
#define COMPLAINTS_MAIN "<main class=\"complaints\">\n"
#define COMPLAINTS_MAIN_END "</main>\n</body>\n</html>\n"

extern const char complaints_css[];
extern const int complaints_css_size;

/* Append the page.  Returns how many of the complaints are errors. */
size_t complaints_put_page(
	struct buf *out, struct diag *diag, const struct diag_choice *choice);

#endif
