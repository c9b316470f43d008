#!/usr/bin/python3
"""vdirsyncer subscribes over HTTP, khal lists what it fetched; each event on
the right days at the right place.

vdirsyncer gives events UIDs of its own.  khal makes up an end where none is
known, and has the parser of python3-icalendar: words are compared loosely."""

import json
import os
import subprocess
import tempfile
from datetime import date, datetime, timedelta

from sites import SITES, WORK, languages, tell, years
from subscriptions import Subscriptions

CALENDAR = """[[{1}]]
path = {0}/{1}
readonly = True
"""
CONFIG = """[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%MZ
longdatetimeformat = %Y-%m-%dT%H:%MZ
[sqlite]
path = {0}/khal.db
"""
FIELDS = ["uid", "calendar", "start", "end", "title", "status", "place"]
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
    days = sorted({day for event in events for day in days_of(event)})
    found = []
    for day in map(date.fromisoformat, days):
        if found and (day - found[-1][1]).days < 60:
            found[-1][1] = day
        else:
            found.append([day, day])
    return [(a - timedelta(days=2), b + timedelta(days=2)) for a, b in found]


def listed(folder, wanted):
    """What khal lists, and the days on which it does."""
    events, days, day = {}, {}, None
    for first, last in spans(wanted):
        said = khal(folder, "list", "--day-format", "\x1d{date}\x1e",
                    "--format", FORMAT, str(first), str(last))
        for line in said.split("\x1e"):
            line = line.strip("\n")
            if line.startswith("\x1d"):
                day = line[1:]
            elif line:
                event = dict(zip(FIELDS, line.split("\x1f")))
                key = event["calendar"], event.pop("uid")
                events[key] = event
                days.setdefault(key, []).append(day)
    return [(event, days[key]) for key, event in events.items()]


def judge(feed, wanted, found):
    """Days by the records; the rest is told."""
    site, path = feed
    events, right = [], {}
    for want in wanted:
        right.setdefault(want["start"][:16], []).append(days_of(want))
    for event, days in found:
        event["status"] = event["status"].strip()
        if days not in right.get(event["start"][:16], [days]):
            tell(site=site, file=path,
                 error=f"{event['title']}: is on {days}")
        if len(event["end"]) == 10:
            event["end"] = (datetime.fromisoformat(event["end"]) +
                            timedelta(days=1)).date().isoformat()
        events.append(event)
    tell(site=site, file=path, events=events, loose=["title", "place"],
         **{"made-up-ends": True})


def choice(site, expected):
    """Site calendars and yearly ones.  vdirsyncer copies all zones of a feed
    into each event: of a large site, the years of one language are enough."""
    for language in languages(site):
        path = f"{language}/calendar.ics"
        is_large = len(expected.get(path, [])) > 1000
        if path in expected and not is_large:
            yield site, path
        for path in years(site, language):
            yield site, path
        if is_large:
            break


def read(folder):
    expected = {}
    for site in SITES:
        with open(f"{WORK}/{site}/expected.json", encoding="utf-8") as file:
            expected[site] = json.load(file)["calendars"]
    feeds = [feed for site in SITES for feed in choice(site, expected[site])]
    subscriptions = Subscriptions(folder, feeds)
    subscriptions.sync()
    with open(folder + "/config", "w", encoding="utf-8") as config:
        config.write("[calendars]\n")
        for name in subscriptions.feeds:
            config.write(CALENDAR.format(folder, name))
        config.write(CONFIG.format(folder))
    found = {name: [] for name in subscriptions.feeds}
    for event, days in listed(folder, [e for site, path in feeds
                                       for e in expected[site][path]]):
        found[event.pop("calendar")].append((event, days))
    for name, (site, path) in subscriptions.feeds.items():
        judge((site, path), expected[site][path], found[name])


with tempfile.TemporaryDirectory() as folder:
    try:
        read(folder)
    except (ValueError, subprocess.CalledProcessError) as error:
        tell(site=SITES[0], file="?", error="%s %s" % (
            error, getattr(error, "stderr", "")))
