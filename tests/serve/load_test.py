#!/usr/bin/python3
"""Thousands of requests a second, and saves meanwhile."""

import re
import resource
import socket
import subprocess
import threading
import time

from preview import EVENT, Preview, TEXT, run, same

SECONDS = 5


def memory(preview):
    """Kilobytes in use."""
    with open(f"/proc/{preview.process.pid}/status",
              encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


def open_files(preview):
    return len(subprocess.run(
        ["ls", f"/proc/{preview.process.pid}/fd"], capture_output=True,
        text=True, check=True).stdout.split())


def save_until(preview, stop, old, new):
    while not stop.is_set():
        preview.replace(EVENT, old, new)
        old, new = new, old
        time.sleep(0.1)


def load(preview, path, *options):
    """Requests a second; none of them may fail."""
    done = subprocess.run(
        ["wrk", "-t", "1", "-c", "50", "-d", f"{SECONDS}s", *options,
         preview.url.rstrip("/") + path],
        capture_output=True, text=True, check=True).stdout
    for bad in "Non-2xx", "Socket errors":
        assert bad not in done, done
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done)[1])


def loaded(path, *options, saves=("2030-01-28", "2030-03-05")):
    with Preview() as preview:
        preview.write("feeds/page.html",
                      "<title>x</title>" + "<p>Words</p>" * 1000)
        load(preview, path, *options)
        before, files = memory(preview), open_files(preview)
        stop = threading.Event()
        saver = threading.Thread(target=save_until,
                                 args=(preview, stop, *saves))
        state = preview.state()
        saver.start()
        try:
            rate = load(preview, path, *options)
        finally:
            stop.set()
            saver.join()
        print(f"{path} {' '.join(options)}: {rate:.0f} requests a second "
              f"while records were saved, {memory(preview)} kB")
        assert rate > 2000, rate
        assert preview.state() != state
        assert memory(preview) < before * 1.2 + 4000, \
            (before, memory(preview))
        assert preview.await_that(lambda: open_files(preview) <= files + 2)


def test_feeds():
    loaded("/en/calendar.ics")


def test_pages():
    loaded("/page.html")


def test_pages_with_errors():
    loaded("/page.html", saves=("2030-01-28", "2030-02-30"))


def test_pages_that_ask():
    loaded("/-/state.txt")


def test_thousands_of_idle_connections():
    """More than it takes; those who leave make room for others."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (
        min(6000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    with Preview() as preview:
        peers = [socket.create_connection((preview.host, preview.port), 20)
                 for _ in range(3000)]
        assert preview.await_that(lambda: open_files(preview) > 200)
        time.sleep(1)
        assert open_files(preview) < 300, open_files(preview)
        assert memory(preview) < 200000, memory(preview)
        for peer in peers:
            peer.close()
        assert preview.await_that(
            lambda: preview.get("/en/calendar.ics").status == 200)


def test_builds_leave_nothing_behind():
    with Preview() as preview:
        counts = []
        for number in range(60):
            preview.write(TEXT, preview.read(TEXT).replace(
                "Example", f"Example{number}", 1))
            words = f"Example{number}"
            assert preview.await_that(
                lambda: words in preview.get("/en/calendar.ics").text)
            counts.append((memory(preview), open_files(preview)))
        assert counts[-1][0] < counts[9][0] + 4000, counts
        assert counts[-1][1] <= counts[9][1] + 3, counts
        zombies = subprocess.run(
            ["ps", "--ppid", str(preview.process.pid), "-o", "stat="],
            capture_output=True, text=True, check=False).stdout
        same(zombies.count("Z"), 0)


run(globals())
