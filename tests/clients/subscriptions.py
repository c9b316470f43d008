"""Calendars subscribed to over HTTP: vdirsyncer keeps a folder of each."""

import os
import re
import subprocess

URL = os.environ.get("FEEDS_URL")
PAIR = """[pair {0}]
a = "{0}_web"
b = "{0}_disk"
collections = null
[storage {0}_web]
type = "http"
url = "{1}"
[storage {0}_disk]
type = "filesystem"
path = "{2}"
fileext = ".ics"
"""
CHANGE = re.compile(r"Copying \((\w+)\) item (\S+) to (s\d+)_disk|"
                    r"(Deleting) item (\S+) from (s\d+)_disk")


class Subscriptions:
    """The folder s0, s1, … below `folder` for each (site, path)."""

    def __init__(self, folder, feeds):
        self.folder, self.feeds = folder, dict(
            (f"s{n}", feed) for n, feed in enumerate(feeds))
        with open(folder + "/vdirsyncer", "w", encoding="utf-8") as config:
            config.write(f'[general]\nstatus_path = "{folder}/status"\n')
            for name, (site, path) in self.feeds.items():
                os.mkdir(f"{folder}/{name}")
                config.write(PAIR.format(
                    name, f"{URL}{site}/feeds/{path}", f"{folder}/{name}"))
        self.vdirsyncer("discover")

    def vdirsyncer(self, command):
        done = subprocess.run(
            ["vdirsyncer", "-c", self.folder + "/vdirsyncer", command],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            stdin=subprocess.DEVNULL)
        if done.returncode or re.search("error|warning", done.stdout):
            raise ValueError(f"vdirsyncer {command}: {done.stdout[-500:]}")
        return done.stdout

    def sync(self):
        """What came: the set of (what was done, uid, feed)."""
        changes = set()
        for match in CHANGE.finditer(self.vdirsyncer("sync")):
            what, uid, name = filter(None, match.groups())
            changes.add((what, uid, self.feeds[name]))
        return changes
