#!/usr/bin/python3
"""What the feeds of a site must say, read from its records and from nothing
else: records.py EVENTS EPOCH PHRASES >EXPECTED.json

It shares no code with the program.  Of the program it reads only the phrases,
which are data."""

import json
import os
import re
import sys
import uuid
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TITLES = {"tentative", "postponed", "cancelled"}
STATUS = {"tentative": "TENTATIVE", "postponed": "TENTATIVE",
          "cancelled": "CANCELLED"}


def words(text):
    """xsd:token: ends cut, blanks collapsed."""
    return " ".join(re.split("[ \t\r\n]+", text or "")).strip(" ")


def bare(text):
    return re.sub(r"\s+", "", text)


def wordings(element, name):
    return [(child.get(LANG), words("".join(child.itertext())))
            for child in element.findall(name)]


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Site:
    def __init__(self, folder, now, phrases):
        self.folder, self.phrases_folder = folder, phrases
        self.now = datetime.fromtimestamp(now, timezone.utc)
        root = ET.parse(os.path.join(folder, "publisher.xml")).getroot()
        self.zone = ZoneInfo(root.get("zone", "UTC"))
        self.base, self.authority = root.get("base"), root.get("authority")
        self.languages = [e.get("tag") for e in root.findall("language")]
        self.parties = {e.get("code"): wordings(e, "name")
                        for e in root.findall("party")}
        self.own_phrases = {(e.get("id"), e.get(LANG)): words(e.text)
                            for e in root.findall("phrase")}
        self.catalogues = {}
        assert root.get("cancelled") is None
        self.window = re.fullmatch(
            r"P(\d+)Y", root.get("window", "P2Y"))[1]
        self.has_event_files = root.get("event-files") != "no"
        self.events = []
        for series in sorted(os.listdir(folder)):
            if os.path.isdir(os.path.join(folder, series)):
                self.read_series(series)
        self.by_uid = {event.uid: event for event in self.events}

    def read_series(self, name):
        folder = os.path.join(self.folder, name)
        root = ET.parse(os.path.join(folder, "series.xml")).getroot()
        for inside in sorted(os.listdir(folder)):
            if os.path.isdir(os.path.join(folder, inside)):
                event = Event(self, root, name, inside)
                if not event.hidden:
                    self.events.append(event)

    def find_phrase(self, language, key):
        if (key, language) in self.own_phrases:
            return self.own_phrases[key, language]
        tag = {"zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}.get(language, language)
        while tag and not os.path.exists(self.catalogue_path(tag)):
            tag = tag.rpartition("-")[0]
        tag = tag or "en"
        if tag not in self.catalogues:
            with open(self.catalogue_path(tag), encoding="utf-8") as lines:
                self.catalogues[tag] = dict(
                    line.rstrip("\n").split(" = ", 1)
                    for line in lines if " = " in line and line[0] != "#")
        text = self.catalogues[tag].get(key)
        return text[1:-1] if text and text[0] == text[-1] == '"' else text

    def catalogue_path(self, tag):
        return os.path.join(self.phrases_folder, tag + ".txt")

    def choose(self, items, language):
        """Of (language, text): this one, the publisher's next, any."""
        for tag in [language] + self.languages:
            for item in items:
                if item[0] == tag:
                    return item
        return items[0] if items else (language, None)

    def party(self, code, language):
        if code in self.parties:
            return self.choose(self.parties[code], language)[1]
        return self.find_phrase(language, "country." + code) or code

    def moment(self, text, hour):
        """A day counts from this hour in the publisher's zone."""
        if len(text) == 10:
            return datetime.fromisoformat(text).replace(
                hour=hour, tzinfo=self.zone)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def is_ahead(self, element):
        text = element.get("not-before")
        return text is not None and self.moment(text, 0) > self.now


class Sitting:
    def __init__(self, event, element, is_main):
        self.is_main, self.uid = is_main, event.uid
        if not is_main:
            self.uid = str(uuid.uuid5(uuid.UUID(event.uid), element.get("id")))
        start, end = element.get("start"), element.get("end")
        self.zone = element.get("zone")
        self.is_shown = len(start) >= 10
        if not self.is_shown:
            return
        self.year = int(start[:4])
        self.last_day = date.fromisoformat((end or start)[:10])
        self.order = (start, self.uid)
        if self.zone is None:
            self.start = start
            self.end = (self.last_day + timedelta(days=1)).isoformat()
            self.first_local = self.end_local = None
        else:
            zone = ZoneInfo(self.zone)
            first = datetime.fromisoformat(start).replace(tzinfo=zone)
            self.start, self.first_local = utc(first), first.replace(
                tzinfo=None).isoformat()
            self.end = self.end_local = None
            if end:
                last = datetime.fromisoformat(end).replace(tzinfo=zone)
                self.end = utc(last)
                self.end_local = last.replace(tzinfo=None).isoformat()


class Text:
    def __init__(self, root, language):
        self.language, self.root = language, root
        for name in ("title", "place", "venue"):
            child = root.find(name)
            setattr(self, name, None if child is None
                    else words("".join(child.itertext())))
        self.releases = {child.get("ref", "release"): child
                         for child in root.findall("release")}


class Event:
    def __init__(self, site, series, series_name, name):
        folder = os.path.join(site.folder, series_name, name)
        root = ET.parse(os.path.join(folder, "event.xml")).getroot()
        self.site, self.series, self.root = site, series, root
        self.series_name, self.name = series_name, name
        self.uid = root.get("uid").lower()
        self.status = root.get("status", "scheduled")
        self.hidden = root.get("draft") == "yes" or site.is_ahead(root)
        times = root.findall("time")
        self.sittings = [
            Sitting(self, e, len(times) == 1 or e.get("main") == "yes")
            for e in times]
        self.topics = {e.get("term") for e in
                       root.findall("topic") + series.findall("topic")}
        self.parties = {e.get("code") for e in series.findall("party")} | {
            e.get("party") for e in root.findall("person") if e.get("party")}
        self.texts = []
        for file in sorted(os.listdir(folder)):
            if file.endswith(".xml") and file != "event.xml":
                text = ET.parse(os.path.join(folder, file)).getroot()
                if text.get("draft") != "yes" and not site.is_ahead(text):
                    self.texts.append(Text(text, file[:-4]))
        rank = {tag: i for i, tag in enumerate(site.languages)}
        self.texts.sort(key=lambda t: rank.get(t.language, len(rank)))

    def in_order(self, language):
        """The texts, that of this language first."""
        return sorted(self.texts, key=lambda t: t.language != language)

    def choose(self, field, language):
        for text in self.in_order(language):
            if getattr(text, field):
                return text.language, getattr(text, field)
        return None, None

    def title(self, language):
        site, titles = self.site, wordings(self.series, "title")
        own = [t for t in self.texts if t.language == language and t.title]
        if own:
            return own[0].title
        is_side = self.root.find("part-of") is not None and \
            not self.root.get("number")
        if is_side or language not in dict(titles):
            printed = self.choose("title", language)[1]
            if printed:
                return printed
        tag, title = site.choose(titles, language)
        if not self.root.get("number"):
            return title
        return site.find_phrase(tag, "numbered").replace(
            "{number}", self.root.get("number")).replace("{title}", title)

    def marked_title(self, language):
        title = self.title(language)
        if self.status not in TITLES:
            return title
        return self.site.find_phrase(
            language, "title." + self.status).replace("{title}", title)

    def place(self, language):
        site, facts = self.site, self.root.find("place")
        tag, place = self.choose("place", language)
        venue_tag, venue = self.choose("venue", language)
        tag = tag or venue_tag or language
        parts = [part for part in (venue, place) if part]
        if facts is not None and facts.get("country"):
            country = site.party(facts.get("country"), tag)
            if not place or country not in place:
                parts.append(country)
        if not parts and facts is not None and facts.get("mode") == "online":
            return site.find_phrase(language, "mode.online")
        return site.find_phrase(tag, "list-separator").join(parts)

    def told(self, sitting, language):
        return {"uid": sitting.uid, "start": sitting.start,
                "end": sitting.end, "zone": sitting.zone,
                "local_start": sitting.first_local,
                "local_end": sitting.end_local,
                "title": self.marked_title(language),
                "place": self.place(language),
                "status": STATUS.get(self.status, "CONFIRMED")}

    def releases(self):
        """Those to be shown, with the other events that each covers."""
        for element in self.root.findall("release"):
            if element.get("see") or element.get("status") == "draft" or \
                    self.site.is_ahead(element):
                continue
            name = element.get("id", "release")
            see = {self.uid, self.uid + " " + name} if name == "release" \
                else {self.uid + " " + name}
            yield name, element, [
                other for other in self.site.events
                for e in other.root.findall("release")
                if (e.get("see") or "").lower() in see]

    def entry(self, name, element, language):
        site = self.site
        own = [t for t in self.texts if t.language == language]
        # A text that does not have the release lets the one that has it.
        having = [t for t in own + self.texts if name in t.releases]
        shown = (having or own or self.texts or [None])[0]
        main = [s for s in self.sittings if s.is_main]
        published = site.moment(
            element.get("published") or main[0].last_day.isoformat(), 12)
        text = shown.releases.get(name) if shown else None
        link = text.get("href") if text is not None else None
        if text is not None and text.get("published"):
            published = max(published, site.moment(text.get("published"), 12))
        for embargoed in (element, self.root):
            if embargoed.get("not-before"):
                published = max(published, site.moment(
                    embargoed.get("not-before"), 0))
        updated = published
        for child in text.findall("correction") if text is not None else []:
            at = site.moment(child.get("at"), 12)
            updated = at if at > updated else updated + timedelta(seconds=1)
        withdrawn = element.get("status") == "withdrawn"
        body = self.body(text) if text is not None else ""
        title = self.marked_title(language)
        if withdrawn:
            # It has no date but that of the build that first says so.
            updated = max(updated, site.now)
            title = site.find_phrase(
                language, "title.withdrawn").replace("{title}", title)
        return {"id": "tag:%s:%s/%s/%s" % (
                    site.authority, self.uid, name,
                    shown.language if shown else language),
                "title": title, "link": link,
                "pages": [t.releases[name].get("href") for t in self.texts
                          if name in t.releases],
                "published": utc(published), "updated": utc(updated),
                "body": "" if withdrawn else body,
                "not": body if withdrawn else ""}

    @staticmethod
    def body(element):
        """Its characters without blanks; corrections stand elsewhere."""
        kept = [element.text or ""]
        for child in element:
            if child.tag != "correction":
                kept += child.itertext()
            kept.append(child.tail or "")
        return bare("".join(kept))


def feeds(site):
    """path: what the feed must hold."""
    today = site.now.astimezone(site.zone).date()
    window = today.replace(year=today.year - int(site.window))
    calendars, atoms = {}, {}
    put_already = set()

    def put(feeds, path, order, item):
        key = (path, item.get("uid") or item["id"])
        if key not in put_already:
            put_already.add(key)
            feeds.setdefault(path, []).append((order, item))

    for language in site.languages:
        for event in site.events:
            for sitting in filter(lambda s: s.is_shown, event.sittings):
                told = event.told(sitting, language)
                order = (sitting.order, sitting.last_day >= window)
                paths = ["calendar-%d" % sitting.year,
                         event.series_name + "/calendar"]
                if site.has_event_files:
                    paths.append(event.series_name + "/" + event.name)
                for path in paths:
                    put(calendars, f"{language}/{path}.ics", order[:1] + (1,),
                        told)
                for path in ["calendar"] + [
                        f"party/{p}/calendar" for p in event.parties] + [
                        f"topic/{t}/calendar" for t in event.topics]:
                    put(calendars, f"{language}/{path}.ics", order, told)
            for name, element, others in event.releases():
                entry = event.entry(name, element, language)
                year = datetime.fromisoformat(
                    entry["published"][:-1]).replace(
                        tzinfo=timezone.utc).astimezone(site.zone).year
                order = (entry["updated"],)
                paths = {"releases", "releases-%d" % year}
                for one in [event] + others:
                    paths.add(one.series_name + "/releases")
                    paths |= {f"party/{p}/releases" for p in one.parties}
                    paths |= {f"topic/{t}/releases" for t in one.topics}
                for path in paths:
                    put(atoms, f"{language}/{path}.atom", order, entry)
    for path, items in calendars.items():
        items.sort(key=lambda item: item[0])
        kept = [told for (_, shown), told in items if shown]
        calendars[path] = kept or [items[-1][1]]
    for path, items in atoms.items():
        items.sort(key=lambda item: item[0], reverse=True)
        assert len(items) <= 50
        atoms[path] = [entry for _, entry in items]
    return calendars, atoms


def main():
    site = Site(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    calendars, atoms = feeds(site)
    json.dump({"base": site.base, "languages": site.languages,
               "calendars": calendars, "atoms": atoms},
              sys.stdout, ensure_ascii=False, indent=1)


main()
