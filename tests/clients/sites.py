"""The built sites, for clients that are Python programs."""

import json
import os
import sys
from urllib.parse import quote
from urllib.request import urlopen

WORK = sys.argv[1]
SITES = sys.argv[2:]
URL = os.environ.get("FEEDS_URL")


def files(kind):
    """(site, path below feeds/, bytes) of each that ends in .KIND, or is called
    so."""
    for site in SITES:
        root = os.path.join(WORK, site, "feeds")
        for folder, _, names in sorted(os.walk(root)):
            for name in sorted(names):
                if name.endswith("." + kind) or name == kind:
                    path = os.path.join(folder, name)
                    with open(path, "rb") as file:
                        yield site, os.path.relpath(path, root), file.read()


def fetched(kind):
    """The same, as they come over HTTP."""
    for site, path, _ in files(kind):
        with urlopen(f"{URL}{site}/feeds/{quote(path)}") as answer:
            yield site, path, answer.read()


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
