#!/usr/bin/python3
"""The records of a large site: generate.py FOLDER COUNT; the same ones each
time.  One series; the events spread evenly over the days of twenty years."""

import os
import sys
import uuid
from datetime import date, timedelta
from xml.sax.saxutils import escape

FOLDER, COUNT = sys.argv[1], int(sys.argv[2])
FIRST, DAYS = date(2012, 1, 1), (date(2032, 1, 1) - date(2012, 1, 1)).days
SERIES = os.path.join(FOLDER, "all-kinds")

PUBLISHER = """<publisher base="https://large.example.org/feeds/"
    authority="large.example.org,2026" zone="Europe/Brussels" window="P20Y"
    event-files="no" pages="no">
  <language tag="en"/>
  <language tag="ja"/>
  <name xml:lang="en">Very many dialogues</name>
  <name xml:lang="ja">とても多くの対話</name>
</publisher>
"""
SERIES_XML = """<series>
  <title xml:lang="en">Dialogue of all kinds</title>
  <title xml:lang="ja">あらゆる対話</title>
</series>
"""
# Clocks are not changed between 7:00 and 21:00 in any of them.
ZONES = ["Europe/Brussels", "Asia/Tokyo", "America/New_York",
         "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo",
         "Africa/Casablanca", "UTC"]
STATES = ["held", "scheduled", "held", "tentative", "held", "postponed",
          "held", "scheduled", "held", "cancelled", "held"]
COUNTRIES = ["BE", "JP", "US", "NP", "AU", "BR", "MA"]
# In step with none of the other lists, so that all pairs come about.
TITLES = [
    "Session {0}: trade, technology; \"rules\" \\ and more",
    "第{0}回 日EUサイバー対話（東京）、続き",
    "الحوار رقم {0}، الدورة؛ بروكسل",
    "👩🏽‍🚀 Space dialogue 🇯🇵🇪🇺 {0} 🛰️",
    "Дијалог {0} – Ελλάδα, e\u0301te\u0301, 한국어",
    "A {0}th title so long that its line is folded more than once, " +
    "長い題名の折り返しは文字の途中であってはならない、" * 3,
    "{0}",
    "{0} <b>no markup</b> &amp; ^n 100% {{braces}} [1] | a@b.example",
    "דו-שיח {0}, סבב",
    "𠮷野家・髙島屋 {0} ｶﾀｶﾅ",
    "O'Neill, {0}: l’été; ‚comma’，、،",
    "नेपाल {0} संवाद",
    "Session {0}"]
PLACES = ["Brussels, Belgium", "Tōkyō; Minato", "القاهرة، مصر", "東京、港区",
          "🏛️ Hall 3"]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def time_of(i):
    day = FIRST + timedelta(days=(i - 1) * DAYS // COUNT)
    # All days, several of them now and then; hours in between.
    if i % 3 == 0:
        last = day + timedelta(days=i % 4 and i % 5)
        return f'start="{day}"' + (f' end="{last}"' if last > day else "")
    hour, zone = 7 + i % 12, ZONES[i // 3 % len(ZONES)]
    end = f' end="{day}T{hour + 2:02}:45"' if i % 7 else ""
    return f'start="{day}T{hour:02}:{i % 4 * 15:02}"{end} zone="{zone}"'


def text_of(title, i, place):
    text = f"<text><title>{escape(title.format(i))}</title>"
    if place:
        text += f"<place>{escape(place)}</place>"
    return text + "</text>\n"


os.makedirs(SERIES)
write(FOLDER + "/publisher.xml", PUBLISHER)
write(SERIES + "/series.xml", SERIES_XML)
for i in range(1, COUNT + 1):
    folder = f"{SERIES}/{i:05}"
    os.mkdir(folder)
    uid = uuid.uuid5(uuid.NAMESPACE_URL, f"https://large.example.org/{i}")
    write(folder + "/event.xml",
          f'<event uid="{uid}" status="{STATES[i % len(STATES)]}">\n'
          f'  <time {time_of(i)}/>\n'
          f'  <place country="{COUNTRIES[i % len(COUNTRIES)]}"/>\n'
          "</event>\n")
    # A third has the words of the other language, some have the series'.
    if i % 17:
        write(folder + "/en.xml", text_of(
            TITLES[i % len(TITLES)], i, PLACES[i % len(PLACES)]))
        if i % 3:
            write(folder + "/ja.xml", text_of(
                TITLES[(i + 1) % len(TITLES)], i, None))
