#include "cmd/grammar.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "store/store.h"
#include "base/banned.h"

#define FOLDER "events/.grammar/"

extern const char event_rng[], publisher_rng[], series_rng[], text_rng[],
	types_rng[];
extern const int event_rng_size, publisher_rng_size, series_rng_size,
	text_rng_size, types_rng_size;

static int install(const char *path, const char *bytes, int size)
{
	struct buf grammar = BUF_INIT;
	int result = 0;

	buf_put(&grammar, bytes, (size_t)size);
	if (store_put(path, &grammar, STORE_NEW) == STORE_FAILED &&
		errno != EEXIST) {
		fprintf(stderr, "dialogue-feeds: %s: %s\n", path,
			strerror(errno));
		result = -1;
	}
	buf_release(&grammar);
	return result;
}

int grammar_install(void)
{
	int result = install(FOLDER "event.rng", event_rng, event_rng_size);

	result |= install(
		FOLDER "publisher.rng", publisher_rng, publisher_rng_size);
	result |= install(FOLDER "series.rng", series_rng, series_rng_size);
	result |= install(FOLDER "text.rng", text_rng, text_rng_size);
	return result | install(FOLDER "types.rng", types_rng, types_rng_size);
}

void grammar_put_model(struct buf *out, const char *kind, const char *above)
{
	struct buf path = BUF_INIT;

	buf_printf(&path, FOLDER "%s.rng", kind);
	if (file_stands(path.bytes) == 1)
		buf_printf(out,
			"<?xml-model href=\"%s.grammar/%s.rng\" "
			"schematypens=\"http://relaxng.org/ns/structure/1.0\""
			"?>\n",
			above, kind);
	buf_release(&path);
}
