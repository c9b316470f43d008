#!/usr/bin/python3
"""khal: import, then list; each event on the right days at the right place.
It makes up an end where none is known, and has the parser of python3-icalendar:
words are compared loosely."""

import json
import os
import subprocess
import tempfile
from datetime import date, datetime, timedelta

from sites import SITES, WORK, languages, tell, years

CONFIG = """[calendars]
[[c]]
path = {0}/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%MZ
longdatetimeformat = %Y-%m-%dT%H:%MZ
[default]
default_calendar = c
[sqlite]
path = {0}/khal.db
"""
FIELDS = ["uid", "start", "end", "title", "status", "place"]
FORMAT = "\x1f".join(
    "{%s}" % {"place": "location"}.get(f, f) for f in FIELDS) + "\x1e"


def khal(folder, *arguments):
    done = subprocess.run(
        ["khal", "-c", folder + "/config", *arguments], check=True,
        capture_output=True, text=True,
        env=dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder,
                 XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, TZ="UTC",
                 LC_ALL="C.UTF-8"))
    for line in done.stderr.splitlines():
        if "rror" in line or "arning" in line or "ritical" in line:
            raise ValueError(line)
    return done.stdout


def days_of(event):
    """The days, by UTC, on which an event of the records is."""
    first = date.fromisoformat(event["start"][:10])
    if event["zone"] is None:
        last = date.fromisoformat(event["end"]) - timedelta(days=1)
    else:
        last = date.fromisoformat((event["end"] or event["start"])[:10])
    return [(first + timedelta(days=n)).isoformat()
            for n in range((last - first).days + 1)]


def spans(events):
    """The days around the events, in as few ranges as are short."""
    days = sorted(day for event in events for day in days_of(event))
    found = []
    for day in map(date.fromisoformat, days):
        if found and (day - found[-1][1]).days < 60:
            found[-1][1] = day
        else:
            found.append([day, day])
    return [(a - timedelta(days=2), b + timedelta(days=2)) for a, b in found]


def read(site, language, expected):
    files = years(site, language)
    wanted = {e["uid"]: e for f in files for e in expected["calendars"][f]}
    events, days = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/calendar")
        with open(folder + "/config", "w", encoding="utf-8") as config:
            config.write(CONFIG.format(folder))
        khal(folder, "import", "--batch", "-a", "c",
             *(os.path.join(WORK, site, "feeds", f) for f in files))
        day = None
        for first, last in spans(wanted.values()):
            listed = khal(folder, "list", "--day-format", "\x1d{date}\x1e",
                          "--format", FORMAT, str(first), str(last))
            for line in listed.split("\x1e"):
                line = line.strip("\n")
                if line.startswith("\x1d"):
                    day = line[1:]
                elif line:
                    event = dict(zip(FIELDS, line.split("\x1f")))
                    event["status"] = event["status"].strip()
                    events[event["uid"]] = event
                    days.setdefault(event["uid"], []).append(day)
    for uid, event in events.items():
        want = wanted.get(uid)
        if want and days[uid] != days_of(want):
            tell(site=site, file=files[0],
                 error=f"{uid}: expected on {days_of(want)}, is on "
                 f"{days[uid]}")
        if len(event["end"]) == 10:
            event["end"] = (datetime.fromisoformat(event["end"]) +
                            timedelta(days=1)).date().isoformat()
    tell(site=site, files=files, events=list(events.values()),
         loose=["title", "place"], **{"made-up-ends": True})


for site in SITES:
    with open(f"{WORK}/{site}/expected.json", encoding="utf-8") as file:
        expected = json.load(file)
    for language in languages(site):
        try:
            read(site, language, expected)
        except (ValueError, subprocess.CalledProcessError) as error:
            tell(site=site, file=language, error="%s %s" % (
                error, getattr(error, "stderr", "")))
