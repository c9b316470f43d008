#include "model/publisher.h"

#include <assert.h>
#include <string.h>
#include "model/phrases.h"
#include "base/banned.h"

void publisher_put_address(
	struct buf *out, const struct publisher *publisher, const char *path)
{
	buf_puts(out, publisher->base);
	buf_puts(out, path);
}

const struct party *publisher_party(
	const struct publisher *publisher, const char *code)
{
	for (size_t i = 0; i < publisher->party_count; i++)
		if (strcmp(publisher->parties[i].code, code) == 0)
			return &publisher->parties[i];
	return NULL;
}

const struct topic *publisher_topic(
	const struct publisher *publisher, const char *term)
{
	for (size_t i = 0; i < publisher->topic_count; i++)
		if (strcmp(publisher->topics[i].term, term) == 0)
			return &publisher->topics[i];
	return NULL;
}

const struct selection *publisher_selection(
	const struct publisher *publisher, const char *id)
{
	for (size_t i = 0; i < publisher->selection_count; i++)
		if (strcmp(publisher->selections[i].as.term, id) == 0)
			return &publisher->selections[i];
	return NULL;
}

size_t publisher_rank(const struct publisher *publisher, const char *language)
{
	size_t i = 0;

	while (i < publisher->language_count &&
		strcmp(publisher->languages[i], language) != 0)
		i++;
	return i;
}

bool publisher_has_language(
	const struct publisher *publisher, const char *language)
{
	return publisher_rank(publisher, language) < publisher->language_count;
}

bool publisher_shows(const struct publisher *publisher, const char *language)
{
	if (publisher_has_language(publisher, language))
		return true;
	for (size_t i = 0; i < publisher->stand_in_count; i++)
		if (strcmp(publisher->stand_ins[i], language) == 0)
			return true;
	return false;
}

const struct body *body_find(
	const struct body *bodies, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(bodies[i].id, id) == 0)
			return &bodies[i];
	return NULL;
}

struct words publisher_choose(const struct publisher *publisher,
	const struct wordings *wordings, const char *language)
{
	struct words words = wordings_in(wordings, language);

	for (size_t i = 0; words.text == NULL && i < publisher->language_count;
		i++)
		words = wordings_in(wordings, publisher->languages[i]);
	if (words.text == NULL && wordings->count > 0)
		words = wordings->items[0];
	return words;
}

static struct words find_saying(const struct saying *sayings, size_t count,
	const char *key, const char *language)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(sayings[i].key, key) == 0 &&
			strcmp(sayings[i].words.language, language) == 0)
			return sayings[i].words;
	return (struct words){language, NULL};
}

struct words publisher_notice(const struct publisher *publisher,
	const char *kind, const char *language)
{
	return find_saying(
		publisher->notices, publisher->notice_count, kind, language);
}

static const struct catalogue *find_catalogue(
	const struct publisher *publisher, const char *language)
{
	for (size_t i = 0; i < publisher->language_count; i++)
		if (strcmp(publisher->languages[i], language) == 0)
			return publisher->catalogues[i];
	return catalogue_for(language);
}

const char *publisher_find_phrase(const struct publisher *publisher,
	const char *language, const char *key)
{
	const char *text = find_saying(
		publisher->phrases, publisher->phrase_count, key, language)
				   .text;

	if (text == NULL)
		text = catalogue_find(find_catalogue(publisher, language), key);
	return text;
}

struct words publisher_words(const struct publisher *publisher,
	const char *language, const char *key)
{
	struct words own = find_saying(
		publisher->phrases, publisher->phrase_count, key, language);

	if (own.text != NULL)
		return own;
	return (struct words){catalogue_language(language),
		publisher_find_phrase(publisher, language, key)};
}

const char *publisher_mark(const struct publisher *publisher, const char *feed,
	const char *language)
{
	if (publisher->rich || language == NULL || strcmp(language, feed) != 0)
		return language;
	return NULL;
}

const char *publisher_phrase(const struct publisher *publisher,
	const char *language, const char *key)
{
	const char *text = publisher_find_phrase(publisher, language, key);

	assert(text != NULL);
	return text;
}

const char *publisher_gap(
	const struct publisher *publisher, const char *language)
{
	const char *stop =
		publisher_phrase(publisher, language, "sentence-end");

	return (unsigned char)stop[0] < 0x80 ? " " : "";
}

void publisher_add_language(
	struct pool *pool, struct publisher *publisher, const char *language)
{
	size_t count = publisher->language_count;
	const char **languages;
	const struct catalogue **with_it;

	if (publisher_rank(publisher, language) < count)
		return;
	languages = pool_alloc(pool, (count + 1) * sizeof(*languages));
	with_it = pool_alloc(pool, (count + 1) * sizeof(*with_it));
	memcpy(languages, publisher->languages, count * sizeof(*languages));
	memcpy(with_it, publisher->catalogues, count * sizeof(*with_it));
	languages[count] = language;
	with_it[count] = catalogue_for(language);
	publisher->languages = languages;
	publisher->catalogues = with_it;
	publisher->language_count++;
}
