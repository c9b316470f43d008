#include "prove/regular.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/pool.h"
#include "base/banned.h"

enum { FIRST_CAPACITY = 1024, MOST = UINT16_MAX };

enum kind { NOTHING, EMPTY, LETTERS, CHOICE, GROUP, MORE };

struct expression {
	enum kind kind;
	int left, right; /* expressions, or the ends of a range */
	int is_done, is_all;
	uint16_t *next; /* by letter, and behind the last one the closed one */
};

/* Where `next` has 0, nobody has asked yet; else it is one more. */
struct regular {
	struct pool pool;
	int letter_count, loose_count;
	struct expression *items;
	int count, capacity;
	int *index; /* by hash; 0 is free */
};

static unsigned hash(enum kind kind, int left, int right)
{
	uint64_t mixed = (uint64_t)left << 32 | (uint32_t)right;

	mixed = (mixed ^ (uint64_t)kind << 60) * 0x9E3779B97F4A7C15;
	return (unsigned)(mixed >> 32);
}

/* Where the expression is in the index, or would be. */
static int *find(
	const struct regular *regular, enum kind kind, int left, int right)
{
	unsigned mask = 2 * (unsigned)regular->capacity - 1;
	unsigned at = hash(kind, left, right) & mask;

	for (;; at = (at + 1) & mask) {
		const struct expression *item =
			&regular->items[regular->index[at]];

		if (regular->index[at] == 0 ||
			(item->kind == kind && item->left == left &&
				item->right == right))
			return &regular->index[at];
	}
}

static void grow(struct regular *regular)
{
	size_t capacity = regular->capacity ? 2 * (size_t)regular->capacity
					    : FIRST_CAPACITY;

	regular->items =
		mem_resize(regular->items, capacity * sizeof(*regular->items));
	free(regular->index);
	regular->index = mem_alloc(2 * capacity * sizeof(*regular->index));
	regular->capacity = (int)capacity;
	for (int i = 1; i < regular->count; i++) {
		const struct expression *item = &regular->items[i];

		*find(regular, item->kind, item->left, item->right) = i;
	}
}

static int is_done(
	const struct regular *regular, enum kind kind, int left, int right)
{
	const struct expression *items = regular->items;

	switch (kind) {
	case CHOICE:
		return items[left].is_done || items[right].is_done;
	case GROUP:
		return items[left].is_done && items[right].is_done;
	case MORE:
		return items[left].is_done;
	default:
		return kind == EMPTY;
	}
}

/* As regular_any() of every letter there is. */
static int is_all(const struct regular *regular, int left, int right)
{
	const struct expression *items = regular->items;
	const struct expression *repeated;

	if (left != REGULAR_EMPTY || items[right].kind != MORE)
		return 0;
	repeated = &items[items[right].left];
	return repeated->kind == LETTERS && repeated->left == 0 &&
		repeated->right == regular->letter_count - 1;
}

static int make(struct regular *regular, enum kind kind, int left, int right)
{
	int *place = find(regular, kind, left, right);

	if (*place != 0)
		return *place;
	if (regular->count == regular->capacity) {
		grow(regular);
		place = find(regular, kind, left, right);
	}
	assert(regular->count < MOST);
	regular->items[regular->count] = (struct expression){
		.kind = kind,
		.left = left,
		.right = right,
		.is_done = is_done(regular, kind, left, right),
		.is_all = kind == CHOICE && is_all(regular, left, right),
	};
	*place = regular->count;
	return regular->count++;
}

struct regular *regular_new(int letter_count, int loose_count)
{
	struct regular *regular = mem_alloc(sizeof(*regular));

	regular->letter_count = letter_count;
	regular->loose_count = loose_count;
	grow(regular);
	regular->items[REGULAR_NOTHING] = (struct expression){NOTHING};
	regular->count = 1;
	make(regular, EMPTY, 0, 0);
	return regular;
}

void regular_free(struct regular *regular)
{
	pool_release(&regular->pool);
	free(regular->items);
	free(regular->index);
	free(regular);
}

int regular_letters(struct regular *regular, int from, int to)
{
	assert(from <= to && to < regular->letter_count);
	return make(regular, LETTERS, from, to);
}

/* Choices are in order and nothing stands twice, or states had no end. */
static int add_choice(struct regular *regular, int one, int choice)
{
	struct expression other = regular->items[choice];

	if (one == choice || (other.kind == CHOICE && one == other.left))
		return choice;
	if (other.kind == CHOICE && one > other.left)
		return make(regular, CHOICE, other.left,
			add_choice(regular, one, other.right));
	if (other.kind != CHOICE && one > choice)
		return make(regular, CHOICE, choice, one);
	return make(regular, CHOICE, one, choice);
}

int regular_choice(struct regular *regular, int one, int other)
{
	struct expression first = regular->items[one];

	if (one == REGULAR_NOTHING || one == other)
		return other;
	if (other == REGULAR_NOTHING)
		return one;
	if (first.kind != CHOICE)
		return add_choice(regular, one, other);
	return regular_choice(regular, first.left,
		regular_choice(regular, first.right, other));
}

int regular_group(struct regular *regular, int first, int second)
{
	struct expression item = regular->items[first];

	if (first == REGULAR_NOTHING || second == REGULAR_NOTHING)
		return REGULAR_NOTHING;
	if (first == REGULAR_EMPTY)
		return second;
	if (second == REGULAR_EMPTY)
		return first;
	if (item.kind == GROUP)
		return regular_group(regular, item.left,
			regular_group(regular, item.right, second));
	return make(regular, GROUP, first, second);
}

int regular_more(struct regular *regular, int repeated)
{
	if (repeated == REGULAR_NOTHING || repeated == REGULAR_EMPTY ||
		regular->items[repeated].kind == MORE)
		return repeated;
	return make(regular, MORE, repeated, 0);
}

int regular_optional(struct regular *regular, int expression)
{
	return regular_choice(regular, expression, REGULAR_EMPTY);
}

int regular_any(struct regular *regular, int repeated)
{
	return regular_optional(regular, regular_more(regular, repeated));
}

static int derive(struct regular *regular, int state, int letter);

/* The letter belongs to the first, or to the second if that may come now. */
static int derive_group(
	struct regular *regular, int first, int second, int letter)
{
	int is_second_next =
		letter < regular->loose_count || regular->items[first].is_done;
	int behind = letter < regular->loose_count ? first : REGULAR_EMPTY;
	int result =
		regular_group(regular, derive(regular, first, letter), second);

	if (!is_second_next)
		return result;
	return regular_choice(regular, result,
		regular_group(
			regular, behind, derive(regular, second, letter)));
}

static int derive(struct regular *regular, int state, int letter)
{
	struct expression item = regular->items[state];

	switch (item.kind) {
	case LETTERS:
		return item.left <= letter && letter <= item.right
			? REGULAR_EMPTY
			: REGULAR_NOTHING;
	case CHOICE:
		return regular_choice(regular,
			derive(regular, item.left, letter),
			derive(regular, item.right, letter));
	case GROUP:
		return derive_group(regular, item.left, item.right, letter);
	case MORE:
		return regular_group(regular,
			derive(regular, item.left, letter),
			regular_optional(regular, state));
	default:
		return REGULAR_NOTHING;
	}
}

/* Loose letters that have not come will not come. */
static int derive_closed(struct regular *regular, int state)
{
	struct expression item = regular->items[state];

	switch (item.kind) {
	case LETTERS:
		return item.left < regular->loose_count ? REGULAR_NOTHING
							: state;
	case CHOICE:
		return regular_choice(regular,
			derive_closed(regular, item.left),
			derive_closed(regular, item.right));
	case GROUP:
		return regular_group(regular, derive_closed(regular, item.left),
			derive_closed(regular, item.right));
	case MORE:
		return regular_more(regular, derive_closed(regular, item.left));
	default:
		return state;
	}
}

static int find_out(struct regular *regular, int state, int letter)
{
	uint16_t *next = regular->items[state].next;
	int result = letter == regular->letter_count
		? derive_closed(regular, state)
		: derive(regular, state, letter);

	if (next == NULL) {
		next = pool_alloc(&regular->pool,
			((size_t)regular->letter_count + 1) * sizeof(*next));
		regular->items[state].next = next;
	}
	next[letter] = (uint16_t)(1 + result);
	return result;
}

/* What is found out once is kept. */
static int look_up(struct regular *regular, int state, int letter)
{
	const uint16_t *next = regular->items[state].next;

	if (next != NULL && next[letter] != 0)
		return next[letter] - 1;
	return find_out(regular, state, letter);
}

int regular_step(struct regular *regular, int state, int letter)
{
	return look_up(regular, state, letter);
}

int regular_close(struct regular *regular, int state)
{
	return look_up(regular, state, regular->letter_count);
}

int regular_is_done(const struct regular *regular, int state)
{
	return regular->items[state].is_done;
}

int regular_is_all(const struct regular *regular, int state)
{
	return regular->items[state].is_all;
}
