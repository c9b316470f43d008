"""What must be true of feeds/ after each build.

Each judge is a function that yields what is wrong; all that it knows of the
time before is `before`, what was read from feeds/ behind the last build."""

import csv
import os
import re

from edits import QUIET
from records import contents, paths

VEVENT = re.compile(r"BEGIN:VEVENT\nUID:(.*?)\n(.*?)END:VEVENT", re.S)
STAMP = re.compile(r"^(DTSTAMP|CREATED|LAST-MODIFIED|SEQUENCE):(.*)\n", re.M)
ADDRESS = re.compile(r"^(?:URL:https://example\.|REFID).*\n|"
                     r"https://example\.\w+/[^\s;,\"\\]*", re.M)
ENTRY = re.compile(r"<entry.*?</entry>", re.S)
TOMB = re.compile(r'<at:deleted-entry ref="(.*?)"')
ID = re.compile(r"<id>(.*?)</id>")
UPDATED = re.compile(r"<updated>(.*?)</updated>")


class Published:
    """What stands in feeds/."""

    def __init__(self, root):
        self.root = os.path.join(root, "feeds")
        self.files = set()     # paths, without those of the ledger
        self.empty = set()     # those that have nothing to say
        self.vevents = {}      # (language, uid) -> {body: path}
        self.entries = {}      # (language, id) -> {entry: path}
        self.tombs = set()     # (language, id)
        self.feed_ids = {}     # path -> id
        self.tables = {}       # language -> {uid: line of events.csv}
        self.twice = []        # ids that a file has twice
        for path in paths(self.root):
            name = os.path.relpath(path, self.root)
            if not name.startswith("ledger/"):
                self.files.add(name)
                self.read(name, path)

    def text(self, name):
        with open(os.path.join(self.root, name), encoding="utf-8") as file:
            return file.read()

    def read(self, name, path):
        readers = {".ics": self.read_calendar, ".atom": self.read_atom,
                   ".csv": self.read_table}
        reader = readers.get(os.path.splitext(name)[1])
        if reader is None:
            if os.path.getsize(path) == 0:
                self.empty.add(name)
            return
        with open(path, encoding="utf-8", newline="") as file:
            if reader(name, name.split("/")[0], file.read()) == 0:
                self.empty.add(name)

    def read_calendar(self, name, language, text):
        text = text.replace("\r\n ", "").replace("\r\n", "\n")
        found = VEVENT.findall(text)
        for uid, body in found:
            self.vevents.setdefault((language, uid), {})[body] = name
        self.note_twice(name, [uid for uid, _ in found])
        return len(found)

    def read_atom(self, name, language, text):
        entries = ENTRY.findall(text)
        tombs = TOMB.findall(text)
        ids = [ID.search(entry).group(1) for entry in entries]
        for key, entry in zip(ids, entries):
            self.entries.setdefault((language, key), {})[entry] = name
        self.tombs.update((language, key) for key in tombs)
        self.note_twice(name, ids + tombs)
        self.feed_ids[name] = ID.search(ENTRY.sub("", text)).group(1)
        return len(entries) + len(tombs)

    def read_table(self, name, language, text):
        rows = list(csv.DictReader(text[1:].splitlines(), strict=True))
        self.tables[language] = {row["uid"]: row for row in rows}
        self.note_twice(name, [row["uid"] for row in rows])
        return len(rows)

    def note_twice(self, name, ids):
        if len(set(ids)) != len(ids):
            self.twice.append(f"{name}: an id stands twice")


class Stamp:
    """The body of a VEVENT, in its lines that count and all others."""

    def __init__(self, body):
        stamp = dict(STAMP.findall(body))
        self.says = STAMP.sub("", body)
        # Without addresses, which have the names of folders in them.
        self.words = ADDRESS.sub("", self.says)
        self.sequence = int(stamp["SEQUENCE"])
        self.modified = stamp["LAST-MODIFIED"]
        self.all = stamp


class Case:
    """One build: the site, what was published before and is now, and the
    names of all edits since the last build that published something."""

    def __init__(self, site, before, after, edits):
        self.site, self.before, self.after = site, before, after
        self.edits = edits


def alike(case):
    """All copies of a meeting or an entry say the same."""
    for found in (case.after.vevents, case.after.entries):
        for key, copies in found.items():
            if len(copies) > 1:
                yield f"{key}: not the same in " + \
                    " and ".join(sorted(copies.values()))


FACTS = re.compile(r"^(?:DTSTART|DTEND|STATUS|GEO)\b.*\n", re.M)


def abreast(case):
    """Languages differ in words, not in facts."""
    found = {}
    for (language, uid), copies in case.after.vevents.items():
        for body in copies:
            facts = "".join(sorted(FACTS.findall(body)))
            found.setdefault(uid, {}).setdefault(facts, language)
    for uid, facts in found.items():
        if len(facts) > 1:
            yield f"{uid}: not the same in " + " and ".join(facts.values()) + \
                f":\n{unlike(*list(facts)[:2])}"


TOLD_ALIKE = "start", "end", "zone", "status", "country", "path"


def tables(case):
    """All languages have the same meetings with the same facts, and what has a
    day is in a calendar too."""
    found = {language: {uid: [row[name] for name in TOLD_ALIKE]
                        for uid, row in rows.items()}
             for language, rows in case.after.tables.items()}
    for language, rows in found.items():
        if rows != next(iter(found.values())):
            yield f"{language}/events.csv: not what other languages have"
        for uid, (start, *_) in rows.items():
            if len(start) >= 10 and (language, uid) not in case.after.vevents:
                yield f"{language}/events.csv: {uid} is in no calendar"


DAYS = re.compile(r"\bDTSTART\S*:(\d{4})(\d\d)(\d\d)")


def pages(case):
    """The page of a meeting has the days of its calendar file, or none: those
    of a postponed one do not count."""
    for name in case.after.files:
        page, place = name[:-4] + ".html", name[:-4].split("/", 1)[-1]
        if name.endswith(".ics") and page in case.after.files and \
                place not in case.site.reused:
            bodies = VEVENT.findall(case.after.text(name))
            text = case.after.text(page)
            for day in DAYS.findall("".join(body for _, body in bodies)):
                if "-".join(day) not in text and " datetime=" in text:
                    yield f"{page}: says nothing of {'-'.join(day)}, " \
                        f"{name} does"


def once(case):
    yield from case.after.twice


def stamps(case):
    """They move when a VEVENT says something else, and never go back."""
    for key, before, after in stamped(case):
        yield from (f"{key}: {fault}" for fault in moves(before, after))
        # An address is not the meeting's own, nor is a phrase.
        if before.sequence == after.sequence and \
                before.words != after.words and "set_phrase" not in case.edits:
            yield f"{key}: SEQUENCE does not move, and says something else:" \
                "\n" + unlike(before.words, after.words)


def still(case):
    """They do not move when a VEVENT says the same."""
    for key, before, after in stamped(case):
        is_quiet = before.words == after.words and case.edits <= QUIET
        if before.sequence != after.sequence and \
                (before.says == after.says or is_quiet):
            yield f"{key}: SEQUENCE moves, and says the same:\n" + \
                unlike(before.says, after.says)


def stamped(case):
    for key, copies in case.before.vevents.items():
        if key[1] not in case.site.forgotten and key in case.after.vevents:
            yield key, newest(copies), newest(case.after.vevents[key])


def newest(copies):
    return max(map(Stamp, copies), key=lambda stamp: (
        stamp.sequence, stamp.says))


def moves(before, after):
    """What is wrong with the stamp of a VEVENT, whatever it says."""
    steps = after.sequence - before.sequence
    if before.all["CREATED"] != after.all["CREATED"]:
        yield "CREATED changes"
    if after.all["DTSTAMP"] != after.modified:
        yield "DTSTAMP is not LAST-MODIFIED"
    if steps not in (0, 1):
        yield f"SEQUENCE {before.sequence}, then {after.sequence}"
    if steps == 0 and after.modified != before.modified:
        yield "LAST-MODIFIED moves, SEQUENCE does not"
    if steps > 0 and after.modified <= before.modified:
        yield f"LAST-MODIFIED {before.modified}, then {after.modified}"


def unlike(before, after):
    return "\n".join(f"  {sign} {line}" for sign, lines, others in (
        ("-", before.split("\n"), after), ("+", after.split("\n"), before))
        for line in lines if line not in others.split("\n"))


def entries(case):
    """`updated` never goes back, nor moves with nothing to tell."""
    for key, copies in case.before.entries.items():
        after = case.after.entries.get(key)
        if after is None or is_forgotten(case, key[1]):
            continue
        old, new = max(copies, key=date), max(after, key=date)
        if date(new) < date(old):
            yield f"{key}: updated {date(old)}, then {date(new)}"
        if date(new) != date(old) and \
                UPDATED.sub("", new) == UPDATED.sub("", old):
            yield f"{key}: updated moves, and says the same"


def date(entry):
    return UPDATED.search(entry).group(1)


def is_forgotten(case, key):
    return any(uid in key for uid in case.site.forgotten)


def ids(case):
    """What was published has its UID and its id for ever."""
    for language, uid in case.before.vevents.keys() - case.after.vevents:
        if uid not in case.site.forgotten:
            yield f"{language} {uid}: not in any calendar"
    known = {shown(key) for key in case.after.entries.keys() |
             case.after.tombs}
    for key in case.before.entries:
        # Corrections that a record has no more go without a word.
        if shown(key) not in known and not is_forgotten(case, key[1]) and \
                "/change/corrected" not in key[1]:
            yield f"{key}: not in any feed"
    for name, key in case.before.feed_ids.items():
        if case.after.feed_ids.get(name, key) != key:
            yield f"{name}: the id of the feed changes"


def shown(key):
    """An entry whatever the language of its words: a fallback gives way to a
    translation that has come.  An id is UID/release/en, UID/release/fr/en for
    French words in English feeds, or UID/change/name/en."""
    parts = key[1].split("/")
    return key[0], "/".join(parts[:3 if parts[1] == "change" else 2])


def addresses(case):
    """An address that was published goes on, and is never emptied."""
    if case.site.arguments:  # --forget
        return
    for name in sorted(case.before.files - case.after.files):
        yield f"{name}: is no more"
    for name in sorted(case.after.empty - case.before.empty):
        if name in case.before.files:
            yield f"{name}: is empty"


def cancelled(case):
    """In each language, whatever else is wrong with the record."""
    for event in case.site.events:
        if event.is_cancelled():
            for key, copies in case.after.vevents.items():
                if key[1] in event.uids() and key in case.before.vevents and \
                        not all("\nSTATUS:CANCELLED\n" in body
                                for body in copies):
                    yield f"{key} in {', '.join(copies.values())}: " \
                        f"not cancelled, though {event.folder()} is"


def secrets(case):
    """No word that is a draft, or under an embargo, stands anywhere."""
    site = case.site
    folders = [os.path.join(site.root, name)
               for name in ("feeds", ".dialogue-feeds")]
    blob = b"\n".join(content for folder in folders
                      for content in contents(folder))
    for event in site.events:
        for language, text in event.texts.items():
            words = {text.title, text.body}
            if not (event.is_hidden(site.latest) or
                    text.is_hidden(site.latest)):
                site.shown |= words
            for word in words - site.shown:
                if word.encode() in blob:
                    yield f"{event.folder()}/{language}.xml is hidden, " \
                        f"{word} stands in feeds/ or in the index"


JUDGES = [once, alike, abreast, tables, pages, stamps, still, entries, ids,
          addresses, cancelled, secrets]
