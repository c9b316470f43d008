#include "target.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/banned.h"

static const struct record {
	const char *root, *path, *text;
} records[] = {
	{"<publisher", "events/publisher.xml",
		"<publisher base=\"https://example.org/\" "
		"authority=\"example.org,2026\" zone=\"Europe/Brussels\">\n"
		"<language tag=\"en\"/><language tag=\"fr\"/>\n"
		"<name xml:lang=\"en\">Talks</name>\n"
		"<topic term=\"ai\"><label xml:lang=\"en\">AI</label></topic>\n"
		"</publisher>\n"},
	{"<series", "events/talks/series.xml",
		"<series><title xml:lang=\"en\">Talks</title>\n"
		"<party code=\"JP\"/><party code=\"EU\"/></series>\n"},
	{"<event", "events/talks/01/event.xml",
		"<event uid=\"6f1c9a52-0d3b-4e87-9a41-2b5c8d7e1f01\">\n"
		"<time start=\"2026-01-28\"/>\n"
		"<person id=\"a\" party=\"JP\" as=\"co-chair\"/>\n"
		"<release published=\"2026-01-29\"/></event>\n"},
	/* Whatever is none of these. */
	{"", "events/talks/01/en.xml",
		"<text><title>1st Talks</title>\n"
		"<person ref=\"a\"><name>Ms A</name></person>\n"
		"<release>They met.</release></text>\n"},
};

void target_enter(void)
{
	static char folder[PATH_MAX];
	const char *parent = getenv("TMPDIR");

	if (folder[0] != '\0')
		return;
	snprintf(folder, sizeof(folder), "%s/target.XXXXXX",
		parent ? parent : P_tmpdir);
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		abort();
}

void target_write(const char *path, const void *bytes, size_t size)
{
	FILE *file;

	for (const char *slash = strchr(path, '/'); slash != NULL;
		slash = strchr(slash + 1, '/')) {
		char *folder = strndup(path, (size_t)(slash - path));

		mkdir(folder, 0777);
		free(folder);
	}
	file = fopen(path, "w");
	if (file == NULL || fwrite(bytes, 1, size, file) != size ||
		fclose(file) != 0)
		abort();
}

void target_write_text(const char *path, const char *text)
{
	target_write(path, text, strlen(text));
}

void target_write_sound_site(void)
{
	for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++)
		target_write_text(records[i].path, records[i].text);
}

void target_write_site(const uint8_t *bytes, size_t size)
{
	size_t chosen = 0;

	target_write_sound_site();
	while (memmem(bytes, size, records[chosen].root,
		       strlen(records[chosen].root)) == NULL)
		chosen++;
	target_write(records[chosen].path, bytes, size);
}

void target_be_quiet(void)
{
	static FILE *nowhere;

	if (nowhere == NULL)
		nowhere = fopen("/dev/null", "w");
	assert(nowhere != NULL);
	stdout = nowhere;
	stderr = nowhere;
}
