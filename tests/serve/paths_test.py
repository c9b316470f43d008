#!/usr/bin/python3
"""No address leads out of feeds/, and none of a stranger's name leads in."""

import os
import socket

from preview import Preview, run, same

TRICKS = """
/../events/publisher.xml
/en/../../events/publisher.xml
/en/../calendar.ics
/./en/calendar.ics
/en/./calendar.ics
/%2e%2e/events/publisher.xml
/%2E%2E/events/publisher.xml
/.%2e/events/publisher.xml
/en/%2e%2e/%2e%2e/events/publisher.xml
/%2e%2e%2fevents%2fpublisher.xml
/..%2fevents/publisher.xml
/en%2fcalendar.ics
/en%2Fcalendar.ics
/..%5cevents%5cpublisher.xml
/..\\events\\publisher.xml
/%65n/calendar.ics
/%252e%252e/events/publisher.xml
/%c0%ae%c0%ae/events/publisher.xml
/%c0%afetc/passwd
/en/calendar.ics%00
/en/calendar.ics%00.html
/%00
/en/calendar.ics%0a
/en/calendar.ics%0d%0aX-Injected:%20yes
/en/calendar.ics%
/en/calendar.ics%2
/en/calendar.ics%zz
/en/calendar.ics/
/en/calendar.ics/x
/en//calendar.ics
//en/calendar.ics
//127.0.0.1/en/calendar.ics
///etc/passwd
/etc/passwd
/proc/self/environ
/.hidden
/%2ehidden
/en/.calendar.ics.new
/.git/config
/en/link.ics
/en/outside/publisher.xml
/en/outside
/inside/calendar.ics
/pipe
/socket
/en/secret.ics
/events/publisher.xml
/-/../en/calendar.ics
/-/nothing
/-
/en/calendar.ics;x
/EN/calendar.ics
*
en/calendar.ics
file:///etc/passwd
http://example.org/en/calendar.ics
""".split()


def lay_traps(preview):
    traps = {"feeds/.hidden", "feeds/en/.calendar.ics.new",
             "feeds/.git/config", "secret", "feeds/en/secret.ics"}
    for path in traps:
        preview.write(path, "SECRET")
    os.symlink("../../secret", preview.path("feeds/en/link.ics"))
    os.symlink("../../events", preview.path("feeds/en/outside"))
    os.symlink("en", preview.path("feeds/inside"))
    os.mkfifo(preview.path("feeds/pipe"))
    os.mknod(preview.path("feeds/socket"), 0o140644)
    os.chmod(preview.path("feeds/en/secret.ics"), 0)


def status_of(preview, path):
    answer = preview.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
                         "Connection: close\r\n\r\n".encode())
    assert b"SECRET" not in answer and b"<publisher" not in answer, answer
    assert b"X-Injected" not in answer.split(b"\r\n\r\n")[0], answer
    return int(answer.split()[1]) if answer else 0


def test_tricks():
    with Preview() as preview:
        lay_traps(preview)
        tricks = TRICKS
        if os.geteuid() == 0:
            tricks = [one for one in TRICKS if one != "/en/secret.ics"]
        wrong = [(trick, status_of(preview, trick)) for trick in tricks
                 if status_of(preview, trick) not in (301, 400, 404)]
        same(wrong, [])
        same(status_of(preview, "/en/calendar.ics"), 200)
        same(status_of(preview, "/en/calendar.ics?a=/../%2e"), 200)


def test_long_addresses():
    with Preview() as preview:
        for length in 255, 256, 4000, 15000, 100000:
            for path in "/" + "a" * length, "/a" * length, "/%61" * length:
                try:
                    status = status_of(preview, path)
                except ConnectionError:
                    status = 0
                allowed = (404,) if length < 2000 else (404, 414, 431, 0)
                assert status in allowed, (length, status)
        same(preview.get("/en/calendar.ics").status, 200)


def test_noise():
    with Preview() as preview:
        for noise in (b"\0" * 1000, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00",
                      b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 500,
                      b"GET / HTTP/1.1\r\nHost: a\r\n" + b"x: y\r\n" * 9999,
                      b"GET /en/calendar.ics HTTP/1.1\r\nHost: localhost\r\n"
                      b"Cookie: " + b"a=b; " * 500 + b"\r\n\r\n"):
            with socket.create_connection((preview.host, preview.port)) as one:
                one.sendall(noise)
        same(preview.get("/en/calendar.ics").status, 200)


def test_names_of_strangers_are_refused():
    with Preview() as preview:
        ours = ("localhost", f"localhost:{preview.port}", "127.0.0.1",
                f"127.0.0.1:{preview.port}", "LOCALHOST", "[::1]:80")
        others = ("example.org", "127.0.0.1.example.org", "127.example.org",
                  "localhost.example.org", "evil", "[::1].example.org", "")
        for path in "/en/calendar.ics", "/-/", "/-/state.txt":
            for host in ours:
                same((host, preview.get(path, Host=host).status), (host, 200))
            for host in others:
                same((host, preview.get(path, Host=host).status), (host, 403))


run(globals())
