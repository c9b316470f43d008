#include "model/site.h"

#include <string.h>
#include "base/banned.h"

struct event *site_event(const struct site *site, const char *uid)
{
	size_t low = 0, high = site->event_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(uid, site->events_by_uid[middle]->uid);

		if (order == 0)
			return site->events_by_uid[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct series *site_series(const struct site *site, const char *folder)
{
	for (size_t i = 0; i < site->series_count; i++)
		if (strcmp(site->series[i]->folder, folder) == 0 &&
			!site->series[i]->failed)
			return site->series[i];
	return NULL;
}
