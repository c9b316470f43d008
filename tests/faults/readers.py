"""Readers that ask again and again while feeds are rebuilt: a real nginx, and
conditional requests.  The words that change are always as long as before, and
many builds fall into one second."""

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from email.utils import parsedate_to_datetime

import yard
from yard import AFTER, TOOLS, Site, Story, build

REBUILDS, READERS, KILLED = 200, 3, 7
PATHS = {"fr/calendar.ics": b"END:VCALENDAR\r\n",
         "en/calendar-2025.ics": b"END:VCALENDAR\r\n",
         "en/releases.atom": b"</feed>\n", "fr/releases.json": b"}\n",
         "en/events.json": b"}\n", "fr/x/01.ics": b"END:VCALENDAR\r\n"}


@contextmanager
def served(site):
    """The address of an nginx that serves the feeds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = site.root + ".nginx"
    os.mkdir(folder)
    here = os.path.dirname(__file__)
    with open(here + "/nginx.conf", encoding="utf-8") as file:
        text = file.read()
    with open(folder + "/conf", "w", encoding="utf-8") as file:
        file.write(text.replace("PORT", str(port))
                   .replace("ROOT", site.feeds))
    # It serves as somebody else, who has to find its way.
    for name in (yard.FOLDER, site.root):
        os.chmod(name, 0o755)
    nginx = subprocess.Popen(
        [shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c",
         folder + "/conf"])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield "127.0.0.1", port
    finally:
        nginx.terminate()
        nginx.wait()


class History:
    """Which contents stood at a path, and when that can have been."""

    def __init__(self):
        self.versions = {path: [] for path in PATHS}
        self.born = {path: [] for path in PATHS}  # not before
        self.gone = {path: [] for path in PATHS}  # not after

    def note(self, site, begin):
        """What a build that began then has left."""
        for path, versions in self.versions.items():
            with open(f"{site.feeds}/{path}", "rb") as file:
                octets = file.read()
            if versions and versions[-1] == octets:
                continue
            if versions:
                self.gone[path].append(time.monotonic())
            self.born[path].append(begin)
            versions.append(octets)


class Reader(threading.Thread):
    """Knows of each path what it got last, and asks whether it changed."""

    def __init__(self, address, by_date):
        super().__init__()
        self.address, self.by_date = address, by_date
        self.stop = threading.Event()
        self.known, self.answers, self.wrong = {}, [], []

    def headers(self, path):
        if path not in self.known:
            return {}
        if self.by_date:
            return {"If-Modified-Since": self.known[path][1]}
        return {"If-None-Match": self.known[path][0]}

    def ask(self, path):
        server = http.client.HTTPConnection(*self.address, timeout=10)
        begin = time.monotonic()
        server.request("GET", "/" + path, headers=self.headers(path))
        answer = server.getresponse()
        octets = answer.read()
        end = time.monotonic()
        server.close()
        if answer.status == 200:
            self.take(path, answer.headers, octets)
        elif answer.status != 304:
            self.wrong.append(f"{path}: status {answer.status}")
            return
        self.answers.append((path, answer.status, self.known[path], begin,
                             end))

    def take(self, path, headers, octets):
        if not octets.endswith(PATHS[path]):
            self.wrong.append(f"{path}: truncated")
        date = headers["Last-Modified"]
        if path in self.known and parsedate_to_datetime(date) <= \
                parsedate_to_datetime(self.known[path][1]):
            self.wrong.append(
                f"{path}: of {self.known[path][1]}, and then of {date}")
        self.known[path] = headers["ETag"], date, octets

    def run(self):
        while not self.stop.is_set():
            for path in PATHS:
                try:
                    self.ask(path)
                except (OSError, http.client.HTTPException) as error:
                    self.wrong.append(f"{path}: {error!r}")


def answer_faults(reader, history):
    """What was answered is what stood there at that time."""
    seen = {}
    for path, status, (etag, _, octets), begin, end in reader.answers:
        if octets not in history.versions[path]:
            yield f"{path}: was never published"
            continue
        number = history.versions[path].index(octets)
        gone = history.gone[path]
        if number < len(gone) and gone[number] < begin:
            yield f"{path}: {status} for version {number}, which was gone"
        if history.born[path][number] > end:
            yield f"{path}: {status} for version {number}, before it came"
        if number < seen.get(path, 0):
            yield f"{path}: version {number} after {seen[path]}"
        seen[path] = number
        if history.etags.setdefault((path, etag), number) != number:
            yield f"{path}: {etag} stands for two versions"


def rebuild(site, history, number):
    """Publish the next words; now and then the builder is killed."""
    now = dict(site.records)
    for tag in ("en", "fr"):
        path = f"events/x/01/{tag}.xml"
        now[path] = site.story.new[path].replace(
            b"Talks in", b"Talk %04d" % number)
    site.set_records(now)
    begin = time.monotonic()
    killed = number % KILLED == 0
    prefix = [TOOLS + "/fault", f"rename:{number // KILLED + 1}:kill"] \
        if killed else []
    done = build(site.root, AFTER + number, *prefix)
    history.note(site, begin)
    if done[0] not in ((137, 100) if killed else (0,)):
        yield f"rebuild {number}: exit status {done[0]}: {done[1]}"


def reader_faults(site, report):
    site.prepare()
    site.set_records(site.story.new)
    build(site.root, AFTER)
    history = History()
    history.etags = {}
    history.note(site, 0)
    with served(site) as address:
        readers = [Reader(address, i % 2 == 1) for i in range(READERS)]
        for reader in readers:
            reader.start()
        for number in range(1, REBUILDS + 1):
            yield from rebuild(site, history, number)
        time.sleep(0.2)
        for reader in readers:
            reader.stop.set()
        for reader in readers:
            reader.join()
    answers = [status for reader in readers for _, status, *_ in
               reader.answers]
    report.say(f"{REBUILDS} rebuilds, {answers.count(200)} times 200, "
               f"{answers.count(304)} times 304")
    for reader in readers:
        yield from reader.wrong
        yield from answer_faults(reader, history)
    if min(len(all_) for all_ in history.versions.values()) < REBUILDS // 2 \
            or answers.count(200) < REBUILDS or answers.count(304) < REBUILDS:
        yield "too little was asked or changed to say anything"


def run(report):
    site = Site(Story(False), False)
    report.note("readers under load", list(reader_faults(site, report)))
    site.remove()
