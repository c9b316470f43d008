#include "import/reading.h"

#include <string.h>
#include "import/dating.h"
#include "import/people.h"
#include "import/placing.h"
#include "import/sessions.h"
#include "base/banned.h"

enum { TITLE_LINES = 6, LABEL = 25 };

/* "Documents: joint statement (provisional translation)". */
static bool is_of_document(const struct reading *it, size_t start, size_t at)
{
	size_t open = at;

	while (open > start && it->fold.letters[open] != '(')
		open--;
	return open > start && open + 12 > at &&
		facts_line_end(it, at) - start < 160;
}

/* Without what stands around a notice: "* ", "(…)", "[…]". */
static void cut_notice(const struct reading *it, size_t *start, size_t *end)
{
	const uint32_t *letters = it->fold.letters;
	uint32_t first;

	while (*start < *end &&
		(letters[*start] == ' ' || letters[*start] == '*'))
		++*start;
	first = letters[*start];
	if ((first == '(' && letters[*end - 1] == ')') ||
		(first == '[' && letters[*end - 1] == ']')) {
		++*start;
		--*end;
	}
}

static void read_notice(struct reading *it)
{
	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];
		size_t start, end;
		struct line *line;

		if (hit->kind != WORD_NOTICE)
			continue;
		start = facts_line_start(it, hit->start);
		if (is_of_document(it, start, hit->start))
			continue;
		end = facts_line_end(it, hit->start);
		line = &it->paste->lines[facts_line_rank(it, hit->start)];
		if (it->fold.letters[start] == '[')
			for (size_t at = start; at < hit->start; at++)
				if (it->fold.letters[at] == ']')
					start = at + 1;
		line->taken = end - start < 160;
		if (!line->taken) {
			start = facts_sentence_start(it, hit->start);
			end = facts_sentence_end(it, hit->start);
		}
		cut_notice(it, &start, &end);
		it->kind = *hit->term->value != '\0' ? hit->term->value
						     : "provisional";
		facts_add(it, "notice", facts_text(it, start, end), hit->start,
			NULL);
		return;
	}
}

static bool is_sentence(const struct reading *it, const struct line *line)
{
	const char *last = it->paste->text.bytes + line->start + line->length;

	if (line->length == 0)
		return false;
	return last[-1] == '.' || last[-1] == ':' || line->length > 250 ||
		(line->length >= 3 && strncmp(last - 3, "。", 3) == 0);
}

/* The letter that a line starts with. */
static size_t line_at(const struct reading *it, const struct line *line)
{
	size_t low = 0, high = it->fold.count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (it->fold.places[middle] < line->start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What kind of a title the line makes: 0 for none, more is better. */
static int title_worth(const struct reading *it, const struct line *line)
{
	size_t at = line_at(it, line), end = facts_line_end(it, at);

	if (line->kind == LINE_TITLE)
		return 4;
	if (line->taken || is_sentence(it, line) ||
		(line->kind != LINE_PARAGRAPH && line->kind != LINE_HEADING))
		return 0;
	for (size_t i = 0; i < it->days.count; i++)
		if (facts_line(it, it->days.items[i].start) == line)
			return line == it->paste->lines &&
				it->days.items[i].start > at + 4 &&
				!dating_is_stamp(it, &it->days.items[i]);
	/* "Topics: …" */
	for (size_t i = at; i < end && i < at + LABEL; i++)
		if (it->fold.letters[i] == ':' && line != it->paste->lines)
			return 0;
	if (facts_hit(it, WORD_MEETING, at, end) != NULL ||
		facts_hit(it, WORD_SERIES, at, end) != NULL)
		return line == it->paste->lines ? 4 : 3;
	return line == it->paste->lines ? 2 : 0;
}

/* A session and its day: what is told of the meeting has begun. */
static bool tells_of_meeting(const struct reading *it, const struct line *line)
{
	size_t start = line_at(it, line), end = facts_line_end(it, start);

	if (line->kind == LINE_TITLE || !sessions_are_counted(it, start, end))
		return false;
	for (size_t i = 0; i < it->days.count; i++)
		if (it->days.items[i].start >= start &&
			it->days.items[i].start < end)
			return true;
	return false;
}

/* One of the first lines: what the page says, or what tells of a session. */
static void read_title(struct reading *it)
{
	struct line *title = NULL;
	int best = 0;

	for (size_t i = 0; i < it->paste->count; i++) {
		struct line *line = &it->paste->lines[i];
		int worth = i < TITLE_LINES || line->kind == LINE_TITLE
			? title_worth(it, line)
			: 0;

		if (worth > best) {
			best = worth;
			title = line;
		}
		/* Behind a sentence, the body has begun. */
		if ((is_sentence(it, line) && title != NULL) ||
			tells_of_meeting(it, line))
			break;
	}
	if (title == NULL)
		return;
	title->taken = true;
	title->kind = LINE_TITLE;
	facts_add(it, "title",
		paste_clean(it->pool, it->paste->text.bytes + title->start,
			title->length),
		line_at(it, title),
		best == 4 ? NULL : "another line may be the title");
}

static int body_rank(const struct reading *it, const char *id)
{
	const struct publisher *publisher = &it->site->publisher;

	for (size_t i = 0; i < publisher->body_count; i++)
		if (strcmp(publisher->bodies[i].id, id) == 0)
			return (int)i;
	return (int)publisher->body_count;
}

/* Bodies of the site, in its order; of two of one name, that of a side. */
static void read_bodies(struct reading *it)
{
	const struct publisher *publisher = &it->site->publisher;
	const struct hit **found = pool_alloc(it->pool,
		(publisher->body_count + 1) * sizeof(const struct hit *));

	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];
		int rank;

		if (hit->kind != WORD_BODY ||
			!facts_is_side(it, hit->term->party))
			continue;
		rank = body_rank(it, hit->term->value);
		if (found[rank] == NULL ||
			hit->end - hit->start >
				found[rank]->end - found[rank]->start)
			found[rank] = hit;
	}
	for (size_t i = 0; i <= publisher->body_count; i++)
		if (found[i] != NULL)
			facts_add(it, "body", found[i]->term->value,
				found[i]->start,
				found[i]->term->is_acronym &&
						found[i]->end - found[i]->start <
							4
					? "it is known by its letters alone"
					: NULL);
}

/* The words of a language are those of the reading before, if it had them. */
static void search(struct reading *it)
{
	if (it->terms.language == NULL ||
		strcmp(it->terms.language, it->language) != 0)
		terms_make(&it->terms, it->pool, it->site, it->language);
	it->fold = fold_text(
		it->pool, it->paste->text.bytes, it->paste->text.length);
	facts_find_bounds(it);
	it->hits = hits_find(&it->terms, it->pool, &it->fold);
	it->days = days_find(it->pool, &it->hits, it->language);
	facts_find_relatives(it);
	sessions_find(it);
}

void reading_make(struct reading *it)
{
	search(it);
	dating_read_release(it);
	dating_pass_over_stamps(it);
	read_notice(it);
	read_title(it);
	sessions_find_several(it);
	sessions_read_number(it);
	dating_read_meeting(it);
	dating_read_status(it);
	placing_read(it);
	people_read(it);
	read_bodies(it);
}

void reading_of_session(struct reading *it)
{
	search(it);
	sessions_read_number(it);
	dating_read_meeting(it);
	placing_read(it);
}
