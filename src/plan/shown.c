#include "plan/shown.h"

#include <string.h>
#include "base/banned.h"

/* As publisher_choose() has it: the first wording, where no feed has its own. */
static struct wordings shown_wordings(struct pool *pool,
	const struct publisher *publisher, const struct wordings *wordings)
{
	struct wordings shown = {NULL, 0};

	for (size_t i = 0; i < wordings->count; i++) {
		if (!publisher_has_language(
			    publisher, wordings->items[i].language))
			continue;
		shown.items = pool_grow(
			pool, shown.items, shown.count, sizeof(*shown.items));
		shown.items[shown.count++] = wordings->items[i];
	}
	if (shown.count == 0 && wordings->count > 0)
		shown = (struct wordings){wordings->items, 1};
	return shown;
}

/*
 * Which entries of the glossary are shown, in their order; and which are gone
 * from it, while a feed is about them.
 */
struct marks {
	const struct publisher *publisher, *before;
	bool *parties, *bodies, *topics, *selections, *notices;
	struct topic *gone_topics;
	size_t gone_topic_count;
	struct selection *gone_selections;
	size_t gone_selection_count;
};

static void mark_party(struct marks *marks, const char *code)
{
	const struct party *party =
		code ? publisher_party(marks->publisher, code) : NULL;

	if (party != NULL)
		marks->parties[party - marks->publisher->parties] = true;
}

static void mark_body(struct marks *marks, const struct body *body)
{
	const struct publisher *publisher = marks->publisher;

	mark_party(marks, body->party);
	body = body_find(publisher->bodies, publisher->body_count, body->id);
	if (body != NULL)
		marks->bodies[body - publisher->bodies] = true;
}

static void mark_topic(struct marks *marks, const char *term)
{
	const struct topic *topic = publisher_topic(marks->publisher, term);

	if (topic != NULL)
		marks->topics[topic - marks->publisher->topics] = true;
}

static void mark_selection(struct marks *marks, const char *id)
{
	const struct selection *selection =
		publisher_selection(marks->publisher, id);

	if (selection != NULL)
		marks->selections[selection - marks->publisher->selections] =
			true;
}

static void mark_notice(
	struct marks *marks, const char *kind, const char *language)
{
	const struct publisher *publisher = marks->publisher;

	for (size_t i = 0; i < publisher->notice_count; i++) {
		const struct saying *notice = &publisher->notices[i];

		if (strcmp(notice->key, kind) == 0 &&
			strcmp(notice->words.language, language) == 0)
			marks->notices[i] = true;
	}
}

static void mark_published(struct marks *marks, const struct publisher *before)
{
	for (size_t i = 0; i < before->party_count; i++)
		mark_party(marks, before->parties[i].code);
	for (size_t i = 0; i < before->body_count; i++)
		mark_body(marks, &before->bodies[i]);
	for (size_t i = 0; i < before->topic_count; i++)
		mark_topic(marks, before->topics[i].term);
	for (size_t i = 0; i < before->selection_count; i++)
		mark_selection(marks, before->selections[i].as.term);
	for (size_t i = 0; i < before->notice_count; i++)
		mark_notice(marks, before->notices[i].key,
			before->notices[i].words.language);
}

static void mark_event(struct marks *marks, const struct event *event)
{
	const struct series *series = event->series;

	for (size_t i = 0; i < series->side_count; i++)
		mark_party(marks, series->sides[i].party);
	for (size_t i = 0; i < event->person_count; i++)
		mark_party(marks, event->persons[i].party);
	for (size_t i = 0; i < event->body_count; i++)
		if (event->bodies[i] != NULL)
			mark_body(marks, event->bodies[i]);
	for (size_t i = 0; i < event->topic_count; i++)
		if (event->topics[i] != NULL)
			mark_topic(marks, event->topics[i]->term);
	for (size_t i = 0; i < marks->publisher->selection_count; i++)
		if (event_is_selected(event, &marks->publisher->selections[i]))
			marks->selections[i] = true;
	for (size_t i = 0; i < event->text_count; i++)
		if (event->texts[i]->notice == NULL)
			mark_notice(marks, event->texts[i]->kind,
				event->texts[i]->language);
}

/* What stands for NAME in "topic/NAME/…"; NULL for another scope. */
static const char *subject_of(
	struct pool *pool, const char *feed, enum scope scope)
{
	const char *folder = scope_name(scope);
	size_t length = strlen(folder);

	if (strncmp(feed, folder, length) != 0 || feed[length] != '/')
		return NULL;
	feed += length + 1;
	return pool_bytes(pool, feed, strcspn(feed, "/"));
}

/* What publisher.xml has no more is called as it was. */
static void mark_left_topic(
	struct marks *marks, struct pool *pool, const char *term)
{
	const struct topic *gone = publisher_topic(marks->before, term);

	mark_topic(marks, term);
	if (gone == NULL || publisher_topic(marks->publisher, term) != NULL)
		return;
	for (size_t i = 0; i < marks->gone_topic_count; i++)
		if (strcmp(marks->gone_topics[i].term, term) == 0)
			return;
	marks->gone_topics = pool_grow(pool, marks->gone_topics,
		marks->gone_topic_count, sizeof(*gone));
	marks->gone_topics[marks->gone_topic_count++] = *gone;
}

static void mark_left_selection(
	struct marks *marks, struct pool *pool, const char *id)
{
	const struct selection *gone = publisher_selection(marks->before, id);

	mark_selection(marks, id);
	if (gone == NULL || publisher_selection(marks->publisher, id) != NULL)
		return;
	for (size_t i = 0; i < marks->gone_selection_count; i++)
		if (strcmp(marks->gone_selections[i].as.term, id) == 0)
			return;
	marks->gone_selections = pool_grow(pool, marks->gone_selections,
		marks->gone_selection_count, sizeof(*gone));
	marks->gone_selections[marks->gone_selection_count++] = *gone;
}

/* A feed that all meetings left, and that goes on. */
static void mark_left(struct marks *marks, struct pool *pool, const char *feed)
{
	const char *party = subject_of(pool, feed, SCOPE_PARTY);
	const char *topic = subject_of(pool, feed, SCOPE_TOPIC);
	const char *selection = subject_of(pool, feed, SCOPE_SELECTION);

	mark_party(marks, party);
	if (topic != NULL)
		mark_left_topic(marks, pool, topic);
	if (selection != NULL)
		mark_left_selection(marks, pool, selection);
}

static void keep_parties(
	struct pool *pool, struct publisher *shown, const struct marks *marks)
{
	const struct publisher *all = marks->publisher;

	shown->parties = pool_alloc(
		pool, (all->party_count + 1) * sizeof(*shown->parties));
	shown->party_count = 0;
	for (size_t i = 0; i < all->party_count; i++)
		if (marks->parties[i])
			shown->parties[shown->party_count++] =
				(struct party){all->parties[i].code,
					shown_wordings(pool, all,
						&all->parties[i].names)};
}

static void keep_bodies(
	struct pool *pool, struct publisher *shown, const struct marks *marks)
{
	const struct publisher *all = marks->publisher;

	shown->bodies =
		pool_alloc(pool, all->body_count * sizeof(*shown->bodies));
	shown->body_count = 0;
	for (size_t i = 0; i < all->body_count; i++)
		if (marks->bodies[i])
			shown->bodies[shown->body_count++] = (struct body){
				all->bodies[i].id, all->bodies[i].party,
				shown_wordings(
					pool, all, &all->bodies[i].names)};
}

static void keep_topics(
	struct pool *pool, struct publisher *shown, const struct marks *marks)
{
	const struct publisher *all = marks->publisher;

	shown->topics = pool_alloc(pool,
		(all->topic_count + marks->gone_topic_count + 1) *
			sizeof(*shown->topics));
	shown->topic_count = 0;
	for (size_t i = 0; i < all->topic_count; i++)
		if (marks->topics[i])
			shown->topics[shown->topic_count++] =
				(struct topic){all->topics[i].term,
					shown_wordings(pool, all,
						&all->topics[i].labels)};
	for (size_t i = 0; i < marks->gone_topic_count; i++)
		shown->topics[shown->topic_count++] = marks->gone_topics[i];
}

static struct selection shown_selection(struct pool *pool,
	const struct publisher *all, const struct selection *selection)
{
	struct selection shown = *selection;

	shown.as.labels = shown_wordings(pool, all, &selection->as.labels);
	return shown;
}

static void keep_selections(
	struct pool *pool, struct publisher *shown, const struct marks *marks)
{
	const struct publisher *all = marks->publisher;

	shown->selections = pool_alloc(pool,
		(all->selection_count + marks->gone_selection_count + 1) *
			sizeof(*shown->selections));
	shown->selection_count = 0;
	for (size_t i = 0; i < all->selection_count; i++)
		if (marks->selections[i])
			shown->selections[shown->selection_count++] =
				shown_selection(pool, all, &all->selections[i]);
	for (size_t i = 0; i < marks->gone_selection_count; i++)
		shown->selections[shown->selection_count++] =
			marks->gone_selections[i];
}

static void keep_notices(
	struct pool *pool, struct publisher *shown, const struct marks *marks)
{
	const struct publisher *all = marks->publisher;

	shown->notices =
		pool_alloc(pool, all->notice_count * sizeof(*shown->notices));
	shown->notice_count = 0;
	for (size_t i = 0; i < all->notice_count; i++)
		if (marks->notices[i])
			shown->notices[shown->notice_count++] = all->notices[i];
}

/* Only pages have these. */
static void keep_foot_links(
	struct pool *pool, struct publisher *shown, const struct publisher *all)
{
	shown->foot_links = pool_alloc(
		pool, (all->foot_link_count + 1) * sizeof(*shown->foot_links));
	shown->foot_link_count = all->pages ? all->foot_link_count : 0;
	for (size_t i = 0; i < shown->foot_link_count; i++)
		shown->foot_links[i] = (struct foot_link){
			all->foot_links[i].href,
			shown_wordings(pool, all, &all->foot_links[i].labels)};
}

struct publisher shown_publisher(struct pool *pool, const struct site *site,
	const struct ledger *next, const struct publisher *before)
{
	const struct publisher *all = &site->publisher;
	struct publisher shown = *all;
	struct publisher none = {.base = NULL};
	struct marks marks = {.publisher = all,
		.before = before ? before : &none,
		.parties = pool_alloc(pool, all->party_count + 1),
		.bodies = pool_alloc(pool, all->body_count + 1),
		.topics = pool_alloc(pool, all->topic_count + 1),
		.selections = pool_alloc(pool, all->selection_count + 1),
		.notices = pool_alloc(pool, all->notice_count + 1)};

	mark_published(&marks, marks.before);
	for (size_t i = 0; i < next->left_count; i++)
		mark_left(&marks, pool, left_name(&next->left[i]));
	for (size_t i = 0; i < site->event_count; i++)
		if (!site->events[i]->hidden)
			mark_event(&marks, site->events[i]);
	keep_parties(pool, &shown, &marks);
	keep_bodies(pool, &shown, &marks);
	keep_topics(pool, &shown, &marks);
	keep_selections(pool, &shown, &marks);
	keep_notices(pool, &shown, &marks);
	keep_foot_links(pool, &shown, all);
	shown.phrases = NULL;
	shown.phrase_count = 0;
	return shown;
}

static bool names_body(const struct event *event, const char *id)
{
	for (size_t i = 0; event != NULL && i < event->body_count; i++)
		if (event->bodies[i] != NULL &&
			strcmp(event->bodies[i]->id, id) == 0)
			return true;
	return false;
}

static bool is_body_shown(const char *id, const struct series *before,
	struct published *const *meetings, size_t count)
{
	if (before != NULL &&
		body_find(before->bodies, before->body_count, id) != NULL)
		return true;
	for (size_t i = 0; i < count; i++)
		if (names_body(meetings[i]->event, id))
			return true;
	return false;
}

struct series shown_series(struct pool *pool, const struct publisher *publisher,
	const struct series *series, const struct series *before,
	struct published *const *meetings, size_t count)
{
	struct series shown = *series;

	shown.titles = shown_wordings(pool, publisher, &series->titles);
	shown.summaries = shown_wordings(pool, publisher, &series->summaries);
	shown.bodies = pool_alloc(
		pool, (series->body_count + 1) * sizeof(*shown.bodies));
	shown.body_count = 0;
	for (size_t i = 0; i < series->body_count; i++) {
		struct body body = series->bodies[i];

		if (!is_body_shown(body.id, before, meetings, count))
			continue;
		body.names = shown_wordings(pool, publisher, &body.names);
		shown.bodies[shown.body_count++] = body;
	}
	return shown;
}
