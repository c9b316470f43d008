#include "prove/elements.h"

#include <stdbool.h>
#include <string.h>
#include "prove/compare.h"
#include "base/banned.h"

/* What an element may have: names, with a blank around each. */
struct rule {
	const char *name;
	const char *attributes;
	const char *children;
	bool has_text;
};

#define FOREIGN " lang xml:lang dir "
#define INLINE " em strong sup sub span a br "
#define BLOCK " p div h2 h3 ul ol blockquote table "

static const struct rule rules[] = {
	{"p", FOREIGN, INLINE, true},
	{"em", "", INLINE, true},
	{"strong", FOREIGN, INLINE, true},
	{"sup", "", INLINE, true},
	{"sub", "", INLINE, true},
	{"span", FOREIGN, INLINE, true},
	{"a", " href ", INLINE, true},
	{"br", "", "", false},
	{"ul", "", " li ", false},
	{"ol", "", " li ", false},
	{"li", FOREIGN, INLINE BLOCK, true},
	{"div", " xmlns " FOREIGN, BLOCK, false},
	{"h2", FOREIGN, INLINE, true},
	{"h3", FOREIGN, INLINE, true},
	{"blockquote", "", INLINE BLOCK, true},
	{"table", "", " tr ", false},
	{"tr", "", " th td ", false},
	{"th", "", INLINE BLOCK, true},
	{"td", "", INLINE BLOCK, true},
};

static const struct rule *find_rule(const char *name)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (*rules[i].name == *name && strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}

static bool is_among(const char *names, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = strstr(names, name); at != NULL;
		at = strstr(at + 1, name))
		if (at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

static void prove_child(const struct element *child, const struct rule *rule,
	struct buf *problem)
{
	if (child->name != NULL) {
		if (!is_among(rule->children, child->name))
			compare_fail(problem, "%s: no place for %s", rule->name,
				child->name);
		elements_prove(child, problem);
	} else if (!rule->has_text &&
		child->text[strspn(child->text, " \t\r\n")] != '\0') {
		compare_fail(problem, "%s: no place for the words %s",
			rule->name, child->text);
	}
}

void elements_prove(const struct element *element, struct buf *problem)
{
	const struct rule *rule = find_rule(element->name);

	if (rule == NULL) {
		compare_fail(problem, "no such element: %s", element->name);
		return;
	}
	for (size_t i = 0; i < element->attribute_count; i++)
		if (!is_among(rule->attributes, element->attributes[i].name))
			compare_fail(problem,
				"%s: no place for the attribute %s", rule->name,
				element->attributes[i].name);
	if (strcmp(rule->name, "a") == 0 &&
		element_value(element, "href") == NULL)
		compare_fail(problem, "a: href is missing");
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		prove_child(child, rule, problem);
}
