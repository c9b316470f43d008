#!/usr/bin/python3
"""Octets and rules of RFC 5545 that no ready program looks at.

It reads by itself, from the octets, and tells events with clocks as written,
so that compare.py also sees the local times and zones."""

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from sites import files, tell

ONCE = {
    "VCALENDAR": "VERSION PRODID CALSCALE UID METHOD SOURCE REFRESH-INTERVAL "
                 "COLOR X-WR-CALNAME X-WR-CALDESC X-PUBLISHED-TTL",
    "VEVENT": "UID DTSTAMP DTSTART DTEND CREATED LAST-MODIFIED SEQUENCE "
              "SUMMARY DESCRIPTION LOCATION GEO URL STATUS CLASS TRANSP",
    "VTIMEZONE": "TZID", "STANDARD": "DTSTART TZOFFSETFROM TZOFFSETTO",
    "DAYLIGHT": "DTSTART TZOFFSETFROM TZOFFSETTO",
    "PARTICIPANT": "UID PARTICIPANT-TYPE PRIORITY SUMMARY DESCRIPTION",
    "VLOCATION": "UID NAME"}
NEEDED = {
    "VCALENDAR": "VERSION PRODID CALSCALE",
    "VEVENT": "UID DTSTAMP DTSTART CREATED LAST-MODIFIED SEQUENCE SUMMARY "
              "STATUS CLASS TRANSP",
    "VTIMEZONE": "TZID", "STANDARD": "DTSTART TZOFFSETFROM TZOFFSETTO",
    "DAYLIGHT": "DTSTART TZOFFSETFROM TZOFFSETTO",
    "PARTICIPANT": "UID PARTICIPANT-TYPE", "VLOCATION": "UID"}
INSIDE = {None: {"VCALENDAR"}, "VCALENDAR": {"VEVENT", "VTIMEZONE"},
          "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
          "VEVENT": {"PARTICIPANT", "VLOCATION"}}
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "NAME"}
UNWANTED = {"METHOD", "ORGANIZER", "ATTENDEE", "X-LIC-ERROR", "DURATION"}
PARAMETER = r';([A-Z0-9-]+)=("[^"\x00-\x1f\x7f]*"|[^",;:\x00-\x1f\x7f]*)'
LINE = re.compile(r"([A-Z0-9-]+)((?:%s)*):(.*)" % PARAMETER, re.S)
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Fault(Exception):
    pass


def need(is_so, what):
    if not is_so:
        raise Fault(what)


def want(is_so, what):
    """The rest is read all the same."""
    if not is_so and what not in lesser:
        lesser.append(what)


lesser = []


def unfold(octets):
    """Logical lines; RFC 5545, 3.1."""
    need(octets.endswith(b"\r\n"), "the last line has no end")
    lines = []
    for number, line in enumerate(octets[:-2].split(b"\r\n"), 1):
        where = f"line {number}: "
        need(b"\r" not in line and b"\n" not in line, where + "no CRLF")
        need(len(line) <= 75, where + f"{len(line)} octets")
        need(line.strip(b" "), where + "empty")
        try:
            text = line.decode()
        except UnicodeDecodeError:
            raise Fault(where + "folded inside a character") from None
        need(not re.search("[\x00-\x08\x0a-\x1f\x7f\ufeff\ufffe\uffff]", text),
             where + "a control character")
        if text.startswith(" "):
            need(lines, where + "nothing to fold")
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def unescape(name, text, separators):
    """RFC 5545, 3.3.11; `separators` may stand bare."""
    bare = re.sub(r"\\[\\;,nN]", "", text)
    want("\\" not in bare, f"a lone \\ in {text!r}")
    for sign in ",;":
        want(sign in separators or sign not in bare,
             f"a bare {sign} in {name} {text!r}")
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


class Component:
    def __init__(self, name):
        self.name, self.properties, self.components = name, [], []

    def of(self, name):
        found = [p for p in self.properties if p[0] == name]
        return found[0] if found else None

    def check(self):
        names = [p[0] for p in self.properties]
        for name in ONCE.get(self.name, "").split():
            need(names.count(name) <= 1, f"{name} twice in {self.name}")
        for name in NEEDED.get(self.name, "").split():
            need(name in names, f"{self.name} without {name}")
        for name in UNWANTED & set(names):
            raise Fault(f"{name} in {self.name}")


def parse(lines):
    root = Component(None)
    stack = [root]
    for line in lines:
        match = LINE.fullmatch(line)
        need(match, f"no content line: {line!r}")
        name, value = match[1], match[5]
        parameters = re.findall(PARAMETER, match[2])
        need(len({p[0] for p in parameters}) == len(parameters),
             f"a parameter twice: {line!r}")
        parameters = {k: v.strip('"') for k, v in parameters}
        need("" not in parameters.values(), f"empty parameter: {line!r}")
        if name == "BEGIN":
            need(value in INSIDE.get(stack[-1].name, ()),
                 f"{value} inside {stack[-1].name}")
            stack.append(Component(value))
            stack[-2].components.append(stack[-1])
        elif name == "END":
            need(len(stack) > 1 and stack[-1].name == value,
                 f"END:{value} ends {stack[-1].name}")
            stack.pop().check()
        else:
            need(value != "", f"{name} is empty")
            if name in TEXT:
                value = unescape(name, value, "")
            elif name == "CATEGORIES":
                value = unescape(name, value, ",")
            if name in ("SUMMARY", "LOCATION"):
                need("\n" not in value, f"a line end in {name}")
            need(not stack[-1].components, f"{name} behind a component")
            stack[-1].properties.append((name, parameters, value))
    need(len(stack) == 1, "something has no END")
    need(len(root.components) == 1, "not one calendar")
    return root.components[0]


def clock(text):
    need(re.fullmatch(r"\d{8}T\d{6}", text), f"no local time: {text}")
    return datetime.strptime(text, "%Y%m%dT%H%M%S")


def offset(text):
    match = re.fullmatch(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?", text)
    need(match and text != "-0000", f"no offset: {text}")
    seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4] or 0)
    return timedelta(seconds=seconds if match[1] == "+" else -seconds)


DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
RULE = re.compile(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-1|[1-5])([A-Z]{2})")


def follow(rule, start):
    """The days of a rule, for as long as any record looks ahead."""
    match = RULE.fullmatch(rule)
    need(match and match[3] in DAYS, f"no rule: {rule}")
    for year in range(start.year, 2101):
        days = [day for day in (start.replace(year, int(match[1]), 1) +
                                timedelta(days=n) for n in range(31))
                if day.month == int(match[1]) and
                DAYS[day.weekday()] == match[3]]
        yield days[-1 if match[2] == "-1" else int(match[2]) - 1]


def read_onsets(component):
    """RFC 5545, 3.8.5.2: what is told twice counts once."""
    start = clock(component.of("DTSTART")[2])
    found = [*{start: None} | {clock(p[2]): None for p in component.properties
                               if p[0] == "RDATE"}]
    rule = component.of("RRULE")
    if rule:
        need(len(found) == 1, "a rule and dates")
        found = list(follow(rule[2], start))
        need(found[0] == start, "a rule that does not begin with DTSTART")
    return [(onset, offset(component.of("TZOFFSETFROM")[2]),
             offset(component.of("TZOFFSETTO")[2])) for onset in found]


def read_zone(component):
    """(onset as its clocks show it, offset before, offset after)."""
    found = sorted(onset for c in component.components
                   for onset in read_onsets(c))
    need(found, "a zone without observances")
    need(len(found) == 1 or all(before != after
                                for _, before, after in found),
         "a change of clocks that is none")
    for (_, _, to), (_, start, _) in zip(found, found[1:]):
        need(to == start, "offsets of a zone do not follow each other")
    return found


def zone_offset(zone, local):
    """RFC 5545, 3.6.5: of the latest onset before."""
    before = [to for onset, _, to in zone if onset <= local]
    need(before, f"no observance holds at {local}")
    return before[-1]


def read_time(found, zones, used):
    name, parameters, value = found
    if parameters.get("VALUE") == "DATE":
        need(re.fullmatch(r"\d{8}", value), f"no date: {value}")
        return datetime.strptime(value, "%Y%m%d"), None
    need(set(parameters) <= {"TZID"}, f"{name} with {parameters}")
    if "TZID" not in parameters:
        need(value.endswith("Z"), f"{name} floats: {value}")
        return clock(value[:-1]), timezone.utc
    tzid, local = parameters["TZID"], clock(value)
    need(tzid in zones, f"{tzid} has no VTIMEZONE")
    used.add(tzid)
    zone = ZoneInfo(tzid)
    aware = local.replace(tzinfo=zone)
    need(aware.astimezone(timezone.utc).astimezone(zone).replace(
        tzinfo=None) == local, f"{name}: {local} does not exist in {tzid}")
    need(zone_offset(zones[tzid], local) == aware.utcoffset(),
         f"{name}: VTIMEZONE says {zone_offset(zones[tzid], local)} at "
         f"{local} {tzid}, it is {aware.utcoffset()}")
    return local, zone


def read_event(event, zones, used):
    need(UUID.fullmatch(event.of("UID")[2]), "UID is no UUID")
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        need(event.of(name)[2].endswith("Z"), f"{name} is not in UTC")
    need(event.of("DTSTAMP")[2] == event.of("LAST-MODIFIED")[2],
         "DTSTAMP is not LAST-MODIFIED")
    need(event.of("CREATED")[2] <= event.of("DTSTAMP")[2], "CREATED is later")
    need(event.of("SEQUENCE")[2].isdigit(), "SEQUENCE is no number")
    start, zone = read_time(event.of("DTSTART"), zones, used)
    end = None
    if event.of("DTEND"):
        end, end_zone = read_time(event.of("DTEND"), zones, used)
        need((zone is None) == (end_zone is None), "a date and a time")
        if zone:
            need(end.replace(tzinfo=zone).timestamp() >
                 start.replace(tzinfo=zone).timestamp(), "ends before")
        else:
            need(end > start, "ends before it starts")
    uids = [c.of("UID")[2] for c in event.components]
    need(len(set(uids)) == len(uids), "two components with one UID")
    for component in event.components:
        need(UUID.fullmatch(component.of("UID")[2]), "UID is no UUID")
        need(component.name != "PARTICIPANT" or
             not component.of("LOCATION"), "the whereabouts of a person")
    if event.of("GEO"):
        lat, lon = map(float, event.of("GEO")[2].split(";"))
        need(abs(lat) <= 90 and abs(lon) <= 180, "GEO is nowhere")
    if event.of("URL"):
        need(re.fullmatch(r"https?://[!-~]+", event.of("URL")[2]), "URL")

    def told(time):
        if time is None:
            return None
        if zone is None:
            return time.date().isoformat()
        return time.replace(tzinfo=zone).astimezone(
            timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    return {"uid": event.of("UID")[2], "start": told(start), "end": told(end),
            "zone": event.of("DTSTART")[1].get("TZID") or (
                "UTC" if zone else None),
            "local_start": start.isoformat() if zone else None,
            "local_end": end.isoformat() if zone and end else None,
            "title": event.of("SUMMARY")[2],
            "place": event.of("LOCATION")[2] if event.of("LOCATION") else "",
            "status": event.of("STATUS")[2]}


def read(octets):
    calendar = parse(unfold(octets))
    need(calendar.of("VERSION")[2] == "2.0", "VERSION")
    for name in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC", "DESCRIPTION"):
        if calendar.of(name):
            need(not set(",;\\") & set(calendar.of(name)[2]), f"signs in {name}")
    zones, used = {}, set()
    for component in calendar.components:
        if component.name == "VTIMEZONE":
            tzid = component.of("TZID")[2]
            need(tzid not in zones, f"{tzid} twice")
            zones[tzid] = read_zone(component)
    events = [c for c in calendar.components if c.name == "VEVENT"]
    need(events, "an empty calendar")
    told = [read_event(event, zones, used) for event in events]
    need(used == set(zones), f"zones not used: {set(zones) - used}")
    need(len({e["uid"] for e in told}) == len(told), "a UID twice")
    return told


def zone_texts(octets):
    """A TZID has one text in a whole site: programs keep the first."""
    for text in re.findall(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", octets, re.S):
        tzid = re.search(rb"TZID:(.*)\r", text)[1]
        need(known.setdefault((site, tzid), text) == text,
             f"another VTIMEZONE {tzid.decode()} than in other files")


known = {}

for site, path, octets in files("ics"):
    lesser.clear()
    try:
        zone_texts(octets)
        tell(site=site, file=path, events=read(octets))
        for fault in lesser:
            tell(site=site, file=path, error=fault)
    except Fault as fault:
        tell(site=site, file=path, error=str(fault))
