"""The site that things go wrong in: a few meetings as they were published in
the last days of 2025, and what changes in the first ones of 2026."""

import os
import shutil
import subprocess
import tempfile
import time

PROGRAM = os.path.realpath(os.environ.get("PROGRAM", "build/dialogue-feeds"))
TOOLS = os.path.realpath("build/faults")
EVERY = os.environ.get("FAULTS") == "all"
BEFORE, AFTER = 1767096000, 1767614400
LANGUAGES = ["en", "fr"]
PUBLISHER = """<publisher base="https://example.org/" pages="PAGES"
  authority="example.org,2026" zone="Europe/Brussels">
  <language tag="en"/><language tag="fr"/>
  <name xml:lang="en">Talks</name>
  <topic term="cyber"><label xml:lang="en">Cyber</label></topic>
</publisher>
"""


class Meeting:
    def __init__(self, number, start, status, release="", topic=""):
        self.uid = f"7d0f5a3e-2b6c-4e1d-9f80-{number:012d}"
        self.start, self.status = start, status
        self.release, self.topic = release, topic
        self.words = {tag: f"What was said {number}" for tag in LANGUAGES}
        self.correction = ""

    def files(self):
        topic = f'<topic term="{self.topic}"/>' if self.topic else ""
        yield "event.xml", (
            f'<event uid="{self.uid}" status="{self.status}">\n'
            f'  <time start="{self.start}"/>\n  {topic}\n  {self.release}\n'
            "</event>\n")
        for tag, words in self.words.items():
            release = f"<release>{words}.{self.correction}</release>" \
                if self.release else ""
            yield tag + ".xml", (f"<text>\n  <title>Talks in {tag}</title>\n"
                                 f"  {release}\n</text>\n")


def meetings(fillers):
    """As they were published; those that fill the site never change."""
    return {
        **{f"z/{i:02}": Meeting(100 + i, f"2025-11-{i % 28 + 1:02}", "held")
           for i in range(fillers)},
        "x/01": Meeting(1, "2025-12-10", "held",
                        '<release published="2025-12-12"/>', "cyber"),
        "x/02": Meeting(2, "2026-02-10", "scheduled", topic="cyber"),
        "x/03": Meeting(3, "2025-12-20", "held"),
        "y/01": Meeting(4, "2025-11-05", "held",
                        '<release published="2025-11-06"/>'),
        "y/02": Meeting(5, "2026-12-20", "scheduled"),
        "y/03": Meeting(6, "2025-10-07", "held"),
    }


def changed(fillers, drop_text):
    """The same some days later.  A text that is gone is complained about."""
    now = meetings(fillers)
    now["x/01"].correction = '<correction at="2026-01-02">Note.</correction>'
    now["x/02"].start = "2026-03-01"
    now["x/03"].release = '<release published="2026-01-04"/>'
    now["y/01"].release = \
        '<release published="2025-11-06" status="withdrawn"/>'
    now["y/02"].start = "2027-01-10"
    now["y/04"] = Meeting(7, "2027-05-11", "tentative")
    if drop_text:
        del now["y/03"].words["fr"]
    return now


def swapping(turn):
    """Meetings and releases that change places with each other: two meetings
    two years, three releases three."""
    years = [2026, 2027][turn:] + [2026, 2027][:turn]
    dates = [2023, 2024, 2025][turn:] + [2023, 2024, 2025][:turn]
    return {
        **{f"w/{i:02}": Meeting(20 + i, f"{year}-06-{i + 1:02}", "scheduled")
           for i, year in enumerate(years)},
        **{f"w/{i:02}": Meeting(20 + i, f"2022-12-{i:02}", "held",
                                f'<release published="{year}-01-10"/>')
           for i, year in enumerate(dates, 10)},
        **{f"w/{year}": Meeting(year, f"{year}-12-24", "scheduled")
           for year in (2026, 2027)},
    }


def records(now, pages):
    """Path: bytes, of all records."""
    found = {"events/publisher.xml": PUBLISHER.replace("PAGES", pages)}
    for series in {folder.split("/")[0] for folder in now}:
        found[f"events/{series}/series.xml"] = (
            f'<series><title xml:lang="en">Series {series}</title>'
            '<party code="JP"/><party code="EU"/></series>\n')
    for folder, meeting in now.items():
        for name, text in meeting.files():
            found[f"events/{folder}/{name}"] = text
    return {path: text.encode() for path, text in found.items()}


def read_tree(root):
    """Path: bytes, of all files below a folder, leftovers as well."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if name == ".ballast":
                continue
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root)] = file.read()
    return found


def write(path, octets):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(octets)


def build(root, moment, *prefix, program=PROGRAM, arguments=(), **options):
    """Returns the exit status and what was said."""
    done = subprocess.run(
        [*prefix, program, "build", *arguments], cwd=root,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=120,
        env=dict(os.environ, SOURCE_DATE_EPOCH=str(moment),
                 **options.pop("environment", {})), **options)
    return done.returncode, done.stdout.decode(errors="replace")


class Story:
    """What is published before and after the changes, undisturbed; there
    have been pages for long, or are now for the first time.  It swaps when
    archives give each other what they hold."""

    def __init__(self, drop_text, fillers=0, had_pages=True, swaps=False):
        self.swaps = swaps
        self.old = records(swapping(0) if swaps else meetings(fillers),
                           "yes" if had_pages else "no")
        self.new = records(swapping(1) if swaps
                           else changed(fillers, drop_text), "yes")
        self.status = 3 if drop_text else 0
        root = tempfile.mkdtemp(prefix="story.", dir=FOLDER)
        self.write_records(root, {}, self.old)
        expect(0, build(root, BEFORE))
        self.before = read_tree(root + "/feeds")
        self.write_records(root, self.old, self.new)
        expect(self.status, build(root, AFTER))
        self.after = read_tree(root + "/feeds")
        self.index = os.path.exists(root + "/.dialogue-feeds/index")
        shutil.rmtree(root)

    @staticmethod
    def write_records(root, old, new):
        for path in old.keys() - new.keys():
            os.remove(os.path.join(root, path))
            if not os.listdir(os.path.dirname(os.path.join(root, path))):
                os.rmdir(os.path.dirname(os.path.join(root, path)))
        for path, octets in new.items():
            if old.get(path) != octets:
                write(os.path.join(root, path), octets)


def expect(status, done):
    if done[0] != status:
        raise AssertionError(
            f"exit status {done[0]}, expected {status}: {done[1]}")


class Site:
    """A site to be disturbed, again and again."""

    def __init__(self, story, is_cold):
        self.story, self.is_cold = story, is_cold
        self.root = tempfile.mkdtemp(prefix="site.", dir=FOLDER)
        self.feeds = self.root + "/feeds"
        self.records, self.stood = {}, {}
        self.status = None  # of the last disturbed build

    def set_records(self, new):
        self.story.write_records(self.root, self.records, new)
        self.records = new

    def prepare(self):
        """Published as before, with changes to come.  Some published files
        are of the very second of the build, or of one ahead of it: the clock
        went back."""
        self.put_feeds()
        self.set_records(self.story.old)
        if self.is_cold:
            shutil.rmtree(self.root + "/.dialogue-feeds", ignore_errors=True)
        else:
            expect(0, build(self.root, BEFORE, arguments=["--no-proof"]))
        self.set_records(self.story.new)
        self.stood = self.stamps()

    def settle(self):
        """A build reads what changed within the last two seconds once more:
        from here on the records that stay are older."""
        self.prepare()
        time.sleep(2.1)

    def put_feeds(self):
        stands = read_tree(self.feeds)
        for path in stands.keys() - self.story.before.keys():
            os.remove(f"{self.feeds}/{path}")
        for i, (path, octets) in enumerate(self.story.before.items()):
            name = f"{self.feeds}/{path}"
            if stands.get(path) != octets:
                write(name, octets)
            second = time.time() + (-100, 5, 10)[i % 3]
            os.utime(name, (second, second))

    def stamps(self):
        """What nginx makes an ETag of: seconds and size."""
        found = {}
        for path in read_tree(self.feeds):
            status = os.lstat(f"{self.feeds}/{path}")
            found[path] = int(status.st_mtime_ns // 10**9), status.st_size
        return found

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)


# In memory, where a sync costs nothing, unless it is said otherwise.
FOLDER = tempfile.mkdtemp(
    prefix="faults.",
    dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
