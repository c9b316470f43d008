"""What stands in the records of a site, and how it is written to disk.

A site knows what each record says and what is wrong with it.  After an edit,
write() brings events/ in line with that; files that say the same already are
not touched."""

import os
import shutil
import time
import uuid

LANGUAGES = ["en", "fr", "ja"]
START = 1769904000  # 2026-02-01
DAY = 24 * 3600
PUBLISHED = {"release": "2026-01-20", "b": "2026-02-03"}
BAD = "<"  # behind a record, makes it one that no parser reads


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(seconds))


def token(chance):
    """A word that stands nowhere else."""
    return "%08x" % chance.getrandbits(32)


class Hidden:
    """Whether something is a draft, or under an embargo."""

    def __init__(self):
        self.draft, self.not_before = False, None

    def attributes(self):
        return (' draft="yes"' if self.draft else "") + (
            f' not-before="{moment(self.not_before)}"'
            if self.not_before else "")

    def is_hidden(self, now):
        return self.draft or (self.not_before or 0) > now


class Text(Hidden):
    def __init__(self, chance):
        super().__init__()
        self.title, self.body = token(chance), token(chance)
        self.corrections, self.is_bad = "", False

    def xml(self, has_release):
        release = f"<release>Body {self.body}.{self.corrections}</release>" \
            if has_release else ""
        return f"<text{self.attributes()}><title>Title {self.title}</title>" \
            f"{release}</text>\n" + BAD * self.is_bad


class Event(Hidden):
    def __init__(self, chance, series):
        super().__init__()
        self.series, self.name = series, "%04x" % chance.getrandbits(16)
        self.uid = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        self.start = "2026-%02d-%02d" % (
            chance.randint(1, 12), chance.randint(1, 28))
        if chance.random() < 0.15:
            self.start = "2027-%02d" % chance.randint(1, 12)
        self.has_day = False  # a build has seen one
        self.status = chance.choice(["scheduled", "tentative", "held"])
        # By id: published, withdrawn, draft, or gone, which is not written.
        self.releases = {name: "published" for name in
                         ["release", "b"][:chance.randint(0, 2)]}
        self.topic = chance.choice(["", "a", "b"])
        self.party = chance.choice(["", "EU", "KR"])
        self.link = self.second = self.place = ""
        self.flaws = set()  # xml, no-time, bad-time, bad-release, no-record
        self.texts = {language: Text(chance) for language in
                      chance.sample(LANGUAGES, chance.randint(0, 3))}

    def folder(self):
        return os.path.join("events", self.series.name, self.name)

    def uids(self):
        return [self.uid, str(uuid.uuid5(uuid.UUID(self.uid), "again"))]

    def is_cancelled(self):
        return self.status == "cancelled" and \
            not self.flaws & {"xml", "no-record"}

    def lost_its_day(self):
        return self.has_day and ("no-time" in self.flaws or
                                 len(self.start) < len("2026-01-01"))

    def time_xml(self):
        if "no-time" in self.flaws:
            return ""
        start = "2026-02-30" if "bad-time" in self.flaws else self.start
        main = ' id="first" main="yes"' if self.second else ""
        return f'<time start="{start}"{main}/>{self.second}'

    def release_xml(self, name, status):
        day = "soon" if "bad-release" in self.flaws else PUBLISHED[name]
        return f'<release id="{name}" published="{day}" status="{status}"/>'

    def xml(self):
        topic = f'<topic term="{self.topic}"/>' if self.topic else ""
        party = f'<person party="{self.party}"/>' if self.party else ""
        releases = "".join(
            self.release_xml(*release) for release in self.releases.items()
            if release[1] != "gone")
        return f'<event uid="{self.uid}" status="{self.status}"' \
            f'{self.attributes()}>\n  {self.time_xml()}\n  {topic}{party}\n' \
            f'  {self.place}{self.link}\n  {releases}\n</event>\n' + \
            BAD * ("xml" in self.flaws)

    def files(self):
        if "no-record" not in self.flaws:
            yield self.folder() + "/event.xml", self.xml()
        has_release = self.releases.get("release", "gone") != "gone"
        for language, text in self.texts.items():
            yield f"{self.folder()}/{language}.xml", text.xml(has_release)

    def mend(self, chance):
        """So that a build has nothing to complain of."""
        self.flaws.clear()
        self.link, self.draft, self.not_before = "", False, None
        if self.lost_its_day():
            self.start += "-15"
        for name, status in self.releases.items():
            if status in ("gone", "draft"):
                self.releases[name] = "published"
        for language in LANGUAGES:
            text = self.texts.setdefault(language, Text(chance))
            text.draft, text.not_before, text.is_bad = False, None, False


class Series:
    def __init__(self, name):
        self.name, self.title = name, name
        self.parties, self.topics, self.colour = ["JP"], [], ""
        self.former = []
        self.is_bad = self.is_gone = False

    def files(self):
        if self.is_gone:
            return
        colour = f' colour="{self.colour}"' if self.colour else ""
        former = f' formerly="{" ".join(self.former)}"' if self.former else ""
        yield f"events/{self.name}/series.xml", \
            f'<series{colour}{former}><title xml:lang="en">Series ' \
            f"{self.title}</title>" + \
            "".join(f'<party code="{code}"/>' for code in self.parties) + \
            "".join(f'<topic term="{term}"/>' for term in self.topics) + \
            "</series>\n" + BAD * self.is_bad

    def mend(self):
        self.is_bad = self.is_gone = False


class Publisher:
    def __init__(self, has_pages):
        self.has_pages, self.event_files = has_pages, "auto"
        self.base, self.window, self.name = "org", "P6M", "Talks"
        self.languages = list(LANGUAGES)
        self.labels = {"a": "A", "b": "B", "c": "C"}
        self.party = self.phrase = ""
        self.is_bad = False

    def files(self):
        yes = "yes" if self.has_pages else "no"
        yield "events/publisher.xml", \
            f'<publisher base="https://example.{self.base}/" pages="{yes}" ' \
            f'event-files="{self.event_files}" window="{self.window}" ' \
            'authority="example.org,2026" zone="Europe/Brussels">\n' + \
            "".join(f'<language tag="{tag}"/>' for tag in self.languages) + \
            f'<name xml:lang="en">{self.name}</name>' + \
            "".join(f'<topic term="{term}"><label xml:lang="en">{label}'
                    "</label></topic>"
                    for term, label in self.labels.items()) + \
            f"{self.party}{self.phrase}</publisher>\n" + BAD * self.is_bad


class Site:
    """The records of one site, the moment, and what the next build is told."""

    def __init__(self, root, seed, chance):
        self.root, self.now, self.latest = root, START, START
        # Few meetings and all that can go wrong, or many and little of it.
        self.is_calm = seed % 2 == 1
        # With --cron, a run in which nothing has changed has nothing to say.
        self.is_cron = seed % 3 == 0
        self.publisher = Publisher(seed % 4 > 1)
        self.series = [Series("x"), Series("y")]
        self.series[1].topics = ["c"]
        self.events, self.copies = [], []
        self.deleted, self.forgotten, self.arguments = [], set(), []
        self.shown = set()  # words that are no secret any more
        self.reused = set() # names of folders that are another's now
        self.names = 0      # of series that were renamed
        self.written = {}
        for _ in range(30 if self.is_calm else 6):
            self.events.append(Event(chance, chance.choice(self.series)))
        self.write()

    def parts(self):
        return [self.publisher, *self.series, *self.events, *self.copies]

    def write(self):
        wanted = dict(pair for part in self.parts() for pair in part.files())
        for path in self.written.keys() - wanted.keys():
            self.remove(os.path.join(self.root, path))
        for path, text in wanted.items():
            if self.written.get(path) != text:
                put(os.path.join(self.root, path), text)
        self.written = wanted
        for event in self.events:
            event.has_day |= len(event.start) == len("2026-01-01")

    def remove(self, path):
        """A file, and its folder when that is empty then."""
        os.remove(path)
        folder = os.path.dirname(path)
        while not os.listdir(folder):
            os.rmdir(folder)
            folder = os.path.dirname(folder)

    def rename(self, old, new):
        """A folder as a whole, so that its files keep their times."""
        if not os.path.isdir(os.path.join(self.root, old)):
            return
        os.makedirs(os.path.dirname(os.path.join(self.root, new)),
                    exist_ok=True)
        os.rename(os.path.join(self.root, old), os.path.join(self.root, new))
        self.written = {
            new + path[len(old):] if path.startswith(old + "/") else path: text
            for path, text in self.written.items()}

    def is_known(self, uid):
        """Whether something that was published names this meeting."""
        return any(uid.encode() in content for content in
                   contents(os.path.join(self.root, "feeds")))

    def note_forgotten(self):
        """A build that published did what it was told."""
        asked = [event for event in self.deleted
                 if event.uid in self.arguments]
        for event in asked:
            self.deleted.remove(event)
            self.forgotten.update(event.uids())

    def has_errors(self):
        """Whether a build must complain, whatever was published."""
        return bool(self.copies) or \
            any(series.is_bad for series in self.series) or \
            any(event.flaws & {"xml", "bad-time"} or
                "bad-release" in event.flaws and
                set(event.releases.values()) - {"gone"} or
                any(text.is_bad for text in event.texts.values())
                for event in self.events)


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def contents(folder):
    for path in paths(folder):
        with open(path, "rb") as file:
            yield file.read()


def paths(folder):
    """Of all files below a folder, in order."""
    return sorted(os.path.join(place, name)
                  for place, _, names in os.walk(folder) for name in names)


def clear(folder):
    shutil.rmtree(folder, ignore_errors=True)
