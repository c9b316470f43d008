#include "import/people_said.h"

#include <string.h>
#include "base/banned.h"

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

		if (naming_letter(it, at) == '(')
			at = naming_closing(it, at);
		if (naming_letter(it, at) != ',' &&
			naming_letter(it, at) != 0x60C)
			continue;
		word = fold_skip(&it->fold, at + 1);
		if (word >= end || hits_at(&it->hits, WORD_RANGE, word) ||
			(naming_letter(it, word) < 0x600 &&
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

/* Where it is said what somebody does; nothing, where it is not. */
static struct passage find_role(const struct reading *it,
	const struct candidate *found, const struct candidate *next)
{
	size_t behind = fold_skip(&it->fold, found->end), end = found->end;
	uint32_t mark = naming_letter(it, behind);

	if (mark == '(')
		return (struct passage){behind + 1, naming_closing(it, behind)};
	if (found->role_end > 0) {
		end = found->role_end;
		while (end > found->role &&
			(naming_letter(it, end - 1) == ' ' ||
				naming_letter(it, end - 1) == ','))
			end--;
		return (struct passage){found->role, end};
	}
	if (mark == ',' || mark == 0x60C)
		return (struct passage){
			behind + 1, role_end(it, behind + 1, next)};
	if (fold_script(mark) == SCRIPT_OTHER) {
		const struct hit *role =
			facts_hit(it, WORD_ROLE, behind, behind + ROLE_NEAR);

		for (; role != NULL;
			role = hits_at(&it->hits, WORD_ROLE, role->end))
			end = role->end;
		return (struct passage){behind, end};
	}
	return (struct passage){end, end};
}

struct passage people_said_role(const struct reading *it,
	struct found_person *person, const struct candidate *found,
	const struct candidate *next)
{
	struct passage role = find_role(it, found, next);
	size_t behind = fold_skip(&it->fold, found->end);

	if ((role.end > role.start + 1 &&
		    naming_tells_role(it, role.start, role.end)) ||
		(role.end > role.start + 3 && naming_letter(it, behind) == '('))
		person->role = facts_text(it, role.start, role.end);
	person->acting =
		facts_hit(it, WORD_ACTING, role.start, role.end) != NULL;
	return role;
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

void people_said_party(const struct reading *it, struct found_person *person,
	size_t before, struct passage role)
{
	size_t label = naming_label_end(it, person->at);

	person->party =
		party_in(it, facts_line_start(it, person->at), label, true);
	if (person->party == NULL)
		person->party = party_in(it, role.start, role.end, false);
	person->party_is_sure = person->party != NULL;
	if (person->party == NULL)
		person->party = party_in(it, role.start, role.end, true);
	if (person->party == NULL)
		person->party = party_in(it, before, person->at, true);
	if (person->party == NULL)
		person->party = naming_party(it, role.start, role.end);
	if (person->party == NULL)
		person->party = naming_party(it, before, person->at);
	if (it->series == NULL || it->series->side_count == 0)
		person->party_is_sure = false;
}

const char *people_said_part(const struct reading *it, size_t at)
{
	size_t start = facts_line_start(it, at);
	size_t label = naming_label_end(it, at);
	const struct hit *hit = facts_hit(it, WORD_CHAIR, start, label);

	if (hit == NULL)
		hit = facts_hit(it, WORD_CHAIR, facts_sentence_start(it, at),
			facts_sentence_end(it, at));
	return hit ? hit->term->value : "participant";
}
