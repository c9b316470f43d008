#include "model/passages.h"

#include <string.h>
#include "base/banned.h"

void passages_add(struct pool *pool, struct passages *passages,
	const char *name, const char *words)
{
	passages->items = pool_grow(pool, passages->items, passages->count,
		sizeof(*passages->items));
	passages->items[passages->count++] = (struct passage){name, words};
}

const struct passage *passages_find(
	const struct passages *passages, const char *name)
{
	for (size_t i = 0; i < passages->count; i++)
		if (strcmp(passages->items[i].name, name) == 0)
			return &passages->items[i];
	return NULL;
}

/* --- bodies --- */

static bool is_inline(const char *name)
{
	static const char *const names[] = {"em", "strong", "sup", "sub", "a"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void end_line(struct buf *out)
{
	while (out->length > 0 && out->bytes[out->length - 1] == ' ')
		buf_cut(out, out->length - 1);
	if (out->length > 0 && out->bytes[out->length - 1] != '\n')
		buf_putc(out, '\n');
}

static void put_words(struct buf *out, const char *text)
{
	if (out->length == 0 || out->bytes[out->length - 1] == '\n')
		text += strspn(text, " ");
	buf_puts(out, text);
}

/* A line for each paragraph, heading, item and cell. */
static void put_prose(struct buf *out, const struct prose *prose)
{
	bool is_block = prose->name != NULL && !is_inline(prose->name);

	if (is_block)
		end_line(out);
	if (prose->text != NULL)
		put_words(out, prose->text);
	for (const struct prose *child = prose->first_child; child != NULL;
		child = child->next)
		put_prose(out, child);
	if (is_block)
		end_line(out);
}

/* --- texts --- */

/* Lines that were put together; nothing is added when there are none. */
static void add_lines(struct pool *pool, struct passages *all, const char *name,
	struct buf *lines)
{
	end_line(lines);
	if (lines->length > 0)
		passages_add(pool, all, name,
			pool_bytes(pool, lines->bytes, lines->length - 1));
	buf_release(lines);
}

static void add_list(struct pool *pool, struct passages *all, const char *name,
	const struct word_list *list)
{
	struct buf lines = BUF_INIT;

	for (size_t i = 0; i < list->count; i++)
		buf_printf(&lines, "%s\n", list->items[i]);
	add_lines(pool, all, name, &lines);
}

static void add_person(struct pool *pool, struct passages *all,
	const struct event *event, const struct person *person,
	const struct text *text)
{
	const struct person_words *words =
		person->id != NULL ? text_person(text, person->id) : NULL;
	char uid[UUID_SIZE];

	if (words == NULL)
		return;
	person_uid(uid, event, person, 0);
	if (words->name != NULL)
		passages_add(pool, all, pool_printf(pool, "name %s", uid),
			words->name);
	if (words->role != NULL)
		passages_add(pool, all, pool_printf(pool, "role %s", uid),
			words->role);
}

static void add_release(struct pool *pool, struct passages *all,
	const struct event *event, const struct release_words *words)
{
	const struct release *release = event_release(event, words->ref);
	struct buf lines = BUF_INIT;

	if (release == NULL || release->hidden || words->body == NULL ||
		release->status == RELEASE_WITHDRAWN)
		return;
	put_prose(&lines, words->body);
	add_lines(pool, all,
		strcmp(words->ref, "release") == 0
			? "release"
			: pool_printf(pool, "release %s", words->ref),
		&lines);
}

/* What skeletons have in the place of words is none. */
static bool is_said(const char *words)
{
	return words != NULL && strcmp(words, WORDS_TO_COME) != 0;
}

struct passages passages_of(
	struct pool *pool, const struct event *event, const struct text *text)
{
	const struct passage plain[] = {{"title", text->title},
		{"when", text->when}, {"place", text->place},
		{"venue", text->venue}, {"summary", text->summary},
		{"reason", text->status_note}};
	struct passages all = {NULL, 0};

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (is_said(plain[i].words))
			passages_add(pool, &all, plain[i].name, plain[i].words);
	for (size_t i = 0; i < event->person_count; i++)
		add_person(pool, &all, event, &event->persons[i], text);
	add_list(pool, &all, "discussed", &text->discussed);
	add_list(pool, &all, "outcome", &text->outcomes);
	for (size_t i = 0; i < text->link_count; i++)
		passages_add(pool, &all,
			pool_printf(pool, "link %s", text->links[i].href),
			text->links[i].label);
	for (size_t i = 0; i < text->release_count; i++)
		add_release(pool, &all, event, &text->releases[i]);
	return all;
}
