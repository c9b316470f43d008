#include "import/hits.h"

#include "base/banned.h"

/* Words of a language have so many letters at most. */
enum { LONGEST = 40 };

struct search {
	const struct terms *terms;
	struct pool *pool;
	struct hits hits; /* by now */
	size_t word; /* start of the one that is looked at */
};

/* Arabic writes "and", "in", "for" and "the" together with their word. */
static bool is_arabic_prefix(const struct fold *fold, size_t at)
{
	static const uint32_t letters[] = {
		0x0648, 0x0641, 0x0628, 0x0644, 0x0643, 0x0627};
	size_t before = 0;

	for (; at > 0 && fold_script(fold->letters[at - 1]) == SCRIPT_ALPHABET;
		at--, before++) {
		bool found = false;

		for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
			found = found || letters[i] == fold->letters[at - 1];
		if (!found || before == 3)
			return false;
	}
	return true;
}

/* Nothing of the same word stands in front of it. */
static bool starts_word(const struct fold *fold, size_t at)
{
	enum script script = fold_script(fold->letters[at]);

	if (at == 0 || script == SCRIPT_NONE || script == SCRIPT_OTHER ||
		fold_script(fold->letters[at - 1]) != script)
		return true;
	return fold->letters[at] >= 0x600 && fold->letters[at] < 0x700 &&
		is_arabic_prefix(fold, at);
}

static bool ends_word(const struct fold *fold, size_t end)
{
	enum script script = fold_script(fold->letters[end - 1]);

	return script == SCRIPT_NONE || script == SCRIPT_OTHER ||
		fold_script(fold->letters[end]) != script;
}

/* Where the word ends, or is longer than all that are known. */
static size_t word_end(const struct fold *fold, size_t at)
{
	size_t limit = at + LONGEST;

	while (at < limit && fold_script(fold->letters[at]) == SCRIPT_ALPHABET)
		at++;
	return at;
}

/* Two words that differ in their last letters only. */
static bool bends_to(size_t bends, size_t length, size_t same, size_t other)
{
	return bends > 0 && same >= 4 && same + bends >= length &&
		other <= length + (length > 4 ? 4 : 2);
}

/* Behind the term in the text there, or 0. */
static size_t match(const struct term *term, const struct fold *fold, size_t at,
	bool *loose)
{
	const struct fold *wanted = &term->fold;

	*loose = false;
	for (size_t i = 0; i < wanted->count;) {
		size_t start = i, place = at, end, other;

		while (i < wanted->count && at < fold->count &&
			wanted->letters[i] == fold->letters[at])
			i++, at++;
		if (i == wanted->count && ends_word(fold, at))
			return at;
		while (i > start &&
			fold_script(wanted->letters[i - 1]) == SCRIPT_ALPHABET)
			i--, at--;
		end = word_end(wanted, i);
		other = word_end(fold, at);
		place = at;
		for (size_t j = i;
			j < end && wanted->letters[j] == fold->letters[place];
			j++)
			place++;
		if (!bends_to(term->bends, end - i, place - at, other - at))
			return 0;
		*loose = true;
		i = end;
		at = other;
		if (i == wanted->count)
			return at;
	}
	return 0;
}

static bool is_in_capitals(const struct fold *fold, size_t at, size_t end)
{
	for (; at < end; at++)
		if (fold_script(fold->letters[at]) == SCRIPT_ALPHABET &&
			!fold_is_capital(fold, at))
			return false;
	return true;
}

/* Names begin with a capital letter; what a body is called may do without. */
static bool is_written_so(
	const struct term *term, const struct fold *fold, size_t at, size_t end)
{
	if (term->is_acronym)
		return is_in_capitals(fold, at, end);
	return !term->is_name || term->kind == WORD_BODY ||
		fold_is_capital(fold, at);
}

/* Put a hit among those that start at the same letter: the longest first. */
static void put(struct search *it, struct hit hit)
{
	struct hits *hits = &it->hits;
	size_t at = hits->count;

	hits->items =
		pool_grow(it->pool, hits->items, hits->count, sizeof(hit));
	hits->count++;
	for (; at > 0 && hits->items[at - 1].start == hit.start &&
		hits->items[at - 1].end < hit.end;
		at--)
		hits->items[at] = hits->items[at - 1];
	hits->items[at] = hit;
}

/*
 * Reunión is an island, and a meeting far more often; 평양 is a city, and
 * the Pacific, 태평양, ends so.
 */
static bool is_no_place(const struct hits *hits, size_t index)
{
	const struct hit *hit = &hits->items[index];

	if (hit->kind != WORD_CITY && hit->kind != WORD_COUNTRY)
		return false;
	if (hit->kind == WORD_CITY && hit->start > 0 &&
		fold_is_hangul(hits->fold->letters[hit->start]) &&
		fold_is_hangul(hits->fold->letters[hit->start - 1]))
		return true;
	for (size_t i = index; i-- > 0 && hits->items[i].start == hit->start;)
		if (hits->items[i].kind == WORD_MEETING &&
			hits->items[i].end == hit->end)
			return true;
	for (size_t i = index + 1;
		i < hits->count && hits->items[i].start == hit->start; i++)
		if (hits->items[i].kind == WORD_MEETING &&
			hits->items[i].end == hit->end)
			return true;
	return false;
}

/* What stands inside a longer one of its kind goes. */
static void drop_inner(struct hits *hits)
{
	size_t until[WORD_KINDS] = {0}, from[WORD_KINDS] = {0}, kept = 0;

	for (size_t i = 0; i < hits->count; i++) {
		struct hit *hit = &hits->items[i];

		if ((hit->start < until[hit->kind] &&
			    !(hit->start == from[hit->kind] &&
				    hit->end == until[hit->kind])) ||
			is_no_place(hits, i))
			continue;
		from[hit->kind] = hit->start;
		until[hit->kind] = hit->end;
		hits->items[kept++] = *hit;
	}
	hits->count = kept;
}

/*
 * What may start inside a word: "e" of "XVIe", and "Dialog" of "Wasserdialog",
 * where names of things are written together.
 */
static bool is_inner(
	const struct search *it, const struct term *term, size_t at)
{
	if (term->kind == WORD_SUFFIX)
		return true;
	return it->terms->is_compounding && term->fold.count >= 6 &&
		at > it->word + 2 && fold_is_capital(it->hits.fold, it->word) &&
		(term->kind == WORD_MEETING || term->kind == WORD_ROLE);
}

/* The terms of a slot that start at the letter. */
static void find_there(struct search *it, size_t slot, size_t at)
{
	const struct fold *fold = it->hits.fold;

	for (const struct term *term = it->terms->slots[slot]; term != NULL;
		term = term->next) {
		bool loose;
		size_t end;

		if (term->fold.letters[0] != fold->letters[at] ||
			(at > it->word && !is_inner(it, term, at)))
			continue;
		end = match(term, fold, at, &loose);
		if (end > at && is_written_so(term, fold, at, end))
			put(it, (struct hit){term->kind, at, end, term, loose});
	}
}

struct hits hits_find(
	const struct terms *terms, struct pool *pool, const struct fold *fold)
{
	struct search it = {terms, pool, {.fold = fold}, 0};

	for (size_t at = 0; at < fold->count; at++) {
		size_t one = terms_slot(fold, at, 1);
		size_t two = terms_slot(fold, at, fold->count - at);

		if (starts_word(fold, at))
			it.word = at;
		else if (!terms->is_compounding &&
			(fold_is_capital(fold, at) ||
				!fold_is_capital(fold, at - 1)))
			continue;
		find_there(&it, one, at);
		if (two != one)
			find_there(&it, two, at);
	}
	drop_inner(&it.hits);
	return it.hits;
}

/* The first hit that starts there or later. */
static size_t lower_bound(const struct hits *hits, size_t start)
{
	size_t low = 0, high = hits->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (hits->items[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct hit *hits_first(
	const struct hits *hits, enum word_kind kind, size_t start, size_t end)
{
	for (size_t i = lower_bound(hits, start);
		i < hits->count && hits->items[i].start < end; i++)
		if (hits->items[i].kind == kind)
			return &hits->items[i];
	return NULL;
}

const struct hit *hits_at(
	const struct hits *hits, enum word_kind kind, size_t start)
{
	return hits_first(hits, kind, start, start + 1);
}

const struct hit *hits_before(
	const struct hits *hits, enum word_kind kind, size_t end)
{
	for (size_t i = lower_bound(hits, end > LONGEST ? end - LONGEST : 0);
		i < hits->count && hits->items[i].start < end; i++)
		if (hits->items[i].end == end && hits->items[i].kind == kind)
			return &hits->items[i];
	return NULL;
}
