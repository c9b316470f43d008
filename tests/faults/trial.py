"""A disturbed build, and the undisturbed one behind it."""

import os
from concurrent.futures import ThreadPoolExecutor

import judge
from yard import AFTER, Site, build, read_tree

# As fault.c says it: the call that should fail was not made.
NEVER_HAPPENED = 100


def trial(site, prefix=(), is_mute=False, may_leave=False, allowed=None,
          **how):
    """What is wrong with a build that is disturbed in some way.  It is mute
    when it cannot even complain; where memory ends, files are left."""
    site.prepare()
    done = build(site.root, AFTER, *prefix, **how)
    yield from judged(site, done, is_mute, may_leave)
    if allowed is not None and done[0] not in allowed:
        yield f"exit status {done[0]}, not one of {allowed}: {done[1]}"


def judged(site, done, is_mute=False, may_leave=False):
    tree, stamps = read_tree(site.feeds), site.stamps()
    site.status = done[0]
    if done[0] == NEVER_HAPPENED:
        yield "that call was not made again"
    yield from judge.faults(site, tree, done[1])
    yield from judge.status_faults(site, tree, *done, is_mute,
                                   may_leave)
    yield from heals(site, tree, stamps)


def heals(site, tree, stamps):
    """The next run gives what an undisturbed one would have given."""
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


def share(report, story, is_cold, tries, attempt):
    """attempt(site, what) for all (name, what) of `tries`, by as many at a
    time as there are processors."""
    sites = [Site(story, is_cold) for _ in range(os.cpu_count())]
    for site in sites:
        site.settle()

    def work(site, mine):
        for name, what in mine:
            report.note(name, list(attempt(site, what)))

    with ThreadPoolExecutor(len(sites)) as pool:
        for done in [pool.submit(work, site, tries[i::len(sites)])
                     for i, site in enumerate(sites)]:
            done.result()
    for site in sites:
        site.remove()
