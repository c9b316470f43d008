#include "meeting.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "words.h"

#define PICK(random, array) random_below(random, COUNT_OF(array))

struct random {
	uint64_t state;
};

/* SplitMix64: a good number for each seed, also for seeds in a row. */
static uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static size_t random_below(struct random *random, size_t limit)
{
	return (size_t)(random_next(random) % limit);
}

static int random_percent(struct random *random, size_t percent)
{
	return random_below(random, 100) < percent;
}

static void make_uid(char uid[37], struct random *random)
{
	uint64_t high = random_next(random), low = random_next(random);

	snprintf(uid, 37, "%08x-%04x-4%03x-%x%03x-%012llx",
		(unsigned)(high >> 32), (unsigned)(high >> 16 & 0xffff),
		(unsigned)(high & 0xfff), 8 + (unsigned)(low >> 62),
		(unsigned)(low >> 48 & 0xfff),
		(unsigned long long)(low & 0xffffffffffff));
}

/* What is over was held, with few exceptions; what is ahead is planned. */
static const char *make_status(struct random *random, int day)
{
	size_t chance = random_below(random, 100);

	if (chance < 4)
		return "cancelled";
	if (chance < 6)
		return "postponed";
	if (day < TODAY)
		return "held";
	return chance < 20 ? "tentative" : "scheduled";
}

static void make_time(struct meeting *meeting, struct random *random)
{
	if (random_percent(random, 30))
		meeting->hour = 9 + (int)random_below(random, 7);
	else if (random_percent(random, 25))
		meeting->last_day += 1 + (int)random_below(random, 2);
	meeting->has_sitting = random_percent(random, 2) &&
		meeting->last_day == meeting->first_day;
	if (random_percent(random, 5))
		meeting->moved_from = meeting->first_day - 7;
	if (random_percent(random, 30))
		meeting->announced = meeting->first_day - 60;
}

static void make_words(struct meeting *meeting, struct random *random)
{
	size_t theme = PICK(random, themes);

	meeting->person_count = 2 + random_below(random, 2);
	for (size_t i = 0; i < meeting->person_count; i++) {
		meeting->names[i] = PICK(random, names);
		meeting->roles[i] = PICK(random, roles);
	}
	for (size_t i = 0; i < COUNT_OF(meeting->themes); i++) {
		meeting->themes[i] = (theme + 3 * i) % COUNT_OF(themes);
		meeting->sentences[i] = PICK(random, sentences);
	}
	meeting->has_release =
		meeting->first_day < TODAY || random_percent(random, 20);
	meeting->has_statement =
		meeting->has_release && random_percent(random, 10);
	meeting->has_correction =
		meeting->has_release && random_percent(random, 5);
}

/* The kinds of plain sites have what all other programs know, once each. */
static void make_plain(struct meeting *meeting)
{
	meeting->has_release = 1;
	meeting->has_statement = 0;
	meeting->has_correction = 0;
	meeting->has_sitting = 0;
	meeting->moved_from = 0;
	meeting->announced = 0;
}

static void apply_edit(struct meeting *meeting, enum edit edit)
{
	int days = edit == EDIT_MOVE ? 7 : edit == EDIT_MOVE_YEAR ? 365 : 0;

	meeting->first_day += days;
	meeting->last_day += days;
}

struct meeting make_meeting(const struct site *site, size_t index)
{
	struct meeting meeting = {
		.series = index % SERIES,
		.session = index / SERIES + 1,
		.first_day = (int)(index * DAYS / site->count),
	};
	struct random random = {index};

	make_uid(meeting.uid, &random);
	meeting.last_day = meeting.first_day;
	meeting.party = PICK(&random, parties);
	meeting.topic = PICK(&random, topics);
	meeting.place = PICK(&random, places);
	meeting.status = make_status(&random, meeting.first_day);
	make_time(&meeting, &random);
	make_words(&meeting, &random);
	if (site->plain)
		make_plain(&meeting);
	apply_edit(&meeting, site->edit);
	snprintf(meeting.folder, sizeof(meeting.folder), "dialogue-%03zu/%04zu",
		meeting.series, meeting.session);
	return meeting;
}
