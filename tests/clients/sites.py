"""The built sites, for clients that are Python programs."""

import json
import os
import sys

WORK = sys.argv[1]
SITES = sys.argv[2:]


def files(kind):
    """(site, path below feeds/, bytes) of each "ics" or "atom"."""
    for site in SITES:
        root = os.path.join(WORK, site, "feeds")
        for folder, _, names in sorted(os.walk(root)):
            for name in sorted(names):
                if name.endswith("." + kind):
                    path = os.path.join(folder, name)
                    with open(path, "rb") as file:
                        yield site, os.path.relpath(path, root), file.read()


def languages(site):
    return sorted(name for name in os.listdir(
        os.path.join(WORK, site, "feeds")) if name != "ledger")


def years(site, language):
    """The calendars that hold each event of a language once."""
    return sorted(
        f"{language}/{name}"
        for name in os.listdir(os.path.join(WORK, site, "feeds", language))
        if name.startswith("calendar-"))


def tell(**line):
    print(json.dumps(line, ensure_ascii=False))


def moment(value):
    """A date as it is, a moment in UTC, as the records are told."""
    from datetime import datetime, timezone
    if value is None:
        return None
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.isoformat() + " floating"
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
