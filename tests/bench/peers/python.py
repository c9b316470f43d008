"""Debian's python3-icalendar and python3-feedgenerator, with lxml to read:
python.py EVENTS OUT writes OUT/all.ics and OUT/all.atom."""

import os
import sys
from datetime import datetime, timezone
from html import escape

import feedgenerator
from icalendar import Calendar, Event, vText

from records import description, records, status_of

EVENTS, OUT = sys.argv[1:]
NOW = datetime(2026, 2, 1, 20, tzinfo=timezone.utc)


def vevent(item):
    event = Event()
    event.add("uid", item["uid"])
    event.add("dtstamp", NOW)
    zone = {"TZID": item["zone"]} if item["zone"] else None
    event.add("dtstart", item["start"], parameters=zone)
    event.add("dtend", item["end"], parameters=zone)
    event.add("summary", item["title"])
    event.add("description", description(item))
    event.add("location", item["place"])
    event.add("url", item["href"])
    event.add("status", vText(status_of(item)))
    return event


def content(item):
    return "".join(f"<p>{escape(line)}</p>"
                   for line in [description(item), *item["body"]])


calendar = Calendar()
calendar.add("version", "2.0")
calendar.add("prodid", "-//bench//python//EN")
feed = feedgenerator.Atom1Feed(
    title="Official dialogues", link="https://dialogues.example.org/",
    description="Press releases", language="en")
for record in records(EVENTS):
    calendar.add_component(vevent(record))
    published = datetime.fromisoformat(record["published"] + "T11:00:00+00:00")
    feed.add_item(title=record["title"], link=record["href"],
                  description=content(record), pubdate=published,
                  updateddate=published,
                  author_name="Official dialogues",
                  unique_id="urn:uuid:" + record["uid"])
with open(os.path.join(OUT, "all.ics"), "wb") as file:
    file.write(calendar.to_ical())
with open(os.path.join(OUT, "all.atom"), "w", encoding="utf-8") as file:
    feed.write(file, "utf-8")
