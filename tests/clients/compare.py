#!/usr/bin/python3
"""What one client read, beside what the records say.

compare.py NAME WORK reads lines of JSON, one for each thing that was read:
  {"site", "file", "events": [{"uid", "start", …}]} or "entries" of Atom and
  JSON feeds, or "meetings" of events.json, or "lines" of events.csv, or
  "error"; "head": what stands above the entries
and prints `NAME: N events, N wrong`.  Only what an event or entry has is
compared; it must have something.  Lists are compared as a whole: nothing may
lack, be there twice or be too much.  "files" in place of "file": all of them
at once, each event counted once.  "loose": names of what is compared without
backslashes, line ends and case; "made-up-ends": ends that nobody knows.

"content" and "summary" have to say certain things, the content in order.  A
link to a calendar is none to a page: some readers take what there is."""

import html
import json
import os
import re
import sys
from html.parser import HTMLParser

AT_MOST = 12


def loosely(text):
    return re.sub(r"\s+", "", re.sub(r"\\\\*[nN]|\n", "n", text).replace(
        "\\", "")).lower()


def without_signs(text):
    """For readers that mix up markup and characters."""
    for _ in range(2):
        text = html.unescape(re.sub("<[^>]*>", "", text))
    return re.sub(r"\s+", "", text)


class Characters(HTMLParser):
    """The characters of XHTML, without markup and blanks."""

    def __init__(self, text):
        super().__init__()
        self.characters = []
        self.feed(text)
        self.close()
        self.text = re.sub(r"\s+", "", "".join(self.characters))

    def handle_data(self, data):
        self.characters.append(data)


class Judge:
    def __init__(self, name, work):
        self.name, self.work, self.expected = name, work, {}
        self.count = self.wrong = self.shown = 0

    def say(self, where, what):
        self.wrong += 1
        self.shown += 1
        if self.shown <= AT_MOST:
            print(f"  {self.name}: {where}: {what}")

    def records(self, site):
        if site not in self.expected:
            path = os.path.join(self.work, site, "expected.json")
            with open(path, encoding="utf-8") as file:
                self.expected[site] = json.load(file)
        return self.expected[site]

    def wanted(self, line, kind, key_of):
        """Of each key, the different things that have it."""
        wanted = {}
        for file in line.get("files") or [line["file"]]:
            for item in self.records(line["site"])[kind][file]:
                alike = wanted.setdefault(key_of(item), [])
                if item not in alike:
                    alike.append(item)
        return wanted

    @staticmethod
    def seen(want, got, line):
        """The wanted one, as far as this client could see it."""
        seen = {}
        for key, value in got.items():
            other = want.get(key)
            if key in line.get("loose", []) and \
                    loosely(value) == loosely(other):
                other = value
            if key == "end" and other is None and line.get("made-up-ends"):
                other = value
            if key in ("start", "end") and value and len(value) == 17 and \
                    other and len(other) == 20:
                other = other[:16] + "Z"
            if key == "link" and other is None and value in (
                    link[3] for link in want["links"]
                    if link[:2] != ["alternate", "text/html"]):
                other = value
            seen[key] = other
        return seen

    @classmethod
    def differ(cls, want, got):
        """Of long lists and objects only what differs first."""
        names = []
        if isinstance(want, dict) and isinstance(got, dict):
            names = [n for n in {**want, **got} if want.get(n) != got.get(n)]
        elif isinstance(want, list) and isinstance(got, list) and \
                len(want) == len(got):
            names = [n for n, _ in enumerate(want) if want[n] != got[n]]
        if not names:
            return f"expected {want!r}, got {got!r}"
        if isinstance(want, dict):
            want, got = ({n: d.get(n, "nothing") for n in names}
                         for d in (want, got))
        return f"{names[0]}: {cls.differ(want[names[0]], got[names[0]])}"

    def judge_content(self, where, want, content, line):
        text, at = Characters(content).text, 0
        is_loose = "content" in line.get("loose", [])
        if is_loose:
            text = without_signs(content)
        for said in want["says"]:
            said = without_signs(said) if is_loose else said
            found = text.find(said, at)
            if found < 0:
                self.say(where, f"{said!r} is not in the content, or not "
                         f"behind the others: {text!r}")
                return
            at = found + len(said)
        for said in want["never"]:
            if said in text:
                self.say(where, f"what was withdrawn is there: {said!r}")

    def judge_summary(self, where, want, summary):
        for said in want.get("summary_says", []):
            if said not in re.sub(r"\s+", "", summary or ""):
                self.say(where, f"{said!r} is not in {summary!r}")

    def judge_head(self, where, line):
        want = self.records(line["site"])["heads"][line["file"]]
        for key, value in line["head"].items():
            if value != want[key]:
                self.say(f"{where}: {key}", self.differ(want[key], value))

    def judge_line(self, line):
        where = "%s/%s" % (line["site"], line.get("file") or line["files"][0])
        if "error" in line:
            self.say(where, line["error"])
            return
        if "head" in line:
            self.judge_head(where, line)
        kind, items = next(
            (kind, line[name]) for name, kind in (
                ("events", "calendars"), ("meetings", "meetings"),
                ("lines", "lines"),
                ("entries", "jsons" if line.get("file", "").endswith(".json")
                 else "atoms")) if name in line)
        key = next(k for k in ("uid", "id", "title")
                   if k in (items or [{"title": ""}])[0])

        def key_of(item):
            is_loose = key in line.get("loose", [])
            return loosely(item[key]) if is_loose else item[key]

        wanted = self.wanted(line, kind, key_of)
        self.count += len(items)
        for got in items:
            found = wanted.get(key_of(got), [])
            content, summary = got.pop("content", None), got.pop(
                "summary", None) if kind != "meetings" else None
            if kind == "meetings" and found and set(found[0]) - set(got):
                self.say(f"{where}: {got[key]}",
                         f"lacks {set(found[0]) - set(got)}")
            same = [w for w in found if self.seen(w, got, line) == got]
            if same:
                found.remove(same[0])
                if content is not None:
                    self.judge_content(f"{where}: {got[key]}", same[0],
                                       content, line)
                if summary is not None:
                    self.judge_summary(f"{where}: {got[key]}", same[0],
                                       summary)
            elif found:
                want = self.seen(found.pop(0), got, line)
                for k in got:
                    if got[k] != want[k]:
                        self.say(f"{where}: {got[key]}: {k}",
                                 self.differ(want[k], got[k]))
            else:
                self.say(where, f"not in the records, or twice: {got}")
        for want in (w for alike in wanted.values() for w in alike):
            self.say(where, f"lacks {want.get('uid') or want.get('id')}: "
                     f"{want['title']}")


def main():
    judge = Judge(sys.argv[1], sys.argv[2])
    for line in sys.stdin:
        judge.judge_line(json.loads(line))
    if judge.shown > AT_MOST:
        print(f"  {judge.name}: and {judge.shown - AT_MOST} more")
    if judge.count == 0:
        judge.say("nothing", "was read")
    print(f"{judge.name}: {judge.count} events, {judge.wrong} wrong")
    sys.exit(judge.wrong > 0)


main()
