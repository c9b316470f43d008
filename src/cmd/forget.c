/*
 * What a build is asked to take out of the feeds, and a ledger that is lost.
 */
#include <string.h>
#include "cmd/building.h"
#include "plan/forget.h"
#include "plan/recover.h"
#include "base/banned.h"

/* "fr/party/JP/calendar.ics", with or without feeds/ in front. */
static const char *path_of_feed(const char *name)
{
	return strncmp(name, "feeds/", 6) == 0 ? name + 6 : name;
}

static int is_feed(const char *name)
{
	const char *slash = strchr(path_of_feed(name), '/');
	struct buf rest = BUF_INIT;
	int result = slash != NULL && feeds_kind_of(slash + 1, &rest) != NULL;

	buf_release(&rest);
	return result;
}

/* Meetings are forgotten before the plan is made. */
int forget_meetings(struct build *build, const struct site *site)
{
	struct buf problem = BUF_INIT;
	int result = 0;

	for (size_t i = 0; i < build->forget_count && result == 0; i++) {
		const char *name = build->forget[i];

		if (!is_feed(name))
			result = forget_meeting(site, &build->ledger, name,
				build->now, &problem);
		if (result != 0)
			report_failure(&build->report,
				"%s cannot be forgotten: %s", name,
				problem.bytes);
	}
	buf_release(&problem);
	return result;
}

/* Feeds that have left the plan are frozen until somebody says so. */
void forget_feeds(struct build *build, struct plan *plan)
{
	size_t count;
	const char **files = forget_files(plan, &count);

	for (size_t i = 0; i < count; i++)
		publish_take_away(
			build, files[i], "what stood in it is forgotten");
	for (size_t i = 0; i < build->forget_count; i++) {
		const char *path = path_of_feed(build->forget[i]);

		if (!is_feed(build->forget[i]))
			continue;
		if (!plan_has_feed(plan, path)) {
			publish_take_away(build, path, "it is forgotten");
			continue;
		}
		build->failed = 1;
		report_failure(&build->report,
			"feeds/%s is published anew with each build and cannot "
			"be forgotten",
			path);
	}
}

/* Feeds without a ledger would all start again at SEQUENCE:0. */
static int settle_ledger(struct build *build, const struct site *site,
	struct published *published)
{
	int is_lost = recover_is_needed(site, &build->ledger, published);

	if (is_lost && build->recover)
		recover_ledger(site, &build->ledger, published, build->now);
	if (report_unreadable(build, published) != 0)
		return -1;
	if (is_lost == build->recover)
		return 0;
	report_failure(&build->report,
		is_lost ? "feeds/ledger is gone, though feeds/ has feeds: "
			  "restore it from a backup or from git; "
			  "`dialogue-feeds build --recover` reads from the "
			  "yearly archives what they tell"
			: "the ledger is not lost: nothing to recover");
	return -1;
}

int find_ledger(struct build *build, const struct site *site)
{
	struct published published = PUBLISHED_INIT;
	int result = settle_ledger(build, site, &published);

	published_release(&published);
	return result;
}
