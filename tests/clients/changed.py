#!/usr/bin/python3
"""A second build after one record changed, as subscribers see it:
changed.py WORK EVENTS PROGRAM EPOCH

Each calendar of a copy of the hard site is subscribed to with vdirsyncer.
Then one title changes and a build runs an hour later, in which no embargo
ends.  The calendars of that meeting bring it anew and nothing else; feeds in
which it does not stand keep their ETag."""

import http.client
import os
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import sites
from subscriptions import Subscriptions

WORK, EVENTS, PROGRAM, EPOCH = sys.argv[1:]
COPY = "changed"
ROOT = os.path.join(WORK, COPY)
RECORD = "events/states/tentative/en.xml"
UID = b"5e7d0000-0000-4000-8000-000000000012"
server = http.client.HTTPConnection(urlsplit(os.environ["FEEDS_URL"]).netloc)
found = []


def build(epoch):
    subprocess.run([PROGRAM, "-C", ROOT, "build"], check=True,
                   env=dict(os.environ, SOURCE_DATE_EPOCH=str(epoch)))


def etags():
    tags = {}
    for kind in ("ics", "atom", "json", "csv"):
        for _, path, _ in sites.files(kind):
            server.request("HEAD", f"/{COPY}/feeds/{path}")
            answer = server.getresponse()
            answer.read()
            tags[path] = answer.headers["ETag"]
    return tags


def items(subscriptions):
    """What stands in the folders: {path: {octets, …}}."""
    kept = {}
    for name, (_, path) in subscriptions.feeds.items():
        folder = os.path.join(subscriptions.folder, name)
        kept[path] = set()
        for file in os.listdir(folder):
            with open(os.path.join(folder, file), encoding="utf-8") as item:
                kept[path].add(item.read())
    return kept


def expect(is_so, what):
    if not is_so:
        found.append(what)


def change_title():
    path = os.path.join(ROOT, RECORD)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</title>", " CHANGED</title>"))


def check(folder):
    shutil.copytree(EVENTS, ROOT + "/events")
    build(int(EPOCH) + 3600)
    calendars = [(COPY, path) for _, path, _ in sites.files("ics")]
    subscriptions = Subscriptions(folder, calendars)
    subscriptions.sync()
    before, tags = items(subscriptions), etags()
    expect(not subscriptions.sync(), "a second sync brings something")
    change_title()
    build(int(EPOCH) + 7200)
    changes, after, new_tags = subscriptions.sync(), items(subscriptions), \
        etags()
    of_meeting = set()
    for path in before:
        gone, come = before[path] - after[path], after[path] - before[path]
        done = sorted(what for what, _, (_, at) in changes if at == path)
        if any("CHANGED" in item for item in come):
            of_meeting.add(path)
            # Its UIDs are made from the content.
            expect(done == ["Deleting", "uploading"] and
                   len(gone) == len(come) == 1,
                   f"{path}: {done}, {len(gone)} gone, {len(come)} new")
        else:
            expect(not done and not gone and not come, f"{path}: {done}")
    expect(of_meeting, "the change did not come")
    of_meeting |= {path for kind in ("atom", "json", "csv")
                   for _, path, octets in sites.files(kind) if UID in octets}
    differ = {path for path in new_tags if new_tags[path] != tags.get(path)}
    expect(differ == of_meeting,
           f"other ETags than those of the meeting: {differ ^ of_meeting}")
    return len(before)


sites.WORK, sites.SITES = WORK, [COPY]
with tempfile.TemporaryDirectory() as folder:
    try:
        count = check(folder)
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        count = 0
        found.append(str(error))
for fault in found[:12]:
    print(f"  changed: {fault}")
print(f"changed: {count} subscriptions, {len(found)} wrong")
sys.exit(len(found) > 0)
