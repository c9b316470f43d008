#include "base/litter.h"

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

bool litter_is(const char *name)
{
	if (name[0] == '.' || is_of_editor(name))
		return true;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}
