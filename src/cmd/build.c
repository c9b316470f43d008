/*
 * From records to feeds, one folder of src/ after the other: read, plan,
 * write, prove, store.  publish_site() is that line as code.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/workers.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "model/due.h"
#include "prove/prove.h"
#include "read/load.h"
#include "store/store.h"
#include "base/banned.h"

/* Seconds that a run waits for another one to end. */
enum { PATIENCE = 30 };

/* What pages lead to is written in this run, or stands there from others. */
static int will_stand(void *plan, const char *path)
{
	struct buf full = BUF_INIT;
	int result = plan_has_feed(plan, path);

	buf_printf(&full, "feeds/%s", path);
	if (!result)
		result = access(full.bytes, F_OK) == 0;
	buf_release(&full);
	return result;
}

/* Publish what is due of a site; -1 when something could not be. */
static int publish_site(struct build *build, struct site *site)
{
	struct plan *plan;

	if (ledger_load(&build->ledger, &build->diag) != 0 ||
		find_ledger(build, site) != 0)
		return -1;
	if (due_next(site, build->now, &build->facts.until) != 0)
		build->facts.until = INT64_MAX;
	due_apply(site, build->now);
	if (forget_meetings(build, site) != 0 ||
		plan_check(site, &build->ledger, &build->diag) != 0)
		return -1;
	plan = plan_make(site, &build->ledger, &build->diag, build->now);
	build->proof = proof_new((struct files){will_stand, plan});
	do
		plan_feeds(plan);
	while (publish_fragments(build, plan) > 0);
	if (plan_until(plan) < build->facts.until)
		build->facts.until = plan_until(plan);
	publish_feeds(build, site, plan);
	if (build->forget_count > 0)
		forget_feeds(build, plan);
	proof_free(build->proof);
	plan_free(plan);
	return build->failed ? -1 : 0;
}

static int print_next(const struct build *build, const struct site *site)
{
	struct buf text = BUF_INIT;
	instant next;

	if (due_next(site, build->now, &next) != 0)
		return 0;
	instant_put_rfc3339(&text, next);
	puts(text.bytes);
	buf_release(&text);
	return 0;
}

/*
 * Taken before records are read: a run that waited must not publish older
 * ones than the run it waited for.
 */
static int lock_site(const struct build *build)
{
	if (build->dry || build->next || store_lock("events", PATIENCE) == 0)
		return 0;
	/* A folder that cannot be opened is reported by the reader. */
	if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
		return 0;
	if (errno != EWOULDBLOCK) {
		fprintf(stderr, "dialogue-feeds: events cannot be locked: %s\n",
			strerror(errno));
		return -1;
	}
	fprintf(stderr,
		"dialogue-feeds: another run still builds this site after %d "
		"seconds; nothing was done\n",
		PATIENCE);
	return -1;
}

/* Whether all that this run has to do is to see that nothing has changed. */
static int is_routine(const struct build *build)
{
	return !build->dry && !build->verbose && !build->next &&
		build->forget_count == 0 && !build->recover;
}

/* What is in the index is of use only; that it cannot be written is no harm. */
static void store_index(const struct buf *bytes)
{
	char all[] = "*\n";
	const struct buf ignore = {all, sizeof(all) - 1, 0};

	store_put(INDEX_FOLDER "/.gitignore", &ignore, STORE_DISPOSABLE);
	store_put(INDEX_PATH, bytes, STORE_DISPOSABLE);
}

static int nothing_has_changed(
	const struct build *build, const struct seen *seen)
{
	struct buf bytes = BUF_INIT;
	enum index_answer answer = index_ask(seen, build->now, &bytes);

	if (answer == INDEX_TOUCHED)
		store_index(&bytes);
	buf_release(&bytes);
	return answer != INDEX_DOUBT;
}

/* A run that has to complain does so again the next time. */
static void remember(struct build *build, struct seen *seen,
	const struct site *site, int status)
{
	struct buf bytes = BUF_INIT;

	if (build->dry || build->next)
		return;
	if (status != EXIT_DONE) {
		store_remove(INDEX_PATH);
		return;
	}
	seen_take_contents(seen, site);
	build->facts.now = build->now;
	index_put(&bytes, seen, &build->facts);
	store_index(&bytes);
	buf_release(&bytes);
}

/* Read all records and publish what they tell. */
static int build_anew(struct build *build, struct seen *seen)
{
	struct site *site;
	int result = -1, status;
	size_t errors;

	site = site_load(&build->diag);
	if (!site->publisher_failed)
		result = build->next ? print_next(build, site)
				     : publish_site(build, site);
	/* What was said of files stands in front of what is wrong. */
	fflush(stdout);
	errors = diag_print(&build->diag, stderr,
		build->verbose ? DIAG_ADVICE : DIAG_ERROR, NULL, 0);
	status = errors > 0 ? EXIT_RECORDS : EXIT_DONE;
	if (result != 0)
		status = EXIT_FAILED;
	remember(build, seen, site, status);
	site_free(site);
	return status;
}

static int build_site(struct build *build)
{
	struct seen seen;
	int status;

	if (lock_site(build) != 0)
		return EXIT_FAILED;
	/* What cannot be walked through is reported by the reader. */
	if (seen_walk(&seen) == 0 && is_routine(build) &&
		nothing_has_changed(build, &seen))
		status = EXIT_DONE;
	else
		status = build_anew(build, &seen);
	seen_release(&seen);
	return status;
}

static int read_jobs(const char *text, size_t *jobs)
{
	char *end;

	*jobs = strtoul(text, &end, 10);
	return *text >= '1' && *text <= '9' && *end == '\0' &&
			*jobs <= WORKERS_MOST
		? 0
		: -1;
}

int cmd_build(int argc, char **argv)
{
	static const struct option options[] = {
		{"next", no_argument, NULL, 'N'},
		{"forget", required_argument, NULL, 'F'},
		{"recover", no_argument, NULL, 'R'},
		{"no-proof", no_argument, NULL, 'P'},
		{NULL},
	};
	static const char usage[] =
		"build [-nv] [-j N] [--next] [--recover] [--no-proof] "
		"[--forget NAME]...";
	struct build build = {.diag = DIAG_INIT, .ledger = LEDGER_INIT};
	int option, status;

	build.forget = mem_alloc((size_t)argc * sizeof(*build.forget));
	while ((option = getopt_long(argc, argv, "j:nv", options, NULL)) != -1)
		switch (option) {
		case 'n':
			build.dry = 1;
			break;
		case 'v':
			build.verbose = 1;
			break;
		case 'N':
			build.next = 1;
			break;
		case 'j':
			if (read_jobs(optarg, &build.jobs) != 0)
				goto bad_usage;
			break;
		case 'P':
			build.no_proof = 1;
			break;
		case 'R':
			build.recover = 1;
			break;
		case 'F':
			build.forget[build.forget_count++] = optarg;
			break;
		default:
			goto bad_usage;
		}
	if (optind != argc)
		goto bad_usage;
	status = cmd_now(&build.now) == 0 ? build_site(&build) : EXIT_USAGE;
	free(build.forget);
	pool_release(&build.pool);
	ledger_release(&build.ledger);
	diag_release(&build.diag);
	return status;
bad_usage:
	free(build.forget);
	return cmd_usage(usage);
}
