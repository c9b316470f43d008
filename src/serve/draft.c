#include "serve/draft.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/html.h"
#include "serve/orders.h"
#include "base/banned.h"

enum { LONGEST = 1 << 20 };

/* A record while its lines are shown. */
struct record {
	struct buf *out;
	const char *meeting, *name; /* of the file */
	int line;
	bool is_open; /* lines stand in a <pre> */
};

static void open_lines(struct record *it, bool is_open)
{
	if (it->is_open != is_open)
		buf_puts(it->out, is_open ? "<pre>" : "</pre>\n");
	it->is_open = is_open;
}

static void put_doubt(struct record *it, const char *line)
{
	struct buf place = BUF_INIT, id = BUF_INIT;

	buf_printf(&place, "%s:%d", it->name, it->line);
	buf_printf(&id, "%s-%d", it->name, it->line);
	open_lines(it, false);
	buf_printf(it->out, "<p id=\"%s\"><mark>", id.bytes);
	html_puts(it->out, line);
	buf_puts(it->out, "</mark></p>\n");
	orders_put_choice(it->out, id.bytes,
		(const char *const[]){it->meeting, place.bytes, line});
	buf_release(&id);
	buf_release(&place);
}

static void put_line(struct record *it, const char *bytes, size_t length)
{
	static const char mark[] = "<!-- ?import ";
	size_t indent = strspn(bytes, " \t");
	struct buf line = BUF_INIT;

	it->line++;
	if (strncmp(bytes + indent, mark, strlen(mark)) == 0) {
		buf_put(&line, bytes + indent, length - indent);
		put_doubt(it, line.bytes);
	} else {
		open_lines(it, true);
		html_put_lines(it->out, bytes, length);
		buf_putc(it->out, '\n');
	}
	buf_release(&line);
}

static void put_record(struct buf *out, const char *meeting, const char *name,
	const char *path)
{
	struct record it = {out, meeting, name, 0, false};
	struct buf text = BUF_INIT;
	const char *at;

	if (file_read(path, LONGEST, &text) != 0)
		buf_cut(&text, 0);
	buf_puts(out, "<h2>");
	html_puts(out, name);
	buf_puts(out, "</h2>\n");
	for (at = text.bytes; *at != '\0'; at += *at == '\n') {
		size_t length = strcspn(at, "\r\n");

		put_line(&it, at, length);
		at += length + (at[length] == '\r');
	}
	open_lines(&it, false);
	buf_release(&text);
}

static int is_record(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > 4 &&
		strcmp(entry->d_name + length - 4, ".xml") == 0;
}

bool draft_put(struct buf *out, const char *meeting)
{
	struct buf path = BUF_INIT;
	struct dirent **names;
	int count;
	size_t folder;
	const char *slash = strchr(meeting, '/');

	if (slash == NULL || slash[1] == '\0' || strchr(slash + 1, '/') != NULL)
		return false;
	buf_printf(&path, "events/%s/", meeting);
	folder = path.length;
	count = scandir(path.bytes, &names, is_record, alphasort);
	for (int i = 0; i < count; i++) {
		buf_cut(&path, folder);
		buf_puts(&path, names[i]->d_name);
		put_record(out, meeting, names[i]->d_name, path.bytes);
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	buf_release(&path);
	return count > 0;
}
