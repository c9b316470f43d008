#include "cmd/build_forget.h"

#include "cmd/recover.h"
#include "plan/forget.h"
#include "base/banned.h"

/* Folders of all languages, as long as they were not forgotten. */
static void note_folders(struct build *build)
{
	const struct ledger *ledger = build->ledger;

	build->folder_count = ledger->language_count;
	build->folders = pool_alloc(&build->pool,
		(ledger->language_count + 1) * sizeof(*build->folders));
	for (size_t i = 0; i < ledger->language_count; i++)
		build->folders[i] = ledger->languages[i];
}

int build_forget(struct build *build)
{
	struct buf problem = BUF_INIT;
	int result = 0;

	note_folders(build);
	for (size_t i = 0; i < build->forget_count && result == 0; i++) {
		const char *name = build->forget[i];

		if (recover_has_forgotten(build, name))
			continue;
		result = forget_name(
			build->site, build->ledger, name, build->now, &problem);
		if (result != 0)
			report_failure(&build->report,
				"%s cannot be forgotten: %s", name,
				problem.bytes);
	}
	buf_release(&problem);
	return result;
}

int build_forget_check(struct build *build)
{
	for (size_t i = 0; i < build->forget_count; i++) {
		const char *name = build->forget[i];

		if (!forget_is_in_vain(
			    build->ledger, &build->plan->feeds, name))
			continue;
		report_failure(&build->report,
			"%s cannot be forgotten: events/ still asks for it",
			name);
		return -1;
	}
	return 0;
}
