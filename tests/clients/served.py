"""The feeds of one site as they are served, and what came between two builds
beside what a case says."""

import http.client
import json
import os
import xml.etree.ElementTree as ET
from urllib.parse import quote, urlsplit

import sites
from cases import LANGUAGES

A = "{http://www.w3.org/2005/Atom}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
NEWEST = 50
server = http.client.HTTPConnection(
    urlsplit(os.environ.get("FEEDS_URL")).netloc)


def language_of(path):
    return path.split("/")[0]


class Feed:
    def __init__(self, octets):
        root = ET.fromstring(octets)
        self.id = root.findtext(A + "id")
        self.updated = root.findtext(A + "updated")
        self.entries = {
            e.findtext(A + "id"): (e.findtext(A + "published"),
                                   e.findtext(A + "updated"))
            for e in root.findall(A + "entry")}
        self.tombstones = {e.get("ref"): e.get("when")
                           for e in root.findall(AT + "deleted-entry")}
        names = [e.tag for e in root]
        self.is_in_order = A + "entry" not in names or \
            AT + "deleted-entry" not in names[names.index(A + "entry"):]
        self.is_full = len(self.entries) + len(self.tombstones) >= NEWEST


class Snapshot:
    """octets and etags of all files; feeds: those in Atom."""

    def __init__(self, site):
        self.octets, self.etags, self.feeds = {}, {}, {}
        for kind in ("atom", "json", "ics"):
            for _, path, _ in sites.files(kind):
                server.request("GET", quote(f"/{site}/feeds/{path}"))
                answer = server.getresponse()
                self.octets[path] = answer.read()
                self.etags[path] = answer.headers["ETag"]
                if kind == "atom":
                    self.feeds[path] = Feed(self.octets[path])
        self.known = {language: {
            entry for path, feed in self.feeds.items()
            if language_of(path) == language for entry in feed.entries}
            for language in LANGUAGES}

    def json_faults(self):
        """What JSON says is what Atom says."""
        for path, octets in self.octets.items():
            if not path.endswith("/releases.json"):
                continue
            items = [(item["id"], (item["date_published"],
                                   item["date_modified"]))
                     for item in json.loads(octets)["items"]]
            if items != [*self.feeds[path[:-4] + "atom"].entries.items()]:
                yield f"{path} does not tell the entries of releases.atom"


def faults(case, before, after, moment):
    """`moment`: when it was built."""
    at = case.at or moment
    yield from octet_faults(case, before, after)
    yield from after.json_faults()
    # In what is subscribed to, and in the archives; and what left these.
    came, archived, left = (
        {language: set() for language in LANGUAGES} for _ in range(3))
    for path, feed in after.feeds.items():
        old = before.feeds.get(path)
        if old is None and case.renamed:
            old = before.feeds.get(path.replace(*reversed(case.renamed)))
        if old is None:
            if not set(feed.entries) <= case.new[language_of(path)]:
                yield f"{path} is new and holds {[*feed.entries]}"
            continue
        for fault in feed_faults(case, language_of(path), before.known, old,
                                 feed, at):
            yield f"{path}: {fault}"
        if path.count("/") > 1:
            continue
        is_archive = path[:-5].rpartition("-")[2].isdigit()
        (archived if is_archive else came)[language_of(path)] |= \
            set(feed.entries) - set(old.entries)
        if is_archive:
            left[language_of(path)] |= set(old.entries) - set(feed.entries)
    for language in LANGUAGES:
        if case.new[language] - came[language] & archived[language]:
            yield f"{language}: not new everywhere: {case.new[language]}"
        if case.gone[language] - left[language]:
            yield f"{language}: not gone: {case.gone[language]}"


def octet_faults(case, before, after):
    for path, octets in after.octets.items():
        is_same = octets == before.octets.get(path)
        if is_same != (after.etags[path] == before.etags.get(path)):
            yield f"{path}: {'the same' if is_same else 'other'} octets, " \
                f"ETag {before.etags.get(path)} and then {after.etags[path]}"
        if case.same_octets and not is_same:
            yield f"{path} is not the same"
    if set(before.octets) - set(after.octets):
        yield f"no longer there: {set(before.octets) - set(after.octets)}"


def feed_faults(case, language, known, old, feed, at):
    new, was, now = case.new[language], set(old.entries), set(feed.entries)
    if feed.id != old.id:
        yield f"another id of the feed: {feed.id}"
    if feed.updated < old.updated:
        yield "updated goes back"
    # What leaves a full feed is in the archive, and may come again.
    odd = {e for e in now - was - new
           if not old.is_full or e not in known[language]}
    if odd:
        yield f"new: {odd}"
    odd = was - now - case.gone[language]
    if odd and not old.is_full:
        yield f"gone: {odd}"
    for entry in new & (now - was):
        if case.at != "any" and feed.entries[entry][0] != at:
            yield f"{entry} is of {feed.entries[entry][0]}"
    moved = {e for e in was & now if feed.entries[e] != old.entries[e]}
    if moved != case.moved[language] & now:
        yield f"updated: {moved}"
    for entry in moved:
        published, updated = old.entries[entry]
        if feed.entries[entry] != (published, at) or at <= updated:
            yield f"{entry}: {old.entries[entry]}, then {feed.entries[entry]}"
    yield from tombstone_faults(case.buried[language], old, feed, at)


def tombstone_faults(expected, old, feed, at):
    if not feed.is_in_order:
        yield "a tombstone behind the entries"
    buried = set(feed.tombstones) - set(old.tombstones)
    if buried != expected & set(old.entries):
        yield f"tombstones: {buried}"
    for entry in buried:
        if feed.tombstones[entry] != at or entry in feed.entries:
            yield f"the tombstone of {entry}: {feed.tombstones[entry]}"
    for entry in old.tombstones:
        if feed.tombstones.get(entry) != old.tombstones[entry]:
            yield f"the tombstone of {entry} is gone, or of another day"
