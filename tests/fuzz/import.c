/*
 * Press releases of any kind: every fact stands in a line of what was pasted,
 * and the record that is made of them is well-formed.
 */
#include <assert.h>
#include <libxml/parser.h>
#include "import/draft.h"
#include "import/reading.h"
#include "write/record.h"
#include "target.h"
#include "base/banned.h"

static void check_record(const struct draft *draft,
	void (*put)(struct markup *markup, const struct draft *draft))
{
	struct buf bytes = BUF_INIT;
	struct markup *markup = record_open_file(&bytes);
	xmlDoc *document;

	put(markup, draft);
	record_close_file(markup);
	document = xmlReadMemory(bytes.bytes, (int)bytes.length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	assert(document != NULL);
	xmlFreeDoc(document);
	buf_release(&bytes);
}

static void import(struct reading *reading)
{
	const struct event start = {
		.uid = "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e07"};
	struct draft draft;

	reading_make(reading);
	for (size_t i = 0; i < reading->fact_count; i++)
		assert(reading->facts[i].line > 0);
	draft_make(&draft, reading, &start);
	check_record(&draft, draft_put_event);
	check_record(&draft, draft_put_text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char *const languages[] = {"fr", "ja", "zh", "ar", "en"};
	struct pool pool = POOL_INIT;
	const struct site site = {0};
	struct paste paste = {.text = BUF_INIT};
	struct reading reading = {.pool = &pool,
		.site = &site,
		.paste = &paste,
		.today = {WHEN_DAY, 2026, 1, 28, 0, 0, 0}};
	const char *text = pool_bytes(&pool, (const char *)bytes, size);

	if (paste_read(&paste, &pool, text, size, NULL) == NULL) {
		struct fold fold =
			fold_text(&pool, paste.text.bytes, paste.text.length);

		reading.language = terms_language(&pool, &site, &fold);
		if (reading.language == NULL)
			reading.language = languages[size %
				(sizeof(languages) / sizeof(*languages))];
		import(&reading);
	}
	paste_release(&paste);
	pool_release(&pool);
	return 0;
}
