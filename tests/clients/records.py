#!/usr/bin/python3
"""What the feeds of a site must say, read from its records and from nothing
else: records.py EVENTS EPOCH PHRASES >EXPECTED.json"""

import json
import sys
from datetime import datetime, timedelta, timezone

from changes import changes
from entries import Entry
from meetings import tell_as_line, tell_in_full
from reading import Site, utc, wordings

NEWEST = 50


class Feeds:
    """path: what the feed must hold."""

    def __init__(self, site):
        self.site = site
        today = site.now.astimezone(site.zone).date()
        self.window = today.replace(year=today.year - int(site.window))
        self.calendars, self.atoms = {}, {}
        self.meetings, self.lines, self.releases = {}, {}, {}
        self.put_already = set()
        for language in site.languages:
            for event in site.events:
                self.put_sittings(event, language)
                self.put_entries(event, language)
        self.finish()

    def put(self, feeds, path, order, item):
        key = (path, item.get("uid") or item["id"])
        if key not in self.put_already:
            self.put_already.add(key)
            feeds.setdefault(path, []).append((order, item))

    def put_sittings(self, event, language):
        for sitting in filter(lambda s: s.is_shown, event.sittings):
            told = event.told(sitting, language)
            order = (sitting.order, sitting.last_day >= self.window)
            paths = ["calendar-%d" % sitting.year]
            for name in event.series_names:
                paths.append(name + "/calendar")
                if self.site.has_event_files:
                    paths.append(name + "/" + event.name)
            for path in paths:
                self.put(self.calendars, f"{language}/{path}.ics",
                         order[:1] + (1,), told)
            for path in ["calendar"] + [
                    f"party/{p}/calendar" for p in event.parties] + [
                    f"topic/{t}/calendar" for t in event.topics]:
                self.put(self.calendars, f"{language}/{path}.ics", order, told)

    def put_entries(self, event, language):
        entries = [Entry(event, name, element, others, language)
                   for name, element, others in event.releases()]
        for entry in entries:
            told = entry.told()
            self.releases.setdefault(language, []).append(
                (told, entry.withdrawn or not entry.corrections()))
            paths = {"releases", "releases-" + self.year(told)}
            for one in [event] + entry.others:
                paths |= {name + "/releases" for name in one.series_names}
                paths |= {f"party/{p}/releases" for p in one.parties}
                paths |= {f"topic/{t}/releases" for t in one.topics}
            for path in paths:
                self.put(self.atoms, f"{language}/{path}.atom",
                         (told["updated"],), told)
        for told in changes(event, language, entries):
            for path in ("changes", "changes-" + self.year(told)):
                self.put(self.atoms, f"{language}/{path}.atom",
                         (told["updated"],), told)
        told = tell_in_full(event, language, entries)
        self.put(self.lines, f"{language}/events.csv", event.order,
                 tell_as_line(event, told, language))
        if any(not s.is_shown or s.last_day >= self.window
               for s in event.sittings) or not event.sittings:
            self.put(self.meetings, f"{language}/events.json",
                     event.order, told)

    def year(self, told):
        return str(datetime.fromisoformat(told["published"][:-1]).replace(
            tzinfo=timezone.utc).astimezone(self.site.zone).year)

    def part(self):
        """Releases of one second, a second apart, as far as time allows."""
        for entries in self.releases.values():
            taken = {told["updated"] for told, is_free in entries
                     if not is_free}
            free = [told for told, is_free in entries if is_free]
            for second in sorted({told["updated"] for told in free}):
                group = [t for t in free if t["updated"] == second]
                part(group, taken, datetime.fromisoformat(
                    second[:-1] + "+00:00"), self.site.now)

    def finish(self):
        self.part()
        for items in self.atoms.values():
            items[:] = [((told["updated"],), told) for _, told in items]
        for path, items in self.calendars.items():
            items.sort(key=lambda item: item[0])
            kept = [told for (_, shown), told in items if shown]
            self.calendars[path] = kept or [items[-1][1]]
        for path, items in self.atoms.items():
            items.sort(key=lambda item: item[1]["id"])
            items.sort(key=lambda item: item[0], reverse=True)
            if not path[:-5].rpartition("-")[2].isdigit():
                del items[NEWEST:]
            self.atoms[path] = [entry for _, entry in items]
        for feeds in self.meetings, self.lines:
            for path, items in feeds.items():
                items.sort(key=lambda item: item[0])
                feeds[path] = [told for _, told in items]

    def jsons(self):
        return {path[:-4] + "json": items for path, items in
                self.atoms.items() if path[path.index("/"):] ==
                "/releases.atom"}


def part(group, taken, at, now):
    """In the order of their ids, and none is later than the build."""
    group = sorted(group, key=lambda told: told["id"])
    step = timedelta(seconds=1 if at < now else -1)
    for told in group if at < now else reversed(group):
        while utc(at) in taken:
            at += step
        is_first = told["published"] == told["updated"]
        if at > now or not is_first and utc(at) <= told["published"]:
            return
        if is_first:
            told["published"] = utc(at)
        told["updated"] = utc(at)
        at += step


class Head:
    """What stands above the entries of an Atom feed."""

    def __init__(self, feeds, path):
        self.feeds, self.site = feeds, feeds.site
        self.language, folder, *_ = path.split("/")
        # Under a former name it gives the new one as its own.
        for event in self.site.events:
            if folder in event.series_names:
                path = path.replace(f"/{folder}/", f"/{event.series_name}/")
        self.path, self.rest = path, path.partition("/")[2]
        self.name, _, year = self.rest[:-5].rpartition("-")
        if not year.isdigit():
            self.name = self.rest[:-5]
        self.is_archive = self.name != self.rest[:-5]

    def archives(self):
        head = f"{self.language}/{self.name}-"
        return sorted(path for path in self.feeds.atoms
                      if path.startswith(head) and
                      path[len(head):-5].isdigit())

    def link(self, relation, path, kind="application/atom+xml"):
        return [relation, kind, path.split("/")[0], self.site.base + path]

    def links(self):
        site, archives = self.site, self.archives()
        found = [self.link("self", self.path),
                 ["alternate", "text/html", None, site.base]]
        at = archives.index(self.path) if self.is_archive else len(archives)
        if self.is_archive:
            found.append(self.link(
                "current", f"{self.language}/{self.name}.atom"))
        if at > 0:
            found.append(self.link("prev-archive", archives[at - 1]))
        if at + 1 < len(archives):
            found.append(self.link("next-archive", archives[at + 1]))
        for language in site.languages:
            path = f"{language}/{self.rest}"
            if path != self.path and path in self.feeds.atoms:
                found.append(self.link("related", path))
        # Archives are of the same site; a release of 2026 may be about 2025.
        calendar = "%s/%scalendar.ics" % (
            self.language, self.name.rpartition("/")[0] and
            self.name.rpartition("/")[0] + "/")
        if calendar in self.feeds.calendars:
            found.append(self.link("related", calendar, "text/calendar"))
        for relation, name in (("license", "licence"), ("hub", "hub")):
            if name in site.pages:
                found.append([relation, "text/html" if name == "licence"
                              else None, None, site.pages[name]])
        return found

    def scope(self):
        """What it is about, for the id and for people."""
        site, parts = self.site, self.name.split("/")
        if len(parts) == 1:
            return "", site.find_phrase(self.language, "feed." + self.name)
        if parts[0] == "party":
            return f"/party/{parts[1]}", site.party(parts[1], self.language)
        if parts[0] == "topic":
            return f"/topic/{parts[1]}", site.label(parts[1], self.language)
        series = next(e.series for e in site.events
                      if e.series_name == parts[0])
        oldest = series.get("formerly", parts[0]).split(" ")[0]
        return f"/series/{oldest}", site.choose(
            wordings(series, "title"), self.language)[1]

    def subtitle(self):
        site, parts = self.site, self.name.split("/")
        given = [] if parts == ["changes"] else site.descriptions
        if len(parts) == 2:
            given = wordings(next(e.series for e in site.events if
                                  e.series_name == parts[0]), "summary")
        return dict(given).get(self.language) or site.find_phrase(
            self.language, f"feed.{parts[-1]}-description")

    def titled(self):
        site, year = self.site, self.rest[:-5].rpartition("-")[2]
        title = site.find_phrase(self.language, "feed.of").replace(
            "{publisher}", site.author(self.language)[0]).replace(
                "{name}", self.scope()[1])
        return site.find_phrase(self.language, "feed.year").replace(
            "{name}", title).replace("{year}", year) if self.is_archive \
            else title

    def related(self):
        """The same feed in other languages."""
        return [link[3][len(self.site.base):] for link in self.links()
                if link[:2] == ["related", "application/atom+xml"]]

    def told(self):
        return {"links": sorted(self.links(), key=str),
                "related": self.related(),
                "id": "tag:%s:feed/%s/%s%s%s" % (
                    self.site.authority, self.language,
                    self.name.split("/")[-1], self.scope()[0],
                    "/" + self.rest[-9:-5] if self.is_archive else ""),
                "title": self.titled(), "subtitle": self.subtitle(),
                "rights": self.site.rights.get(self.language),
                "generator": "dialogue-feeds",
                "author": self.site.author(self.language),
                "logo": self.site.pages.get("logo"),
                # The newest archive still grows: RFC 5005, 4.
                "is_archive": self.is_archive and
                self.path != self.archives()[-1]}


def main():
    site = Site(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    feeds = Feeds(site)
    json.dump({"base": site.base, "languages": site.languages,
               "calendars": feeds.calendars, "atoms": feeds.atoms,
               "names": {language: site.find_phrase(
                   language, "feed.of").replace(
                       "{publisher}", site.author(language)[0]).replace(
                           "{name}", site.find_phrase(
                               language, "feed.calendar"))
                         for language in site.languages},
               "jsons": feeds.jsons(), "meetings": feeds.meetings,
               "lines": feeds.lines,
               "heads": {path: Head(feeds, path).told()
                         for path in feeds.atoms}},
              sys.stdout, ensure_ascii=False, indent=1)


main()
