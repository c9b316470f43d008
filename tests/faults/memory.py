"""Memory ends: each of the first allocations fails, and some of the others;
one alone, and all from then on; in one process and in two, of which one may
die."""

import re

from trial import share, trial
from yard import AFTER, EVERY, TOOLS, Site, Story, build


def starved(number):
    return {"LD_PRELOAD": TOOLS + "/starve.so", "STARVE": str(number)}


def count_allocations(story, arguments):
    site = Site(story, True)
    site.prepare()
    _, said = build(site.root, AFTER, environment=starved(0),
                    arguments=arguments)
    site.remove()
    # Those of the process that ends last.
    return int(re.findall(r"(\d+) allocations", said)[-1])


def numbers(count, first, some):
    """The first ones, and some that are spread evenly over the rest."""
    if EVERY:
        return range(1, count + 1)
    step = max(1, (count - first) // some)
    return [*range(1, first + 1), *range(first + 1, count + 1, step)]


def attempt(site, what):
    number, arguments = what
    return trial(site, may_leave=True, environment=starved(number), arguments=arguments,
                 # Linking the program needs memory as well.
                 allowed={site.story.status, 1, 127})


def worker_faults(site, fault):
    """A worker that comes too late for any work makes no such call."""
    for _ in range(10):
        wrong = list(trial(site, [TOOLS + "/fault", fault, "-w"],
                           arguments=["-j2"], allowed={0}))
        if site.status != 100:
            break
    return wrong


def workers(report, story):
    """A process that shares the work dies: its work is done again."""
    site = Site(story, True)
    for fault in ("write:1:kill", "write:1:ENOSPC", "write:1:short",
                  "brk:1:kill", "mmap:1:ENOMEM", "exit_group:1:kill"):
        report.note(f"a worker, {fault}", worker_faults(site, fault))
    site.remove()


def run(report):
    for name, fillers, arguments, first, some in (
            ("one process", 0, ["-j1"], 60, 120),
            ("two processes", 70, ["-j2"], 0, 40)):
        story = Story(drop_text=False, fillers=fillers)
        count = count_allocations(story, arguments)
        tries = [(f"{name}, allocation {number}{more}",
                  (f"{number}{more}", arguments))
                 for number in numbers(count, first, some)
                 for more in ("", "+")]
        report.say(f"{name}: {len(tries)} faults in {count} allocations")
        share(report, story, True, tries, attempt)
    workers(report, Story(drop_text=False, fillers=70))
