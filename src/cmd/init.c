#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/uuid.h"
#include "cmd/cmd.h"
#include "cmd/grammar.h"
#include "cmd/skeleton.h"
#include "store/store.h"
#include "base/banned.h"

static int create(const char *path, const struct buf *bytes)
{
	if (store_put(path, bytes, STORE_NEW) == STORE_FAILED) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
		return -1;
	}
	puts(path);
	return 0;
}

static void put_start(struct buf *out, const char *kind, const char *above)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	grammar_put_model(out, kind, above);
}

static void put_series(struct buf *out)
{
	put_start(out, "series", "../");
	buf_puts(out,
		"<series colour=\"steelblue\">\n"
		"  <title xml:lang=\"en\">Example Dialogue</title>\n"
		"  <party code=\"JP\" zone=\"Asia/Tokyo\"/>\n"
		"  <party code=\"EU\" zone=\"Europe/Brussels\"/>\n"
		"</series>\n");
}

static void put_event(struct buf *out, const char *uid)
{
	put_start(out, "event", "../../");
	buf_printf(out,
		"<event uid=\"%s\" number=\"1\" status=\"tentative\" "
		"draft=\"yes\">\n"
		"  <time start=\"2030-01-28\"/>\n"
		"  <place country=\"BE\"/>\n"
		"  <person party=\"JP\" as=\"co-chair\"/>\n"
		"  <person party=\"EU\" as=\"co-chair\"/>\n"
		"</event>\n",
		uid);
}

static void put_text(struct buf *out)
{
	put_start(out, "text", "../../");
	buf_puts(out,
		"<text kind=\"original\">\n"
		"  <title>1st Example Dialogue</title>\n"
		"  <place>Brussels</place>\n"
		"</text>\n");
}

/*
 * RFC 5545, 3.1: lines of calendars end in CR LF, which git takes for those of
 * another system and changes.  Attributes that somebody has are his.
 */
static int create_attributes(void)
{
	struct buf bytes = BUF_INIT;
	int result = 0;

	buf_puts(&bytes, "feeds/** -text\n");
	if (access(".gitattributes", F_OK) != 0)
		result = create(".gitattributes", &bytes);
	buf_release(&bytes);
	return result;
}

/* A small site that builds: one series, one event, one language. */
static int create_site(const char *uid)
{
	struct buf bytes = BUF_INIT;
	int result = grammar_install();

	skeleton_publisher(&bytes);
	result |= create("events/publisher.xml", &bytes);
	buf_cut(&bytes, 0);
	put_series(&bytes);
	result |= create("events/example-dialogue/series.xml", &bytes);
	buf_cut(&bytes, 0);
	put_event(&bytes, uid);
	result |= create("events/example-dialogue/01/event.xml", &bytes);
	buf_cut(&bytes, 0);
	put_text(&bytes);
	result |= create("events/example-dialogue/01/en.xml", &bytes);
	buf_release(&bytes);
	return result | create_attributes();
}

int cmd_init(int argc, char **argv)
{
	static const struct option options[] = {{NULL}};
	char uid[UUID_SIZE];

	if (getopt_long(argc, argv, "", options, NULL) != -1 || optind != argc)
		return cmd_usage(USAGE_INIT);
	if (access("events", F_OK) == 0) {
		fputs("dialogue-feeds: there is a folder events/ already; "
		      "nothing was done\n",
			stderr);
		return EXIT_FAILED;
	}
	if (uuid_random(uid) != 0) {
		fprintf(stderr, "dialogue-feeds: no random bytes: %s\n",
			strerror(errno));
		return EXIT_FAILED;
	}
	return create_site(uid) == 0 ? EXIT_DONE : EXIT_FAILED;
}
