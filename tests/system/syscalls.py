#!/usr/bin/python3 -B
"""What a unit lets a program do, against what it did:
syscalls.py UNIT STRACE-LOG"""

import re
import subprocess
import sys

OWN = re.compile(r"(feeds|\.dialogue-feeds)(/|$)")
# Calls that change something at a path, and which of their words it is.
CHANGES = re.compile(
    r"^(?:(?:mkdir|unlink|rmdir|chmod|rename|symlink|link|truncate)(?:at2?)?"
    r"\(|open(?:at)?\((?=.*O_(?:WRONLY|RDWR|CREAT)))")


def groups():
    """The names that filters know, and what stands for each of them."""
    out = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager"],
                         capture_output=True, text=True, check=True).stdout
    found, current = {}, None
    for line in out.splitlines():
        if line.startswith("@"):
            current = found.setdefault(line.strip(), set())
        elif not line.startswith(" "):
            current = None
        elif current is not None and not line.strip().startswith("#"):
            current.add(line.strip())
    return found


def calls(names, known):
    """All system calls that these names stand for."""
    for name in names:
        if name.startswith("@"):
            yield from calls(known[name], known)
        else:
            yield name


def allowed(unit):
    known = groups()
    result = set(calls(["@default"], known))
    for line in open(unit, encoding="utf-8"):
        if not line.startswith("SystemCallFilter="):
            continue
        names = line.split("=")[1].split()
        if names[0].startswith("~"):
            names[0] = names[0][1:]
            result -= set(calls(names, known))
        else:
            result |= set(calls(names, known))
    return result


made, outside = set(), []
for line in open(sys.argv[2], encoding="utf-8", errors="replace"):
    call = re.sub(r"^\d+ +", "", line)
    name = re.match(r"(\w+)\(", call)
    if name:
        made.add(name[1])
    if CHANGES.match(call):
        outside += [path for path in re.findall(r'"([^"]*)"', call)
                    if not OWN.match(path) and path != "/dev/null"]
refused = made - allowed(sys.argv[1])
if refused:
    print(f"the unit does not allow {sorted(refused)}")
if outside:
    print(f"the unit does not let it change {outside}")
if not made & {"rename", "renameat", "renameat2"}:
    sys.exit("nothing was published")
sys.exit(bool(refused or outside))
