#!/usr/bin/python3
"""A series with 200 releases, into the records of a site:
many_releases.py EVENTS

Twenty meetings with ten releases each, more than a subscription holds, all of
them older than the other records; no two of one day."""

import os
import sys
from datetime import date, timedelta

SERIES = os.path.join(sys.argv[1], "many")
FIRST = date(2018, 3, 1)
WORDS = {"en": "Release {0} of meeting {1}.",
         "ja": "第{1}回会合の発表{0}。"}
TITLES = {"en": "Meeting {0} with ten releases", "ja": "第{0}回会合"}


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + text)


def meeting(number):
    folder = os.path.join(SERIES, "%02d" % number)
    start = FIRST + timedelta(days=90 * number)
    days = [start + timedelta(days=i) for i in range(10)]
    put(folder + "/event.xml",
        f'<event uid="5e7d0000-0000-4000-9000-{number:012}" '
        f'number="{number}" status="held"><time start="{start}"/>\n' +
        "".join(f'<release id="r{i}" published="{day}"/>\n'
                for i, day in enumerate(days)) + "</event>\n")
    for language in ("en", "ja") if number % 5 == 0 else ("en",):
        put(f"{folder}/{language}.xml",
            f"<text><title>{TITLES[language].format(number)}</title>\n" +
            "".join(f'<release ref="r{i}" href="https://hard.example.org/'
                    f'{language}/{number}/{i}">'
                    f"{WORDS[language].format(i, number)}</release>\n"
                    for i in range(10)) + "</text>\n")


put(SERIES + "/series.xml",
    '<series><title xml:lang="en">Meetings with many releases</title>'
    "</series>\n")
for n in range(1, 21):
    meeting(n)
