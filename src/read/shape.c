#include "read/shape.h"

#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/nearest.h"
#include "base/uuid.h"
#include "base/banned.h"

/* Of a wrong value, as much as helps to recognise it. */
enum { QUOTED = 60 };

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

static int report_unknown_attribute(struct diag *diag,
	const struct shape *shape, const struct attribute *attribute)
{
	struct nearest nearest;
	struct buf all = BUF_INIT;

	nearest_begin(&nearest, attribute->name);
	for (const struct attribute_shape *known = shape->attributes;
		known != NULL && known->name != NULL; known++) {
		nearest_offer(&nearest, known->name);
		put_list_item(&all, known->name);
	}
	if (strcmp(attribute->name, "lang") == 0 &&
		find_attribute(shape, "xml:lang") != NULL)
		nearest.found = "xml:lang";
	diag_error(diag, attribute->at, "'%s' has no attribute '%s'",
		shape->name, attribute->name);
	help_with_names(diag, &nearest, &all);
	buf_release(&all);
	return -1;
}

static int report_unknown_element(struct diag *diag, const struct shape *shape,
	const struct element *element)
{
	struct nearest nearest;
	struct buf all = BUF_INIT;

	nearest_begin(&nearest, element->name);
	for (const struct child_shape *known = shape->children;
		known != NULL && known->shape != NULL; known++) {
		nearest_offer(&nearest, known->shape->name);
		put_list_item(&all, known->shape->name);
	}
	diag_error(diag, element->at, "unknown element '%s' in '%s'",
		element->name, shape->name);
	if (find_attribute(shape, element->name) != NULL)
		diag_help(diag, "write it as an attribute: <%s %s=\"…\">",
			shape->name, element->name);
	else
		help_with_names(diag, &nearest, &all);
	buf_release(&all);
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
		QUOTED, attribute->value, type->what);
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
			attribute->name, QUOTED, attribute->value, wrong);
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
			element_value(element, known->name) == NULL)
			result |=
				report_missing_attribute(diag, element, known);
	return result;
}

static int check_words(const struct shape *shape, const struct element *element,
	struct diag *diag)
{
	struct pool pool = POOL_INIT;
	struct buf help = BUF_INIT;
	const char *words = element_words(&pool, element);
	const char *wrong = NULL;

	if (shape->content == WORDS) {
		wrong = value_words.check(words ? words : "", &help);
		if (wrong != NULL) {
			diag_error(diag, element->at, "'%s' %s", element->name,
				wrong);
			diag_help(diag, "%s", help.bytes);
		}
	} else if (shape->content == NO_WORDS && words != NULL) {
		wrong = "has words";
		diag_error(diag, element->at,
			"'%s' has words outside its elements: '%.*s'",
			element->name, QUOTED, words);
		diag_help(diag,
			"put them into one of its elements, or "
			"delete them");
	}
	buf_release(&help);
	pool_release(&pool);
	return wrong == NULL ? 0 : -1;
}

static size_t count_children(const struct element *element, const char *name)
{
	size_t count = 0;

	for (const struct element *child = element_child(element, name);
		child != NULL; child = element_again(child))
		count++;
	return count;
}

static int check_count(const struct element *element,
	const struct child_shape *known, struct diag *diag)
{
	const char *name = known->shape->name;
	size_t count = count_children(element, name);

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
		element->name, shape->key, QUOTED, value, other->at.line);
	return diag_help(diag, "keep one");
}

static int check_children(const struct shape *shape,
	const struct element *element, struct diag *diag)
{
	int result = 0;

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
