#include "cmd/build_load.h"

#include <errno.h>
#include <string.h>
#include "cmd/recover.h"
#include "plan/ledger_load.h"
#include "plan/lost.h"
#include "plan/touched.h"
#include "read/load.h"
#include "store/commit.h"
#include "store/store.h"
#include "base/banned.h"

int build_load_check(struct build *build)
{
	if (!build->diag.is_ill)
		return 0;
	report_failure(&build->report,
		"not all records could be read; nothing was written");
	return -1;
}

/* The ledger as the last run left it, or would have. */
static int load_ledger(struct build *build)
{
	bool is_ours = !build->dry && !build->next && !build->preview;

	if (is_ours && commit_finish("feeds/ledger") != 0) {
		report_failure(&build->report,
			"feeds/ledger: %s; nothing was written",
			store_explain(errno));
		return -1;
	}
	build->ledger = build->touched != NULL
		? ledger_load_touched(&build->diag, build->touched)
		: ledger_load(&build->diag);
	return build->ledger != NULL ? 0 : -1;
}

static struct site *load_records(
	struct build *build, struct diag *diag, const struct site *published)
{
	struct load_options options = {.published = published,
		.threads = build_jobs(build),
		.progress = &build->report.progress};

	if (build->touched != NULL) {
		options.folders = build->touched->folders;
		options.folder_count = build->touched->folder_count;
	}
	return site_load(diag, &options);
}

/* Read what has changed until nobody else is touched by it. */
static void follow(struct build *build)
{
	bool goes_on;

	do {
		struct diag diag = DIAG_INIT;
		struct site *site = load_records(build, &diag, NULL);

		goes_on = touched_follow(build->touched, site);
		site_free(site);
		diag_release(&diag);
	} while (goes_on);
}

int build_load(struct build *build)
{
	progress_turn_to(&build->report.progress, "reading records", 0);
	if (build->touched != NULL)
		follow(build);
	if (load_ledger(build) != 0)
		return -1;
	build->site = load_records(build, &build->diag, &build->ledger->world);
	if (build_load_check(build) != 0 || build->site->publisher_failed)
		return -1;
	return 0;
}

/* Whether there were feeds; -1 after saying that nobody can tell. */
static int had_feeds(struct build *build, bool had_index)
{
	bool has_feeds = lost_has_feeds(&build->site->publisher);

	if (errno == 0)
		return has_feeds || had_index;
	report_failure(&build->report,
		"feeds cannot be read: %s; nothing was written",
		strerror(errno));
	return -1;
}

static int recover(struct build *build, bool is_lost)
{
	if (is_lost)
		return recover_ledger(build);
	report_failure(
		&build->report, "the ledger is not lost: nothing to recover");
	return -1;
}

int build_load_check_memory(struct build *build, bool had_index)
{
	int is_lost = build->ledger->is_there ? 0 : had_feeds(build, had_index);

	if (is_lost < 0)
		return -1;
	if (build->recover)
		return recover(build, is_lost);
	if (!is_lost)
		return 0;
	report_failure(&build->report,
		"feeds/ledger is gone, though something was published: restore "
		"it from a backup or from git, or see that feeds/ is mounted; "
		"`dialogue-feeds build --recover` reads from the yearly "
		"archives what they tell; to begin anew, delete feeds/ and " INDEX_FOLDER
		"/");
	return -1;
}
