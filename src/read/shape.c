#include "read/shape.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/nearest.h"
#include "base/uuid.h"
#include "base/banned.h"

enum { MOST_OF_A_KIND = 2000 };

/* Of a wrong value, as many bytes as help to recognise it. */
enum { QUOTED = 60 };

/* At most that, and only whole characters. */
static int quoted(const char *value)
{
	size_t length = strlen(value);

	if (length <= QUOTED)
		return (int)length;
	length = QUOTED;
	while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
		length--;
	return (int)length;
}

static const struct attribute_shape *find_attribute(
	const struct shape *shape, const char *name)
{
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		if (strcmp(known->name, name) == 0)
			return known;
	return NULL;
}

static const struct shape *find_child(
	const struct shape *shape, const char *name)
{
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++)
		if (strcmp(known->shape->name, name) == 0)
			return known->shape;
	return NULL;
}

static void put_list_item(struct buf *list, const char *item)
{
	buf_printf(list, "%s%s", list->length > 0 ? ", " : "", item);
}

/* "write title", or all the names there are when none is near. */
static void help_with_names(
	struct diag *diag, const struct nearest *nearest, const struct buf *all)
{
	if (nearest->found != NULL)
		diag_help(diag, "write %s", nearest->found);
	else if (all->length > 0)
		diag_help(diag, "known here: %s", all->bytes);
	else
		diag_help(diag, "delete it");
}

static struct nearest nearest_attribute(
	const struct shape *shape, const char *name)
{
	struct nearest nearest;

	nearest_begin(&nearest, name);
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		nearest_offer(&nearest, known->name);
	if (strcmp(name, "lang") == 0 &&
		find_attribute(shape, "xml:lang") != NULL)
		nearest.found = "xml:lang";
	return nearest;
}

static void report_unknown_attribute(struct diag *diag,
	const struct shape *shape, const struct attribute *attribute)
{
	struct nearest nearest = nearest_attribute(shape, attribute->name);
	struct buf all = BUF_INIT;

	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		put_list_item(&all, known->name);
	diag_error(diag, attribute->at, "'%s' has no attribute '%s'",
		shape->name, attribute->name);
	if (find_child(shape, attribute->name) != NULL)
		diag_help(diag, "write it as an element: <%s>…</%s>",
			attribute->name, attribute->name);
	else
		help_with_names(diag, &nearest, &all);
	buf_release(&all);
}

/* What this format has for what HTML has. */
static const char *html_help(const struct shape *shape, const char *name)
{
	static const struct {
		const char *name, *ours, *help;
	} names[] = {
		{"b", "strong", "write strong"},
		{"i", "em", "write em"},
		{"u", "em", "write em"},
		{"h1", "h2", "write h2"},
		{"h4", "h3", "write h3"},
		{"div", "p", "write p"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i].name, name) == 0 &&
			find_child(shape, names[i].ours) != NULL)
			return names[i].help;
	return NULL;
}

static void help_with_element(struct diag *diag, const struct shape *shape,
	const struct element *element)
{
	struct nearest nearest;
	struct buf all = BUF_INIT;
	const char *name = element->name;

	nearest_begin(&nearest, name);
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++) {
		nearest_offer(&nearest, known->shape->name);
		put_list_item(&all, known->shape->name);
	}
	if (find_attribute(shape, name) != NULL)
		diag_help(diag, "write it as an attribute: <%s %s=\"…\">",
			shape->name, name);
	else if (html_help(shape, name) != NULL)
		diag_help(diag, "%s", html_help(shape, name));
	else if (shape->content == WORDS)
		diag_help(diag, "delete <%s> and </%s>, keep the words", name,
			name);
	else
		help_with_names(diag, &nearest, &all);
	buf_release(&all);
}

static void report_unknown_element(struct diag *diag, const struct shape *shape,
	const struct element *element)
{
	diag_error(diag, element->at, "unknown element '%s' in '%s'",
		element->name, shape->name);
	help_with_element(diag, shape, element);
}

static void report_not_allowed(struct diag *diag,
	const struct attribute *attribute, const struct value_type *type)
{
	struct nearest nearest;
	struct buf all = BUF_INIT;

	nearest_begin(&nearest, attribute->value);
	for (const char *const *word = type->allowed; *word != NULL; word++) {
		nearest_offer(&nearest, *word);
		put_list_item(&all, *word);
	}
	diag_error(diag, attribute->at, "%s: '%.*s' is not %s", attribute->name,
		quoted(attribute->value), attribute->value, type->what);
	diag_help(diag, "write %s%s%s", nearest.found ? nearest.found : "",
		nearest.found ? "; all there are: " : "one of ", all.bytes);
	buf_release(&all);
}

static void check_value(struct diag *diag, const struct attribute *attribute,
	const struct value_type *type)
{
	struct buf help = BUF_INIT;
	const char *wrong;

	if (type->allowed != NULL) {
		if (value_index(type->allowed, attribute->value) < 0)
			report_not_allowed(diag, attribute, type);
		return;
	}
	wrong = type->check(attribute->value, &help);
	if (wrong != NULL) {
		diag_error(diag, attribute->at, "%s: '%.*s' %s",
			attribute->name, quoted(attribute->value),
			attribute->value, wrong);
		if (help.length > 0)
			diag_help(diag, "%s", help.bytes);
	}
	buf_release(&help);
}

static void help_with_fresh_uid(struct diag *diag)
{
	char uuid[UUID_SIZE];

	if (uuid_random(uuid) != 0)
		diag_help(diag, "add uid=\"…\"; `uuidgen` makes one");
	else
		diag_help(diag, "add uid=\"%s\", which is fresh", uuid);
}

static void report_missing_attribute(struct diag *diag,
	const struct element *element, const struct attribute_shape *missing)
{
	struct buf all = BUF_INIT;

	diag_error(diag, element->at, "'%s' has no %s", element->name,
		missing->name);
	if (missing->type == &value_uid) {
		help_with_fresh_uid(diag);
		return;
	}
	for (const char *const *word = missing->type->allowed;
		word != NULL && *word != NULL; word++)
		put_list_item(&all, *word);
	diag_help(diag, "add %s=\"…\", %s%s%s", missing->name,
		missing->type->what, all.length > 0 ? ": " : "", all.bytes);
	buf_release(&all);
}

/* Whether an unknown attribute was probably meant to be this one. */
static int is_misspelt(const struct shape *shape, const struct element *element,
	const char *name)
{
	for (size_t i = 0; i < element->attribute_count; i++) {
		const char *given = element->attributes[i].name;
		struct nearest nearest = nearest_attribute(shape, given);

		if (find_attribute(shape, given) == NULL &&
			nearest.found != NULL &&
			strcmp(nearest.found, name) == 0)
			return 1;
	}
	return 0;
}

/* Whether words stand where a required attribute would say them. */
static const struct attribute_shape *attribute_for_words(
	const struct shape *shape, const struct element *element)
{
	if (shape->content != NO_WORDS || shape->children != NULL)
		return NULL;
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		if (known->need == REQUIRED &&
			element_value(element, known->name) == NULL)
			return known;
	return NULL;
}

/* Words that stand there will be reported as such. */
static bool has_words(const struct element *element)
{
	struct buf words = BUF_INIT;
	bool result;

	element_put_words(&words, element);
	result = words.length > 0;
	buf_release(&words);
	return result;
}

static void check_required(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		if (known->need == REQUIRED &&
			element_value(element, known->name) == NULL &&
			!is_misspelt(shape, element, known->name) &&
			(known != attribute_for_words(shape, element) ||
				!has_words(element)))
			report_missing_attribute(diag, element, known);
}

static void check_attributes(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	for (size_t i = 0; i < element->attribute_count; i++) {
		const struct attribute *attribute = &element->attributes[i];
		const struct attribute_shape *known =
			find_attribute(shape, attribute->name);

		if (known == NULL)
			report_unknown_attribute(diag, shape, attribute);
		else
			check_value(diag, attribute, known->type);
	}
	check_required(shape, element, diag);
}

static struct pos place_of_words(const struct element *element)
{
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next)
		if (child->name == NULL &&
			child->text[strspn(child->text, " \t\r\n")] != '\0')
			return child->at;
	return element->at;
}

static bool is_value(const struct value_type *type, const char *value)
{
	struct buf help = BUF_INIT;
	bool result = type->allowed ? value_index(type->allowed, value) >= 0
				    : type->check(value, &help) == NULL;

	buf_release(&help);
	return result;
}

/* The element as it would be with its words as an attribute. */
static void help_with_attribute(struct diag *diag, const struct shape *shape,
	const struct attribute_shape *known, const char *words)
{
	diag_help(diag, "write it as an attribute: <%s %s=\"%.*s\"/>",
		shape->name, known->name,
		is_value(known->type, words) ? quoted(words) : (int)strlen("…"),
		is_value(known->type, words) ? words : "…");
}

static bool is_in_event(const struct element *element)
{
	while (element->parent != NULL)
		element = element->parent;
	return strcmp(element->name, "event") == 0;
}

/* An element that takes no words has some: they are said elsewhere. */
static void report_words(struct diag *diag, const struct shape *shape,
	const struct element *element, const char *words)
{
	const struct attribute_shape *missing =
		attribute_for_words(shape, element);

	diag_error(diag, place_of_words(element),
		"'%s' takes no words, and has some: '%.*s'", element->name,
		quoted(words), words);
	if (missing != NULL)
		help_with_attribute(diag, shape, missing, words);
	else if (is_in_event(element))
		diag_help(diag,
			"event.xml has no words: move them into the text of "
			"their language, such as <%s> of fr.xml",
			element->name);
	else
		diag_help(diag, "delete them");
}

/* The same beside elements that may take them. */
static void report_words_outside(struct diag *diag, const struct shape *shape,
	const struct element *element, const char *words)
{
	struct buf all = BUF_INIT;

	for (const struct child_shape *known = shape->children;
		known->shape != NULL; known++)
		put_list_item(&all, known->shape->name);
	diag_error(diag, place_of_words(element),
		"'%s' has words outside its elements: '%.*s'", element->name,
		quoted(words), words);
	diag_help(diag,
		"put them into one of its elements (%s), or delete them",
		all.bytes);
	buf_release(&all);
}

static void check_words(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	struct buf help = BUF_INIT, words = BUF_INIT;
	const char *wrong = NULL;

	if (shape->content == WORDS || shape->content == NO_WORDS)
		element_put_words(&words, element);
	if (shape->content == WORDS) {
		wrong = value_words.check(words.bytes, &help);
		if (wrong != NULL) {
			diag_error(diag, element->at, "'%s' %s", element->name,
				wrong);
			diag_help(diag,
				"write something between <%s> and </%s>",
				element->name, element->name);
		}
	} else if (words.length > 0 && shape->children == NULL) {
		report_words(diag, shape, element, words.bytes);
	} else if (words.length > 0) {
		report_words_outside(diag, shape, element, words.bytes);
	}
	buf_release(&words);
	buf_release(&help);
}

static void check_count(const struct element *element,
	const struct child_shape *known, struct diag *diag)
{
	const char *name = known->shape->name;
	bool is_needed = known->often == ONCE || known->often == AT_LEAST_ONCE;
	bool is_single = known->often == ONCE || known->often == AT_MOST_ONCE;
	const struct element *first, *second;

	if (!is_needed && !is_single)
		return;
	first = element_child(element, name);
	second = first ? element_again(first) : NULL;
	if (first == NULL && is_needed) {
		diag_error(diag, element->at, "'%s' has no %s", element->name,
			name);
		diag_help(diag, "add <%s%s>…</%s>", name,
			find_attribute(known->shape, "xml:lang")
				? " xml:lang=\"…\""
				: "",
			name);
	}
	if (second != NULL && is_single) {
		diag_error(diag, second->at, "'%s' has a second %s",
			element->name, name);
		diag_help(diag, "keep one");
	}
}

/* Complain about too many of a kind; what they are is not looked at. */
static bool is_crowded(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	bool result = false;

	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++) {
		const char *name = known->shape->name;

		if (known->often == WITHOUT_LIMIT ||
			element_count(element, name) <= MOST_OF_A_KIND)
			continue;
		diag_error(diag, element_child(element, name)->at,
			"'%s' has more than %d <%s>", element->name,
			MOST_OF_A_KIND, name);
		diag_help(diag, "delete some of them");
		result = true;
	}
	return result;
}

/* An earlier sibling of the same name with the same value, or NULL. */
static const struct element *find_double(
	const struct element *element, const char *key, const char *value)
{
	const struct element *other =
		element_child(element->parent, element->name);

	while (other != element) {
		const char *other_value = element_value(other, key);

		if (other_value != NULL && strcmp(other_value, value) == 0)
			return other;
		other = element_again(other);
	}
	return NULL;
}

static void check_key(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	const char *value;
	const struct element *other = NULL;

	if (shape->key == NULL)
		return;
	value = element_value(element, shape->key);
	if (value != NULL)
		other = find_double(element, shape->key, value);
	if (other == NULL)
		return;
	diag_error(diag, element_place(element, shape->key),
		"a second '%s' with %s=\"%.*s\"; the first is on line %d",
		element->name, shape->key, quoted(value), value,
		other->at.line);
	diag_help(diag,
		strcmp(shape->key, "id") == 0
			? "keep one, or give it an id of its own"
			: "keep one");
}

static void check(const struct shape *shape, const struct element *element,
	struct diag *diag);

static void check_children(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	if (is_crowded(shape, element, diag))
		return;
	for (const struct element *child = element_first(element);
		child != NULL; child = element_next(child)) {
		const struct shape *known = find_child(shape, child->name);

		if (known == NULL) {
			report_unknown_element(diag, shape, child);
			continue;
		}
		check(known, child, diag);
		check_key(known, child, diag);
	}
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++)
		check_count(element, known, diag);
}

static void check(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	check_attributes(shape, element, diag);
	check_words(shape, element, diag);
	check_children(shape, element, diag);
}

int shape_check(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	size_t errors = diag->error_count;

	check(shape, element, diag);
	return diag->error_count == errors ? 0 : -1;
}
