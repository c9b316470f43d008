"""A clock that jumps back between two builds."""

import re

import judge
from yard import BEFORE, Site, Story, build, read_tree

HOUR = 3600


def events(tree):
    """(path, UID): SEQUENCE, LAST-MODIFIED and all the rest of a VEVENT."""
    found = {}
    for path, octets in tree.items():
        for text in re.findall(r"BEGIN:VEVENT.*?END:VEVENT",
                               octets.decode() if path.endswith(".ics")
                               else "", re.S):
            fields = dict(re.findall(r"\n(UID|SEQUENCE|LAST-MODIFIED):(\S+)",
                                     text))
            rest = re.sub(r"\n(SEQUENCE|LAST-MODIFIED|DTSTAMP):\S+", "", text)
            found[path, fields["UID"]] = (
                int(fields["SEQUENCE"]), fields["LAST-MODIFIED"], rest)
    return found


def updated(tree):
    """path: the date of a feed."""
    return {path: re.search(r"<updated>([^<]*)", octets.decode())[1]
            for path, octets in tree.items() if path.endswith(".atom")}


def clock_faults(site):
    site.prepare()
    before = read_tree(site.feeds)
    status, said = build(site.root, BEFORE - HOUR)
    after = read_tree(site.feeds)
    if status != 0:
        yield f"exit status {status}: {said}"
    yield from judge.any_tree_faults(site, after)
    then, changed = events(after), 0
    for key, (sequence, modified, rest) in events(before).items():
        if key not in then:
            continue  # it moved to another year
        if then[key][2] != rest:
            changed += 1
            if then[key][0] <= sequence or then[key][1] <= modified:
                yield f"{key}: {sequence} of {modified}, then {then[key][:2]}"
        elif then[key][:2] != (sequence, modified):
            yield f"{key}: the same, but another stamp"
    if changed == 0:
        yield "nothing has changed"
    dates = updated(after)
    yield from (f"{path}: {date}, then {dates[path]}"
                for path, date in updated(before).items()
                if dates[path] < date)
    again = build(site.root, BEFORE - 2 * HOUR)
    if again != (0, "") or read_tree(site.feeds) != after:
        yield f"an hour before that it is not the same: {again}"


def run(report):
    site = Site(Story(False), False)
    report.note("a clock that jumps back", list(clock_faults(site)))
    site.remove()
