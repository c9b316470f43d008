#include "import/terms.h"

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

size_t terms_slot(const struct fold *fold, size_t at, size_t count)
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
	slot = &terms->slots[terms_slot(&term->fold, 0, term->fold.count)];
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

bool terms_is_latin(const char *language)
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
	bool latin = terms_is_latin(terms->language);

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

/* What the series are called in a language. */
static void add_titles(struct terms *terms, const struct site *site)
{
	for (size_t i = 0; i < site->series_count; i++) {
		const struct wordings *titles = &site->series[i]->titles;

		for (size_t j = 0; j < titles->count; j++)
			if (titles->items[j].language != NULL &&
				strncmp(titles->items[j].language,
					terms->language, 2) == 0)
				add_name(terms, WORD_SERIES, "", NULL,
					titles->items[j].text);
	}
}

void terms_make_telling(struct terms *terms, struct pool *pool,
	const struct site *site, const char *language)
{
	*terms = (struct terms){.pool = pool, .language = language};
	add_table(terms, words_txt, words_txt_size);
	add_catalogue(terms);
	if (site != NULL)
		add_titles(terms, site);
}
