/*
 * JSON as the proof reads it.
 */
#include "prove/jsontree.h"
#include "target.h"
#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct pool pool = POOL_INIT;
	struct buf text = BUF_INIT;
	const struct json_value *value;

	buf_put(&text, bytes, size);
	value = json_read(&pool, &text);
	json_member_text(value, "id");
	json_count(json_member(value, "items"));
	buf_release(&text);
	pool_release(&pool);
	return 0;
}
