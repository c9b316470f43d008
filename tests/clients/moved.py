#!/usr/bin/python3
"""A publisher moves here: moved.py PROGRAM

Calendars and feeds of other programs are subscribed to, by vdirsyncer for khal
and by newsboat.  Then they are imported and published, and their addresses
redirect to ours: no meeting and no entry comes twice, is lost or is on another
day."""

import glob
import os
import re
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from verdict import conclude

PROGRAM = sys.argv[1]
ROOT = os.path.join(os.path.dirname(__file__), "..", "..")
FILES = os.path.join(ROOT, "tests", "import")
# Each with what it becomes, and the second at which it is imported.
CALENDARS = {"google.ics": ("fr", 1769904000),
             "outlook.ics": ("en", 1769904000)}
FEEDS = {"site.atom": ("en", 1900000000), "wordpress.rss": ("en", 1900000000)}
KHAL = """[calendars]
[[one]]
path = {0}/s0
readonly = True
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {0}/khal.db
"""
# Outlook's meetings that recur or are not public stay behind.
LEFT_OUT = re.compile(rb"BEGIN:VEVENT\r?\nUID:(recurring|private|other)@x"
                      rb".*?END:VEVENT\r?\n", re.DOTALL)


class Web(SimpleHTTPRequestHandler):
    """NAME/feeds/old, which leads to NAME/feeds/… once that has moved."""
    moved = {}

    def do_GET(self):
        if self.path not in self.moved:
            super().do_GET()
            return
        self.send_response(301)
        self.send_header("Location", self.moved[self.path])
        self.end_headers()

    def log_message(self, *_):
        pass


def run(site, moment, *words, status=(0,)):
    done = subprocess.run(
        [PROGRAM, "-C", site, *words], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
        env=dict(os.environ, SOURCE_DATE_EPOCH=str(moment)))
    if done.returncode not in status:
        raise ValueError(f"{words}: {done.returncode} {done.stdout}")


def confirm(path):
    """What an editor does once the draft is right."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r" *<!-- \?import.*-->\n| (draft=\"yes\"|status=\"draft\")",
                  "", text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def publish(site, name, moment):
    series = os.path.join(ROOT, "events", "japan-eu-cyber-dialogue")
    os.makedirs(f"{site}/events/cyber")
    for source, target in ((f"{ROOT}/events/publisher.xml", site + "/events"),
                           (series + "/series.xml", site + "/events/cyber")):
        subprocess.run(["cp", source, target], check=True)
    run(site, moment, "import", "cyber", f"{site}/feeds/{name}", status=(0, 3))
    for path in glob.glob(site + "/events/cyber/*/*.xml"):
        # A page in another language has no words yet.
        with open(path, encoding="utf-8") as file:
            is_to_come = "<title>…</title>" in file.read()
        if is_to_come:
            os.remove(path)
        else:
            confirm(path)
    run(site, moment, "build")


def agenda(folder):
    """Day by day what khal lists, with hours and titles."""
    with open(folder + "/config", "w", encoding="utf-8") as config:
        config.write(KHAL.format(folder))
    done = subprocess.run(
        ["khal", "-c", folder + "/config", "list", "--day-format", "{date}",
         "--format", "{start-end-time-style} {title}", "2025-01-01",
         "2030-01-01"], check=True, capture_output=True, text=True,
        env=dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder,
                 XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, TZ="UTC",
                 LC_ALL="C.UTF-8"))
    # In front of a title, ours say what becomes of the meeting.
    return re.sub(r"(Cancelled|To be confirmed): ", "",
                  done.stdout).splitlines()


def uids(path):
    with open(path, "rb") as file:
        text = re.sub(rb"\r?\n[ \t]", b"", file.read().replace(b"\r", b""))
    return sorted(re.findall(rb"^UID:(.*)$", text, re.MULTILINE))


def calendar_faults(folder, name, language, moment):
    from subscriptions import Subscriptions
    site = f"{folder}/web/{name}"
    subscriptions = Subscriptions(folder, [(name, name)])
    subscriptions.sync()
    before = agenda(folder)
    publish(site, name, moment)
    Web.moved[f"/{name}/feeds/{name}"] = \
        f"/{name}/feeds/{language}/calendar.ics"
    subscriptions.sync()
    after = agenda(folder)
    if not before or before != after:
        yield f"{name}: khal showed {before}, and then {after}"
    old = uids(f"{site}/feeds/{name}")
    new = uids(f"{site}/feeds/{language}/calendar.ics")
    if old != new:
        yield f"{name}: the uids were {old} and are {new}"


def feed_faults(folder, name, language, moment):
    from readers import Newsboat
    newsboat = Newsboat(folder, [(name, name)])
    known = "select guid, title, unread from rss_item order by guid"
    newsboat.fetch()
    newsboat.ask("update rss_item set unread = 0")
    before = newsboat.ask(known)
    publish(f"{folder}/web/{name}", name, moment)
    Web.moved[f"/{name}/feeds/{name}"] = \
        f"/{name}/feeds/{language}/releases.atom"
    newsboat.fetch()
    after = newsboat.ask(known)
    if not before or before != after:
        yield f"{name}: newsboat had {before}, and then {after}"


def faults():
    for kind, files, judge in (("calendars", CALENDARS, calendar_faults),
                               ("feeds", FEEDS, feed_faults)):
        for name, (language, moment) in files.items():
            with tempfile.TemporaryDirectory() as folder:
                target = f"{folder}/web/{name}/feeds"
                os.makedirs(target)
                with open(f"{FILES}/{kind}/{name}", "rb") as file, \
                        open(f"{target}/{name}", "wb") as copy:
                    # vdirsyncer takes a mark of the byte order for a line.
                    copy.write(LEFT_OUT.sub(b"", file.read().removeprefix(
                        b"\xef\xbb\xbf")))
                server.RequestHandlerClass = partial(
                    Web, directory=folder + "/web")
                yield from judge(folder, name, language, moment)


server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["FEEDS_URL"] = f"http://127.0.0.1:{server.server_port}/"
os.environ["no_proxy"] = "127.0.0.1"
conclude("moved", f"{len(CALENDARS) + len(FEEDS)} files", list(faults()))
