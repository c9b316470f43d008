/*
 * What stands between a meeting and its being complete in a language, for
 * translators: what is missing, and what of the original has changed.
 *
 *	struct todo todo = todo_make(&pool, site, ledger, event, "fr");
 *	if (todo.state != NULL)
 *		todo_print(&todo);
 */
#ifndef CMD_TODO_H
#define CMD_TODO_H

#include <stdbool.h>
#include "base/pool.h"
#include "model/site.h"
#include "plan/ledger.h"
#include "write/json.h"

struct todo {
	struct pool *pool;
	const char *language;
	/* "missing", "draft", "stale", "partial", "changed"; NULL: complete */
	const char *state;
	const struct text *original; /* NULL: there is none */
	struct passages said, says; /* by the original, by the text */
	struct passages was; /* see plan/since.h */
	const char **lacks; /* passages without words in the language */
	size_t lack_count;
};

/* All in `pool`; `ledger` may be NULL. */
struct todo todo_make(struct pool *pool, const struct site *site,
	const struct ledger *ledger, const struct event *event,
	const char *language);

/* A line for what is missing, and each that has changed, word by word. */
void todo_print(const struct todo *todo);

/* The members "lacks" and "changed": names of passages. */
void todo_put_json(struct buf *out, const struct todo *todo);

/* Original and text, passage by passage, in a terminal and as a table. */
void todo_print_both(const struct todo *todo);
void todo_put_html(struct buf *out, const struct todo *todo);

#endif
