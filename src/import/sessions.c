#include "import/sessions.h"

#include <string.h>
#include "import/dating.h"
#include "base/banned.h"

/* Letters between an ordinal and what it counts. */
enum { NEAR = 45 };

struct ordinal {
	size_t start, end;
	int number, points;
};

/* What is counted stands behind the ordinal, or right in front of it. */
static bool counts_meetings(const struct reading *it, size_t start, size_t end)
{
	size_t line = facts_line_end(it, end);
	size_t stop = end + NEAR < line ? end + NEAR : line;
	size_t before = start > 12 ? start - 12 : 0;
	const struct hit *hit;

	for (size_t at = end; at < stop; at++)
		if (strchr(";,", (int)(it->fold.letters[at] & 0x7F)) != NULL &&
			it->fold.letters[at] < 0x80)
			stop = at;
	if (facts_hit(it, WORD_MEETING, end, stop) != NULL ||
		facts_hit(it, WORD_SERIES, end, stop) != NULL)
		return true;
	for (hit = facts_hit(it, WORD_MEETING, before, start); hit != NULL;
		hit = facts_hit(it, WORD_MEETING, hit->end, start))
		if (hit->end + 2 >= start)
			return true;
	return false;
}

/* XIII, in capital letters. */
static int roman_number(const struct fold *fold, size_t at, size_t *end)
{
	static const struct {
		uint32_t letter;
		int value;
	} figures[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}};
	int sum = 0, last = 50;

	for (*end = at; fold_script(fold->letters[*end]) == SCRIPT_ALPHABET;
		++*end) {
		int value = 0;

		for (size_t i = 0; i < 4; i++)
			if (figures[i].letter == fold->letters[*end])
				value = figures[i].value;
		if (value == 0 || !fold_is_capital(fold, *end))
			return 0;
		sum += value > last ? value - 2 * last : value;
		last = value;
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

/* An ordinal that starts at the letter. */
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

	*found = (struct ordinal){at, word ? word->end : at, 0, 0};
	if (word != NULL) {
		found->number = facts_number(word);
		return counts_meetings(it, at, found->end);
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
	found->number = roman_number(fold, at, &found->end);
	return found->number > 0 && counts_meetings(it, at, found->end);
}

bool sessions_are_counted(const struct reading *it, size_t start, size_t end)
{
	struct ordinal found;

	for (size_t at = start; at < end; at++)
		if (read_ordinal(it, at, &found) && !is_in_day(it, at))
			return true;
	return false;
}
void sessions_read_number(struct reading *it)
{
	struct ordinal best = {0}, other, rival = {0};
	const char *doubt = NULL;

	for (size_t at = 0; at < it->fold.count; at++) {
		if (!read_ordinal(it, at, &other) || is_in_day(it, at))
			continue;
		if (facts_of_another(it, at, other.end) == ANOTHER)
			continue;
		other.points = facts_likelihood(it, at) +
			(facts_line(it, at)->kind == LINE_TITLE ? 4 : 0);
		if (other.points > best.points) {
			if (best.number != other.number)
				rival = best;
			best = other;
		} else if (other.number != best.number &&
			other.points > rival.points) {
			rival = other;
		}
		at = other.end > at ? other.end - 1 : at;
	}
	if (best.points <= 0)
		return;
	if (rival.number != 0 && rival.points + 1 >= best.points)
		doubt = "another number is there too";
	else if (best.points < 2)
		doubt = "it may count something else";
	facts_add(it, "number", pool_printf(it->pool, "%d", best.number),
		best.start, doubt);
}
/* --- several meetings in one release --- */

static bool line_counts(const struct reading *it, size_t start, size_t end)
{
	struct ordinal found;

	for (size_t at = start; at < end; at++)
		if (read_ordinal(it, at, &found) && !is_in_day(it, at) &&
			facts_of_another(it, at, found.end) == THIS_ONE)
			return true;
	return false;
}

/* How well the line fits the meeting that is asked for. */
static int fit(const struct reading *it, size_t start, size_t end)
{
	struct ordinal found;
	int points = 0;

	for (size_t at = start; at < end; at++)
		if (it->number > 0 && read_ordinal(it, at, &found) &&
			found.number == it->number)
			points += 2;
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

/* Lines that count a session and name another day than the one before. */
void sessions_find_several(struct reading *it)
{
	const struct day *before = NULL;
	int best = -1;

	for (size_t i = 0; i < it->days.count; i++) {
		const struct day *day = &it->days.items[i];
		size_t start = facts_line_start(it, day->start);
		size_t end = facts_line_end(it, day->start);
		int points;

		if (dating_is_stamp(it, day) || !line_counts(it, start, end) ||
			facts_of_another(it, day->start, day->end) !=
				THIS_ONE ||
			(before != NULL && before->day == day->day &&
				before->month == day->month))
			continue;
		before = day;
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
