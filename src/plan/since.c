#include "plan/since.h"

#include <string.h>
#include "model/translation.h"
#include "plan/shown.h"
#include "base/banned.h"

static const char *words_of(const struct passages *passages, const char *name)
{
	const struct passage *passage = passages_find(passages, name);

	return passage ? passage->words : NULL;
}

static bool are_same(const struct passages *a, const struct passages *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (!words_are_same(
			    a->items[i].words, words_of(b, a->items[i].name)))
			return false;
	return a->count == b->count;
}

static bool is_same_text(struct pool *pool, const struct event *old_event,
	const struct text *old, const struct event *event,
	const struct text *text)
{
	struct passages was = passages_of(pool, old_event, old);
	struct passages is = passages_of(pool, event, text);

	return old->revision == text->revision &&
		old->of_revision == text->of_revision && are_same(&was, &is);
}

static const struct passages *kept_words(
	const struct published *before, const char *language)
{
	static const struct passages none = {NULL, 0};

	for (size_t i = 0; i < before->since_count; i++)
		if (strcmp(before->since[i].language, language) == 0)
			return &before->since[i].was;
	return &none;
}

/* What was withdrawn or hidden again is not kept. */
static bool is_gone_release(const char *name, const char *words)
{
	return words == NULL && strncmp(name, "release", 7) == 0;
}

/* An original while its words of then and now are compared. */
struct comparison {
	struct pool *pool;
	const struct passages *kept, *was, *is;
	struct passages differing;
};

static void compare(struct comparison *it, const char *name)
{
	const struct passage *kept = passages_find(it->kept, name);
	const char *then = kept ? kept->words : words_of(it->was, name);
	const char *now = words_of(it->is, name);

	if (!words_are_same(then, now) && !is_gone_release(name, now) &&
		passages_find(&it->differing, name) == NULL)
		passages_add(it->pool, &it->differing, name, then);
}

static struct passages compare_all(struct pool *pool,
	const struct passages *kept, const struct passages *was,
	const struct passages *is)
{
	struct comparison it = {pool, kept, was, is, {NULL, 0}};
	const struct passages *const all[] = {is, was, kept};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		for (size_t j = 0; j < all[i]->count; j++)
			compare(&it, all[i]->items[j].name);
	return it.differing;
}

struct passages since_of_text(struct pool *pool, const struct published *before,
	const struct publisher *publisher, const struct event *event,
	const struct text *text)
{
	const struct event *old_event = before ? before->event : NULL;
	const char *language = text->language;
	const struct text *old, *original, *old_original;
	struct passages was, is;

	/* The ledger has what feeds show. */
	event = shown_event(pool, publisher, event);
	text = event_text(event, language);
	original = text ? translation_original(event, text) : NULL;
	old = old_event ? event_text(old_event, language) : NULL;
	if (original == NULL || old == NULL)
		return (struct passages){NULL, 0};
	old_original = event_text(old_event, original->language);
	if (old_original == NULL ||
		!is_same_text(pool, old_event, old, event, text))
		return (struct passages){NULL, 0};
	was = passages_of(pool, old_event, old_original);
	is = passages_of(pool, event, original);
	return compare_all(pool, kept_words(before, language), &was, &is);
}

void since_note(struct pool *pool, struct published *after,
	const struct published *before, const struct publisher *publisher)
{
	const struct event *event = after->event;

	for (size_t i = 0; i < event->text_count; i++) {
		const char *language = event->texts[i]->language;

		published_add_since(pool, after,
			(struct since){language,
				since_of_text(pool, before, publisher, event,
					event->texts[i])});
	}
}
