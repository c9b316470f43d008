/*
 * build --json: what a run did, for other programs.
 */
#ifndef CMD_SUMMARY_H
#define CMD_SUMMARY_H

struct build;
struct site;

/*
 * Print one JSON object to the standard output; dialogue-feeds(1) describes
 * it.  `site` is NULL when no record was read.
 */
void summary_print(
	struct build *build, const struct site *site, int exit_status);

#endif
