#include "cmd/heartbeat.h"

#include <time.h>
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "store/store.h"
#include "write/json.h"
#include "base/banned.h"

#define HEARTBEAT_PATH INDEX_FOLDER "/heartbeat"

/* By the clock, also when the build is one of another day. */
void heartbeat_put(struct json *json, int status)
{
	struct buf ended = BUF_INIT;

	instant_put_rfc3339(&ended, (instant)time(NULL));
	json_text(json, "ended", ended.bytes);
	json_size(json, "exit_status", (size_t)status);
	buf_release(&ended);
}

/* Written over what stands there, since that works on a full disk too. */
void heartbeat_write(const struct build *build, int status)
{
	struct buf bytes = BUF_INIT;
	struct json json = {.out = &bytes};

	if (build->dry || build->next)
		return;
	json_open(&json, NULL, '{');
	heartbeat_put(&json, status);
	json_close(&json);
	buf_putc(&bytes, '\n');
	store_overwrite(HEARTBEAT_PATH, &bytes);
	buf_release(&bytes);
}
