/*
 * rewrite SITE: each sound record of the site is read and written again where
 * it stands.  Read once more, it must be written as the same bytes.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "plan/accept.h"
#include "read/load.h"
#include "write/record.h"
#include "base/banned.h"

/* What becomes of a record that was written. */
typedef void put_record(const char *path, const struct buf *bytes);

static int failed;

static void replace(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "w");

	if (file == NULL ||
		fwrite(bytes->bytes, 1, bytes->length, file) != bytes->length ||
		fclose(file) != 0) {
		perror(path);
		failed = 1;
	}
}

static void compare(const char *path, const struct buf *bytes)
{
	struct buf before = BUF_INIT;

	if (file_read(path, 1 << 24, &before) != 0 ||
		before.length != bytes->length ||
		memcmp(before.bytes, bytes->bytes, bytes->length) != 0) {
		printf("%s is written again as\n%s", path, bytes->bytes);
		failed = 1;
	}
	buf_release(&before);
}

static void write_event(const struct event *event,
	const struct publisher *publisher, put_record *put)
{
	struct buf bytes = BUF_INIT;

	record_put_event(&bytes, event, publisher);
	put(event->path, &bytes);
	for (size_t i = 0; i < event->text_count; i++) {
		const struct text *text = event->texts[i];

		buf_cut(&bytes, 0);
		record_put_text(&bytes, text, event, publisher);
		put(text->path, &bytes);
	}
	buf_release(&bytes);
}

static void write_series(const struct series *series, put_record *put)
{
	struct buf bytes = BUF_INIT;

	record_put_series(&bytes, series);
	put(series->path, &bytes);
	buf_release(&bytes);
}

static void write_publisher(const struct publisher *publisher, put_record *put)
{
	struct buf bytes = BUF_INIT;

	record_put_publisher(&bytes, publisher);
	put("events/publisher.xml", &bytes);
	buf_release(&bytes);
}

static void write_site(put_record *put)
{
	struct diag diag = DIAG_INIT;
	struct site *site = site_load(&diag, &(struct load_options){NULL});

	accept_records(site, &diag);
	if (!site->publisher_failed)
		write_publisher(&site->publisher, put);
	for (size_t i = 0; i < site->series_count; i++)
		if (!site->series[i]->failed)
			write_series(site->series[i], put);
	for (size_t i = 0; i < site->event_count; i++)
		write_event(site->events[i], &site->publisher, put);
	site_free(site);
	diag_release(&diag);
}

int main(int argc, char **argv)
{
	if (argc != 2 || chdir(argv[1]) != 0) {
		fprintf(stderr, "usage: rewrite SITE\n");
		return 2;
	}
	write_site(replace);
	write_site(compare);
	return failed;
}
