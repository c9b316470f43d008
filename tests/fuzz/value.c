/*
 * Values of attributes: the first byte tells the kind.  What is taken for a
 * date can be written and read again.
 */
#include <assert.h>
#include "model/when.h"
#include "read/value.h"
#include "target.h"
#include "base/banned.h"

static const struct value_type *const types[] = {&value_uid, &value_id,
	&value_folder, &value_folders, &value_start, &value_moment, &value_zone,
	&value_language, &value_country, &value_party, &value_page, &value_link,
	&value_words, &value_number, &value_revision, &value_geo, &value_colour,
	&value_window, &value_authority, &value_phrase_id, &value_see};

static void read_date(const char *text)
{
	struct when when, again;
	struct buf out = BUF_INIT;

	if (when_parse(text, &when, NULL) != WHEN_FINE)
		return;
	when_put(&out, &when);
	assert(when_parse(out.bytes, &again, NULL) == WHEN_FINE);
	assert(when_compare(&when, &again) == 0);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct buf text = BUF_INIT, help = BUF_INIT;
	const struct value_type *type;

	if (size == 0)
		return 0;
	type = types[*bytes % (sizeof(types) / sizeof(*types))];
	buf_put(&text, bytes + 1, size - 1);
	if (type->check != NULL)
		type->check(text.bytes, &help);
	read_date(text.bytes);
	buf_release(&help);
	buf_release(&text);
	return 0;
}
