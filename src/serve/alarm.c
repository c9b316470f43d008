#include "serve/alarm.h"

#include <stddef.h>
#include <stdint.h>
#include "base/banned.h"

static time_t read_moment(const char *printed)
{
	struct tm parts = {0};
	const char *end = strptime(printed, "%Y-%m-%dT%H:%M:%SZ", &parts);

	return end != NULL && *end == '\n' ? timegm(&parts) : 0;
}

/*
 * A moment that a build saw coming although it is over, builds that stand still
 * (SOURCE_DATE_EPOCH) see again each time.
 */
void alarm_set(struct alarm *alarm, const char *printed)
{
	time_t at = read_moment(printed);

	alarm->at = at == alarm->rung && at <= time(NULL) ? 0 : at;
}

int alarm_take(struct alarm *alarm)
{
	if (alarm->at == 0 || alarm_pause(alarm, 1) > 0)
		return 0;
	alarm->rung = alarm->at;
	alarm->at = 0;
	return 1;
}

int alarm_pause(const struct alarm *alarm, int most)
{
	struct timespec now;
	int64_t left;

	if (alarm->at == 0)
		return most;
	clock_gettime(CLOCK_REALTIME, &now);
	left = ((int64_t)alarm->at - now.tv_sec) * 1000 - now.tv_nsec / 1000000;
	if (left < 0)
		return 0;
	return left < most ? (int)left : most;
}
