#include <getopt.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/diag_print.h"
#include "cmd/cmd.h"
#include "cmd/revise.h"
#include "base/banned.h"

/* What `import` was not sure of, in front of what it is about. */
static const char begin[] = "<!-- ?import ";

struct doubt {
	const char *file; /* "event.xml" */
	int line;
	const char *seen; /* the line as somebody has seen it; or NULL */
	bool is_struck;
	struct edit *edit;
	const char *at, *end; /* the comment */
};

/* Where a fact stands. */
static const struct spot {
	const char *fact;
	const char *element; /* behind the doubt; NULL: the root */
	const char *part; /* attribute or child of it; NULL: all of it */
} spots[] = {
	{"number", NULL, "number"},
	{"status", NULL, "status"},
	{"start", "time", NULL},
	{"end", "time", "end"},
	{"zone", "time", "zone"},
	{"country", "place", "country"},
	{"person", "person", NULL},
	{"party", "person", "party"},
	{"role", "person", "role"},
	{"body", "body", NULL},
	{"place", "place", NULL},
	{"notice", "notice", NULL},
};

static int complain(const struct doubt *doubt, const char *what)
{
	fprintf(stderr, "dialogue-feeds: %s:%d: %s\n", doubt->file, doubt->line,
		what);
	return -1;
}

static const struct spot *find_spot(const struct doubt *doubt)
{
	const char *fact = doubt->at + strlen(begin);
	size_t length = strcspn(fact, " :");

	for (size_t i = 0; i < sizeof(spots) / sizeof(*spots); i++)
		if (strlen(spots[i].fact) == length &&
			strncmp(spots[i].fact, fact, length) == 0)
			return &spots[i];
	return NULL;
}

/* Whether the line is the one that somebody has seen, but for its indent. */
static bool was_seen(const struct doubt *doubt, const char *line, size_t length)
{
	const char *seen = doubt->seen;

	if (seen == NULL)
		return true;
	seen += strspn(seen, " \t");
	return strlen(seen) == length && strncmp(line, seen, length) == 0;
}

static int find_mark(struct doubt *doubt)
{
	const char *line = doubt->edit->source.text.bytes;
	size_t length;

	for (int i = 1; i < doubt->line && *line != '\0'; i++) {
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	line += strspn(line, " \t");
	length = strcspn(line, "\r\n");
	if (!was_seen(doubt, line, length))
		return complain(doubt, "the record has changed meanwhile");
	if (strncmp(line, begin, strlen(begin)) != 0)
		return complain(doubt, "there is no doubt in this line");
	doubt->at = line;
	doubt->end = strstr(line, "-->") + 3;
	return 0;
}

static const struct element *find_element(
	const struct doubt *doubt, const char *name)
{
	const struct element *element;

	if (name == NULL)
		return doubt->edit->root;
	element = element_child(doubt->edit->root, name);
	while (element != NULL &&
		source_at(&doubt->edit->source, element->at) < doubt->at)
		element = element_again(element);
	return element;
}

/* A person who is not there has no words. */
static void strike_words(struct revision *revision, const char *id)
{
	const struct event *event = revision->event;

	for (size_t i = 0; id != NULL && i < event->text_count; i++) {
		struct edit *edit =
			revise_text(revision, event->texts[i]->language);
		const struct element *person =
			edit ? element_child(edit->root, "person") : NULL;

		for (; person != NULL; person = element_again(person)) {
			const char *ref = element_value(person, "ref");

			if (ref != NULL && strcmp(ref, id) == 0)
				edit_remove(edit, person);
		}
	}
}

static int strike(struct revision *revision, const struct doubt *doubt)
{
	const struct spot *spot = find_spot(doubt);
	const struct element *element =
		spot ? find_element(doubt, spot->element) : NULL;
	const struct element *part;

	if (element == NULL)
		return complain(doubt,
			"this cannot be struck: a record needs it; write there "
			"what is right");
	part = spot->part ? element_child(element, spot->part) : element;
	if (part != NULL)
		edit_remove(doubt->edit, part);
	else
		edit_unset(doubt->edit, element, spot->part);
	if (spot->part == NULL && strcmp(spot->fact, "person") == 0)
		strike_words(revision, element_value(element, "id"));
	return 0;
}

static int settle(struct revision *revision, struct doubt *doubt)
{
	const char *dot = strrchr(doubt->file, '.');
	const char *language = pool_bytes(
		&revision->pool, doubt->file, (size_t)(dot - doubt->file));

	doubt->edit = strcmp(language, "event") == 0
		? revise_event(revision)
		: revise_text(revision, language);
	if (doubt->edit == NULL || find_mark(doubt) != 0)
		return EXIT_FAILED;
	edit_cut(doubt->edit, doubt->at, doubt->end);
	if (doubt->is_struck && strike(revision, doubt) != 0)
		return EXIT_FAILED;
	return revise_finish(revision);
}

/* Returns -1 after naming the first doubt that is left in the record. */
static int check_doubts(const struct edit *edit)
{
	const char *text = edit->source.text.bytes;
	const char *found = strstr(text, begin);
	struct doubt doubt = {.file = edit->source.path, .line = 1};

	if (found == NULL)
		return 0;
	for (const char *at = text; at < found; at++)
		doubt.line += *at == '\n';
	return complain(&doubt,
		"this is not sure yet: confirm or strike that line first");
}

/* No draft any more. */
static int release(struct revision *revision)
{
	const struct event *event = revision->event;
	struct edit *edit = revise_event(revision);

	if (edit == NULL || check_doubts(edit) != 0)
		return EXIT_FAILED;
	edit_unset(edit, edit->root, "draft");
	for (size_t i = 0; i < event->text_count; i++) {
		edit = revise_text(revision, event->texts[i]->language);
		if (edit == NULL || check_doubts(edit) != 0)
			return EXIT_FAILED;
		edit_unset(edit, edit->root, "draft");
	}
	return revise_finish(revision);
}

/* FILE:LINE */
static int take_place(struct pool *pool, struct doubt *doubt, const char *text)
{
	const char *colon = strrchr(text, ':');
	char *end = NULL;
	long line = colon ? strtol(colon + 1, &end, 10) : 0;

	if (line < 1 || line > INT_MAX || *end != '\0' || colon - text < 5 ||
		strncmp(colon - 4, ".xml", 4) != 0)
		return -1;
	doubt->file = pool_bytes(pool, text, (size_t)(colon - text));
	doubt->line = (int)line;
	return 0;
}

static int run(struct doubt doubt, const char *usage, int argc, char **argv)
{
	static const struct option options[] = {
		{"seen", required_argument, NULL, 's'}, {NULL}};
	struct pool pool = POOL_INIT;
	struct revision revision;
	int option, status;
	bool is_whole;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 's')
			return cmd_usage(usage);
		doubt.seen = optarg;
	}
	is_whole = optind + 1 == argc && !doubt.is_struck;
	if (!is_whole &&
		(optind + 2 != argc ||
			take_place(&pool, &doubt, argv[optind + 1]) != 0)) {
		pool_release(&pool);
		return cmd_usage(usage);
	}
	status = revise_begin(&revision, argv[optind]);
	if (status == EXIT_DONE)
		status = is_whole ? release(&revision)
				  : settle(&revision, &doubt);
	revise_end(&revision);
	pool_release(&pool);
	return status;
}

int cmd_confirm(int argc, char **argv)
{
	return run(
		(struct doubt){.is_struck = false}, USAGE_CONFIRM, argc, argv);
}

int cmd_strike(int argc, char **argv)
{
	return run((struct doubt){.is_struck = true}, USAGE_STRIKE, argc, argv);
}
