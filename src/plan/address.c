/*
 * From the path of a file below feeds/ to the feed that it is.
 */
#include <stdlib.h>
#include <string.h>
#include "plan/feeds.h"
#include "base/banned.h"

static const char *known_language(
	const struct publisher *publisher, const char *path)
{
	for (size_t i = 0; i < publisher->language_count; i++) {
		const char *language = publisher->languages[i];
		size_t length = strlen(language);

		if (strncmp(path, language, length) == 0 && path[length] == '/')
			return language;
	}
	return NULL;
}

/* What the feed is about; -1 when nobody can say any more. */
static int set_subject(struct pool *pool, const struct site *site,
	struct feed *feed, const struct buf *name)
{
	switch (feed->scope) {
	case SCOPE_SITE:
		if (feed->period == PERIOD_YEAR)
			feed->year = (int)strtol(name->bytes, NULL, 10);
		return 0;
	case SCOPE_SERIES:
		feed->series = site_series(site, name->bytes);
		return feed->series != NULL ? 0 : -1;
	case SCOPE_PARTY:
		feed->party = pool_text(pool, name->bytes);
		return 0;
	case SCOPE_TOPIC:
		feed->topic = publisher_topic(&site->publisher, name->bytes);
		return feed->topic != NULL ? 0 : -1;
	case SCOPE_EVENT:
		return 0;
	case SCOPE_PUBLISHER:
		break;
	}
	return -1;
}

/* The kind of what stands there, and what its name says of it; or NULL. */
static const struct feed_kind *kind_at(const struct site *site,
	const char *path, const char **language, struct buf *name)
{
	*language = known_language(&site->publisher, path);
	return *language == NULL
		? NULL
		: feeds_kind_of(path + strlen(*language) + 1, name);
}

int feeds_is_at(const struct site *site, const char *path)
{
	struct buf name = BUF_INIT;
	const char *language;
	int result = kind_at(site, path, &language, &name) != NULL;

	buf_release(&name);
	return result;
}

struct feed *feeds_at(
	struct pool *pool, const struct site *site, const char *path)
{
	struct buf name = BUF_INIT;
	const char *language;
	const struct feed_kind *kind = kind_at(site, path, &language, &name);
	struct feed *feed = NULL;

	if (kind != NULL && !format_is_page(kind->format)) {
		feed = pool_alloc(pool, sizeof(*feed));
		feed->path = feed->address = pool_text(pool, path);
		feeds_set_kind(feed, kind, &site->publisher, language);
		if (set_subject(pool, site, feed, &name) != 0)
			feed = NULL;
	}
	buf_release(&name);
	return feed;
}
