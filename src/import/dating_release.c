#include "import/dating.h"

#include "import/sessions.h"
#include "base/banned.h"

enum {
	HEAD_LINES = 8, /* in which a release says when it came out */
	HEAD_LETTERS = 90, /* of the line that says who publishes, and when */
	STAMP_LETTERS = 300, /* of a line that has no more to say */
	SHORT = 14, /* letters that may stand beside a date that stands alone */
};

/* Words in the line but the date and what belongs to one. */
static size_t other_letters(const struct reading *it, size_t start, size_t end)
{
	static const enum word_kind known[] = {WORD_CITY, WORD_COUNTRY,
		WORD_WEEKDAY, WORD_RELEASE, WORD_HOUR, WORD_FILLER, WORD_MONTH,
		WORD_RANGE, WORD_IN};
	size_t count = 0;
	int depth = 0;

	for (size_t at = start; at < end;) {
		const struct hit *hit = NULL;

		for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
			hit = hit ? hit : hits_at(&it->hits, known[i], at);
		depth += it->fold.letters[at] == '(';
		depth -= it->fold.letters[at] == ')' && depth > 0;
		count += hit == NULL && depth == 0 &&
			fold_script(it->fold.letters[at]) >= SCRIPT_ALPHABET;
		at = hit ? hit->end : at + 1;
	}
	return count;
}

/* Nothing but a name or two: "BERNE, ", "Ottawa, Ontario - ". */
static bool is_of_capital_words(
	const struct reading *it, size_t start, size_t end)
{
	size_t words = 0;

	/* Where there are no capital letters, a town must be known. */
	if (it->fold.letters[start] >= 0x600 &&
		facts_hit(it, WORD_CITY, start, end) == NULL)
		return false;
	for (size_t at = start; at < end; at++) {
		if (fold_script(it->fold.letters[at]) < SCRIPT_ALPHABET ||
			(at > start &&
				fold_script(it->fold.letters[at - 1]) >=
					SCRIPT_ALPHABET))
			continue;
		words++;
		if (it->fold.letters[at] < 0x600 &&
			!fold_is_capital(&it->fold, at) &&
			hits_at(&it->hits, WORD_WEEKDAY, at) == NULL)
			return false;
	}
	return words > 0 && words <= 4;
}

/* No line of a date alone names a meeting, or who does what. */
static bool tells_something(const struct reading *it, size_t start, size_t end)
{
	static const enum word_kind kinds[] = {
		WORD_MEETING, WORD_SERIES, WORD_STATUS, WORD_ROLE, WORD_BODY};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (facts_hit(it, kinds[i], start, end) != NULL)
			return true;
	return false;
}

/* Behind "г." and the like, which follow a year. */
static size_t behind_year(const struct reading *it, size_t at)
{
	const struct hit *word;

	at = fold_skip(&it->fold, at);
	word = hits_at(&it->hits, WORD_FILLER, at);
	if (word == NULL ||
		fold_script(it->fold.letters[at]) != SCRIPT_ALPHABET)
		return at;
	return fold_skip(
		&it->fold, word->end + (it->fold.letters[word->end] == '.'));
}

/* "BRUSSELS, 29 January 2026 - The dialogue": when the words were written. */
static bool is_dateline(
	const struct reading *it, const struct day *day, size_t start)
{
	size_t behind = behind_year(it, day->end);
	uint32_t mark;

	if (day->start - start >= 40 || day->start == start ||
		tells_something(it, start, day->start))
		return false;
	/* "BOGOTA, 22 May 2024. The governments …" */
	if (it->fold.letters[behind] == '.' &&
		facts_sentence_end(it, day->start) == behind &&
		is_of_capital_words(it, start, day->start))
		return true;
	if (it->fold.letters[behind] == ')' || it->fold.letters[behind] == '.')
		behind = fold_skip(&it->fold, behind + 1);
	mark = it->fold.letters[behind];
	if ((mark == '-' || mark == ':') &&
		other_letters(it, start, day->start) == 0 &&
		facts_hit(it, WORD_CITY, start, day->start) != NULL)
		return true;
	/* "28日(水)" has its weekday there. */
	if (mark == '(' && hits_at(&it->hits, WORD_WEEKDAY, behind + 1) != NULL)
		return false;
	return (mark == '-' || mark == '(' || mark == '|' ||
		       (mark == ',' && facts_line_rank(it, start) == 0)) &&
		is_of_capital_words(it, start, day->start) &&
		!sessions_are_counted(it, start, facts_line_end(it, start));
}

/*
 * The first line below the title that has a day, and nothing of a meeting, says
 * who publishes and when: "Ministry of Foreign Affairs, 30 January 2023".
 */
static bool is_head(const struct reading *it, const struct day *day,
	size_t start, size_t end)
{
	size_t first = 0;

	while (first < it->days.count &&
		facts_line(it, it->days.items[first].start)->kind == LINE_TITLE)
		first++;
	return first < it->days.count &&
		it->days.items[first].start == day->start &&
		end - start < HEAD_LETTERS &&
		facts_hit(it, WORD_MEETING, start, end) == NULL &&
		facts_hit(it, WORD_STATUS, start, end) == NULL &&
		facts_hit(it, WORD_CHAIR, start, end) == NULL;
}

bool dating_is_stamp(const struct reading *it, const struct day *day)
{
	size_t start = facts_line_start(it, day->start);
	size_t end = facts_line_end(it, day->start);
	size_t rank = facts_line_rank(it, day->start);
	const struct hit *word = facts_hit(it, WORD_RELEASE, start, end);
	bool counts = sessions_are_counted(it, start, end) ||
		facts_hit(it, WORD_SERIES, start, end) != NULL;
	size_t others;

	if (facts_line(it, day->start)->kind == LINE_STAMP)
		return true;
	/* Nothing comes out on a day without a year, but beside one with it. */
	if (day->year == 0)
		return it->release_day != NULL &&
			facts_line_rank(it, it->release_day->start) == rank &&
			!counts &&
			facts_hit(it, WORD_STATUS, start, end) == NULL;
	if (day->last_day != 0 ||
		(rank >= HEAD_LINES && rank + 4 < it->paste->count))
		return false;
	if (is_dateline(it, day, start))
		return true;
	if (end - start > STAMP_LETTERS)
		return false;
	if (!counts && is_head(it, day, start, end))
		return true;
	others = other_letters(it, start, day->start) +
		other_letters(it, day->end, end);
	if (others <= (day->is_figures ? 2 * SHORT : SHORT) && !counts)
		return others <= 4 || word != NULL ||
			facts_hit(it, WORD_MEETING, start, end) == NULL;
	if (word == NULL || counts ||
		facts_hit(it, WORD_STATUS, start, end) != NULL)
		return false;
	return day->start < start + 4 || end < day->end + 4 ||
		(word->end < day->start && day->start < word->end + 6);
}

/* Of two days in one line, the one in figures is that of the release. */
static bool is_better(
	const struct reading *it, const struct day *day, const struct day *than)
{
	return !than->is_figures && day->is_figures &&
		facts_line_rank(it, than->start) ==
		facts_line_rank(it, day->start);
}

void dating_read_release(struct reading *it)
{
	const struct day *found;

	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];

		if (day->year != 0 && !day->is_hint &&
			dating_is_stamp(it, day) &&
			(it->release_day == NULL ||
				is_better(it, day, it->release_day)))
			it->release_day = day;
	}
	found = it->release_day;
	if (found == NULL)
		return;
	it->published = dating_when(found->year, found->month, found->day);
	if (it->published.precision == WHEN_DAY)
		facts_add(it, "published", when_text(it->pool, &it->published),
			found->start, dating_doubt(found, &it->published));
}

/* A line that says no more than when it came out, or where its lists are. */
void dating_pass_over_stamps(struct reading *it)
{
	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];
		size_t start = facts_line_start(it, day->start);
		size_t end = facts_line_end(it, day->start);

		if (dating_is_stamp(it, day) && !is_dateline(it, day, start) &&
			other_letters(it, start, day->start) +
					other_letters(it, day->end, end) <=
				SHORT)
			it->paste->lines[facts_line_rank(it, day->start)]
				.taken = true;
	}
}
