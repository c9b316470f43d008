#include "import/people_capitals.h"

#include <string.h>
#include "base/banned.h"

enum { NAME_WORDS = 6 };

/* The word there, if it can be one of a name; 0 otherwise. */
static size_t name_word(const struct reading *it, size_t at)
{
	const struct hit *particle = hits_at(&it->hits, WORD_PARTICLE, at);
	size_t end, next;

	if (!naming_starts_word(it, at) || naming_is_no_name(it, at))
		return 0;
	end = naming_word_end(it, at);
	if (fold_is_capital(&it->fold, at)) {
		bool initial = end == at + 1 && naming_letter(it, end) == '.';

		return initial ? end + 1 : end;
	}
	if (particle == NULL)
		return 0;
	next = fold_skip(&it->fold, particle->end);
	return naming_starts_word(it, next) && name_word(it, next) > 0
		? particle->end
		: 0;
}

/* "S." alone is no name. */
static bool has_whole_word(
	const struct reading *it, const struct candidate *found)
{
	for (size_t at = found->start; at < found->end; at++)
		if (naming_starts_word(it, at) &&
			naming_word_end(it, at) > at + 1)
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
		size_t behind = naming_skip_honorifics(it, at);
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
		if (at == end && naming_letter(it, end - 1) != '.')
			break;
	}
	return words >= (found->honoured ? 1 : 2) && words <= NAME_WORDS &&
		has_whole_word(it, found);
}

/* A line of nothing but names, parted by marks, behind its label. */
static bool is_list_of_names(const struct reading *it, size_t at)
{
	size_t start = naming_label_end(it, at), end = facts_line_end(it, at);
	struct candidate found;
	size_t count = 0;

	if (start == facts_line_start(it, at))
		return false;
	for (size_t i = start; i < end; i++) {
		if (naming_letter(it, i) == '(')
			i = naming_closing(it, i);
		if (!naming_starts_word(it, i))
			continue;
		if (!read_capitals(it, i, &found) ||
			!naming_is_mark(naming_letter(
				it, fold_skip(&it->fold, found.end))))
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
	size_t at = found->printed;
	bool parted = at > 2 && naming_letter(it, at - 2) == ',' &&
		naming_is_mark(naming_letter(it, found->end));
	const struct hit *role;

	if (!naming_is_about_people(it, at) ||
		!(parted || naming_letter(it, found->start + 1) == '.'))
		return false;
	role = naming_last_role(it, at);
	if (role == NULL)
		return false;
	found->role = role->start;
	found->role_end = at;
	return true;
}

/* Whether the words around a name in capital letters make it a person's. */
static bool is_person(const struct reading *it, struct candidate *found)
{
	size_t behind = fold_skip(&it->fold, found->end);
	size_t stop = facts_sentence_end(it, behind);
	size_t function = naming_role_before(it, found->printed);

	if (found->honoured || found->role_end > 0)
		return true;
	if (function < found->printed) {
		found->role = function;
		found->role_end = found->printed;
		return true;
	}
	if (naming_letter(it, behind) == '(') {
		stop = naming_closing(it, behind);
		if (naming_is_country_alone(it, behind, stop))
			return false;
		/* "(MOFA)" is what a body is called, but behind "Japan:". */
		if (!naming_has_label_of_side(it, found->start) &&
			naming_word_end(it, behind + 1) == stop &&
			fold_is_capital(&it->fold, stop - 1))
			return false;
		return naming_tells_role(it, behind, stop) ||
			(naming_is_about_people(it, found->start) &&
				stop > behind + 5);
	}
	if (stop > behind + ROLE_NEAR)
		stop = behind + ROLE_NEAR;
	if (naming_letter(it, behind) == ',' &&
		naming_is_about_people(it, found->start) &&
		facts_hit(it, WORD_ROLE, behind, stop) != NULL &&
		starts_role(it, fold_skip(&it->fold, behind + 1)))
		return true;
	return find_role_before(it, found) ||
		is_list_of_names(it, found->start);
}

bool people_capitals_read(
	const struct reading *it, size_t at, struct candidate *found)
{
	return naming_starts_word(it, at) && read_capitals(it, at, found) &&
		is_person(it, found);
}
