#!/usr/bin/python3
"""What RFC 4287's grammar cannot say, and what readers were seen to need."""

import json
import re
import xml.etree.ElementTree as ET

from sites import SITES, WORK, files, tell

A = "{http://www.w3.org/2005/Atom}"
X = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
bases = {}
for name in SITES:
    with open(f"{WORK}/{name}/expected.json", encoding="utf-8") as expected:
        bases[name] = json.load(expected)["base"]


def faults(base, path, octets):
    if octets.startswith(b"\xef\xbb\xbf") or b"\r" in octets:
        yield "a BOM or a CR"
    if b"xmlns:atom" in octets or b"<!DOCTYPE" in octets:
        yield "Atom elements with a prefix, or a DOCTYPE"
    feed = ET.fromstring(octets)
    entries = feed.findall(A + "entry")
    links = [(e.get("rel"), e.get("href")) for e in feed.findall(A + "link")]
    ids = [e.findtext(A + "id") for e in entries]
    if feed.get(LANG) != path.split("/")[0]:
        yield "the language of the feed"
    if [href for rel, href in links if rel == "self"] != [base + path]:
        yield f"rel=self: {links}"
    if not entries or len(set(ids)) != len(ids):
        yield "no entry, or an id twice"
    updated = [e.findtext(A + "updated") for e in entries]
    if entries and feed.findtext(A + "updated") != max(updated):
        yield "updated is not that of the newest entry"
    if updated != sorted(updated, reverse=True):
        yield "the newest does not stand first"
    for entry in entries:
        yield from entry_faults(entry)


def entry_faults(entry):
    where = entry.findtext(A + "id") + ": "
    names = [e.tag for e in entry]
    if entry.get(LANG) is None or A + "author" not in names:
        yield where + "no language or no author"
    published = entry.findtext(A + "published")
    updated = entry.findtext(A + "updated")
    for instant in (published, updated):
        if not INSTANT.fullmatch(instant):
            yield where + f"{instant} is no instant in UTC"
    if updated < published:
        yield where + "updated before it was published"
    pages = [e for e in entry.findall(A + "link")
             if e.get("rel") == "alternate"]
    kinds = [(e.get("type"), e.get("hreflang")) for e in pages]
    if len(set(kinds)) != len(kinds):
        yield where + f"two alternates alike: {kinds}"
    if pages and (pages[0].get("href") != pages[-1].get("href") or
                  pages[-1].get("hreflang") is not None):
        yield where + "the first alternate is not the last"
    for element in entry.iter():
        for name in ("href", "src"):
            link = element.get(name)
            if link and not re.match("https?://|mailto:", link):
                yield where + f"a link to {link}"
        if element.tag.startswith(X) and element.tag[len(X):] in (
                "script", "style", "iframe", "object", "form", "img"):
            yield where + f"{element.tag} in the content"
        if any(name.startswith("on") for name in element.keys()):
            yield where + "a handler in the content"
    content = entry.find(A + "content")
    if [e.tag for e in content] != [X + "div"] or content.text.strip():
        yield where + "the content is not one div"


for site, path, octets in files("atom"):
    for fault in faults(bases[site], path, octets):
        tell(site=site, file=path, error=fault)
    feed = ET.fromstring(octets)
    tell(site=site, file=path, entries=[{
        "id": e.findtext(A + "id"), "title": e.findtext(A + "title"),
        "published": e.findtext(A + "published"),
        "updated": e.findtext(A + "updated"),
        "content": ET.tostring(e.find(A + "content"), "unicode"),
    } for e in feed.findall(A + "entry")])
