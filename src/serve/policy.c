#include "serve/policy.h"

#include <string.h>
#include <strings.h>
#include "base/banned.h"

/* Directives that the preview needs, and those that go before them. */
static const struct need {
	const char *name;
	int falls_back; /* to default-src when it is not there */
} needs[] = {
	{"script-src", 1},
	{"script-src-elem", 0},
	{"style-src", 1},
	{"style-src-elem", 0},
	{"connect-src", 1},
};

enum { NEED_COUNT = sizeof(needs) / sizeof(*needs) };

static const char blanks[] = " \t\r\n\f";

/* A part of the policy up to the next semicolon. */
struct directive {
	const char *name, *sources;
	size_t name_length, source_length;
};

static struct directive read_directive(const char *text, size_t length)
{
	struct directive it = {.name = text};

	while (length > 0 && strchr(blanks, *it.name) != NULL) {
		it.name++;
		length--;
	}
	while (it.name_length < length &&
		strchr(blanks, it.name[it.name_length]) == NULL)
		it.name_length++;
	it.sources = it.name + it.name_length;
	it.source_length = length - it.name_length;
	return it;
}

static int is_called(const struct directive *it, const char *name)
{
	return it->name_length == strlen(name) &&
		strncasecmp(it->name, name, it->name_length) == 0;
}

static int is_source(const char *text, size_t length, const char *source)
{
	return length == strlen(source) &&
		strncasecmp(text, source, length) == 0;
}

/* 'none' stands alone or not at all, 'self' once. */
static void put_sources_and_self(struct buf *out, const struct directive *it)
{
	const char *at = it->sources, *end = at + it->source_length;

	while (at < end) {
		size_t length = 0;

		while (at < end && strchr(blanks, *at) != NULL)
			at++;
		while (at + length < end && strchr(blanks, at[length]) == NULL)
			length++;
		if (length > 0 && !is_source(at, length, "'none'") &&
			!is_source(at, length, "'self'")) {
			buf_putc(out, ' ');
			buf_put(out, at, length);
		}
		at += length;
	}
	buf_puts(out, " 'self'");
}

/* Append one directive; notes which of those that are needed it is. */
static void put_directive(
	struct buf *out, const struct directive *it, int *is_there)
{
	if (out->length > 0)
		buf_puts(out, "; ");
	buf_put(out, it->name, it->name_length);
	for (size_t i = 0; i < NEED_COUNT; i++)
		if (is_called(it, needs[i].name)) {
			is_there[i] = 1;
			put_sources_and_self(out, it);
			return;
		}
	buf_put(out, it->sources, it->source_length);
}

void policy_open(struct buf *out, const char *policy)
{
	struct directive fallback = {0};
	struct buf all = BUF_INIT;
	int is_there[NEED_COUNT] = {0};

	while (*policy != '\0') {
		size_t length = strcspn(policy, ";");
		struct directive it = read_directive(policy, length);

		if (it.name_length > 0)
			put_directive(&all, &it, is_there);
		if (is_called(&it, "default-src"))
			fallback = it;
		policy += length + (policy[length] == ';');
	}
	/* Without default-src, what is not named is not restricted. */
	for (size_t i = 0; i < NEED_COUNT && fallback.name != NULL; i++)
		if (needs[i].falls_back && !is_there[i]) {
			buf_printf(&all, "; %s", needs[i].name);
			put_sources_and_self(&all, &fallback);
		}
	buf_put(out, all.bytes, all.length);
	buf_release(&all);
}
