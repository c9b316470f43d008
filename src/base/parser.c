#include "base/parser.h"

#include "base/mem.h"
#include "base/banned.h"

static xmlParserCtxt *make(const xmlSAXHandler *handlers, void *data)
{
#if LIBXML_VERSION >= 21100
	return xmlNewSAXParserCtxt(handlers, data);
#else
	xmlParserCtxt *parser = xmlNewParserCtxt();

	if (parser != NULL) {
		*parser->sax = *handlers;
		parser->userData = data;
	}
	return parser;
#endif
}

xmlParserCtxt *parser_new(const xmlSAXHandler *handlers, void *data)
{
	xmlParserCtxt *parser = make(handlers, data);

	if (parser == NULL)
		mem_exhausted();
	return parser;
}

size_t parser_offset(xmlParserCtxt *parser)
{
#if LIBXML_VERSION >= 21500
	unsigned long offset = 0;

	xmlCtxtGetInputPosition(parser, 0, NULL, NULL, NULL, &offset);
	return offset;
#else
	const xmlParserInput *input = parser->input;

	return (size_t)(input->cur - input->base) + input->consumed;
#endif
}

bool parser_is_content(xmlParserCtxt *parser)
{
#if LIBXML_VERSION >= 21400
	return xmlCtxtGetStatus(parser) == 0;
#else
	return parser->wellFormed && parser->nsWellFormed;
#endif
}
