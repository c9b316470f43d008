#include "prove/prove.h"

#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

int prove_text(struct buf *problem, const char *what, const char *read,
	const char *expected)
{
	if (read == expected ||
		(read != NULL && expected != NULL &&
			strcmp(read, expected) == 0))
		return 0;
	buf_printf(problem, "%s is '%s' and not '%s'", what, read ? read : "",
		expected ? expected : "");
	return -1;
}

int prove_feed(
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	return feed->format == FORMAT_ICS ? prove_ics(feed, bytes, problem)
					  : prove_atom(feed, bytes, problem);
}
