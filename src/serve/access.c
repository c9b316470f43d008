#include "serve/access.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include "base/banned.h"

static const char entry[] = "/-/enter/";

int access_make(struct access *access, const char *port)
{
	unsigned char bytes[16];

	if (getrandom(bytes, sizeof(bytes), 0) != sizeof(bytes))
		return -1;
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(access->secret + 2 * i, 3, "%02x", bytes[i]);
	snprintf(access->cookie, sizeof(access->cookie), "dialogue-feeds-%.*s",
		(int)strcspn(port, "/"), port);
	return 0;
}

/* How long it takes tells nothing of the secret. */
static bool is_secret(const struct access *access, const char *text)
{
	size_t length = sizeof(access->secret) - 1;
	unsigned differing = 0;

	if (strlen(text) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		differing |= (unsigned)(text[i] ^ access->secret[i]);
	return differing == 0;
}

void access_put_path(struct buf *out, const struct access *access)
{
	if (access->secret[0] != '\0')
		buf_printf(out, "%s%s", entry + 1, access->secret);
}

bool access_opens(const struct access *access, const char *path)
{
	return strncmp(path, entry, strlen(entry)) == 0 &&
		is_secret(access, path + strlen(entry));
}

void access_put_cookie(struct buf *out, const struct access *access)
{
	buf_printf(out, "%s=%s; Path=/; HttpOnly; SameSite=Strict",
		access->cookie, access->secret);
}

bool access_has(const struct access *access, struct MHD_Connection *connection)
{
	const char *value;

	if (access->secret[0] == '\0')
		return true;
	value = MHD_lookup_connection_value(
		connection, MHD_COOKIE_KIND, access->cookie);
	return value != NULL && is_secret(access, value);
}

/* A browser says where a form stood, and no page can say it for another. */
bool access_is_from_here(struct MHD_Connection *connection)
{
	const char *host = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
	const char *origin = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ORIGIN);

	return host != NULL && origin != NULL &&
		strncmp(origin, "http://", 7) == 0 &&
		strcasecmp(origin + 7, host) == 0;
}
