#include <string.h>
#include "import/hits.h"
#include "model/phrases.h"
#include "base/banned.h"

static size_t count_letters(
	const struct fold *fold, uint32_t first, uint32_t last)
{
	size_t count = 0;

	for (size_t i = 0; i < fold->count; i++)
		count += fold->letters[i] >= first && fold->letters[i] <= last;
	return count;
}

/*
 * How much of a text is in a language: months and the like count double.  A
 * calendar may have no other words than titles of its series.
 */
static size_t count_words(struct pool *pool, const struct site *site,
	const struct fold *fold, const char *language)
{
	struct terms terms;
	struct hits hits;
	size_t count = 0;

	terms_make_telling(&terms, pool, site, language);
	hits = hits_find(&terms, pool, fold);
	for (size_t i = 0; i < hits.count; i++) {
		enum word_kind kind = hits.items[i].kind;

		count += kind == WORD_STOP;
		if (kind == WORD_MONTH || kind == WORD_WEEKDAY ||
			kind == WORD_MEETING || kind == WORD_STATUS)
			count += 2;
		if (kind == WORD_SERIES)
			count += 4;
	}
	return count;
}

/* Characters that only one of the two ways of writing has. */
static bool is_traditional(const struct fold *fold)
{
	static const uint32_t letters[] = {0x570B, 0x6703, 0x5C0D, 0x8207,
		0x9019, 0x6771, 0x9EDE, 0x8A71, 0x8207, 0x696D, 0x7D93, 0x8AC7};
	static const uint32_t simple[] = {0x56FD, 0x4F1A, 0x5BF9, 0x4E0E,
		0x8FD9, 0x4E1C, 0x70B9, 0x8BDD, 0x4E1A, 0x7ECF, 0x8C08, 0x957F};
	size_t old = 0, new = 0;

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		old += count_letters(fold, letters[i], letters[i]);
		new += count_letters(fold, simple[i], simple[i]);
	}
	return old > new;
}

const char *terms_language(
	struct pool *pool, const struct site *site, const struct fold *fold)
{
	static const struct {
		uint32_t first, last;
		const char *language;
	} scripts[] = {{0x3041, 0x30FA, "ja"}, {0xAC00, 0xD7A3, "ko"},
		{0x620, 0x6FF, "ar"}, {0x400, 0x4FF, "ru"},
		{0x4E00, 0x9FFF, "zh"}};
	const char *best = NULL;
	size_t most = 0, letters = count_letters(fold, 'a', 0x24F);

	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
		size_t count =
			count_letters(fold, scripts[i].first, scripts[i].last);

		if (count * (i == 0 ? 12 : 3) > letters && count > 5) {
			if (i == 4 && is_traditional(fold))
				return "zh-Hant";
			return scripts[i].language;
		}
	}
	for (size_t i = 0; i < catalogue_count; i++) {
		const char *language = catalogues[i].language;
		size_t count = terms_is_latin(language)
			? count_words(pool, site, fold, language)
			: 0;

		if (count > most) {
			most = count;
			best = language;
		}
	}
	if (best == NULL && site != NULL && site->publisher.language_count == 1)
		best = site->publisher.languages[0];
	return best;
}
