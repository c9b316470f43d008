"""The changes that a first build publishes: what the records' history says,
each correction, and meetings ahead of which nothing is said."""

from meetings import name_in_atom
from reading import bare, utc


def opens(event, language, page):
    """What a reader opens: the page of what was corrected, or the meeting."""
    if page:
        return ["alternate", "text/html", None, page]
    calendar = event.calendar(language)
    return calendar and ["alternate", "text/calendar", language, calendar]


def told(event, language, change, what, at, says, shown=None, page=None):
    """`change`: kind, from, to, release; as <d:change> has them."""
    site, tag = event.site, "tag:%s:" % event.site.authority
    label = site.find_phrase(language, "changed." + change[0])
    link = opens(event, language, page)
    says = [bare(text) for text in says if text]
    return {
        "id": "%s%s/change/%s/%s" % (tag, event.uid, what, shown or language),
        "title": site.find_phrase(language, "label").replace(
            "{label}", label) + event.title(language),
        "link": page, "author": site.author(language),
        "language": language, "links": [link] if link else [],
        "categories": [[change[0], tag + "change", label]] + [
            [term, tag + "topic", site.label(term, language)]
            for term in event.topics],
        "published": utc(at), "updated": utc(at),
        "says": says, "summary_says": says, "never": [],
        "change": change, "d_events": [name_in_atom(event)]}


def named(names, name):
    """The second of a name ends in -2."""
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else "%s-%d" % (name, names[name])


def words_of(event, language, kind, is_last):
    """The record has the reason of its last change only."""
    if kind not in ("postponed", "cancelled"):
        return [event.place(language)]
    return [event.site.find_phrase(language, "status." + kind),
            is_last and event.choose("status_note", language)[1],
            event.place(language)]


def of_history(event, language):
    names = {}
    starts = [e.get("from") for e in event.history if e.tag == "moved"]
    starts.append(event.main and event.main.told_start)
    for element in event.history:
        kind, before, after = element.tag, element.get("from"), None
        if kind == "moved":
            starts.pop(0)
            after = starts[0]
        what = named(names, f"{kind}-{before[:10]}" if before else kind)
        yield told(event, language, [kind, before, after, None], what,
                   event.site.moment(element.get("at"), 12),
                   words_of(event, language, kind,
                            element is event.history[-1]))


def of_release(entry):
    names, found = {}, {}
    if entry.withdrawn:
        return
    for element in entry.corrections():
        found[element] = named(
            names, f"corrected-{entry.name}-{element.get('at')[:10]}")
    for element, at in entry.corrected():
        yield told(entry.event, entry.language,
                   ["corrected", None, None, entry.name], found[element], at,
                   ["".join(element.itertext())], entry.languages(),
                   entry.page())


def is_ahead(event):
    """One of which only the month is known is ahead as long as that lasts."""
    start = event.main.told_start[:10] if event.main else "9999"
    today = event.site.now.astimezone(event.site.zone).date().isoformat()
    return event.status != "held" and start >= today[:len(start)]


def changes(event, language, entries):
    """Of one event; `entries` are those of its releases."""
    found = list(of_history(event, language))
    if is_ahead(event) and not found:
        kind = event.status if event.status in ("postponed", "cancelled") \
            else "announced"
        found.append(told(event, language, [kind, None, None, None], kind,
                          event.site.now,
                          words_of(event, language, kind, True)))
    for entry in entries:
        found += of_release(entry)
    return found
