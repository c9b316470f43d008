/*
 * Published files, which somebody may have edited: what is found in them, and
 * the ledger that is put together from it, which must be one.
 */
#include <assert.h>
#include <stdio.h>
#include "plan/published.h"
#include "plan/recover.h"
#include "target.h"
#include "base/banned.h"

static const char path[] = "feeds/ledger/recovered.tsv";

static void find(const char *name, enum format format)
{
	struct published published = PUBLISHED_INIT;
	size_t count;
	const struct published_fragment *all =
		published_all(&published, name, format, &count);

	for (size_t i = 0; i < count; i++) {
		size_t length = 0;

		assert(all[i].length > 0);
		assert(published_find(&published, name, format, all[i].id,
			       &length) != NULL);
		assert(length > 0);
	}
	published_release(&published);
}

static int store(void *data, const char *name, const struct buf *bytes)
{
	(void)data;
	(void)name;
	if (bytes != NULL)
		target_write(path, bytes->bytes, bytes->length);
	return 0;
}

static void recover(void)
{
	const char *languages[] = {"en"};
	struct site site = {.publisher = {.authority = "example.org,2026",
				    .languages = languages,
				    .language_count = 1}};
	struct published published = PUBLISHED_INIT;
	struct ledger ledger = LEDGER_INIT, again = LEDGER_INIT;
	struct diag diag = DIAG_INIT;

	recover_ledger(&site, &ledger, &published, 1769904000);
	assert(published.unreadable == NULL);
	published_release(&published);
	ledger_write(&ledger, site.publisher.authority, store, NULL);
	remove(ledger.count > 0 ? "" : path);
	assert(ledger_load(&again, &diag) == 0);
	assert(again.count == ledger.count);
	ledger_release(&again);
	ledger_release(&ledger);
	diag_release(&diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const names[] = {
		[FORMAT_ICS] = "calendar-2026.ics",
		[FORMAT_ATOM] = "releases-2026.atom",
		[FORMAT_CHANGES] = "changes-2026.atom",
		[FORMAT_JSON_FEED] = "releases.json",
		[FORMAT_EVENTS] = "events.json",
	};

	target_enter();
	for (int i = FORMAT_ICS; i <= FORMAT_EVENTS; i++) {
		char name[64];

		snprintf(name, sizeof(name), "feeds/en/%s", names[i]);
		target_write(name, bytes, size);
		snprintf(name, sizeof(name), "en/%s", names[i]);
		find(name, i);
	}
	recover();
	return 0;
}
