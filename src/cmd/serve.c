#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/buf.h"
#include "cmd/cmd.h"
#include "base/banned.h"

/* The preview is a program beside this one, which has no use for its library. */
int cmd_serve(int argc, char **argv)
{
	char *program = realpath("/proc/self/exe", NULL);
	struct buf path = BUF_INIT;

	(void)argc;
	buf_printf(&path, "%s-serve", program ? program : "dialogue-feeds");
	execv(path.bytes, argv);
	if (errno == ENOENT)
		fprintf(stderr,
			"dialogue-feeds: serve: this program was built or "
			"installed without its preview, %s\n",
			path.bytes);
	else
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path.bytes,
			strerror(errno));
	buf_release(&path);
	free(program);
	return EXIT_USAGE;
}
