/*
 * An edit of a few records: only they are read, and their feeds patched.
 */
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "plan/feeds.h"
#include "read/load.h"
#include "base/banned.h"

/* That meetings come may mean that none has a calendar of its own any more. */
static int keeps_event_files(struct site *site, const struct roster *roster)
{
	size_t known = 0;
	int had_files;

	site->whole_count = roster_event_count(roster);
	had_files = feeds_wants_event_files(site);
	for (size_t i = 0; i < site->event_count; i++)
		known += roster_has(roster, site->events[i]);
	site->whole_count += site->event_count - known;
	return feeds_wants_event_files(site) == had_files;
}

/* Whether the records that were read stand for themselves. */
static int is_enough(const struct build *build, struct site *site,
	const struct roster *roster)
{
	return build->diag.error_count == 0 && !site->publisher_failed &&
		site->event_count == build->edit->count &&
		roster_agrees(roster, site) && keeps_event_files(site, roster);
}

static int publish_part(struct build *build, struct seen *seen,
	const struct index *index, const struct edit *edit)
{
	struct roster roster = index_roster(index);
	struct site *site =
		site_load_events(&build->diag, edit->folders, edit->count);
	int status = -1;

	build->edit = edit;
	build->patch.outputs =
		index_outputs(index, &build->pool, &build->patch.output_count);
	build->patch.strays =
		index_strays(index, &build->pool, &build->patch.stray_count);
	build->patch.subjects = edit->subjects;
	build->patch.subject_count = edit->subject_count;
	if (is_enough(build, site, &roster) && publish_site(build, site) == 0)
		status = EXIT_DONE;
	else if (build->failed)
		status = EXIT_FAILED;
	if (status >= 0) {
		remember(build, seen, site, index, status);
		report_end(build, site, status);
	}
	site_free(site);
	return status;
}

int publish_edit(struct build *plain, struct seen *seen,
	const struct index *index, const struct changed *changed)
{
	struct build build = *plain;
	struct roster roster = index_roster(index);
	struct edit edit;
	int status = -1;

	if (edit_find(&edit, &build.pool, &roster, seen, changed) == 0)
		status = publish_part(&build, seen, index, &edit);
	/* There may be a line on the terminal. */
	plain->report.progress = build.report.progress;
	build_release(&build);
	return status;
}
