#include "cmd/target.h"

#include <stdio.h>
#include <string.h>
#include "base/diag_print.h"
#include "read/folder.h"
#include "base/banned.h"

static int check_half(const struct buf *name)
{
	struct entry entry = {name->bytes, name->bytes, ENTRY_FOLDER};
	struct diag diag = DIAG_INIT;
	int result = folder_check_name(&diag, &entry);

	diag_print(&diag, stderr, DIAG_ERROR, NULL, 0);
	diag_release(&diag);
	return result;
}

int target_parse(struct target *target, const char *text)
{
	size_t length;

	/* As the folder is called in messages, and as shells complete it. */
	if (strncmp(text, "events/", 7) == 0)
		text += 7;
	length = strcspn(text, "/");
	buf_put(&target->series, text, length);
	text += length + (text[length] == '/');
	length = strcspn(text, "/");
	buf_put(&target->event, text, length);
	text += length + (text[length] == '/');
	if (*text != '\0' || check_half(&target->series) != 0)
		return -1;
	return target->event.length > 0 ? check_half(&target->event) : 0;
}

void target_put_path(struct buf *out, const struct target *target)
{
	buf_printf(out, "events/%s", target->series.bytes);
	if (target->event.length > 0)
		buf_printf(out, "/%s", target->event.bytes);
}

void target_release(struct target *target)
{
	buf_release(&target->event);
	buf_release(&target->series);
}
