#include "cmd/revise.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "cmd/check.h"
#include "cmd/cmd.h"
#include "cmd/target.h"
#include "plan/ledger_load.h"
#include "plan/telling.h"
#include "read/load.h"
#include "store/store.h"
#include "base/banned.h"

/* The meeting alone, as it stands or as it would be. */
static struct site *load_meeting(const char *folder, struct diag *diag,
	const struct record_bytes *instead, size_t count)
{
	return site_load(diag,
		&(struct load_options){.folders = &folder,
			.folder_count = 1,
			.instead = instead,
			.instead_count = count});
}

static int open_file(struct revision *revision, const char *path)
{
	struct edit *edit = pool_alloc(&revision->pool, sizeof(*edit));
	struct diag diag = DIAG_INIT;
	int result = edit_open(edit, path, &diag);

	revision->files = pool_grow(&revision->pool, revision->files,
		revision->file_count, sizeof(edit));
	revision->files[revision->file_count++] = edit;
	/* The reader has said the same, and more. */
	if (result != 0 && revision->diag.error_count == 0)
		diag_join(&revision->diag, &diag);
	diag_release(&diag);
	return result;
}

/* The record cannot be edited: what is wrong with it says why. */
static int refuse_record(struct revision *revision)
{
	if (diag_print(&revision->diag, stderr, DIAG_ERROR,
		    (char *const[]){(char *)revision->folder}, 1) == 0)
		fprintf(stderr,
			"dialogue-feeds: there is no meeting %s\n"
			"help: `dialogue-feeds list` shows all of them\n",
			revision->folder + strlen("events/"));
	return EXIT_FAILED;
}

static int find_meeting(struct revision *revision, const struct target *target)
{
	struct buf path = BUF_INIT;

	target_put_path(&path, target);
	revision->folder = pool_text(&revision->pool, path.bytes);
	buf_release(&path);
	revision->site =
		load_meeting(revision->folder, &revision->diag, NULL, 0);
	if (revision->site->publisher_failed) {
		diag_print(&revision->diag, stderr, DIAG_ERROR, NULL, 0);
		return EXIT_FAILED;
	}
	if (revision->site->event_count == 0)
		return refuse_record(revision);
	revision->event = revision->site->events[0];
	return EXIT_DONE;
}

int revise_begin(struct revision *revision, const char *name)
{
	struct target target = TARGET_INIT;
	struct diag diag = DIAG_INIT;
	int status = EXIT_USAGE;

	*revision = (struct revision){.diag = diag};
	if (target_parse(&target, name) != 0 || target.event.length == 0)
		fprintf(stderr,
			"dialogue-feeds: a meeting is called SERIES/EVENT, "
			"such as cyber-dialogue/07\n");
	else if (cmd_now(&revision->now) == 0 && cmd_enter_site() == 0)
		status = find_meeting(revision, &target);
	target_release(&target);
	if (status == EXIT_DONE &&
		open_file(revision, revision->event->path) != 0)
		return refuse_record(revision);
	return status;
}

struct edit *revise_event(const struct revision *revision)
{
	return revision->files[0];
}

static bool has_bad_text(const struct event *event, const char *language)
{
	for (size_t i = 0; i < event->bad_text_count; i++)
		if (strcmp(event->bad_texts[i], language) == 0)
			return true;
	return false;
}

struct edit *revise_text(struct revision *revision, const char *language)
{
	const struct event *event = revision->event;
	const char *path = pool_printf(
		&revision->pool, "%s/%s.xml", revision->folder, language);

	if (event_text(event, language) == NULL &&
		!has_bad_text(event, language)) {
		fprintf(stderr,
			"dialogue-feeds: there is no text %s\n"
			"help: `dialogue-feeds new --text %s %s` makes one\n",
			path, language, revision->folder + strlen("events/"));
		return NULL;
	}
	if (open_file(revision, path) == 0)
		return revision->files[revision->file_count - 1];
	refuse_record(revision);
	return NULL;
}

const struct published *revise_published(struct revision *revision)
{
	if (revision->ledger == NULL)
		revision->ledger = ledger_load(&revision->diag);
	return revision->ledger
		? ledger_find(revision->ledger, revision->event->uid)
		: NULL;
}

/* --- trying and storing --- */

/* Without a line of the record: it would stand there, and does not. */
static void print_error(const struct complaint *complaint)
{
	if (complaint->severity != DIAG_ERROR)
		return;
	fprintf(stderr, "%s: error: %s\n", complaint->at.path,
		complaint->message);
	if (complaint->help != NULL)
		fprintf(stderr, "help: %s\n", complaint->help);
}

/* Whether records are no worse than before; else what is wrong is said. */
static bool is_sound(struct revision *revision,
	const struct record_bytes *after, size_t count)
{
	struct diag before = DIAG_INIT, trial = DIAG_INIT;
	struct site *old = load_meeting(revision->folder, &before, NULL, 0);
	struct site *new = load_meeting(revision->folder, &trial, after, count);
	bool result = trial.error_count <= before.error_count;

	if (!result) {
		size_t shown;
		const struct complaint *all = diag_list(&trial, &shown);

		for (size_t i = 0; i < shown; i++)
			print_error(&all[i]);
		fputs("dialogue-feeds: the record would have more errors than "
		      "before; it stays as it is\n",
			stderr);
	}
	site_free(new);
	site_free(old);
	diag_release(&trial);
	diag_release(&before);
	return result;
}

/* The record of the meeting comes first: a reason may wait, a date not. */
static int store_all(
	struct revision *revision, const struct record_bytes *after)
{
	for (size_t i = 0; i < revision->file_count; i++) {
		const struct edit *edit = revision->files[i];

		if (edit->splice_count == 0)
			continue;
		if (store_edit(after[i].path, &edit->source.text,
			    &after[i].bytes) == STORE_FAILED) {
			fprintf(stderr, "dialogue-feeds: %s: %s\n",
				after[i].path, store_explain(errno));
			return -1;
		}
		puts(after[i].path);
	}
	return 0;
}

static int try_and_store(struct revision *revision)
{
	size_t count = revision->file_count;
	struct record_bytes *after =
		pool_alloc(&revision->pool, count * sizeof(*after));
	int result = -1;

	for (size_t i = 0; i < count; i++) {
		after[i].path = revision->files[i]->source.path;
		after[i].bytes = (struct buf)BUF_INIT;
		edit_put(revision->files[i], &after[i].bytes);
	}
	if (is_sound(revision, after, count))
		result = store_all(revision, after);
	for (size_t i = 0; i < count; i++)
		buf_release(&after[i].bytes);
	return result;
}

/* --- what comes of it --- */

/* "fr: " in front of what is about one language. */
static void print_line(const struct telling_line *line)
{
	fputs("  ", stdout);
	if (line->language != NULL)
		printf("%s: ", line->language);
	diag_print_safely(stdout, line->words);
	putchar('\n');
}

static bool is_told(const struct telling *told)
{
	return told->count > 0 && told->lines[0].kind != TELLING_HELD;
}

static void print_telling(const struct event *event, const struct telling *told)
{
	printf("The next build tells subscribers of %s/%s%s\n",
		event->series->folder, event->folder,
		is_told(told) ? ":" : " nothing new.");
	for (size_t i = 0; i < told->count; i++)
		print_line(&told->lines[i]);
}

static bool is_in(const struct event *event, const char *folder)
{
	size_t length = strlen(folder);

	return strncmp(event->path, folder, length) == 0 &&
		event->path[length] == '/';
}

static void tell(const struct site *site, const struct ledger *ledger,
	const char *folder, instant now)
{
	struct pool pool = POOL_INIT;

	for (size_t i = 0; i < site->event_count; i++) {
		const struct event *event = site->events[i];
		struct telling told;

		if (!is_in(event, folder))
			continue;
		told = telling_of_event(&pool, ledger_find(ledger, event->uid),
			&site->publisher, event, now);
		print_telling(event, &told);
	}
	pool_release(&pool);
}

int revise_report(const char *folder, instant now)
{
	struct diag diag = DIAG_INIT;
	struct ledger *ledger = ledger_load(&diag);
	struct site *site = site_load(&diag,
		&(struct load_options){
			.published = ledger ? &ledger->world : NULL});
	bool is_unusable = check_site(&diag, site, ledger, now) != 0;
	size_t errors;

	if (!is_unusable)
		tell(site, ledger, folder, now);
	fflush(stdout);
	errors = diag_print(&diag, stderr, DIAG_ADVICE,
		is_unusable ? NULL : (char *const[]){(char *)folder},
		is_unusable ? 0 : 1);
	site_free(site);
	ledger_free(ledger);
	diag_release(&diag);
	return errors > 0 ? EXIT_RECORDS : EXIT_DONE;
}

bool revise_is_edited(const struct revision *revision)
{
	for (size_t i = 0; i < revision->file_count; i++)
		if (revision->files[i]->splice_count > 0)
			return true;
	return false;
}

int revise_store(struct revision *revision)
{
	return try_and_store(revision) == 0 ? EXIT_DONE : EXIT_FAILED;
}

int revise_finish(struct revision *revision)
{
	if (!revise_is_edited(revision)) {
		puts("The record says so already; nothing was changed.");
		return EXIT_DONE;
	}
	if (revise_store(revision) != EXIT_DONE)
		return EXIT_FAILED;
	return revise_report(revision->folder, revision->now);
}

void revise_end(struct revision *revision)
{
	for (size_t i = 0; i < revision->file_count; i++)
		edit_release(revision->files[i]);
	if (revision->site != NULL)
		site_free(revision->site);
	ledger_free(revision->ledger);
	diag_release(&revision->diag);
	pool_release(&revision->pool);
}
