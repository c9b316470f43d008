#!/usr/bin/python3
"""python3-vobject; it computes times from the VTIMEZONEs."""

import vobject
import vobject.icalendar

from sites import files, moment, tell


def value(event, name):
    return getattr(event, name).value if hasattr(event, name) else None


for site, path, octets in files("ics"):
    # Zones of one file must not stand in for those of another.
    for zones in [n for n in dir(vobject.icalendar) if n.endswith("tzidMap")]:
        utc = getattr(vobject.icalendar, zones).get("UTC")
        getattr(vobject.icalendar, zones).clear()
        getattr(vobject.icalendar, zones)["UTC"] = utc
    try:
        calendars = list(vobject.readComponents(octets.decode()))
        assert len(calendars) == 1, "not one calendar"
        for calendar in calendars:
            calendar.validate(raiseException=True)
        tell(site=site, file=path, events=[{
            "uid": event.uid.value,
            "start": moment(event.dtstart.value),
            "end": moment(value(event, "dtend")),
            "title": event.summary.value,
            "place": value(event, "location") or "",
            "status": event.status.value,
        } for event in calendars[0].vevent_list])
    except Exception as error:
        tell(site=site, file=path, error=repr(error))
