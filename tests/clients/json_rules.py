#!/usr/bin/python3
"""JSON Feed 1.1, line by line of its specification, on every releases.json;
what RFC 8259 asks on events.json too: json_rules.py WORK SITE…

First each rule must find a defect that is planted in one of the feeds."""

import copy
import json
import os
import re
import xml.etree.ElementTree as ET
from datetime import datetime
from html.parser import HTMLParser

from verdict import conclude, unused

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?"
                     r"(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"
                      r"(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
ADDRESS = re.compile(r'https?://[^\s/<>"]+(/[^\s<>"]*)?')
TEXT, LIST, NUMBER = str, list, (int, float)
# Names and kinds; the first are required, as for feeds on the public web.
FEED = {"version": TEXT, "title": TEXT, "home_page_url": TEXT,
        "feed_url": TEXT, "items": LIST}, {
    "description": TEXT, "user_comment": TEXT, "next_url": TEXT, "icon": TEXT,
    "favicon": TEXT, "authors": LIST, "language": TEXT, "expired": bool,
    "hubs": LIST}
ITEM = {"id": TEXT}, {
    "url": TEXT, "external_url": TEXT, "title": TEXT, "content_html": TEXT,
    "content_text": TEXT, "summary": TEXT, "image": TEXT,
    "banner_image": TEXT, "date_published": TEXT, "date_modified": TEXT,
    "authors": LIST, "tags": LIST, "language": TEXT, "attachments": LIST}
AUTHOR = {}, {"name": TEXT, "url": TEXT, "avatar": TEXT}
HUB = {"type": TEXT, "url": TEXT}, {}
ATTACHMENT = {"url": TEXT, "mime_type": TEXT}, {
    "title": TEXT, "size_in_bytes": NUMBER, "duration_in_seconds": NUMBER}
ELEMENTS = {"div", "p", "h2", "h3", "ul", "ol", "li", "blockquote", "table",
            "tr", "th", "td", "em", "strong", "sup", "sub", "a", "br", "span"}


class Html(HTMLParser):
    """What a browser would see in content_html."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.open = [], []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "src", "id"):
                self.faults.append(f"{name} on {tag}")
            if name == "href" and not re.match("https?://|mailto:", value):
                self.faults.append(f"a link to {value}")
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        # In HTML the stroke means nothing.
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another")


def pairs(items):
    names = [name for name, _ in items]
    if len(set(names)) != len(names):
        raise ValueError(f"a name twice in {names}")
    return dict(items)


def parse(octets):
    """RFC 8259, 4, 6 and 8; no number that is none."""
    if octets.startswith(b"\xef\xbb\xbf"):
        raise ValueError("a BOM")

    def refuse(word):
        raise ValueError(word)
    return json.loads(octets.decode(), object_pairs_hook=pairs,
                      parse_constant=refuse)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from strings(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings(inside)


def shape(where, value, names):
    """Members that lack, are of another kind, or that nobody knows."""
    if not isinstance(value, dict):
        yield "kind", f"{where} is no object"
        return
    required, optional = names
    for name in required:
        if name not in value:
            yield "required", f"{where} has no {name}"
    for name, inside in value.items():
        kind = {**required, **optional}.get(name)
        if name.startswith("_"):
            yield from extension(f"{where}.{name}", name, inside)
        elif kind is None:
            yield "unknown", f"{where}.{name}"
        elif not isinstance(inside, kind) or \
                kind is not bool and isinstance(inside, bool):
            yield "kind", f"{where}.{name}: {inside!r}"
        elif inside == "" or inside == []:
            yield "empty", f"{where}.{name}"
        elif re.search("url$|^(fav)?icon$|image$|avatar", name) and \
                not ADDRESS.fullmatch(inside) and not (
                    ".authors" in where and inside.startswith("mailto:")):
            yield "address", f"{where}.{name}: {inside}"
        elif name == "language" and not LANGUAGE.fullmatch(inside):
            yield "language", f"{where}: {inside}"


def extension(where, name, value):
    if not re.fullmatch("_[A-Za-z][A-Za-z0-9_]*", name) or \
            not isinstance(value, dict):
        yield "extension", where
    for inside in names_within(value):
        if not re.fullmatch("[A-Za-z0-9][A-Za-z0-9_]*", inside):
            yield "extension", f"{where}: {inside}"


def names_within(value):
    if isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from names_within(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from names_within(inside)


def listed(where, value, name, names):
    items = value.get(name, [])
    for i, item in enumerate(items if isinstance(items, list) else []):
        yield from shape(f"{where}.{name}[{i}]", item, names)


def feed_faults(feed, address):
    """(rule, where)"""
    yield from shape("feed", feed, FEED)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version", str(feed.get("version"))
    if next(iter(feed), None) != "version":
        yield "version first", str(list(feed)[:1])
    if feed.get("feed_url") != address:
        yield "feed_url", str(feed.get("feed_url"))
    if feed.get("next_url") in (feed.get("feed_url"), address):
        yield "next_url", address
    yield from listed("feed", feed, "authors", AUTHOR)
    yield from listed("feed", feed, "hubs", HUB)
    items = [item for item in feed.get("items") or [] if
             isinstance(item, dict)]
    ids = [item.get("id") for item in items]
    for twice in {i for i in ids if ids.count(i) > 1}:
        yield "id twice", str(twice)
    for author in [a for value in [feed] + items
                   for a in value.get("authors") or []]:
        if author == {}:
            yield "author", "without name, url and avatar"
    for i, item in enumerate(feed.get("items") or []):
        yield from item_faults(f"items[{i}]", item)
    abouts = [value.get("about") for where in [feed] + items
              for name, value in where.items()
              if name.startswith("_") and isinstance(value, dict)]
    if abouts and not any(abouts):
        yield "about", "no word of what the extension is"


def item_faults(where, item):
    yield from shape(where, item, ITEM)
    if not isinstance(item, dict):
        return
    if "content_html" not in item and "content_text" not in item:
        yield "content", where
    for fault in Html(str(item.get("content_html", ""))).faults:
        yield "content_html", f"{where}: {fault}"
    dates = []
    for name in ("date_published", "date_modified"):
        date = str(item.get(name, "2000-01-01T00:00:00Z"))
        try:
            if not INSTANT.fullmatch(date):
                raise ValueError
            dates.append(datetime.fromisoformat(date.replace("Z", "+00:00")))
        except ValueError:
            yield "date", f"{where}.{name}: {date}"
    if len(dates) == 2 and "date_published" in item and \
            "date_modified" in item and dates[1] < dates[0]:
        yield "modified before published", where
    yield from listed(where, item, "authors", AUTHOR)
    yield from listed(where, item, "attachments", ATTACHMENT)
    tags = item.get("tags") or []
    if not all(isinstance(tag, str) and tag.strip() for tag in tags) or \
            len(set(map(str, tags))) != len(tags):
        yield "tags", f"{where}: {tags}"


def common_faults(value, octets):
    """Of every file that is JSON."""
    for text in strings(value):
        if re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]",
                     text):
            yield "characters", ascii(text)[:60]
    # A burden on readers, says the specification.
    if len(octets) > 1000000:
        yield "size", str(len(octets))


def as_in_atom(feed, root):
    """The same entries, with the same words and moments."""
    want = [tuple(entry.findtext(ATOM + name) for name in (
        "id", "title", "summary", "published", "updated"))
        for entry in root.findall(ATOM + "entry")]
    got = [tuple(item.get(name) for name in (
        "id", "title", "summary", "date_published", "date_modified"))
        for item in feed.get("items") or [] if isinstance(item, dict)]
    if want != got:
        yield "as in Atom", str([g for g in got if g not in want][:1] or
                                f"{len(got)} of {len(want)}, or in another "
                                "order")


def faults(address, octets, atom):
    try:
        value = parse(octets)
    except ValueError as error:
        return [("JSON", str(error))]
    told = list(common_faults(value, octets))
    if atom is not None:
        told += feed_faults(value, address)
        told += as_in_atom(value, atom)
    return told


def put(*keys, value=None):
    """A defect: the member at the end of `keys` becomes `value`."""
    def change(feed):
        for key in keys[:-1]:
            feed = feed[key]
        feed[keys[-1]] = value
    return change


def drop(*keys):
    def change(feed):
        for key in keys[:-1]:
            feed = feed[key]
        del feed[keys[-1]]
    return change


def last_first(feed):
    feed["version"] = feed.pop("version")


def twice(feed):
    feed["items"].append(copy.deepcopy(feed["items"][0]))


def backwards(feed):
    feed["items"].reverse()


PLANTED = [
    ("required", drop("title")), ("required", drop("home_page_url")),
    ("required", drop("feed_url")), ("required", drop("items")),
    ("required", drop("items", 0, "id")),
    ("required", put("hubs", value=[{"url": "https://x.example/"}])),
    ("required", put("items", 0, "attachments", value=[{"title": "x"}])),
    ("kind", put("items", 0, "id", value=7)),
    ("kind", put("items", 0, "url", value=None)),
    ("kind", put("items", 0, "tags", value="x")),
    ("kind", put("expired", value=1)),
    ("kind", put("items", 0, value="x")),
    ("kind", put("authors", value={"name": "x"})),
    ("unknown", put("links", value="x")),
    ("unknown", put("author", value={"name": "x"})),
    ("unknown", put("items", 0, "link", value="x")),
    ("unknown", put("authors", 0, "email", value="x")),
    ("empty", put("items", 0, "title", value="")),
    ("empty", put("authors", value=[])),
    ("address", put("items", 0, "url", value="/x")),
    ("address", put("items", 0, "url", value="mailto:a@b.example")),
    ("address", put("icon", value="javascript:x")),
    ("language", put("language", value="French")),
    ("language", put("items", 0, "language", value="FR")),
    ("extension", put("_", value={})), ("extension", put("_x", value=1)),
    ("extension", put("items", 0, "_x.y", value={})),
    ("extension", put("items", 0, "_dialogue", "a.b", value=1)),
    ("extension", put("items", 0, "_dialogue", "events", 0, "_a", value=1)),
    ("version", put("version", value="https://jsonfeed.org/version/1")),
    ("version first", last_first),
    ("feed_url", put("feed_url", value="https://x.example/")),
    ("next_url", lambda feed: feed.update(next_url=feed["feed_url"])),
    ("id twice", twice), ("author", put("authors", 0, value={})),
    ("author", put("items", 0, "authors", value=[{}])),
    ("content", drop("items", 0, "content_html")),
    ("content_html", put("items", 0, "content_html", value="<script>")),
    ("content_html", put("items", 0, "content_html", value="<em/>x")),
    ("content_html", put("items", 0, "content_html", value="<p></em>")),
    ("content_html", put("items", 0, "content_html",
                         value="<p onclick='x'></p>")),
    ("content_html", put("items", 0, "content_html",
                         value="<a href='x'>x</a>")),
    ("date", put("items", 0, "date_published", value="2026-01-28")),
    ("date", put("items", 0, "date_modified",
                 value="2026-02-30T00:00:00Z")),
    ("modified before published",
     put("items", 0, "date_modified", value="1999-01-01T00:00:00Z")),
    ("tags", put("items", 0, "tags", value=["x", "x"])),
    ("tags", put("items", 0, "tags", value=[1])),
    ("characters", put("items", 0, "title", value="\x1b")),
    ("characters", put("items", 0, "_dialogue", "x", value="\ud800")),
    ("size", put("description", value="x" * 1000000)),
    ("as in Atom", put("items", 0, "title", value="x")),
    ("as in Atom", backwards), ("as in Atom", drop("items", 0))]
# What stays, and why.
ACCEPTED = {"about": "there is no page about the extension"}
OCTETS = [b"\xef\xbb\xbf{}", b'{"a":1,"a":2}', b'{"a":NaN}', b'{"a":"\xff"}',
          b"{'a':1}", b'{"a":1,}', b"{}{}"]


def plant(feeds):
    """Each defect must be found."""
    for rule, change in PLANTED:
        for address, octets, atom in feeds:
            value = parse(octets)
            if rule in {r for r, _ in faults(address, octets, atom)}:
                continue
            try:
                change(value)
            except (KeyError, IndexError):
                continue
            planted = json.dumps(value).encode()
            if planted == json.dumps(parse(octets)).encode():
                continue
            told = {r for r, _ in faults(address, planted, atom)}
            if rule not in told:
                yield f"{rule}: is not found in {address}: {told}"
            break
        else:
            yield f"{rule}: no feed to plant it in"
    for octets in OCTETS:
        if not faults("", octets, None):
            yield f"JSON: {octets} is not found"
    with open(__file__, encoding="utf-8") as source:
        rules = set(re.findall('yield "([a-zA-Z_ ]+)"', source.read()))
    for rule in rules ^ {*ACCEPTED, *(rule for rule, _ in PLANTED)}:
        yield f"{rule}: nothing is planted for it, or it is no rule"


def main():
    from sites import WORK, files
    feeds, wrong, count, used = [], [], 0, set()
    for site, path, octets in files("json"):
        count += 1
        with open(f"{WORK}/{site}/expected.json", encoding="utf-8") as file:
            address = json.load(file)["base"] + path
        atom = None
        if os.path.basename(path) == "releases.json":
            atom = ET.parse(f"{WORK}/{site}/feeds/{path[:-5]}.atom").getroot()
            feeds.append((address, octets, atom))
        for rule, where in faults(address, octets, atom):
            if rule in ACCEPTED:
                used.add(rule)
            else:
                wrong.append(f"{site}/{path}: {rule}: {where}")
    wrong += unused(ACCEPTED, used)
    wrong += plant(feeds)
    planted = len(PLANTED) + len(OCTETS)
    conclude("json-rules", f"{count} feeds, {planted} defects planted", wrong)


if __name__ == "__main__":
    main()
