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
        # The record has the reason of the last one only.
        is_told = element is event.history[-1] and kind in (
            "postponed", "cancelled")
        yield told(event, language, what, kind, start,
                   event.site.moment(element.get("at"), 12),
                   [note] if is_told else [])


def of_release(entry):
    names, found = {}, {}
    if entry.withdrawn:
        return
    for element in entry.corrections():
        found[element] = named(
            names, f"corrected-{entry.name}-{element.get('at')[:10]}")
    for element, at in entry.corrected():
        yield told(entry.event, entry.language, found[element], "corrected",
                   None, at, ["".join(element.itertext())],
                   entry.shown.language)


def is_ahead(event):
    """One of which only the month is known is ahead as long as that lasts."""
    start = event.main.told_start[:10] if event.main else "9999"
    today = event.site.now.astimezone(event.site.zone).date().isoformat()
    return event.status != "held" and start >= today[:len(start)]


def changes(event, language, entries):
    """Of one event; `entries` are those of its releases."""
    found = list(of_history(event, language, {}))
    if is_ahead(event) and not found:
        kind = event.status if event.status in ("postponed", "cancelled") \
            else "announced"
        found.append(told(event, language, kind, kind, None,
                          event.site.now, []))
    for entry in entries:
        found += of_release(entry)
    return found
