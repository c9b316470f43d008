"""The changes that a first build publishes: what the records' history says,
each correction, and meetings ahead of which nothing is said."""

from meetings import tell_in_atom
from reading import bare, utc


def told(event, language, what, kind, at, date_of, extra, shown=None):
    site, tag = event.site, "tag:%s:" % event.site.authority
    label = site.find_phrase(language, "changed." + kind)
    calendar = event.calendar(language)
    return {
        "id": "%s%s/change/%s/%s" % (tag, event.uid, what, shown or language),
        "title": site.find_phrase(language, "label").replace(
            "{label}", label) + event.title(language),
        "link": None, "author": site.author(language), "language": language,
        "links": [["related", "text/calendar", language, calendar]]
        if calendar else [],
        "categories": [[kind, tag + "change", label]] + [
            [term, tag + "topic", site.label(term, language)]
            for term in event.topics],
        "published": utc(date_of), "updated": utc(date_of),
        "says": [bare(text) for text in extra if text], "never": [],
        "change": [kind, at], "d_events": [tell_in_atom(event, language)]}


def named(names, name):
    """The second of a name ends in -2."""
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else "%s-%d" % (name, names[name])


def of_history(event, language, names):
    note = event.choose("status_note", language)[1]
    for element in event.history:
        kind, start = element.tag, element.get("from")
        what = named(names, f"{kind}-{start[:10]}" if start else kind)
        yield told(event, language, what, kind, start,
                   event.site.moment(element.get("at"), 12),
                   [note] if kind in ("postponed", "cancelled") and
                   kind == event.status else [])


def of_release(entry, names):
    site = entry.site
    for element in [] if entry.withdrawn else entry.corrections():
        moment = site.moment(element.get("at"), 12)
        day = moment.astimezone(site.zone).date().isoformat()
        what = named(names, f"corrected-{entry.name}-{day}")
        yield told(entry.event, entry.language, what, "corrected", None,
                   moment, ["".join(element.itertext())],
                   entry.shown.language)


def is_ahead(event):
    """One without a day is ahead as long as its month or year is."""
    if event.main is None:
        return False
    if event.main.zone:
        return event.main.start > utc(event.site.now)
    today = event.site.now.astimezone(event.site.zone).date().isoformat()
    last = (event.main.told_end or event.main.told_start)
    return last >= today[:len(last)]


def changes(event, language, entries):
    """Of one event; `entries` are those of its releases."""
    names = {}
    found = list(of_history(event, language, names))
    if is_ahead(event) and "announced" not in names:
        found.append(told(event, language, "announced", "announced", None,
                          event.site.now, []))
    for entry in entries:
        found += of_release(entry, names)
    return found
