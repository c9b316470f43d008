/*
 * What only all records together can tell: uids that stand twice, references
 * that lead nowhere.
 */
#ifndef READ_CROSS_H
#define READ_CROSS_H

#include "read/reader.h"

/*
 * Check the events of the site against each other, leave out those that are
 * not sound, and bring the others into their order.
 */
void cross_check(struct reader *reader);

#endif
