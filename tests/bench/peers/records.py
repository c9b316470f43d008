"""The records of a plain site, as its peers in Python need them."""

import glob
import os
from datetime import date, datetime, timedelta

from lxml import etree


def moment(text):
    if "T" not in text:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def words(element):
    return " ".join(element.text.split())


def record(folder):
    event = etree.parse(os.path.join(folder, "event.xml")).getroot()
    text = etree.parse(os.path.join(folder, "en.xml")).getroot()
    time = event.find("time").attrib
    release = text.find("release")
    start = moment(time["start"])
    end = moment(time.get("end", time["start"]))
    if "zone" not in time:
        end += timedelta(days=1)
    return {
        "uid": event.get("uid"),
        "status": event.get("status"),
        "start": start,
        "end": end,
        "zone": time.get("zone"),
        "published": event.find("release").get("published"),
        "title": words(text.find("title")),
        "place": words(text.find("place")),
        "persons": [f"{words(person.find('name'))}, "
                    f"{words(person.find('role'))}"
                    for person in text.iter("person")],
        "discussed": [words(item) for item in text.iter("discussed")],
        "href": release.get("href"),
        "body": [" ".join(paragraph.split())
                 for paragraph in release.text.split("\n\n")],
    }


def records(events):
    for folder in sorted(glob.glob(os.path.join(events, "*/*/"))):
        yield record(folder)


STATUS = {"tentative": "TENTATIVE", "postponed": "TENTATIVE",
          "cancelled": "CANCELLED"}


def status_of(item):
    return STATUS.get(item["status"], "CONFIRMED")


def description(item):
    return "\n".join([f"Where: {item['place']}", "", "Co-chairs:",
                      *(f"– {person}" for person in item["persons"]),
                      "", "Topics discussed:",
                      *(f"– {topic}" for topic in item["discussed"])])
