/*
 * Complaints about records as a page for those who write them: one file
 * without script, picture or address of anything else.
 */
#ifndef WRITE_COMPLAINTS_H
#define WRITE_COMPLAINTS_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * The lines around the list end like these, and no others do, for those who
 * show the list elsewhere, without the heading of the page; those around what
 * the next build publishes, likewise, and the name of that plan.  What stands in COMPLAINTS_MAIN is styled
 * by complaints_css.
 */
#define COMPLAINTS_BEGIN "<div class=\"list\">\n"
#define COMPLAINTS_END "</div>\n"
#define COMPLAINTS_NEXT                                                        \
	"<div class=\"next\">\n"                                               \
	"<h2>What the next build publishes</h2>\n"
#define COMPLAINTS_PLAN "<p class=\"plan\">Plan "
#define COMPLAINTS_MAIN "<main class=\"complaints\">\n"
#define COMPLAINTS_MAIN_END "</main>\n</body>\n</html>\n"

extern const char complaints_css[];
extern const int complaints_css_size;

/*
 * Append the page.  What the next build publishes stands behind the list, as
 * HTML; nothing of it when `next` is empty.  Returns how many of the complaints
 * are errors.
 */
size_t complaints_put_page(struct buf *out, struct diag *diag,
	const struct diag_choice *choice, const struct buf *next);

#endif
