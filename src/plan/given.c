#include "plan/given.h"

#include <stdlib.h>
#include <string.h>
#include "base/banned.h"

/* An id, and of which entry it is. */
struct claim {
	const char *id;
	const char *uid, *release, *language;
	const char *path; /* of the record that says so */
};

struct giving {
	struct site *site;
	const struct ledger *ledger;
	struct diag *diag;
	struct pool pool;
	struct claim *claims; /* by id */
	size_t count;
};

static int compare_claims(const void *left, const void *right)
{
	const struct claim *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static void claim(struct giving *it, struct claim claim)
{
	if (claim.id == NULL)
		return;
	it->claims = pool_grow(&it->pool, it->claims, it->count, sizeof(claim));
	it->claims[it->count++] = claim;
}

static void claim_words(struct giving *it, const struct event *event)
{
	for (size_t i = 0; i < event->text_count + event->hidden_text_count;
		i++) {
		const struct text *text = event->texts[i];

		for (size_t j = 0; j < text->release_count; j++)
			claim(it,
				(struct claim){text->releases[j].atom_id,
					event->uid, text->releases[j].ref,
					text->language, text->path});
	}
}

static void claim_rows(struct giving *it, const struct published *meeting)
{
	for (size_t i = 0; i < meeting->row_count; i++) {
		const struct row *row = &meeting->rows[i];

		claim(it,
			(struct claim){row->atom_id, meeting->uid, row->item,
				row->language, meeting->path});
	}
}

static void claim_all(struct giving *it)
{
	for (size_t i = 0; i < it->site->event_count; i++)
		claim_words(it, it->site->events[i]);
	for (size_t i = 0; i < it->ledger->count; i++)
		claim_rows(it, it->ledger->meetings[i]);
	if (it->count > 0)
		qsort(it->claims, it->count, sizeof(*it->claims),
			compare_claims);
}

static bool is_same_entry(const struct claim *a, const struct claim *b)
{
	return strcmp(a->uid, b->uid) == 0 &&
		strcmp(a->release, b->release) == 0 &&
		strcmp(a->language, b->language) == 0;
}

/* Who else has the id of this claim: the path of a record, or NULL. */
static const char *find_rival(
	const struct giving *it, const struct claim *claim)
{
	const struct event *event = site_event(it->site, claim->id);
	const struct published *meeting = ledger_find(it->ledger, claim->id);
	const struct claim *end = it->claims + it->count;
	const struct claim *other = bsearch(claim, it->claims, it->count,
		sizeof(*it->claims), compare_claims);

	if (event != NULL || meeting != NULL)
		return event ? event->path : meeting->path;
	while (other > it->claims && compare_claims(other - 1, claim) == 0)
		other--;
	for (; other < end && compare_claims(other, claim) == 0; other++)
		if (!is_same_entry(other, claim))
			return other->path;
	return NULL;
}

/* All ids that the program makes are of this form. */
static bool is_ours(const struct publisher *publisher, const char *id)
{
	size_t length = strlen(publisher->authority);

	return strncmp(id, "tag:", 4) == 0 &&
		strncmp(id + 4, publisher->authority, length) == 0 &&
		id[4 + length] == ':' && strchr(id + 4 + length, '/') != NULL;
}

/* Returns whether no other entry has the id, or could have it. */
static bool is_free(
	const struct giving *it, struct pos at, const struct claim *claim)
{
	const char *rival = find_rival(it, claim);

	if (is_ours(&it->site->publisher, claim->id)) {
		diag_error(it->diag, at,
			"ids that begin with tag:%s: are made by this program",
			it->site->publisher.authority);
		diag_help(it->diag,
			"leave atom-id out, unless the entry was published "
			"elsewhere, under an id of that place");
		return false;
	}
	if (rival == NULL)
		return true;
	diag_error(it->diag, at, "this id is given in %s too", rival);
	diag_help(it->diag,
		"write the id under which this very entry was published in "
		"this language; leave atom-id out where it was not");
	return false;
}

static void give(struct giving *it, struct event *event, const char *release,
	const char *language, const char *id)
{
	event->given = pool_grow(&it->site->pool, event->given,
		event->given_count, sizeof(*event->given));
	event->given[event->given_count++] =
		(struct given_id){release, language, id};
}

static void report_changed(const struct giving *it, const struct text *text,
	const struct release_words *words, const char *published)
{
	struct pos at =
		words->atom_id ? words->at : (struct pos){text->path, 0, 0};

	diag_error(it->diag, at, "the entry was published %s%s",
		published ? "under the id " : "under an id of this program",
		published ? published : "");
	if (published != NULL)
		diag_help(it->diag,
			"write atom-id=\"%s\" again: readers know the entry "
			"by it",
			published);
	else
		diag_help(it->diag,
			"leave atom-id out: readers know the entry by that id");
}

/*
 * Whether the entry of these words has an id already.  One that came out
 * without words, as when its text had errors, may still be given one.
 */
static bool is_known(const struct row *row, const char *language)
{
	if (row == NULL)
		return false;
	return row->atom_id != NULL || row_was_in(row, language) ||
		words_are_same(row->shown, language);
}

/* Returns whether the words may be shown. */
static bool settle_words(struct giving *it, struct event *event,
	const struct text *text, struct release_words *words)
{
	const struct published *before = ledger_find(it->ledger, event->uid);
	const struct row *row =
		published_row(before, ROW_RELEASE, text->language, words->ref);
	const struct claim claim = {words->atom_id, event->uid, words->ref,
		text->language, text->path};

	if (is_known(row, text->language)) {
		if (!words_are_same(row->atom_id, words->atom_id))
			report_changed(it, text, words, row->atom_id);
		words->atom_id = row->atom_id;
		return true;
	}
	if (words->atom_id == NULL)
		return true;
	if (!is_free(it, words->at, &claim))
		return false;
	give(it, event, words->ref, text->language, words->atom_id);
	return true;
}

/* A release that nobody knows yet waits until its words have an id. */
static void drop_words(const struct giving *it, struct event *event,
	struct text *text, size_t index)
{
	const struct published *before = ledger_find(it->ledger, event->uid);
	const char *id = text->releases[index].ref;
	struct release *release = event_release(event, id);

	if (release != NULL &&
		(before == NULL || before->event == NULL ||
			event_release(before->event, id) == NULL))
		release->hidden = true;
	text->release_count--;
	memmove(&text->releases[index], &text->releases[index + 1],
		(text->release_count - index) * sizeof(*text->releases));
}

static void settle_event(struct giving *it, struct event *event)
{
	const struct published *before = ledger_find(it->ledger, event->uid);
	size_t text_count = event->text_count + event->hidden_text_count;

	for (size_t i = 0; before != NULL && i < before->row_count; i++) {
		const struct row *row = &before->rows[i];

		if (row->atom_id != NULL)
			give(it, event, row->item, row->language, row->atom_id);
	}
	for (size_t i = 0; i < text_count; i++) {
		struct text *text = event->texts[i];

		for (size_t j = 0; j < text->release_count;)
			if (settle_words(it, event, text, &text->releases[j]))
				j++;
			else
				drop_words(it, event, text, j);
	}
}

void given_settle(
	struct site *site, const struct ledger *ledger, struct diag *diag)
{
	struct giving it = {.site = site,
		.ledger = ledger,
		.diag = diag,
		.pool = POOL_INIT};

	claim_all(&it);
	for (size_t i = 0; it.count > 0 && i < site->event_count; i++)
		settle_event(&it, site->events[i]);
	pool_release(&it.pool);
}
