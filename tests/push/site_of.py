"""A site that changes: meetings come, go and move, with pages that lead to each
other."""

import os
import random
import re
import shutil
import subprocess
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.path.realpath(os.environ.get("PROGRAM",
                                          ROOT / "build/dialogue-feeds"))
BASE = "https://dialogues.example.org/"
HIDDEN = re.compile(r"(^|/)\.|^ledger/")


class Site:
    def __init__(self, folder, meetings, languages=("en", "fr"), seed=1):
        self.folder = Path(folder)
        self.events = self.folder / "events"
        self.feeds = self.folder / "feeds"
        self.languages = languages
        self.random = random.Random(seed)
        self.count = 0
        self.events.mkdir(parents=True)
        (self.events / "publisher.xml").write_text(
            f'<publisher base="{BASE}" authority="example.org,2026" '
            'zone="UTC" event-files="yes">'
            + "".join(f'<language tag="{tag}"/>' for tag in languages)
            + "".join(f'<name xml:lang="{tag}">Official dialogues</name>'
                      for tag in languages) + "</publisher>\n")
        for _ in range(meetings):
            self.add()
        self.build()

    def build(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, "-C", self.folder, "build",
                               *arguments], capture_output=True, check=False)
        assert done.returncode == status, (done.returncode, done.stderr)

    def series(self, number):
        folder = self.events / f"dialogue-{number}"
        if not folder.exists():
            folder.mkdir()
            (folder / "series.xml").write_text(
                "<series>" + "".join(
                    f'<title xml:lang="{tag}">Dialogue {number}</title>'
                    for tag in self.languages)
                + '<party code="JP"/><party code="EU"/></series>\n')
        return folder

    def meetings(self):
        return sorted(path.parent for path in self.events.glob("*/*/event.xml"))

    def add(self):
        self.count += 1
        folder = self.series(self.count // 25) / f"{self.count:04}"
        folder.mkdir()
        uid = uuid.UUID(int=self.random.getrandbits(128))
        year = 2024 + self.count % 4
        (folder / "event.xml").write_text(
            f'<event uid="{uid}" status="scheduled">'
            f'<time start="{year}-0{self.count % 9 + 1}-28"/>'
            '<place country="BE"/><release published="2026-01-29"/>'
            "</event>\n")
        self.say(folder, "as agreed")

    def say(self, folder, words):
        for tag in self.languages:
            (folder / f"{tag}.xml").write_text(
                f'<text kind="original"><title>Meeting {folder.name}, {words}'
                f"</title><place>Brussels</place><release>It went {words}."
                "</release></text>\n")

    def edit(self):
        """Some change or other, published."""
        meetings = self.meetings()
        one = self.random.choice(meetings)
        kind = self.random.choice(["add", "add", "say", "move", "forget"])
        if kind == "forget" and len(meetings) > 3:
            shutil.rmtree(one)
            self.build(status=3)
            return self.build("--forget", str(one.relative_to(self.events)))
        if kind == "move":
            event = (one / "event.xml").read_text()
            year = 2024 + self.random.randrange(4)
            (one / "event.xml").write_text(
                re.sub('start="....', f'start="{year}', event))
        elif kind == "say":
            self.say(one, f"said {self.random.randrange(10 ** 6)}")
        else:
            self.add()
        return self.build()

    def files(self):
        """What readers may get, by path."""
        return {str(path.relative_to(self.feeds)): path.read_bytes()
                for path in self.feeds.rglob("*") if path.is_file()
                and not HIDDEN.search(str(path.relative_to(self.feeds)))}
