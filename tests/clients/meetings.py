"""What is told of a meeting as data: in JSON, in Atom, in events.json and in
events.csv."""

import re

from reading import words

COLUMNS = ["start", "end", "zone", "start_utc", "end_utc", "when", "title",
           "title_language", "notice", "series_title", "number", "status",
           "status_text", "place", "country", "mode", "persons", "bodies",
           "topics", "page", "calendar", "releases", "path", "uid"]


def number(event):
    return event.root.get("number") and int(event.root.get("number"))


def name_language(event, person, language):
    """Nobody knows that of a name which the facts give for all languages."""
    element = event.root.findall("person")[person["order"] - 1]
    own = [t for t in event.texts if t.language == language and
           t.of_person(element.get("id"), "name")]
    return None if element.get("name") and not own \
        else person["name_language"]


def listed(event, name, language):
    """The first list in the order of languages that has anything."""
    for text in event.in_order(language):
        if text.list(name):
            return [{"text": item, "language": text.language}
                    for item in text.list(name)]
    return []


def part(event, language):
    return {"uid": event.uid, "title": event.title(language),
            "title_language": event.title_words(language)[0],
            "discussed": listed(event, "discussed", language)}


def tell_meeting(event, language):
    main, facts = event.main, event.root.find("place")
    place = {} if facts is None else facts.attrib
    return {
        "uid": event.uid, "series": event.series_name,
        "number": number(event), "title": event.title(language),
        "title_language": event.title_words(language)[0],
        "status": event.status,
        "start": main and main.told_start, "end": main and main.told_end,
        "zone": main and main.zone,
        "place": {"text": event.place(language) or None,
                  "language": event.place_language(language)
                  if event.place(language) else None,
                  "country": place.get("country"), "mode": place.get("mode"),
                  "join": place.get("join"), "geo": place.get("geo")},
        "persons": [dict(
            {key: p[key] for key in ("as", "order", "party", "name", "role")},
            name_language=name_language(event, p, language),
            role_language=p["role_language"],
            party_name=p["party"] and event.site.party(p["party"], language))
            for p in event.persons(language)],
        "calendar": event.calendar(language)}


def tell_in_atom(event, language):
    """As atom_lint.py reads <d:event>."""
    told = tell_meeting(event, language)
    place = told["place"]
    return {
        "uid": event.uid, "status": event.status, "number": told["number"],
        "start": told["start"], "end": told["end"], "zone": told["zone"],
        "place": [place["text"], place["language"], place["country"],
                  place["mode"]],
        "persons": [list(p.values()) for p in event.persons(language)]}


def name_in_atom(event):
    """In an entry about a change: by its uid alone."""
    return {"uid": event.uid, "status": None, "number": None, "start": None,
            "end": None, "zone": None, "place": [None] * 4, "persons": []}


def tell_in_full(event, language, entries):
    """One of events.json; `entries` are those of its releases."""
    site = event.site
    before = [e.get("from") for e in event.history if e.tag == "moved"]
    if event.status == "postponed" and event.main:
        before.append(event.main.told_start)
    return dict(
        tell_meeting(event, language),
        path=event.series_name + "/" + event.name,
        series_title=site.choose(event.series_titles, language)[1],
        status_text=site.find_phrase(language, "status." + event.status),
        start_utc=start_utc(event.main), end_utc=end_utc(event.main),
        sittings=[{
            "uid": s.uid, "id": s.id, "start": s.told_start,
            "end": s.told_end, "zone": s.zone, "start_utc": start_utc(s),
            "end_utc": end_utc(s)} for s in sorted(
                event.sittings, key=lambda s: not s.is_main)],
        bodies=event.bodies(language),
        topics=[{"term": term, "label": site.label(term, language)}
                for term in event.topics],
        discussed=listed(event, "discussed", language),
        outcome=listed(event, "outcome", language),
        parts=[part(other, language) for other in event.parts()],
        summary=event.choose("summary", language)[1],
        summary_language=event.choose("summary", language)[0],
        translation=event.translation(event.shown(language), language),
        source=source(event.shown(language)),
        when=printed(event.shown(language)),
        when_language=printed(event.shown(language)) and
        event.shown(language).language,
        previous=before[0] if before else None,
        links=event.links(language),
        releases=[{"id": e.id, "release": e.name, "published": e.day(),
                   "url": e.page(),
                   "status": "withdrawn" if e.withdrawn else "published"}
                  for e in entries])


def source(text):
    if text is None or text.source is None:
        return None
    return {"publisher": words(text.source.get("publisher")),
            "href": text.source.get("href")}


def printed(text):
    return text.when if text else None


def start_utc(sitting):
    return sitting.start if sitting and sitting.zone else None


def end_utc(sitting):
    return sitting.end if sitting and sitting.zone else None


def tell_person(person, site, language):
    who = person["name"] or person["role"]
    if who and person["party_name"]:
        return site.find_phrase(language, "with-party").replace(
            "{name}", who).replace("{party}", person["party_name"])
    return who or person["party_name"]


def cell(value):
    """No spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return re.sub(r'(^|;)("*)(?=[-=+@\uff1d\uff0b\uff0d\uff20])', r"\1\2'",
                  text)


def tell_as_line(event, told, language):
    """One of events.csv; `told` is the same meeting in events.json."""
    translation, place = told["translation"] or {}, told["place"]
    told = dict(
        told, page=None, place=place["text"], country=place["country"],
        mode=place["mode"], notice=translation.get("notice"),
        persons="; ".join(filter(None, (
            tell_person(person, event.site, language)
            for person in told["persons"]))),
        bodies="; ".join(body["name"] for body in told["bodies"]),
        topics="; ".join(topic["label"] for topic in told["topics"]),
        releases=" ".join(release["url"] for release in told["releases"]
                          if release["url"]))
    return {name: cell(told[name]) for name in COLUMNS}
