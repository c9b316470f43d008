#include "read/damage.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include "base/banned.h"

static bool starts_with(const char *at, const char *text)
{
	return strncasecmp(at, text, strlen(text)) == 0;
}

/*
 * A line that a version control system puts between two versions of a place;
 * also one that somebody has made harmless to XML.
 */
static bool is_marker(const char *line)
{
	static const char *const markers[] = {"<<<<<<<", "=======", "|||||||",
		">>>>>>>", "&lt;&lt;&lt;&lt;&lt;&lt;&lt;",
		"&gt;&gt;&gt;&gt;&gt;&gt;&gt;"};

	for (size_t i = 0; i < sizeof(markers) / sizeof(*markers); i++)
		if (starts_with(line, markers[i]))
			return strchr(" \r\n", line[strlen(markers[i])]) !=
				NULL;
	return false;
}

static int report_merge(struct source *source, struct diag *diag)
{
	for (const char *line = source->text.bytes; line != NULL;
		line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!is_marker(line))
			continue;
		diag_error(diag, source_pos(source, line),
			"two versions of this record were merged, and nobody "
			"has chosen between them");
		return diag_help(diag,
			"keep one version of each place, and delete the lines "
			"of <<<<<<<, ======= and >>>>>>>");
	}
	return 0;
}

/* Elements that only word processors write, and what they put around text. */
static bool is_formatting(const char *tag)
{
	static const char *const names[] = {"o:", "w:", "v:", "m:", "st1:",
		"span", "font", "![if", "![endif", "!--[if"};

	tag += 1 + (tag[1] == '/');
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t length = strlen(names[i]);

		if (starts_with(tag, names[i]) &&
			!(isalpha((unsigned char)names[i][length - 1]) &&
				isalnum((unsigned char)tag[length])))
			return true;
	}
	return false;
}

/* Where such an attribute begins in the tag, or NULL. */
static const char *find_style(const char *tag)
{
	const char *end = tag + 1 + strcspn(tag + 1, "<>");
	char quote = '\0'; /* that opened the value around */

	for (const char *at = tag; at < end; at++) {
		if (quote != '\0' || *at == '"' || *at == '\'') {
			if (quote == '\0')
				quote = *at;
			else if (*at == quote)
				quote = '\0';
			continue;
		}
		if (!isspace((unsigned char)*at))
			continue;
		if (starts_with(at + 1, "style=") ||
			starts_with(at + 1, "class=Mso") ||
			starts_with(at + 1, "class=\"Mso"))
			return at + 1;
	}
	return NULL;
}

static int report_formatting(struct source *source, struct diag *diag)
{
	for (const char *tag = strchr(source->text.bytes, '<'); tag != NULL;
		tag = strchr(tag + 1, '<')) {
		const char *found = is_formatting(tag) ? tag : find_style(tag);

		if (found == NULL)
			continue;
		diag_error(diag, source_pos(source, found),
			"this was pasted with the formatting of a word "
			"processor or a web page");
		return diag_help(diag,
			"paste it again as plain text; a blank line parts two "
			"paragraphs");
	}
	return 0;
}

int damage_report(struct source *source, struct diag *diag)
{
	if (report_merge(source, diag) != 0)
		return -1;
	return report_formatting(source, diag);
}
