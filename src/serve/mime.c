#include "serve/mime.h"

#include <string.h>
#include "base/banned.h"

/* The first row that fits; dialogue-feeds(1) tells web servers the same. */
static const struct mime table[] = {
	{"", ".ics", "text/calendar; charset=utf-8", .is_feed = true},
	{"", ".atom", "application/atom+xml; charset=utf-8", .is_feed = true},
	{"releases", ".json", "application/feed+json", .is_feed = true},
	{"", ".json", "application/json", .is_feed = true},
	{"", ".csv", "text/csv; charset=utf-8", .is_feed = true},
	{"", ".opml", "text/x-opml; charset=utf-8", .is_feed = true},
	{"", ".html", "text/html; charset=utf-8", .is_page = true},
	{"", ".css", "text/css; charset=utf-8"},
	{"", ".js", "text/javascript; charset=utf-8"},
	{"", ".svg", "image/svg+xml"},
	{"", ".xml", "application/xml"},
	{"", ".txt", "text/plain; charset=utf-8"},
	{"", ".png", "image/png"},
	{"", ".jpg", "image/jpeg"},
	{"", ".ico", "image/x-icon"},
	{"", "", "application/octet-stream"},
};

static bool fits(const struct mime *mime, const char *name)
{
	size_t length = strlen(name), suffix = strlen(mime->suffix);

	return length >= suffix &&
		strcmp(name + length - suffix, mime->suffix) == 0 &&
		strncmp(name, mime->prefix, strlen(mime->prefix)) == 0;
}

const struct mime *mime_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const struct mime *mime = table;

	while (!fits(mime, name))
		mime++;
	return mime;
}
