"""Archives that give each other what they hold, and runs that are killed
between them, also a second time, when the ledger tells of no move any more."""

import re

import judge
from calls import log_calls
from trial import heals
from yard import AFTER, LANGUAGES, TOOLS, Site, Story, build, read_tree


def kill(site, number):
    """Returns whether a run came to that rename."""
    status, _ = build(site.root, AFTER, TOOLS + "/fault",
                      f"rename:{number}:kill")
    return status != 100


def tree_faults(site):
    tree = read_tree(site.feeds)
    yield from judge.whole_faults(site, tree)
    yield from judge.archive_faults(site, tree)
    yield from judge.link_faults(site.story.before, judge.published(tree))


def killed_faults(site, number, count):
    """Killed in front of a rename, and then in front of one that is left."""
    for second in range(1, count + 1):
        site.prepare()
        kill(site, number)
        yield from tree_faults(site)
        was_killed = kill(site, second)
        yield from (f"then at {second}: {fault}"
                    for fault in tree_faults(site))
        yield from heals(site, read_tree(site.feeds), site.stamps())
        if not was_killed:
            return


def ring_faults(site):
    """Archives that something leaves are written twice, and told once."""
    renamed = [re.sub(r"\.([^/]+)\.\w{6}\.new$", r"\1", call.target)
               for call in log_calls(site) if call.name == "rename"]
    renamed = [path for path in renamed if not judge.TEMPORARY.search(path)]
    if read_tree(site.feeds) != site.story.after:
        yield "an edit gives something else"
    renamed = [path for path in renamed if path.startswith("feeds/")]
    twice = sorted(re.sub(r"-\d+", "", path) for path in set(renamed)
                   if renamed.count(path) > 1
                   and not path.startswith("feeds/ledger/"))
    if twice != sorted(f"feeds/{language}/{name}" for language in LANGUAGES
                       for name in 2 * ["calendar.ics"] +
                       3 * ["releases.atom"]):
        yield f"written twice: {twice}"
    site.prepare()
    _, tried = build(site.root, AFTER, arguments=["-n"])
    _, said = build(site.root, AFTER, arguments=["-v"])
    if read_tree(site.feeds) != site.story.after:
        yield "a build from nothing gives something else"
    for told in tried, said:
        if sorted(re.findall(r"^(feeds/\S+):", told, re.M)) != \
                sorted(set(renamed)):
            yield f"told: {told}"


def run(report):
    site = Site(Story(drop_text=False, swaps=True), is_cold=False)
    site.settle()
    report.note("archives in a ring", list(ring_faults(site)))
    calls = [call for call in log_calls(site)
             if call.name == "rename" and call.place == "archive"]
    report.note("renames of archives", [] if calls else ["there are none"])
    for call in calls:
        report.note(f"years swapped, killed at {call}",
                    list(killed_faults(site, call.number, len(calls))))
    site.remove()
