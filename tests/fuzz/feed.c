/*
 * Feeds of other programs, and the HTML in their entries.
 */
#include <assert.h>
#include <libxml/parser.h>
#include <string.h>
#include "import/feed.h"
#include "import/html.h"
#include "target.h"
#include "base/banned.h"

static void take_entry(struct pool *pool, const struct feed_entry *entry)
{
	struct paste paste = {.pool = pool, .text = BUF_INIT};

	assert(entry->title == NULL || *entry->title != '\0');
	assert(entry->href == NULL || *entry->href != '\0');
	if (entry->body != NULL &&
		html_read(&paste, entry->body, strlen(entry->body), NULL) ==
			NULL)
		paste_prose(&paste);
	paste_release(&paste);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct pool pool = POOL_INIT;
	struct feed_file feed = {.pool = &pool};
	struct buf text = BUF_INIT;

	buf_put(&text, bytes, size);
	feed_is(&text);
	if (feed_read(&feed, &text) == 0)
		for (size_t i = 0; i < feed.count; i++)
			take_entry(&pool, &feed.entries[i]);
	buf_release(&text);
	pool_release(&pool);
	xmlResetLastError();
	return 0;
}
