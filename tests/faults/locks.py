"""Two builds at once, and what becomes of the lock of one that is killed."""

import fcntl
import os
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from judge import TEMPORARY, published
from trial import difference
from yard import AFTER, PROGRAM, TOOLS, Site, Story, build, read_tree

PATIENCE = 30  # seconds, as dialogue-feeds(1) says
CLOSE_ON_EXEC = 0o2000000


@contextmanager
def locked(site):
    lock = os.open(site.feeds + "/.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def is_free(site):
    try:
        lock = os.open(site.feeds + "/.lock", os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
    finally:
        os.close(lock)


def stands(site):
    return published(read_tree(site.feeds))


def published_faults(site, done):
    if done[0] != 0:
        yield f"exit status {done[0]}: {done[1]}"
    tree = read_tree(site.feeds)
    if tree != site.story.after:
        yield f"not published: {difference(site.story.after, tree)}"


def waits_faults(site):
    """It waits for another one that soon ends, and then does its work."""
    site.prepare()
    with ThreadPoolExecutor(1) as pool:
        with locked(site):
            waiting = pool.submit(build, site.root, AFTER)
            time.sleep(1.5)
            if waiting.done() or stands(site) != site.story.before:
                yield "it did not wait"
        yield from published_faults(site, waiting.result())


def gives_up_faults(site, prefix=()):
    """It says how long it waited, and that it did nothing."""
    site.prepare()
    begin = time.monotonic()
    with locked(site):
        status, said = build(site.root, AFTER, *prefix)
    took = time.monotonic() - begin
    if status != 1 or not re.search(
            rf"another run .* {PATIENCE} seconds; nothing was done", said):
        yield f"exit status {status}: {said}"
    if stands(site) != site.story.before:
        yield "it published without the lock"
    if not prefix and not PATIENCE - 1 <= took <= PATIENCE + 5:
        yield f"it waited for {took:.1f} seconds"


def flags_of_lock(process):
    """It is open now and then, while it is waited for."""
    flags = []
    for name in os.listdir(process + "fd"):
        with suppress(FileNotFoundError):
            if not os.readlink(process + "fd/" + name).endswith("/.lock"):
                continue
            with open(process + "fdinfo/" + name, encoding="ascii") as file:
                flags.append(int(re.search(r"flags:\s*(\d+)",
                                           file.read())[1], 8))
    return flags


def closed_on_exec_faults(site):
    """The lock is not handed on to other programs."""
    site.prepare()
    with locked(site):
        with subprocess.Popen([PROGRAM, "build"], cwd=site.root,
                              stderr=subprocess.DEVNULL) as waiting:
            flags = []
            deadline = time.monotonic() + 5
            while not flags and time.monotonic() < deadline:
                flags = flags_of_lock(f"/proc/{waiting.pid}/")
            waiting.kill()
    if not flags or not all(each & CLOSE_ON_EXEC for each in flags):
        yield f"flags of the lock: {flags}"


def killed_faults(site, call, arguments):
    """It is free as soon as the one that had it is dead, workers or not."""
    site.prepare()
    status, _ = build(site.root, AFTER, TOOLS + "/fault", call + ":kill",
                      arguments=arguments)
    if status != 137:
        yield f"it was not killed: exit status {status}"
    if not is_free(site):
        yield "the lock is still held"
    yield from published_faults(site, build(site.root, AFTER))


def orphan_faults(site):
    """Workers end with the one that they work for, and so does its lock."""
    site.prepare()
    with subprocess.Popen([PROGRAM, "build", "-j2"], cwd=site.root) as builder:
        children = f"/proc/{builder.pid}/task/{builder.pid}/children"
        started = ""
        while builder.poll() is None and not started:
            with open(children, encoding="ascii") as file:
                started = file.read()
        builder.kill()
    if not started:
        yield "it had no worker"
    deadline = time.monotonic() + 1
    while not is_free(site) and time.monotonic() < deadline:
        time.sleep(0.01)
    if not is_free(site):
        yield "the lock is still held"
    yield from published_faults(site, build(site.root, AFTER))


def leftover_faults(site):
    """What a killed run left goes, even when nothing is written there."""
    site.prepare()
    build(site.root, AFTER, TOOLS + "/fault", "rename:20:kill")
    left = [path for path in read_tree(site.feeds)
            if TEMPORARY.search(path)]
    if not left:
        yield "it left nothing"
    site.set_records(site.story.old)
    build(site.root, AFTER)
    for path in filter(TEMPORARY.search, read_tree(site.feeds)):
        yield f"{path} is still there"


def crowd_faults(site):
    """Many at once: each waits for its turn, and finds all done."""
    site.prepare()
    with ThreadPoolExecutor(6) as pool:
        runs = [pool.submit(build, site.root, AFTER) for _ in range(6)]
    for run in runs:
        yield from published_faults(site, run.result())


def run(report):
    story, large = Story(False), Story(False, fillers=70)
    site, shared = Site(story, False), Site(large, True)
    report.note("a run that waits", list(waits_faults(site)))
    # Its pauses pass at once.
    report.note("a run that gives up", list(gives_up_faults(
        site, [TOOLS + "/fault", "clock_nanosleep:1:EINTR+"])))
    report.note("a run that gives up, in time", list(gives_up_faults(site)))
    report.note("other programs", list(closed_on_exec_faults(site)))
    for call, arguments in (("rename:5", ["-j1"]), ("wait4:1", ["-j2"])):
        report.note(f"killed at {call}", list(
            killed_faults(shared, call, arguments)))
    report.note("orphans", list(orphan_faults(shared)))
    report.note("leftovers", list(leftover_faults(site)))
    report.note("six runs at once", list(crowd_faults(site)))
    site.remove()
    shared.remove()
