#include "write/describing.h"

#include "model/fill.h"
#include "write/dates.h"
#include "base/banned.h"

struct section *describing_open(
	struct describing *it, enum look look, const char *heading_key)
{
	struct section section = {.look = look};

	if (heading_key != NULL)
		section.heading = view_phrase(it->view, heading_key);
	it->made.sections = pool_grow(
		it->pool, it->made.sections, it->made.count, sizeof(section));
	it->made.sections[it->made.count] = section;
	return &it->made.sections[it->made.count++];
}

void describing_add_line(struct describing *it, struct section *section,
	struct words words, const char *link)
{
	struct line line = {words, link};

	section->lines = pool_grow(
		it->pool, section->lines, section->count, sizeof(line));
	section->lines[section->count++] = line;
}

void describing_add(struct describing *it, enum look look,
	const char *heading_key, struct words words)
{
	if (words.text != NULL)
		describing_add_line(it, describing_open(it, look, heading_key),
			words, NULL);
}

struct words describing_take(struct describing *it, struct buf *buf)
{
	struct words words = {it->view->language,
		pool_bytes(it->pool, buf->bytes, buf->length)};

	buf_release(buf);
	return words;
}

struct words describing_phrase(struct describing *it, const char *key)
{
	return (struct words){it->view->language, view_phrase(it->view, key)};
}

void describing_date(
	struct describing *it, const char *key, const struct when *date)
{
	const struct view *view = it->view;
	struct buf day = BUF_INIT, line = BUF_INIT;

	if (date->precision == WHEN_ABSENT)
		return;
	dates_put_clock(&day, view->publisher, view->language, date);
	fill_one(&line, view_phrase(view, key), "date", day.bytes);
	describing_add(it, LOOK_PLAIN, NULL, describing_take(it, &line));
	buf_release(&day);
}
