/*
 * The file of the index, for those who write it and compare with it.
 */
#ifndef PLAN_INDEX_FILE_H
#define PLAN_INDEX_FILE_H

#include "plan/index.h"

/* In front of the file; another form of it has another one. */
#define INDEX_MAGIC "dfindex7"

/*
 * The file: this head, a stamp for each zone and each output, a filestat for
 * each file below events/, then the names of zones and outputs, each ended by
 * NUL.  Numbers are those of the machine.
 */
struct index_head {
	char magic[sizeof(INDEX_MAGIC) - 1];
	uint64_t checksum; /* of all that follows it */
	struct stat_stamp program; /* another one may write other bytes */
	instant now, until;
	uint64_t zone_count, output_count, file_count;
	uint64_t complaints;
	uint64_t cards; /* checksum of the file beside it: see plan/cards.h */
	uint64_t names_size;
};

struct index {
	const struct index_head *head;
	const struct stat_stamp *zones, *outputs;
	const struct filestat *files;
	const char *names;
	size_t size;
};

/* Returns 0, or -1 with errno. */
int index_stamp_program(struct stat_stamp *stamp);

/* The name behind this one; they all lie within the file. */
const char *index_next_name(const char *name);

#endif
