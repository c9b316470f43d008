/*
 * A file on its way: its bytes, then beside its place, then there.
 */
#ifndef STORE_TEMP_FILE_H
#define STORE_TEMP_FILE_H

#include "base/content.h"
#include "store/store.h"

struct temp_file {
	struct buf path, temporary;
	enum store_audience audience;
	struct content content;
	int fd; /* of the file beside its place; -1: there is none */
};

/*
 * Make a folder with the mode that its readers need; it may be there.  Returns
 * 0, or -1 with errno.
 */
int temp_file_make_folder(const char *path, enum store_audience audience);

/*
 * Make a file that is about to be renamed younger, by a second at least, than
 * the one in its place.  Returns 0, or -1 with errno.
 */
int temp_file_move_time(const char *from, const char *to);

/* The content is taken over and is empty then. */
void temp_file_begin(struct temp_file *file, const char *path,
	struct content *content, enum store_audience audience);

/*
 * Make an empty file beside the place.  Not for several threads at once: the
 * mask of modes belongs to the process.  Returns 0, or -1 with errno.
 */
int temp_file_open(struct temp_file *file);

/* Write the bytes there, and ask the disk to begin with them.  Likewise. */
int temp_file_fill(const struct temp_file *file);

/* Wait until they are on the disk.  Likewise. */
int temp_file_sync(const struct temp_file *file);

/* Rename it; of one that cannot be, nothing is left beside it.  Likewise. */
int temp_file_place(struct temp_file *file);

/* Take away what is beside the place; errno stays. */
void temp_file_give_up(struct temp_file *file);

/* Remove what a run that was killed has left beside files below a folder. */
void temp_file_sweep(const char *folder);

/* Free what the file has come to hold. */
void temp_file_release(struct temp_file *file);

#endif
