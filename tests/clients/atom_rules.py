#!/usr/bin/python3
"""The rules of the W3C's feed validator, errors and warnings, as far as they
can touch these feeds: atom_rules.py EPOCH WORK SITE…

A rule has the validator's name; those of RFC 4287, 5005 and 6721 that it does
not look at have the RFC's, and what a reader was seen to need, the reader's.
Each rule must find a defect that is planted in one of the feeds."""

import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from verdict import conclude, unused

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
FH = "{http://purl.org/syndication/history/1.0}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
# Prefixes that the validator knows, of those a feed might use.
PREFIXES = {
    "atom": ATOM, "xhtml": XHTML, "xml": XML, "fh": FH,
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "dcterms": "{http://purl.org/dc/terms/}",
    "thr": "{http://purl.org/syndication/thread/1.0}",
    "georss": "{http://www.georss.org/georss}",
    "ev": "{http://purl.org/rss/1.0/modules/event/}",
    "app": "{http://www.w3.org/2007/app}",
    "geo": "{http://www.w3.org/2003/01/geo/wgs84_pos#}"}
# Those it does not know, and warns of; readers pass over what stands in them.
OURS = {"d": "{urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10}", "at": AT}
RELATIONS = {
    "alternate", "current", "describedby", "edit", "edit-media", "enclosure",
    "first", "hub", "last", "license", "next", "next-archive", "payment",
    "prev-archive", "previous", "related", "replies", "search", "self",
    "service", "up", "via"}
OF_HISTORY = {"current", "first", "last", "next", "next-archive",
              "prev-archive", "previous"}
IN_FEED = {"author": 0, "category": 0, "contributor": 0, "link": 0, "id": 1,
           "title": 1, "updated": 1, "generator": 2, "icon": 2, "logo": 2,
           "rights": 2, "subtitle": 2, "entry": 0}
IN_ENTRY = {"author": 0, "category": 0, "contributor": 0, "link": 0, "id": 1,
            "title": 1, "updated": 1, "content": 2, "published": 2,
            "rights": 2, "source": 2, "summary": 2}
# Elements that the validator takes for harmless.
HARMLESS = set(
    "a abbr acronym address area article aside audio b bdi big blockquote br "
    "button caption center cite code col colgroup data dd del details dfn "
    "dialog dir div dl dt em fieldset figcaption figure footer font form "
    "header h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd label legend li "
    "main map mark menu meter nav ol optgroup option output p picture pre "
    "progress q rp rt ruby s samp section select small source span strike "
    "strong sub summary sup table tbody td template textarea tfoot th thead "
    "time tr track tt u ul var video wbr".split())
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"}, "generator": {"uri", "version"},
    "title": {"type"}, "subtitle": {"type"}, "rights": {"type"},
    "summary": {"type"}, "content": {"type", "src"}}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?"
                     r"(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:"
                     r"[0-9a-zA-Z;/?:@&=+$._!~*'()%,-]*")
URI = re.compile(r"[a-zA-Z][0-9a-zA-Z+.-]*:(//)?"
                 r"[0-9a-zA-Z;/?:@&=+$._!~*'()%,#\[\]-]+")
MAILBOX = re.compile(r"[A-Za-z0-9_.'+-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+")
TYPE = re.compile(r"[^\s()<>,;:\\\"/\[\]?=]+/[^\s()<>,;:\\\"/\[\]?=]+"
                  r"(\s*;\s*[\w.-]+=(\"[^\"]*\"|[\w.-]+))*")
# Of RFC 5646, what has a place in a feed.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"
                      r"(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
HOLLOW = re.compile(rb"<(div|p|h[23]|[uo]l|li|blockquote|table|t[rhd]|em|strong"
                    rb"|su[pb]|a|span)( [^<>]*)?/>")
END_TAG = re.compile(rf"</({'|'.join(HARMLESS | {'script', 'style'})})>", re.I)
ENTITY = re.compile(r"&(#\w+|\d+|amp|lt|gt|quot|apos|nbsp|eacute|copy)\b")


def is_uri(text):
    """An IRI that is whole; a host as IDNA would write it."""
    if text.startswith("tag:"):
        return bool(TAG_URI.fullmatch(text))
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and not parts.hostname:
        return False
    return bool(URI.fullmatch("".join(
        c if ord(c) < 0x80 else "x" for c in text)))


def is_canonical(uri):
    """RFC 3986, 6.2.2, and no port or path that goes without saying."""
    return uri == re.sub("%[0-9a-fA-F]{2}", lambda m: chr(int(m[0][1:], 16))
                         if re.match("[A-Za-z0-9._~-]",
                                     chr(int(m[0][1:], 16)))
                         else m[0].upper(), uri) and \
        not re.match("[^:]*[A-Z][^:]*:", uri) and \
        not re.match("https?://[^/]*([A-Z]|:80$|:80/|:443)", uri) and \
        not re.fullmatch("https?://[^/]*", uri) and \
        "/./" not in uri and "/../" not in uri


def local(element):
    return element.tag.rpartition("}")[2]


class Feed:
    """At this moment of a build nothing may be later than a day on."""
    latest = None

    def __init__(self, base, path, octets):
        self.base, self.path, self.octets = base, path, octets
        self.prefixes, self.root = [], None
        for event, what in ET.iterparse(io.BytesIO(octets),
                                        ["start-ns", "start"]):
            if event == "start-ns":
                self.prefixes.append((what[0], "{%s}" % what[1]))
            elif self.root is None:
                self.root = what
        self.entries = self.root.findall(ATOM + "entry")
        self.links = self.root.findall(ATOM + "link")

    def faults(self):
        """(rule, where)"""
        yield from self.document()
        yield from self.metadata()
        yield from self.history()
        for entry in self.entries:
            yield from self.entry(entry)
        yield from self.deleted()
        for element in self.root.iter():
            yield from everywhere(element)
        for parent in [self.root] + self.entries:
            yield from within(parent)

    def document(self):
        head = self.octets[:100]
        if not head.startswith(b'<?xml version="1.0"'):
            yield "BadXmlVersion", head[:40]
        if b'encoding="UTF-8"' not in head.split(b"?>")[0]:
            yield "MissingEncoding", head[:40]
        hollow = HOLLOW.search(self.octets)
        if hollow:
            # It puts the octets of the content into a page of HTML, where this
            # is a start without an end.
            yield "NetNewsWire", hollow[0].decode()
        if b"<!DOCTYPE" in self.octets:
            yield "ContainsSystemEntity", "DOCTYPE"
        if len(self.octets) > 5000000:
            yield "ValidatorLimit", len(self.octets)
        if self.root.tag != ATOM + "feed":
            yield "InvalidNamespace", self.root.tag
        for prefix, uri in self.prefixes:
            if prefix and uri in (ATOM, XHTML):
                yield "AvoidNamespacePrefix", prefix
            elif prefix in PREFIXES and PREFIXES[prefix] != uri:
                yield "ReservedPrefix", f"{prefix} {uri}"
            elif prefix and uri in PREFIXES.values() and \
                    PREFIXES.get(prefix) != uri:
                yield "NonstdPrefix", f"{prefix} {uri}"
            elif uri not in PREFIXES.values():
                yield "UnknownNamespace", uri
                if uri in OURS.values() and OURS.get(prefix) != uri:
                    yield "NonstdPrefix", f"{prefix} {uri}"

    def metadata(self):
        names = [e.tag for e in self.root]
        first = names.index(ATOM + "entry") if self.entries else len(names)
        for element in list(self.root)[first:]:
            if element.tag != ATOM + "entry":
                yield "MisplacedMetadata", element.tag
        selves = [e.get("href") for e in self.links if e.get("rel") == "self"]
        if not selves:
            yield "MissingSelf", ""
        for href in selves:
            if not urlsplit(href).netloc:
                yield "RelativeSelf", href
            elif href != self.base + self.path:
                yield "SelfDoesntMatchLocation", href
        if self.root.find(ATOM + "author") is None and any(
                e.find(ATOM + "author") is None for e in self.entries):
            yield "MissingElement", "author"
        for kind, rule in (("id", "DuplicateEntries"),
                           ("updated", "DuplicateUpdated")):
            values = [e.findtext(ATOM + kind) for e in self.entries]
            for value in {v for v in values if values.count(v) > 1}:
                yield rule, value

    def history(self):
        relations = {e.get("rel") for e in self.links}
        if self.root.find(FH + "archive") is not None:
            if not relations & {"prev-archive", "next-archive"}:
                yield "ArchiveIncomplete", ""
            if "current" not in relations:
                yield "MissingCurrentInArchive", ""
        elif "next-archive" in relations:
            yield "RFC 5005, 4", "next-archive in a subscription document"
        for rel in OF_HISTORY & relations:
            hrefs = [e.get("href") for e in self.links if e.get("rel") == rel]
            if len(hrefs) > 1 or self.base + self.path in hrefs and \
                    rel != "current":
                yield "RFC 5005, 2", f"{rel} {hrefs}"

    def entry(self, entry):
        where = entry.findtext(ATOM + "id") or "an entry"
        content = entry.find(ATOM + "content")
        links = entry.findall(ATOM + "link")
        if content is None and entry.find(ATOM + "summary") is None:
            yield "MissingTextualContent", where
        if content is None and not any(
                e.get("rel", "alternate") == "alternate" for e in links):
            yield "MissingContentOrAlternate", where
        for link in links:
            if link.get("rel") in OF_HISTORY:
                yield "FeedHistoryRelInEntry", f"{where} {link.get('rel')}"
        if content is not None and content.get("type") == "xhtml":
            yield from xhtml(where, content)
        instants = [entry.findtext(ATOM + kind) or ""
                    for kind in ("published", "updated")]
        if all(map(INSTANT.fullmatch, instants)) and \
                moment(instants[1]) < moment(instants[0]):
            yield "RFC 4287, 4.2.15", f"{where}: updated before published"
        if INSTANT.fullmatch(instants[1]) and instants[1] > (
                self.root.findtext(ATOM + "updated") or ""):
            yield "RFC 4287, 4.2.15", f"{where}: later than the feed"

    def deleted(self):
        ids = {e.findtext(ATOM + "id") for e in self.entries}
        seen = set()
        for element in self.root.iter(AT + "deleted-entry"):
            ref, when = element.get("ref"), element.get("when")
            if not ref or not is_uri(ref) or not when or \
                    not INSTANT.fullmatch(when):
                yield "RFC 6721, 3", f"{ref} {when}"
            if ref in ids or ref in seen:
                yield "RFC 6721, 3", f"{ref} is there too"
            seen.add(ref)
            if element not in list(self.root):
                yield "RFC 6721, 3", f"{ref} does not stand in the feed"
            elif when and when > self.root.findtext(ATOM + "updated"):
                yield "RFC 6721, 3", f"{ref}: later than the feed"


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def within(parent):
    """What a feed or an entry must have, and how often it may."""
    known = IN_ENTRY if local(parent) == "entry" else IN_FEED
    names = [local(e) for e in parent if e.tag.startswith(ATOM)]
    for name, often in known.items():
        if often == 1 and name not in names:
            yield "MissingElement", f"{local(parent)}: {name}"
        if often and names.count(name) > 1:
            yield "DuplicateElement", f"{local(parent)}: {name}"
    for name in names:
        if name not in known:
            yield "UndefinedElement", f"{local(parent)}: {name}"
    kinds = [(e.get("type"), e.get("hreflang"))
             for e in parent.findall(ATOM + "link")
             if e.get("rel", "alternate") == "alternate"]
    if len(set(kinds)) != len(kinds):
        yield "DuplicateAtomLink", f"{local(parent)}: {kinds}"
    for element in parent:
        if element.tag.startswith(XHTML):
            yield "MisplacedXHTMLContent", element.tag


def everywhere(element):
    name, text = local(element), element.text or ""
    if not element.tag.startswith("{"):
        yield "UndeterminableVocabulary", element.tag
    for words in (text, element.tail or "", *element.attrib.values()):
        if re.search("[\x80-\x9f\ufffd]", words) or \
                re.search("[\xc2\xc3][\x80-\xbf]", words):
            yield "BadCharacters", f"{name}: {words[:60]!a}"
    lang = element.get(XML + "lang")
    if lang is not None and not LANGUAGE.fullmatch(lang):
        yield "InvalidLanguage", lang
    if not element.tag.startswith(ATOM):
        # It knows Atom's elements by their local names alone.
        if not element.tag.startswith(XHTML) and name in (
                "feed", *IN_FEED, *IN_ENTRY):
            yield "NetNewsWire", element.tag
        return
    yield from of_atom(element, name, text)


def of_atom(element, name, text):
    for attribute in element.attrib:
        if not attribute.startswith(XML) and \
                attribute not in ATTRIBUTES.get(name, ()):
            yield "UnexpectedAttribute", f"{name} {attribute}"
    if name in ("feed", "entry", "author", "contributor") and text.strip() or \
            any((child.tail or "").strip() for child in element):
        yield "UnexpectedText", name
    if name in ("title", "subtitle", "rights", "summary", "content"):
        yield from construct(element, name, text)
    elif name in ("updated", "published"):
        yield from instant(name, text)
    elif name in ("id", "icon", "logo", "uri"):
        if text != text.strip():
            yield "UnexpectedWhitespace", name
        if not text.strip():
            yield "NotBlank", name
        elif not is_uri(text.strip()):
            yield "InvalidFullLink" if name == "id" else "InvalidLink", text
        elif name == "id" and not is_canonical(text.strip()):
            yield "NonCanonicalURI", text
    elif name in ("name", "generator"):
        if not text.strip():
            yield "NotBlank", name
        if END_TAG.search(text) or ENTITY.search(text):
            yield "ContainsHTML", f"{name}: {text}"
        if re.search(f"<{MAILBOX.pattern}>", text):
            yield "ContainsEmail", f"{name}: {text}"
    elif name == "email":
        if not MAILBOX.fullmatch(text):
            yield "InvalidContact", text
    elif name in ("author", "contributor"):
        children = [local(child) for child in element]
        for child in ("name", "email", "uri"):
            if children.count(child) > 1:
                yield "DuplicateElement", f"{name}: {child}"
        if "name" not in children:
            yield "MissingElement", f"{name}: name"
        for child in set(children) - {"name", "email", "uri"}:
            yield "UndefinedElement", f"{name}: {child}"
    elif name == "link":
        yield from link(element)
    elif name == "category":
        yield from category(element)


def instant(name, text):
    if text != text.strip():
        yield "UnexpectedWhitespace", name
    if not INSTANT.fullmatch(text.strip()):
        yield "InvalidRFC3339Date", f"{name}: {text}"
        return
    try:
        when = moment(text.strip())
    except ValueError:
        yield "InvalidRFC3339Date", f"{name}: {text}"
        return
    if when.year < 1990 or when > Feed.latest:
        yield "ImplausibleDate", f"{name}: {text}"


def construct(element, name, text):
    """Text constructs and content."""
    kind = element.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield "InvalidTextType", f"{name}: {kind}"
    if kind == "xhtml":
        if [child.tag for child in element] != [XHTML + "div"] or \
                text.strip():
            yield "MissingXhtmlDiv", name
        words = "".join(element.itertext())
        if END_TAG.search(words) or ENTITY.search(words):
            yield "NotInline", name
    else:
        for child in element:
            yield "UndefinedElement", f"{name}: {child.tag}"
        if END_TAG.search(text) or ENTITY.search(text):
            yield "ContainsUndeclaredHTML", f"{name}: {text}"
        words = text
    if not words.strip():
        yield "NotBlank", name


def xhtml(where, content):
    for element in content.iter():
        if element is content:
            continue
        if not element.tag.startswith(XHTML):
            yield "NotHtml", f"{where}: {element.tag}"
        elif local(element) not in HARMLESS:
            yield "SecurityRisk", f"{where}: {local(element)}"
        for name, value in element.items():
            if name.startswith("on"):
                yield "SecurityRiskAttr", f"{where}: {name}"
            if name == "style":
                yield "DangerousStyleAttr", f"{where}: {value}"
            if name in ("href", "src", "cite") and not is_uri(value):
                yield "ContainsRelRef", f"{where}: {value}"


def link(element):
    rel, href = element.get("rel"), element.get("href")
    where = f"{rel} {href}"
    for name in ("rel", "title", "type", "hreflang"):
        if element.get(name) == "":
            yield "AttrNotBlank", f"{name}: {where}"
    if rel is not None and rel not in RELATIONS and not is_uri(rel):
        yield "UnregisteredAtomLinkRel", where
    kind = element.get("type")
    if kind is not None and not TYPE.fullmatch(kind):
        yield "InvalidMIMEType", where
    elif rel == "self" and kind not in (None, "application/atom+xml"):
        yield "SelfNotAtom", where
    title = element.get("title", "")
    if END_TAG.search(title) or ENTITY.search(title):
        yield "ContainsHTML", where
    language = element.get("hreflang")
    if language is not None and not LANGUAGE.fullmatch(language):
        yield "InvalidLanguage", where
    if href is None:
        yield "MissingHref", where
    elif not is_uri(href):
        yield "InvalidIRI", where
    if (element.text or "").strip() or len(element):
        yield "AtomLinkNotEmpty", where


def category(element):
    term, scheme = element.get("term"), element.get("scheme")
    if not term:
        yield "MissingAttribute" if term is None else "NotBlank", "term"
    if scheme is not None and not is_uri(scheme):
        yield "InvalidFullLink", f"scheme: {scheme}"
    label = element.get("label", "")
    if END_TAG.search(label) or ENTITY.search(label):
        yield "ContainsHTML", f"label: {label}"
    if (element.text or "").strip():
        yield "UnexpectedText", "category"


# Rule, what to write in place of what, in the first feed that has it.
PLANTED = [
    ("BadXmlVersion", '^<.xml version="1.0"', '<?xml version="1.1"'),
    ("MissingEncoding", ' encoding="UTF-8"', ""),
    ("NetNewsWire", "</p>", "<em/></p>"),
    ("NetNewsWire", "<d:release", "<d:source/><d:release"),
    ("ContainsSystemEntity", "(?=<feed)", "<!DOCTYPE feed>"),
    ("ValidatorLimit", "(?=</feed>)", " " * 5000000),
    ("InvalidNamespace", "2005/Atom", "2005/atom"),
    ("AvoidNamespacePrefix", "<feed",
     '<feed xmlns:a="http://www.w3.org/2005/Atom"'),
    ("ReservedPrefix", "<feed", '<feed xmlns:thr="urn:x-other:1"'),
    ("NonstdPrefix", "<feed",
     '<feed xmlns:h="http://purl.org/syndication/history/1.0"'),
    ("NonstdPrefix", "<feed",
     '<feed xmlns:x="http://purl.org/atompub/tombstones/1.0"'),
    ("UnknownNamespace", "<feed", '<feed xmlns:x="urn:x-other:1"'),
    ("MisplacedMetadata", "(?=</feed>)", "<rights>R</rights>"),
    ("MissingSelf", 'rel="self"', 'rel="via"'),
    ("RelativeSelf", 'rel="self"(.*)href="[^"]*"', r'rel="self"\1href="a"'),
    ("SelfDoesntMatchLocation", 'rel="self"(.*)href="', r'\g<0>https://x.y/'),
    ("MissingElement", "(?s)<author>.*?</author>(.*?)<author>.*?</author>",
     r"\1"),
    ("MissingElement", "(?s)(<entry.*?)<title.*?</title>", r"\1"),
    ("MissingElement", "<updated>.*</updated>", ""),
    ("MissingElement", "<name>.*</name>", ""),
    ("DuplicateEntries", "(?s)<entry.*?</entry>", r"\g<0>\g<0>"),
    ("DuplicateUpdated", "(?s)<entry.*?</entry>", r"\g<0>\g<0>"),
    ("ArchiveIncomplete", "(?s)^(?=.*<fh:archive)(?!.*prev-archive.*next-arch)"
     '(?!.*next-archive.*prev-arch)(.*?)rel="(prev|next)-archive"',
     r'\1rel="via"'),
    ("MissingCurrentInArchive", '(?s)^(?=.*<fh:archive)(.*?)rel="current"',
     r'\1rel="via"'),
    ("RFC 5005, 4", 'rel="prev-archive"', 'rel="next-archive"'),
    ("RFC 5005, 2", '<link rel="prev-archive".*', r"\g<0>\g<0>"),
    ("MissingTextualContent", "(?s)<summary.*?</content>", ""),
    ("MissingContentOrAlternate",
     '(?s)(<entry(?:(?!rel="alternate"|</entry>).)*?)'
     "<summary(?:(?!</entry>).)*?</content>", r"\1"),
    ("FeedHistoryRelInEntry", 'rel="related"(?=.*ics"/>\n    <category)',
     'rel="next"'),
    ("RFC 4287, 4.2.15", "(<entry(?s:.*?)<published>)2", r"\g<1>9"),
    ("RFC 4287, 4.2.15", "(<entry(?s:.*?)<updated>)2", r"\g<1>9"),
    ("RFC 6721, 3", "(?=<entry)", '<at:deleted-entry xmlns:at="%s"/>' %
     AT.strip("{}")),
    ("RFC 6721, 3", "(?=<entry(?s:.*?)<id>(.*)</id>)",
     r'<at:deleted-entry xmlns:at="%s" ref="\1" when="2026-01-01T00:00:00Z"/>'
     % AT.strip("{}")),
    ("RFC 6721, 3", "(?=</entry>)", '<at:deleted-entry xmlns:at="%s" '
     'ref="tag:x,2026:1" when="2026-01-01T00:00:00Z"/>' % AT.strip("{}")),
    ("RFC 6721, 3", "(?=<entry)", '<at:deleted-entry xmlns:at="%s" '
     'ref="tag:x,2026:1" when="2999-01-01T00:00:00Z"/>' % AT.strip("{}")),
    ("DuplicateElement", "<subtitle.*", r"\g<0>\g<0>"),
    ("DuplicateElement", "(?s)<content.*?</content>", r"\g<0>\g<0>"),
    ("DuplicateElement", "<name.*", r"\g<0>\g<0>"),
    ("UndefinedElement", "<author>", "<writer/><author>"),
    ("UndefinedElement", "<name>", "<nick/><name>"),
    ("UndefinedElement", "</title>", "<b/></title>"),
    ("DuplicateAtomLink", '<link rel="alternate".*', r"\g<0>\g<0>"),
    ("MisplacedXHTMLContent", "<author>",
     '<div xmlns="http://www.w3.org/1999/xhtml"/><author>'),
    ("UndeterminableVocabulary", "<d:release", '<e xmlns=""/><d:release'),
    ("BadCharacters", "</title>", "\x93</title>"),
    ("BadCharacters", "</title>", "\ufffd</title>"),
    ("BadCharacters", "</title>", "\xc3\xa9</title>"),
    ("InvalidLanguage", 'xml:lang="[a-z]*"', 'xml:lang="french"'),
    ("InvalidLanguage", ' hreflang="[a-z]*"', ' hreflang="FR"'),
    ("UnexpectedAttribute", "<category", '<category lang="fr"'),
    ("UnexpectedText", "<author>", "<author>x"),
    ("UnexpectedText", "</link>|(<link[^>]*)/>", r"\1></link>x"),
    ("UnexpectedText", "(<category[^>]*)/>", r"\1>x</category>"),
    ("UnexpectedWhitespace", "<id>", "<id> "),
    ("UnexpectedWhitespace", "<updated>", "<updated> "),
    ("NotBlank", "<id>.*</id>", "<id/>"),
    ("NotBlank", "<name>.*</name>", "<name/>"),
    ("NotBlank", "<title>.*</title>", "<title/>"),
    ("NotBlank", 'term="[^"]*"', 'term=""'),
    ("InvalidFullLink", "<id>tag:.*,2026", "<id>tag:x"),
    ("InvalidFullLink", "<id>.*</id>", "<id>feed</id>"),
    ("InvalidFullLink", 'scheme="[^"]*"', 'scheme="topic"'),
    ("InvalidLink", "<uri>", "<uri>x y"),
    ("NonCanonicalURI", "<id>.*</id>", "<id>http://example.org</id>"),
    ("NonCanonicalURI", "<id>.*</id>", "<id>http://example.org/%7ex</id>"),
    ("ContainsHTML", "</name>", "&lt;/b></name>"),
    ("ContainsHTML", 'label="', 'label="&amp;#39;'),
    ("ContainsHTML", 'type="text/calendar"', r'\g<0> title="&amp;amp;"'),
    ("ContainsEmail", "</name>", " &lt;a@b.example></name>"),
    ("InvalidContact", "<email>", "<email>x y"),
    ("InvalidRFC3339Date", "<updated>(.*)T.*Z", r"<updated>\1"),
    ("InvalidRFC3339Date", "<updated>....-..-", "<updated>2026-02-3"),
    ("ImplausibleDate", "<updated>2", "<updated>1"),
    ("ImplausibleDate", "<updated>2", "<updated>3"),
    ("InvalidTextType", "<title", '<title type="text/plain"'),
    ("MissingXhtmlDiv", '<content type="xhtml"[^>]*>', r"\g<0>x"),
    ("NotInline", "<content(?s:.*?)<p>", r"\g<0>&lt;/b>"),
    ("ContainsUndeclaredHTML", "</title>", "&lt;/B></title>"),
    ("NotHtml", "<p>", '<p xmlns="urn:x-other:1">'),
    ("SecurityRisk", "<p>", "<p><script/>"),
    ("SecurityRiskAttr", "<p>", '<p onclick="x">'),
    ("DangerousStyleAttr", "<p>", '<p style="x">'),
    ("ContainsRelRef", "<p>", '<p><a href="x">x</a>'),
    ("AttrNotBlank", 'hreflang="[^"]*"', 'hreflang=""'),
    ("UnregisteredAtomLinkRel", 'rel="related"', 'rel="relate"'),
    ("InvalidMIMEType", 'type="text/calendar"', 'type="text"'),
    ("SelfNotAtom", 'rel="self" type="[^"]*"', 'rel="self" type="text/xml"'),
    ("MissingHref", '(<link.*) href="[^"]*"', r"\1"),
    ("InvalidIRI", '(<link.* href=")[^"]*', r"\1x y"),
    ("InvalidIRI", '(<link.* href=")[^"]*', r"\1https:///x"),
    ("AtomLinkNotEmpty", "(<link[^>]*)/>", r"\1>x</link>"),
    ("MissingAttribute", ' term="[^"]*"', ""),
]
# What the validator warns of, and why it stays.
ACCEPTED = {
    "UnknownNamespace": "extensions, which programs pass over",
    "DuplicateUpdated": "changes that one build finds, or of one day",
    "SelfDoesntMatchLocation": "a former address names the one it has now",
    "ContainsUndeclaredHTML": "words of the hard site that look like markup",
    "NotInline": "the same, in content"}


def is_accepted(rule, site, path, where):
    if rule == "UnknownNamespace":
        return where in OURS.values()
    if rule in ("ContainsUndeclaredHTML", "NotInline"):
        return site == "hard"
    if rule == "DuplicateUpdated":
        return "changes" in path
    if rule == "SelfDoesntMatchLocation":
        return path.split("/")[1] in ("ends", "fortunes")
    return rule in ACCEPTED


def plant(feeds):
    """Each defect must be found."""
    names = set()
    for rule, old, new in PLANTED:
        names.add(rule)
        for base, path, octets, rules in feeds:
            text = octets.decode()
            planted = re.sub(old, new, text, 1)
            if planted != text and rule not in rules:
                break
        else:
            yield f"no feed to plant it in: {rule}: {old}"
            continue
        try:
            told = {r for r, _ in Feed(base, path, planted.encode()).faults()}
        except ET.ParseError as error:
            told = {str(error)}
        if rule not in told:
            yield f"{rule}: does not find {new!r} in {path}: {told}"
    with open(__file__, encoding="utf-8") as source:
        rules = set(re.findall('"([A-Z]+[a-z]\\w*|RFC [0-9]+, [0-9.]+)"',
                               source.read().partition("# Rule,")[0]))
    for rule in rules ^ names:
        yield f"{rule}: nothing is planted for it, or it is no rule"


def set_latest(epoch):
    Feed.latest = datetime.fromtimestamp(int(epoch), timezone.utc) + \
        timedelta(days=1)


def main():
    set_latest(sys.argv.pop(1))
    from sites import WORK, files
    feeds, wrong, used = [], [], set()
    every = list(files("atom"))
    for site, path, octets in every:
        with open(f"{WORK}/{site}/expected.json", encoding="utf-8") as file:
            base = json.load(file)["base"]
        faults = list(Feed(base, path, octets).faults())
        # Of what is accepted, more than that may be planted.
        feeds.append((base, path, octets, {
            rule for rule, _ in faults if rule != "UnknownNamespace"}))
        for rule, where in faults:
            if is_accepted(rule, site, path, where):
                used.add(rule)
            else:
                wrong.append(f"{site}/{path}: {rule}: {where}")
    wrong += unused(ACCEPTED, used)
    wrong += plant(feeds)
    conclude("atom-rules",
             f"{len(feeds)} feeds, {len(PLANTED)} defects planted", wrong)


if __name__ == "__main__":
    main()
