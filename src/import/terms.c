#include "import/terms.h"

#include <stdio.h>
#include <string.h>
#include "model/phrases.h"
#include "base/banned.h"

extern const char words_txt[], cldr_txt[];
extern const int words_txt_size, cldr_txt_size;

static const char *const kinds[WORD_KINDS] = {"ordinal", "suffix", "counter",
	"meeting", "status", "chair", "relative", "release", "notice",
	"honorific", "role", "acting", "mode", "range", "filler", "particle",
	"hour", "era", "organ", "today", "in", "street", "stop", "month",
	"weekday", "city", "country"};

/* Words of a language have so many letters at most. */
enum { LONGEST = 40 };

/* Languages of one script take functions and honorifics from English too. */
static bool is_shared(enum word_kind kind)
{
	return kind == WORD_ROLE || kind == WORD_HONORIFIC ||
		kind == WORD_ACTING;
}

static bool is_capital_only(const struct fold *fold)
{
	size_t capitals = 0;

	for (size_t i = 0; i < fold->count; i++) {
		if (fold_script(fold->letters[i]) != SCRIPT_ALPHABET)
			continue;
		if (!fold_is_capital(fold, i))
			return false;
		capitals++;
	}
	return capitals > 0 && fold->count <= 5;
}

/* Terms are told by their first two letters, of `count` that there are. */
static size_t slot_of(const struct fold *fold, size_t at, size_t count)
{
	uint32_t second = count > 1 ? fold->letters[at + 1] : 0;

	return (fold->letters[at] * 31 + second) % WORD_SLOTS;
}

/* The same one in the slot, as a place where many have met, or NULL. */
static struct term *find_same(struct term *there, const struct term *term)
{
	for (; there != NULL; there = there->next)
		if (there->kind == term->kind &&
			strcmp(there->fold.text, term->fold.text) == 0 &&
			strcmp(there->value, term->value) == 0)
			return there;
	return NULL;
}

static struct term *add(struct terms *terms, enum word_kind kind,
	const char *value, const char *text, size_t length)
{
	struct term *term = pool_alloc(terms->pool, sizeof(*term)), *same;
	const char *copy = pool_bytes(terms->pool, text, length);
	struct term **slot;

	term->kind = kind;
	term->value = value;
	term->fold = fold_text(terms->pool, copy, length);
	if (term->fold.count == 0)
		return term;
	term->is_name = kind >= WORD_CITY && fold_is_capital(&term->fold, 0);
	term->is_acronym = term->is_name && is_capital_only(&term->fold);
	slot = &terms->slots[slot_of(&term->fold, 0, term->fold.count)];
	same = find_same(*slot, term);
	if (same != NULL)
		return same;
	term->next = *slot;
	*slot = term;
	return term;
}

static enum word_kind kind_called(const char *name, size_t length)
{
	for (int i = 0; i < WORD_MONTH + 4; i++)
		if (strncmp(kinds[i], name, length) == 0 &&
			kinds[i][length] == '\0')
			return (enum word_kind)i;
	return WORD_KINDS;
}

/* "fr" of "fr-CA"; zh-Hant reads the lines of zh too. */
static bool is_language(const char *line, size_t length, const char *language)
{
	if (length == 1 && *line == '*')
		return true;
	return strncmp(line, language, length) == 0 &&
		(language[length] == '\0' || language[length] == '-');
}

static bool is_latin(const char *language)
{
	static const char *const others[] = {"ja", "zh", "ko", "ar", "ru"};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strncmp(language, others[i], 2) == 0)
			return false;
	return true;
}

/* Words parted by bars. */
static void add_line(struct terms *terms, enum word_kind kind,
	const char *value, const char *text, const char *end)
{
	bool slavic = strncmp(terms->language, "ru", 2) == 0 ||
		strncmp(terms->language, "pl", 2) == 0;
	bool bends_little = kind == WORD_COUNTRY ||
		(terms->is_compounding && kind == WORD_MEETING);
	size_t bends = slavic ? 2 : bends_little;

	while (text < end) {
		const char *bar = memchr(text, '|', (size_t)(end - text));
		const char *stop = bar ? bar : end;

		add(terms, kind, value, text, (size_t)(stop - text))->bends =
			bends;
		text = stop + 1;
	}
}

/* A table of four columns: language, kind, value, words. */
static void add_table(struct terms *terms, const char *table, int size)
{
	const char *end = table + size;
	bool latin = is_latin(terms->language);

	for (const char *line = table, *next; line < end; line = next + 1) {
		const char *columns[4] = {line};
		enum word_kind kind;
		size_t length;
		bool own;

		next = memchr(line, '\n', (size_t)(end - line));
		if (next == NULL)
			return;
		if (*line == '#')
			continue;
		for (int i = 1; i < 4; i++)
			columns[i] = strchr(columns[i - 1], '\t') + 1;
		length = (size_t)(columns[1] - line - 1);
		kind = kind_called(
			columns[1], (size_t)(columns[2] - columns[1] - 1));
		own = is_language(line, length, terms->language);
		if (own && *line != '*')
			terms->is_known = true;
		if (own ||
			(latin && *line == 'e' && line[1] == 'n' &&
				is_shared(kind)))
			add_line(terms, kind,
				pool_bytes(terms->pool, columns[2],
					(size_t)(columns[3] - columns[2] - 1)),
				columns[3], next);
	}
}

/* Months, weekdays and countries of the catalogue. */
static void add_catalogue(struct terms *terms)
{
	static const struct {
		const char *prefix;
		enum word_kind kind;
	} parts[] = {{"month.", WORD_MONTH}, {"month-alone.", WORD_MONTH},
		{"weekday.", WORD_WEEKDAY}, {"country.", WORD_COUNTRY}};
	const struct catalogue *catalogue = catalogue_for(terms->language);

	if (strncmp(catalogue->language, terms->language, 2) != 0)
		return;
	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < sizeof(parts) / sizeof(*parts); j++) {
			const struct phrase *phrase = &catalogue->phrases[i];
			size_t length = strlen(parts[j].prefix);

			if (strncmp(phrase->key, parts[j].prefix, length) == 0)
				add_line(terms, parts[j].kind,
					phrase->key + length, phrase->text,
					phrase->text + strlen(phrase->text));
		}
}

/* A name, and without what stands in parentheses at its end, and that. */
static void add_name(struct terms *terms, enum word_kind kind,
	const char *value, const char *party, const char *name)
{
	size_t length = strlen(name);
	const char *open = strrchr(name, '(');
	const char *close = name + length - 1;

	if (open == NULL) {
		open = strstr(name, "（");
		close = open ? name + length - strlen("）") : close;
	}
	add(terms, kind, value, name, length)->party = party;
	if (open == NULL || open == name || close <= open)
		return;
	length = (size_t)(open - name);
	while (length > 0 && name[length - 1] == ' ')
		length--;
	add(terms, kind, value, name, length)->party = party;
	open += *open == '(' ? 1 : strlen("（");
	if (kind == WORD_BODY && close - open >= 3)
		add(terms, kind, value, open, (size_t)(close - open))->party =
			party;
}

static void add_bodies(
	struct terms *terms, const struct body *bodies, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < bodies[i].names.count; j++)
			add_name(terms, WORD_BODY, bodies[i].id,
				bodies[i].party, bodies[i].names.items[j].text);
}

static void add_text_names(
	struct terms *terms, const struct event *event, const struct text *text)
{
	for (size_t i = 0; i < text->person_count; i++) {
		const struct person_words *said = &text->persons[i];
		const char *party = NULL;

		for (size_t j = 0; j < event->person_count; j++)
			if (event->persons[j].id != NULL &&
				strcmp(event->persons[j].id, said->ref) == 0)
				party = event->persons[j].party;
		if (said->name != NULL)
			add_name(terms, WORD_PERSON, said->ref, party,
				said->name);
	}
	if (text->place != NULL && event->place.country != NULL)
		add_name(terms, WORD_PLACE, event->place.country, NULL,
			text->place);
}

static void add_site(struct terms *terms, const struct site *site)
{
	const struct publisher *publisher = &site->publisher;

	for (size_t i = 0; i < publisher->party_count; i++)
		for (size_t j = 0; j < publisher->parties[i].names.count; j++)
			add_name(terms, WORD_COUNTRY,
				publisher->parties[i].code, NULL,
				publisher->parties[i].names.items[j].text);
	add_bodies(terms, publisher->bodies, publisher->body_count);
	for (size_t i = 0; i < publisher->notice_count; i++)
		add_name(terms, WORD_NOTICE, publisher->notices[i].key, NULL,
			publisher->notices[i].words.text);
	for (size_t i = 0; i < site->series_count; i++) {
		const struct series *series = site->series[i];

		for (size_t j = 0; j < series->titles.count; j++)
			add_name(terms, WORD_SERIES, series->folder, NULL,
				series->titles.items[j].text);
		add_bodies(terms, series->bodies, series->body_count);
	}
	for (size_t i = 0; i < site->event_count; i++)
		for (size_t j = 0; j < site->events[i]->text_count; j++)
			add_text_names(terms, site->events[i],
				site->events[i]->texts[j]);
}

void terms_make(struct terms *terms, struct pool *pool, const struct site *site,
	const char *language)
{
	*terms = (struct terms){.pool = pool,
		.language = language,
		.is_compounding = strncmp(language, "de", 2) == 0 ||
			strncmp(language, "nl", 2) == 0};
	add_table(terms, words_txt, words_txt_size);
	add_table(terms, cldr_txt, cldr_txt_size);
	add_catalogue(terms);
	if (site != NULL)
		add_site(terms, site);
}

/* Arabic writes "and", "in", "for" and "the" together with their word. */
static bool is_arabic_prefix(const struct fold *fold, size_t at)
{
	static const uint32_t letters[] = {
		0x0648, 0x0641, 0x0628, 0x0644, 0x0643, 0x0627};
	size_t before = 0;

	for (; at > 0 && fold_script(fold->letters[at - 1]) == SCRIPT_ALPHABET;
		at--, before++) {
		bool found = false;

		for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
			found = found || letters[i] == fold->letters[at - 1];
		if (!found || before == 3)
			return false;
	}
	return true;
}

/* Nothing of the same word stands in front of it. */
static bool starts_word(const struct fold *fold, size_t at)
{
	enum script script = fold_script(fold->letters[at]);

	if (at == 0 || script == SCRIPT_NONE || script == SCRIPT_OTHER ||
		fold_script(fold->letters[at - 1]) != script)
		return true;
	return fold->letters[at] >= 0x600 && fold->letters[at] < 0x700 &&
		is_arabic_prefix(fold, at);
}

static bool ends_word(const struct fold *fold, size_t end)
{
	enum script script = fold_script(fold->letters[end - 1]);

	return script == SCRIPT_NONE || script == SCRIPT_OTHER ||
		fold_script(fold->letters[end]) != script;
}

/* Where the word ends, or is longer than all that are known. */
static size_t word_end(const struct fold *fold, size_t at)
{
	size_t limit = at + LONGEST;

	while (at < limit && fold_script(fold->letters[at]) == SCRIPT_ALPHABET)
		at++;
	return at;
}

/* Two words that differ in their last letters only. */
static bool bends_to(size_t bends, size_t length, size_t same, size_t other)
{
	return bends > 0 && same >= 4 && same + bends >= length &&
		other <= length + (length > 4 ? 4 : 2);
}

/* Behind the term in the text there, or 0. */
static size_t match(const struct term *term, const struct fold *fold, size_t at,
	bool *loose)
{
	const struct fold *wanted = &term->fold;

	*loose = false;
	for (size_t i = 0; i < wanted->count;) {
		size_t start = i, place = at, end, other;

		while (i < wanted->count && at < fold->count &&
			wanted->letters[i] == fold->letters[at])
			i++, at++;
		if (i == wanted->count && ends_word(fold, at))
			return at;
		while (i > start &&
			fold_script(wanted->letters[i - 1]) == SCRIPT_ALPHABET)
			i--, at--;
		end = word_end(wanted, i);
		other = word_end(fold, at);
		place = at;
		for (size_t j = i;
			j < end && wanted->letters[j] == fold->letters[place];
			j++)
			place++;
		if (!bends_to(term->bends, end - i, place - at, other - at))
			return 0;
		*loose = true;
		i = end;
		at = other;
		if (i == wanted->count)
			return at;
	}
	return 0;
}

static bool is_in_capitals(const struct fold *fold, size_t at, size_t end)
{
	for (; at < end; at++)
		if (fold_script(fold->letters[at]) == SCRIPT_ALPHABET &&
			!fold_is_capital(fold, at))
			return false;
	return true;
}

/* Names begin with a capital letter; what a body is called may do without. */
static bool is_written_so(
	const struct term *term, const struct fold *fold, size_t at, size_t end)
{
	if (term->is_acronym)
		return is_in_capitals(fold, at, end);
	return !term->is_name || term->kind == WORD_BODY ||
		fold_is_capital(fold, at);
}

/* Put a hit among those that start at the same letter: the longest first. */
static void put(struct pool *pool, struct hits *hits, struct hit hit)
{
	size_t at = hits->count;

	hits->items = pool_grow(pool, hits->items, hits->count, sizeof(hit));
	hits->count++;
	for (; at > 0 && hits->items[at - 1].start == hit.start &&
		hits->items[at - 1].end < hit.end;
		at--)
		hits->items[at] = hits->items[at - 1];
	hits->items[at] = hit;
}

/*
 * Reunión is an island, and a meeting far more often; 평양 is a city, and
 * the Pacific, 태평양, ends so.
 */
static bool is_no_place(const struct hits *hits, size_t index)
{
	const struct hit *hit = &hits->items[index];

	if (hit->kind != WORD_CITY && hit->kind != WORD_COUNTRY)
		return false;
	if (hit->kind == WORD_CITY && hit->start > 0 &&
		fold_is_hangul(hits->fold->letters[hit->start]) &&
		fold_is_hangul(hits->fold->letters[hit->start - 1]))
		return true;
	for (size_t i = index; i-- > 0 && hits->items[i].start == hit->start;)
		if (hits->items[i].kind == WORD_MEETING &&
			hits->items[i].end == hit->end)
			return true;
	for (size_t i = index + 1;
		i < hits->count && hits->items[i].start == hit->start; i++)
		if (hits->items[i].kind == WORD_MEETING &&
			hits->items[i].end == hit->end)
			return true;
	return false;
}

/* What stands inside a longer one of its kind goes. */
static void drop_inner(struct hits *hits)
{
	size_t until[WORD_KINDS] = {0}, from[WORD_KINDS] = {0}, kept = 0;

	for (size_t i = 0; i < hits->count; i++) {
		struct hit *hit = &hits->items[i];

		if ((hit->start < until[hit->kind] &&
			    !(hit->start == from[hit->kind] &&
				    hit->end == until[hit->kind])) ||
			is_no_place(hits, i))
			continue;
		from[hit->kind] = hit->start;
		until[hit->kind] = hit->end;
		hits->items[kept++] = *hit;
	}
	hits->count = kept;
}

/*
 * What may start inside a word: "e" of "XVIe", and "Dialog" of "Wasserdialog",
 * where names of things are written together.
 */
static bool is_inner(const struct terms *terms, const struct term *term,
	const struct fold *fold, size_t at, size_t inside)
{
	if (term->kind == WORD_SUFFIX)
		return true;
	return terms->is_compounding && term->fold.count >= 6 && inside > 2 &&
		fold_is_capital(fold, at - inside) &&
		(term->kind == WORD_MEETING || term->kind == WORD_ROLE);
}

/* The terms of a slot that start at the letter, so far inside a word. */
static void find_there(const struct terms *terms, const struct term *term,
	struct pool *pool, struct hits *hits, size_t at, size_t inside)
{
	const struct fold *fold = hits->fold;

	for (; term != NULL; term = term->next) {
		bool loose;
		size_t end;

		if (term->fold.letters[0] != fold->letters[at] ||
			(inside > 0 &&
				!is_inner(terms, term, fold, at, inside)))
			continue;
		end = match(term, fold, at, &loose);
		if (end > at && is_written_so(term, fold, at, end))
			put(pool, hits,
				(struct hit){term->kind, at, end, term, loose});
	}
}

struct hits terms_find(
	const struct terms *terms, struct pool *pool, const struct fold *fold)
{
	struct hits hits = {.fold = fold};
	size_t word = 0;

	for (size_t at = 0; at < fold->count; at++) {
		size_t one = slot_of(fold, at, 1);
		size_t two = slot_of(fold, at, fold->count - at);

		if (starts_word(fold, at))
			word = at;
		else if (!terms->is_compounding &&
			(fold_is_capital(fold, at) ||
				!fold_is_capital(fold, at - 1)))
			continue;
		find_there(
			terms, terms->slots[one], pool, &hits, at, at - word);
		if (two != one)
			find_there(terms, terms->slots[two], pool, &hits, at,
				at - word);
	}
	drop_inner(&hits);
	return hits;
}

/* The first hit that starts there or later. */
static size_t lower_bound(const struct hits *hits, size_t start)
{
	size_t low = 0, high = hits->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (hits->items[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct hit *hits_first(
	const struct hits *hits, enum word_kind kind, size_t start, size_t end)
{
	for (size_t i = lower_bound(hits, start);
		i < hits->count && hits->items[i].start < end; i++)
		if (hits->items[i].kind == kind)
			return &hits->items[i];
	return NULL;
}

const struct hit *hits_at(
	const struct hits *hits, enum word_kind kind, size_t start)
{
	return hits_first(hits, kind, start, start + 1);
}

const struct hit *hits_before(
	const struct hits *hits, enum word_kind kind, size_t end)
{
	for (size_t i = lower_bound(hits, end > LONGEST ? end - LONGEST : 0);
		i < hits->count && hits->items[i].start < end; i++)
		if (hits->items[i].end == end && hits->items[i].kind == kind)
			return &hits->items[i];
	return NULL;
}

/* --- the language --- */

static size_t count_letters(
	const struct fold *fold, uint32_t first, uint32_t last)
{
	size_t count = 0;

	for (size_t i = 0; i < fold->count; i++)
		count += fold->letters[i] >= first && fold->letters[i] <= last;
	return count;
}

/* What the series are called in a language. */
static void add_titles(struct terms *terms, const struct site *site)
{
	for (size_t i = 0; site != NULL && i < site->series_count; i++) {
		const struct wordings *titles = &site->series[i]->titles;

		for (size_t j = 0; j < titles->count; j++)
			if (titles->items[j].language != NULL &&
				strncmp(titles->items[j].language,
					terms->language, 2) == 0)
				add_name(terms, WORD_SERIES, "", NULL,
					titles->items[j].text);
	}
}

/*
 * How much of a text is in a language: months and the like count double.  A
 * calendar may have no other words than titles of its series.
 */
static size_t count_words(struct pool *pool, const struct site *site,
	const struct fold *fold, const char *language)
{
	struct terms terms = {.pool = pool, .language = language};
	struct hits hits;
	size_t count = 0;

	add_table(&terms, words_txt, words_txt_size);
	add_catalogue(&terms);
	add_titles(&terms, site);
	hits = terms_find(&terms, pool, fold);
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
		0x9019, 0x6771, 0x9EDE, 0x8A71, 0x8207, 0x696D, 0x7D93, 0x8AC7,
		0x5916, 0x9577, 0x5E74};
	static const uint32_t simple[] = {0x56FD, 0x4F1A, 0x5BF9, 0x4E0E,
		0x8FD9, 0x4E1C, 0x70B9, 0x8BDD, 0x4E1A, 0x7ECF, 0x8C08, 0x957F};
	size_t old = 0, new = 0;

	for (size_t i = 0; i < 12; i++) {
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
		size_t count = is_latin(language)
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
