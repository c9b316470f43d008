#!/usr/bin/python3
"""python3-feedparser; it takes the last alternate, and the id as a link where
there is none."""

import time

import feedparser

from sites import files, tell


def instant(parsed):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)


def page(entry):
    pages = [link for link in entry.get("links", []) if link.rel == "alternate"]
    return entry.link if pages else None


for site, path, octets in files("atom"):
    feed = feedparser.parse(
        octets, response_headers={"content-type": "application/atom+xml"})
    if feed.bozo or feed.version != "atom10":
        tell(site=site, file=path,
             error=f"{feed.version} {feed.get('bozo_exception')!r}")
    tell(site=site, file=path, entries=[{
        "id": e.id, "title": e.title, "link": page(e),
        "published": instant(e.published_parsed),
        "updated": instant(e.updated_parsed),
        "content": e.content[0].value,
    } for e in feed.entries])
