/*
 * Parts that all pages share.  A page is XHTML that reads the same as HTML,
 * and needs no script; words of people get in through markup.h alone.
 */
#ifndef WRITE_PAGE_H
#define WRITE_PAGE_H

#include "base/buf.h"
#include "model/page.h"
#include "write/markup.h"
#include "write/runs.h"

/*
 * From the first byte to the start of what is on the page: what it is called,
 * where its feeds and its translations are, the way back.
 */
void page_put_head(struct buf *out, const struct page *page);

/* From the end of what is on the page to its last byte. */
void page_put_tail(struct buf *out, const struct page *page);

/*
 * The same for a page that stands in a frame, with nothing around what is on
 * it; its <main> is open.
 */
struct markup *page_begin_frame(struct buf *out, const struct page *page);

/* <main>, which is left open; and to go on in it. */
struct markup *page_begin_main(struct buf *out);
struct markup *page_resume_main(struct buf *out);

/*
 * The one script that may stand on a page, behind what it makes live: buttons
 * that copy, a filter of a list.
 */
extern const char page_script[];
void page_put_script(struct markup *markup);

/* The program's phrase in the page's language. */
const char *page_phrase(const struct page *page, const char *key);

/* The title of the page, and the language that it is in; NULL for several. */
const char *page_put_title(struct buf *out, const struct page *page);

/* The address of a path below feeds/; the same as seen from the page. */
void page_put_address(
	struct buf *out, const struct page *page, const char *path);
void page_put_href(
	struct markup *markup, const struct page *page, const char *path);

/*
 * lang, xml:lang and dir of the element just opened, where they are not those
 * of the page; NULL is the page's language.
 */
void page_put_language(
	struct markup *markup, const struct page *page, const char *language);

/* An element with words in it; nothing when there are none. */
void page_put_words(struct markup *markup, const struct page *page,
	const char *name, struct words words);

/* A phrase as all that is in the element just opened, which it ends. */
void page_end_phrase(
	struct markup *markup, const struct page *page, const char *key);

/*
 * The same for a line that the program made of its phrases; the buf is
 * released.
 */
void page_end_line(
	struct markup *markup, const struct page *page, struct buf *line);

/* An element with a phrase in it. */
void page_put_phrase(struct markup *markup, const struct page *page,
	const char *name, const char *key);

/* A link to what has this id on the same page. */
void page_put_jump(struct markup *markup, const struct page *page,
	const char *id, const char *key);

/* An element with a class, on a line of its own or inside one. */
void page_open(struct markup *markup, const char *name, const char *class);
void page_open_inline(
	struct markup *markup, const char *name, const char *class);

/* Words of several languages, each in a <bdi> of its own. */
void page_put_runs(struct markup *markup, const struct page *page,
	const struct runs *runs);

/* A name or title, whichever way it is written: <bdi>. */
void page_put_name(struct markup *markup, const struct page *page,
	const char *language, const char *name);

#endif
