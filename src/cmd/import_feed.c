#include "cmd/import_feed.h"

#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/import_add.h"
#include "cmd/import_make.h"
#include "cmd/import_meeting.h"
#include "cmd/import_refresh.h"
#include "cmd/import_tell.h"
#include "import/feed.h"
#include "import/html.h"
#include "import/reading.h"
#include "import/receipt.h"
#include "read/value.h"
#include "base/banned.h"

struct importing {
	struct work *work;
	struct feed_file feed;
	struct entry entry; /* that is imported */
	const struct feed_entry *found; /* the same */
	struct buf json;
	size_t lost; /* entries whose ids could not be kept */
	const char *lost_id; /* the first of them */
	size_t unsure, failed;
};

/* A moment as records have it: UTC. */
static struct date date_of(instant at)
{
	struct date date = {.when = {.precision = WHEN_ABSENT}};

	if (at == 0)
		return date;
	date.when = when_from_utc(at);
	date.at = at;
	return date;
}

static void complete(const struct work *work, struct draft *draft)
{
	struct release_words *words = &draft->text.releases[0];
	const struct importing *it = work->data;
	const struct entry *entry = work->entry;

	words->atom_id = entry->atom_id;
	words->href = entry->href;
	if (entry->updated > entry->published)
		words->updated = date_of(entry->updated);
	if (work->event == NULL)
		draft->event.releases[0].published = date_of(entry->published);
	draft->line = it->found->line;
	draft->receipt = import_release_receipt(work, draft);
}

/* --- an entry that is there --- */

/* What has no id that is kept is known by its page, or by day and title. */
static bool is_same(const struct importing *it, const struct event *event,
	const struct known *known)
{
	const struct release_words *words = known->words;
	const struct release *release = event_release(event, words->ref);

	if (it->entry.atom_id != NULL)
		return words->atom_id != NULL &&
			strcmp(words->atom_id, it->entry.atom_id) == 0;
	if (it->entry.href != NULL && words->href != NULL)
		return strcmp(it->entry.href, words->href) == 0;
	return release != NULL &&
		release->published.at == it->entry.published &&
		it->found->title != NULL && known_title(known) != NULL &&
		strcmp(known_title(known), it->found->title) == 0;
}

static struct known find_known(const struct importing *it)
{
	const struct site *site = it->work->site;

	for (size_t i = 0; i < site->event_count; i++)
		for (size_t j = 0; j < site->events[i]->text_count; j++) {
			const struct text *text = site->events[i]->texts[j];

			for (size_t k = 0; k < text->release_count; k++) {
				const struct known known = {site->events[i],
					text, &text->releases[k]};

				if (is_same(it, site->events[i], &known))
					return known;
			}
		}
	return (struct known){NULL, NULL, NULL};
}

/* --- an entry that is new --- */

/* What the site would take for its own, or no IRI is, is not kept. */
static const char *take_id(struct importing *it, const char *id)
{
	const char *ours = pool_printf(
		it->feed.pool, "tag:%s:", it->work->site->publisher.authority);

	if (value_is(&value_iri, id) && paste_check(id, strlen(id)) == NULL &&
		strncmp(id, ours, strlen(ours)) != 0)
		return id;
	if (it->lost++ == 0)
		it->lost_id = id ? id : "";
	return NULL;
}

/* All that an entry says. */
static const char *mark_of(
	const struct importing *it, const struct feed_entry *found)
{
	struct buf all = BUF_INIT;
	const char *mark;

	buf_printf(&all, "%s\n%s\n%s\n%s\n%lld %lld\n",
		found->title ? found->title : "",
		found->body ? found->body : "", found->href ? found->href : "",
		found->language ? found->language : "",
		(long long)found->published, (long long)found->updated);
	for (size_t i = 0; i < found->page_count; i++)
		buf_printf(&all, "%s %s\n", found->pages[i].language,
			found->pages[i].href);
	mark = receipt_mark(it->feed.pool, all.bytes);
	buf_release(&all);
	return mark;
}

static const char *read_entry(struct importing *it, struct paste *paste)
{
	const char *body = it->found->body, *wrong = NULL;

	paste->pool = it->feed.pool;
	paste->base = it->found->base;
	if (it->found->title != NULL)
		paste_add(paste, LINE_TITLE, it->found->title,
			strlen(it->found->title), it->found->line);
	if (body != NULL)
		wrong = html_read(paste, body, strlen(body), NULL);
	for (size_t i = 0; i < paste->count; i++)
		paste->lines[i].number = it->found->line;
	return paste->count == 0 ? "has no words" : wrong;
}

static const char *find_language(
	const struct importing *it, const struct paste *paste)
{
	const struct work *work = it->work;
	struct fold fold =
		fold_text(it->feed.pool, paste->text.bytes, paste->text.length);
	const char *language = work->asked->language;

	if (language != NULL)
		return language;
	if (it->found->language != NULL)
		language = import_tag(work->site, it->found->language);
	if (value_is(&value_language, language))
		return language;
	language = terms_language(it->feed.pool, work->site, &fold);
	return language ? import_tag(work->site, language) : NULL;
}

static void read_facts(
	struct importing *it, struct paste *paste, const char *language)
{
	struct reading *reading = &it->work->reading;
	struct when published =
		when_to_the_day(when_from_utc(it->entry.published));

	*reading = (struct reading){.pool = it->feed.pool,
		.site = it->work->site,
		.series = reading->series,
		.paste = paste,
		.today = it->work->asked->today,
		.published = published,
		.language = language,
		.terms = reading->terms};
	reading_make(reading);
	/* What the feed says counts more than what its words do. */
	reading->published = published;
}

/* --- an entry that is there --- */

static void say_known(struct importing *it, const struct known *known,
	enum standing standing, const char *what)
{
	it->work->differences++;
	import_tell_line(it->work, it->found->line,
		pool_printf(it->feed.pool, "%s %s%s", known->text->path, what,
			standing == STANDS_EDITED && it->work->asked->update
				? ": it was edited since it was imported, and "
				  "stays as it is"
				: ""),
		NULL);
}

/* Words of the release as the feed has them now; it is open for editing. */
static int renew(
	struct importing *it, const struct known *known, enum standing standing)
{
	const struct asked *asked = it->work->asked;
	struct draft draft;

	if (standing == STANDS)
		return EXIT_DONE;
	if (standing != STANDS_AS_IMPORTED || !asked->update || asked->dry) {
		say_known(it, known, standing,
			pool_printf(it->feed.pool,
				"has the page %s, and the feed %s",
				known->words->href, it->entry.href));
		return EXIT_DONE;
	}
	draft_make_text(
		&draft, &it->work->reading, known->event, known->words->ref);
	complete(it->work, &draft);
	return import_refresh(it->work, known, &draft);
}

/* A page that the entry has in another language: a text that is to come. */
static int take_page(
	struct importing *it, const struct feed_page *page, const char *release)
{
	struct work *work = it->work;
	const char *language = import_tag(work->site, page->language);
	struct known known = {.event = work->event};

	if (!value_is(&value_language, language) ||
		!value_is(&value_page, page->href))
		return EXIT_DONE;
	it->entry = (struct entry){.href = page->href,
		.mark = receipt_mark(it->feed.pool, page->href)};
	work->reading.language = language;
	known.text = event_text(work->event, language);
	if (known.text == NULL) {
		import_make_text(work, release);
		return EXIT_DONE;
	}
	known.words = text_release(known.text, release);
	/* Its own entry tells more of it. */
	if (known.words == NULL || known.words->atom_id != NULL ||
		known.words->href == NULL ||
		strcmp(known.words->href, page->href) == 0)
		return EXIT_DONE;
	return renew(it, &known,
		import_standing(it->feed.pool, &known, it->entry.mark));
}

static int take_pages(struct importing *it, const char *release)
{
	struct work *work = it->work;
	const struct entry entry = it->entry;
	const struct reading reading = work->reading;
	int status = EXIT_DONE;

	work->reading = (struct reading){.pool = reading.pool,
		.site = reading.site,
		.series = reading.series};
	for (size_t i = 0; i < it->found->page_count && status == EXIT_DONE;
		i++)
		status = take_page(it, &it->found->pages[i], release);
	it->entry = entry;
	work->reading = reading;
	return status;
}

static int write_entry(struct importing *it)
{
	struct work *work = it->work;
	int status = work->event ? import_add(work) : import_make(work);
	struct known known;

	if (status == EXIT_DONE)
		status = import_store(work);
	/* What else is wrong with the record was said. */
	if (status != EXIT_DONE && status != EXIT_RECORDS)
		return status;
	import_meeting_reload(work);
	known = find_known(it);
	work->event = known.event;
	return known.event ? take_pages(it, known.words->ref) : EXIT_DONE;
}

static int import_new(struct importing *it)
{
	struct work *work = it->work;
	struct reading *reading = &work->reading;

	work->event = import_meeting_session(work);
	buf_cut(&work->target->event, 0);
	if (work->event != NULL) {
		buf_puts(&work->target->event, work->event->folder);
	} else {
		facts_say(reading,
			(struct fact){"meeting",
				it->found->title ? it->found->title : "…", NULL,
				"an entry of the feed", it->found->line,
				"no record has its number or its day"});
		import_meeting_put_folder(work,
			reading->start.precision >= WHEN_DAY
				? reading->start
				: reading->published);
	}
	if (it->found->published == 0)
		facts_say(reading,
			(struct fact){"published", "today", NULL,
				"an entry of the feed", it->found->line,
				"the feed does not say when"});
	it->unsure += import_tell_doubts(work);
	if (work->asked->json) {
		buf_puts(&it->json, it->json.length > 0 ? ",\n" : "");
		import_tell_json(&it->json, work);
	}
	return work->asked->dry ? EXIT_DONE : write_entry(it);
}

static int refresh(struct importing *it, const struct known *known)
{
	struct work *work = it->work;
	struct paste paste = {.text = BUF_INIT};
	int status = EXIT_DONE;

	work->event = known->event;
	buf_cut(&work->target->event, 0);
	buf_puts(&work->target->event, known->event->folder);
	if (read_entry(it, &paste) == NULL) {
		read_facts(it, &paste, known->text->language);
		status = renew(it, known, STANDS_AS_IMPORTED);
		work->reading.paste = NULL;
	}
	paste_release(&paste);
	return status == EXIT_DONE ? take_pages(it, known->words->ref) : status;
}

static bool is_of_language(
	const struct importing *it, const struct known *known)
{
	const char *language = it->found->language;

	return language == NULL || it->work->asked->language != NULL ||
		strcmp(import_tag(it->work->site, language),
			known->text->language) == 0;
}

static int compare(struct importing *it, const struct known *known)
{
	const struct asked *asked = it->work->asked;
	enum standing standing =
		import_standing(it->feed.pool, known, it->entry.mark);
	const char *before = known_title(known);
	instant updated = known->words->updated.at;

	if (standing == STANDS)
		return EXIT_DONE;
	if (!is_of_language(it, known))
		say_known(it, known, standing,
			pool_printf(it->feed.pool,
				"is in this language, and the feed says '%s'",
				it->found->language));
	if (standing == STANDS_AS_IMPORTED && asked->update && !asked->dry)
		return refresh(it, known);
	if (before != NULL && it->found->title != NULL &&
		strcmp(before, it->found->title) != 0)
		say_known(it, known, standing,
			pool_printf(it->feed.pool,
				"has the title '%s', and the feed '%s'", before,
				it->found->title));
	else if (standing != STANDS_UNKNOWN ||
		(updated != 0 && it->entry.updated > updated))
		say_known(it, known, standing,
			"was published with this entry, which has been "
			"changed since: compare the words");
	return EXIT_DONE;
}

static int import_entry(struct importing *it, const struct feed_entry *found)
{
	struct paste paste = {.text = BUF_INIT};
	const char *wrong, *language = NULL;
	struct known known;
	int status = EXIT_DONE;

	it->found = found;
	it->entry = (struct entry){.atom_id = take_id(it, found->id),
		.href = value_is(&value_page, found->href) ? found->href : NULL,
		.mark = mark_of(it, found),
		.published = found->published,
		.updated = found->updated};
	if (it->entry.published == 0)
		it->entry.published = it->work->asked->now;
	known = find_known(it);
	if (known.event != NULL)
		return compare(it, &known);
	wrong = read_entry(it, &paste);
	if (wrong == NULL) {
		language = find_language(it, &paste);
		wrong = language ? NULL
				 : "nothing tells its language: say --text fr";
	}
	if (wrong != NULL) {
		it->failed++;
		import_tell_line(it->work, found->line, wrong, NULL);
	} else {
		read_facts(it, &paste, language);
		status = import_new(it);
		it->work->reading.paste = NULL;
	}
	paste_release(&paste);
	return status;
}

static void say_lost(const struct importing *it)
{
	if (it->lost == 0)
		return;
	fprintf(stderr,
		"dialogue-feeds: the ids of %zu entries cannot be kept, such "
		"as '",
		it->lost);
	diag_print_safely(stderr, it->lost_id);
	fputs("': they are no IRIs, and readers will see these entries a second "
	      "time\n",
		stderr);
}

static int import_all(struct importing *it)
{
	struct work *work = it->work;
	int status = EXIT_DONE;

	work->entry = &it->entry;
	work->complete = complete;
	work->data = it;
	if (it->feed.wrong_line > 0) {
		it->failed++;
		import_tell_line(
			it->work, it->feed.wrong_line, it->feed.wrong, NULL);
	}
	/* The oldest comes first, as it did. */
	for (size_t i = it->feed.count; status == EXIT_DONE && i > 0; i--)
		status = import_entry(it, &it->feed.entries[i - 1]);
	if (status == EXIT_DONE)
		status = import_store(work);
	if (work->asked->json)
		printf("[%s]\n", it->json.bytes);
	say_lost(it);
	if (status != EXIT_DONE)
		return status;
	return it->unsure + it->failed + it->lost + work->differences > 0
		? EXIT_RECORDS
		: EXIT_DONE;
}

int import_feed(struct work *work, const struct buf *bytes)
{
	struct importing it = {.work = work,
		.feed = {.pool = work->reading.pool},
		.json = BUF_INIT};
	int status = EXIT_USAGE;

	if (work->target->event.length > 0)
		fputs("dialogue-feeds: a feed is imported into a series: "
		      "`dialogue-feeds import SERIES FILE`\n",
			stderr);
	else if (feed_read(&it.feed, bytes) != 0)
		fputs("dialogue-feeds: this is neither Atom nor RSS, or has "
		      "entities of its own\n",
			stderr);
	else
		status = import_all(&it);
	buf_release(&it.json);
	return status;
}
