"""What programs show of the sites of naughty.py: (where, text), as
naughty_feeds.read gives them."""

import os
import re
import sqlite3
import subprocess

import feedparser
import icalendar

from naughty_feeds import Html


def of_feedparser(path):
    with open(path, "rb") as file:
        feed = feedparser.parse(file.read(), response_headers={
            "content-type": "application/atom+xml"})
    if feed.bozo:
        yield "bozo", repr(feed.bozo_exception)
    for entry in feed.entries:
        yield entry.id + " title", entry.title
        yield entry.id + " summary", entry.summary
        yield from Html(entry.id, entry.content[0].value).parts


def of_newsboat(path):
    folder = path + ".newsboat"
    os.mkdir(folder)
    with open(folder + "/urls", "w", encoding="utf-8") as urls:
        urls.write("file://" + path + "\n")
    done = subprocess.run(
        ["newsboat", "-u", folder + "/urls", "-c", folder + "/cache",
         "-C", "/dev/null", "-x", "reload"], capture_output=True, text=True,
        env=dict(os.environ, HOME=folder, TERM="dumb", LC_ALL="C.UTF-8"))
    if done.stdout + done.stderr:
        yield "newsboat", done.stdout + done.stderr
    database = sqlite3.connect(folder + "/cache")
    for guid, title, content in database.execute(
            "select guid, title, content from rss_item order by guid"):
        yield guid + " title", title
        yield from Html(guid, content).parts
    database.close()


def of_icalendar(path):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for event in calendar.walk():
        for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION"):
            yield f"{event.name} {name}", str(event.get(name, ""))


def ends_cut(text):
    """Both cut blanks of every kind; feedparser mends what is twice UTF-8."""
    return text.replace("\u00c3\u00a9", "\u00e9").strip()


def without_backslashes(text):
    """Version 4 takes a backslash and an n for the end of a line."""
    return re.sub(r"\\\\*[nN]|\\|\n|n", "", text)


PROGRAMS = [(of_feedparser, "releases-2026.atom", ends_cut),
            (of_newsboat, "releases-2026.atom", ends_cut),
            (of_icalendar, "calendar-2026.ics", without_backslashes)]
