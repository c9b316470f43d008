#include "write/runs.h"

#include <stdbool.h>
#include <string.h>
#include "model/fill.h"
#include "base/banned.h"

static bool is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

void runs_add(struct pool *pool, struct runs *runs, struct words words)
{
	struct words *last =
		runs->count > 0 ? &runs->items[runs->count - 1] : NULL;

	if (words.text == NULL)
		return;
	if (last != NULL && is_same(last->language, words.language)) {
		last->text = pool_printf(pool, "%s%s", last->text, words.text);
		return;
	}
	runs->items = pool_grow(pool, runs->items, runs->count, sizeof(words));
	runs->items[runs->count++] = words;
}

static void add_all(
	struct pool *pool, struct runs *runs, const struct runs *more)
{
	for (size_t i = 0; i < more->count; i++)
		runs_add(pool, runs, more->items[i]);
}

static const struct runs *find(
	const struct runs_filling *fillings, const struct piece *piece)
{
	static const struct runs nothing;

	for (; fillings->name != NULL; fillings++)
		if (strlen(fillings->name) == piece->length &&
			strncmp(fillings->name, piece->bytes, piece->length) ==
				0)
			return fillings->runs;
	return &nothing;
}

void runs_fill(struct pool *pool, struct runs *runs, const char *pattern,
	const char *language, const struct runs_filling *fillings)
{
	struct piece piece;

	for (pattern = fill_next(pattern, &piece); pattern != NULL;
		pattern = fill_next(pattern, &piece)) {
		if (piece.is_name)
			add_all(pool, runs, find(fillings, &piece));
		else
			runs_add(pool, runs,
				(struct words){language,
					pool_bytes(pool, piece.bytes,
						piece.length)});
	}
}

static void add_part(struct pool *pool, struct runs *runs,
	const struct view *view,
	const char *(*put)(struct buf *, const struct view *))
{
	struct buf text = BUF_INIT;
	const char *language = put(&text, view);

	if (text.length > 0)
		runs_add(pool, runs,
			(struct words){language,
				pool_bytes(pool, text.bytes, text.length)});
	buf_release(&text);
}

void runs_add_place(
	struct pool *pool, struct runs *runs, const struct view *view)
{
	add_part(pool, runs, view, view_put_venue);
	add_part(pool, runs, view, view_put_rest_of_place);
}

void runs_put(struct buf *out, const struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		buf_puts(out, runs->items[i].text);
}

const char *runs_language(const struct runs *runs)
{
	const char *language = NULL;

	for (size_t i = 0; i < runs->count; i++) {
		const char *other = runs->items[i].language;

		if (language != NULL && other != NULL &&
			strcmp(language, other) != 0)
			return NULL;
		if (language == NULL)
			language = other;
	}
	return language;
}
