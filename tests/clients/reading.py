"""The records of a site as Python has them: publisher, series, events, texts.

It shares no code with the program.  Of the program it reads only the phrases,
which are data."""

import os
import re
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
        self.languages = [e.get("tag") for e in root.findall("language")
                          if e.get("feeds") != "no"]
        self.names = wordings(root, "name")
        self.descriptions = wordings(root, "description")
        self.rights = dict(wordings(root, "rights"))
        self.pages = {name: e.get("href") for name in (
            "contact", "licence", "hub", "logo")
            for e in root.findall(name)}
        self.topics = {e.get("term"): wordings(e, "label")
                       for e in root.findall("topic")}
        self.bodies = {e.get("id"): e for e in root.findall("body")}
        self.notices = {(e.get("kind"), e.get(LANG)): words(e.text)
                        for e in root.findall("notice")}
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

    def missing(self, this, shown):
        def named(tag):
            while tag and not self.find_phrase(this, "language." + tag):
                tag = tag.rpartition("-")[0]
            return self.find_phrase(this, "language." + tag)
        return self.find_phrase(this, "missing").replace(
            "{this}", named(this)).replace("{shown}", named(shown))

    def summary(self, language, source):
        """What is told of a summary, but for the date in words."""
        said = self.find_phrase(
            language, "summary-of" if source is None else "summary-of-by")
        if source is not None:
            said = said.replace("{publisher}", words(source.get("publisher")))
        return max(said.split("{date}"), key=len)

    def label(self, term, language):
        return self.choose(self.topics[term], language)[1]

    def author(self, language):
        return [self.choose(self.names, language)[1],
                self.pages.get("contact", self.base)]

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
        self.id = element.get("id")
        if not is_main:
            self.uid = str(uuid.uuid5(uuid.UUID(event.uid), element.get("id")))
        start, end = element.get("start"), element.get("end")
        self.zone = element.get("zone")
        self.is_shown = len(start) >= 10
        self.told_start = start
        # A day without an end is over that day; nobody knows other ends.
        self.told_end = end or (start if len(start) == 10 else None)
        if not self.is_shown:
            self.order = (start, self.uid)
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
        for name in ("title", "when", "place", "venue", "summary",
                     "status-note", "notice"):
            child = root.find(name)
            setattr(self, name.replace("-", "_"), None if child is None
                    else words("".join(child.itertext())))
        self.kind, self.of = root.get("kind", "original"), root.get("of")
        self.revision = int(root.get("revision", "1"))
        self.of_revision = root.get("of-revision") and int(
            root.get("of-revision"))
        self.source = root.find("source")
        self.links = {e.get("href"): words("".join(e.itertext()))
                      for e in root.findall("link")}
        self.releases = {child.get("ref", "release"): child
                         for child in root.findall("release")}

    def list(self, name):
        return [words("".join(e.itertext())) for e in self.root.findall(name)]

    def of_person(self, person, field):
        for element in self.root.findall("person"):
            if element.get("ref") == person and element.find(field) is not None:
                return words("".join(element.find(field).itertext())) or None
        return None

    def page(self, release):
        element = self.releases.get(release)
        return None if element is None else element.get("href")


class Event:
    def __init__(self, site, series, series_name, name):
        folder = os.path.join(site.folder, series_name, name)
        root = ET.parse(os.path.join(folder, "event.xml")).getroot()
        self.site, self.series, self.root = site, series, root
        self.series_name, self.name = series_name, name
        # A renamed folder keeps its addresses.
        self.series_names = [series_name] + series.get("formerly", "").split()
        self.uid = root.get("uid").lower()
        self.status = root.get("status", "scheduled")
        self.hidden = root.get("draft") == "yes" or site.is_ahead(root)
        times = root.findall("time")
        self.sittings = [
            Sitting(self, e, len(times) == 1 or e.get("main") == "yes")
            for e in times]
        self.topics = list(dict.fromkeys(
            e.get("term") for e in
            root.findall("topic") + series.findall("topic")))
        self.main = next((s for s in self.sittings if s.is_main), None)
        # Those of which nobody knows a day come last.
        self.order = self.main.order if self.main else ("~", self.uid)
        self.series_titles = wordings(series, "title")
        self.history = [] if root.find("history") is None \
            else list(root.find("history"))
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
        return self.title_words(language)[1]

    def title_words(self, language):
        """Its language and the title."""
        site, titles = self.site, wordings(self.series, "title")
        own = [t for t in self.texts if t.language == language and t.title]
        if own:
            return language, own[0].title
        is_side = self.root.find("part-of") is not None and \
            not self.root.get("number")
        if is_side or language not in dict(titles):
            printed = self.choose("title", language)
            if printed[1]:
                return printed
        tag, title = site.choose(titles, language)
        if not self.root.get("number"):
            return tag, title
        return tag, site.find_phrase(tag, "numbered").replace(
            "{number}", self.root.get("number")).replace("{title}", title)

    def marked_title(self, language):
        title = self.title(language)
        if self.status not in TITLES:
            return title
        return self.site.find_phrase(
            language, "title." + self.status).replace("{title}", title)

    def place_language(self, language):
        """None where the venue and the place are of two."""
        tags = {self.choose(name, language)[0]
                for name in ("place", "venue")} - {None}
        return None if len(tags) > 1 else next(iter(tags), language)

    def place(self, language):
        site, facts = self.site, self.root.find("place")
        tag = self.choose("place", language)[0] or \
            self.choose("venue", language)[0] or language
        place = self.choose("place", language)[1]
        venue = self.choose("venue", language)[1]
        text = site.find_phrase(tag, "list-separator").join(
            part for part in (venue, place) if part)
        if facts is not None and facts.get("country"):
            country = site.party(facts.get("country"), tag)
            if not place or country not in place:
                text += site.find_phrase(tag, "behind-place").replace(
                    "{country}", country) if text else country
        if not text and facts is not None and facts.get("mode") == "online":
            return site.find_phrase(language, "mode.online")
        return text

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
            yield name, element, sorted((
                other for other in self.site.events
                for e in other.root.findall("release")
                if (e.get("see") or "").lower() in see),
                key=lambda other: other.order)

    def calendar(self, language):
        """The address of its own file, or None."""
        if not self.site.has_event_files or \
                not any(s.is_shown for s in self.sittings):
            return None
        return "%s%s/%s/%s.ics" % (
            self.site.base, language, self.series_name, self.name)

    def shown(self, language):
        """The text whose words are shown, as a whole."""
        return next(iter(self.in_order(language)), None)

    def is_stale(self, text):
        original = [t for t in self.texts if t.language == text.of]
        return bool(original and text.of_revision and
                    original[0].revision > text.of_revision)

    def notice(self, text, language):
        return self.notice_words(text, language)[1]

    def notice_words(self, text, language):
        """Its language and the notice."""
        found = text.notice or self.site.notices.get(
            (text.kind, text.language))
        if found:
            return text.language, found
        if text.kind == "original":
            return None, None
        return language, self.site.find_phrase(language, "kind." + text.kind)

    def translation(self, text, language):
        return text and {
            "kind": text.kind, "language": text.language, "of": text.of,
            "of_revision": text.of_revision, "revision": text.revision,
            "stale": self.is_stale(text),
            "notice": self.notice(text, language)}

    def links(self, language):
        """Those of the event, then those of the text shown alone."""
        found = {}
        for element in self.root.findall("link"):
            labels = [t.links[element.get("href")]
                      for t in self.in_order(language)
                      if element.get("href") in t.links]
            found[element.get("href")] = labels[0] if labels else None
        shown = self.shown(language)
        for href, label in shown.links.items() if shown else []:
            found.setdefault(href, label)
        return [{"href": href, "label": label}
                for href, label in found.items()]

    def person(self, element, order, language):
        def look(field):
            texts = self.in_order(language)
            if field == "name" and element.get("name"):
                texts = [t for t in texts if t.language == language]
            for text in texts:
                found = text.of_person(element.get("id"), field)
                if found:
                    return found, text.language
            return element.get(field) and (element.get(field), language) or (
                None, None)
        name, name_language = look("name")
        role, role_language = look("role")
        return {"as": element.get("as", "participant"), "order": order,
                "party": element.get("party"), "name": name, "role": role,
                "name_language": name_language,
                "role_language": role_language}

    def persons(self, language):
        """With their words and the language of these."""
        return [self.person(element, order, language) for order, element in
                enumerate(self.root.findall("person"), 1)]

    def bodies(self, language):
        known = dict(self.site.bodies)
        known.update((e.get("id"), e) for e in self.series.findall("body"))
        found = [known[e.get("ref")] for e in self.root.findall("body")]
        return [dict(zip(("language", "name"), self.site.choose(
            wordings(e, "name"), language)), party=e.get("party"))
                for e in found]

    def parts(self):
        """The meetings that name this one as their whole."""
        return sorted((other for other in self.site.events
                       if not other.hidden and other is not self and
                       other.root.find("part-of") is not None and
                       other.root.find("part-of").get("uid").lower() ==
                       self.uid), key=lambda other: other.uid)

    def facts(self, language):
        """What every content says of the meeting, in this order."""
        said = [self.choose("summary", language)[1], self.place(language)]
        for capacity in ("co-chair", "chair", "head", "host", "facilitator",
                         "participant"):
            for person in self.persons(language):
                if person["as"] == capacity:
                    said += [person["name"], person["role"]]
        bodies = self.bodies(language)
        for party in dict.fromkeys(b["party"] for b in bodies):
            said += [b["name"] for b in bodies if b["party"] == party]
        for name in ("discussed", "outcome"):
            said += next(filter(None, (
                t.list(name) for t in self.in_order(language))), [])
        for part in self.parts():
            if not part.sittings:
                said.append(part.title(language))
        said += [link["label"] or link["href"]
                 for link in self.links(language)]
        return [text for text in said if text]
