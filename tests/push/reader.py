"""A reader that follows every link of every file, again and again."""

import http.client
import posixpath
import re
import threading
import time
from urllib.parse import unquote, urldefrag

from site_of import BASE

ANYWHERE = re.compile(
    rb"(?:https|webcal)://dialogues\.example\.org/([^\"'<>\s\\]*)")
IN_PAGE = re.compile(rb"(?:href|src)=\"([^\":]+)\"")
FIRST = "index.html", "sitemap.xml", "feeds.opml"
assert BASE.endswith("dialogues.example.org/")


def links(path, octets):
    found = {match.decode() for match in ANYWHERE.findall(
        re.sub(rb"\r\n[ \t]", b"", octets))}
    if path.endswith(".html"):
        found |= {posixpath.normpath(posixpath.join(
            posixpath.dirname(path), link.decode()))
            for link in IN_PAGE.findall(octets) if link[:1] != b"#"}
    found = {unquote(urldefrag(link).url) for link in found}
    return {link + "index.html" if link.endswith("/") or not link else link
            for link in found}


class Reader(threading.Thread):
    def __init__(self, port, prefix="", pause=0.005):
        super().__init__(daemon=True)
        self.port, self.prefix, self.pause = port, prefix, pause
        self.stop = threading.Event()
        self.dead, self.read, self.rounds = [], 0, 0

    def get(self, path):
        """The bytes; None when there are none; 0 when nobody can tell."""
        time.sleep(self.pause)
        try:
            server = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=10)
            server.request("GET", f"{self.prefix}/{path}")
            answer = server.getresponse()
            octets = answer.read()
            server.close()
        except (OSError, http.client.HTTPException):
            return 0
        self.read += 1
        if answer.status == 404:
            return None
        return octets if answer.status == 200 else 0

    def is_dead(self, parent, path):
        """Whether the file that led there still does."""
        for _ in range(4):
            octets = self.get(parent)
            if octets == 0 or octets is None or path not in links(
                    parent, octets):
                return False
            if self.get(path) is not None:
                return False
            time.sleep(0.3)
        return True

    def crawl(self):
        queue, known = [("", path) for path in FIRST], set(FIRST)
        while queue and not self.stop.is_set():
            parent, path = queue.pop(0)
            octets = self.get(path)
            if octets is None:
                if parent == "" or self.is_dead(parent, path):
                    self.dead.append(f"{parent} leads to {path}")
            elif octets:
                new = links(path, octets) - known
                known |= new
                queue += [(path, link) for link in sorted(new)]
        self.rounds += 1
        return known

    def run(self):
        while not self.stop.is_set():
            self.crawl()

    def await_reads(self, count, seconds=30):
        """Whether so many answers have come; a push may be over before."""
        end = time.monotonic() + seconds
        while self.read < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.read >= count

    def end(self):
        self.stop.set()
        self.join()
        return self.dead
