#!/usr/bin/python3
"""calcurse: import; it keeps neither uid nor place nor status apart, and ends
at its start what has no end."""

import os
import re
import subprocess
import tempfile
from datetime import datetime, timedelta

from sites import SITES, WORK, languages, tell, years

TIMED = re.compile(r"(\S+) @ (\S+) -> (\S+) @ (\S+?)(?:>\w+)? \|(.*)")
DAYS = re.compile(r"(\S+) \[1\] (?:\{1D -> (\S+)\} )?(?:>\w+ )?(.*)")


def day(text, more=0):
    return (datetime.strptime(text, "%m/%d/%Y") +
            timedelta(days=more)).date().isoformat()


def event_of(line):
    match = TIMED.fullmatch(line)
    if match:
        return {"start": f"{day(match[1])}T{match[2]}Z",
                "end": f"{day(match[3])}T{match[4]}Z", "title": match[5]}
    match = DAYS.fullmatch(line)
    return {"start": day(match[1]), "end": day(match[2] or match[1], 1),
            "title": match[3]}


def read(site, language):
    # Its own years end with 2037.
    files = [f for f in years(site, language) if f[-8:-4] < "2038"]
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            done = subprocess.run(
                ["calcurse", "-D", folder, "-C", folder, "-q", "-i",
                 os.path.join(WORK, site, "feeds", file)],
                capture_output=True, text=True,
                env=dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8",
                         TMPDIR=folder))
            said = done.stdout + done.stderr
            if done.returncode or "log file" in said or "rror" in said:
                tell(site=site, file=file, error=said)
        with open(folder + "/apts", encoding="utf-8") as lines:
            tell(site=site, files=files, **{"made-up-ends": True},
                 events=[event_of(line.rstrip("\n")) for line in lines])


for site in SITES:
    for language in languages(site):
        read(site, language)
