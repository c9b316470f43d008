"""A ledger that is lost, and archives that cannot be read: without either of
them every SEQUENCE would start again at nothing."""

import shutil

from calls import Call
from trial import difference
from yard import AFTER, TOOLS, Site, Story, build, read_tree

QUESTIONS = {"getdents64", "openat", "read"}
FOLDERS = {"feeds/en", "feeds/fr"}


def lose_ledger(site):
    site.prepare()
    shutil.rmtree(site.feeds + "/ledger")


def questions(site, arguments):
    """What a run asks about archives before it writes anything."""
    lose_ledger(site)
    build(site.root, AFTER, TOOLS + "/fault", "log", site.root + ".log",
          arguments=arguments)
    with open(site.root + ".log", encoding="utf-8") as file:
        for call in [Call(line, site.root) for line in file][1:]:
            # Folders on the way to the first file are made, if need be.
            if call.target == "feeds" and call.name == "mkdir":
                return
            if call.name in QUESTIONS and (
                    call.place == "archive" or call.target in FOLDERS):
                yield call


def lost_faults(site, call, arguments):
    lose_ledger(site)
    before = read_tree(site.feeds)
    status, said = build(site.root, AFTER, TOOLS + "/fault",
                         f"{call.name}:{call.number}:EIO",
                         arguments=arguments)
    if status != 1 or "Input/output error" not in said:
        yield f"exit status {status}: {said}"
    if read_tree(site.feeds) != before:
        yield "something was written: " \
            f"{difference(before, read_tree(site.feeds))}"


def run(report):
    site = Site(Story(drop_text=False), is_cold=False)
    for arguments in [], ["--recover"]:
        asked = list(questions(site, arguments))
        report.note(f"questions about archives {arguments}",
                    [] if asked else ["there are none"])
        for call in asked:
            report.note(f"a lost ledger {arguments}, {call}",
                        list(lost_faults(site, call, arguments)))
    site.remove()
