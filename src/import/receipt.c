#include "import/receipt.h"

#include <stdio.h>
#include <string.h>
#include "base/hash.h"
#include "import/draft.h"
#include "write/markup.h"
#include "base/banned.h"

void receipt_put(struct buf *out, const struct fact *fact)
{
	buf_puts(out, fact->doubt ? "?import " : "import ");
	draft_put_fact(out, fact);
}

/* The value ends there; it may have commas and parentheses of its own. */
static bool is_behind_value(const char *at)
{
	return strncmp(at, ", line ", 7) == 0 ||
		strncmp(at, " (not sure: ", 12) == 0;
}

const char *receipt_find(
	const char *record, const char *name, const char *value)
{
	struct buf words = BUF_INIT, comment = BUF_INIT;
	const char *at = record;

	buf_printf(&words, "import %s %s", name, value ? value : "");
	markup_put_parted(&comment, words.bytes);
	for (; (at = strstr(at, "<!-- ")) != NULL; at++) {
		const char *said = at + 5 + (at[5] == '?');

		if (strncmp(said, comment.bytes, comment.length) == 0 &&
			(value == NULL ||
				is_behind_value(said + comment.length)))
			break;
	}
	buf_release(&comment);
	buf_release(&words);
	return at;
}

void receipt_cut(struct edit *edit, const char *at)
{
	if (at != NULL)
		edit_cut(edit, at, strstr(at, "-->") + 3);
}

void receipt_renew(struct edit *edit, const char *at, const struct fact *fact)
{
	struct buf words = BUF_INIT, comment = BUF_INIT;

	receipt_put(&words, fact);
	buf_puts(&comment, "<!-- ");
	markup_put_parted(&comment, words.bytes);
	buf_puts(&comment, " -->");
	if (at != NULL) {
		edit_replace(edit, at, strstr(at, "-->") + 3, comment.bytes);
	} else {
		buf_putc(&comment, '\n');
		edit_add(edit, edit->root, edit->root, comment.bytes);
	}
	buf_release(&comment);
	buf_release(&words);
}

const char *receipt_mark(struct pool *pool, const char *words)
{
	return pool_printf(
		pool, "%016llx", (unsigned long long)hash_text(words));
}
