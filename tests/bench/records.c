#include "records.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "words.h"

void fail(const char *path)
{
	fprintf(stderr, "site: %s: %s\n", path, strerror(errno));
	exit(1);
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		fail(path);
}

static FILE *open_record(const char *folder, const char *name)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	if (file == NULL)
		fail(path);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", file);
	return file;
}

static void close_record(FILE *file, const char *name)
{
	if (fclose(file) != 0)
		fail(name);
}

/* "2026-02-01".  Years that start in March end in the day that leaps. */
static void put_day(FILE *file, int day)
{
	int days = day + 736635; /* since 0000-03-01 */
	int era = days / 146097, of_era = days % 146097;
	int year_of_era =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	int of_year = of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march = (5 * of_year + 2) / 153;
	int month = march < 10 ? march + 3 : march - 9;

	fprintf(file, "%04d-%02d-%02d", era * 400 + year_of_era + (month <= 2),
		month, of_year - (153 * march + 2) / 5 + 1);
}

static void put_text(FILE *file, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '&')
			fputs("&amp;", file);
		else
			putc(*text, file);
}

/* A sentence with its "{}" filled in. */
static void put_filled(FILE *file, const char *sentence, const char *theme)
{
	const char *hole = strstr(sentence, "{}");

	fprintf(file, "%.*s", (int)(hole - sentence), sentence);
	put_text(file, theme);
	fputs(hole + 2, file);
}

static void put_day_of(FILE *file, const char *attribute, int day, int hour)
{
	fprintf(file, " %s=\"", attribute);
	put_day(file, day);
	if (hour > 0)
		fprintf(file, "T%02d:30", hour);
	putc('"', file);
}

static void put_time(FILE *file, const struct meeting *meeting, int later)
{
	int first = meeting->first_day + later,
	    last = meeting->last_day + later;

	fputs("  <time", file);
	put_day_of(file, "start", first, meeting->hour);
	if (meeting->hour > 0) {
		put_day_of(file, "end", last, meeting->hour + 2);
		fprintf(file, " zone=\"%s\"", parties[meeting->party][1]);
	} else if (last > first) {
		put_day_of(file, "end", last, 0);
	}
	if (meeting->has_sitting)
		fputs(later ? " id=\"second\"" : " id=\"first\" main=\"yes\"",
			file);
	fputs("/>\n", file);
}

static void put_history(FILE *file, const struct meeting *meeting)
{
	fputs("  <history>\n", file);
	if (meeting->announced != 0) {
		fputs("    <announced", file);
		put_day_of(file, "at", meeting->announced, 0);
		fputs("/>\n", file);
	}
	if (meeting->moved_from != 0) {
		fputs("    <moved", file);
		put_day_of(file, "from", meeting->moved_from, meeting->hour);
		put_day_of(file, "at", meeting->moved_from - 7, 0);
		fputs("/>\n", file);
	}
	fputs("  </history>\n", file);
}

static void put_persons(
	FILE *file, const struct meeting *meeting, const struct site *site)
{
	for (size_t i = 0; i < meeting->person_count; i++) {
		fprintf(file, "  <person id=\"p%zu\" as=\"%s\"", i,
			i < 2 ? "co-chair" : "participant");
		if (!site->plain)
			fprintf(file, " party=\"%s\"",
				parties[(meeting->party + i) %
					COUNT_OF(parties)][0]);
		fputs("/>\n", file);
	}
}

static void put_releases(FILE *file, const struct meeting *meeting)
{
	if (meeting->has_release) {
		fputs("  <release", file);
		put_day_of(file, "published", meeting->last_day + 1, 0);
		fputs("/>\n", file);
	}
	if (meeting->has_statement) {
		fputs("  <release id=\"statement\"", file);
		put_day_of(file, "published", meeting->last_day + 2, 0);
		fputs("/>\n", file);
	}
}

void write_event(const char *folder, const struct meeting *meeting,
	const struct site *site)
{
	FILE *file = open_record(folder, "event.xml");

	fprintf(file, "<event uid=\"%s\" number=\"%zu\" status=\"%s\">\n",
		meeting->uid, meeting->session, meeting->status);
	put_time(file, meeting, 0);
	if (meeting->has_sitting)
		put_time(file, meeting, 1);
	fprintf(file, "  <place mode=\"in-person\" country=\"%s\"/>\n",
		places[meeting->place][0]);
	put_persons(file, meeting, site);
	if (!site->plain)
		fprintf(file, "  <topic term=\"%s\"/>\n",
			topics[meeting->topic][0]);
	fprintf(file,
		"  <link href=\"https://dialogues.example.org/meetings/%s\"/>"
		"\n",
		meeting->folder);
	put_releases(file, meeting);
	if (meeting->announced != 0 || meeting->moved_from != 0)
		put_history(file, meeting);
	fputs("</event>\n", file);
	close_record(file, folder);
}

static void put_body(FILE *file, const struct meeting *meeting, size_t language,
	const struct site *site)
{
	for (size_t i = 0; i < COUNT_OF(meeting->sentences); i++) {
		fputs(i == 2 ? "\n    " : "    ", file);
		put_filled(file, sentences[meeting->sentences[i]][language],
			themes[meeting->themes[i]][language]);
		putc('\n', file);
	}
	if (site->edit == EDIT_TEXT && language == 0)
		fprintf(file, "    %s\n", additions[language]);
	if (!meeting->has_correction)
		return;
	fputs("    <correction", file);
	put_day_of(file, "at", meeting->last_day + 3, 0);
	fprintf(file, ">%s</correction>\n", corrections[language]);
}

static void put_words_of_persons(
	FILE *file, const struct meeting *meeting, size_t language)
{
	for (size_t i = 0; i < meeting->person_count; i++) {
		fprintf(file, "  <person ref=\"p%zu\">\n    <name>", i);
		put_text(file, names[meeting->names[i]][language]);
		fputs("</name>\n    <role>", file);
		put_text(file, roles[meeting->roles[i]][language]);
		fputs("</role>\n  </person>\n", file);
	}
}

static void put_discussed(
	FILE *file, const struct meeting *meeting, size_t language)
{
	for (size_t i = 0; i < 2; i++) {
		fputs("  <discussed>", file);
		put_text(file, themes[meeting->themes[i]][language]);
		fputs("</discussed>\n", file);
	}
}

static void put_releases_in_words(FILE *file, const struct meeting *meeting,
	size_t language, const struct site *site)
{
	if (meeting->has_release) {
		fprintf(file,
			"  <release href=\"https://dialogues.example.org/%s/%s"
			"\">\n",
			languages[language], meeting->folder);
		put_body(file, meeting, language, site);
		fputs("  </release>\n", file);
	}
	if (meeting->has_statement) {
		fputs("  <release ref=\"statement\">\n    ", file);
		put_filled(file, statements[language],
			themes[meeting->themes[0]][language]);
		fputs("\n  </release>\n", file);
	}
}

void write_text(const char *folder, const struct meeting *meeting,
	size_t language, const struct site *site)
{
	static const char *const kinds[LANGUAGES] = {"<text>\n",
		"<text kind=\"official\" of=\"en\">\n",
		"<text kind=\"provisional\" of=\"en\">\n"};
	char name[16];
	FILE *file;

	snprintf(name, sizeof(name), "%s.xml", languages[language]);
	file = open_record(folder, name);
	fputs(kinds[language], file);
	fputs("  <title>", file);
	put_filled(file, event_titles[language],
		themes[meeting->themes[0]][language]);
	fprintf(file, "</title>\n  <place>%s</place>\n",
		places[meeting->place][1 + language]);
	if (strcmp(meeting->status, "cancelled") == 0 ||
		strcmp(meeting->status, "postponed") == 0)
		fprintf(file, "  <status-note>%s</status-note>\n",
			status_notes[language]);
	put_words_of_persons(file, meeting, language);
	put_discussed(file, meeting, language);
	put_releases_in_words(file, meeting, language, site);
	fputs("</text>\n", file);
	close_record(file, folder);
}

void write_meeting(const struct site *site, size_t index)
{
	struct meeting meeting = make_meeting(site, index);

	make_folder(meeting.folder);
	write_event(meeting.folder, &meeting, site);
	for (size_t i = 0; i < (site->plain ? 1 : LANGUAGES); i++)
		write_text(meeting.folder, &meeting, i, site);
}

static void put_names(
	FILE *file, const char *element, const char *const words[], int plain)
{
	for (size_t i = 0; i < (plain ? 1 : LANGUAGES); i++)
		fprintf(file, "  <%s xml:lang=\"%s\">%s</%s>\n", element,
			languages[i], words[i], element);
}

void write_publisher(const struct site *site)
{
	FILE *file = open_record(".", "publisher.xml");

	fprintf(file,
		"<publisher base=\"https://dialogues.example.org/\" "
		"authority=\"dialogues.example.org,2026\" "
		"zone=\"Europe/Paris\" event-files=\"no\" pages=\"no\"%s>\n",
		site->plain ? " window=\"P99Y\" rich=\"no\"" : "");
	for (size_t i = 0; i < (site->plain ? 1 : LANGUAGES); i++)
		fprintf(file, "  <language tag=\"%s\"/>\n", languages[i]);
	put_names(file, "name", publisher_names, site->plain);
	for (size_t i = 0; i < COUNT_OF(topics) && !site->plain; i++) {
		fprintf(file, "  <topic term=\"%s\">\n", topics[i][0]);
		put_names(file, "label", topics[i] + 1, 0);
		fputs("  </topic>\n", file);
	}
	fputs("</publisher>\n", file);
	close_record(file, "publisher.xml");
}

void write_series(const struct site *site, size_t series)
{
	const char *const *party = parties[series % COUNT_OF(parties)];
	char folder[16];
	FILE *file;

	snprintf(folder, sizeof(folder), "dialogue-%03zu", series);
	make_folder(folder);
	file = open_record(folder, "series.xml");
	fputs("<series>\n", file);
	for (size_t i = 0; i < (site->plain ? 1 : LANGUAGES); i++) {
		fprintf(file, "  <title xml:lang=\"%s\">", languages[i]);
		put_filled(file, series_titles[i],
			themes[series % COUNT_OF(themes)][i]);
		fprintf(file, " (%zu)</title>\n", series);
	}
	if (!site->plain)
		fprintf(file, "  <party code=\"%s\" zone=\"%s\"/>\n", party[0],
			party[1]);
	fputs("</series>\n", file);
	close_record(file, folder);
}
