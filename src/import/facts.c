#include "import/facts.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

enum {
	BEFORE = 60, /* letters of a quote in front of what is meant */
	BEHIND = 120,
};

int facts_number(const struct hit *hit)
{
	return (int)strtol(hit->term->value, NULL, 10);
}

/* --- places in the text --- */

const struct line *facts_line(const struct reading *it, size_t at)
{
	return paste_line(it->paste, it->fold.places[at]);
}

/* A full stop behind a word, and not behind "M." or "28.". */
static bool is_stop(const struct fold *fold, size_t at)
{
	uint32_t letter = fold->letters[at];
	size_t word = at;

	if (letter == 0x3002 || letter == '?' || letter == 0x61F ||
		letter == ';' || letter == '\n')
		return true;
	if (letter != '.' || fold->letters[at + 1] != ' ')
		return false;
	/* A year ends a sentence, where a day does not. */
	if (at > 3 && fold_script(fold->letters[at - 4]) == SCRIPT_FIGURE &&
		fold_script(fold->letters[at - 1]) == SCRIPT_FIGURE)
		return fold_is_capital(fold, fold_skip(fold, at + 1));
	while (word > 0 &&
		fold_script(fold->letters[word - 1]) == SCRIPT_ALPHABET)
		word--;
	return at == 0 || at - word > 3 ||
		fold_script(fold->letters[at - 1]) == SCRIPT_NONE ||
		fold_script(fold->letters[at - 1]) == SCRIPT_OTHER;
}

static bool is_line_end(const struct fold *fold, size_t at)
{
	return fold->letters[at] == '\n';
}

/* For each letter, where the part that it is in starts and ends. */
static struct bounds find_bounds(const struct reading *it,
	bool (*is_end)(const struct fold *fold, size_t at))
{
	size_t count = it->fold.count;
	struct bounds bounds = {
		pool_alloc(it->pool, (count + 1) * sizeof(size_t)),
		pool_alloc(it->pool, (count + 1) * sizeof(size_t))};

	for (size_t at = 1; at <= count; at++)
		bounds.starts[at] =
			is_end(&it->fold, at - 1) ? at : bounds.starts[at - 1];
	bounds.ends[count] = count;
	for (size_t at = count; at-- > 0;)
		bounds.ends[at] =
			is_end(&it->fold, at) ? at : bounds.ends[at + 1];
	return bounds;
}

void facts_find_bounds(struct reading *it)
{
	it->line_bounds = find_bounds(it, is_line_end);
	it->sentences = find_bounds(it, is_stop);
}

size_t facts_line_start(const struct reading *it, size_t at)
{
	return it->line_bounds.starts[at];
}

size_t facts_line_end(const struct reading *it, size_t at)
{
	return it->line_bounds.ends[at];
}

size_t facts_sentence_start(const struct reading *it, size_t at)
{
	return it->sentences.starts[at];
}

size_t facts_sentence_end(const struct reading *it, size_t at)
{
	return it->sentences.ends[at];
}

const char *facts_text(const struct reading *it, size_t start, size_t end)
{
	while (start < end && it->fold.letters[start] == ' ')
		start++;
	while (end > start && it->fold.letters[end - 1] == ' ')
		end--;
	return paste_clean(it->pool, it->fold.text + it->fold.places[start],
		it->fold.places[end] - it->fold.places[start]);
}

/* --- the receipt --- */

/* The words around a letter, as far as a line has them. */
static const char *quote(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at), end = facts_line_end(it, at);
	bool cut_start = at > start + BEFORE, cut_end = end > at + BEHIND;

	if (cut_start)
		for (start = at - BEFORE;
			start < at && it->fold.letters[start] != ' '; start++)
			continue;
	if (cut_end)
		for (end = at + BEHIND;
			it->fold.letters[end] != ' ' && end > at + BEHIND / 2;
			end--)
			continue;
	return pool_printf(it->pool, "%s%s%s", cut_start ? "…" : "",
		facts_text(it, start, end), cut_end ? "…" : "");
}

void facts_say(struct reading *it, struct fact fact)
{
	it->facts =
		pool_grow(it->pool, it->facts, it->fact_count, sizeof(fact));
	it->facts[it->fact_count++] = fact;
}

struct fact *facts_add(struct reading *it, const char *name, const char *value,
	size_t at, const char *doubt)
{
	const struct line *line = facts_line(it, at);
	struct fact fact = {
		name, value, NULL, quote(it, at), line->number, doubt};

	if (doubt == NULL && !it->terms.is_known)
		fact.doubt = "the program knows no words of this language";
	facts_say(it, fact);
	return &it->facts[it->fact_count - 1];
}

const struct fact *facts_find(const struct reading *it, const char *name)
{
	for (size_t i = 0; i < it->fact_count; i++)
		if (strcmp(it->facts[i].name, name) == 0)
			return &it->facts[i];
	return NULL;
}

bool facts_is_side(const struct reading *it, const char *party)
{
	if (it->series == NULL || it->series->side_count == 0 || party == NULL)
		return true;
	for (size_t i = 0; i < it->series->side_count; i++)
		if (strcmp(it->series->sides[i].party, party) == 0)
			return true;
	return false;
}

const struct hit *facts_hit(
	const struct reading *it, enum word_kind kind, size_t start, size_t end)
{
	return hits_first(&it->hits, kind, start, end);
}

const struct ordinal *facts_ordinal(
	const struct reading *it, size_t start, size_t end)
{
	size_t low = 0, high = it->ordinal_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (it->ordinals[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < it->ordinal_count && it->ordinals[low].start < end
		? &it->ordinals[low]
		: NULL;
}

bool facts_is_in_title(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at);

	for (const struct hit *hit = facts_hit(it, WORD_SERIES, start, at + 1);
		hit != NULL; hit = facts_hit(it, WORD_SERIES, hit->end, at + 1))
		if (hit->end > at)
			return true;
	return false;
}

/* Which line it is, from 0. */
size_t facts_line_rank(const struct reading *it, size_t at)
{
	return (size_t)(facts_line(it, at) - it->paste->lines);
}

/* --- another session, another time --- */

/* Up to a comma, or the whole sentence. */
static size_t clause_start(const struct reading *it, size_t at)
{
	size_t start = facts_sentence_start(it, at);

	for (; at > start; at--) {
		uint32_t letter = it->fold.letters[at - 1];

		if (letter == ',' || letter == 0x3001 || letter == 0x60C ||
			letter == '(')
			return at;
	}
	return start;
}

/* The session that the release is about is counted in there. */
static bool counts_this(const struct reading *it, size_t start, size_t end)
{
	const struct ordinal *found = facts_ordinal(it, start, end);

	if (it->session == 0)
		return false;
	while (found != NULL && found->number != it->session)
		found = facts_ordinal(it, found->end, end);
	return found != NULL;
}

/* Other sessions are counted in the sentence, and not this one. */
static bool counts_another(const struct reading *it, size_t start, size_t end)
{
	return it->session != 0 && facts_ordinal(it, start, end) != NULL &&
		!counts_this(it, start, end);
}

/* The first day that ends behind the letter, or their count. */
static size_t day_around(const struct reading *it, size_t at)
{
	size_t low = 0, high = it->days.count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (it->days.items[middle].end < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* "Last Thursday", "le 5 mai dernier": no other time, but close to now. */
static bool is_beside_day(const struct reading *it, const struct hit *word)
{
	size_t behind = fold_skip(&it->fold, word->end);
	size_t before = fold_skip_back(&it->fold, word->start);
	size_t rank = day_around(it, before);

	if (fold_script(it->fold.letters[word->start]) != SCRIPT_ALPHABET)
		return false;
	if (hits_at(&it->hits, WORD_WEEKDAY, behind) != NULL ||
		hits_before(&it->hits, WORD_WEEKDAY, before) != NULL)
		return true;
	if (rank < it->days.count && it->days.items[rank].end == before &&
		it->days.items[rank].year == 0)
		return true;
	rank = day_around(it, behind + 1);
	return rank < it->days.count && it->days.items[rank].start == behind;
}

/* "The day before" is told from the day of the release. */
static bool is_part_of_today_word(
	const struct reading *it, const struct hit *word)
{
	size_t start = word->start > 12 ? word->start - 12 : 0;
	const struct hit *told =
		facts_hit(it, WORD_TODAY, start, word->start + 1);

	return told != NULL && told->end >= word->end;
}

void facts_find_relatives(struct reading *it)
{
	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];

		if (hit->kind != WORD_RELATIVE || is_beside_day(it, hit) ||
			is_part_of_today_word(it, hit))
			continue;
		it->relatives = pool_grow(it->pool, it->relatives,
			it->relative_count, sizeof(*it->relatives));
		it->relatives[it->relative_count++] = hit;
	}
}

/* The first of them that starts there or later, or their count. */
static size_t relative_from(const struct reading *it, size_t start)
{
	size_t low = 0, high = it->relative_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (it->relatives[middle]->start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The word of the sentence nearest in front of there, or else behind. */
static const struct hit *relative_word(const struct reading *it, size_t at)
{
	size_t start = facts_sentence_start(it, at);
	size_t stop = facts_sentence_end(it, at);
	size_t rank = relative_from(it, at);

	if (rank > 0 && it->relatives[rank - 1]->start >= start)
		return it->relatives[rank - 1];
	return rank < it->relative_count && it->relatives[rank]->start < stop
		? it->relatives[rank]
		: NULL;
}

enum facts_other facts_of_another(
	const struct reading *it, size_t at, size_t end)
{
	size_t start = facts_sentence_start(it, at);
	size_t clause = clause_start(it, at);
	const struct hit *word = relative_word(it, at);

	if (counts_another(it, start, facts_sentence_end(it, at)))
		return ANOTHER;
	if (word == NULL)
		return THIS_ONE;
	/* "Before: the first, 3 July" is all of another one. */
	if (word->start >= clause && word->start < end + 20)
		return ANOTHER;
	if (word->start <= start + 2 &&
		it->fold.letters[fold_skip(&it->fold, word->end)] == ':')
		return ANOTHER;
	if (word->start < at &&
		facts_hit(it, WORD_STATUS, word->end, at) == NULL)
		return ANOTHER;
	return MAYBE_ANOTHER;
}

/* Something that is said about a meeting, the more the likelier it is this. */
int facts_likelihood(const struct reading *it, size_t at)
{
	size_t start = facts_sentence_start(it, at);
	size_t end = facts_sentence_end(it, at);
	size_t rank = facts_line_rank(it, at);
	int points = rank < 3 ? 2 : rank < 6 ? 1 : 0;

	if (it->focus != NULL)
		return facts_line(it, at) == it->focus ? 9 : -9;
	points += facts_hit(it, WORD_STATUS, start, end) != NULL ? 2 : 0;
	points += counts_this(it, start, end) ? 2 : 0;
	points += facts_hit(it, WORD_SERIES, start, end) != NULL ||
			facts_hit(it, WORD_MEETING, start, end) != NULL
		? 1
		: 0;
	return points;
}
