/*
 * A file of the ledger: what is taken from it is found by its uid, and can be
 * written.
 */
#include <assert.h>
#include "plan/ledger.h"
#include "plan/ledger_load.h"
#include "plan/ledger_write.h"
#include "target.h"
#include "base/banned.h"

static const char site[] =
	"<ledger version=\"1\" languages=\"en fr\">\n"
	"  <publisher base=\"https://example.org/\" "
	"authority=\"example.org,2026\"><language tag=\"en\"/>"
	"<language tag=\"fr\"/><name xml:lang=\"en\">P</name></publisher>\n"
	"  <file series=\"talks\"/>\n"
	"</ledger>\n";

static void put_meetings(struct buf *out, const struct ledger *ledger)
{
	ledger_write_head(out, ledger_series(ledger, "talks"), "talks", true);
	for (size_t i = 0; i < ledger->count; i++)
		ledger_write_meeting(
			out, ledger->meetings[i], &ledger->world.publisher);
	ledger_write_tail(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct diag diag = DIAG_INIT;
	struct buf again = BUF_INIT;
	struct ledger *ledger;

	target_enter();
	target_write("feeds/ledger/ledger.xml", site, sizeof(site) - 1);
	target_write("feeds/ledger/talks.xml", bytes, size);
	ledger = ledger_load(&diag);
	for (size_t i = 0; ledger != NULL && i < ledger->count; i++)
		assert(ledger_find(ledger, ledger->meetings[i]->uid) ==
			ledger->meetings[i]);
	if (ledger != NULL)
		put_meetings(&again, ledger);
	buf_release(&again);
	ledger_free(ledger);
	diag_release(&diag);
	return 0;
}
