#!/usr/bin/python3
"""The rules of atom_rules.py and json_rules.py on feeds that remember:
rules_later.py PROGRAM

A release is withdrawn and then deleted, another one corrected; one meeting is
moved, one postponed and then cancelled.  After each build all rules hold."""

import datetime
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import atom_rules
import json_rules
from verdict import conclude

PROGRAM = sys.argv[1]
BASE = "https://later.example.org/"
UID = "0b5b6c1e-6f0e-4a39-9a55-3f6a1d6c7e0"
FIRST = {
    "publisher.xml": f"""<publisher base="{BASE}"
    authority="later.example.org,2026" pages="no"><language tag="en"/><language tag="fr"/>
    <name xml:lang="en">Publisher</name></publisher>""",
    "s/series.xml": '<series><title xml:lang="en">S</title></series>',
    "s/1/event.xml": f"""<event uid="{UID}1" status="held">
    <time start="2026-01-28"/><release published="2026-01-29"/>
    <release id="two" published="2026-01-30"/></event>""",
    "s/1/en.xml": f"""<text><title>One</title>
    <release href="{BASE}1">Words.</release>
    <release ref="two">More words.</release></text>""",
    "s/2/event.xml": f'<event uid="{UID}2"><time start="2026-06-01"/></event>',
    "s/2/en.xml": "<text><title>Two</title></text>",
    "s/3/event.xml": f"""<event uid="{UID}3">
    <time start="2026-07-01T09:00" zone="Europe/Paris"/></event>""",
    "s/3/en.xml": "<text><title>Three</title></text>"}
# Day, (file, old, new), what must then stand in the feeds.
STEPS = [
    ("2026-02-01", [], ['term="announced"']),
    ("2026-02-03", [
        ("s/1/event.xml", "-29\"", "-29\" status=\"withdrawn\""),
        ("s/1/en.xml", "More words.",
         'Words.<correction at="2026-02-02">Fewer.</correction>'),
        ("s/2/event.xml", "06-01", "06-08"),
        ("s/3/event.xml", 'uid', 'status="postponed" uid')],
     ['term="withdrawn"', 'term="corrected"', 'term="moved"',
      'term="postponed"']),
    ("2026-02-05", [
        ("s/1/event.xml", '<release published="2026-01-29"[^>]*>', ""),
        ("s/1/en.xml", "<release href.*", ""),
        ("s/3/event.xml", "postponed", "cancelled")],
     ['term="cancelled"', "<at:deleted-entry "])]


def build(root, day):
    epoch = int(datetime.datetime.fromisoformat(
        day + "T08:00:00+00:00").timestamp())
    atom_rules.set_latest(epoch)
    done = subprocess.run([PROGRAM, "-C", root, "build"], text=True,
                          capture_output=True,
                          env=dict(os.environ, SOURCE_DATE_EPOCH=str(epoch)))
    if done.returncode or done.stderr:
        yield f"build, {done.returncode}: {done.stderr}"


def write(root, name, text):
    path = os.path.join(root, "events", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def feeds(root):
    """path: octets"""
    found = {}
    for folder, _, names in os.walk(root + "/feeds"):
        for name in names:
            path = os.path.relpath(f"{folder}/{name}", root + "/feeds")
            if name.endswith((".atom", ".json")) and "ledger" not in path:
                with open(f"{folder}/{name}", "rb") as file:
                    found[path] = file.read()
    return found


def faults(found):
    for path, octets in found.items():
        if path.endswith(".atom"):
            for rule, where in atom_rules.Feed(BASE, path, octets).faults():
                if not atom_rules.is_accepted(rule, "", path, where):
                    yield f"{path}: {rule}: {where}"
        else:
            atom = found.get(path[:-5] + ".atom")
            for rule, where in json_rules.faults(
                    BASE + path, octets, atom and ET.fromstring(atom)):
                if rule not in json_rules.ACCEPTED:
                    yield f"{path}: {rule}: {where}"


def steps(root):
    records = dict(FIRST)
    for day, changes, shown in STEPS:
        for name, old, new in changes:
            records[name] = re.sub(old, new, records[name])
        for name, text in records.items():
            write(root, name, text)
        for fault in build(root, day):
            yield 0, fault
        found = feeds(root)
        yield len(found), None
        octets = b"".join(found.values()).decode()
        for what in shown:
            if what not in octets:
                yield 0, f"{day}: no {what}"
        for fault in faults(found):
            yield 0, f"{day}: {fault}"


with tempfile.TemporaryDirectory() as folder:
    told = list(steps(folder))
wrong = [fault for _, fault in told if fault]
conclude("rules-later", f"{sum(count for count, _ in told)} feeds", wrong)
