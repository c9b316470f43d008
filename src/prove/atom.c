#include <libxml/parser.h>
#include <string.h>
#include "prove/formats.h"
#include "base/banned.h"

static const char atom_namespace[] = "http://www.w3.org/2005/Atom";

static int is_atom(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
		strcmp((const char *)node->ns->href, atom_namespace) == 0 &&
		strcmp((const char *)node->name, name) == 0;
}

/* The text of a child; the caller frees it with xmlFree().  NULL: none. */
static xmlChar *child_text(const xmlNode *parent, const char *name)
{
	for (xmlNode *child = parent->children; child != NULL;
		child = child->next)
		if (is_atom(child, name))
			return xmlNodeGetContent(child);
	return NULL;
}

static int prove_child(const xmlNode *entry, const char *name,
	const char *expected, struct buf *problem)
{
	xmlChar *read = child_text(entry, name);
	int result = prove_text(problem, name, (const char *)read, expected);

	xmlFree(read);
	return result;
}

static int prove_instant(
	const xmlNode *entry, const char *name, instant at, struct buf *problem)
{
	struct buf expected = BUF_INIT;
	int result;

	instant_put_rfc3339(&expected, at);
	result = prove_child(entry, name, expected.bytes, problem);
	buf_release(&expected);
	return result;
}

static int prove_entry(const xmlNode *entry, const struct fragment *fragment,
	struct buf *problem)
{
	struct buf id = BUF_INIT, title = BUF_INIT;
	int result;

	fragment_put_entry_id(&id, fragment);
	fragment_put_entry_title(&title, fragment);
	result = prove_child(entry, "id", id.bytes, problem) != 0 ||
		prove_child(entry, "title", title.bytes, problem) != 0 ||
		prove_instant(entry, "published", fragment->published,
			problem) != 0 ||
		prove_instant(entry, "updated", fragment->updated, problem) !=
			0;
	buf_release(&title);
	buf_release(&id);
	return result ? -1 : 0;
}

static int prove_entries(
	xmlDocPtr document, const struct feed *feed, struct buf *problem)
{
	const xmlNode *root = xmlDocGetRootElement(document);
	size_t count = 0;

	if (!is_atom(root, "feed")) {
		buf_puts(problem, "it is no Atom feed");
		return -1;
	}
	for (const xmlNode *child = root->children; child != NULL;
		child = child->next) {
		if (!is_atom(child, "entry"))
			continue;
		if (count < feed->fragment_count &&
			prove_entry(child, feed->fragments[count], problem) !=
				0)
			return -1;
		count++;
	}
	if (count == feed->fragment_count)
		return 0;
	buf_puts(problem, "the number of entries is not that of the records");
	return -1;
}

int prove_atom(
	const struct feed *feed, const struct buf *bytes, struct buf *problem)
{
	xmlDocPtr document = xmlReadMemory(bytes->bytes, (int)bytes->length,
		NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int result;

	if (document == NULL) {
		buf_puts(problem, "libxml2 cannot read it");
		return -1;
	}
	result = prove_entries(document, feed, problem);
	xmlFreeDoc(document);
	return result;
}
