/*
 * What of libxml2's parser is another thing from one version to the next.
 */
#ifndef BASE_PARSER_H
#define BASE_PARSER_H

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>

/* What a handler of errors is given. */
#if LIBXML_VERSION >= 21200
typedef const xmlError parser_error;
#else
typedef xmlError parser_error;
#endif

/*
 * A parser that calls these handlers with `data`.  Its documents have no tree.
 * Whoever asks frees it with xmlFreeParserCtxt().
 */
xmlParserCtxt *parser_new(const xmlSAXHandler *handlers, void *data);

/* How many bytes of UTF-8 it has read so far. */
size_t parser_offset(xmlParserCtxt *parser);

/* Whether the document was well-formed, and its namespaces too. */
bool parser_is_content(xmlParserCtxt *parser);

#endif
