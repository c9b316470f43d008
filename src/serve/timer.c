#include "serve/timer.h"

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
 * Builds whose clock stands still (SOURCE_DATE_EPOCH) name the same moment
 * again each time, although it is over; that is no reason to build again.
 */
void timer_set(struct timer *timer, const char *printed)
{
	time_t at = read_moment(printed);

	timer->at = at == timer->last && at <= time(NULL) ? 0 : at;
}

bool timer_take(struct timer *timer)
{
	if (timer->at == 0 || timer_pause(timer, 1) > 0)
		return false;
	timer->last = timer->at;
	timer->at = 0;
	return true;
}

int timer_pause(const struct timer *timer, int most)
{
	struct timespec now;
	int64_t left;

	if (timer->at == 0)
		return most;
	clock_gettime(CLOCK_REALTIME, &now);
	left = ((int64_t)timer->at - now.tv_sec) * 1000 - now.tv_nsec / 1000000;
	if (left < 0)
		return 0;
	return left < most ? (int)left : most;
}
