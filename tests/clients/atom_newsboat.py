#!/usr/bin/python3
"""newsboat: fetch the feeds over HTTP, then what stands in its database.

An id belongs to one of its feeds only, whatever their number: feeds that share
an entry are fetched apart."""

import os
import sqlite3
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from datetime import datetime, timezone

from sites import files, tell

HEAD = os.environ["FEEDS_URL"]
ID = "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id"


def batches():
    """Lists of feeds in each of which no id is twice."""
    found = []
    for site, path, octets in files("atom"):
        ids = {e.text for e in ET.fromstring(octets).findall(ID)}
        for feeds, known in found:
            if not ids & known:
                break
        else:
            feeds, known = [], set()
            found.append((feeds, known))
        feeds.append((site, path))
        known |= ids
    return [feeds for feeds, _ in found]


def fetch(folder, feeds):
    with open(folder + "/urls", "w", encoding="utf-8") as urls:
        for site, path in feeds:
            urls.write(f"{HEAD}{site}/feeds/{path}\n")
    with open(folder + "/config", "w", encoding="utf-8") as config:
        config.write(f"error-log {folder}/errors\n")
    done = subprocess.run(
        ["newsboat", "-u", folder + "/urls", "-c", folder + "/cache",
         "-C", folder + "/config", "-x", "reload"],
        capture_output=True, text=True, env=dict(
            os.environ, HOME=folder, TERM="dumb", LC_ALL="C.UTF-8"))
    said = done.stdout + done.stderr
    if os.path.exists(folder + "/errors"):
        with open(folder + "/errors", encoding="utf-8") as errors:
            said += errors.read()
    if done.returncode or said.strip():
        tell(site="newsboat", file="reload", error=said)


def read(folder, site, path):
    database = sqlite3.connect(folder + "/cache")
    entries = []
    for guid, title, url, date, content, author in database.execute(
            "select guid, title, url, pubDate, content, author from rss_item "
            "where feedurl = ?", [f"{HEAD}{site}/feeds/{path}"]):
        if not author:
            tell(site=site, file=path, error=guid + " without author")
        entries.append({
            "id": guid, "title": title,
            "link": url.replace("%27", "'") or None,
            "published": datetime.fromtimestamp(
                date, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "content": content})
    tell(site=site, file=path, entries=entries)
    database.close()


for batch in batches():
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder, batch)
        for site, path in batch:
            read(folder, site, path)
