#!/usr/bin/python3
"""What readers show as new after one change: second_fetch.py WORK EVENTS
PROGRAM EPOCH

A copy of the hard site is built and fetched by newsboat, rss2email and
feedparser.  Then one change after the other is made to its records; an hour
later each time it is built and fetched again.  CASES says which entries come,
go, or count as updated in each language; nothing else may."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from datetime import datetime, timezone
from urllib.parse import quote, urlsplit

import sites
from readers import Feedparser, Newsboat, Rss2email, instant

WORK, EVENTS, PROGRAM, EPOCH = sys.argv[1:]
COPY = "second"
ROOT = os.path.join(WORK, COPY)
A = "{http://www.w3.org/2005/Atom}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
LANGUAGES = ("en", "fr", "ja", "ar")
NEWEST = 50
server = http.client.HTTPConnection(urlsplit(os.environ["FEEDS_URL"]).netloc)
found = []


def tag(uid, rest):
    return f"tag:hard.example.org,2026:5e7d0000-0000-4000-8000-{uid:012}/{rest}"


def expect(is_so, what):
    if not is_so:
        found.append(what)


def edit(path, *replacements):
    """Each of them is there, once."""
    path = os.path.join(ROOT, "events", path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for old, new in replacements:
        text, count = re.subn(old, new, text)
        if count != 1:
            raise ValueError(f"{path}: {count} times {old}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def put(path, text):
    path = os.path.join(ROOT, "events", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + text)


def build(moment, status):
    done = subprocess.run(
        [PROGRAM, "-C", ROOT, "build"], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
        env=dict(os.environ, SOURCE_DATE_EPOCH=str(moment)))
    expect(done.returncode == status,
           f"status {done.returncode}, expected {status}: {done.stdout}")


class Feed:
    """An Atom feed as it is served."""

    def __init__(self, path):
        server.request("GET", quote(f"/{COPY}/feeds/{path}"))
        answer = server.getresponse()
        self.octets, self.etag = answer.read(), answer.headers["ETag"]
        root = ET.fromstring(self.octets)
        self.id = root.findtext(A + "id")
        self.updated = root.findtext(A + "updated")
        self.entries = {
            e.findtext(A + "id"): (e.findtext(A + "published"),
                                   e.findtext(A + "updated"))
            for e in root.findall(A + "entry")}
        self.tombstones = {e.get("ref"): e.get("when")
                           for e in root.findall(AT + "deleted-entry")}
        names = [e.tag for e in root]
        expect(AT + "deleted-entry" not in
               names[names.index(A + "entry"):],
               f"{path}: a tombstone behind the entries")


def snapshot():
    feeds = {path: Feed(path) for _, path, _ in sites.files("atom")}
    others = {}
    for kind in ("json", "ics"):
        for _, path, octets in sites.files(kind):
            server.request("HEAD", quote(f"/{COPY}/feeds/{path}"))
            answer = server.getresponse()
            answer.read()
            others[path] = octets, answer.headers["ETag"]
    others.update((path, (feed.octets, feed.etag))
                  for path, feed in feeds.items())
    return feeds, others


def language_of(path):
    return path.split("/")[0]


class Case:
    """`new`, `gone`, `moved`: a set of ids for each language; `at`: when the
    new ones were published and the others updated, None for the build; `says` and
    `never`: what readers that keep entries must show of the moved ones."""

    def __init__(self, name, change, new=None, gone=None, moved=None,
                 buried=None, at=None, status=0, renamed=None,
                 same_octets=False, says=None, never=None):
        self.name, self.change, self.status, self.at = name, change, status, at
        self.new, self.gone, self.moved, self.buried = (
            {language: set(ids(language)) if ids else set()
             for language in LANGUAGES}
            for ids in (new, gone, moved, buried))
        self.renamed, self.same_octets = renamed, same_octets
        self.says, self.never = says, never

    def judge(self, before, after, moment):
        at = self.at or instant(datetime.fromtimestamp(moment, timezone.utc))
        self.judge_octets(before[1], after[1])
        came = {language: set() for language in LANGUAGES}
        left = {language: set() for language in LANGUAGES}
        for path, feed in after[0].items():
            old = before[0].get(path)
            if old is None and self.renamed:
                old = before[0].get(path.replace(*reversed(self.renamed)))
            if old is None:
                expect(set(feed.entries) <= self.new[language_of(path)],
                       f"{path} is new and holds {[*feed.entries]}")
                continue
            self.judge_feed(path, old, feed, at)
            came[language_of(path)] |= set(feed.entries) - set(old.entries)
            if path.count("/") == 1 and "-" in path:
                left[language_of(path)] |= \
                    set(old.entries) - set(feed.entries)
        for language in LANGUAGES:
            lacks = self.new[language] - came[language]
            stays = self.gone[language] - left[language]
            expect(not lacks, f"{language}: not new: {lacks}")
            expect(not stays, f"{language}: not gone: {stays}")

    def judge_kept(self, reader):
        """Newsboat keeps entries; their new words take the place of the old."""
        for feed in reader.feeds if isinstance(reader, Newsboat) else []:
            for entry in reader.entries(feed):
                if entry["id"] in self.moved[language_of(feed[1])]:
                    expect((self.says or "") in entry["content"] and
                           (self.never or "\0") not in entry["content"],
                           f"{feed[1]}: newsboat shows {entry['content']}")

    def judge_octets(self, before, after):
        for path, (octets, etag) in after.items():
            old, old_etag = before.get(path, (None, None))
            expect((octets == old) == (etag == old_etag),
                   f"{path}: {'the same' if octets == old else 'other'} "
                   f"octets, ETag {old_etag} and then {etag}")
            expect(octets == old or not self.same_octets,
                   f"{path} is not the same")
        expect(set(before) <= set(after),
               f"no longer there: {set(before) - set(after)}")

    def judge_feed(self, path, old, feed, at):
        language = language_of(path)
        new, gone = self.new[language], self.gone[language]
        was, now = set(old.entries), set(feed.entries)
        expect(feed.id == old.id, f"{path}: another id of the feed: {feed.id}")
        # What leaves a full feed is in the archive, and may come again.
        full = len(was) == NEWEST
        odd = {e for e in now - was - new
               if not full or e not in self.known[language]}
        expect(not odd, f"{path}: new: {odd}")
        odd = was - now - gone
        expect(not odd or full, f"{path}: gone: {odd}")
        for entry in new & (now - was):
            if self.at != "any":
                expect(feed.entries[entry][0] == at,
                       f"{path}: {entry} is of {feed.entries[entry][0]}")
        moved = {e for e in was & now if feed.entries[e] != old.entries[e]}
        expect(moved == self.moved[language] & now,
               f"{path}: updated: {moved}")
        for entry in moved:
            expect(feed.entries[entry] == (old.entries[entry][0], at) and
                   at > old.entries[entry][1],
                   f"{path}: {entry}: {old.entries[entry]}, then "
                   f"{feed.entries[entry]}")
        expect(feed.updated >= old.updated, f"{path}: updated goes back")
        buried = set(feed.tombstones) - set(old.tombstones)
        expect(buried == self.buried[language] & was,
               f"{path}: tombstones: {buried}")
        for entry in buried:
            expect(feed.tombstones[entry] == at and
                   entry not in feed.entries,
                   f"{path}: the tombstone of {entry}")
        expect({*old.tombstones} <= {*feed.tombstones},
               f"{path}: a tombstone is gone")


def correct():
    edit("prose/three/en.xml", (
        "</release>", '<correction at="2026-01-31">NOTE-OF-TODAY</correction>'
        "</release>"))


def translate():
    put("prose/tables/fr.xml", """<text kind="official" of="en">
  <title>Tableaux, listes et signes</title>
  <release href="https://hard.example.org/fr/tables">Traduit.</release>
</text>
""")


def move():
    edit("words/scripts/event.xml", ('start="2026-09-05"',
                                     'start="2026-09-12"'))


def tell_history():
    edit("words/scripts/event.xml", (
        "</event>", '<history><moved from="2026-09-05" at="2026-01-30"/>'
        "</history></event>"))


def rename():
    os.rename(ROOT + "/events/prose", ROOT + "/events/texts")
    edit("texts/series.xml", ("<series ", '<series formerly="prose" '),
         ("Releases in many forms", "CHANGED title"))


def withdraw():
    edit("fates/month/event.xml", ("<release ",
                                   '<release status="withdrawn" '))


def delete():
    edit("fates/month/event.xml", ("<release [^>]*/>", ""))
    edit("fates/month/en.xml", ("(?s)<release>.*</release>", ""))
    edit("communiques/01/event.xml", ('<release id="wrong"[^>]*/>', ""))
    edit("communiques/01/en.xml",
         ('<release ref="wrong">.*?</release>', ""))


def delete_what_stands():
    edit("words/signs/event.xml", ("<release [^>]*/>", ""))
    edit("words/signs/en.xml", ("(?s)<release .*</release>", ""))


def make_draft():
    shutil.copytree(EVENTS + "/words/signs", ROOT + "/events/words/signs",
                    dirs_exist_ok=True)
    edit("words/signs/event.xml", ("<release ", '<release status="draft" '))


def put_back():
    shutil.copytree(EVENTS + "/words/signs", ROOT + "/events/words/signs",
                    dirs_exist_ok=True)


def cancel():
    edit("words/emoji/event.xml", ("<event ", '<event status="cancelled" '))
    edit("clocks/utc/event.xml", ("<event ", '<event status="postponed" '))


def add():
    put("fates/ahead/event.xml", '<event uid="5e7d0000-0000-4000-8000-'
        '000000000041"><time start="2026-10-01"/></event>')
    put("fates/past/event.xml", '<event uid="5e7d0000-0000-4000-8000-'
        '000000000042" status="held"><time start="2026-01-30"/>'
        '<release published="2026-01-31"/></event>')
    put("fates/past/ja.xml",
        "<text><title>終わった会合</title><release>発表。</release></text>")


CASES = [
    Case("nothing changed", lambda: None, same_octets=True),
    Case("a release corrected", correct, at="2026-01-31T11:00:00Z",
         new=lambda L: {tag(25, "change/corrected-release-2026-01-31/en")}
         if L in ("en", "ar") else (),
         moved=lambda L: {tag(25, "release/en")} if L in ("en", "ar")
         else (), says="NOTE-OF-TODAY"),
    Case("a translation added", translate, at="2026-01-21T00:00:00Z",
         new=lambda L: {tag(21, "release/fr")} if L == "fr" else (),
         gone=lambda L: {tag(21, "release/en")} if L == "fr" else ()),
    Case("an event moved", move,
         new=lambda L: {tag(11, f"change/moved-2026-09-05/{L}")}),
    Case("its history told later", tell_history),
    Case("a series renamed", rename, renamed=("/prose/", "/texts/")),
    Case("a release withdrawn", withdraw,
         moved=lambda L: {tag(37, "release/en")},
         never="The day will be told."),
    Case("two withdrawn ones deleted", delete,
         gone=lambda L: {tag(37, "release/en"), tag(18, "wrong/en")},
         buried=lambda L: {tag(37, "release/en"), tag(18, "wrong/en")}),
    Case("one deleted that stands", delete_what_stands, status=3),
    Case("one that stands made a draft", make_draft, status=3),
    Case("all put back", put_back),
    Case("one cancelled, one postponed", cancel,
         new=lambda L: {tag(10, f"change/cancelled/{L}"),
                        tag(3, f"change/postponed/{L}")}),
    Case("one ahead and one over are new", add, at="any",
         new=lambda L: {tag(41, f"change/announced/{L}"),
                        tag(42, "release/ja")}),
    Case("nothing changed at last", lambda: None, same_octets=True)]


def subscribe(folder):
    """Newsboat gets feeds without a common entry."""
    readers = []

    def add_reader(kind, feeds):
        home = tempfile.mkdtemp(dir=folder)
        readers.append(kind(home, [(COPY, path) for path in feeds]))

    for language in LANGUAGES:
        add_reader(Newsboat, [f"{language}/releases.atom",
                              f"{language}/changes.atom"])
        add_reader(Newsboat, [f"{language}/fates/releases.atom"])
    every = [f"{language}/{name}.atom" for language in LANGUAGES
             for name in ("releases", "changes", "fates/releases",
                          "releases-2026")]
    add_reader(Rss2email, every)
    add_reader(Feedparser, every)
    return readers


def check(folder):
    shutil.copytree(EVENTS, ROOT + "/events")
    moment = int(EPOCH) + 3600
    build(moment, 0)
    before, readers = snapshot(), subscribe(folder)
    seen = {}
    for reader in readers:
        reader.fetch()
        seen[reader] = reader.take_new()
        expect(seen[reader] == {
            (feed, entry) for feed in reader.feeds
            for entry in before[0][feed[1]].entries},
            f"{type(reader).__name__} did not show all at first")
    for case in CASES:
        start = len(found)
        moment += 3600
        case.change()
        build(moment, case.status)
        after = snapshot()
        case.known = {language: {
            entry for path, feed in before[0].items()
            if language_of(path) == language for entry in feed.entries}
            for language in LANGUAGES}
        case.judge(before, after, moment)
        for reader in readers:
            reader.fetch()
            shown = reader.take_new()
            want = {(feed, entry) for feed in reader.feeds
                    for entry in after[0][feed[1]].entries} - seen[reader]
            seen[reader] |= want
            case.judge_kept(reader)
            expect(shown == want, f"{type(reader).__name__} shows "
                   f"{shown - want} and lacks {want - shown}")
        found[start:] = [f"{case.name}: {what}" for what in found[start:]]
        before = after
    return len(CASES)


sites.WORK, sites.SITES = WORK, [COPY]
with tempfile.TemporaryDirectory() as temporary:
    try:
        count = check(temporary)
    except (ValueError, OSError, ET.ParseError) as error:
        count = 0
        found.append(repr(error))
for fault in found[:24]:
    print(f"  second fetch: {fault}"[:400])
print(f"second fetch: {count} changes, {len(found)} wrong")
sys.exit(len(found) > 0)
