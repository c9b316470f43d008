#!/usr/bin/python3
"""sfeed: lines with tabs between date, title, link, content and so on.  It makes
markup from what is escaped in XHTML; hence content is compared loosely."""

import re
import subprocess
from datetime import datetime, timezone

from sites import fetched, tell


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(
        m[1], m[1]), text)


def entry(line):
    date, title, link, content, kind, guid, author = line.split("\t")[:7]
    assert kind == "html" and author, line
    return {"id": guid, "title": title, "link": link or None,
            "published": datetime.fromtimestamp(
                int(date), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "content": unescape(content)}


for site, path, octets in fetched("atom"):
    done = subprocess.run(["sfeed"], input=octets, capture_output=True)
    if done.returncode or done.stderr:
        tell(site=site, file=path, error=done.stderr.decode())
    tell(site=site, file=path, loose=["content"], entries=[
        entry(line) for line in done.stdout.decode().split("\n") if line])
