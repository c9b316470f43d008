"""The edits that can be made to a site: a table at the end.

Each takes the site and a source of chance, changes what the site knows, and
says in a few words what it did."""

import copy
import os

from records import DAY, LANGUAGES, Event, Text


def add(site, chance):
    event = Event(chance, chance.choice(site.series))
    site.events.append(event)
    return event.folder()


def add_embargoed(site, chance):
    """A meeting, a text or a body of which nobody may know yet."""
    event = Event(chance, chance.choice(site.series))
    site.events.append(event)
    hidden = chance.choice([event, *event.texts.values()])
    hidden.not_before = site.latest + DAY * chance.randint(1, 60)
    return f"{event.folder()} {hidden.attributes()}"


def change_text(site, chance):
    event, language = chance.choice(site.events), chance.choice(LANGUAGES)
    event.texts[language] = Text(chance)
    return f"{event.folder()}/{language}.xml"


def correct(site, chance):
    event = chance.choice(site.events)
    for text in event.texts.values():
        text.corrections += '<correction at="2026-02-%02d">Note.' \
            "</correction>" % chance.randint(1, 28)
    return event.folder()


def drop_text(site, chance):
    event = chance.choice(site.events)
    if not event.texts:
        return "nothing"
    language = chance.choice(sorted(event.texts))
    del event.texts[language]
    return f"{event.folder()}/{language}.xml"


def move(site, chance):
    event = chance.choice(site.events)
    event.start = "%d-%02d-%02d" % (
        chance.choice([2025, 2026, 2026, 2027]),
        chance.randint(1, 12), chance.randint(1, 28))
    return f"{event.folder()} to {event.start}"


def swap(site, chance):
    """Two meetings change places, maybe those of two years."""
    event, other = chance.choice(site.events), chance.choice(site.events)
    event.start, other.start = other.start, event.start
    return f"{event.folder()} to {event.start}, " \
        f"{other.folder()} to {other.start}"


def sit(site, chance):
    """A second time, which stays once it is known."""
    event = chance.choice(site.events)
    event.second = '<time id="again" start="2026-%02d-%02dT10:00" ' \
        'zone="Asia/Tokyo"/>' % (chance.randint(1, 12), chance.randint(1, 28))
    return f"{event.folder()} {event.second}"


def set_status(site, chance):
    event = chance.choice(site.events)
    event.status = chance.choice(
        ["scheduled", "tentative", "held", "postponed", "cancelled"])
    return f"{event.folder()} {event.status}"


def set_topic(site, chance):
    event = chance.choice(site.events)
    event.topic = chance.choice(["", "a", "b"])
    return f"{event.folder()} {event.topic}"


def set_party(site, chance):
    event = chance.choice(site.events)
    event.party = chance.choice(["", "EU", "KR"])
    return f"{event.folder()} {event.party}"


def set_place(site, chance):
    event = chance.choice(site.events)
    event.place = chance.choice([
        "", '<place country="BE"/>',
        '<place mode="online" join="https://join.example/%d"/>' %
        chance.randint(1, 99)])
    return f"{event.folder()} {event.place}"


def link(site, chance):
    """Name another meeting, in one of the three ways."""
    event, other = chance.choice(site.events), chance.choice(site.events)
    event.link = "" if event is other else chance.choice([
        "", f'<part-of uid="{other.uid}"/>', f'<see-also uid="{other.uid}"/>',
        f'<release see="{other.uid} release"/>'
        if other.releases.get("release") == "published" else ""])
    return f"{event.folder()} {event.link}"


def set_release(site, chance, *states):
    event = chance.choice(site.events)
    name = chance.choice(["release", "b"])
    event.releases[name] = chance.choice(states)
    return f"{event.folder()} {name} {event.releases[name]}"


def withdraw(site, chance):
    return set_release(site, chance, "withdrawn", "published", "gone")


def draft_release(site, chance):
    return set_release(site, chance, "draft")


def hide(site, chance):
    event = chance.choice(site.events)
    return hide_thing(site, chance, event.folder(), event)


def hide_text(site, chance):
    event = chance.choice(site.events)
    if not event.texts:
        return "nothing"
    language = chance.choice(sorted(event.texts))
    return hide_thing(site, chance, f"{event.folder()}/{language}.xml",
                      event.texts[language])


def hide_thing(site, chance, name, thing):
    thing.draft = chance.random() < 0.4
    thing.not_before = site.latest + DAY * chance.randint(1, 60) \
        if chance.random() < 0.4 else None
    return name + thing.attributes()


def delete(site, chance):
    """A meeting."""
    if len(site.events) < 3:
        return "nothing"
    event = chance.choice(site.events)
    site.events.remove(event)
    for twin in [twin for twin in site.copies if twin.uid == event.uid]:
        site.copies.remove(twin)
    if site.is_known(event.uid):
        site.deleted.append(event)
    return event.folder()


def delete_record(site, chance):
    """event.xml alone: texts without a meeting."""
    event = chance.choice(site.events)
    event.flaws.add("no-record")
    return event.folder()


def delete_series_record(site, chance):
    series = chance.choice(site.series)
    series.is_gone = True
    return series.name


def forget(site, _):
    """What was deleted, when the next build is asked to."""
    site.arguments += [word for event in site.deleted
                       if event.uid not in site.arguments
                       for word in ("--forget", event.uid)]
    return " ".join(site.arguments)


def rename(site, chance):
    """A meeting, maybe into the other series."""
    event = chance.choice(site.events)
    old = event.folder()
    event.name = "%04x" % chance.getrandbits(16)
    event.series = chance.choice(site.series)
    site.rename(old, event.folder())
    return f"{old} to {event.folder()}"


def reuse(site, chance):
    """The name that a meeting had is another one's now."""
    event = chance.choice(site.events)
    old = event.folder()
    other = Event(chance, event.series)
    other.name, event.name = event.name, other.name
    site.rename(old, event.folder())
    site.reused.add(f"{other.series.name}/{other.name}")
    site.events.append(other)
    return f"{old} to {event.folder()}, {other.uid} in its place"


def rename_series(site, chance, is_said):
    series = chance.choice(site.series)
    old = series.name
    site.names += 1
    series.name = "s%d" % site.names
    site.rename("events/" + old, "events/" + series.name)
    if is_said:
        series.former.append(old)
    return f"{old} to {series.name}"


def rename_series_said(site, chance):
    return rename_series(site, chance, True)


def rename_series_silently(site, chance):
    return rename_series(site, chance, False)


def copy_folder(site, chance):
    """Of a meeting, with its uid."""
    event = chance.choice(site.events)
    return copy_event(site, chance, event)


def copy_event(site, chance, event):
    twin = copy.deepcopy(event)
    twin.name, twin.series = "%04x" % chance.getrandbits(16), event.series
    site.copies.append(twin)
    return f"{event.folder()} to {twin.folder()}"


def set_series_title(site, chance):
    series = chance.choice(site.series)
    series.title = "%d" % chance.randint(1, 99)
    return f"{series.name} {series.title}"


def set_series_parties(site, chance):
    series = chance.choice(site.series)
    series.parties = chance.sample(["JP", "EU", "KR"], chance.randint(1, 3))
    return f"{series.name} {' '.join(series.parties)}"


def set_series_topics(site, chance):
    series = chance.choice(site.series)
    series.topics = chance.sample(["a", "b", "c"], chance.randint(0, 2))
    return f"{series.name} {' '.join(series.topics)}"


def set_series_colour(site, chance):
    series = chance.choice(site.series)
    series.colour = chance.choice(["", "steelblue", "tomato"])
    return f"{series.name} {series.colour}"


def set_name(site, chance):
    site.publisher.name = "Talks %d" % chance.randint(1, 99)
    return site.publisher.name


def set_label(site, chance):
    term = chance.choice(sorted(site.publisher.labels))
    site.publisher.labels[term] = "Label %d" % chance.randint(1, 99)
    return f"{term} {site.publisher.labels[term]}"


def set_party_name(site, chance):
    site.publisher.party = '<party code="KR"><name xml:lang="en">Korea ' \
        "%d</name></party>" % chance.randint(1, 99)
    return site.publisher.party


def set_phrase(site, chance):
    site.publisher.phrase = '<phrase id="title.cancelled" xml:lang="en">' \
        "Off %d: {title}</phrase>" % chance.randint(1, 99)
    return site.publisher.phrase


def set_base(site, chance):
    site.publisher.base = chance.choice(["org", "net", "com"])
    return site.publisher.base


def set_window(site, chance):
    site.publisher.window = chance.choice(["P1M", "P6M", "P24M"])
    return site.publisher.window


def set_pages(site, _):
    site.publisher.has_pages = not site.publisher.has_pages
    return "on" if site.publisher.has_pages else "off"


def set_event_files(site, chance):
    site.publisher.event_files = chance.choice(["yes", "no", "auto"])
    return site.publisher.event_files


def add_language(site, chance):
    missing = [tag for tag in [*LANGUAGES, "de"]
               if tag not in site.publisher.languages]
    if missing:
        site.publisher.languages.append(chance.choice(missing))
    return " ".join(site.publisher.languages)


def drop_language(site, chance):
    if len(site.publisher.languages) > 1:
        site.publisher.languages.remove(
            chance.choice(site.publisher.languages))
    return " ".join(site.publisher.languages)


def order_languages(site, chance):
    chance.shuffle(site.publisher.languages)
    return " ".join(site.publisher.languages)


def spoil_event(site, chance):
    return spoil(chance.choice(site.events), "xml")


def spoil_time(site, chance):
    return spoil(chance.choice(site.events),
                 chance.choice(["no-time", "bad-time"]))


def spoil_release(site, chance):
    return spoil(chance.choice(site.events), "bad-release")


def spoil(event, flaw):
    event.flaws.add(flaw)
    return f"{event.folder()} {flaw}"


def spoil_text(site, chance):
    return spoil_text_of(chance.choice(site.events), chance)


def spoil_text_of(event, chance):
    if not event.texts:
        return "nothing"
    language = chance.choice(sorted(event.texts))
    event.texts[language].is_bad = True
    return f"{event.folder()}/{language}.xml"


def spoil_series(site, chance):
    series = chance.choice(site.series)
    series.is_bad = True
    return series.name


def spoil_publisher(site, _):
    site.publisher.is_bad = True
    return "publisher.xml"


def cancel(site, chance):
    """The meeting that a build must tell of, whatever else is wrong."""
    event = chance.choice(site.events)
    event.status = "cancelled"
    return event


def cancel_no_time(site, chance):
    return spoil(cancel(site, chance), "no-time")


def cancel_bad_time(site, chance):
    return spoil(cancel(site, chance), "bad-time")


def cancel_bad_release(site, chance):
    event = cancel(site, chance)
    event.releases.setdefault("release", "published")
    return spoil(event, "bad-release")


def cancel_draft_release(site, chance):
    event = cancel(site, chance)
    for name in event.releases:
        event.releases[name] = chance.choice(["draft", "gone"])
    return f"{event.folder()} {event.releases}"


def cancel_text(site, chance):
    """Bad, gone or hidden again."""
    event = cancel(site, chance)
    for language in list(event.texts):
        case = chance.randint(0, 3)
        event.texts[language].is_bad |= case == 1
        event.texts[language].draft |= case == 2
        if case == 3:
            del event.texts[language]
    return event.folder()


def cancel_bad_series(site, chance):
    event = cancel(site, chance)
    event.series.is_bad = True
    return event.folder()


def cancel_copied(site, chance):
    return copy_event(site, chance, cancel(site, chance))


def cancel_bad_link(site, chance):
    """It names a meeting that nobody knows."""
    event = cancel(site, chance)
    event.link = f'<see-also uid="{Event(chance, event.series).uid}"/>'
    return event.folder()


def cancel_hidden(site, chance):
    event = cancel(site, chance)
    event.draft = True
    return event.folder()


def cancel_beside(site, chance):
    """Beside a meeting whose record is bad."""
    event = cancel(site, chance)
    other = chance.choice(site.events)
    if other is not event:
        other.flaws.add("xml")
    return f"{event.folder()}, bad {other.folder()}"


def mend(site, chance):
    """So that a build has nothing to complain of."""
    site.publisher.is_bad = False
    site.copies.clear()
    for series in site.series:
        series.mend()
    for event in site.events:
        event.mend(chance)
    return "all" + (" " + forget(site, chance) if site.deleted else "")


def touch(site, chance):
    for path in sorted(site.written):
        if chance.random() < 0.3:
            os.utime(os.path.join(site.root, path))
    return "some"


def wait(site, chance):
    return pass_time(site, chance.choice([DAY, 20 * DAY, 200 * DAY]))


def wait_back(site, _):
    return pass_time(site, -DAY)


def pass_time(site, seconds):
    site.now += seconds
    site.latest = max(site.latest, site.now)
    return str(site.now)


# Group, how often, the edit.
EDITS = [
    ("words", 2, add),
    ("words", 4, change_text),
    ("words", 2, correct),
    ("time", 3, move),
    ("time", 2, swap),
    ("time", 1, sit),
    ("subject", 2, set_status),
    ("subject", 2, set_topic),
    ("subject", 1, set_party),
    ("subject", 1, set_place),
    ("subject", 2, link),
    ("clock", 3, wait),
    ("clock", 1, wait_back),
    ("clock", 1, touch),
    ("hidden", 1, add_embargoed),
    ("hidden", 1, hide),
    ("hidden", 1, hide_text),
    ("hidden", 1, draft_release),
    ("gone", 1, withdraw),
    ("gone", 1, drop_text),
    ("gone", 1, delete),
    ("gone", 1, delete_record),
    ("gone", 1, delete_series_record),
    ("gone", 1, forget),
    ("folder", 1, rename),
    ("folder", 1, reuse),
    ("folder", 1, copy_folder),
    ("folder", 1, rename_series_said),
    ("folder", 1, rename_series_silently),
    ("series", 1, set_series_title),
    ("series", 1, set_series_parties),
    ("series", 1, set_series_topics),
    ("series", 1, set_series_colour),
    ("publisher", 1, set_name),
    ("publisher", 1, set_label),
    ("publisher", 1, set_party_name),
    ("publisher", 1, set_phrase),
    ("publisher", 1, set_base),
    ("publisher", 1, set_window),
    ("publisher", 1, set_pages),
    ("publisher", 1, set_event_files),
    ("publisher", 1, add_language),
    ("publisher", 1, drop_language),
    ("publisher", 1, order_languages),
    ("bad", 1, spoil_event),
    ("bad", 1, spoil_time),
    ("bad", 1, spoil_release),
    ("bad", 1, spoil_text),
    ("bad", 1, spoil_series),
    ("bad", 1, spoil_publisher),
    ("cancel", 1, cancel_no_time),
    ("cancel", 1, cancel_bad_time),
    ("cancel", 1, cancel_bad_release),
    ("cancel", 1, cancel_draft_release),
    ("cancel", 1, cancel_text),
    ("cancel", 1, cancel_bad_series),
    ("cancel", 1, cancel_copied),
    ("cancel", 1, cancel_bad_link),
    ("cancel", 1, cancel_hidden),
    ("cancel", 1, cancel_beside),
    ("mend", 5, mend),
]

# Those that are made to many meetings of which all are sound.
CALM = {"words", "time", "subject", "clock"}
# Those that change no word of a meeting, only addresses and places: none of
# them moves a stamp.
QUIET = {"touch", "rename", "rename_series_said", "rename_series_silently",
         "set_base", "set_window", "set_pages", "set_event_files",
         "set_phrase"}


def pick(site, chance, wanted):
    """One of the wanted edits, or None."""
    rows = [(often, edit) for group, often, edit in EDITS
            if edit.__name__ in wanted and
            (group in CALM or not site.is_calm)]
    if not rows:
        return None
    return chance.choices([edit for _, edit in rows],
                          [often for often, _ in rows])[0]
