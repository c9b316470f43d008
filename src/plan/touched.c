#include "plan/touched.h"

#include <stdlib.h>
#include <string.h>
#include "base/hash.h"
#include "base/mem.h"
#include "base/string_set.h"
#include "plan/cards_file.h"
#include "base/banned.h"

/* What a meeting has to do with what has changed. */
enum state {
	STATE_SAME, /* nothing: its fragments are as they were */
	STATE_CHANGED, /* its record may say something else */
	STATE_PLANNED, /* it shows another one that is planned */
	STATE_CONTEXT, /* it is named by one that is planned */
};

/* A folder below events/. */
struct known_folder {
	uint64_t hash;
	const char *path; /* in the names of what was seen */
};

/* Hashes of uids, in order once they are all there. */
struct uids {
	uint64_t *items;
	size_t count;
};

static int compare_hashes(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void add_uid(struct pool *pool, struct uids *uids, uint64_t uid)
{
	uids->items = pool_grow(pool, uids->items, uids->count, sizeof(uid));
	uids->items[uids->count++] = uid;
}

static void sort_uids(struct uids *uids)
{
	if (uids->count > 0)
		qsort(uids->items, uids->count, sizeof(*uids->items),
			compare_hashes);
}

static bool has_uid(const struct uids *uids, uint64_t uid)
{
	return uids->count > 0 &&
		bsearch(&uid, uids->items, uids->count, sizeof(uid),
			compare_hashes) != NULL;
}

static int compare_known(const void *left, const void *right)
{
	const struct known_folder *a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

static void find_known(struct touched *it, const struct filestats *stats)
{
	it->known =
		pool_alloc(&it->pool, (stats->count + 1) * sizeof(*it->known));
	for (size_t i = 0; i < stats->count; i++)
		if (stats->files[i].folder == 0)
			it->known[it->known_count++] = (struct known_folder){
				stats->files[i].path, filestat_name(stats, i)};
	if (it->known_count > 0)
		qsort(it->known, it->known_count, sizeof(*it->known),
			compare_known);
}

/* The path of a folder that is there, or NULL. */
static const char *known_path(const struct touched *it, uint64_t hash)
{
	const struct known_folder key = {.hash = hash};
	const struct known_folder *found = NULL;

	if (it->known_count > 0)
		found = bsearch(&key, it->known, it->known_count, sizeof(key),
			compare_known);
	return found ? found->path : NULL;
}

/* How many names a path has: 3 of "events/SERIES/EVENT". */
static int depth_of(const char *path)
{
	int depth = 1;

	for (; *path != '\0'; path++)
		depth += *path == '/';
	return depth;
}

/* The first names of a path. */
static const char *cut_path(struct pool *pool, const char *path, int depth)
{
	const char *end = path + strcspn(path, "/");

	while (--depth > 0 && *end != '\0')
		end += 1 + strcspn(end + 1, "/");
	return pool_bytes(pool, path, (size_t)(end - path));
}

static const char *series_of(struct pool *pool, const char *path)
{
	return pool_bytes(pool, path, strcspn(path, "/"));
}

static void read_folder(struct touched *it, const char *path)
{
	it->folders = pool_grow(
		&it->pool, it->folders, it->folder_count, sizeof(*it->folders));
	it->folders[it->folder_count++] = path;
}

/* The record of the card is read, if it has one still. */
static void set_state(struct touched *it, size_t card, enum state state)
{
	const char *path = known_path(it, it->cards->meetings[card].folder);

	it->states[card] = (char)state;
	if (state != STATE_CONTEXT && path != NULL && depth_of(path) == 3)
		read_folder(it, path);
}

/* All cards of a folder. */
static bool change_cards(struct touched *it, uint64_t folder)
{
	const struct meeting_card *card = cards_at(it->cards, folder);
	size_t first = card ? (size_t)(card - it->cards->meetings) : 0;
	bool found = card != NULL;

	for (size_t i = first; found && i < it->cards->count &&
		it->cards->meetings[i].folder == folder;
		i++)
		if (it->states[i] != STATE_CHANGED)
			set_state(it, i, STATE_CHANGED);
	return found;
}

static void change_folder(struct touched *it, const char *path)
{
	if (!change_cards(it, hash_text(path)))
		read_folder(it, path);
}

static bool is_in_series(const char *path, const char *series, size_t length)
{
	return strncmp(path, series, length) == 0 && path[length] == '/';
}

/* `path` is "events/SERIES". */
static void change_series(struct touched *it, const char *path)
{
	const char *series = path + strlen("events/");
	size_t length = strlen(path);

	for (size_t i = 0; i < it->known_count; i++)
		if (is_in_series(it->known[i].path, path, length) &&
			depth_of(it->known[i].path) == 3)
			change_folder(it, it->known[i].path);
	for (size_t i = 0; i < it->cards->count; i++)
		if (it->states[i] == STATE_SAME &&
			is_in_series(
				it->cards->texts + it->cards->meetings[i].path,
				series, strlen(series)))
			set_state(it, i, STATE_CHANGED);
}

/* Returns false when only a run that reads all knows what it means. */
static bool take_gone(struct touched *it, uint64_t folder)
{
	const char *path = known_path(it, folder);

	if (change_cards(it, folder))
		return true;
	if (path == NULL || depth_of(path) < 3)
		return false;
	change_folder(it, cut_path(&it->pool, path, 3));
	return true;
}

static bool take_change(struct touched *it, const struct index_change *change)
{
	const char *path = change->path;
	bool is_folder = path != NULL && hash_text(path) == change->folder;
	int depth = path ? depth_of(path) : 0;

	if (path == NULL)
		return take_gone(it, change->folder);
	if (depth < 3 || (depth == 3 && !is_folder && change->is_new))
		return false;
	if (depth == 3 && !is_folder)
		change_series(it, cut_path(&it->pool, path, 2));
	else
		change_folder(it, cut_path(&it->pool, path, 3));
	return true;
}

static bool is_due(const struct touched *it, const struct meeting_card *card)
{
	return (card->flags & CARD_AGAIN) != 0 ||
		(card->due != 0 && card->due <= it->now) ||
		(card->over != 0 && card->over <= it->now);
}

static void take_due(struct touched *it)
{
	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];
		const char *path = known_path(it, card->folder);

		if (!is_due(it, card))
			continue;
		if (path != NULL && depth_of(path) == 2)
			change_series(it, path);
		else if (it->states[i] == STATE_SAME)
			set_state(it, i, STATE_CHANGED);
	}
}

struct touched *touched_find(const struct cards *cards,
	const struct index_changes *changes, const struct filestats *stats,
	instant now)
{
	struct touched *it = mem_alloc(sizeof(*it));

	it->cards = cards;
	it->now = now;
	it->states = pool_alloc(&it->pool, cards->count + 1);
	it->folders = pool_alloc(&it->pool, sizeof(*it->folders));
	find_known(it, stats);
	for (size_t i = 0; i < changes->count; i++) {
		if (take_change(it, &changes->items[i]))
			continue;
		touched_free(it);
		return NULL;
	}
	take_due(it);
	it->folder_count = string_set_make(it->folders, it->folder_count);
	return it;
}

/* What is a name of the meeting alone: its uid, and ids of its entries. */
static bool has_name_of(const struct touched *it, const struct uids *read,
	const struct meeting_card *card)
{
	if (card->uid == 0)
		return false;
	if (has_uid(read, card->uid))
		return true;
	for (uint32_t i = 0; i < card->given_count; i++)
		if (has_uid(read, it->cards->names[card->given + i]))
			return true;
	return false;
}

/* A record that has a name of a meeting whose own record is elsewhere. */
static bool follow_uids(struct touched *it, const struct uids *read)
{
	bool found = false;

	for (size_t i = 0; i < it->cards->count; i++) {
		if (it->states[i] == STATE_CHANGED ||
			it->states[i] == STATE_PLANNED ||
			!has_name_of(it, read, &it->cards->meetings[i]))
			continue;
		set_state(it, i, STATE_CHANGED);
		found = true;
	}
	return found;
}

/* Those that are touched so far, and whom they name. */
struct reach {
	struct uids uids, named;
};

static void reach_cards(struct touched *it, struct reach *reach)
{
	const struct cards *cards = it->cards;

	for (size_t i = 0; i < cards->count; i++) {
		const struct meeting_card *card = &cards->meetings[i];

		if (it->states[i] == STATE_SAME)
			continue;
		add_uid(&it->pool, &reach->uids, card->uid);
		for (uint32_t j = 0; j < card->name_count; j++)
			add_uid(&it->pool, &reach->named,
				cards->names[card->names + j]);
	}
}

static void reach_event(
	struct touched *it, struct reach *reach, const struct event *event)
{
	struct pool *pool = &it->pool;

	add_uid(pool, &reach->uids, cards_hash_uid(event->uid));
	if (event->part_of.uid != NULL)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->part_of.uid));
	for (size_t i = 0; i < event->see_also_count; i++)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->see_also[i].uid));
	for (size_t i = 0; i < event->shared_count; i++)
		add_uid(pool, &reach->named,
			cards_hash_uid(event->shared[i].uid));
}

static struct reach reach_of(struct touched *it, const struct site *site)
{
	struct reach reach = {{NULL, 0}, {NULL, 0}};

	reach_cards(it, &reach);
	for (size_t i = 0; i < site->event_count; i++)
		reach_event(it, &reach, site->events[i]);
	sort_uids(&reach.uids);
	sort_uids(&reach.named);
	return reach;
}

static bool is_reached(const struct touched *it, const struct reach *reach,
	const struct meeting_card *card)
{
	if (has_uid(&reach->named, card->uid))
		return true;
	for (uint32_t i = 0; i < card->name_count; i++)
		if (has_uid(&reach->uids, it->cards->names[card->names + i]))
			return true;
	return false;
}

/* Those that name each other show each other. */
static void plan_neighbours(struct touched *it, const struct site *site)
{
	struct reach reach = reach_of(it, site);

	for (size_t i = 0; i < it->cards->count; i++)
		if (it->states[i] == STATE_SAME &&
			is_reached(it, &reach, &it->cards->meetings[i]))
			set_state(it, i, STATE_PLANNED);
}

static void add_series(struct touched *it, const char *path)
{
	it->series = pool_grow(
		&it->pool, it->series, it->series_count, sizeof(*it->series));
	it->series[it->series_count++] = series_of(&it->pool, path);
}

static void find_series(struct touched *it)
{
	const struct cards *cards = it->cards;

	for (size_t i = 0; i < it->folder_count; i++)
		add_series(it, it->folders[i] + strlen("events/"));
	for (size_t i = 0; i < cards->count; i++)
		if (it->states[i] != STATE_SAME && cards->meetings[i].path != 0)
			add_series(it, cards->texts + cards->meetings[i].path);
	it->series_count = string_set_make(it->series, it->series_count);
}

/* A session as the page of its series lists it: see page_neighbour(). */
struct session {
	const char *folder; /* of the series */
	const char *uid;
	struct when start;
	size_t card;
};

struct sessions {
	struct session *items; /* by series and start */
	size_t count;
};

static int compare_sessions(const void *left, const void *right)
{
	const struct session *a = left, *b = right;
	int order = strcmp(a->folder, b->folder);

	if (order == 0)
		order = when_compare(&a->start, &b->start);
	return order != 0 ? order : strcmp(a->uid, b->uid);
}

/* The place of a uid, and the card of its meeting. */
struct placed {
	uint32_t uid;
	size_t card;
};

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	return (a->uid > b->uid) - (a->uid < b->uid);
}

/* Meetings of touched series; none where none has a page of its own. */
static struct placed *find_placed(struct touched *it, size_t *count)
{
	const struct cards *cards = it->cards;
	struct placed *placed =
		pool_alloc(&it->pool, (cards->count + 1) * sizeof(*placed));
	uint32_t flags = 0;

	*count = 0;
	for (size_t i = 0; i < cards->count; i++) {
		const struct meeting_card *card = &cards->meetings[i];

		if (card->path == 0 ||
			!touched_has_series(it,
				series_of(
					&it->pool, cards->texts + card->path)))
			continue;
		placed[(*count)++] = (struct placed){card->uid_text, i};
		flags |= card->flags;
	}
	if ((flags & CARD_FILES) == 0)
		*count = 0;
	if (*count > 0)
		qsort(placed, *count, sizeof(*placed), compare_placed);
	return placed;
}

static bool is_session(const struct fragment_card *card, uint32_t language)
{
	return card->format == FORMAT_SERIES_PAGE &&
		card->language == language &&
		(card->flags & FRAGMENT_SIDE) == 0 &&
		card->flags / FRAGMENT_STATUS != STATUS_POSTPONED &&
		card->listed.precision != WHEN_ABSENT;
}

/* All languages have the same ones: those of the first are enough. */
static struct sessions find_sessions(
	struct touched *it, const struct placed *placed, size_t count)
{
	const struct cards *cards = it->cards;
	struct sessions found = {NULL, 0};
	uint32_t language = 0;

	for (size_t i = 0; i < cards->fragment_count; i++) {
		const struct fragment_card *card = &cards->fragments[i];
		const struct placed key = {card->uid, 0}, *meeting;

		if (language == 0 && card->format == FORMAT_SERIES_PAGE)
			language = card->language;
		if (!is_session(card, language))
			continue;
		meeting = bsearch(
			&key, placed, count, sizeof(key), compare_placed);
		if (meeting == NULL)
			continue;
		found.items = pool_grow(&it->pool, found.items, found.count,
			sizeof(*found.items));
		found.items[found.count++] = (struct session){
			series_of(&it->pool,
				cards->texts +
					cards->meetings[meeting->card].path),
			cards->texts + card->uid, card->listed, meeting->card};
	}
	if (found.count > 0)
		qsort(found.items, found.count, sizeof(*found.items),
			compare_sessions);
	return found;
}

/* Returns false when the next one in this direction may be the neighbour. */
static bool plan_neighbour(struct touched *it, const struct session *session,
	const struct session *at)
{
	if (strcmp(session->folder, at->folder) != 0)
		return true;
	if (it->states[session->card] == STATE_CHANGED)
		return false;
	if (it->states[session->card] == STATE_SAME)
		set_state(it, session->card, STATE_PLANNED);
	return true;
}

/* Those before and behind a place in the row, if they are not touched. */
static void plan_around(struct touched *it, const struct sessions *sessions,
	const struct session *at)
{
	size_t low = 0, high = sessions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_sessions(&sessions->items[middle], at) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < sessions->count; i++)
		if (plan_neighbour(it, &sessions->items[i], at))
			break;
	for (size_t i = low; i > 0; i--)
		if (plan_neighbour(it, &sessions->items[i - 1], at))
			break;
}

/*
 * The page of a session leads to those beside it: where one that has changed
 * stood, and where it may stand now.
 */
static void plan_beside(struct touched *it, const struct site *site)
{
	size_t count;
	const struct placed *placed = find_placed(it, &count);
	struct sessions sessions = {NULL, 0};

	if (count > 0)
		sessions = find_sessions(it, placed, count);
	for (size_t i = 0; i < sessions.count; i++)
		if (it->states[sessions.items[i].card] == STATE_CHANGED)
			plan_around(it, &sessions, &sessions.items[i]);
	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		const struct session now = {.folder = event->series->folder,
			.uid = event->uid,
			.start = event_start(event)};

		plan_around(it, &sessions, &now);
	}
}

/* What is hidden stands in no ledger: its record is read. */
static void find_context(struct touched *it, const struct site *site)
{
	struct reach reach = reach_of(it, site);

	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];

		if (it->states[i] != STATE_SAME ||
			!is_reached(it, &reach, card))
			continue;
		set_state(it, i,
			(card->flags & CARD_SHOWN) != 0 ? STATE_CONTEXT
							: STATE_PLANNED);
	}
}

static int compare_places(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void find_uids(struct touched *it)
{
	const struct cards *cards = it->cards;

	it->uids =
		pool_alloc(&it->pool, (cards->count + 1) * sizeof(*it->uids));
	for (size_t i = 0; i < cards->count; i++)
		if (touched_has(it, &cards->meetings[i]))
			it->uids[it->uid_count++] = cards->meetings[i].uid_text;
	if (it->uid_count > 0)
		qsort(it->uids, it->uid_count, sizeof(*it->uids),
			compare_places);
}

static int compare_parts(const void *left, const void *right)
{
	const struct ledger_part *a = left, *b = right;

	return strcmp(a->folder, b->folder);
}

static int compare_spans(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	return (a->at > b->at) - (a->at < b->at);
}

struct ledger_part *touched_part(const struct touched *it, const char *folder)
{
	const struct ledger_part key = {.folder = folder};

	if (it->part_count == 0)
		return NULL;
	return bsearch(
		&key, it->parts, it->part_count, sizeof(key), compare_parts);
}

static void add_span(struct touched *it, const struct meeting_card *card)
{
	struct ledger_part *part = touched_part(
		it, series_of(&it->pool, it->cards->texts + card->path));

	if (part == NULL)
		return;
	part->spans = pool_grow(
		&it->pool, part->spans, part->count, sizeof(*part->spans));
	part->spans[part->count++] = card->span;
}

static void find_parts(struct touched *it)
{
	const struct cards *cards = it->cards;

	it->part_count = cards->file_count;
	it->parts = pool_alloc(
		&it->pool, (cards->file_count + 1) * sizeof(*it->parts));
	for (size_t i = 0; i < cards->file_count; i++)
		it->parts[i] = (struct ledger_part){
			.folder = cards->texts + cards->files[i].folder,
			.head = cards->files[i].head};
	if (it->part_count > 0)
		qsort(it->parts, it->part_count, sizeof(*it->parts),
			compare_parts);
	for (size_t i = 0; i < cards->count; i++)
		if (it->states[i] != STATE_SAME &&
			cards->meetings[i].span.length > 0)
			add_span(it, &cards->meetings[i]);
	for (size_t i = 0; i < it->part_count; i++)
		if (it->parts[i].count > 0)
			qsort(it->parts[i].spans, it->parts[i].count,
				sizeof(*it->parts[i].spans), compare_spans);
}

static bool is_event(const struct meeting_card *card)
{
	return card->folder != 0 && card->uid != 0;
}

static void count_unread(struct touched *it)
{
	for (size_t i = 0; i < it->cards->count; i++)
		it->unread_count += it->states[i] == STATE_SAME &&
			is_event(&it->cards->meetings[i]);
}

static void add_names_of(
	struct touched *it, struct uids *read, const struct event *event)
{
	add_uid(&it->pool, read, cards_hash_uid(event->uid));
	for (size_t i = 0; i < event->text_count; i++)
		for (size_t j = 0; j < event->texts[i]->release_count; j++)
			if (event->texts[i]->releases[j].atom_id != NULL)
				add_uid(&it->pool, read,
					hash_text(event->texts[i]
							  ->releases[j]
							  .atom_id));
}

static void spread(struct touched *it, const struct site *site)
{
	plan_neighbours(it, site);
	find_series(it);
	/* Also those that go on though publisher.xml has no pages any more. */
	if (it->cards->head->has_pages)
		plan_beside(it, site);
	find_context(it, site);
	find_uids(it);
	find_parts(it);
	count_unread(it);
}

bool touched_follow(struct touched *it, const struct site *site)
{
	size_t count = it->folder_count;
	struct uids read = {NULL, 0};

	if (it->parts != NULL)
		return false;
	for (size_t i = 0; i < site->event_count; i++)
		add_names_of(it, &read, site->events[i]);
	sort_uids(&read);
	if (!follow_uids(it, &read))
		spread(it, site);
	it->folder_count = string_set_make(it->folders, it->folder_count);
	return it->parts == NULL || it->folder_count > count;
}

bool touched_has(const struct touched *it, const struct meeting_card *card)
{
	char state = it->states[card - it->cards->meetings];

	return state == STATE_CHANGED || state == STATE_PLANNED;
}

bool touched_has_uid(const struct touched *it, uint32_t place)
{
	return it->uid_count > 0 &&
		bsearch(&place, it->uids, it->uid_count, sizeof(place),
			compare_places) != NULL;
}

bool touched_has_series(const struct touched *it, const char *folder)
{
	return string_set_has(it->series, it->series_count, folder);
}

bool touched_knows(const struct touched *it, const char *uid)
{
	uint64_t hash = cards_hash_uid(uid);

	for (size_t i = 0; i < it->cards->count; i++)
		if (it->cards->meetings[i].uid == hash &&
			is_event(&it->cards->meetings[i]) &&
			it->states[i] == STATE_SAME)
			return true;
	return false;
}

instant touched_next_due(const struct touched *it)
{
	instant next = INT64_MAX;

	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];

		if (!touched_has(it, card) && card->due != 0 &&
			card->due < next)
			next = card->due;
	}
	return next;
}

void touched_mark_context(const struct touched *it, struct ledger *ledger)
{
	for (size_t i = 0; i < it->cards->count; i++) {
		const struct meeting_card *card = &it->cards->meetings[i];
		struct published *meeting;

		if (it->states[i] != STATE_CONTEXT || card->uid_text == 0)
			continue;
		meeting =
			ledger_find(ledger, it->cards->texts + card->uid_text);
		if (meeting != NULL)
			meeting->is_context = true;
	}
}

void touched_free(struct touched *it)
{
	if (it == NULL)
		return;
	pool_release(&it->pool);
	free(it);
}
