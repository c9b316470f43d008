"""The records as content of Hugo: hugo.py EVENTS FOLDER, before any time is
taken.  A page is the front matter of a meeting and its release as Markdown."""

import json
import os
import shutil
import sys

from records import records, status_of

EVENTS, FOLDER = sys.argv[1:]


def clock(item, name):
    return item[name].strftime("%Y%m%dT%H%M%S" if item["zone"] else "%Y%m%d")


shutil.copytree(os.path.join(os.path.dirname(__file__), "hugo"), FOLDER)
content = os.path.join(FOLDER, "content")
os.mkdir(content)
for record in records(EVENTS):
    front = {
        "title": record["title"],
        "date": record["published"] + "T11:00:00Z",
        "uid": record["uid"],
        "status": status_of(record),
        "start": clock(record, "start"),
        "end": clock(record, "end"),
        "zone": record["zone"] or "",
        "place": record["place"],
        "persons": record["persons"],
        "discussed": record["discussed"],
        "href": record["href"],
    }
    path = os.path.join(content, record["uid"] + ".md")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(front, ensure_ascii=False, indent=1))
        file.write("\n\n" + "\n\n".join(record["body"]) + "\n")
