#include "base/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "base/pool.h"
#include "base/utf8.h"
#include "base/banned.h"

/* More comparisons are not made: then all is gone, and all is new. */
enum { MOST = 4 << 20 };

struct word {
	const char *at;
	size_t length, whole; /* without and with the blanks behind it */
};

struct list {
	struct word *words;
	size_t count;
};

struct diff {
	struct pool pool;
	diff_take *take;
	void *data;
	enum diff_kind kind; /* of the words that wait */
	const char *waiting;
	size_t length; /* 0: none wait */
};

static size_t word_length(const char *at, size_t left)
{
	size_t length = 0, size;

	if (*at == '\n')
		return 1;
	while (length < left && at[length] != ' ' && at[length] != '\n') {
		long character = utf8_next(at + length, left - length, &size);
		bool is_word = utf8_width(character) == 2;

		if (is_word && length > 0)
			break;
		length += size;
		if (is_word)
			break;
	}
	return length;
}

static struct list split(struct pool *pool, const char *text)
{
	struct list list = {NULL, 0};
	size_t left = strlen(text);

	while (left > 0) {
		struct word word = {text, word_length(text, left), 0};

		word.whole = word.length + strspn(text + word.length, " ");
		list.words =
			pool_grow(pool, list.words, list.count, sizeof(word));
		list.words[list.count++] = word;
		text += word.whole;
		left -= word.whole;
	}
	return list;
}

static bool is_same(const struct word *a, const struct word *b)
{
	return a != NULL && b != NULL && a->length == b->length &&
		memcmp(a->at, b->at, a->length) == 0;
}

static void flush(struct diff *it)
{
	if (it->length > 0)
		it->take(it->data, it->kind, it->waiting, it->length);
	it->length = 0;
}

static void put(struct diff *it, enum diff_kind kind, const struct word *word)
{
	if (it->kind != kind)
		flush(it);
	if (it->length == 0)
		it->waiting = word->at;
	it->kind = kind;
	it->length += word->whole;
}

static void put_all(struct diff *it, enum diff_kind kind, struct list list)
{
	for (size_t i = 0; i < list.count; i++)
		put(it, kind, &list.words[i]);
}

static struct list slice(struct list list, size_t start, size_t count)
{
	if (count == 0)
		return (struct list){NULL, 0};
	return (struct list){list.words + start, count};
}

/* How many words the ends from (i, j) on have in common, row by row. */
static uint16_t *common_lengths(
	struct pool *pool, struct list before, struct list now)
{
	size_t row = now.count + 1;
	uint16_t *lengths =
		pool_alloc(pool, (before.count + 1) * row * sizeof(*lengths));

	for (size_t i = before.count; i-- > 0;)
		for (size_t j = now.count; j-- > 0;) {
			uint16_t *here = &lengths[i * row + j];

			if (is_same(&before.words[i], &now.words[j]))
				*here = (uint16_t)(here[row + 1] + 1);
			else
				*here = here[1] > here[row] ? here[1]
							    : here[row];
		}
	return lengths;
}

/* Words of which neither the first nor the last are the same. */
static void compare(struct diff *it, struct list before, struct list now)
{
	size_t row = now.count + 1, i = 0, j = 0;
	uint16_t *lengths = before.count > 0 && now.count < MOST / before.count
		? common_lengths(&it->pool, before, now)
		: NULL;

	while (lengths != NULL && i < before.count && j < now.count) {
		const uint16_t *here = &lengths[i * row + j];

		if (is_same(&before.words[i], &now.words[j])) {
			put(it, DIFF_SAME, &now.words[j++]);
			i++;
		} else if (here[row] >= here[1]) {
			put(it, DIFF_GONE, &before.words[i++]);
		} else {
			put(it, DIFF_NEW, &now.words[j++]);
		}
	}
	put_all(it, DIFF_GONE, slice(before, i, before.count - i));
	put_all(it, DIFF_NEW, slice(now, j, now.count - j));
}

void diff_words(
	const char *before, const char *now, diff_take *take, void *data)
{
	struct diff it = {.take = take, .data = data};
	struct list a = split(&it.pool, before), b = split(&it.pool, now);
	size_t least = a.count < b.count ? a.count : b.count;
	size_t start = 0, end = 0;

	while (start < least && is_same(&a.words[start], &b.words[start]))
		start++;
	while (end < least - start &&
		is_same(&a.words[a.count - end - 1],
			&b.words[b.count - end - 1]))
		end++;
	put_all(&it, DIFF_SAME, slice(b, 0, start));
	compare(&it, slice(a, start, a.count - start - end),
		slice(b, start, b.count - start - end));
	put_all(&it, DIFF_SAME, slice(b, b.count - end, end));
	flush(&it);
	pool_release(&it.pool);
}
