#include "import/placing.h"

#include <string.h>
#include "base/banned.h"

/* A city has so many letters at most where none is a capital one. */
enum { CITY_LETTERS = 12, MIDDLE_DOT = 0xB7, OF_THE = 0x306E };

/* The country in parentheses behind a city. */
static const struct hit *country_behind(const struct reading *it, size_t end)
{
	const struct fold *fold = &it->fold;
	size_t at = fold_skip(fold, end);
	const struct hit *hit;

	if (fold->letters[at] != '(' && fold->letters[at] != ',')
		return NULL;
	hit = hits_at(&it->hits, WORD_COUNTRY, fold_skip(fold, at + 1));
	if (hit == NULL || hit->loose ||
		(fold->letters[at] == '(' && fold->letters[hit->end] != ')'))
		return NULL;
	return hit;
}

/* Where letters of a script without capital ones begin: 法兰克福(德国). */
static size_t uncased_start(const struct fold *fold, size_t end)
{
	enum script script = fold_script(fold->letters[end - 1]);
	size_t start = end;

	if (script == SCRIPT_NONE)
		return end;
	while (start > 0 && fold_script(fold->letters[start - 1]) == script)
		start--;
	return end - start <= CITY_LETTERS ? start : end;
}

/* Capital words in front of the parenthesis: a city that nobody knows. */
static size_t capital_start(const struct fold *fold, size_t end)
{
	size_t start = end;

	if (end > 0 && fold->letters[end - 1] >= 0x600)
		return uncased_start(fold, end);
	for (size_t at = end; at > 0;) {
		size_t word = at;

		while (word > 0 &&
			fold_script(fold->letters[word - 1]) == SCRIPT_ALPHABET)
			word--;
		if (word == at || !fold_is_capital(fold, word))
			break;
		start = at = word;
		if (at > 0 &&
			(fold->letters[at - 1] == ' ' ||
				fold->letters[at - 1] == '-'))
			at--;
		else
			break;
	}
	return start;
}

static void add_place(struct reading *it, size_t start, size_t end,
	const struct hit *city, const struct hit *country, const char *doubt)
{
	char code[4] = "";

	facts_add(it, "place",
		facts_text(it, start,
			country && it->fold.letters[country->end] == ')'
				? country->end + 1
				: end),
		start, doubt);
	if (country != NULL)
		memcpy(code, country->term->value,
			strnlen(country->term->value, 3));
	else if (city != NULL)
		memcpy(code, city->term->value, 2);
	if (*code != '\0')
		facts_add(
			it, "country", pool_text(it->pool, code), start, doubt);
}

static bool is_behind_in(const struct reading *it, size_t at)
{
	return at > 0 && hits_before(&it->hits, WORD_IN, at - 1) != NULL;
}

/* "Moroni (Comores)", where no table knows Moroni. */
static bool read_strange_place(struct reading *it, size_t start, size_t end)
{
	for (size_t at = start; at < end; at++) {
		const struct hit *country = it->fold.letters[at] == '(' ||
				it->fold.letters[at] == ','
			? country_behind(it, at)
			: NULL;
		size_t city_end =
			at > 0 && it->fold.letters[at - 1] == ' ' ? at - 1 : at;
		size_t city;

		if (country == NULL)
			continue;
		city = capital_start(&it->fold, city_end);
		/* "Tapachula, Chiapas, México". */
		if (city > 2 && city < city_end &&
			it->fold.letters[city - 2] == ',' &&
			it->fold.letters[at] == ',') {
			city_end = city - 2;
			city = capital_start(&it->fold, city_end);
		}
		if (city == city_end ||
			(it->fold.letters[at] == ',' &&
				!is_behind_in(it, city)))
			continue;
		add_place(it, city, city_end, NULL, country, NULL);
		return true;
	}
	return false;
}

/* Whether the words there are what a side is called: Luxembourg. */
static bool is_side(const struct reading *it, const struct hit *city)
{
	const struct hit *country =
		hits_at(&it->hits, WORD_COUNTRY, city->start);

	return country != NULL && !country->loose &&
		country->end >= city->end && it->series != NULL &&
		it->series->side_count > 0 &&
		facts_is_side(it, country->term->value);
}

/* Where the words were written, in front of their date. */
static bool is_of_dateline(const struct reading *it, const struct hit *city)
{
	return it->release_day != NULL && it->day != it->release_day &&
		city->end < it->release_day->start &&
		city->end + 20 > it->release_day->start &&
		facts_line(it, city->start) ==
		facts_line(it, it->release_day->start);
}

/* How likely the meeting is in this city of its sentence. */
static int place_points(const struct reading *it, const struct hit *city)
{
	int points = 2;

	points += is_behind_in(it, city->start) ? 2 : 0;
	points += country_behind(it, city->end) != NULL ? 2 : 0;
	points -= is_side(it, city) && !is_behind_in(it, city->start) ? 2 : 0;
	points -= is_of_dateline(it, city) ? 2 : 0;
	return points;
}

static bool read_place_in(
	struct reading *it, size_t start, size_t end, const char *doubt)
{
	const struct hit *best = NULL;
	int most = 0;

	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];
		int points;

		if ((hit->kind != WORD_CITY && hit->kind != WORD_PLACE) ||
			hit->start < start || hit->start >= end ||
			facts_is_in_title(it, hit->start) ||
			facts_of_another(it, hit->start, hit->end) == ANOTHER)
			continue;
		points = place_points(it, hit);
		if (best != NULL && points > 0 && doubt == NULL &&
			strncmp(best->term->value, hit->term->value, 2) != 0)
			doubt = "another city is there too";
		if (points > most) {
			best = hit;
			most = points;
		}
	}
	if (best == NULL)
		return false;
	add_place(it, best->start, best->end, best,
		country_behind(it, best->end),
		country_behind(it, best->end) ? NULL : doubt);
	return true;
}

/* Where a town ends that stands behind its country: at "in", or a mark. */
static size_t town_end(const struct reading *it, size_t at)
{
	static const enum word_kind others[] = {
		WORD_MEETING, WORD_ORGAN, WORD_BODY, WORD_ROLE};
	size_t end = at;

	while (end <= at + CITY_LETTERS &&
		fold_script(it->fold.letters[end]) == SCRIPT_OTHER &&
		hits_at(&it->hits, WORD_IN, end) == NULL)
		end++;
	if (end < at + 2 || end > at + CITY_LETTERS ||
		(it->fold.letters[end] == ' ' &&
			hits_at(&it->hits, WORD_IN, end) == NULL))
		return at;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (facts_hit(it, others[i], at, end) != NULL)
			return at;
	return end;
}

/* "カザフスタンのアスタナにおいて", "미국 워싱턴에서": the country in front. */
static bool read_behind_country(struct reading *it, size_t start, size_t end)
{
	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end)) {
		size_t town = fold_skip(&it->fold, hit->end), stop;
		bool is_of_names = hit->start > 0 &&
			it->fold.letters[hit->start - 1] == MIDDLE_DOT;

		town += it->fold.letters[town] == OF_THE ||
			it->fold.letters[town] == MIDDLE_DOT;
		stop = town_end(it, town);
		if (town == hit->end || stop == town || is_of_names)
			continue;
		add_place(it, town, stop, NULL, hit,
			hits_at(&it->hits, WORD_IN, stop)
				? NULL
				: "it may end elsewhere");
		return true;
	}
	return false;
}

/* "In the US": a country alone. */
static bool read_country_alone(struct reading *it, size_t start, size_t end)
{
	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end)) {
		if (hit->loose || strcmp(hit->term->value, "EU") == 0 ||
			!is_behind_in(it, hit->start))
			continue;
		facts_add(it, "country", hit->term->value, hit->start,
			"no city is named beside it");
		return true;
	}
	return false;
}

void placing_read(struct reading *it)
{
	size_t start = it->day ? facts_line_start(it, it->day->start) : 0;
	size_t end = it->day ? facts_line_end(it, it->day->start) : 0;
	const struct hit *mode = facts_hit(it, WORD_MODE,
		it->day ? facts_sentence_start(it, it->day->start) : 0,
		it->day ? facts_sentence_end(it, it->day->start)
			: it->fold.count);

	if (mode != NULL) {
		it->mode = mode->term->value;
		if (strcmp(it->mode, "online") == 0)
			return;
	}
	if (it->day != NULL &&
		(read_place_in(it, facts_sentence_start(it, it->day->start),
			 facts_sentence_end(it, it->day->start), NULL) ||
			read_place_in(it, start, end, NULL) ||
			read_strange_place(it, start, end) ||
			read_behind_country(it, start, end)))
		return;
	if (it->day != NULL && read_country_alone(it, start, end))
		return;
	if (it->focus != NULL)
		return;
	/* Not that of the line that says where the words were written. */
	for (size_t i = 0, at = 0; i < 6 && at < it->fold.count; i++) {
		end = facts_line_end(it, at);
		if (!(it->release_day != NULL && it->release_day->start >= at &&
			    it->release_day->start < end) &&
			(read_strange_place(it, at, end) ||
				read_place_in(it, at, end,
					"it stands away from the day")))
			return;
		at = end + 1;
	}
}
