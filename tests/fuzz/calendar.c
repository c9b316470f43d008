/*
 * Calendars as the proof reads them.
 */
#include "prove/calendar.h"
#include "target.h"
#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct calendar calendar;
	struct buf text = BUF_INIT, problem = BUF_INIT;

	buf_put(&text, bytes, size);
	calendar_read(&calendar, &text, &problem);
	calendar_release(&calendar);
	buf_release(&problem);
	buf_release(&text);
	return 0;
}
