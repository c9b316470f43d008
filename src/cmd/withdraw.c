#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "cmd/cmd.h"
#include "cmd/revise.h"
#include "base/banned.h"

static const char *id_of(const struct element *release)
{
	const char *id = element_value(release, "id");

	return id ? id : "release";
}

/* One that stands in the record of another meeting is withdrawn there. */
static bool is_own(const struct element *release)
{
	return element_value(release, "see") == NULL;
}

static void print_ids(const struct element *root)
{
	const struct element *release = element_child(root, "release");

	fputs("help: its releases are", stderr);
	for (; release != NULL; release = element_again(release))
		if (is_own(release))
			fprintf(stderr, " %s", id_of(release));
	fputs("\n", stderr);
}

static size_t count_own(const struct element *root)
{
	const struct element *release = element_child(root, "release");
	size_t count = 0;

	for (; release != NULL; release = element_again(release))
		count += is_own(release);
	return count;
}

/* The release that is meant: the only one, if none is named. */
static const struct element *find_release(
	const struct element *root, const char *id)
{
	const struct element *release = element_child(root, "release");
	size_t count = count_own(root);

	for (; release != NULL; release = element_again(release))
		if (is_own(release) &&
			(id != NULL ? strcmp(id_of(release), id) == 0
				    : count == 1))
			return release;
	if (count == 0)
		fputs("dialogue-feeds: the meeting has no release of its own\n",
			stderr);
	else if (id != NULL)
		fprintf(stderr,
			"dialogue-feeds: the meeting has no release '%s'\n",
			id);
	else
		fputs("dialogue-feeds: the meeting has several releases\n",
			stderr);
	if (count > 0)
		print_ids(root);
	return NULL;
}

static int withdraw(struct revision *revision, const char *id)
{
	struct edit *edit = revise_event(revision);
	const struct element *release = find_release(edit->root, id);
	const char *status;

	if (release == NULL)
		return EXIT_FAILED;
	status = element_value(release, "status");
	if (status == NULL || strcmp(status, "withdrawn") != 0)
		edit_set(edit, release, "status", "withdrawn");
	return revise_finish(revision);
}

int cmd_withdraw(int argc, char **argv)
{
	static const struct option none[] = {{NULL}};
	struct revision revision;
	int status;

	if (getopt_long(argc, argv, "", none, NULL) != -1 ||
		argc - optind < 1 || argc - optind > 2)
		return cmd_usage(USAGE_WITHDRAW);
	status = revise_begin(&revision, argv[optind]);
	if (status == EXIT_DONE)
		status = withdraw(&revision, argv[optind + 1]);
	revise_end(&revision);
	return status;
}
