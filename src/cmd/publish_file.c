#include "cmd/publish_file.h"

#include "store/store.h"
#include "base/banned.h"

void publish_file_note(struct build *build, const char *path)
{
	struct index_facts *facts = &build->facts;

	facts->outputs = pool_grow(&build->pool, facts->outputs,
		facts->output_count, sizeof(*facts->outputs));
	facts->outputs[facts->output_count++] = pool_text(&build->pool, path);
}

int publish_file_compare(const char *path, const struct content *content)
{
	struct buf full = BUF_INIT;
	int result;

	buf_printf(&full, "feeds/%s", path);
	result = content_is_at(content, full.bytes);
	buf_release(&full);
	return result;
}

bool publish_file_stands(const char *path, const struct content *content)
{
	return publish_file_compare(path, content) == 1;
}

void publish_file_remove(const char *path)
{
	struct buf full = BUF_INIT;

	buf_printf(&full, "feeds/%s", path);
	store_remove(full.bytes);
	buf_release(&full);
}
