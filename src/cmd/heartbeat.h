/*
 * The heartbeat: a small file that says when the last build ended, and how, for
 * programs that watch over machines.
 */
#ifndef CMD_HEARTBEAT_H
#define CMD_HEARTBEAT_H

struct build;
struct json;

/* Members of the open object: when this run ends, and its exit status. */
void heartbeat_put(struct json *json, int status);

/*
 * Store them in .dialogue-feeds/heartbeat, if that folder is there.  Where they
 * cannot be stored, the file is old, and whoever watches it will ask why.
 */
void heartbeat_write(const struct build *build, int status);

#endif
