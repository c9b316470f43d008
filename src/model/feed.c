#include "model/feed.h"

#include <ctype.h>
#include <string.h>
#include "model/fill.h"
#include "base/banned.h"

bool format_is_page(enum format format)
{
	return format >= FORMAT_AHEAD;
}

/* Words that stand in for missing ones are an entry of their own. */
static void put_languages(
	struct buf *out, const char *shown, const char *language)
{
	buf_printf(out, "/%s", shown);
	if (strcmp(shown, language) != 0)
		buf_printf(out, "/%s", language);
}

/* RFC 4151, 2.1, but without a slash, which parts a uid from what follows. */
static bool is_plain(char byte)
{
	return isalnum((unsigned char)byte) ||
		strchr("-._~!$&'()*+,;=:@", byte) != NULL;
}

/* "tag:example.org,2026:UID/", whatever characters the uid has. */
static void put_tag(
	struct buf *out, const struct publisher *publisher, const char *uid)
{
	buf_printf(out, "tag:%s:", publisher->authority);
	for (const char *at = uid; *at != '\0'; at++)
		if (is_plain(*at))
			buf_putc(out, *at);
		else
			buf_printf(out, "%%%02X", (unsigned char)*at);
	buf_putc(out, '/');
}

void entry_put_release_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *release, const char *shown,
	const char *language, const char *given)
{
	if (given != NULL && strcmp(shown, language) == 0) {
		buf_puts(out, given);
		return;
	}
	put_tag(out, publisher, uid);
	buf_puts(out, release);
	put_languages(out, shown, language);
}

void entry_put_shown_id(
	struct buf *out, const struct view *view, const char *release)
{
	entry_put_release_id(out, view->publisher, view->event->uid, release,
		view_shown_language(view), view->language,
		event_given_id(view->event, release, view->language));
}

void entry_put_change_id(struct buf *out, const struct publisher *publisher,
	const char *uid, const char *name, const char *shown,
	const char *language)
{
	put_tag(out, publisher, uid);
	buf_printf(out, "change/%s", name);
	put_languages(out, shown, language);
}

const char *change_kind_name(enum change_kind kind)
{
	static const char *const names[] = {
		[CHANGE_ANNOUNCED] = "announced",
		[CHANGE_MOVED] = "moved",
		[CHANGE_POSTPONED] = "postponed",
		[CHANGE_CANCELLED] = "cancelled",
		[CHANGE_WITHDRAWN] = "withdrawn",
		[CHANGE_CORRECTED] = "corrected",
	};

	return names[kind];
}

/* "Moved: 7th Japan-EU Cyber Dialogue". */
static void put_change_title(
	struct buf *out, const struct view *view, enum change_kind kind)
{
	struct buf key = BUF_INIT;

	buf_printf(&key, "changed.%s", change_kind_name(kind));
	fill_one(out, view_phrase(view, "label"), "label",
		view_phrase(view, key.bytes));
	view_put_title(out, view);
	buf_release(&key);
}

/* With a word of the feed's language in front, a title is of neither. */
static const char *put_release_title(
	struct buf *out, const struct view *view, const struct release *release)
{
	struct release_view shown = view_release(view, release->id);
	struct buf title = BUF_INIT, plain = BUF_INIT;
	const char *language = view->title.language;

	if (shown.words != NULL && shown.words->title != NULL &&
		release->status != RELEASE_WITHDRAWN) {
		buf_printf(out, "%s%s", release->mark ? release->mark : "",
			shown.words->title);
		return shown.language;
	}

	buf_puts(&title, release->mark ? release->mark : "");
	view_put_marked_title(&title, view);
	if (release->status == RELEASE_WITHDRAWN)
		fill_one(out, view_phrase(view, "title.withdrawn"), "title",
			title.bytes);
	else
		buf_puts(out, title.bytes);
	view_put_title(&plain, view);
	if (strcmp(out->bytes, plain.bytes) != 0)
		language = NULL;
	buf_release(&plain);
	buf_release(&title);
	return language;
}

const char *fragment_put_entry_title(
	struct buf *out, const struct fragment *fragment)
{
	if (fragment->change == NULL)
		return put_release_title(
			out, fragment->view, fragment->release);
	put_change_title(out, fragment->view, fragment->change->kind);
	return NULL;
}

bool fragment_is_withdrawn(const struct fragment *fragment)
{
	return fragment->release != NULL &&
		fragment->release->status == RELEASE_WITHDRAWN;
}

static const struct release *release_of(const struct fragment *fragment)
{
	const struct change_told *change = fragment->change;

	if (change == NULL)
		return fragment->release;
	return change->kind == CHANGE_CORRECTED ? change->release : NULL;
}

/* The text that is shown, or the next one with such a page. */
const struct text *fragment_leading_text(const struct fragment *fragment)
{
	const struct view *view = fragment->view;
	const struct release *release = release_of(fragment);

	if (release == NULL)
		return NULL;
	if (text_page(view->shown, release->id) != NULL)
		return view->shown;
	for (size_t i = 0; i < view->event->text_count; i++)
		if (text_page(view->event->texts[i], release->id) != NULL)
			return view->event->texts[i];
	return NULL;
}

const char *fragment_page(const struct fragment *fragment)
{
	const struct release *release = release_of(fragment);
	const struct text *text = fragment_leading_text(fragment);

	return release && text ? text_page(text, release->id) : NULL;
}

void fragment_put_page(struct buf *out, const struct fragment *fragment)
{
	const char *page = fragment_page(fragment);

	if (page != NULL)
		buf_puts(out, page);
	else if (fragment->home != NULL)
		publisher_put_address(
			out, fragment->view->publisher, fragment->home);
}

bool scope_is_subject(enum scope scope)
{
	return scope == SCOPE_PARTY || scope == SCOPE_TOPIC ||
		scope == SCOPE_SELECTION;
}

const char *scope_name(enum scope scope)
{
	static const char *const names[] = {
		[SCOPE_SERIES] = "series",
		[SCOPE_PARTY] = "party",
		[SCOPE_TOPIC] = "topic",
		[SCOPE_SELECTION] = "selection",
		[SCOPE_EVENT] = "event",
	};

	return names[scope];
}

bool change_is_correction(const char *name)
{
	const char *corrected = change_kind_name(CHANGE_CORRECTED);

	return strncmp(name, corrected, strlen(corrected)) == 0;
}

const struct clocks *feed_clocks(
	const struct feed *feed, const struct fragment *fragment)
{
	const struct sitting *sitting = fragment->sitting;

	if (sitting == NULL || sitting->zone == NULL)
		return NULL;
	for (size_t i = 0; i < feed->clocks_count; i++)
		if (strcmp(feed->clocks[i].zone_name, sitting->zone_name) == 0)
			return &feed->clocks[i];
	return NULL;
}

struct words feed_description(const struct feed *feed)
{
	static const char *const keys[] = {
		[FORMAT_ICS] = "feed.description",
		[FORMAT_ATOM] = "feed.releases-description",
		[FORMAT_CHANGES] = "feed.changes-description",
		[FORMAT_JSON_FEED] = "feed.releases-description",
		[FORMAT_EVENTS] = "feed.description",
	};
	bool is_of_series =
		feed->scope == SCOPE_SERIES || feed->scope == SCOPE_EVENT;
	struct words words =
		wordings_in(is_of_series ? &feed->series->summaries
					 : &feed->publisher->descriptions,
			feed->language);
	bool is_ours = feed->format == FORMAT_CHANGES || words.text == NULL;

	/* Of nothing but commas, nothing is left for a calendar. */
	if (!is_ours && feed->format == FORMAT_ICS)
		is_ours = words.text[strspn(words.text, ",;\\ ")] == '\0';
	if (!is_ours)
		return words;
	return publisher_words(
		feed->publisher, feed->language, keys[feed->format]);
}

bool feed_is_held_back(const struct feed *feed)
{
	for (size_t i = 0; i < feed->fragment_count; i++)
		if (feed->fragments[i]->is_held_back)
			return true;
	return false;
}
