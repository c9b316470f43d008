/*
 * Functions that this program does without: they overflow, keep hidden state
 * or depend on the locale.  Naming one is a compile error.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* With some compilers the C library makes these macros. */
#undef strcpy
#undef strcat
#undef strncat
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison strtok gmtime localtime ctime asctime mktime setlocale
#pragma GCC poison atoi atol atof

#endif
