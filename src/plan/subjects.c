#include "plan/subjects.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/collate.h"
#include "base/banned.h"

/* Where feeds about topics or selections are looked for. */
struct feed_list {
	const struct publisher *publisher;
	const struct feeds *feeds;
	const char *language, *scope;
};

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

/* A topic or a selection, unless there is no feed about it. */
static void add_topic(struct pool *pool, const struct feed_list *in,
	const struct topic *topic, struct subject *subjects, size_t *count)
{
	struct subject subject = {.id = topic->term,
		.name = publisher_choose(
			in->publisher, &topic->labels, in->language),
		.page = pool_printf(pool, "%s/%s-%s.html", in->language,
			in->scope, topic->term)};
	const char *folder = pool_printf(
		pool, "%s/%s/%s", in->language, in->scope, topic->term);

	if (find_feeds(pool, in->feeds, folder, &subject))
		subjects[(*count)++] = subject;
}

static void find_topics(
	struct pool *pool, struct feed_list in, struct subjects *subjects)
{
	const struct publisher *publisher = in.publisher;

	subjects->topics = pool_alloc(
		pool, (publisher->topic_count + 1) * sizeof(*subjects->topics));
	in.scope = scope_name(SCOPE_TOPIC);
	for (size_t i = 0; i < publisher->topic_count; i++)
		add_topic(pool, &in, &publisher->topics[i], subjects->topics,
			&subjects->topic_count);
	subjects->selections = pool_alloc(pool,
		(publisher->selection_count + 1) *
			sizeof(*subjects->selections));
	in.scope = scope_name(SCOPE_SELECTION);
	for (size_t i = 0; i < publisher->selection_count; i++)
		add_topic(pool, &in, &publisher->selections[i].as,
			subjects->selections, &subjects->selection_count);
}

const struct subjects *subjects_find(struct pool *pool,
	const struct publisher *publisher, const struct feeds *feeds)
{
	struct subjects *all = pool_alloc(
		pool, (publisher->language_count + 1) * sizeof(*all));

	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];

		find_parties(pool, feeds, language, &all[i]);
		find_topics(pool,
			(struct feed_list){publisher, feeds, language, NULL},
			&all[i]);
	}
	return all;
}
