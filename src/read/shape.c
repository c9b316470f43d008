#include "read/shape.h"

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

static int report_unknown_attribute(struct diag *diag,
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
	return -1;
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

static int report_unknown_element(struct diag *diag, const struct shape *shape,
	const struct element *element)
{
	diag_error(diag, element->at, "unknown element '%s' in '%s'",
		element->name, shape->name);
	help_with_element(diag, shape, element);
	return -1;
}

static int report_not_allowed(struct diag *diag,
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
	return -1;
}

static int check_value(struct diag *diag, const struct attribute *attribute,
	const struct value_type *type)
{
	struct buf help = BUF_INIT;
	const char *wrong;

	if (type->allowed != NULL)
		return value_index(type->allowed, attribute->value) >= 0
			? 0
			: report_not_allowed(diag, attribute, type);
	wrong = type->check(attribute->value, &help);
	if (wrong != NULL) {
		diag_error(diag, attribute->at, "%s: '%.*s' %s",
			attribute->name, quoted(attribute->value),
			attribute->value, wrong);
		if (help.length > 0)
			diag_help(diag, "%s", help.bytes);
	}
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static int help_with_fresh_uid(struct diag *diag)
{
	char uuid[UUID_SIZE];

	if (uuid_random(uuid) != 0)
		return diag_help(diag, "add uid=\"…\"; `uuidgen` makes one");
	return diag_help(diag, "add uid=\"%s\", which is fresh", uuid);
}

static int report_missing_attribute(struct diag *diag,
	const struct element *element, const struct attribute_shape *missing)
{
	struct buf all = BUF_INIT;

	diag_error(diag, element->at, "'%s' has no %s", element->name,
		missing->name);
	if (missing->type == &value_uid)
		return help_with_fresh_uid(diag);
	for (const char *const *word = missing->type->allowed;
		word != NULL && *word != NULL; word++)
		put_list_item(&all, *word);
	diag_help(diag, "add %s=\"…\", %s%s%s", missing->name,
		missing->type->what, all.length > 0 ? ": " : "", all.bytes);
	buf_release(&all);
	return -1;
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

static int check_attributes(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	int result = 0;

	for (size_t i = 0; i < element->attribute_count; i++) {
		const struct attribute *attribute = &element->attributes[i];
		const struct attribute_shape *known =
			find_attribute(shape, attribute->name);

		result |= known == NULL
			? report_unknown_attribute(diag, shape, attribute)
			: check_value(diag, attribute, known->type);
	}
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++)
		if (known->need == REQUIRED &&
			element_value(element, known->name) == NULL &&
			!is_misspelt(shape, element, known->name))
			result |=
				report_missing_attribute(diag, element, known);
	return result;
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

static int check_words(const struct shape *shape, const struct element *element,
	struct diag *diag)
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
	} else if (words.length > 0) {
		wrong = "has words";
		diag_error(diag, place_of_words(element),
			"'%s' has words outside its elements: '%.*s'",
			element->name, quoted(words.bytes), words.bytes);
		diag_help(diag,
			"put them into one of its elements, or "
			"delete them");
	}
	buf_release(&words);
	buf_release(&help);
	return wrong == NULL ? 0 : -1;
}

static int check_count(const struct element *element,
	const struct child_shape *known, struct diag *diag)
{
	const char *name = known->shape->name;
	size_t count;

	if (known->often == ANY || known->often == WITHOUT_LIMIT)
		return 0;
	count = element_count(element, name);
	if (count == 0 &&
		(known->often == ONCE || known->often == AT_LEAST_ONCE)) {
		diag_error(diag, element->at, "'%s' has no %s", element->name,
			name);
		return diag_help(diag, "add <%s%s>…</%s>", name,
			find_attribute(known->shape, "xml:lang")
				? " xml:lang=\"…\""
				: "",
			name);
	}
	if (count > 1 &&
		(known->often == ONCE || known->often == AT_MOST_ONCE)) {
		const struct element *second =
			element_again(element_child(element, name));

		diag_error(diag, second->at, "'%s' has a second %s",
			element->name, name);
		return diag_help(diag, "keep one");
	}
	return 0;
}

/* Whether there may be more of a kind than anybody has. */
static int is_crowded(const struct element *element)
{
	size_t count = 0;

	for (const struct element *child = element->first_child;
		child != NULL && count <= MOST_OF_A_KIND; child = child->next)
		count++;
	return count > MOST_OF_A_KIND;
}

/* Complain about more than that; what they are is not looked at. */
static int check_crowd(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	int result = 0;

	if (!is_crowded(element))
		return 0;
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++) {
		const char *name = known->shape->name;

		if (known->often == WITHOUT_LIMIT ||
			element_count(element, name) <= MOST_OF_A_KIND)
			continue;
		diag_error(diag, element_child(element, name)->at,
			"'%s' has more than %d <%s>", element->name,
			MOST_OF_A_KIND, name);
		result = diag_help(diag, "delete some of them");
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

static int check_key(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	const char *value;
	const struct element *other = NULL;

	if (shape->key == NULL)
		return 0;
	value = element_value(element, shape->key);
	if (value != NULL)
		other = find_double(element, shape->key, value);
	if (other == NULL)
		return 0;
	diag_error(diag, element_place(element, shape->key),
		"a second '%s' with %s=\"%.*s\"; the first is on line %d",
		element->name, shape->key, quoted(value), value,
		other->at.line);
	if (strcmp(shape->key, "id") == 0)
		return diag_help(diag, "keep one, or give it an id of its own");
	return diag_help(diag, "keep one");
}

static int check_children(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	int result = 0;

	if (check_crowd(shape, element, diag) != 0)
		return -1;
	for (const struct element *child = element->first_child; child != NULL;
		child = child->next) {
		const struct shape *known;

		if (child->name == NULL)
			continue;
		known = find_child(shape, child->name);
		if (known == NULL) {
			result |= report_unknown_element(diag, shape, child);
			continue;
		}
		result |= shape_check(known, child, diag);
		result |= check_key(known, child, diag);
	}
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++)
		result |= check_count(element, known, diag);
	return result;
}

int shape_check(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	int result = check_attributes(shape, element, diag);

	result |= check_words(shape, element, diag);
	result |= check_children(shape, element, diag);
	return result;
}
