#include "import/people.h"

#include <string.h>
#include "base/banned.h"

enum {
	MIDDLE_DOT = 0xB7,
	NAME_WORDS = 6,
	NAME_LETTERS = 17, /* of names that are written without blanks */
	ROLE_NEAR = 60,
	ROLE_BEFORE = 90,
	PEOPLE_LIMIT = 60
};

/* A name that was found, and what stands around it. */
struct candidate {
	size_t printed; /* with honorifics */
	size_t start, end;
	size_t role, role_end; /* a function in front of it; or both 0 */
	bool honoured;
};

static uint32_t letter_at(const struct reading *it, size_t at)
{
	return it->fold.letters[at];
}

/* Behind the word that starts there: "Ruíz-Cabañas", "D'Souza", "R.". */
static size_t word_end(const struct reading *it, size_t at)
{
	while (fold_script(letter_at(it, at)) == SCRIPT_ALPHABET ||
		((letter_at(it, at) == '-' || letter_at(it, at) == '\'') &&
			fold_script(letter_at(it, at + 1)) == SCRIPT_ALPHABET))
		at++;
	return at;
}

static bool starts_word(const struct reading *it, size_t at)
{
	return fold_script(letter_at(it, at)) == SCRIPT_ALPHABET &&
		(at == 0 ||
			fold_script(letter_at(it, at - 1)) != SCRIPT_ALPHABET);
}

/* Something that is no part of a name starts there. */
static bool is_no_name(const struct reading *it, size_t at)
{
	static const enum word_kind kinds[] = {WORD_COUNTRY, WORD_BODY,
		WORD_MEETING, WORD_MONTH, WORD_WEEKDAY, WORD_SERIES,
		WORD_RELEASE, WORD_ORGAN, WORD_CITY};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const struct hit *hit = hits_at(&it->hits, kinds[i], at);

		if (hit != NULL && !hit->loose && hit->end > at + 1)
			return true;
	}
	return false;
}

/* The word there, if it can be one of a name; 0 otherwise. */
static size_t name_word(const struct reading *it, size_t at)
{
	const struct hit *particle = hits_at(&it->hits, WORD_PARTICLE, at);
	size_t end, next;

	if (!starts_word(it, at) || is_no_name(it, at))
		return 0;
	end = word_end(it, at);
	if (fold_is_capital(&it->fold, at)) {
		bool initial = end == at + 1 && letter_at(it, end) == '.';

		return initial ? end + 1 : end;
	}
	if (particle == NULL)
		return 0;
	next = fold_skip(&it->fold, particle->end);
	return starts_word(it, next) && name_word(it, next) > 0 ? particle->end
								: 0;
}

/* Honorifics there, one behind the other, and blanks and stops behind them. */
static size_t skip_honorifics(const struct reading *it, size_t at)
{
	for (;;) {
		const struct hit *hit = hits_at(&it->hits, WORD_HONORIFIC, at);
		bool latin = letter_at(it, at) < 0x600;

		if (hit == NULL || (latin && !fold_is_capital(&it->fold, at)))
			return at;
		at = hit->end;
		while (letter_at(it, at) == '.' || letter_at(it, at) == ' ')
			at++;
	}
}

/* "S." alone is no name. */
static bool has_whole_word(
	const struct reading *it, const struct candidate *found)
{
	for (size_t at = found->start; at < found->end; at++)
		if (starts_word(it, at) && word_end(it, at) > at + 1)
			return true;
	return false;
}

/* "Frau von der Leyen", "Minister van Weel"; but "ministre des Armées". */
static bool may_be_small(
	const struct reading *it, const struct candidate *found)
{
	return found->honoured ||
		(found->role_end > 0 &&
			(strncmp(it->language, "de", 2) == 0 ||
				strncmp(it->language, "nl", 2) == 0 ||
				strncmp(it->language, "en", 2) == 0));
}

/* Words with capital letters; functions among them go in front of the name. */
static bool read_capitals(
	const struct reading *it, size_t at, struct candidate *found)
{
	size_t words = 0, end;

	*found = (struct candidate){.printed = at, .start = at, .end = at};
	while (words <= NAME_WORDS) {
		size_t behind = skip_honorifics(it, at);
		const struct hit *role;

		if (behind > at && words == 0) {
			found->honoured = true;
			found->start = at = behind;
		} else if (behind > at) {
			break;
		}
		end = name_word(it, at);
		if (words == 0 && !may_be_small(it, found) &&
			!fold_is_capital(&it->fold, at))
			end = 0;
		role = hits_at(&it->hits, WORD_ROLE, at);
		/* "Vize-Außenminister". */
		if (role == NULL && end > 0)
			role = hits_before(&it->hits, WORD_ROLE, end);
		if (role != NULL && end > 0 && !found->honoured) {
			found->role = found->printed;
			found->role_end = role->end;
			at = fold_skip(&it->fold, role->end);
			found->printed = found->start = found->end = at;
			words = 0;
			continue;
		}
		if (end == 0)
			break;
		found->end = end;
		at = fold_skip(&it->fold, end);
		words++;
		if (at == end && letter_at(it, end - 1) != '.')
			break;
	}
	return words >= (found->honoured ? 1 : 2) && words <= NAME_WORDS &&
		has_whole_word(it, found);
}

/* The closing parenthesis of the one that opens there. */
static size_t closing(const struct reading *it, size_t at)
{
	int depth = 0;

	for (size_t end = facts_line_end(it, at); at < end; at++) {
		depth += letter_at(it, at) == '(';
		depth -= letter_at(it, at) == ')';
		if (depth == 0)
			return at;
	}
	return at;
}

/* What is said in there tells what somebody does, or for whom. */
static bool tells_role(const struct reading *it, size_t start, size_t end)
{
	return facts_hit(it, WORD_ROLE, start, end) != NULL ||
		facts_hit(it, WORD_COUNTRY, start, end) != NULL ||
		facts_hit(it, WORD_BODY, start, end) != NULL;
}

/* A label, "Co-chairs:", "Japan:", or the start of the line. */
static size_t label_end(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at);

	for (size_t i = start; i < at && i < start + 40; i++)
		if (letter_at(it, i) == ':')
			return i + 1;
	return start;
}

/* So many letters from there on are those that the name starts with. */
static size_t same_letters(
	const struct reading *it, size_t at, const struct fold *name)
{
	size_t count = 0;

	while (count < name->count &&
		letter_at(it, at + count) == name->letters[count] &&
		fold_script(name->letters[count]) == SCRIPT_ALPHABET)
		count++;
	return count;
}

/*
 * "Der polnischen Seite": words that start as a side is called.  NULL: none,
 * or those of two sides.
 */
static const char *party_of_adjective(
	const struct reading *it, size_t start, size_t end)
{
	const char *party = NULL;
	size_t most = 2;

	for (size_t at = start; at < end; at++) {
		if (!starts_word(it, at) ||
			hits_at(&it->hits, WORD_ROLE, at) != NULL ||
			hits_at(&it->hits, WORD_ORGAN, at) != NULL)
			continue;
		for (size_t i = 0; i < it->side_name_count; i++) {
			const struct term *name = it->side_names[i];
			size_t same = same_letters(it, at, &name->fold);
			bool fits = same >= 4 ||
				(same == 3 && name->fold.count <= 5 &&
					word_end(it, at) <= at + 9);

			if (!fits || same < most)
				continue;
			if (same == most && party != NULL &&
				strcmp(party, name->value) != 0)
				return NULL;
			party = name->value;
			most = same;
		}
	}
	return party;
}

/* "Japan:", "Delegation of the EU:", "Head:": those named behind take part. */
static bool has_label_of_side(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at), end = label_end(it, at);

	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end))
		if (facts_is_side(it, hit->term->value))
			return true;
	return end > start &&
		(facts_hit(it, WORD_ROLE, start, end) != NULL ||
			party_of_adjective(it, start, end) != NULL);
}

static bool is_about_people(const struct reading *it, size_t at)
{
	return facts_hit(it, WORD_CHAIR, facts_line_start(it, at),
		       facts_line_end(it, at)) != NULL ||
		has_label_of_side(it, at);
}

static bool is_mark(uint32_t letter)
{
	return letter == ',' || letter == ';' || letter == '/' ||
		letter == 0x3001 || letter == 0x60C || letter == '\n' ||
		letter == '(' || letter == '.' || letter == 0;
}

/* A line of nothing but names, parted by marks, behind its label. */
static bool is_list_of_names(const struct reading *it, size_t at)
{
	size_t start = label_end(it, at), end = facts_line_end(it, at);
	struct candidate found;
	size_t count = 0;

	if (start == facts_line_start(it, at))
		return false;
	for (size_t i = start; i < end; i++) {
		if (letter_at(it, i) == '(')
			i = closing(it, i);
		if (!starts_word(it, i))
			continue;
		if (!read_capitals(it, i, &found) ||
			!is_mark(
				letter_at(it, fold_skip(&it->fold, found.end))))
			return false;
		count++;
		i = found.end - 1;
	}
	return count > 1;
}

/* A function begins there: with a capital letter or with its word. */
static bool starts_role(const struct reading *it, size_t at)
{
	return fold_is_capital(&it->fold, at) ||
		hits_at(&it->hits, WORD_ROLE, at) != NULL;
}

/* "the minister of X, NAME," and "the minister of X A.B. NAME". */
static bool find_role_before(const struct reading *it, struct candidate *found)
{
	size_t at = found->printed, start = facts_sentence_start(it, at);
	bool parted = at > 2 && letter_at(it, at - 2) == ',' &&
		is_mark(letter_at(it, found->end));
	const struct hit *role = NULL;

	if (!is_about_people(it, at) ||
		!(parted || letter_at(it, found->start + 1) == '.'))
		return false;
	if (at > start + ROLE_BEFORE)
		start = at - ROLE_BEFORE;
	for (const struct hit *hit = facts_hit(it, WORD_ROLE, start, at);
		hit != NULL; hit = facts_hit(it, WORD_ROLE, hit->end, at))
		role = hit;
	if (role == NULL)
		return false;
	found->role = role->start;
	found->role_end = at;
	return true;
}

/* "Frankfurt (Germany)" is a place; so is "Lee (Korea)" but among people. */
static bool is_country_alone(const struct reading *it, size_t at, size_t close)
{
	const struct hit *country = hits_at(&it->hits, WORD_COUNTRY, at + 1);

	return country != NULL && country->end == close &&
		!is_about_people(it, at);
}

/*
 * "The minister of the interior NAME": a function ends right in front of it.
 * Returns where the function starts, or `at` when there is none.
 */
static size_t function_before(const struct reading *it, size_t at)
{
	static const enum word_kind ends[] = {
		WORD_ROLE, WORD_ORGAN, WORD_COUNTRY, WORD_BODY};
	size_t sentence = facts_sentence_start(it, at), end = at, start;
	const struct hit *role = NULL;
	bool is_close = false;

	while (end > sentence && letter_at(it, end - 1) == ' ')
		end--;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		is_close = is_close ||
			hits_before(&it->hits, ends[i], end) != NULL;
	if (!is_close)
		return at;
	start = at > sentence + ROLE_BEFORE ? at - ROLE_BEFORE : sentence;
	for (const struct hit *hit = facts_hit(it, WORD_ROLE, start, at);
		hit != NULL; hit = facts_hit(it, WORD_ROLE, hit->end, at))
		role = hit;
	if (role == NULL)
		return at;
	for (size_t i = role->end; i < at; i++)
		if (is_mark(letter_at(it, i)))
			return at;
	return role->start;
}

/* Whether the words around a name in capital letters make it a person's. */
static bool is_person(const struct reading *it, struct candidate *found)
{
	size_t behind = fold_skip(&it->fold, found->end);
	size_t stop = facts_sentence_end(it, behind);
	size_t function = function_before(it, found->printed);

	if (found->honoured || found->role_end > 0)
		return true;
	if (function < found->printed) {
		found->role = function;
		found->role_end = found->printed;
		return true;
	}
	if (letter_at(it, behind) == '(') {
		stop = closing(it, behind);
		if (is_country_alone(it, behind, stop))
			return false;
		/* "(MOFA)" is what a body is called, but behind "Japan:". */
		if (!has_label_of_side(it, found->start) &&
			word_end(it, behind + 1) == stop &&
			fold_is_capital(&it->fold, stop - 1))
			return false;
		return tells_role(it, behind, stop) ||
			(is_about_people(it, found->start) &&
				stop > behind + 5);
	}
	if (stop > behind + ROLE_NEAR)
		stop = behind + ROLE_NEAR;
	if (letter_at(it, behind) == ',' && is_about_people(it, found->start) &&
		facts_hit(it, WORD_ROLE, behind, stop) != NULL &&
		starts_role(it, fold_skip(&it->fold, behind + 1)))
		return true;
	return find_role_before(it, found) ||
		is_list_of_names(it, found->start);
}

/* --- scripts without capital letters --- */

static bool is_han(uint32_t letter)
{
	return (letter >= 0x4E00 && letter <= 0x9FFF) || letter == 0x3005;
}

static bool is_kana(uint32_t letter)
{
	return (letter >= 0x30A1 && letter <= 0x30FF) || letter == MIDDLE_DOT;
}

/* Family names that most Koreans have. */
static bool is_korean_family(uint32_t letter)
{
	static const uint32_t names[] = {0xAE40, 0xC774, 0xBC15, 0xCD5C, 0xC815,
		0xAC15, 0xC870, 0xC724, 0xC7A5, 0xC784, 0xD55C, 0xC624, 0xC11C,
		0xC2E0, 0xAD8C, 0xD669, 0xC548, 0xC1A1, 0xB958, 0xC804, 0xD64D,
		0xACE0, 0xBB38, 0xC591, 0xC190, 0xBC30, 0xBC31, 0xD5C8, 0xC720,
		0xB0A8, 0xC2EC, 0xB178, 0xD558, 0xACFD, 0xC131, 0xCC28, 0xC8FC,
		0xC6B0, 0xAD6C, 0xBBFC, 0xB098, 0xC9C4, 0xC5C4, 0xCC44, 0xC6D0};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i] == letter)
			return true;
	return false;
}

/* How far a name of this kind of letters goes; nothing else may be in it. */
static size_t run_end(const struct reading *it, size_t at)
{
	size_t start = at;
	bool (*is_it)(uint32_t) = is_han(letter_at(it, at)) ? is_han
		: is_kana(letter_at(it, at))                ? is_kana
							    : fold_is_hangul;

	while (at <= start + NAME_LETTERS && is_it(letter_at(it, at)) &&
		!is_no_name(it, at) &&
		hits_at(&it->hits, WORD_CHAIR, at) == NULL &&
		hits_at(&it->hits, WORD_STATUS, at) == NULL &&
		hits_at(&it->hits, WORD_STOP, at) == NULL &&
		(is_it == is_kana ||
			hits_at(&it->hits, WORD_RANGE, at) == NULL))
		at++;
	while (at > start && letter_at(it, at - 1) == MIDDLE_DOT)
		at--;
	return at;
}

static bool has_dot(const struct reading *it, size_t at, size_t end)
{
	while (at < end && letter_at(it, at) != MIDDLE_DOT)
		at++;
	return at < end;
}

/* What an office is called ends so: 부, 성, 청, 처, 원, 실, 국, 과. */
static bool is_korean_office(const struct reading *it, size_t at, size_t end)
{
	static const uint32_t ends[] = {
		0xBD80, 0xC131, 0xCCAD, 0xCC98, 0xC6D0, 0xC2E4, 0xAD6D, 0xACFC};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (end > at + 1 && letter_at(it, end - 1) == ends[i])
			return true;
	return false;
}

/* Behind "Head:", or behind "on the Korean side", 우리측에서. */
static bool is_announced_in_korean(const struct reading *it, size_t at)
{
	size_t before = at;

	while (before > 0 && letter_at(it, before - 1) == ' ')
		before--;
	if (before == 0 || before == at)
		return false;
	if (letter_at(it, before - 1) == ':' ||
		letter_at(it, before - 1) == '/' ||
		letter_at(it, before - 1) == ',')
		return is_about_people(it, at);
	return letter_at(it, before - 1) == 0xCE21 ||
		(before > 3 && letter_at(it, before - 3) == 0xCE21);
}

/* A name from elsewhere, of one word or some, in front of an office. */
static bool read_foreign_in_korean(
	const struct reading *it, size_t at, struct candidate *found)
{
	size_t words = 0;

	*found = (struct candidate){.printed = at, .start = at, .end = at};
	if (!is_announced_in_korean(it, at))
		return false;
	for (; words < 4 && fold_is_hangul(letter_at(it, at)); words++) {
		size_t end = at;

		while (fold_is_hangul(letter_at(it, end)))
			end++;
		if (is_no_name(it, at) || is_korean_office(it, at, end) ||
			facts_hit(it, WORD_ROLE, at, end) != NULL)
			break;
		found->end = end;
		at = fold_skip(&it->fold, end);
	}
	return words > 0 && words < 4 && found->end > found->start + 1 &&
		at + 1 < facts_sentence_end(it, found->start) &&
		facts_hit(it, WORD_ROLE, at, at + ROLE_NEAR / 2) != NULL;
}

/* Names of East Asia: in front of a function in parentheses, or beside one. */
static bool read_eastern(
	const struct reading *it, size_t at, struct candidate *found)
{
	size_t end = run_end(it, at), length = end - at;
	size_t most = is_kana(letter_at(it, at)) ? 16 : 5;
	size_t behind = fold_skip(&it->fold, end);
	size_t stop = facts_sentence_end(it, at);
	const struct hit *role = hits_before(&it->hits, WORD_ROLE, at);
	bool starts = at == 0 ||
		(is_han(letter_at(it, at)) ? !is_han(letter_at(it, at - 1))
					   : !is_kana(letter_at(it, at - 1)));

	*found = (struct candidate){.printed = at, .start = at, .end = end};
	if (length < 2 || length > most)
		return false;
	if (letter_at(it, end) == '(' && starts)
		return tells_role(it, end, closing(it, end)) &&
			!is_country_alone(it, end, closing(it, end));
	/* A foreign name, and its function behind it. */
	if (is_kana(letter_at(it, at)) && starts && has_dot(it, at, end))
		return facts_hit(it, WORD_ROLE, end,
			       stop < end + 20 ? stop : end + 20) != NULL;
	if (fold_is_hangul(letter_at(it, at)))
		return length <= 4 && behind > end &&
			is_korean_family(letter_at(it, at)) &&
			(at == 0 || !fold_is_hangul(letter_at(it, at - 1))) &&
			facts_hit(it, WORD_ROLE, behind, behind + 16) != NULL &&
			facts_hit(it, WORD_ROLE, at, behind) == NULL;
	/* 司长洪亮: behind the function, in Chinese. */
	if (role != NULL && length <= 4 &&
		strncmp(it->language, "zh", 2) == 0) {
		found->role = role->start;
		while (found->role > 0 &&
			fold_script(letter_at(it, found->role - 1)) ==
				SCRIPT_OTHER &&
			hits_before(&it->hits, WORD_RANGE, found->role) == NULL)
			found->role--;
		found->role_end = at;
		return is_about_people(it, at);
	}
	/* 石月英雄外務省大使: in front of it, in Japanese. */
	behind += letter_at(it, behind) == MIDDLE_DOT;
	return starts && length >= 3 && strncmp(it->language, "ja", 2) == 0 &&
		(hits_at(&it->hits, WORD_COUNTRY, behind) != NULL ||
			hits_at(&it->hits, WORD_ORGAN, behind) != NULL ||
			hits_at(&it->hits, WORD_BODY, behind) != NULL) &&
		facts_hit(it, WORD_ROLE, end,
			stop < end + ROLE_NEAR ? stop : end + ROLE_NEAR) !=
		NULL;
}

/* Arabic: behind an honorific, or in front of a function in parentheses. */
static bool read_arabic(
	const struct reading *it, size_t at, struct candidate *found)
{
	size_t words = 0, end;

	*found = (struct candidate){.printed = at, .start = at, .end = at};
	if (!starts_word(it, at))
		return false;
	/* "And" is written together with its word. */
	if (hits_at(&it->hits, WORD_HONORIFIC, at + 1) != NULL)
		found->printed = ++at;
	at = skip_honorifics(it, at);
	found->honoured = at > found->printed;
	for (found->start = at;
		starts_word(it, at) && words < 5 && at < found->start + 80;) {
		if (hits_at(&it->hits, WORD_ROLE, at) != NULL ||
			is_no_name(it, at))
			break;
		end = word_end(it, at);
		/* "Son of" and what is behind it counts once. */
		words += hits_at(&it->hits, WORD_PARTICLE, at) == NULL;
		found->end = end;
		at = fold_skip(&it->fold, end);
	}
	if (words < 2 || words > 4 || !is_about_people(it, found->start))
		return false;
	found->role = function_before(it, found->start);
	if (found->role < found->start) {
		found->role_end = found->start;
		return true;
	}
	found->role = 0;
	return found->honoured ||
		(letter_at(it, at) == '(' &&
			tells_role(it, at, closing(it, at)));
}

/* --- what is said of a person --- */

/* Up to where the next person or another part of the sentence begins. */
static size_t role_end(
	const struct reading *it, size_t start, const struct candidate *next)
{
	size_t end = facts_sentence_end(it, start);
	size_t at = start;

	if (next != NULL && next->printed < end)
		end = next->role_end > 0 ? next->role : next->printed;
	for (; at < end; at++) {
		size_t word;

		if (letter_at(it, at) == '(')
			at = closing(it, at);
		if (letter_at(it, at) != ',' && letter_at(it, at) != 0x60C)
			continue;
		word = fold_skip(&it->fold, at + 1);
		if (word >= end || hits_at(&it->hits, WORD_RANGE, word) ||
			(letter_at(it, word) < 0x600 &&
				!fold_is_capital(&it->fold, word) &&
				hits_at(&it->hits, WORD_ROLE, word) == NULL))
			return at;
	}
	/* "and" in front of the next one. */
	for (const struct hit *hit = facts_hit(it, WORD_RANGE, start, end);
		hit != NULL; hit = facts_hit(it, WORD_RANGE, hit->end, end))
		if (fold_skip(&it->fold, hit->end) >= end)
			return hit->start;
	return end;
}

static void read_role(const struct reading *it, struct found_person *person,
	const struct candidate *found, const struct candidate *next,
	size_t *start, size_t *end)
{
	size_t behind = fold_skip(&it->fold, found->end);

	*start = *end = found->end;
	if (letter_at(it, behind) == '(') {
		*start = behind + 1;
		*end = closing(it, behind);
	} else if (found->role_end > 0) {
		*start = found->role;
		*end = found->role_end;
		while (*end > *start &&
			(letter_at(it, *end - 1) == ' ' ||
				letter_at(it, *end - 1) == ','))
			--*end;
	} else if (letter_at(it, behind) == ',' ||
		letter_at(it, behind) == 0x60C) {
		*start = behind + 1;
		*end = role_end(it, behind + 1, next);
	} else if (fold_script(letter_at(it, behind)) == SCRIPT_OTHER) {
		const struct hit *role =
			facts_hit(it, WORD_ROLE, behind, behind + ROLE_NEAR);

		*start = behind;
		for (; role != NULL;
			role = hits_at(&it->hits, WORD_ROLE, role->end))
			*end = role->end;
	}
	if ((*end > *start + 1 && tells_role(it, *start, *end)) ||
		(*end > *start + 3 && letter_at(it, behind) == '('))
		person->role = facts_text(it, *start, *end);
	person->acting = facts_hit(it, WORD_ACTING, *start, *end) != NULL;
}

/* The one side that words of this kind name in there, or NULL. */
static const char *party_of(const struct reading *it, enum word_kind kind,
	size_t start, size_t end, bool loosely)
{
	const char *party = NULL;

	for (const struct hit *hit = facts_hit(it, kind, start, end);
		hit != NULL; hit = facts_hit(it, kind, hit->end, end)) {
		const char *named = kind == WORD_COUNTRY ? hit->term->value
							 : hit->term->party;

		if (named == NULL || (hit->loose && !loosely) ||
			facts_is_in_title(it, hit->start) ||
			!facts_is_side(it, named))
			continue;
		if (party != NULL && strcmp(party, named) != 0)
			return NULL;
		party = named;
	}
	return party;
}

/* A country says more than a ministry, which others have too. */
static const char *party_in(
	const struct reading *it, size_t start, size_t end, bool loosely)
{
	const char *party = party_of(it, WORD_COUNTRY, start, end, loosely);

	return party || facts_hit(it, WORD_COUNTRY, start, end) != NULL
		? party
		: party_of(it, WORD_BODY, start, end, loosely);
}

static void read_party(const struct reading *it, struct found_person *person,
	size_t before, size_t role, size_t role_stop)
{
	size_t label = label_end(it, person->at);

	person->party =
		party_in(it, facts_line_start(it, person->at), label, true);
	if (person->party == NULL)
		person->party = party_in(it, role, role_stop, false);
	person->party_is_sure = person->party != NULL;
	if (person->party == NULL)
		person->party = party_in(it, role, role_stop, true);
	if (person->party == NULL)
		person->party = party_in(it, before, person->at, true);
	if (person->party == NULL)
		person->party = party_of_adjective(it, role, role_stop);
	if (person->party == NULL)
		person->party = party_of_adjective(it, before, person->at);
	if (it->series == NULL || it->series->side_count == 0)
		person->party_is_sure = false;
}

/* How those in this line, or in this sentence, take part. */
static const char *part_played(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at);
	size_t label = label_end(it, at);
	const struct hit *hit = facts_hit(it, WORD_CHAIR, start, label);

	if (hit == NULL)
		hit = facts_hit(it, WORD_CHAIR, facts_sentence_start(it, at),
			facts_sentence_end(it, at));
	return hit ? hit->term->value : "participant";
}

static const char *known_as(const struct reading *it,
	const struct candidate *found, const struct hit **known)
{
	*known = facts_hit(it, WORD_PERSON, found->printed, found->end);
	return *known ? (*known)->term->value : NULL;
}

/* Note a person; what was said behind the last one ends at `before`. */
static size_t add(struct reading *it, const struct candidate *found,
	const struct candidate *next, size_t before)
{
	struct found_person person = {.at = found->start,
		.name = facts_text(it, found->start, found->end),
		.printed = facts_text(it, found->printed, found->end),
		.as = part_played(it, found->start)};
	const struct hit *known;
	size_t role, role_stop;

	for (size_t i = 0; i < it->person_count; i++)
		if (strcmp(it->people[i].name, person.name) == 0)
			return found->end;
	person.ref = known_as(it, found, &known);
	person.doubt = known ? NULL : "the site does not know this name";
	read_role(it, &person, found, next, &role, &role_stop);
	read_party(it, &person, before, role, role_stop);
	if (known != NULL && known->term->party != NULL) {
		person.party = known->term->party;
		person.party_is_sure = true;
	}
	it->people = pool_grow(
		it->pool, it->people, it->person_count, sizeof(person));
	it->people[it->person_count++] = person;
	facts_add(it, "person", person.name, person.at, person.doubt);
	if (person.role != NULL)
		facts_add(it, "role", person.role, person.at,
			letter_at(it, fold_skip(&it->fold, found->end)) == '('
				? NULL
				: "it may end elsewhere")
			->of = person.name;
	if (person.party != NULL)
		facts_add(it, "party", person.party, person.at,
			person.party_is_sure ? NULL
					     : "it is named nearby, or no side")
			->of = person.name;
	return role_stop;
}

static bool read_at(
	const struct reading *it, size_t at, struct candidate *found)
{
	uint32_t letter = letter_at(it, at);

	if (fold_is_hangul(letter) && read_foreign_in_korean(it, at, found))
		return true;
	if (is_han(letter) || is_kana(letter) || fold_is_hangul(letter))
		return read_eastern(it, at, found);
	if (letter >= 0x600 && letter < 0x700)
		return read_arabic(it, at, found);
	return starts_word(it, at) && read_capitals(it, at, found) &&
		is_person(it, found);
}

static bool is_one_word(const struct fold *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (fold_script(name->letters[i]) != SCRIPT_ALPHABET)
			return false;
	return name->count > 3;
}

/* What sides are called in the language of the text, in one word. */
static void find_side_names(struct reading *it)
{
	if (it->series == NULL || it->series->side_count == 0)
		return;
	for (size_t i = 0; i < WORD_SLOTS; i++)
		for (const struct term *term = it->terms.slots[i]; term != NULL;
			term = term->next) {
			if (term->kind != WORD_COUNTRY ||
				!is_one_word(&term->fold) ||
				!facts_is_side(it, term->value))
				continue;
			it->side_names = pool_grow(it->pool, it->side_names,
				it->side_name_count, sizeof(*it->side_names));
			it->side_names[it->side_name_count++] = term;
		}
}

void people_read(struct reading *it)
{
	struct candidate *found =
		pool_alloc(it->pool, (PEOPLE_LIMIT + 1) * sizeof(*found));
	size_t count = 0;

	find_side_names(it);
	for (size_t at = 0; at < it->fold.count && count < PEOPLE_LIMIT; at++) {
		const struct line *line = facts_line(it, at);
		const struct hit *body = hits_at(&it->hits, WORD_BODY, at);

		if (body != NULL)
			at = body->end;
		if (line->taken || !read_at(it, at, &found[count]))
			continue;
		at = found[count++].end - 1;
		/* Nobody is named in what somebody does. */
		if (letter_at(it, fold_skip(&it->fold, at + 1)) == '(')
			at = closing(it, fold_skip(&it->fold, at + 1));
	}
	for (size_t i = 0, before = 0; i < count; i++) {
		size_t sentence = facts_sentence_start(it, found[i].printed);

		before =
			add(it, &found[i], i + 1 < count ? &found[i + 1] : NULL,
				before > sentence ? before : sentence);
	}
}
