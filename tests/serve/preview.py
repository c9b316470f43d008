"""A preview that runs, in a site of its own; what tests ask of it."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

PROGRAM = os.path.abspath(os.environ.get("PROGRAM", "build/dialogue-feeds"))
TEXT = "events/example-dialogue/01/en.xml"
EVENT = "events/example-dialogue/01/event.xml"


class Answer:
    def __init__(self, answer):
        self.status, self.body = answer.status, answer.read()
        self.fields = {name.lower(): value
                       for name, value in answer.getheaders()}

    @property
    def text(self):
        return self.body.decode()

    def __getitem__(self, name):
        return self.fields.get(name.lower())


class Preview:
    """`with Preview() as preview:` builds and serves a fresh site."""

    def __init__(self, *options, prepare=None, script=None, before=()):
        """A script takes the place of the program that builds; the words
        `before` stand in front of the command."""
        self.options = options or ("--port", "0")
        self.command = [*before, PROGRAM, "serve"]
        # The preview builds into a folder below this one.
        self.temporary = tempfile.mkdtemp(prefix="preview.")
        self.environment = dict(os.environ, TMPDIR=self.temporary)
        if script:
            self.command = [self.stand_in(script) + "-serve"]
        self.site = tempfile.mkdtemp(prefix="serve.")
        self.environment["SITE"] = self.site
        subprocess.run([PROGRAM, "-C", self.site, "init"], check=True,
                       stdout=subprocess.DEVNULL)
        event = Path(self.site, "events/example-dialogue/01/event.xml")
        event.write_text(event.read_text().replace(' draft="yes"', ""))
        publisher = Path(self.site, "events/publisher.xml")
        publisher.write_text(
            publisher.read_text().replace("example.com", "example.org"))
        if prepare:
            prepare(self)

    @staticmethod
    def stand_in(script):
        program = os.path.join(tempfile.mkdtemp(), "dialogue-feeds")
        shutil.copy(PROGRAM + "-serve", program + "-serve")
        with open(program, "w", encoding="ascii") as file:
            file.write(script)
        os.chmod(program, 0o755)
        return program

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("a+")
        self.process = subprocess.Popen(
            [*self.command, *self.options], cwd=self.site,
            env=self.environment, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.url = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://(.*):(\d+)(/.*)", self.url)
        assert found, f"no address but {self.url!r}; {self.said()}"
        self.host, self.port = found[1].strip("[]"), int(found[2])
        self.entry = found[3]  # "/", unless it lets one in
        return self

    @property
    def origin(self):
        return f"http://{self.host}:{self.port}"

    def __exit__(self, failure, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        self.process.stdout.close()
        left = os.listdir(self.temporary)
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.temporary, ignore_errors=True)
        if self.command[0].endswith("-serve"):
            shutil.rmtree(os.path.dirname(self.command[0]))
        assert failure or status == 0, (status, self.said())
        assert failure or not left, left

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def path(self, path):
        """Feeds are those of the preview, and so is what a stand-in writes."""
        if path.split("/")[0] in ("feeds", "builds"):
            folder = os.listdir(self.temporary)[0]
            return os.path.join(self.temporary, folder, path)
        return os.path.join(self.site, path)

    def read(self, path):
        with open(self.path(path), encoding="utf-8") as file:
            return file.read()

    def write(self, path, text):
        os.makedirs(os.path.dirname(self.path(path)), exist_ok=True)
        with open(self.path(path), "w", encoding="utf-8") as file:
            file.write(text)

    def replace(self, path, old, new):
        """As editors save: beside, and renamed over."""
        text = self.read(path)
        assert old in text
        self.write(path + ".part~", text.replace(old, new))
        os.rename(self.path(path + ".part~"), self.path(path))

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=30)

    def get(self, path, method="GET", **fields):
        connection = self.connect()
        connection.request(method, path, headers={
            name.replace("_", "-"): value for name, value in fields.items()})
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def raw(self, request):
        """The bytes that come back for these, until the connection ends."""
        with socket.create_connection((self.host, self.port), 20) as peer:
            peer.sendall(request)
            return b"".join(iter(lambda: peer.recv(65536), b""))

    def state(self):
        """The name that pages carry of the present state."""
        found = re.search(r'data-state="([^"]+)"', self.get("/").text)
        return found[1]

    def await_that(self, condition, seconds=10):
        """Whether it comes true; how long that took is `waited`."""
        start = time.monotonic()
        while time.monotonic() < start + seconds:
            if condition():
                self.waited = time.monotonic() - start
                return True
            time.sleep(0.01)
        return False


class Editor(Preview):
    """A preview in whose browser the printed address was opened."""

    def __init__(self, **options):
        super().__init__("--edit", "--port", "0", **options)

    def __enter__(self):
        super().__enter__()
        opened = super().get(self.entry)
        same((opened.status, opened["Refresh"]), (200, "0; url=/"))
        self.cookie, *self.marks = opened["Set-Cookie"].split("; ")
        return self

    def get(self, path, method="GET", **fields):
        return super().get(path, method, **{"Cookie": self.cookie, **fields})

    def send(self, path, body, method="POST", **fields):
        """A field that is None is not sent."""
        fields = {"Cookie": self.cookie, "Origin": self.origin,
                  "Content-Type": "application/x-www-form-urlencoded",
                  **{name.replace("_", "-"): value
                     for name, value in fields.items()}}
        connection = self.connect()
        connection.request(method, path, body, {
            name: value for name, value in fields.items()
            if value is not None})
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def order(self, name, **values):
        return self.send("/-/do/" + name, urllib.parse.urlencode(values))

    def plan(self):
        """The name that the page of the next build carries."""
        found = re.search(r'name="plan" value="([^"]+)"',
                          self.get("/-/next").text)
        return found and found[1]

    def published(self):
        """Paths and contents of the site's own feeds."""
        found = {}
        for folder, _, files in os.walk(self.site + "/feeds"):
            for file in files:
                path = os.path.join(folder, file)
                with open(path, "rb") as opened:
                    found[path] = opened.read()
        return found


def same(found, expected):
    assert found == expected, f"{found!r}, not {expected!r}"


def run(tests):
    """Call all functions whose name starts with test_."""
    passed = failed = 0
    for name, test in list(tests.items()):
        if not name.startswith("test_"):
            continue
        began = time.monotonic()
        try:
            test()
            passed += 1
            if os.environ.get("TIMES"):
                print(f"{time.monotonic() - began:5.1f} s {name}")
        except Exception as error:  # whatever it is, the test has failed
            failed += 1
            print(f"failed: {name}: {type(error).__name__}: {error}")
            frame = error.__traceback__.tb_next
            print(f"  {frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)
