#include "base/litter.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/banned.h"

/* In small letters: some systems write them in others. */
static const char *const names[] = {
	"#recycle", /* Synology, QNAP */
	"#snapshot",
	"$recycle.bin", /* Windows */
	"@eadir",
	"@recently-snapshot",
	"@recycle",
	"@snapshot",
	"@tmp",
	"__macosx", /* archives made by macOS */
	"aquota.group",
	"aquota.user",
	"desktop.ini",
	"ehthumbs.db",
	"found.000",
	"icon\r",
	"lost+found", /* ext4 */
	"recycler",
	"system volume information",
	"thumbs.db",
};

/* "en.xml~", "~$notes.docx", "#en.xml#". */
static bool is_of_editor(const char *name)
{
	char last = name[strlen(name) - 1];

	return last == '~' || strncmp(name, "~$", 2) == 0 ||
		(name[0] == '#' && last == '#');
}

/* All names below events/ are asked, so a look at the first letter pays. */
bool litter_is(const char *name)
{
	char first = (char)tolower((unsigned char)name[0]);

	if (name[0] == '.' || is_of_editor(name))
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (first == names[i][0] && strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}
