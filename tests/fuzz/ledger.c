/*
 * A file of the ledger: what is taken from it can be stored, and is the same
 * when it is read again.
 */
#include <assert.h>
#include "plan/ledger.h"
#include "target.h"
#include "base/banned.h"

static const char path[] = "feeds/ledger/talks.tsv";

static int store(void *data, const char *name, const struct buf *bytes)
{
	(void)data;
	(void)name;
	if (bytes != NULL)
		target_write(path, bytes->bytes, bytes->length);
	return 0;
}

static void recall(const struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_line *line = &ledger->lines[i];
		struct entry_memory memory;
		struct when start;
		enum status status;

		ledger_recall(line, &memory);
		ledger_shown(line);
		ledger_event(ledger, line->uid, &start, &status);
		assert(ledger_find(ledger, line->uid, line->language,
			       line->item) == line);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct ledger ledger = LEDGER_INIT, again = LEDGER_INIT;
	struct diag diag = DIAG_INIT;

	target_enter();
	target_write(path, bytes, size);
	if (ledger_load(&ledger, &diag) == 0 && ledger.count > 0) {
		recall(&ledger);
		ledger_write(&ledger, "example.org,2026", store, NULL);
		assert(ledger_load(&again, &diag) == 0);
		assert(again.count == ledger.count);
	}
	ledger_release(&again);
	ledger_release(&ledger);
	diag_release(&diag);
	return 0;
}
