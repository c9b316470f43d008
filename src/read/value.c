#include "read/value.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/utf8.h"
#include "base/uuid.h"
#include "model/when.h"
#include "read/checks.h"
#include "base/banned.h"

int value_index(const char *const *list, const char *name)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], name) == 0)
			return i;
	return -1;
}

int is_made_of(
	const char *value, const char *set, const char *not_first, size_t most)
{
	size_t length = strlen(value);

	return length >= 1 && length <= most && strspn(value, set) == length &&
		strchr(not_first, value[0]) == NULL;
}

/* RFC 5545, 3.8.4.7: at most 255 octets; here without blanks, in ASCII. */
static bool is_uid_text(const char *value)
{
	size_t length = strlen(value);

	for (size_t i = 0; i < length; i++)
		if (value[i] <= ' ' || value[i] > '~')
			return false;
	return length > 0 && length <= 255;
}

/* A UUID in which a character is missing, say. */
static bool is_broken_uuid(const char *value)
{
	size_t length = strlen(value), dashes = 0;

	for (size_t i = 0; i < length; i++)
		dashes += value[i] == '-';
	return dashes >= 3 && length > 28 && length < 44 &&
		strspn(value, "0123456789ABCDEFabcdef-") == length;
}

static const char *check_uid(const char *value, struct buf *help)
{
	if (!is_uid_text(value)) {
		buf_puts(help,
			"write a UUID, as `uuidgen` makes one, or the uid that "
			"calendars have of it: ASCII without blanks, at most "
			"255 characters");
		return "cannot be a uid";
	}
	if (uuid_is(value) && strspn(value, "0-") == strlen(value)) {
		buf_puts(help, "write a UUID of its own; `uuidgen` makes one");
		return "is nobody's UUID";
	}
	if (uuid_is(value) || !is_broken_uuid(value))
		return NULL;
	buf_puts(help, "write a UUID; `uuidgen` makes a fresh one");
	return "is no UUID";
}

#define ID_SET LOWER UPPER DIGITS "._-"

static const char *check_id(const char *value, struct buf *help)
{
	if (is_made_of(value, ID_SET, "._-", 64))
		return NULL;
	buf_puts(help, "use letters a-z, digits and - . _, without blanks");
	return "cannot be an id";
}

static bool is_see(const char *value)
{
	const char *space = strchr(value, ' ');
	struct buf uid = BUF_INIT, help = BUF_INIT;
	bool result;

	buf_put(&uid, value, strcspn(value, " "));
	result = check_uid(uid.bytes, &help) == NULL &&
		(space == NULL || is_made_of(space + 1, ID_SET, "._-", 64));
	buf_release(&help);
	buf_release(&uid);
	return result;
}

static const char *check_see(const char *value, struct buf *help)
{
	if (is_see(value))
		return NULL;
	buf_puts(help,
		"write the uid of the other event and the id of its "
		"release, parted by one blank");
	return "names no release";
}

static int is_folder(const char *value)
{
	return is_made_of(value, LOWER DIGITS "-", "-", LONGEST_FOLDER);
}

static const char *check_folder(const char *value, struct buf *help)
{
	if (is_folder(value))
		return NULL;
	if (is_made_of(value, LOWER DIGITS "-", "-", SIZE_MAX)) {
		buf_printf(help, "use at most %d letters", LONGEST_FOLDER);
		return "is too long for the name of a folder";
	}
	buf_puts(help, "use a-z, 0-9 and -");
	return "cannot be the name of a folder";
}

/* All files of a series stand under each of its names. */
enum { MOST_FOLDERS = 16 };

static const char *check_folders(const char *value, struct buf *help)
{
	struct buf name = BUF_INIT;
	const char *wrong = NULL;
	int count = 0;

	value += strspn(value, " ");
	if (*value == '\0')
		return check_folder(value, help);
	while (wrong == NULL && *value != '\0') {
		size_t length = strcspn(value, " ");

		buf_cut(&name, 0);
		buf_put(&name, value, length);
		wrong = check_folder(name.bytes, help);
		value += length + strspn(value + length, " ");
		count++;
	}
	if (wrong == NULL && count > MOST_FOLDERS) {
		buf_puts(help,
			"16 names are kept at most; leave out those that "
			"nobody subscribes to");
		wrong = "are more names than a series can have had";
	}
	buf_release(&name);
	return wrong;
}

/* The host and its port, from behind "://" on; what follows it, or NULL. */
static const char *skip_host(const char *value)
{
	size_t length = strspn(value, LOWER UPPER DIGITS ".-");

	if (length == 0 || strchr(".-", *value) != NULL)
		return NULL;
	value += length;
	if (*value == ':') {
		length = strspn(value + 1, DIGITS);
		if (length < 1 || length > 5 ||
			strtol(value + 1, NULL, 10) > 65535)
			return NULL;
		value += 1 + length;
	}
	return *value == '\0' || strchr("/?#", *value) ? value : NULL;
}

/*
 * What shows nothing: spaces of all widths, marks for programs, fillers.  A
 * text needs more than these; a link can do without.
 */
static int is_blank(long character)
{
	static const struct {
		long first, last;
	} blanks[] = {
		{'\t', '\r'},
		{' ', ' '},
		{0xA0, 0xA0},
		{0xAD, 0xAD},
		{0x34F, 0x34F},
		{0x61C, 0x61C},
		{0x115F, 0x1160},
		{0x1680, 0x1680},
		{0x17B4, 0x17B5},
		{0x180B, 0x180F},
		{0x2000, 0x200F},
		{0x2028, 0x2029},
		{0x202F, 0x202F},
		{0x205F, 0x2065},
		{0x206A, 0x206F},
		{0x2800, 0x2800},
		{0x3000, 0x3000},
		{0x3164, 0x3164},
		{0xFE00, 0xFE0F},
		{0xFEFF, 0xFEFF},
		{0xFFA0, 0xFFA0},
		{0xE0000, 0xE0FFF},
	};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		if (character >= blanks[i].first && character <= blanks[i].last)
			return 1;
	return 0;
}

/* Whatever cannot be seen, or would end the link where it is printed. */
static int has_hidden(const char *value)
{
	size_t length = strlen(value), size;

	if (strchr(value, ' ') != NULL)
		return 1;
	for (size_t i = utf8_plain_length(value, length); i < length; i += size)
		if (is_blank(utf8_next(value + i, length - i, &size)))
			return 1;
	return 0;
}

static const char *skip_scheme(const char *value)
{
	if (strncmp(value, "https://", 8) == 0)
		return value + 8;
	return strncmp(value, "http://", 7) == 0 ? value + 7 : NULL;
}

/* RFC 3986, 2.1: a percent sign has two digits behind it. */
static int has_bad_percent(const char *value)
{
	for (value = strchr(value, '%'); value != NULL;
		value = strchr(value + 1, '%'))
		if (strspn(value + 1, DIGITS "abcdefABCDEF") < 2)
			return 1;
	return 0;
}

static const char *check_page(const char *value, struct buf *help)
{
	const char *host = skip_scheme(value);

	if (host == NULL) {
		if (strncmp(value, "www.", 4) == 0)
			buf_printf(help, "write https://%s", value);
		else
			buf_puts(
				help, "a link starts with https:// or http://");
		return "is no link to a page";
	}
	if (has_hidden(value)) {
		buf_puts(help, "write %20 for a blank inside a link");
		return "has a blank or something invisible in it";
	}
	if (memchr(host, '@', strcspn(host, "/?#")) != NULL) {
		buf_puts(help, "leave out name and password: links are public");
		return "has a name or password in it";
	}
	host = skip_host(host);
	/* Others that RFC 3986 does not know are written as it wants them. */
	if (host == NULL || strpbrk(host, "<>\"\\") != NULL ||
		has_bad_percent(host)) {
		buf_puts(help, "copy the link from the browser's address line");
		return "is no link to a page";
	}
	return NULL;
}

/* RFC 3987, 2.2, with a scheme: what is no link may be the id of an entry. */
static const char *check_iri(const char *value, struct buf *help)
{
	size_t scheme = strspn(value, LOWER UPPER DIGITS "+.-");

	if (strlen(value) <= LONGEST_IRI && isalpha((unsigned char)*value) &&
		value[scheme] == ':' && value[scheme + 1] != '\0' &&
		!has_hidden(value) && strpbrk(value, "<>\"{}|\\^`") == NULL &&
		!has_bad_percent(value))
		return NULL;
	buf_puts(help,
		"copy what stands between <id> and </id> in the feed that had "
		"the entry before: an IRI such as https://example.org/?p=7 or "
		"urn:uuid:…, of at most 2000 bytes");
	return "is no IRI";
}

/* What stands for a character that nobody sees: the end of a line, NUL. */
static bool has_control_code(const char *value)
{
	for (value = strchr(value, '%'); value != NULL;
		value = strchr(value + 1, '%'))
		if (strchr("01", value[1]) != NULL ||
			strncasecmp(value, "%7f", 3) == 0)
			return true;
	return false;
}

/* RFC 6068, 2: what follows a mailbox; no other header is set by a link. */
static bool is_letter_head(const char *value)
{
	static const char *const names[] = {"subject=", "body="};
	bool is_given[2] = {false};

	if (*value == '\0')
		return true;
	if (*value != '?' || has_hidden(value) ||
		strpbrk(value, "<>\"{}|\\^`") != NULL)
		return false;
	while (*value == '?' || *value == '&') {
		int field = strncmp(value + 1, names[1], 5) == 0;

		if (strncmp(value + 1, names[field], strlen(names[field])) !=
				0 ||
			is_given[field])
			return false;
		is_given[field] = true;
		value += 1 + strlen(names[field]);
		value += strcspn(value, "&");
	}
	return true;
}

static bool is_domain(const char *value)
{
	size_t length = strspn(value, LOWER UPPER DIGITS ".-");

	return length > 0 && length < 256 && strchr(".-", *value) == NULL &&
		is_letter_head(value + length);
}

/* RFC 6068, 2: the name is of letters, digits and marks, or %26 and the like. */
static bool is_mailbox(const char *value)
{
	size_t length = strspn(value, LOWER UPPER DIGITS ".!$'*+_~%-");

	return length > 0 && value[length] == '@' && !has_bad_percent(value) &&
		!has_control_code(value) && is_domain(value + length + 1);
}

static const char *check_link(const char *value, struct buf *help)
{
	if (strchr(value, '@') != NULL && strpbrk(value, ":/") == NULL) {
		buf_printf(help, "write mailto:%s", value);
		return "is no link";
	}
	if (strncmp(value, "mailto:", 7) != 0)
		return check_page(value, help);
	if (is_mailbox(value + 7))
		return NULL;
	buf_puts(help,
		"write mailto:name@example.org; ?subject=… and &body=… may "
		"follow");
	return "is no mailbox";
}

static const char *check_words(const char *value, struct buf *help)
{
	size_t size;

	for (; *value != '\0'; value += size)
		if (!is_blank(utf8_next(value, strlen(value), &size)))
			return NULL;
	buf_puts(help, "write something there");
	return "is empty";
}

static const char *check_number(const char *value, struct buf *help)
{
	if (is_made_of(value, DIGITS, "0", 4))
		return NULL;
	buf_puts(help, "write the number alone, such as 7");
	return "is no number of a session";
}

static const char *check_revision(const char *value, struct buf *help)
{
	if (is_made_of(value, DIGITS, "0", 6))
		return NULL;
	buf_puts(help, "revisions are counted 1, 2, 3");
	return "is no revision";
}

static const char *check_sequence(const char *value, struct buf *help)
{
	if (is_made_of(value, DIGITS, "", 7) &&
		strtol(value, NULL, 10) <= LARGEST_SEQUENCE)
		return NULL;
	buf_puts(help, "copy the SEQUENCE that the VEVENT had elsewhere");
	return "is no SEQUENCE from 0 to 1000000";
}

/* At most `whole` digits, and up to six behind a point; what follows. */
static const char *skip_decimal(const char *value, size_t whole)
{
	size_t digits;

	value += *value == '-';
	digits = strspn(value, DIGITS);
	if (digits < 1 || digits > whole)
		return NULL;
	value += digits;
	if (*value != '.')
		return value;
	digits = strspn(value + 1, DIGITS);
	return digits >= 1 && digits <= 6 ? value + 1 + digits : NULL;
}

/* From -most to most degrees; digits decide, whatever the locale. */
static int is_within(const char *degrees, long most)
{
	char *rest;
	long whole = labs(strtol(degrees, &rest, 10));

	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0");
	return whole < most ||
		(whole == most && !isdigit((unsigned char)*rest));
}

static const char *check_geo(const char *value, struct buf *help)
{
	const char *comma = skip_decimal(value, 2);
	const char *end = NULL;

	if (comma != NULL && (*comma == ',' || *comma == ';'))
		end = skip_decimal(comma + 1 + (comma[1] == ' '), 3);
	if (end != NULL && *end == '\0' && is_within(value, 90) &&
		is_within(comma + 1, 180))
		return NULL;
	buf_puts(help,
		"write latitude and longitude with at most six "
		"decimals: 50.84212,4.38235");
	return "is no place on earth";
}

static const char *check_window(const char *value, struct buf *help)
{
	const char *units = "YMD";
	const char *at = value;

	if (*at++ == 'P' && *at != '\0') {
		while (*at != '\0' && *units != '\0') {
			size_t digits = strspn(at, DIGITS);

			units = strchr(units, at[digits]);
			if (digits < 1 || digits > 4 || units == NULL ||
				*units == '\0')
				break;
			at += digits + 1;
			units++;
		}
		if (*at == '\0')
			return NULL;
	}
	buf_puts(help, "write P24M for two years, P90D for ninety days");
	return "is no span of time";
}

static const char *check_authority(const char *value, struct buf *help)
{
	const char *comma = strchr(value, ',');
	struct when when;
	size_t name = comma ? (size_t)(comma - value) : 0;
	const char *host = memchr(value, '@', name);
	int fine = comma != NULL && name > 0;

	if (fine && host != NULL)
		fine = host > value &&
			strspn(value, LOWER DIGITS "._-") ==
				(size_t)(host - value);
	host = host ? host + 1 : value;
	if (fine && host < comma &&
		strspn(host, LOWER DIGITS ".-") == (size_t)(comma - host) &&
		when_parse(comma + 1, &when, NULL) == WHEN_FINE &&
		when.precision <= WHEN_DAY)
		return NULL;
	buf_puts(help,
		"write a domain that was yours in that year: "
		"dialogues.example.org,2026");
	return "is no tag authority (RFC 4151)";
}

#define LIST(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

LIST(yes_no, "yes", "no");

LIST(kinds, "original", "official", "provisional", "abridged", "courtesy",
	"machine", "digest");
LIST(statuses, "tentative", "scheduled", "held", "postponed", "cancelled");

LIST(modes, "in-person", "online", "hybrid");

LIST(roles, "co-chair", "chair", "head", "host", "facilitator", "participant");

LIST(release_statuses, "draft", "published", "withdrawn");

LIST(forms, "text", "summary");

LIST(cancelled_marks, "standard", "visible");

LIST(event_file_choices, "yes", "no", "auto");

const struct value_type value_uid = {"a uid", NULL, check_uid};
const struct value_type value_id = {"an id", NULL, check_id};
const struct value_type value_see = {"uid and id", NULL, check_see};
const struct value_type value_folder = {"a folder", NULL, check_folder};
const struct value_type value_folders = {"folders", NULL, check_folders};
const struct value_type value_start = {
	"a day such as 2026-01-28, or a clock time such as 2026-01-28T09:30",
	NULL, check_start};
const struct value_type value_moment = {
	"a day such as 2026-01-29, or a moment such as 2026-01-29T18:00", NULL,
	check_moment};
const struct value_type value_zone = {
	"a zone such as Europe/Brussels", NULL, check_zone};
const struct value_type value_language = {
	"a language tag such as fr", NULL, check_language};
const struct value_type value_country = {
	"a country code such as BE", NULL, check_country};
const struct value_type value_party = {"a code such as JP", NULL, check_party};
const struct value_type value_page = {
	"a link such as https://example.org/", NULL, check_page};
const struct value_type value_link = {
	"a link such as https://example.org/", NULL, check_link};
const struct value_type value_iri = {
	"an IRI such as https://example.org/?p=7", NULL, check_iri};
const struct value_type value_words = {"words", NULL, check_words};
const struct value_type value_number = {"a number", NULL, check_number};
const struct value_type value_revision = {
	"a revision such as 2", NULL, check_revision};
const struct value_type value_sequence = {
	"a SEQUENCE such as 2", NULL, check_sequence};
const struct value_type value_geo = {"latitude,longitude", NULL, check_geo};
const struct value_type value_colour = {
	"a CSS colour name", NULL, check_colour};
const struct value_type value_window = {
	"a span such as P24M", NULL, check_window};
const struct value_type value_authority = {
	"a tag authority such as example.org,2026", NULL, check_authority};
const struct value_type value_phrase_id = {
	"the id of a phrase", NULL, check_phrase_id};
const struct value_type value_yes_no = {"yes or no", yes_no, NULL};
const struct value_type value_kind = {"a kind of text", kinds, NULL};
const struct value_type value_status = {"a status", statuses, NULL};
const struct value_type value_mode = {"a mode", modes, NULL};
const struct value_type value_role = {"a role", roles, NULL};
const struct value_type value_release_status = {
	"a status", release_statuses, NULL};
const struct value_type value_form = {"a form", forms, NULL};
const struct value_type value_cancelled = {
	"a way to mark", cancelled_marks, NULL};
const struct value_type value_event_files = {
	"a choice", event_file_choices, NULL};

bool value_is(const struct value_type *type, const char *value)
{
	struct buf help = BUF_INIT;
	bool result = value != NULL && type->check(value, &help) == NULL;

	buf_release(&help);
	return result;
}
