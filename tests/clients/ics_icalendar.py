#!/usr/bin/python3
r"""python3-icalendar; it takes zones by their names.  Version 4 unescapes
from left to right in several passes, so that a written \n becomes a line end;
hence words are compared loosely."""

from icalendar import Calendar

from sites import files, moment, tell


def when(event, name):
    return moment(event[name].dt) if name in event else None


for site, path, octets in files("ics"):
    try:
        calendar = Calendar.from_ical(octets)
        events = calendar.walk("VEVENT")
        errors = [e for c in calendar.walk() for e in c.errors]
        assert not errors, errors
        tell(site=site, file=path, loose=["title", "place"], events=[{
            "uid": str(event["UID"]),
            "start": when(event, "DTSTART"),
            "end": when(event, "DTEND"),
            "title": str(event["SUMMARY"]),
            "place": str(event.get("LOCATION", "")),
            "status": str(event["STATUS"]),
            "zone": event["DTSTART"].params.get("TZID") or (
                "UTC" if event.to_ical().find(b"DTSTART:") >= 0 else None),
        } for event in events])
    except Exception as error:
        tell(site=site, file=path, error=repr(error))
