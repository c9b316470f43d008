#include "write/description.h"

#include "model/fill.h"
#include "model/phrases.h"
#include "write/dates.h"
#include "base/banned.h"

struct section *description_open(struct description *description,
	enum look look, const char *heading_key)
{
	struct section section = {.look = look};

	if (heading_key != NULL)
		section.heading = description_phrase(description, heading_key);
	description->sections = pool_grow(description->pool,
		description->sections, description->count, sizeof(section));
	description->sections[description->count] = section;
	return &description->sections[description->count++];
}

void description_add_line(struct description *description,
	struct section *section, struct words words, const char *link)
{
	struct line line = {.words = words, .link = link};

	section->lines = pool_grow(description->pool, section->lines,
		section->count, sizeof(line));
	section->lines[section->count++] = line;
}

void description_add_runs(struct description *description,
	struct section *section, const struct runs *runs)
{
	const char *language = runs_language(runs);
	struct buf text = BUF_INIT;
	struct words words;

	runs_put(&text, runs);
	words = description_take(description, &text);
	words.language = language;
	description_add_line(description, section, words, NULL);
	if (language == NULL)
		section->lines[section->count - 1].runs = *runs;
}

void description_add(struct description *description, enum look look,
	const char *heading_key, struct words words)
{
	if (words.text != NULL)
		description_add_line(description,
			description_open(description, look, heading_key), words,
			NULL);
}

struct words description_take(struct description *description, struct buf *buf)
{
	struct words words = {catalogue_language(description->view->language),
		pool_bytes(description->pool, buf->bytes, buf->length)};

	buf_release(buf);
	return words;
}

struct words description_phrase(
	const struct description *description, const char *key)
{
	const struct view *view = description->view;

	return publisher_words(view->publisher, view->language, key);
}

void description_add_date(struct description *description, const char *key,
	const struct when *date, const char *zone_name)
{
	const struct view *view = description->view;
	struct buf day = BUF_INIT, line = BUF_INIT;

	if (date->precision == WHEN_ABSENT)
		return;
	dates_put_clock(&day, view->publisher, view->language, date, zone_name);
	fill_one(&line, view_phrase(view, key), "date", day.bytes);
	description_add(description, LOOK_PLAIN, NULL,
		description_take(description, &line));
	buf_release(&day);
}
