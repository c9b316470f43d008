/*
 * Whether the words of a meeting say what its facts say, and one language what
 * the others say.
 *
 *	struct agree agree = {.site = site, .diag = &diag};
 *	agree_check(&agree, event);
 *	agree_release(&agree);
 */
#ifndef IMPORT_AGREE_H
#define IMPORT_AGREE_H

#include "base/diag.h"
#include "base/pool.h"
#include "model/site.h"

/* What is searched for in a language. */
struct agree_language;

struct agree {
	const struct site *site;
	struct diag *diag;
	struct pool pool;
	struct agree_language *languages; /* those that were met by now */
	size_t count;
};

/* Advice about each text of the event that says something else. */
void agree_check(struct agree *agree, const struct event *event);

void agree_release(struct agree *agree);

#endif
