#include "serve/media.h"

#include <stddef.h>
#include <string.h>
#include "base/banned.h"

/* The first row that fits; dialogue-feeds(1) tells web servers the same. */
static const struct media table[] = {
	{"", ".ics", "text/calendar; charset=utf-8", 1, 0, 1},
	{"", ".atom", "application/atom+xml; charset=utf-8", 1, 0, 1},
	{"releases", ".json", "application/feed+json", 1, 0, 1},
	{"", ".json", "application/json", 1, 0, 1},
	{"", ".html", "text/html; charset=utf-8", 1, 1, 0},
	{"", ".css", "text/css; charset=utf-8", 1, 0, 0},
	{"", ".js", "text/javascript; charset=utf-8", 1, 0, 0},
	{"", ".svg", "image/svg+xml", 1, 0, 0},
	{"", ".opml", "text/x-opml; charset=utf-8", 1, 0, 1},
	{"", ".xml", "application/xml", 1, 0, 0},
	{"", ".tsv", "text/tab-separated-values; charset=utf-8", 1, 0, 0},
	{"", ".txt", "text/plain; charset=utf-8", 1, 0, 0},
	{"", ".png", "image/png", 0, 0, 0},
	{"", ".jpg", "image/jpeg", 0, 0, 0},
	{"", ".ico", "image/x-icon", 0, 0, 0},
	{"", "", "application/octet-stream", 0, 0, 0},
};

static int fits(const struct media *media, const char *name)
{
	size_t length = strlen(name), suffix = strlen(media->suffix);

	return length >= suffix &&
		strcmp(name + length - suffix, media->suffix) == 0 &&
		strncmp(name, media->prefix, strlen(media->prefix)) == 0;
}

const struct media *media_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const struct media *media = table;

	while (!fits(media, name))
		media++;
	return media;
}
