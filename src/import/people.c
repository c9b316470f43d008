#include "import/people.h"

#include <string.h>
#include "import/people_capitals.h"
#include "import/people_said.h"
#include "import/people_uncased.h"
#include "base/banned.h"

enum { PEOPLE_LIMIT = 60 };

/* Note a person; what was said behind the last one ends at `before`. */
static size_t add(struct reading *it, const struct candidate *found,
	const struct candidate *next, size_t before)
{
	struct found_person person = {.at = found->start,
		.name = facts_text(it, found->start, found->end),
		.printed = facts_text(it, found->printed, found->end),
		.as = people_said_part(it, found->start)};
	const struct hit *known =
		facts_hit(it, WORD_PERSON, found->printed, found->end);
	struct passage role;

	for (size_t i = 0; i < it->person_count; i++)
		if (strcmp(it->people[i].name, person.name) == 0)
			return found->end;
	person.ref = known ? known->term->value : NULL;
	person.doubt = known ? NULL : "the site does not know this name";
	role = people_said_role(it, &person, found, next);
	people_said_party(it, &person, before, role);
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
			naming_letter(it, fold_skip(&it->fold, found->end)) ==
					'('
				? NULL
				: "it may end elsewhere")
			->of = person.name;
	if (person.party != NULL)
		facts_add(it, "party", person.party, person.at,
			person.party_is_sure ? NULL
					     : "it is named nearby, or no side")
			->of = person.name;
	return role.end;
}

static bool read_at(
	const struct reading *it, size_t at, struct candidate *found)
{
	if (people_uncased_has(naming_letter(it, at)))
		return people_uncased_read(it, at, found);
	return people_capitals_read(it, at, found);
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
		if (naming_letter(it, fold_skip(&it->fold, at + 1)) == '(')
			at = naming_closing(it, fold_skip(&it->fold, at + 1));
	}
	for (size_t i = 0, before = 0; i < count; i++) {
		size_t sentence = facts_sentence_start(it, found[i].printed);

		before =
			add(it, &found[i], i + 1 < count ? &found[i + 1] : NULL,
				before > sentence ? before : sentence);
	}
}
