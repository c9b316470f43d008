#include "serve/inject.h"

#include <string.h>
#include <strings.h>
#include "base/html.h"
#include "serve/policy.h"
#include "base/banned.h"

static const char blanks[] = " \t\r\n\f/";

/* An attribute inside a tag. */
struct attribute {
	const char *name, *value;
	size_t name_length, value_length;
	const char *start, *end; /* of all of it, with its quotes */
};

/* The part of the attribute behind its '='. */
static void read_value(struct attribute *it, const char *at)
{
	char quote = *at;

	if (quote == '"' || quote == '\'') {
		const char *end = strchr(at + 1, quote);

		it->value = at + 1;
		it->value_length =
			end ? (size_t)(end - it->value) : strlen(it->value);
		it->end = end ? end + 1 : it->value + it->value_length;
		return;
	}
	it->value = at;
	it->value_length = strcspn(at, " \t\r\n\f>");
	it->end = at + it->value_length;
}

/* The next attribute from `at` on.  Returns 0 at the end of the tag. */
static int next_attribute(struct attribute *it, const char *at)
{
	at += strspn(at, blanks);
	if (*at == '>' || *at == '\0')
		return 0;
	*it = (struct attribute){.name = at, .start = at, .value = at};
	it->name_length = 1 + strcspn(at + 1, "= \t\r\n\f/>");
	it->end = at + it->name_length;
	at = it->end + strspn(it->end, " \t\r\n\f");
	if (*at == '=')
		read_value(it, at + 1 + strspn(at + 1, " \t\r\n\f"));
	return 1;
}

static int is_text(const char *text, size_t length, const char *wanted)
{
	return length == strlen(wanted) &&
		strncasecmp(text, wanted, length) == 0;
}

/* The content of a <meta> that is a policy.  Returns 0 for another one. */
static int find_policy(const char *tag, struct attribute *content)
{
	struct attribute it = {.end = tag};
	int is_policy = 0, has_content = 0;

	while (next_attribute(&it, it.end)) {
		if (is_text(it.name, it.name_length, "http-equiv"))
			is_policy = is_text(it.value, it.value_length,
				"Content-Security-Policy");
		if (is_text(it.name, it.name_length, "content")) {
			*content = it;
			has_content = 1;
		}
	}
	return is_policy && has_content;
}

/* A value as it was before it was escaped, as far as policies need it. */
static void put_unescaped(struct buf *out, const char *text, size_t length)
{
	static const struct {
		const char *name;
		char meaning;
	} entities[] = {{"&#39;", '\''}, {"&#x27;", '\''}, {"&apos;", '\''},
		{"&quot;", '"'}, {"&amp;", '&'}, {"&", '&'}};
	const char *end = text + length;

	while (text < end) {
		size_t i = 0, size = 1;

		if (*text != '&') {
			buf_putc(out, *text++);
			continue;
		}
		for (;; i++) {
			size = strlen(entities[i].name);
			if (size <= (size_t)(end - text) &&
				strncasecmp(text, entities[i].name, size) == 0)
				break;
		}
		buf_putc(out, entities[i].meaning);
		text += size;
	}
}

static void put_policy(struct buf *out, const struct attribute *content)
{
	struct buf strict = BUF_INIT, open = BUF_INIT;

	put_unescaped(&strict, content->value, content->value_length);
	policy_open(&open, strict.bytes);
	buf_puts(out, "content=\"");
	html_put(out, open.bytes, open.length);
	buf_putc(out, '"');
	buf_release(&strict);
	buf_release(&open);
}

/* Append from `at` to `end`, with the policies opened. */
static void put_head(struct buf *out, const char *at, const char *end)
{
	const char *tag = strcasestr(at, "<meta");
	struct attribute content = {0};

	while (tag != NULL && tag < end) {
		if (find_policy(tag + 5, &content) && content.end <= end) {
			buf_put(out, at, (size_t)(content.start - at));
			put_policy(out, &content);
			at = content.end;
		}
		tag = strcasestr(tag + 5, "<meta");
	}
	buf_put(out, at, (size_t)(end - at));
}

/* The last "</body" of the page, or its end. */
static const char *end_of_body(const struct buf *page)
{
	const char *found = page->bytes + page->length;

	for (const char *at = strcasestr(page->bytes, "</body"); at != NULL;
		at = strcasestr(at + 1, "</body"))
		found = at;
	return found;
}

void inject(struct buf *out, const struct buf *page, const struct buf *extra)
{
	const char *end = end_of_body(page);

	put_head(out, page->bytes, end);
	buf_put(out, extra->bytes, extra->length);
	buf_put(out, end, page->length - (size_t)(end - page->bytes));
}
