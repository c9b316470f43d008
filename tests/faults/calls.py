"""Every system call that a build makes, one after the other, goes wrong."""

import itertools
import os
import re
from concurrent.futures import ThreadPoolExecutor

import judge
from yard import AFTER, TOOLS, Site, Story, build, read_tree

ERRORS = ["ENOSPC", "EIO", "ENOMEM", "EINTR", "EACCES"]
# What changes files: a run can be killed between any two of these.
STEPS = {"mkdir", "open w", "rename", "unlink", "write"}
CHANGES = STEPS | {"close", "fchmod", "fsync", "fdatasync", "utimensat"}
EVERY = os.environ.get("FAULTS") == "all"


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
        return [Call(line, site.root) for line in file][1:]


def some(calls):
    """First and last stand for those between, the middle one for luck."""
    if EVERY or len(calls) < 4:
        return calls
    return [calls[0], calls[len(calls) // 2], calls[-1]]


def plan(calls):
    """(call, what goes wrong) of all that is tried."""
    def group(call):
        return call.kind, call.place

    for (kind, place), same in itertools.groupby(
            sorted(calls, key=group), group):
        same = list(same)
        is_step = kind in STEPS and place not in ("outside", "records")
        for call in same if is_step else some(same):
            yield call, "kill"
        for call in some(same) if kind in CHANGES else some(same)[:1]:
            for error in ERRORS:
                yield call, error
            if kind in ("read", "write"):
                yield call, "short"
        if kind in CHANGES:
            for what in ("ENOSPC+", "EIO+", "EINTR+"):
                # Asked again without end, that one cannot end.
                if what != "EINTR+" or kind in ("close", "fchmod"):
                    yield same[0], what
        if kind in ("read", "write"):
            yield same[0], "short+"


def is_bad_record(call, what):
    """What nobody may read is as bad as a mistake in it: the rest comes."""
    return call.place == "records" and what == "EACCES"


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


def outcome(site, call, what):
    """What is wrong when this call goes wrong, and after that."""
    site.prepare()
    number = call.number
    done = build(site.root, AFTER, TOOLS + "/fault",
                 f"{call.name}:{number}:{what}")
    tree, stamps = read_tree(site.feeds), site.stamps()
    if done[0] == 100:
        yield "that call was not made again"
    if is_bad_record(call, what):
        yield from bad_record_faults(site, tree, done)
        return
    yield from judge.faults(site, tree)
    yield from judge.status_faults(site, tree, *done,
                                   what[-1] == "+" and call.name == "write")
    again = build(site.root, AFTER)
    if again[0] != site.story.status:
        yield f"then: exit status {again[0]}: {again[1]}"
    healed = read_tree(site.feeds)
    if healed != site.story.after:
        yield f"then: not what an undisturbed run gives: " \
            f"{difference(site.story.after, healed)}"
    for fault in judge.validator_faults(tree, stamps, healed, site.stamps()):
        yield "then: " + fault


def difference(expected, found):
    return sorted(path for path in expected.keys() | found.keys()
                  if expected.get(path) != found.get(path))[:5]


def run(report):
    for name, is_cold in (("ordinary", False), ("cold", True)):
        story = Story(is_cold)
        sites = [Site(story, is_cold) for _ in range(os.cpu_count())]
        tries = list(plan(log_calls(sites[0])))
        names = {call.name for call, _ in tries}
        report.say(f"{name} run: {len(tries)} faults in {len(names)} "
                   f"system calls")
        def work(site, mine):
            for call, what in mine:
                wrong = list(outcome(site, call, what))
                report.note(f"{name} run, {call}: {what}", wrong)

        with ThreadPoolExecutor(len(sites)) as pool:
            for done in [pool.submit(work, site, tries[i::len(sites)])
                         for i, site in enumerate(sites)]:
                done.result()
        for site in sites:
            site.remove()
