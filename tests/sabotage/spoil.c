/*
 * A writer that goes wrong: loaded in front of libxml2 and libical, it changes
 * the word in $SPOIL wherever one of them is given it to write.
 */
#include <dlfcn.h>
#include <libical/ical.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

int xmlTextWriterWriteString(xmlTextWriterPtr writer, const xmlChar *content);
icalproperty *icalproperty_new_summary(const char *text);

/* The text with its first `word` spoilt; the caller frees it. */
static char *spoil(const char *text, const char *word)
{
	char *spoilt = strdup(text);
	char *at = word ? strstr(spoilt, word) : NULL;

	if (at != NULL)
		*at = '?';
	return spoilt;
}

int xmlTextWriterWriteString(xmlTextWriterPtr writer, const xmlChar *content)
{
	int (*real)(xmlTextWriterPtr, const xmlChar *);
	char *spoilt = spoil((const char *)content, getenv("SPOIL_XML"));
	int result;

	*(void **)&real = dlsym(RTLD_NEXT, "xmlTextWriterWriteString");
	result = real(writer, BAD_CAST spoilt);
	free(spoilt);
	return result;
}

icalproperty *icalproperty_new_summary(const char *text)
{
	icalproperty *(*real)(const char *);
	char *spoilt = spoil(text, getenv("SPOIL_ICAL"));
	icalproperty *property;

	*(void **)&real = dlsym(RTLD_NEXT, "icalproperty_new_summary");
	property = real(spoilt);
	free(spoilt);
	return property;
}
