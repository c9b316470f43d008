/*
 * What a run leaves for the next one: the index.
 */
#include <unistd.h>
#include "base/texts.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/news.h"
#include "store/store.h"
#include "base/banned.h"

void make_index_folder(void)
{
	char all[] = "*\n";
	const struct buf ignore = {all, sizeof(all) - 1, 0};

	store_put(INDEX_FOLDER "/.gitignore", &ignore, STORE_DISPOSABLE);
}

/* What is in the index is of use only; that it cannot be written is no harm. */
static void store_index(const struct buf *bytes)
{
	make_index_folder();
	store_put(INDEX_PATH, bytes, STORE_DISPOSABLE);
}

void remember_again(const struct index *index, const struct seen *seen)
{
	struct buf bytes = BUF_INIT;

	index_put_again(&bytes, index, seen);
	store_index(&bytes);
	buf_release(&bytes);
}

/*
 * A run that is killed leaves no index behind, so that the next one does not
 * take what it finds for what it left, and looks for leftovers.
 */
void begin_to_write(const struct build *build)
{
	if (build->dry || build->next)
		return;
	if (access(INDEX_PATH, F_OK) != 0) {
		store_sweep("feeds");
		store_sweep(INDEX_FOLDER);
	}
	store_remove(INDEX_PATH);
}

/* What was neither read nor written stands as before. */
static void add_what_stands(struct build *build, const struct site *site,
	const struct index *before)
{
	struct index_facts *facts = &build->facts;
	struct roster roster = index_roster(before);
	const struct patch *patch = &build->patch;

	roster_put_others(&facts->entries, &facts->subjects, &roster, site);
	for (size_t i = 0; i < patch->output_count; i++) {
		facts->outputs = pool_grow(&build->pool, facts->outputs,
			facts->output_count, sizeof(*facts->outputs));
		facts->outputs[facts->output_count++] = patch->outputs[i];
	}
	facts->strays = patch->strays;
	facts->stray_count = patch->stray_count;
	if (index_until(before) < facts->until)
		facts->until = index_until(before);
}

void remember(struct build *build, struct seen *seen, const struct site *site,
	const struct index *before, int status)
{
	struct buf bytes = BUF_INIT;

	if (build->dry || build->next)
		return;
	/* Whatever could not be written is tried again the next time. */
	if (status == EXIT_FAILED) {
		store_remove(INDEX_PATH);
		return;
	}
	build->facts.complaints = news_hash(build, status);
	seen_take_contents(seen, site);
	build->facts.now = build->now;
	if (before != NULL)
		add_what_stands(build, site, before);
	build->facts.output_count =
		texts_sort(build->facts.outputs, build->facts.output_count);
	index_put(&bytes, seen, &build->facts, before);
	store_index(&bytes);
	buf_release(&bytes);
}
