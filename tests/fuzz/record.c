/*
 * Records of all four kinds: read, checked against each other, complained
 * about.
 */
#include <stdio.h>
#include "base/diag_print.h"
#include "plan/accept.h"
#include "read/load.h"
#include "target.h"
#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct diag diag = DIAG_INIT;
	struct site *site;

	target_enter();
	target_be_quiet();
	target_write_site(bytes, size);
	site = site_load(&diag, &(struct load_options){NULL});
	if (!site->publisher_failed)
		accept_records(site, &diag);
	diag_print(&diag, stderr, DIAG_ADVICE, NULL, 0);
	site_free(site);
	diag_release(&diag);
	return 0;
}
