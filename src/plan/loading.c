#include "plan/loading.h"

#include <string.h>
#include "base/banned.h"

const char *loading_text(
	struct loading *it, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);

	return value != NULL ? pool_text(&it->ledger->pool, value) : NULL;
}

int loading_strange(struct loading *it, const char *what)
{
	if (!it->failed) {
		diag_error(it->diag, (struct pos){it->path, 0, 0},
			"is no ledger of this program: %s", what);
		diag_help(
			it->diag, "restore the file from a backup or from git");
	}
	it->failed = true;
	return -1;
}

instant loading_instant(
	struct loading *it, const struct element *element, const char *name)
{
	const char *value = element_value(element, name);
	instant at = 0;

	if (value != NULL && instant_parse_rfc3339(value, &at) != 0)
		loading_strange(it, value);
	return at;
}

const char **loading_names(struct loading *it, const struct element *element,
	const char *name, size_t *count)
{
	const char *at = element_value(element, name);
	const char **items = NULL;

	*count = 0;
	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, " ");

		items = pool_grow(
			&it->ledger->pool, items, *count, sizeof(*items));
		items[(*count)++] = pool_bytes(&it->ledger->pool, at, length);
		at += length + strspn(at + length, " ");
	}
	return items;
}
