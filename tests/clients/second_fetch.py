#!/usr/bin/python3
"""What readers show as new after one change: second_fetch.py WORK EVENTS
PROGRAM EPOCH

A copy of the hard site is built and fetched by newsboat, rss2email and
feedparser.  Then its records are changed, built an hour later and fetched
again, once for each of cases.py; what comes, goes, or counts as updated is
what the case says, and nothing else."""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from datetime import datetime, timezone

import sites
from cases import CASES, LANGUAGES, Records
from readers import Feedparser, Newsboat, Rss2email, instant
from served import Snapshot, faults, language_of
from verdict import conclude

WORK, EVENTS, PROGRAM, EPOCH = sys.argv[1:]
COPY = "second"
ROOT = os.path.join(WORK, COPY)


def build(moment, status):
    done = subprocess.run(
        [PROGRAM, "-C", ROOT, "build"], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
        env=dict(os.environ, SOURCE_DATE_EPOCH=str(moment)))
    if done.returncode != status:
        yield f"status {done.returncode}, expected {status}: {done.stdout}"


def subscribe(folder):
    """Newsboat gets feeds without a common entry."""
    readers = []

    def add(kind, feeds):
        readers.append(kind(tempfile.mkdtemp(dir=folder),
                            [(COPY, feed) for feed in feeds]))

    for language in LANGUAGES:
        add(Newsboat, [language + "/releases.atom",
                       language + "/changes.atom"])
        add(Newsboat, [language + "/fates/releases.atom"])
    for kind in (Rss2email, Feedparser):
        add(kind, [f"{language}/{name}.atom" for language in LANGUAGES
                   for name in ("releases", "changes", "fates/releases",
                                "releases-2026")])
    return readers


def reader_faults(readers, seen, after):
    """Each shows what it did not know, once."""
    for reader in readers:
        reader.fetch()
        shown = reader.take_new()
        known = seen.setdefault(reader, set())
        want = {(feed, entry) for feed in reader.feeds
                for entry in after.feeds[feed[1]].entries} - known
        known |= want
        if shown != want:
            yield f"{type(reader).__name__} shows {shown - want}, " \
                f"lacks {want - shown}"


def kept_faults(case, readers):
    """Newsboat keeps entries; their new words take the place of the old."""
    for reader in readers:
        for feed in reader.feeds if isinstance(reader, Newsboat) else []:
            for entry in reader.entries(feed):
                if entry["id"] in case.moved[language_of(feed[1])] and (
                        case.says not in entry["content"] or
                        case.never in entry["content"]):
                    yield f"{feed[1]}: newsboat shows {entry['content']}"


def check(folder):
    records = Records(ROOT + "/events", EVENTS)
    shutil.copytree(EVENTS, records.folder)
    moment, seen = int(EPOCH) + 3600, {}
    yield from build(moment, 0)
    before, readers = Snapshot(COPY), subscribe(folder)
    yield from reader_faults(readers, seen, before)
    for case in CASES:
        moment += 3600
        case.change(records)
        found = list(build(moment, case.status))
        after = Snapshot(COPY)
        found += faults(case, before, after, instant(
            datetime.fromtimestamp(moment, timezone.utc)))
        found += reader_faults(readers, seen, after)
        found += kept_faults(case, readers)
        yield from (f"{case.name}: {fault}" for fault in found)
        before = after


sites.WORK, sites.SITES = WORK, [COPY]
wrong = []
with tempfile.TemporaryDirectory() as temporary:
    try:
        for what in check(temporary):
            wrong.append(what)
    except (ValueError, KeyError, OSError, ET.ParseError) as error:
        wrong.append(repr(error))
conclude("second-fetch", f"{len(CASES)} changes", wrong, most=24)
