#include "prove/link.h"

#include <string.h>
#include "base/banned.h"

/* Nothing when the address leads out of feeds/. */
static void put_relative(
	struct buf *out, const struct page *page, const char *address)
{
	const char *end = strrchr(page->path, '/');
	size_t length = end ? (size_t)(end - page->path) + 1 : 0;

	for (; strncmp(address, "../", 3) == 0; address += 3) {
		if (length == 0)
			return;
		for (length--; length > 0 && page->path[length - 1] != '/';)
			length--;
	}
	buf_put(out, page->path, length);
	buf_puts(out, address);
}

/*
 * The path of what calendar programs are to fetch from below the base, or
 * NULL.  No words of people have such an address.
 */
static const char *find_calendar(const char *base, const char *address)
{
	static const char scheme[] = "webcal";
	const char *rest = strchr(base, ':');
	size_t skipped = sizeof(scheme) - 1;

	if (rest == NULL || strncmp(address, scheme, skipped) != 0 ||
		strncmp(address + skipped, rest, strlen(rest)) != 0)
		return NULL;
	return address + skipped + strlen(rest);
}

int link_leads(const struct files *files, const struct feed *page,
	const char *address, int is_ours)
{
	const char *base = page->publisher->base;
	const char *calendar = find_calendar(base, address);
	struct buf target = BUF_INIT;
	int is_relative = strchr(address, ':') == NULL && *address != '#';
	int result = !is_relative && calendar == NULL;

	if (calendar != NULL)
		buf_puts(&target, calendar);
	else if (is_ours && strncmp(address, base, strlen(base)) == 0)
		buf_puts(&target, address + strlen(base));
	else if (is_relative)
		put_relative(&target, page->page, address);
	/* Which place on a page is meant, does not matter. */
	if (target.length > 0)
		buf_cut(&target, strcspn(target.bytes, "#"));
	if (target.length > 0)
		result = files->has(files->data, target.bytes);
	buf_release(&target);
	return result;
}
