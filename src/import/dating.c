#include "import/dating.h"

#include <string.h>
#include "base/banned.h"

struct when dating_when(int year, int month, int day)
{
	struct when when = {.precision = WHEN_DAY,
		.year = (signed short)year,
		.month = (unsigned char)month,
		.day = (unsigned char)day};

	if (year == 0 || month == 0 || day > when_days_in_month(year, month))
		when.precision = WHEN_ABSENT;
	return when;
}

const char *dating_doubt(const struct day *day, const struct when *when)
{
	if (day->may_be_swapped)
		return "day and month could be swapped";
	if (day->weekday != 0 && when_weekday(when) != day->weekday)
		return "the weekday is another one";
	return NULL;
}

static bool is_off(const struct hit *hit)
{
	return *hit->term->value == 'c' || *hit->term->value == 'p';
}

/* Words of cancellation; those about this meeting first. */
static const struct hit *find_off(const struct reading *it, bool *sure)
{
	const struct hit *found = NULL;

	*sure = false;
	for (size_t i = 0; i < it->hits.count; i++) {
		const struct hit *hit = &it->hits.items[i];

		if (hit->kind != WORD_STATUS || !is_off(hit) || *sure)
			continue;
		found = found ? found : hit;
		if (facts_likelihood(it, hit->start) < 4 ||
			facts_of_another(it, hit->start, hit->end) == ANOTHER)
			continue;
		found = hit;
		*sure = true;
	}
	return found;
}

void dating_read_status(struct reading *it)
{
	bool sure;
	const struct hit *off = find_off(it, &sure);
	const struct hit *said = NULL;
	const char *status = NULL, *doubt = NULL;
	const struct when start = when_to_the_day(it->start);
	int order = when_compare(&start, &it->published);
	bool dated = it->start.precision != WHEN_ABSENT &&
		it->published.precision != WHEN_ABSENT;

	if (off != NULL) {
		facts_add(it, "status", off->term->value, off->start,
			sure ? NULL : "it may be said of something else");
		return;
	}
	if (it->day != NULL)
		said = facts_hit(it, WORD_STATUS,
			facts_sentence_start(it, it->day->start),
			facts_sentence_end(it, it->day->start));
	if (said != NULL)
		status = said->term->value;
	if (dated && order > 0) {
		doubt = status && strcmp(status, "held") == 0
			? "the day is later than the release"
			: NULL;
		status = "scheduled";
	} else if (dated && order < 0) {
		doubt = status && strcmp(status, "scheduled") == 0
			? "the day is before the release"
			: NULL;
		status = "held";
	} else if (status == NULL && dated) {
		doubt = "it met on the day of the release";
		status = "held";
	}
	if (status == NULL && it->start.precision != WHEN_ABSENT &&
		when_compare(&it->start, &it->today) < 0) {
		doubt = "its day is over";
		status = "held";
	}
	if (status != NULL)
		facts_add(it, "status", status,
			said              ? said->start
				: it->day ? it->day->start
					  : 0,
			doubt);
}
