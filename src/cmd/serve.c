#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buf.h"
#include "cmd/cmd.h"
#include "base/banned.h"

static int fail(const char *path)
{
	if (errno == ENOENT) {
		fprintf(stderr,
			"dialogue-feeds: serve: this program was built or "
			"installed without its preview, %s\n",
			path);
		return EXIT_USAGE;
	}
	fprintf(stderr, "dialogue-feeds: %s: %s\n", path, strerror(errno));
	return EXIT_FAILED;
}

/* The preview is a program beside this one, which has no use for its library. */
int cmd_serve(int argc, char **argv)
{
	static const char self[] = "/proc/self/exe";
	char *program = realpath(self, NULL);
	struct buf path = BUF_INIT;
	int status;

	(void)argc;
	if (program == NULL) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", self,
			strerror(errno));
		return EXIT_FAILED;
	}
	buf_printf(&path, "%s-serve", program);
	free(program);
	execv(path.bytes, argv);
	status = fail(path.bytes);
	buf_release(&path);
	return status;
}
