#!/usr/bin/python3
"""The rules of JSON Feed 1.1, what stands in releases.json beside the Atom
feed of the same name, and events.json, read with nothing but a JSON parser;
events.csv as Python reads tables."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

from meetings import COLUMNS
from sites import SITES, WORK, files, tell

A = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PAGE = re.compile("https?://[!-~]+")
FEED = {"version": str, "title": str, "home_page_url": PAGE, "feed_url": PAGE,
        "description": str, "language": str, "icon": PAGE, "authors": list,
        "hubs": list, "items": list}
ITEM = {"id": str, "url": PAGE, "title": str, "content_html": str,
        "summary": str, "date_published": INSTANT, "date_modified": INSTANT,
        "authors": list, "tags": list, "language": str, "_dialogue": dict}
OPTIONAL = {"icon", "hubs", "url"}
AUTHOR = {"name": str, "url": re.compile("https?://[!-~]+|mailto:[!-~]+")}
HUB = {"type": str, "url": PAGE}
expected = {}
for name in SITES:
    with open(f"{WORK}/{name}/expected.json", encoding="utf-8") as file:
        expected[name] = json.load(file)


def one_of_each(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError(f"a member twice: {names}")
    return dict(pairs)


def shape_faults(item, shape, optional):
    for name in set(shape) - set(item) - optional:
        yield f"lacks {name}"
    for name, value in item.items():
        want = shape.get(name)
        if want is None:
            yield f"{name} is unknown"
        elif isinstance(want, re.Pattern):
            if not isinstance(value, str) or not want.fullmatch(value):
                yield f"{name}: {value!r}"
        elif not isinstance(value, want) or value in ("", []):
            yield f"{name}: {value!r}"


def feed_faults(site, path, feed):
    base = expected[site]["base"]
    yield from shape_faults(feed, FEED, OPTIONAL)
    for name, want in (("version", "https://jsonfeed.org/version/1.1"),
                       ("home_page_url", base), ("feed_url", base + path),
                       ("language", path.split("/")[0])):
        if feed[name] != want:
            yield f"{name}: {feed[name]!r}"
    for author in feed["authors"]:
        yield from shape_faults(author, AUTHOR, set())
    for hub in feed.get("hubs", []):
        yield from shape_faults(hub, HUB, set())
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "an id twice"
    for item in feed["items"]:
        for fault in item_faults(item):
            yield f"{item['id']}: {fault}"


def item_faults(item):
    yield from shape_faults(item, ITEM, OPTIONAL)
    for author in item["authors"]:
        yield from shape_faults(author, AUTHOR, {"url"})
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield f"tags: {item['tags']}"
    if set(item["_dialogue"]) != {"release", "translation", "events"}:
        yield f"_dialogue: {[*item['_dialogue']]}"


def canonical(markup):
    return ET.canonicalize(markup, strip_text=True, rewrite_prefixes=True)


def beside_atom(site, path, feed):
    """The same title, order and words as the Atom feed."""
    with open(f"{WORK}/{site}/feeds/{path[:-4]}atom", "rb") as octets:
        atom = ET.fromstring(octets.read())
    for name, value in (("title", feed["title"]),
                        ("subtitle", feed["description"])):
        if atom.findtext(A + name) != value:
            yield f"{name} {value!r} is not that of the Atom feed"
    entries = atom.findall(A + "entry")
    if [e.findtext(A + "id") for e in entries] != \
            [item["id"] for item in feed["items"]]:
        yield "not the ids of the Atom feed, or in another order"
        return
    for entry, item in zip(entries, feed["items"]):
        div = entry.find(A + "content")[0]
        div.tail = None
        if canonical(ET.tostring(div, "unicode")) != \
                canonical(item["content_html"]):
            yield f"{item['id']}: the content is not that of the Atom feed"
        if (entry.findtext(A + "summary") or "") != item["summary"]:
            yield f"{item['id']}: the summary is not that of the Atom feed"


def told(item):
    ours, author = item["_dialogue"], item["authors"][0]
    return {"id": item["id"], "link": item.get("url"),
            "title": item["title"], "content": item["content_html"],
            "summary": item["summary"], "published": item["date_published"],
            "updated": item["date_modified"],
            "author": [author["name"], author.get("url")],
            "tags": item.get("tags", []), "language": item["language"],
            "release": ours["release"], "translation": ours["translation"],
            "events": ours["events"]}


def read_releases(site, path, feed):
    for fault in [*feed_faults(site, path, feed),
                  *beside_atom(site, path, feed)]:
        tell(site=site, file=path, error=fault)
    head = expected[site]["heads"][path[:-4] + "atom"]
    hubs = [link[3] for link in head["links"] if link[0] == "hub"]
    for got, want in (
            ([[a["name"], a.get("url")] for a in feed["authors"]],
             [head["author"]]), (feed.get("icon"), head["logo"]),
            ([hub["url"] for hub in feed.get("hubs", [])], hubs)):
        if got != want:
            tell(site=site, file=path, error=f"expected {want}, got {got}")
    tell(site=site, file=path, entries=[told(i) for i in feed["items"]])


def read_events(site, path, feed):
    base, language = expected[site]["base"], path.split("/")[0]
    calendar = f"{language}/calendar.ics"
    for name, want in (
            ("version", 1), ("language", language), ("home_page_url", base),
            ("title", expected[site]["names"][language]),
            ("feed_url", base + path), ("calendar_url", base + calendar
             if calendar in expected[site]["calendars"] else None)):
        if feed[name] != want:
            tell(site=site, file=path, error=f"{name}: {feed[name]!r}")
    if set(feed) != {"version", "language", "title", "home_page_url",
                     "feed_url", "calendar_url", "events"}:
        tell(site=site, file=path, error=f"members: {[*feed]}")
    order = [e["uid"] for e in feed["events"]]
    if order != [e["uid"] for e in expected[site]["meetings"][path]]:
        tell(site=site, file=path, error=f"not in this order: {order}")
    tell(site=site, file=path, meetings=feed["events"])


for site, path, octets in files("json"):
    try:
        feed = json.loads(octets.decode(), object_pairs_hook=one_of_each)
        if path.endswith("/events.json"):
            read_events(site, path, feed)
        else:
            read_releases(site, path, feed)
    except (ValueError, KeyError, ET.ParseError) as error:
        tell(site=site, file=path, error=repr(error))

for site, path, octets in files("csv"):
    text = octets.decode()
    table = csv.DictReader(io.StringIO(text[1:], newline=""), strict=True,
                           restval="", restkey="too many")
    rows = list(table)
    if text[0] != "\ufeff" or text.count("\r\n") != len(rows) + 1 or \
            re.search(r"[\x00-\x1f]", text.replace("\r\n", "")):
        tell(site=site, file=path, error="not a line for each meeting")
    if table.fieldnames != COLUMNS:
        tell(site=site, file=path, error=f"columns: {table.fieldnames}")
    if [row["uid"] for row in rows] != \
            [line["uid"] for line in expected[site]["lines"][path]]:
        tell(site=site, file=path, error="another order")
    # Where pages are is not in the records.
    tell(site=site, file=path, lines=[dict(row, page="") for row in rows])
