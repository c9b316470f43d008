#include "import/naming.h"

#include <string.h>
#include "base/banned.h"

enum { ROLE_BEFORE = 90 };

size_t naming_word_end(const struct reading *it, size_t at)
{
	while (fold_script(naming_letter(it, at)) == SCRIPT_ALPHABET ||
		((naming_letter(it, at) == '-' ||
			 naming_letter(it, at) == '\'') &&
			fold_script(naming_letter(it, at + 1)) ==
				SCRIPT_ALPHABET))
		at++;
	return at;
}

bool naming_starts_word(const struct reading *it, size_t at)
{
	return fold_script(naming_letter(it, at)) == SCRIPT_ALPHABET &&
		(at == 0 ||
			fold_script(naming_letter(it, at - 1)) !=
				SCRIPT_ALPHABET);
}

bool naming_is_no_name(const struct reading *it, size_t at)
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

size_t naming_skip_honorifics(const struct reading *it, size_t at)
{
	for (;;) {
		const struct hit *hit = hits_at(&it->hits, WORD_HONORIFIC, at);
		bool latin = naming_letter(it, at) < 0x600;

		if (hit == NULL || (latin && !fold_is_capital(&it->fold, at)))
			return at;
		at = hit->end;
		while (naming_letter(it, at) == '.' ||
			naming_letter(it, at) == ' ')
			at++;
	}
}

bool naming_is_mark(uint32_t letter)
{
	return letter == ',' || letter == ';' || letter == '/' ||
		letter == 0x3001 || letter == 0x60C || letter == '\n' ||
		letter == '(' || letter == '.' || letter == 0;
}

size_t naming_closing(const struct reading *it, size_t at)
{
	int depth = 0;

	for (size_t end = facts_line_end(it, at); at < end; at++) {
		depth += naming_letter(it, at) == '(';
		depth -= naming_letter(it, at) == ')';
		if (depth == 0)
			return at;
	}
	return at;
}

bool naming_tells_role(const struct reading *it, size_t start, size_t end)
{
	return facts_hit(it, WORD_ROLE, start, end) != NULL ||
		facts_hit(it, WORD_COUNTRY, start, end) != NULL ||
		facts_hit(it, WORD_BODY, start, end) != NULL;
}

size_t naming_label_end(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at);

	for (size_t i = start; i < at && i < start + 40; i++)
		if (naming_letter(it, i) == ':')
			return i + 1;
	return start;
}

/* So many letters from there on are those that the name starts with. */
static size_t same_letters(
	const struct reading *it, size_t at, const struct fold *name)
{
	size_t count = 0;

	while (count < name->count &&
		naming_letter(it, at + count) == name->letters[count] &&
		fold_script(name->letters[count]) == SCRIPT_ALPHABET)
		count++;
	return count;
}

const char *naming_party(const struct reading *it, size_t start, size_t end)
{
	const char *party = NULL;
	size_t most = 2;

	for (size_t at = start; at < end; at++) {
		if (!naming_starts_word(it, at) ||
			hits_at(&it->hits, WORD_ROLE, at) != NULL ||
			hits_at(&it->hits, WORD_ORGAN, at) != NULL)
			continue;
		for (size_t i = 0; i < it->side_name_count; i++) {
			const struct term *name = it->side_names[i];
			size_t same = same_letters(it, at, &name->fold);
			bool fits = same >= 4 ||
				(same == 3 && name->fold.count <= 5 &&
					naming_word_end(it, at) <= at + 9);

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

bool naming_has_label_of_side(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at), end = naming_label_end(it, at);

	for (const struct hit *hit = facts_hit(it, WORD_COUNTRY, start, end);
		hit != NULL; hit = facts_hit(it, WORD_COUNTRY, hit->end, end))
		if (facts_is_side(it, hit->term->value))
			return true;
	return end > start &&
		(facts_hit(it, WORD_ROLE, start, end) != NULL ||
			naming_party(it, start, end) != NULL);
}

bool naming_is_about_people(const struct reading *it, size_t at)
{
	return facts_hit(it, WORD_CHAIR, facts_line_start(it, at),
		       facts_line_end(it, at)) != NULL ||
		naming_has_label_of_side(it, at);
}

bool naming_is_country_alone(const struct reading *it, size_t at, size_t close)
{
	const struct hit *country = hits_at(&it->hits, WORD_COUNTRY, at + 1);

	return country != NULL && country->end == close &&
		!naming_is_about_people(it, at);
}

const struct hit *naming_last_role(const struct reading *it, size_t at)
{
	size_t start = facts_sentence_start(it, at);
	const struct hit *role = NULL;

	if (at > start + ROLE_BEFORE)
		start = at - ROLE_BEFORE;
	for (const struct hit *hit = facts_hit(it, WORD_ROLE, start, at);
		hit != NULL; hit = facts_hit(it, WORD_ROLE, hit->end, at))
		role = hit;
	return role;
}

size_t naming_role_before(const struct reading *it, size_t at)
{
	static const enum word_kind ends[] = {
		WORD_ROLE, WORD_ORGAN, WORD_COUNTRY, WORD_BODY};
	size_t sentence = facts_sentence_start(it, at), end = at;
	const struct hit *role;
	bool is_close = false;

	while (end > sentence && naming_letter(it, end - 1) == ' ')
		end--;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		is_close = is_close ||
			hits_before(&it->hits, ends[i], end) != NULL;
	role = is_close ? naming_last_role(it, at) : NULL;
	if (role == NULL)
		return at;
	for (size_t i = role->end; i < at; i++)
		if (naming_is_mark(naming_letter(it, i)))
			return at;
	return role->start;
}
