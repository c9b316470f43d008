#!/usr/bin/python3
"""Each feed as it comes over HTTP: http_get.py WORK SITE…

Type, bytes, and nothing when it has not changed since."""

import http.client
import os
import sys
from urllib.parse import quote, urlsplit

from sites import files

TYPES = {"ics": "text/calendar; charset=utf-8",
         "atom": "application/atom+xml; charset=utf-8",
         "releases.json": "application/feed+json",
         "events.json": "application/json",
         "csv": "text/csv; charset=utf-8"}
server = http.client.HTTPConnection(urlsplit(os.environ["FEEDS_URL"]).netloc)


def get(site, path, **headers):
    server.request("GET", quote(f"/{site}/feeds/{path}"), headers=headers)
    answer = server.getresponse()
    return answer, answer.read()


def faults(site, path, kind, octets):
    answer, body = get(site, path)
    if answer.status != 200 or body != octets:
        yield f"status {answer.status}, {len(body)} of {len(octets)} octets"
    if answer.headers["Content-Type"] != TYPES[kind]:
        yield answer.headers["Content-Type"]
    etag = answer.headers["ETag"]
    if not etag or not answer.headers["Last-Modified"]:
        yield "no ETag or no Last-Modified"
    again, body = get(site, path, **{"If-None-Match": etag or '""'})
    if again.status != 304 or body:
        yield f"unchanged, status {again.status}, {len(body)} octets"


count = wrong = 0
for kind in TYPES:
    for site, path, octets in files(kind):
        count += 1
        for fault in faults(site, path, kind, octets):
            wrong += 1
            if wrong <= 12:
                print(f"  http: {site}/{path}: {fault}")
print(f"http: {count} feeds, {wrong} wrong")
sys.exit(wrong > 0 or count == 0)
