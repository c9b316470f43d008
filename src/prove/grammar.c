#include "prove/grammar.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/banned.h"

/* grammar/atom.rng, made into C by the Makefile. */
extern const char grammar_atom[];
extern const int grammar_atom_size;

struct grammar {
	xmlRelaxNGPtr schema;
};

/* The grammar is our own: what it fails for is memory. */
struct grammar *grammar_new(void)
{
	struct grammar *grammar = mem_alloc(sizeof(*grammar));
	xmlRelaxNGParserCtxtPtr context =
		xmlRelaxNGNewMemParserCtxt(grammar_atom, grammar_atom_size);

	if (context == NULL)
		mem_exhausted();
	grammar->schema = xmlRelaxNGParse(context);
	if (grammar->schema == NULL)
		mem_exhausted();
	xmlRelaxNGFreeParserCtxt(context);
	return grammar;
}

void grammar_free(struct grammar *grammar)
{
	xmlRelaxNGFree(grammar->schema);
	free(grammar);
}

/* The first complaint that names a line; later ones follow from it. */
static void note_error(void *data, xmlErrorPtr error)
{
	struct buf *problem = data;

	if (problem->length == 0 && error->message != NULL)
		buf_printf(problem, "line %d: %.*s", error->line,
			(int)strcspn(error->message, "\n"), error->message);
}

static int validate(
	const struct grammar *grammar, xmlDocPtr document, struct buf *problem)
{
	xmlRelaxNGValidCtxtPtr context =
		xmlRelaxNGNewValidCtxt(grammar->schema);
	int result;

	if (context == NULL)
		mem_exhausted();
	xmlRelaxNGSetValidStructuredErrors(context, note_error, problem);
	result = xmlRelaxNGValidateDoc(context, document);
	xmlRelaxNGFreeValidCtxt(context);
	if (result != 0 && problem->length == 0)
		buf_puts(problem, "the grammar refuses it");
	return result == 0 ? 0 : -1;
}

xmlDocPtr grammar_read(const struct grammar *grammar, const struct buf *bytes,
	struct buf *problem)
{
	xmlDocPtr document = xmlReadMemory(bytes->bytes, (int)bytes->length,
		NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	if (document == NULL) {
		buf_puts(problem, "libxml2 cannot read it");
		return NULL;
	}
	if (validate(grammar, document, problem) != 0) {
		xmlFreeDoc(document);
		return NULL;
	}
	return document;
}
