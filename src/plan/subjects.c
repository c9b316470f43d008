#include "plan/subjects.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/collate.h"
#include "base/banned.h"

/* The path of a feed that has members still, or NULL. */
static const char *path_in(struct pool *pool, const struct feeds *feeds,
	const char *folder, const char *name)
{
	const struct feed *feed =
		feeds_find(feeds, pool_printf(pool, "%s/%s", folder, name));

	return feed != NULL && !feed->is_left ? feed->path : NULL;
}

/* Whether a party or a topic has a feed in this folder. */
static bool find_feeds(struct pool *pool, const struct feeds *feeds,
	const char *folder, struct subject *subject)
{
	subject->releases = path_in(pool, feeds, folder, "releases.atom");
	return subject->releases != NULL ||
		path_in(pool, feeds, folder, "calendar.ics") != NULL;
}

static int compare_names(const void *left, const void *right)
{
	const struct subject *a = left, *b = right;
	int order = collate(a->name.text, b->name.text);

	return order != 0 ? order : strcmp(a->id, b->id);
}

/* Parties are known by their feeds alone; both of one stand together. */
static void add_party(struct pool *pool, const struct feeds *feeds,
	const struct feed *feed, struct subjects *subjects)
{
	const char *folder = pool_bytes(pool, feed->path,
		(size_t)(strrchr(feed->path, '/') - feed->path));
	size_t count = subjects->party_count;
	struct subject party = {.id = feed->party,
		.name = party_name(
			feed->publisher, feed->party, feed->language)};

	if ((count > 0 &&
		    strcmp(subjects->parties[count - 1].id, party.id) == 0) ||
		!find_feeds(pool, feeds, folder, &party))
		return;
	party.page = pool_printf(
		pool, "%s/party-%s.html", feed->language, feed->party);
	subjects->parties =
		pool_grow(pool, subjects->parties, count, sizeof(party));
	subjects->parties[subjects->party_count++] = party;
}

static void find_parties(struct pool *pool, const struct feeds *feeds,
	const char *language, struct subjects *subjects)
{
	for (size_t i = 0; i < feeds->count; i++) {
		const struct feed *feed = feeds->items[i];

		if (feed->scope == SCOPE_PARTY && feed->page == NULL &&
			strcmp(feed->language, language) == 0)
			add_party(pool, feeds, feed, subjects);
	}
	if (subjects->party_count > 0)
		qsort(subjects->parties, subjects->party_count,
			sizeof(*subjects->parties), compare_names);
}

static void find_topics(struct pool *pool, const struct publisher *publisher,
	const struct feeds *feeds, const char *language,
	struct subjects *subjects)
{
	subjects->topics = pool_alloc(
		pool, (publisher->topic_count + 1) * sizeof(*subjects->topics));
	for (size_t i = 0; i < publisher->topic_count; i++) {
		const struct topic *topic = &publisher->topics[i];
		struct subject subject = {.id = topic->term,
			.name = publisher_choose(
				publisher, &topic->labels, language),
			.page = pool_printf(pool, "%s/topic-%s.html", language,
				topic->term)};

		if (find_feeds(pool, feeds,
			    pool_printf(
				    pool, "%s/topic/%s", language, topic->term),
			    &subject))
			subjects->topics[subjects->topic_count++] = subject;
	}
}

const struct subjects *subjects_find(struct pool *pool,
	const struct publisher *publisher, const struct feeds *feeds)
{
	struct subjects *all = pool_alloc(
		pool, (publisher->language_count + 1) * sizeof(*all));

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];

		find_parties(pool, feeds, language, &all[i]);
		find_topics(pool, publisher, feeds, language, &all[i]);
	}
	return all;
}
