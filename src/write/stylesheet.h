/*
 * The stylesheet of pages (write/style.css), and the script for pages of others
 * (write/embed.js), compiled in.
 */
#ifndef WRITE_STYLESHEET_H
#define WRITE_STYLESHEET_H

extern const char style_css[];
extern const int style_css_size;
extern const char embed_js[];
extern const int embed_js_size;

#endif
