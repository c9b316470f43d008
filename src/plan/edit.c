#include "plan/edit.h"

#include <string.h>
#include "base/hash.h"
#include "base/banned.h"

/* Behind that, a build of everything is as fast. */
enum { MOST = 256 };

/* What is known of the meetings while they are found. */
struct finding {
	struct edit *edit;
	struct pool *pool;
	uint64_t folders[MOST]; /* hashes, as many as there are folders */
	uint64_t groups[MOST];
	size_t group_count;
};

static int has_folder(const struct finding *it, uint64_t hash)
{
	return hash_is_among(it->folders, it->edit->count, hash);
}

static int add_folder(struct finding *it, const char *path, size_t length)
{
	struct edit *edit = it->edit;
	uint64_t hash = hash_bytes(path, length);

	if (has_folder(it, hash))
		return 0;
	if (edit->count == MOST)
		return -1;
	it->folders[edit->count] = hash;
	edit->folders = pool_grow(
		it->pool, edit->folders, edit->count, sizeof(*edit->folders));
	edit->folders[edit->count++] = pool_bytes(it->pool, path, length);
	return 0;
}

static int count_slashes(const char *text)
{
	int count = 0;

	for (; *text != '\0'; text++)
		count += *text == '/';
	return count;
}

/* "events/SERIES/EVENT/fr.xml"; folders are new with what is in them. */
static int add_changed(struct finding *it, const struct seen *seen,
	const struct changed *changed)
{
	for (size_t i = 0; i < changed->count; i++) {
		const char *path = seen_name(seen, changed->files[i]);

		if (count_slashes(path) == 3 &&
			add_folder(it, path,
				(size_t)(strrchr(path, '/') - path)) != 0)
			return -1;
	}
	for (size_t i = 0; i < changed->count; i++) {
		const char *path = seen_name(seen, changed->files[i]);

		if (count_slashes(path) != 3 &&
			!has_folder(it, hash_text(path)))
			return -1;
	}
	return 0;
}

static int note_group(struct finding *it, uint64_t group)
{
	if (group == 0 || hash_is_among(it->groups, it->group_count, group))
		return 0;
	if (it->group_count == MOST)
		return -1;
	it->groups[it->group_count++] = group;
	return 0;
}

static void take_series(struct finding *it)
{
	struct edit *edit = it->edit;

	for (size_t i = 0; i < edit->count; i++) {
		const char *start = strchr(edit->folders[i], '/') + 1;
		const char *name = pool_bytes(
			it->pool, start, (size_t)(strrchr(start, '/') - start));
		size_t j = 0;

		while (j < edit->series_count &&
			strcmp(edit->series[j], name) != 0)
			j++;
		if (j < edit->series_count)
			continue;
		edit->series = pool_grow(it->pool, edit->series,
			edit->series_count, sizeof(*edit->series));
		edit->series[edit->series_count++] = name;
	}
}

/* Folders of these hashes. */
static int add_by_hash(struct finding *it, const struct seen *seen,
	const uint64_t *hashes, size_t count)
{
	for (size_t i = 0; i < seen->count && count > 0; i++) {
		const char *path = seen_name(seen, i);

		if (hash_is_among(hashes, count, seen->files[i].path) &&
			add_folder(it, path, strlen(path)) != 0)
			return -1;
	}
	return 0;
}

/* Those that the edited ones name, or are named by. */
static int add_groups(struct finding *it, const struct roster *roster,
	const struct seen *seen)
{
	uint64_t others[MOST];
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		if (has_folder(it, roster->entries[i].folder) &&
			note_group(it, roster->entries[i].group) != 0)
			return -1;
	for (size_t i = 0; i < roster->count && it->group_count > 0; i++) {
		const struct roster_entry *entry = &roster->entries[i];

		if (!hash_is_among(it->groups, it->group_count, entry->group) ||
			has_folder(it, entry->folder))
			continue;
		if (count == MOST)
			return -1;
		others[count++] = entry->folder;
	}
	return add_by_hash(it, seen, others, count);
}

static int is_of_series(const struct edit *edit, const char *path)
{
	for (size_t i = 0; i < edit->series_count; i++) {
		size_t length = strlen(edit->series[i]);
		const char *name = path + strlen("events/");

		if (strncmp(name, edit->series[i], length) == 0 &&
			name[length] == '/')
			return 1;
	}
	return 0;
}

/*
 * "events/SERIES/EVENT" has two slashes, and so has series.xml; but folders have
 * neither a stamp nor a content.
 */
static int add_series(struct finding *it, const struct seen *seen)
{
	for (size_t i = 0; i < seen->count; i++) {
		const char *path = seen_name(seen, i);

		if (count_slashes(path) == 2 && is_of_series(it->edit, path) &&
			seen->files[i].content == 0 &&
			seen->files[i].stamp.inode == 0 &&
			add_folder(it, path, strlen(path)) != 0)
			return -1;
	}
	return 0;
}

/* Until nothing is added any more. */
static int add_others(struct finding *it, const struct roster *roster,
	const struct seen *seen)
{
	size_t before;

	do {
		before = it->edit->count;
		if (add_groups(it, roster, seen) != 0)
			return -1;
		take_series(it);
		if (roster->is_by_series && add_series(it, seen) != 0)
			return -1;
	} while (it->edit->count > before);
	return 0;
}

static int take_subjects(struct finding *it, const struct roster *roster)
{
	struct edit *edit = it->edit;
	uint32_t *subjects = NULL;

	for (size_t i = 0; i < roster->count; i++) {
		const struct roster_entry *entry = &roster->entries[i];

		if (!has_folder(it, entry->folder))
			continue;
		if (entry->is_tangled)
			return -1;
		for (uint32_t j = 0; j < entry->subject_count; j++) {
			subjects = pool_grow(it->pool, subjects,
				edit->subject_count, sizeof(*subjects));
			subjects[edit->subject_count++] =
				roster->subjects[entry->first_subject + j];
		}
	}
	edit->subjects = subjects;
	return 0;
}

int edit_find(struct edit *edit, struct pool *pool, const struct roster *roster,
	const struct seen *seen, const struct changed *changed)
{
	struct finding it = {.edit = edit, .pool = pool};

	*edit = (struct edit){NULL};
	return add_changed(&it, seen, changed) != 0 ||
			add_others(&it, roster, seen) != 0 ||
			take_subjects(&it, roster) != 0
		? -1
		: 0;
}
