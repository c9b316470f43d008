"""Every system call that a build makes, one after the other, goes wrong."""

import itertools
import os
import re

import judge
from trial import NEVER_HAPPENED, share, trial
from yard import AFTER, EVERY, TOOLS, Site, Story, build, read_tree

ERRORS = ["ENOSPC", "EIO", "ENOMEM", "EINTR", "EACCES"]
# What changes files: a run can be killed between any two of these.
STEPS = {"mkdir", "open w", "rename", "unlink", "write", "writev"}
# What stands there is asked again and again.
QUESTIONS = {"access", "getdents64", "newfstatat", "openat", "read"}
CHANGES = STEPS | {"close", "fchmod", "fsync", "fdatasync"}


class Call:
    """One call: `name` as `fault` knows it, and how many of them before."""

    def __init__(self, line, root):
        self.name, number, target = line.rstrip("\n").split(" ", 2)
        self.number = int(number)
        self.kind = self.name
        if self.name == "openat" and target.endswith(" w"):
            self.kind, target = "open w", target[:-2]
        self.target = os.path.relpath(target, root) \
            if target.startswith(root) else target
        self.place = self.place_of(self.target)

    @staticmethod
    def place_of(target):
        top = target.split("/")[0]
        if top == "feeds":
            if target.startswith("feeds/ledger"):
                return "ledger"
            if re.search(r"\.(css|html|opml|xml)(\.\w{6}\.new)?$", target):
                return "page"
            return "archive" if re.search(r"-\d{4}\.", target) else "feed"
        return {"events": "records", ".dialogue-feeds": "index"}.get(
            top, "outside")

    def __str__(self):
        return f"{self.name} {self.number}, {self.target}"


def log_calls(site):
    site.prepare()
    build(site.root, AFTER, TOOLS + "/fault", "log", site.root + ".log")
    with open(site.root + ".log", encoding="utf-8") as file:
        # The first one starts the program.
        logged = [Call(line, site.root) for line in file][1:]
    # How often the heap grows is not the same in each run; that it cannot is
    # tried for each allocation: see memory.py.
    return [call for call in logged if call.name != "brk"]


def some(calls):
    """First and last stand for those between, the middle one for luck."""
    if EVERY or len(calls) < 4:
        return calls
    return [calls[0], calls[len(calls) // 2], calls[-1]]


def spread(calls, step):
    return calls if EVERY else calls[::step]


def plan(calls):
    """(call, what goes wrong) of all that is tried."""
    def group(call):
        return call.kind, call.place

    for (kind, place), same in itertools.groupby(
            sorted(calls, key=group), group):
        same = list(same)
        is_step = kind in STEPS and place not in ("outside", "records")
        # There are many pages, and they come into place as feeds do.
        for call in spread(same, 4 if place == "page" else 1) if is_step \
                else some(same):
            yield call, "kill"
        is_telling = kind in CHANGES | {"access"} or place == "records"
        tried = some(same) if is_telling else same[:1]
        for i, call in enumerate(tried):
            # A file without a time of its own is as new as the clock says.
            errors = ERRORS if kind != "utimensat" else []
            # The first one fails in each way, the others in one of them.
            for error in errors if EVERY or i == 0 else errors[i:i + 1]:
                yield call, error
            if kind in ("read", "write", "writev"):
                yield call, "short"
        if kind in QUESTIONS and place not in ("outside", "records"):
            for call in spread(same, 8):
                yield call, "EIO"
        if kind in CHANGES:
            for what in ("ENOSPC+", "EIO+", "EINTR+"):
                # Asked again without end, that one cannot end.
                if what != "EINTR+" or kind in ("close", "fchmod"):
                    yield same[0], what
        if kind in ("read", "write", "writev"):
            yield same[0], "short+"


def is_bad_record(call, what):
    """What nobody may read is as bad as a mistake in it: the rest comes."""
    return call.place == "records" and what == "EACCES"


def is_final(call, what):
    """What fails here is not tried again: that file is not published, or
    none is, since nobody knows what was promised.  Whether a feed is there
    only decides which one is written first, and a part of the ledger is read
    even if nobody can tell."""
    if what in ("kill", "EINTR", "EINTR+"):
        return False
    # Some file systems refuse what is only nice to have.
    if call.kind in ("fchmod", "fsync") and what == "EACCES" or \
            call.target.endswith("/.lock"):
        return False
    if call.kind == "access":
        return call.target == "feeds/ledger/ledger.xml"
    return call.kind in ("fchmod", "fsync", "rename") and \
        call.place in ("archive", "feed", "ledger", "page")


def may_leave(call, what):
    """A file of the lock that nobody has locked is in nobody's way."""
    return call.target.endswith("/.lock") or \
        call.name == "unlink" and what[-1] == "+"


def bad_record_faults(site, tree, done):
    yield from judge.any_tree_faults(site, tree)
    yield from judge.archive_faults(site, tree)
    # A folder may be looked at twice.
    if done[0] not in (0, 1, 3) or (done[0] != 0 and "events" not in done[1]):
        yield f"exit status {done[0]}: {done[1]}"
    again = build(site.root, AFTER)
    if again[0] != site.story.status:
        yield f"then: exit status {again[0]}: {again[1]}"
    if read_tree(site.feeds).keys() != site.story.after.keys():
        yield "then: other files than those of an undisturbed run"


def attempt(site, what):
    """What is wrong when this call goes wrong, and after that."""
    call, fault = what
    prefix = [TOOLS + "/fault", f"{call.name}:{call.number}:{fault}"]
    if not is_bad_record(call, fault):
        wrong = list(trial(
            site, prefix, is_mute=call.name == "write" and fault[-1] == "+",
            may_leave=may_leave(call, fault),
            allowed={1} if is_final(call, fault) else None))
        # How often threads wait for each other, find a name taken, or get
        # memory of their own, is luck.
        if call.name not in ("futex", "getrandom", "mmap", "munmap") or \
                site.status != NEVER_HAPPENED:
            yield from wrong
        return
    site.prepare()
    done = build(site.root, AFTER, *prefix)
    yield from bad_record_faults(site, read_tree(site.feeds), done)


def run(report):
    for name, is_cold, story, wanted in (
            ("ordinary", False, Story(drop_text=False), None),
            ("cold", True, Story(drop_text=True), None),
            ("first pages", False,
             Story(drop_text=False, had_pages=False), "page")):
        site = Site(story, is_cold)
        site.settle()
        planned = [(call, fault) for call, fault in plan(log_calls(site))
                   if wanted in (None, call.place)]
        site.remove()
        report.say(f"{name} run: {len(planned)} faults in "
                   f"{len({call.name for call, _ in planned})} system calls")
        share(report, story, is_cold,
              [(f"{name} run, {call}: {fault}", (call, fault))
               for call, fault in planned], attempt)
