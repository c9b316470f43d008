/*
 * The stylesheet of pages (write/style.css), compiled in.
 */
#ifndef WRITE_STYLESHEET_H
#define WRITE_STYLESHEET_H

extern const char stylesheet[];
extern const int stylesheet_size;

#endif
