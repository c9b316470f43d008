#include "import/sessions.h"

#include <string.h>
#include "import/dating.h"
#include "base/banned.h"

enum {
	NEAR = 45, /* letters between an ordinal and what it counts */
	ACRONYM = 8, /* letters that a series is shortly called by */
	ORDINAL_LIMIT = 500,
};

static bool starts_word(const struct fold *fold, size_t at)
{
	return fold_is_capital(fold, at) &&
		(at == 0 ||
			fold_script(fold->letters[at - 1]) != SCRIPT_ALPHABET);
}

/* Whether the letters are those that words of the name start with. */
static bool are_initials(
	const struct fold *fold, size_t at, size_t end, const struct fold *name)
{
	for (size_t start = 0; start < name->count; start++) {
		size_t letter = at;

		for (size_t i = start; i < name->count && letter < end; i++)
			if (starts_word(name, i)) {
				if (name->letters[i] != fold->letters[letter])
					break;
				letter++;
			}
		if (starts_word(name, start) && letter == end)
			return true;
	}
	return false;
}

/* "11th BSD", of the Bilateral Strategic Dialogue. */
static bool is_short_for_series(const struct reading *it, size_t at)
{
	const struct fold *fold = &it->fold;
	size_t end = at;

	while (end < at + ACRONYM && fold_is_capital(fold, end))
		end++;
	if (end < at + 3 || fold_script(fold->letters[end]) == SCRIPT_ALPHABET)
		return false;
	for (size_t i = 0; i < it->title_count; i++)
		if (are_initials(fold, at, end, &it->titles[i]))
			return true;
	return false;
}

/* Whether such letters stand in there. */
static bool names_series_shortly(
	const struct reading *it, size_t start, size_t end)
{
	for (size_t at = start + 1; at < end; at++)
		if (starts_word(&it->fold, at) && is_short_for_series(it, at))
			return true;
	return false;
}

/* What is counted stands behind the ordinal, or right in front of it. */
static bool counts_meetings(const struct reading *it, size_t start, size_t end)
{
	size_t line = facts_line_end(it, end);
	size_t stop = end + NEAR < line ? end + NEAR : line;
	/* In Arabic, what describes a meeting stands behind the meeting. */
	bool is_arabic = it->fold.letters[start] >= 0x600 &&
		it->fold.letters[start] < 0x700;
	size_t gap = is_arabic ? NEAR / 2 : 2;
	size_t sentence = facts_sentence_start(it, start);
	size_t before =
		start > sentence + 12 + gap ? start - 12 - gap : sentence;
	const struct hit *hit;

	for (size_t at = end; at < stop; at++)
		if (strchr(";,", (int)(it->fold.letters[at] & 0x7F)) != NULL &&
			it->fold.letters[at] < 0x80)
			stop = at;
	if (facts_hit(it, WORD_MEETING, end, stop) != NULL ||
		facts_hit(it, WORD_SERIES, end, stop) != NULL ||
		names_series_shortly(it, end, stop))
		return true;
	for (hit = facts_hit(it, WORD_MEETING, before, start); hit != NULL;
		hit = facts_hit(it, WORD_MEETING, hit->end, start))
		if (hit->end + gap >= start)
			return true;
	return false;
}

static int roman_figure(uint32_t letter)
{
	static const char figures[] = "ivxl";
	static const int values[] = {1, 5, 10, 50};
	const char *found = letter < 0x80 && letter != 0
		? strchr(figures, (int)letter)
		: NULL;

	return found ? values[found - figures] : 0;
}

/* XIII or XVIe, its figures in capital letters. */
static int roman_number(const struct reading *it, size_t at, size_t *end)
{
	const struct fold *fold = &it->fold;
	int sum = 0, last = 50;

	for (*end = at; fold_is_capital(fold, *end); ++*end) {
		int value = roman_figure(fold->letters[*end]);

		if (value == 0)
			return 0;
		sum += value > last ? value - 2 * last : value;
		last = value;
	}
	if (fold_script(fold->letters[*end]) == SCRIPT_ALPHABET) {
		const struct hit *suffix =
			hits_at(&it->hits, WORD_SUFFIX, *end);

		/* "Inde" is a country, and "La" and "Va" are words. */
		if (suffix == NULL || sum == 1 || sum == 50 ||
			(*end == at + 1 && strncmp(it->language, "fr", 2) != 0))
			return 0;
		*end = suffix->end;
		return sum;
	}
	/* A single I or L is a word of its own. */
	return *end == at + 1 && sum != 5 && sum != 10 ? 0 : sum;
}

static bool is_in_day(const struct reading *it, size_t at)
{
	size_t low = 0, high = it->days.count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (it->days.items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < it->days.count && it->days.items[low].start <= at;
}

/* An ordinal that starts at the letter and counts meetings. */
static bool read_ordinal(
	const struct reading *it, size_t at, struct ordinal *found)
{
	const struct fold *fold = &it->fold;
	const struct hit *word = hits_at(&it->hits, WORD_ORDINAL, at);
	enum script script = fold_script(fold->letters[at]);
	bool starts = at == 0 || fold_script(fold->letters[at - 1]) != script;
	/* 第 in Chinese and Japanese, 제 in Korean. */
	bool marked = at > 0 &&
		(fold->letters[at - 1] == 0x7B2C ||
			fold->letters[at - 1] == 0xC81C);
	size_t end;
	int number;

	*found = (struct ordinal){at, word ? word->end : at, 0, THIS_ONE};
	if (word != NULL) {
		const struct hit *weekday =
			hits_at(&it->hits, WORD_WEEKDAY, at);

		/* "Quinta-feira". */
		found->number = facts_number(word);
		return (weekday == NULL || weekday->end <= word->end) &&
			counts_meetings(it, at, found->end);
	}
	number = starts || marked ? fold_number(fold, at, &end) : -1;
	if (number > 0 && number <= 300) {
		const struct hit *counter =
			hits_at(&it->hits, WORD_COUNTER, fold_skip(fold, end));
		const struct hit *suffix = hits_at(&it->hits, WORD_SUFFIX, end);

		found->number = number;
		found->end = counter ? counter->end
			: suffix     ? suffix->end
				     : end;
		if (marked)
			return counter != NULL;
		return (counter != NULL || suffix != NULL) &&
			counts_meetings(it, at, found->end);
	}
	if (!starts || script != SCRIPT_ALPHABET)
		return false;
	found->number = roman_number(it, at, &found->end);
	return found->number > 0 && counts_meetings(it, at, found->end);
}

/* What the series is called, to be compared with letters of the text. */
static void fold_titles(struct reading *it)
{
	size_t count = it->series ? it->series->titles.count : 0;

	it->titles = pool_alloc(it->pool, (count + 1) * sizeof(*it->titles));
	it->title_count = count;
	for (size_t i = 0; i < count; i++) {
		const char *title = it->series->titles.items[i].text;

		it->titles[i] = fold_text(it->pool, title, strlen(title));
	}
}

void sessions_find(struct reading *it)
{
	struct ordinal found;

	fold_titles(it);
	for (size_t at = 0;
		at < it->fold.count && it->ordinal_count < ORDINAL_LIMIT;
		at++) {
		if (!read_ordinal(it, at, &found) || is_in_day(it, at))
			continue;
		found.other = facts_of_another(it, found.start, found.end);
		it->ordinals = pool_grow(it->pool, it->ordinals,
			it->ordinal_count, sizeof(found));
		it->ordinals[it->ordinal_count++] = found;
		at = found.end > at ? found.end - 1 : at;
	}
}

bool sessions_are_counted(const struct reading *it, size_t start, size_t end)
{
	return facts_ordinal(it, start, end) != NULL;
}

/* --- which one the release is about --- */

static int points_of(const struct reading *it, const struct ordinal *ordinal)
{
	/* The one that is named first is most often the one that is meant. */
	return facts_likelihood(it, ordinal->start) +
		(facts_line(it, ordinal->start)->kind == LINE_TITLE ? 4 : 0) +
		(ordinal == it->ordinals ? 2 : 0);
}

void sessions_read_number(struct reading *it)
{
	const struct ordinal *best = NULL, *rival = NULL;
	int most = 0, second = 0;
	const char *doubt = NULL;

	for (size_t i = 0; i < it->ordinal_count; i++) {
		const struct ordinal *other = &it->ordinals[i];
		int points = points_of(it, other);

		if (other->other == ANOTHER)
			continue;
		if (points > most) {
			if (best != NULL && best->number != other->number) {
				rival = best;
				second = most;
			}
			best = other;
			most = points;
		} else if (best != NULL && other->number != best->number &&
			points > second) {
			rival = other;
			second = points;
		}
	}
	if (best == NULL)
		return;
	it->session = best->number;
	if (rival != NULL && second + 1 >= most)
		doubt = "another number is there too";
	else if (most < 2)
		doubt = "it may count something else";
	facts_add(it, "number", pool_printf(it->pool, "%d", best->number),
		best->start, doubt);
}

/* --- several meetings in one release --- */

/* The session that the title counts; 0: none, or several. */
static int title_number(const struct reading *it)
{
	int number = 0;

	for (size_t i = 0; i < it->ordinal_count; i++) {
		const struct ordinal *ordinal = &it->ordinals[i];

		if (facts_line(it, ordinal->start)->kind != LINE_TITLE)
			continue;
		if (number != 0 && number != ordinal->number)
			return 0;
		number = ordinal->number;
	}
	return number;
}

/* The session that the line counts, or NULL. */
static const struct ordinal *counted_in(
	const struct reading *it, size_t start, size_t end)
{
	const struct ordinal *found = facts_ordinal(it, start, end);

	for (; found != NULL; found = facts_ordinal(it, found->end, end))
		if (found->other == THIS_ONE)
			return found;
	return NULL;
}

/* Where it meets: "Prague (Czechia)", "in Prague, Czechia". */
static bool is_of_place(const struct reading *it, size_t at)
{
	const uint32_t *letters = it->fold.letters;

	return at > 1 &&
		(letters[at - 1] == '(' || letters[at - 2] == ',' ||
			hits_before(&it->hits, WORD_IN, at - 1) != NULL);
}

/* A country that takes no part in the series takes part in another one. */
static bool names_another_party(
	const struct reading *it, size_t start, size_t end)
{
	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end))
		if (!hit->loose && !facts_is_side(it, hit->term->value) &&
			!is_of_place(it, hit->start))
			return true;
	return false;
}

/* How well the line fits the meeting that is asked for. */
static int fit(const struct reading *it, size_t start, size_t end)
{
	const struct ordinal *counted = facts_ordinal(it, start, end);
	int points = 0;

	for (; counted != NULL; counted = facts_ordinal(it, counted->end, end))
		points +=
			it->number > 0 && counted->number == it->number ? 2 : 0;
	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end))
		points += it->series != NULL && it->series->side_count > 0 &&
			facts_is_side(it, hit->term->value);
	for (const struct hit *hit = facts_hit(it, WORD_SERIES, start, end);
		hit != NULL; hit = facts_hit(it, WORD_SERIES, hit->end, end))
		points += it->series != NULL &&
			strcmp(hit->term->value, it->series->folder) == 0;
	return points;
}

static void add_meeting(struct reading *it, const struct line *line)
{
	it->meetings = pool_grow(it->pool, it->meetings, it->meeting_count,
		sizeof(const struct line *));
	it->meetings[it->meeting_count++] = line;
}

/* "Topics: …": what is said behind a label that counts nothing. */
static bool is_labelled(const struct reading *it, size_t start, size_t counted)
{
	for (size_t at = start; at < counted; at++)
		if (it->fold.letters[at] == ':')
			return true;
	return false;
}

/* This session, or the one before or behind it, of the same series. */
static bool is_neighbour(int number, const struct ordinal *counted)
{
	return number != 0 && counted->number <= number + 1 &&
		counted->number >= number - 1;
}

/* Lines that count a session and name another day than the one before. */
void sessions_find_several(struct reading *it)
{
	const struct day *before = NULL;
	int best = -1, own = 0;

	if (title_number(it) != 0)
		return;
	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];
		size_t start = facts_line_start(it, day->start);
		size_t end = facts_line_end(it, day->start);
		const struct ordinal *counted = counted_in(it, start, end);
		bool is_foreign =
			counted != NULL && names_another_party(it, start, end);
		int points;

		if (counted == NULL || dating_is_stamp(it, day) ||
			facts_of_another(it, day->start, day->end) !=
				THIS_ONE ||
			is_labelled(it, start, counted->start) ||
			(before != NULL && before->day == day->day &&
				before->month == day->month) ||
			(!is_foreign && is_neighbour(own, counted)))
			continue;
		before = day;
		if (!is_foreign && own == 0)
			own = counted->number;
		add_meeting(it, facts_line(it, day->start));
		points = fit(it, start, end);
		if (points > best) {
			best = points;
			it->focus = facts_line(it, day->start);
		}
	}
	if (it->meeting_count < 2 ||
		it->meetings[0] == it->meetings[it->meeting_count - 1]) {
		it->focus = NULL;
		it->meeting_count = 0;
	}
}
