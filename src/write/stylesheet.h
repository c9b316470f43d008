/*
 * The stylesheet of pages (write/style.css), compiled in.
 */
#ifndef WRITE_STYLESHEET_H
#define WRITE_STYLESHEET_H

extern const char style_css[];
extern const int style_css_size;

#endif
