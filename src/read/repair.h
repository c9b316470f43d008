/*
 * What is sound of an event.xml in which something is wrong: the parts that
 * complaints are about are left out and noted as refused.
 */
#ifndef READ_REPAIR_H
#define READ_REPAIR_H

#include "read/records.h"

/*
 * The event of the record that was opened last and found wrong; complaints
 * about it are those from the `first` one on.  NULL: nobody can say which
 * meeting it is about.
 */
struct event *repair_event(struct reader *reader, size_t first,
	const char *path, const char *folder, const struct series *series);

#endif
