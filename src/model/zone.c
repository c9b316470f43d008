#include "model/zone.h"

#include <ctype.h>
#include <dirent.h>
#include <libical/ical.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "model/tzif.h"
#include "base/banned.h"

enum { DAY_SECONDS = 24 * 60 * 60, LINKS_LIMIT = 1 << 20 };

/* A name of a name of a name that tzdata has replaced. */
enum { MOST_LINKS = 4 };

/* Names that were replaced, in the form of tzdata.zi: see zones.zi. */
extern const char zones_zi[];
extern const int zones_zi_size;

struct zone {
	struct zone *next;
	char *name;
	struct tzif rules;
};

/*
 * Zones are facts of the system: each is read once and kept until the program
 * ends, so that everybody can point at it.  Threads that read records ask for
 * them.
 */
static struct zone *known;
/* It needs no file: a machine without any still has it. */
static const struct zone utc = {.name = (char[]){"UTC"}};
static pthread_mutex_t knowing = PTHREAD_MUTEX_INITIALIZER;

/* Where this name goes on, behind "right/" and "posix/". */
static const char *plain_name(const char *name)
{
	for (;;)
		if (strncasecmp(name, "right/", 6) == 0 ||
			strncasecmp(name, "posix/", 6) == 0)
			name += 6;
		else
			return name;
}

/*
 * The name is put into a path, so it must be no path itself.  What stands in
 * the folders right/ (which counts leap seconds) and posix/ has no IANA name.
 */
static int is_name(const char *name)
{
	size_t length = strlen(name);

	return length > 0 && plain_name(name) == name && *name != '/' &&
		name[length - 1] != '/' && strstr(name, "//") == NULL &&
		strstr(name, "..") == NULL &&
		strspn(name,
			"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			"0123456789_+/-") == length;
}

static const char *zone_folder(void)
{
	const char *folder = getenv("TZDIR");

	return folder && *folder ? folder : "/usr/share/zoneinfo";
}

/*
 * Append the name that lines "L TARGET NAME" put in place of this one.  Returns
 * whether there is any.
 */
static bool find_link(
	const char *lines, size_t size, const char *name, struct buf *out)
{
	struct buf sought = BUF_INIT;
	const char *end = lines + size, *at = lines, *start, *link = NULL;

	buf_printf(&sought, " %s\n", name);
	while (link == NULL && at < end) {
		at = memmem(
			at, (size_t)(end - at), sought.bytes, sought.length);
		if (at == NULL)
			break;
		start = memrchr(lines, '\n', (size_t)(at - lines));
		start = start ? start + 1 : lines;
		if (strncmp(start, "L ", 2) == 0 && start + 2 < at)
			link = start + 2;
		else
			at++;
	}
	if (link != NULL)
		buf_put(out, link, (size_t)(at - link));
	buf_release(&sought);
	return link != NULL;
}

/* The list of the machine's own tzdata; empty when there is none. */
static struct buf system_links = BUF_INIT;
static pthread_once_t links_are_read = PTHREAD_ONCE_INIT;

static void read_links(void)
{
	struct buf path = BUF_INIT;

	buf_printf(&path, "%s/tzdata.zi", zone_folder());
	if (file_read(path.bytes, LINKS_LIMIT, &system_links) != 0)
		buf_cut(&system_links, 0);
	buf_release(&path);
}

static bool find_link_of_system(const char *name, struct buf *out)
{
	pthread_once(&links_are_read, read_links);
	return find_link(system_links.bytes, system_links.length, name, out);
}

/*
 * Many systems leave out the names that tzdata has replaced, and its list still
 * says by what: the zone has the rules of that file, and its own name.
 */
void zone_put_path(struct buf *out, const char *name)
{
	size_t start = out->length;
	struct buf target = BUF_INIT, next = BUF_INIT;

	buf_puts(&target, name);
	for (int i = 0; i < MOST_LINKS; i++) {
		buf_cut(out, start);
		buf_printf(out, "%s/%s", zone_folder(), target.bytes);
		buf_cut(&next, 0);
		if (access(out->bytes + start, F_OK) == 0 ||
			!find_link_of_system(target.bytes, &next) ||
			!is_name(next.bytes))
			break;
		buf_cut(&target, 0);
		buf_puts(&target, next.bytes);
	}
	buf_release(&target);
	buf_release(&next);
}

const struct zone *zone_next(const struct zone *zone)
{
	return zone ? zone->next : known;
}

const char *zone_name(const struct zone *zone)
{
	return zone->name;
}

static struct zone *load(const char *name)
{
	struct buf path = BUF_INIT;
	struct tzif rules;
	struct zone *zone = NULL;

	zone_put_path(&path, name);
	if (tzif_read(&rules, path.bytes) == 0) {
		zone = mem_alloc(sizeof(*zone));
		zone->name = mem_alloc(strlen(name) + 1);
		memcpy(zone->name, name, strlen(name));
		zone->rules = rules;
		zone->next = known;
		known = zone;
	}
	buf_release(&path);
	return zone;
}

/* A record that misspells a zone does so at each of its times. */
static const struct zone *load_once(const char *name)
{
	static char missing[64]; /* the last name that is none */
	const struct zone *zone;

	if (strcmp(missing, name) == 0)
		return NULL;
	zone = load(name);
	if (zone == NULL && strlen(name) < sizeof(missing))
		memcpy(missing, name, strlen(name) + 1);
	return zone;
}

static const struct zone *find(const char *name)
{
	if (strcmp(name, utc.name) == 0)
		return &utc;
	for (const struct zone *zone = known; zone != NULL; zone = zone->next)
		if (strcmp(zone->name, name) == 0)
			return zone;
	return is_name(name) ? load_once(name) : NULL;
}

const struct zone *zone_find(const char *name)
{
	const struct zone *zone;

	pthread_mutex_lock(&knowing);
	zone = find(name);
	pthread_mutex_unlock(&knowing);
	return zone;
}

/* The next letter or digit, in small letters, or NUL. */
static char next_letter(const char **at)
{
	while (**at != '\0' && !isalnum((unsigned char)**at))
		++*at;
	return **at != '\0' ? (char)tolower((unsigned char)*(*at)++) : '\0';
}

/* "america/new york" is America/New_York. */
static bool has_same_letters(const char *a, const char *b)
{
	char letter;

	do {
		letter = next_letter(&a);
		if (letter != next_letter(&b))
			return false;
	} while (letter != '\0');
	return true;
}

/*
 * Names of cities that are spelt alike are far from each other: only those that
 * differ in one letter are close, and a city alone is that of its zone.
 */
static const char *find_nearest(const char *name)
{
	icalarray *zones = icaltimezone_get_builtin_timezones();
	struct nearest nearest;

	nearest_begin(&nearest, name);
	if (nearest.distance > 2)
		nearest.distance = 2;
	for (size_t i = 0; zones != NULL && i < zones->num_elements; i++) {
		const char *location = icaltimezone_get_location(
			icalarray_element_at(zones, i));
		const char *city = strrchr(location, '/');

		if (has_same_letters(location, name) ||
			(city != NULL && has_same_letters(city, name)))
			return location;
		nearest_offer(&nearest, location);
	}
	return nearest.found;
}

/* Likewise. */
static const char *nearest_listed(const char *name)
{
	static char asked[64]; /* the name that was asked for last */
	static const char *answer;
	const char *result;

	if (strlen(name) >= sizeof(asked))
		return find_nearest(name);
	pthread_mutex_lock(&knowing);
	if (strcmp(asked, name) != 0) {
		answer = find_nearest(name);
		memcpy(asked, name, strlen(name) + 1);
	}
	result = answer;
	pthread_mutex_unlock(&knowing);
	return result;
}

bool zone_put_nearest(struct buf *out, const char *name)
{
	const char *plain = plain_name(name);
	const char *listed;

	if (find_link(zones_zi, (size_t)zones_zi_size, plain, out))
		return true;
	listed = plain != name && zone_find(plain) ? plain
						   : nearest_listed(plain);
	if (listed != NULL)
		buf_puts(out, listed);
	return listed != NULL;
}

/* Folders of folders hold zones: "America/Argentina/Salta". */
enum { DEEPEST = 3 };

static bool is_zone_file(const char *path)
{
	struct tzif rules;

	if (tzif_read(&rules, path) != 0)
		return false;
	tzif_release(&rules);
	return true;
}

static bool has_zones(const char *folder, int depth)
{
	DIR *stream = depth < DEEPEST ? opendir(folder) : NULL;
	const struct dirent *entry;
	struct buf path = BUF_INIT;
	bool found = false;

	while (stream != NULL && !found && (entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		buf_cut(&path, 0);
		buf_printf(&path, "%s/%s", folder, entry->d_name);
		found = is_zone_file(path.bytes) ||
			has_zones(path.bytes, depth + 1);
	}
	if (stream != NULL)
		closedir(stream);
	buf_release(&path);
	return found;
}

/* Whether a machine that is whole has this zone, maybe by another name. */
static bool is_due(const char *name)
{
	struct buf listed = BUF_INIT;
	bool is_known =
		find_link(zones_zi, (size_t)zones_zi_size, name, &listed) ||
		(zone_put_nearest(&listed, name) &&
			strcmp(listed.bytes, name) == 0);
	bool result = is_known && zone_find(listed.bytes) == NULL;

	buf_release(&listed);
	return result;
}

bool zone_lack(const char *name, struct buf *path, struct buf *what)
{
	struct stat status;

	if (!is_name(name) || zone_find(name) != NULL)
		return false;
	zone_put_path(path, name);
	if (stat(path->bytes, &status) == 0 && S_ISREG(status.st_mode)) {
		buf_puts(what,
			"this time zone file cannot be read, or counts leap "
			"seconds");
		return true;
	}
	buf_cut(path, 0);
	buf_puts(path, zone_folder());
	if (!has_zones(zone_folder(), 0)) {
		buf_puts(what, "there are no time zone files");
		return true;
	}
	if (!is_due(name))
		return false;
	buf_printf(what, "the time zone file %s is missing", name);
	return true;
}

int zone_is_utc(const struct zone *zone)
{
	return strcmp(zone->name, "UTC") == 0;
}

int zone_offset(const struct zone *zone, instant at)
{
	return tzif_offset(&zone->rules, at);
}

bool zone_is_daylight(const struct zone *zone, instant at)
{
	return tzif_is_daylight(&zone->rules, at);
}

struct when zone_clock(const struct zone *zone, instant at)
{
	return when_from_utc(at + zone_offset(zone, at));
}

enum zone_answer zone_resolve(
	const struct zone *zone, const struct when *clock, instant moments[2])
{
	instant local = when_as_utc(clock);
	/* Clocks change at most once in two days. */
	int before = zone_offset(zone, local - DAY_SECONDS);
	int after = zone_offset(zone, local + DAY_SECONDS);
	int first_fits, second_fits;

	moments[0] = local - before;
	moments[1] = local - after;
	if (before == after)
		return ZONE_ONCE;
	first_fits = zone_offset(zone, moments[0]) == before;
	second_fits = zone_offset(zone, moments[1]) == after;
	if (first_fits && second_fits)
		return ZONE_TWICE;
	if (!first_fits && !second_fits)
		return ZONE_NEVER;
	if (second_fits)
		moments[0] = moments[1];
	return ZONE_ONCE;
}

instant zone_instant(const struct zone *zone, const struct when *clock)
{
	instant moments[2];

	zone_resolve(zone, clock, moments);
	return moments[0];
}

/* Where between two moments with different offsets the change is. */
static instant bisect(const struct zone *zone, instant before, instant after)
{
	int offset = zone_offset(zone, before);

	while (after - before > 1) {
		instant middle = before + (after - before) / 2;

		if (zone_offset(zone, middle) == offset)
			before = middle;
		else
			after = middle;
	}
	return after;
}

/* Ramadan's pause of daylight saving, the shortest, is a month. */
enum { STEP = 7 * DAY_SECONDS };

instant zone_next_change(const struct zone *zone, instant after, instant until)
{
	const instant step = STEP;
	int offset = zone_offset(zone, after);

	for (instant at = after; at < until; at += step) {
		instant next = at + step < until ? at + step : until;

		if (zone_offset(zone, next) != offset)
			return bisect(zone, at, next);
	}
	return until + 1;
}

/* Where a rule goes on for ever, there is a change in each year. */
int zone_last_change(const struct zone *zone, instant before, instant *change)
{
	instant at = before - 1;
	int offset = zone_offset(zone, at);

	for (int weeks = 0; weeks < 53; weeks++, at -= STEP) {
		if (zone_offset(zone, at - STEP) == offset)
			continue;
		*change = bisect(zone, at - STEP, at);
		return 0;
	}
	return tzif_last_change(&zone->rules, before, change);
}
