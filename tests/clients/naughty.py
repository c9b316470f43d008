#!/usr/bin/python3
"""Naughty strings in every field: naughty.py MODULES PROGRAM EPOCH

First each field holds each string, and `check` must refuse it in plain words
at its place, or not at all; what it refuses is compared with naughty.refused.
Then two sites are built, one with the strings that are accepted, one with a
word in place of each.  Their feeds must be the same but for these words: no
string is lost or changed, and none becomes markup.

ACCEPT=1 writes naughty.refused."""

import difflib
import os
import re
import string
import subprocess
import sys
import tempfile
import textwrap
from functools import partial
from urllib.parse import quote

import naughty_feeds as feeds
import naughty_strings
from naughty_site import FIELDS, FIELDS_OF_LANGUAGE, Site

MODULES, PROGRAM, EPOCH = sys.argv[1:]
STORED = os.path.join(os.path.dirname(__file__), "naughty.refused")
OF_PUBLISHER = ["party", "body", "topic"]
OF_EVENT = [field for field in FIELDS if field not in OF_PUBLISHER]
LINKS = [field for field in FIELDS if field.endswith("href")]
# A body keeps the blanks at the ends of its elements.
BODY = {"p", "em", "li", "td", "a"}
# Two releases for each; the newest 50 are in the feeds that are JSON.
IN_ONE_SITE = 25
ERROR = re.compile(r"(events/[^:]*):(\d+):(\d+): error: (.*)\n(.*)\n"
                   r" *\^\nhelp: (.+)\n")
MORE = re.compile("events/.* error: and more from here on; mend what stands "
                  r"above first\n.*\n *\^\n")
STAND_IN = re.compile(r"(https://example\.org/)?Q(\d+)([a-z]+)Z")
try:
    import naughty_readers as readers
    STRINGS = naughty_strings.read(MODULES)
except (ImportError, OSError) as missing:
    sys.exit(f"naughty: {missing}; tests/clients/setup installs it")
ALL = range(len(STRINGS))
HEAD = """What `check` refuses of the strings of naughty_strings.py, where, and
with which sentence.  What stands nowhere here is published as it is.

"""
found, seen = [], set()


def say(what):
    found.append(what)


def run(command, site, later=0, paths=()):
    done = subprocess.run(
        [PROGRAM, "-C", site.folder, command, *paths], capture_output=True,
        env=dict(os.environ, SOURCE_DATE_EPOCH=str(int(EPOCH) + later)))
    return done.returncode, done.stderr


# With more records at a time, some errors would not be printed.
AT_A_TIME = 8


def run_check(site):
    paths = sorted({os.path.join(*path.split("/")[:2])
                    for path, _ in site.places})
    runs = [run("check", site, paths=paths[i:i + AT_A_TIME])
            for i in range(0, len(paths), AT_A_TIME)]
    return max(status for status, _ in runs), b"".join(said for _, said in runs)


def ends_sentence(n):
    """The summary of an entry has a full stop between its sentences."""
    return (STRINGS[n][2] or "").rstrip(" \t\r\n").endswith(".")


def stand_in(n, field):
    """A word for a string, one for each place."""
    word = f"Q{n}{field}Z"
    if field in LINKS:
        word = "https://example.org/" + word
    elif ends_sentence(n):
        word += "."
    return word.encode()


def with_strings(is_filled):
    """A filling: the string where it is asked for, a word elsewhere."""
    return lambda n, field: STRINGS[n][1] if is_filled(n, field) \
        else stand_in(n, field)


def regions():
    """Codes of countries, in the order of their names."""
    with open("/usr/share/zoneinfo/iso3166.tab", encoding="utf-8") as file:
        return [line[:2] for line in file if line[0] != "#"]


REGIONS = regions()


def tag_of(n):
    """A language of its own for each string, that shows English phrases."""
    script, region = divmod(n, len(REGIONS))
    return f"en{('', '-Latn', '-Cyrl')[script]}-{REGIONS[region]}"


# What is refused.

def check(site):
    """(number, field): the sentence."""
    status, said = run_check(site)
    refused = {}
    try:
        said = said.decode()
    except UnicodeDecodeError as error:
        say(f"check says what is not UTF-8: {error}")
        said = said.decode(errors="replace")
    if re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said):
        say("check says what turns or commands a terminal")
    rest = MORE.sub("", ERROR.sub(
        lambda match: note(site, refused, *match.groups()), said))
    if rest.strip() or (status == 0) != (not refused):
        say(f"check says, with status {status}: {rest[:300]!r}")
    return refused


def note(site, refused, path, line, column, sentence, shown, help_):
    place = site.places.get((path, int(line)))
    if place is None:
        say(f"{path}:{line}: no string stands there: {sentence}")
        return ""
    if int(column) not in columns_of(place, sentence):
        say(f"{place[:2]}: column {column}: {sentence}")
    refused.setdefault(place[:2], set()).add(re.sub("'.*'", "'...'", sentence))
    return ""


def columns_of(place, sentence):
    """Where it may point: at the character, attribute or element."""
    _, field, line = place
    said = re.match(r"(\w+): ", sentence)
    sign = re.search(r"U\+([0-9A-F]+)|0x([0-9A-F]{2})|(&\S*;)|'(&)'", sentence)
    if said:
        octets = said[1].encode() + b'="'
    elif sign is None:
        octets = b"<"
    elif sign[1]:
        octets = chr(int(sign[1], 16)).encode()
    else:
        octets = bytes([int(sign[2], 16)]) if sign[2] else \
            (sign[3] or sign[4]).encode()
    return [1 + len(line[:at.start()].decode(errors="replace"))
            for at in re.finditer(re.escape(octets), line)]


def find_refused():
    """(number, field): the sentences that refuse it there."""
    # All fields at once; where one is refused, each by itself.
    site = Site(WORK + "/naughty-all", with_strings(lambda n, field: True))
    for n in ALL:
        site.add_event(n)
    Site(site.folder, stand_in).add_publisher(ALL)
    refused = check(site)
    doubtful = {n for n, field in refused if field not in LINKS}
    refused = {key: said for key, said in refused.items()
               if key[0] not in doubtful}
    for n in sorted(doubtful):
        refused |= check_each(n)
    for n in ALL:
        for field in FIELDS + FIELDS_OF_LANGUAGE:
            if STRINGS[n][2] is None and (n, field) not in refused:
                say(f"{STRINGS[n][0]} in {field} is accepted")
                refused[n, field] = set()
    return refused


def check_each(n):
    site = Site(WORK + f"/naughty-{n}", stand_in)
    site.add_publisher([n])
    for field in OF_EVENT:
        site.fill = with_strings(lambda _, other: other == field)
        site.add_event(n, "f-" + field)
    refused = check(site)
    for field in OF_PUBLISHER + FIELDS_OF_LANGUAGE:
        site = Site(site.folder + field,
                    with_strings(lambda _, other: other == field))
        site.add_languages([(n, tag_of(n))], [n])
        refused |= check(site)
    return refused


def listed(refused):
    """In few lines: fields, sentence and strings."""
    of_string = {}
    for (n, field), said in refused.items():
        for sentence in said:
            of_string.setdefault((sentence, n), set()).add(field)
    groups = {}
    for (sentence, n), fields in of_string.items():
        groups.setdefault((sentence, frozenset(fields)), []).append(n)
    blocks = []
    for (sentence, fields), numbers in groups.items():
        lines = [sentence + "\n", textwrap.fill(
            f"in {named(fields)}:", 78, initial_indent="  ",
            subsequent_indent="    ") + "\n"]
        lines += [f"    {STRINGS[n][0]}\n" for n in sorted(numbers)] \
            if len(numbers) < len(STRINGS) / 2 else \
            [f"    all {len(STRINGS)} but these:\n"] + [
                f"      {STRINGS[n][0]}\n" for n in ALL if n not in numbers]
        blocks.append("".join(lines))
    return "\n".join(sorted(blocks))


def named(fields):
    every = {*FIELDS, *FIELDS_OF_LANGUAGE}
    for name, known in (("every field", every), ("links", set(LINKS)),
                        ("every field but links", every - set(LINKS))):
        if fields == known:
            return name
    return " ".join(sorted(fields))


# What is shown.

def is_shown(refused, n, field):
    # A source that is the page of the release has no link.
    if (n, field) in refused or field == "sourcehref":
        return False
    # What stands in braces is filled in.
    if field == "pattern" and "{" in STRINGS[n][2]:
        return False
    # A release without words has no paragraph, and a phrase ends in words.
    return field not in ("plain", "pattern") or \
        STRINGS[n][2].strip(" \t\r\n") != ""


def as_uri(link):
    """RFC 3986, 2: what it does not know as it stands, by number."""
    start, sharp, fragment = link.partition("#")
    host, slashes, path = start.partition("://")
    authority, slash, path = path.partition("/")
    safe = string.printable.translate(str.maketrans("", "", "[]{}|^`"))
    return host + slashes + quote(authority, safe=string.printable) + slash + \
        quote(path, safe=safe) + sharp + \
        quote(fragment, safe=safe.replace("#", ""))


def wanted(refused):
    """A stand-in becomes the string that is accepted in its place."""
    def words(match):
        n, field = int(match[2]), match[3]
        if not is_shown(refused, n, field):
            return match[0]
        text = re.sub("[ \t\r\n]+", " ", STRINGS[n][2])
        if field not in BODY:
            text = text.strip(" ")
        # A paragraph ends in words.
        if field == "p":
            text = text.rstrip(" ")
        if field in LINKS:
            return as_uri(text)
        return (match[1] or "") + (text[:-1] if ends_sentence(n) else text)
    return lambda value: value if "Q" not in value else \
        STAND_IN.sub(words, value)


def build(name, refused, fill_in):
    """The same site twice: with stand-ins and with strings."""
    pair = []
    for side, fill in (
            ("words", stand_in),
            ("strings", with_strings(partial(is_shown, refused)))):
        site = Site(f"{WORK}/{name}-{side}", fill)
        fill_in(site)
        status, said = run("build", site)
        if status or said:
            say(f"{name}-{side}: build, {status}: {said.decode()[:300]}")
        before = feeds.octets(site.folder + "/feeds")
        run("build", site, later=3600)
        if feeds.octets(site.folder + "/feeds") != before:
            say(f"{name}-{side}: a second build changes feeds")
        pair.append(site.folder + "/feeds")
    return pair


def fields(numbers, site):
    site.add_publisher(numbers)
    for n in numbers:
        site.add_event(n)


def languages(numbers, site):
    site.add_languages([(n, tag_of(n)) for n in numbers])


def compare(name, refused, fill_in):
    """How many feeds there are; what stood where goes to `seen`."""
    words, strings = build(name, refused, fill_in)
    become, paths = wanted(refused), feeds.paths(words)
    if paths != feeds.paths(strings):
        say(f"{name}: not the same feeds: "
            f"{sorted(set(paths) ^ set(feeds.paths(strings)))}")
    for path in set(paths) & set(feeds.paths(strings)):
        want = feeds.read(words, path)
        kind = path.rpartition(".")[2]
        seen.update((match[3], kind) for _, part in want if "Q" in part
                    for match in STAND_IN.finditer(part))
        got = feeds.read(strings, path)
        differ = feeds.difference([(k, become(part)) for k, part in want], got)
        if differ:
            say(f"{name}: {path}: {differ}")
        for fault in feeds.markup(got):
            say(f"{name}: {path}: {fault}")
    return len(paths)


def read_by_programs(name, refused, count):
    """As subscribers see the site of this name, which has been built."""
    become = wanted(refused)
    for program, path, alike in readers.PROGRAMS:
        files = [f"{WORK}/{name}-{side}/feeds/en/{path}"
                 for side in ("words", "strings")]
        want, got = (list(program(file)) if os.path.exists(file) else []
                     for file in files)
        if len(want) < count or len(want) != len(got):
            say(f"{program.__name__} reads {len(got)} of {len(want)}")
        for (where, words), (other, text) in zip(want, got):
            if where != other or alike(become(words)) != alike(text):
                say(f"{program.__name__}: {where}: expected "
                    f"{become(words)!a}, got {other}: {text!a}")


def judge():
    refused = find_refused()
    text = HEAD + listed(refused)
    if os.environ.get("ACCEPT"):
        with open(STORED, "w", encoding="ascii") as file:
            file.write(text)
    with open(STORED, encoding="ascii") as file:
        stored = file.read()
    for line in difflib.unified_diff(stored.split("\n"), text.split("\n"),
                                     "naughty.refused", "check", n=0,
                                     lineterm=""):
        say(line)
    count = 0
    for first in range(0, len(ALL), IN_ONE_SITE):
        numbers = ALL[first:first + IN_ONE_SITE]
        for fill_in in fields, languages:
            count += compare(f"{fill_in.__name__}-{first}", refused,
                             partial(fill_in, numbers))
        read_by_programs(f"fields-{first}", refused, len(numbers))
    for kind, lacking in (("atom", set()), ("json", {"rights", "about"}),
                          ("ics", {*BODY, "plain", "ahref", "rights"})):
        for field in FIELDS + FIELDS_OF_LANGUAGE:
            if ((field, kind) in seen) != (field not in lacking):
                say(f"{field}: is in feeds, or not: {kind}")
    return count


with tempfile.TemporaryDirectory(
        dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as WORK:
    count = judge()
for fault in found[:12]:
    print(f"  naughty: {fault}"[:300])
print(f"naughty: {len(STRINGS)} strings in {count} feeds, {len(found)} wrong")
sys.exit(len(found) > 0)
