#!/usr/bin/python3
"""What RFC 4287's grammar cannot say, what readers were seen to need, and all
that programs read beside the words: links, categories, persons, elements of
the namespace that is ours."""

import json
import re
import xml.etree.ElementTree as ET

from sites import SITES, WORK, files, tell

A = "{http://www.w3.org/2005/Atom}"
D = "{urn:uuid:8f0d2f4e-6f5b-4d9c-9a55-2f0c1b7e3a10}"
FH = "{http://purl.org/syndication/history/1.0}"
X = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ORDER = ["id", "title", "author", "published", "updated", "link", "category",
         "summary", "content", "change", "event", "release", "translation"]
CAPACITIES = ["co-chair", "chair", "head", "host", "facilitator",
              "participant"]
RIGHT_TO_LEFT = {"ar", "he"}
bases = {}
for name in SITES:
    with open(f"{WORK}/{name}/expected.json", encoding="utf-8") as expected:
        bases[name] = json.load(expected)["base"]


def local(element):
    return element.tag.partition("}")[2]


def faults(base, path, octets):
    if octets.startswith(b"\xef\xbb\xbf") or b"\r" in octets:
        yield "a BOM or a CR"
    if b"xmlns:atom" in octets or b"<!DOCTYPE" in octets:
        yield "Atom elements with a prefix, or a DOCTYPE"
    # Some readers take an element without a prefix for Atom's.
    if set(re.findall(b' xmlns="([^"]*)"', octets)) != {
            A[1:-1].encode(), X[1:-1].encode()}:
        yield "an element of another namespace without prefix"
    feed = ET.fromstring(octets)
    entries = feed.findall(A + "entry")
    links = [(e.get("rel"), e.get("href")) for e in feed.findall(A + "link")]
    ids = [e.findtext(A + "id") for e in entries]
    if feed.get(LANG) != path.split("/")[0]:
        yield "the language of the feed"
    # Some readers take the last alternate of a feed, of whatever type.
    if [href for rel, href in links if rel == "alternate"] != [base]:
        yield f"rel=alternate: {links}"
    if not entries or len(set(ids)) != len(ids):
        yield "no entry, or an id twice"
    updated = [e.findtext(A + "updated") for e in entries]
    if entries and feed.findtext(A + "updated") != max(updated):
        yield "updated is not that of the newest entry"
    if updated != sorted(updated, reverse=True):
        yield "the newest does not stand first"
    for entry in entries:
        for fault in entry_faults(entry):
            yield entry.findtext(A + "id") + ": " + fault


def entry_faults(entry):
    names = [local(e) for e in entry]
    if not {*names} <= {*ORDER} or \
            names != sorted(names, key=ORDER.index):
        yield f"the order of elements: {names}"
    if entry.get(LANG) is None or "author" not in names:
        yield "no language or no author"
    published = entry.findtext(A + "published")
    updated = entry.findtext(A + "updated")
    for instant in (published, updated):
        if not INSTANT.fullmatch(instant):
            yield f"{instant} is no instant in UTC"
    if updated < published:
        yield "updated before it was published"
    pages = [e for e in entry.findall(A + "link")
             if e.get("rel") == "alternate"]
    kinds = [(e.get("type"), e.get("hreflang")) for e in pages]
    if len(set(kinds)) != len(kinds):
        yield f"two alternates alike: {kinds}"
    # An entry about a change may have its meeting's calendar instead.
    if [kind for kind, _ in kinds] != ["text/calendar"] and pages and (
            pages[0].get("href") != pages[-1].get("href") or
            len(pages) > 1 and pages[-1].get("hreflang") is not None):
        yield "the first alternate is not the last"
    for element in entry.iter():
        yield from markup_faults(element)
    content = entry.find(A + "content")
    if [e.tag for e in content] != [X + "div"] or content.text.strip():
        yield "the content is not one div"
        return
    yield from language_faults(content[0], entry.get(LANG), None, None)


def language_faults(element, inherited, above, direction):
    """What is of another language says so, and how it runs."""
    language = element.get("lang", above)
    if element.get("lang") != element.get(LANG):
        yield f"lang {element.get('lang')}, xml:lang {element.get(LANG)}"
    if above is None and language != inherited:
        yield f"the content is of {language}"
    direction = element.get("dir", direction)
    want = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if element.get("lang") and direction != want:
        yield f"{language} runs {direction}"
    for child in element:
        yield from language_faults(child, inherited, language, direction)


def markup_faults(element):
    for name in ("href", "src"):
        link = element.get(name)
        if link and not re.match("https?://|mailto:", link):
            yield f"a link to {link}"
    if element.tag.startswith(X) and element.tag[len(X):] in (
            "script", "style", "iframe", "object", "form", "img"):
        yield f"{element.tag} in the content"
    if any(name.startswith("on") for name in element.keys()):
        yield "a handler in the content"


def link(element):
    return [element.get(name) for name in ("rel", "type", "hreflang", "href")]


def author(element):
    found = element.find(A + "author")
    mailbox = found.findtext(A + "email")
    return [found.findtext(A + "name"),
            "mailto:" + mailbox if mailbox else found.findtext(A + "uri")]


def number(text):
    return text and int(text)


def words(element, language):
    """The text of an element and its language; blank is none."""
    if element is None or not (element.text or "").strip():
        return [None, None]
    return [element.text, element.get(LANG, language)]


def person(element, language):
    name, name_language = words(element.find(D + "person"), language)
    role, role_language = words(element.find(D + "office"), language)
    return [local(element), number(element.get("order")),
            element.get("party"), name, role, name_language, role_language]


def meeting(element, language):
    start, end = element.find(D + "start"), element.find(D + "end")
    place = element.find(D + "place")
    return {
        "uid": element.get("uid"), "status": element.get("status"),
        "number": number(element.get("number")),
        "start": None if start is None else start.text,
        "end": None if end is None else end.text,
        "zone": None if start is None else start.get("zone"),
        "place": [None] * 4 if place is None else words(place, language) +
        [place.get("country"), place.get("mode")],
        "persons": sorted((person(e, language) for e in element
                           if local(e) in CAPACITIES), key=lambda p: p[1])}


def translation(element):
    if element is None:
        return None
    return {"kind": element.get("kind"), "language": element.get("language"),
            "of": element.get("of"),
            "of_revision": number(element.get("of-revision")),
            "revision": number(element.get("revision")),
            "stale": element.get("stale") == "yes", "notice": element.text}


def entry(element):
    language = element.get(LANG)
    told = {
        "id": element.findtext(A + "id"),
        "title": element.findtext(A + "title"),
        "published": element.findtext(A + "published"),
        "updated": element.findtext(A + "updated"),
        "author": author(element), "language": language,
        "links": [link(e) for e in element.findall(A + "link")],
        "categories": [[e.get(name) for name in ("term", "scheme", "label")]
                       for e in element.findall(A + "category")],
        "d_events": [meeting(e, language)
                     for e in element.findall(D + "event")],
        "summary": element.findtext(A + "summary") or "",
        "content": ET.tostring(element.find(A + "content"), "unicode")}
    change, release = element.find(D + "change"), element.find(D + "release")
    told["change"] = None if change is None else [
        change.get(name) for name in ("kind", "from", "to", "release")]
    told["release"] = None if release is None else dict(
        release.attrib, id=told["id"].partition(":")[2].partition(":")[2]
        .split("/")[1], form=release.get("form", "text"))
    found = element.find(D + "translation")
    told["translation"] = translation(found)
    told["notice_language"] = None if found is None else found.get(LANG)
    return told


def related(site, feed):
    """Feeds that are named by the titles that they have."""
    found = []
    for element in feed.findall(A + "link"):
        if link(element)[:2] == ["related", "application/atom+xml"]:
            path = element.get("href")[len(bases[site]):]
            if feeds[site, path].findtext(A + "title") == \
                    element.get("title"):
                found.append(path)
    return found


feeds = {(site, path): ET.fromstring(octets)
         for site, path, octets in files("atom")}
for site, path, octets in files("atom"):
    for fault in faults(bases[site], path, octets):
        tell(site=site, file=path, error=fault)
    feed = feeds[site, path]
    tell(site=site, file=path, head={
        "links": sorted((link(e) for e in feed.findall(A + "link")), key=str),
        "related": related(site, feed),
        "id": feed.findtext(A + "id"), "title": feed.findtext(A + "title"),
        "subtitle": feed.findtext(A + "subtitle"),
        "rights": feed.findtext(A + "rights"),
        "generator": feed.findtext(A + "generator"),
        "author": author(feed), "logo": feed.findtext(A + "logo"),
        "is_archive": feed.find(FH + "archive") is not None,
    }, entries=[entry(e) for e in feed.findall(A + "entry")])
