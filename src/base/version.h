/*
 * The version of the program.  Nothing that is published depends on it.
 */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define VERSION "0.2.0"

#endif
