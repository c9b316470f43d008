#!/usr/bin/python3 -B
"""feeds/ as nginx serves it with the example configuration: served.py SITE

SITE/feeds is served at FEEDS_URL."""

import gzip
import http.client
import os
import re
import socket
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

SITE = Path(sys.argv[1])
FEEDS = SITE / "feeds"
ADDRESS = urlsplit(os.environ["FEEDS_URL"]).netloc
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    "releases.json": "application/feed+json",
    "events.json": "application/json",
    "next.json": "application/json",
    ".csv": "text/csv; charset=utf-8",
}
FOR_ANY_PAGE = (".ics", ".atom", ".json", ".csv", ".js")


def put(path, octets=b"x" * 2000):
    path = SITE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(octets)


def files():
    """What is to be served, by path."""
    for path in sorted(FEEDS.rglob("*")):
        name = str(path.relative_to(FEEDS))
        if path.is_file() and not re.search(r"(^|/)\.|^ledger/", name):
            yield name, path.read_bytes()


def ask(method, path, **headers):
    """The answer, and what it holds."""
    server = http.client.HTTPConnection(ADDRESS)
    server.request(method, quote(path), headers={
        name.replace("_", "-"): value for name, value in headers.items()})
    answer = server.getresponse()
    octets = answer.read()
    server.close()
    return answer, octets


def ask_raw(path):
    """The whole answer to a path that no library would send."""
    host, port = ADDRESS.split(":")
    with socket.create_connection((host, int(port))) as server:
        server.sendall(b"GET %s HTTP/1.0\r\nHost: x\r\n\r\n" % path)
        answer = b""
        while octets := server.recv(65536):
            answer += octets
    return answer


def each_file_has_its_type():
    seen = set()
    for name, octets in files():
        [kind] = [kind for kind in TYPES if name.endswith(kind)]
        answer, received = ask("GET", f"/{name}")
        assert answer.status == 200 and received == octets, name
        assert answer.headers["Content-Type"] == TYPES[kind], (
            name, answer.headers["Content-Type"])
        seen.add(kind)
    assert seen == set(TYPES), seen


def what_has_not_changed_is_not_sent():
    for name, _ in files():
        for wanted in {}, {"Accept_Encoding": "gzip"}:
            answer, _ = ask("GET", f"/{name}", **wanted)
            etag, modified = (answer.headers[header]
                              for header in ("ETag", "Last-Modified"))
            for condition in ({"If_None_Match": etag},
                              {"If_Modified_Since": modified},
                              {"If_None_Match": "W/" + etag.removeprefix("W/"),
                               "If_Modified_Since": modified}):
                answer, octets = ask("GET", f"/{name}", **wanted, **condition)
                assert (answer.status, octets) == (304, b""), (name, condition)
                assert "max-age=" in answer.headers["Cache-Control"], name


def what_has_changed_is_sent():
    before = ask("GET", "/en/calendar.ics")[0].headers["ETag"]
    put("feeds/en/calendar.ics", b"BEGIN:VCALENDAR\r\n" * 99)
    answer, octets = ask("GET", "/en/calendar.ics", If_None_Match=before)
    assert answer.status == 200 and octets == b"BEGIN:VCALENDAR\r\n" * 99
    assert answer.headers["ETag"] != before


def whoever_asks_gets_it_compressed():
    for name, octets in files():
        answer, plain = ask("GET", f"/{name}")
        assert "Content-Encoding" not in answer.headers and plain == octets
        answer, packed = ask("GET", f"/{name}", Accept_Encoding="br, gzip")
        if len(octets) < 1000:
            assert "Content-Encoding" not in answer.headers, name
            continue
        assert answer.headers["Content-Encoding"] == "gzip", name
        assert answer.headers["Vary"] == "Accept-Encoding", name
        assert gzip.decompress(packed) == octets, name


def head_tells_the_same():
    for name, octets in files():
        got = {**ask("GET", f"/{name}")[0].headers, "Date": ""}
        answer, received = ask("HEAD", f"/{name}")
        assert received == b"" and {**answer.headers, "Date": ""} == got, name
        assert int(got["Content-Length"]) == len(octets), name


def a_part_can_be_asked_for():
    answer, octets = ask("GET", "/en/releases.atom", Range="bytes=2-9")
    whole = (FEEDS / "en/releases.atom").read_bytes()
    assert answer.status == 206 and octets == whole[2:10]


def pages_of_others_may_read_feeds():
    for name, _ in files():
        allowed = ask("GET", f"/{name}", Origin="https://example.net")[
            0].headers["Access-Control-Allow-Origin"]
        assert allowed == ("*" if name.endswith(FOR_ANY_PAGE) else None), name


def copies_are_asked_about_soon():
    for name, _ in files():
        control = ask("GET", f"/{name}")[0].headers["Cache-Control"]
        age = int(re.fullmatch(
            r"public, max-age=(\d+), stale-if-error=86400", control)[1])
        assert 0 < age <= 300, name


def browsers_are_told_to_be_careful():
    for path in "/index.html", "/en/calendar.ics", "/nothing":
        headers = ask("GET", path)[0].headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
        assert headers["Referrer-Policy"], path
        assert headers["Server"] == "nginx", headers["Server"]


def one_page_may_stand_in_frames_of_others():
    headers = ask("GET", "/en/embed.html")[0].headers
    assert headers["Content-Security-Policy"] == "frame-ancestors *"


def what_is_missing_is_told_in_all_languages():
    answer, octets = ask("GET", "/en/nothing/here.html")
    assert answer.status == 404
    assert octets == (FEEDS / "404.html").read_bytes()


def hidden_files_are_not_served():
    for name in (".calendar.ics.new", "en/.calendar.ics.new", ".git/config",
                 "en/.git/objects/x.ics", ".htpasswd"):
        put(f"feeds/{name}")
        answer, octets = ask("GET", f"/{name}")
        assert answer.status == 404 and b"xxx" not in octets, name
    put("feeds/.well-known/acme-challenge/x")
    assert ask("GET", "/.well-known/acme-challenge/x")[0].status == 200


def the_ledger_is_not_served():
    ledger = FEEDS / "ledger/ledger.xml"
    for path in ("/ledger", "/ledger/", f"/ledger/{ledger.name}",
                 f"/%6cedger/{ledger.name}", f"//ledger//{ledger.name}",
                 f"/en/../ledger/{ledger.name}",
                 f"/en/%2e%2e/ledger/{ledger.name}"):
        answer = ask_raw(path.encode())
        assert answer.startswith(b"HTTP/1.1 404 "), (path, answer[:20])
        assert b"<publisher" not in answer, path


def folders_are_not_listed():
    for path in "/en/party/", "/en/party", "/ledger/", "/en/topic/":
        answer = ask_raw(path.encode())
        assert b"calendar.ics" not in answer and b"JP" not in answer, path
        assert not answer.startswith(b"HTTP/1.1 200"), path
    answer, _ = ask("GET", "/en/party")
    assert answer.headers["Location"] == "/en/party/", answer.headers


def no_path_leads_out():
    put("secret.ics")
    put(".dialogue-feeds/index")
    for path in (b"/../secret.ics", b"/..%2fsecret.ics", b"/%2e%2e/secret.ics",
                 b"/en/../../secret.ics", b"/en/..%2f..%2fsecret.ics",
                 b"/en/%2e%2e%2f%2e%2e%2fsecret.ics", b"//../secret.ics",
                 b"/..%5csecret.ics", b"/en/calendar.ics/../../../secret.ics",
                 b"/%00/../secret.ics", b"/..;/secret.ics",
                 b"/../events/publisher.xml", b"/../.dialogue-feeds/index",
                 b"../secret.ics", b"file:///etc/passwd"):
        answer = ask_raw(path)
        assert re.match(rb"HTTP/1\.\d 4\d\d |<html>", answer) and \
            b"xxx" not in answer and b"root:" not in answer and \
            b"<publisher" not in answer, (path, answer[:99])


def nothing_can_be_written():
    for method in "PUT", "POST", "DELETE", "PATCH":
        assert ask(method, "/en/calendar.ics")[0].status == 405, method


for page in ("index.html", "style.css", "sitemap.xml", "feeds.opml",
             "picture.svg"):
    put(f"feeds/{page}")
passed = failed = 0
for test in [test for name, test in globals().items()
             if callable(test) and test.__module__ == __name__ and
             name not in ("put", "files", "ask", "ask_raw")]:
    try:
        test()
        passed += 1
    except AssertionError as error:
        line = error.__traceback__.tb_next.tb_lineno
        print(f"failed: {test.__name__}, line {line}: {error}")
        failed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
