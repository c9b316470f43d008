#include "import/people_uncased.h"

#include <string.h>
#include "base/banned.h"

enum {
	MIDDLE_DOT = 0xB7,
	NAME_LETTERS = 17, /* of names that are written without blanks */
};

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
	bool (*is_it)(uint32_t) = is_han(naming_letter(it, at)) ? is_han
		: is_kana(naming_letter(it, at))                ? is_kana
						 : fold_is_hangul;

	while (at <= start + NAME_LETTERS && is_it(naming_letter(it, at)) &&
		!naming_is_no_name(it, at) &&
		hits_at(&it->hits, WORD_CHAIR, at) == NULL &&
		hits_at(&it->hits, WORD_STATUS, at) == NULL &&
		hits_at(&it->hits, WORD_STOP, at) == NULL &&
		(is_it == is_kana ||
			hits_at(&it->hits, WORD_RANGE, at) == NULL))
		at++;
	while (at > start && naming_letter(it, at - 1) == MIDDLE_DOT)
		at--;
	return at;
}

static bool has_dot(const struct reading *it, size_t at, size_t end)
{
	while (at < end && naming_letter(it, at) != MIDDLE_DOT)
		at++;
	return at < end;
}

/* What an office is called ends so: 부, 성, 청, 처, 원, 실, 국, 과. */
static bool is_korean_office(const struct reading *it, size_t at, size_t end)
{
	static const uint32_t ends[] = {
		0xBD80, 0xC131, 0xCCAD, 0xCC98, 0xC6D0, 0xC2E4, 0xAD6D, 0xACFC};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (end > at + 1 && naming_letter(it, end - 1) == ends[i])
			return true;
	return false;
}

/* Behind "Head:", or behind "on the Korean side", 우리측에서. */
static bool is_announced_in_korean(const struct reading *it, size_t at)
{
	size_t before = at;

	while (before > 0 && naming_letter(it, before - 1) == ' ')
		before--;
	if (before == 0 || before == at)
		return false;
	if (naming_letter(it, before - 1) == ':' ||
		naming_letter(it, before - 1) == '/' ||
		naming_letter(it, before - 1) == ',')
		return naming_is_about_people(it, at);
	return naming_letter(it, before - 1) == 0xCE21 ||
		(before > 3 && naming_letter(it, before - 3) == 0xCE21);
}

/* A name from elsewhere, of one word or some, in front of an office. */
static bool read_foreign_in_korean(
	const struct reading *it, size_t at, struct candidate *found)
{
	size_t words = 0;

	*found = (struct candidate){.printed = at, .start = at, .end = at};
	if (!is_announced_in_korean(it, at))
		return false;
	for (; words < 4 && fold_is_hangul(naming_letter(it, at)); words++) {
		size_t end = at;

		while (fold_is_hangul(naming_letter(it, end)))
			end++;
		if (naming_is_no_name(it, at) ||
			is_korean_office(it, at, end) ||
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
	size_t most = is_kana(naming_letter(it, at)) ? 16 : 5;
	size_t behind = fold_skip(&it->fold, end);
	size_t stop = facts_sentence_end(it, at);
	const struct hit *role = hits_before(&it->hits, WORD_ROLE, at);
	bool starts = at == 0 ||
		(is_han(naming_letter(it, at))
				? !is_han(naming_letter(it, at - 1))
				: !is_kana(naming_letter(it, at - 1)));

	*found = (struct candidate){.printed = at, .start = at, .end = end};
	if (length < 2 || length > most)
		return false;
	if (naming_letter(it, end) == '(' && starts)
		return naming_tells_role(it, end, naming_closing(it, end)) &&
			!naming_is_country_alone(
				it, end, naming_closing(it, end));
	/* A foreign name, and its function behind it. */
	if (is_kana(naming_letter(it, at)) && starts && has_dot(it, at, end))
		return facts_hit(it, WORD_ROLE, end,
			       stop < end + 20 ? stop : end + 20) != NULL;
	if (fold_is_hangul(naming_letter(it, at)))
		return length <= 4 && behind > end &&
			is_korean_family(naming_letter(it, at)) &&
			(at == 0 ||
				!fold_is_hangul(naming_letter(it, at - 1))) &&
			facts_hit(it, WORD_ROLE, behind, behind + 16) != NULL &&
			facts_hit(it, WORD_ROLE, at, behind) == NULL;
	/* 司长洪亮: behind the function, in Chinese. */
	if (role != NULL && length <= 4 &&
		strncmp(it->language, "zh", 2) == 0) {
		found->role = role->start;
		while (found->role > 0 &&
			fold_script(naming_letter(it, found->role - 1)) ==
				SCRIPT_OTHER &&
			hits_before(&it->hits, WORD_RANGE, found->role) == NULL)
			found->role--;
		found->role_end = at;
		return naming_is_about_people(it, at);
	}
	/* 石月英雄外務省大使: in front of it, in Japanese. */
	behind += naming_letter(it, behind) == MIDDLE_DOT;
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
	if (!naming_starts_word(it, at))
		return false;
	/* "And" is written together with its word. */
	if (hits_at(&it->hits, WORD_HONORIFIC, at + 1) != NULL)
		found->printed = ++at;
	at = naming_skip_honorifics(it, at);
	found->honoured = at > found->printed;
	for (found->start = at; naming_starts_word(it, at) && words < 5 &&
		at < found->start + 80;) {
		if (hits_at(&it->hits, WORD_ROLE, at) != NULL ||
			naming_is_no_name(it, at))
			break;
		end = naming_word_end(it, at);
		/* "Son of" and what is behind it counts once. */
		words += hits_at(&it->hits, WORD_PARTICLE, at) == NULL;
		found->end = end;
		at = fold_skip(&it->fold, end);
	}
	if (words < 2 || words > 4 || !naming_is_about_people(it, found->start))
		return false;
	found->role = naming_role_before(it, found->start);
	if (found->role < found->start) {
		found->role_end = found->start;
		return true;
	}
	found->role = 0;
	return found->honoured ||
		(naming_letter(it, at) == '(' &&
			naming_tells_role(it, at, naming_closing(it, at)));
}

static bool is_arabic(uint32_t letter)
{
	return letter >= 0x600 && letter < 0x700;
}

bool people_uncased_has(uint32_t letter)
{
	return is_han(letter) || is_kana(letter) || fold_is_hangul(letter) ||
		is_arabic(letter);
}

bool people_uncased_read(
	const struct reading *it, size_t at, struct candidate *found)
{
	uint32_t letter = naming_letter(it, at);

	if (is_arabic(letter))
		return read_arabic(it, at, found);
	if (fold_is_hangul(letter) && read_foreign_in_korean(it, at, found))
		return true;
	return read_eastern(it, at, found);
}
