/*
 * A target takes bytes of any kind where the program takes bytes that somebody
 * else wrote, and must come back from it.  It reports what it finds by
 * assert(); the sanitizers report the rest.  Each .c file here is a target,
 * but for target.c, which they share, and main.c, which runs one of them on
 * files or under AFL++; libFuzzer brings a main of its own.
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* One input; always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/*
 * Enter a folder of the target's own in $TMPDIR, at the first call.  Whoever
 * starts the target empties $TMPDIR.
 */
void target_enter(void);

/* Make `path`, in that folder, hold these bytes; folders are made. */
void target_write(const char *path, const void *bytes, size_t size);
void target_write_text(const char *path, const char *text);

/*
 * A small site without a fault; the same with the input as that record of it
 * whose outermost element it seems to have.
 */
void target_write_sound_site(void);
void target_write_site(const uint8_t *bytes, size_t size);

/* What the program says goes nowhere; what the sanitizers say does not. */
void target_be_quiet(void);

#endif
