/*
 * Time zone files, and what clocks show by them.
 */
#include <stdint.h>
#include "model/tzif.h"
#include "target.h"
#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* From the year 1000 to 2999, as everywhere in the program. */
	static const int64_t moments[] = {-30610224000, -1, 0, 1769904000,
		2208988800, 4133980799, 32503679999};
	struct tzif zone;

	target_enter();
	target_write("zone", bytes, size);
	if (tzif_read(&zone, "zone") == 0)
		for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++)
			tzif_offset(&zone, moments[i]);
	tzif_release(&zone);
	return 0;
}
