"""Strings that break programs: those of npm's big-list-of-naughty-strings, and
ours for what XML, iCalendar, terminals and this program's records make of
them.

Each is (name, octets as they stand in a record, the characters that they are).
What is none is None."""

import json
import os
from xml.sax.saxutils import escape

# Characters that stand as they are.
OWN = {
    "LF": "one\ntwo", "CRLF": "one\r\ntwo", "CR": "one\rtwo",
    "tab": "one\ttwo", "blanks": "  one   two  ",
    "line separator": "one\u2028two", "paragraph separator": "one\u2029two",
    "no-break space": "one\u00a0two", "zero width space": "one\u200btwo",
    "narrow no-break space": "\u202fone", "soft hyphen": "one\u00adtwo",
    "mark in between": "one\ufefftwo", "left-to-right mark": "one\u200etwo",
    "Arabic letter mark": "one\u061ctwo", "joiners": "a\u200cb\u200dc",
    "NUL": "one\0two", "BEL": "one\atwo", "ESC": "one\x1b[31mtwo",
    "vertical tab": "one\vtwo", "form feed": "one\ftwo",
    "unit separator": "one\x1ftwo", "DEL": "one\x7ftwo",
    "C1": "one\x80two", "NEL": "one\x85two", "CSI": "one\x9b31mtwo",
    "U+202A": "one\u202atwo", "U+202B": "one\u202btwo",
    "U+202C": "one\u202ctwo", "U+202D": "one\u202dtwo",
    "U+202E": "one\u202etwo", "U+2066": "one\u2066two",
    "U+2067": "one\u2067two", "U+2068": "one\u2068two",
    "U+2069": "one\u2069two", "U+FFFE": "one\ufffetwo",
    "U+FFFF": "one\uffff", "U+FDD0": "one\ufdd0two",
    "U+1FFFE": "one\U0001fffetwo", "U+10FFFF": "one\U0010fffftwo",
    "U+FFFD": "one\ufffdtwo", "tags": "one\U000e0001\U000e0065two",
    "private use": "one\ue000\U000f0000two",
    "only a no-break space": "\u00a0", "only a zero width space": "\u200b",
    "only a mark": "\ufeff", "only a combining mark": "\u0301",
    "only blanks": " \t\n ", "only an em space": "\u2003",
    "only a line separator": "\u2028", "only a word joiner": "\u2060",
    "only a mathematical space": "\u205f", "only a soft hyphen": "\u00ad",
    "only a filler": "\u3164", "only a direction": "\u200e",
    "only an empty Braille cell": "\u2800", "only a variation": "\ufe0f",
    "end of CDATA": "one]]>two", "two dashes": "one--two",
    "start of a comment": "<!-- one", "end of a comment": "one -->",
    "dash at the end": "one-", "reference": "&amp;amp; &amp;#38; &nbsp;",
    "element": "<b>one</b>", "handler": "<a onclick='x'>one</a>",
    "script": "<script>alert(1)</script>", "link": "javascript:alert(1)",
    "CDATA": "<![CDATA[one]]>", "instruction": "<?php one ?>",
    "braces": "{title}", "brace": "{", "closing brace": "one}",
    "empty braces": "{}", "braces for it": "{label} {label}",
    "backslash n": "one\\ntwo\\Nthree", "backslashes": "\\\\one\\",
    "separators": "one, two; three: four", "quotes": "\"one\" 'two'",
    "carets": "one^ntwo^'three^^", "percents": "%s%n%d %00",
    "dollars": "$& $$ $' $1 ${one}",
    "iCalendar": "one\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "formula": "=1+1|'cmd'!A1", "Latin-1 twice": "\u00c3\u00a9",
    "full stop": "One.", "Japanese full stop": "\u4e00\u3002",
    "same word": "Japan", "number": "7",
    "long word": "x" * 3000, "long": "one two three " * 200 + "four",
    "two characters or four octets": "\U0001f1ef\U0001f1f5" * 40,
}

# Links, good and bad.
LINKS = [
    "https://example.org/?a=1&b=2&amp;c", "https://example.org/a,b;c=d:e",
    "https://example.org/'x'(y)", "https://example.org/\"x\"",
    "https://example.org/<x>", "https://example.org/x y",
    "https://example.org/x\\y", "https://example.org/{x}",
    "https://example.org/\u00e9\u4e00", "https://example.org/\U0001f600",
    "https://example.org/\u200bx", "https://example.org/%zz",
    "https://example.org/%00%0d%0a", "https://example.org/#x#y",
    "https://ex\u00e4mple.org/", "https://example.org:99999/",
    "https://example.org:x/", "https://[::1]/", "https://127.0.0.1/",
    "https://user:word@example.org/", "https://user@example.org/",
    "HTTPS://EXAMPLE.ORG/", "https:/example.org/", "https:///x",
    "//example.org/", "/x", "https://", "https://.", "https://-/",
    "javascript://example.org/%0aalert(1)", "jAvAsCrIpT:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///x",
    "mailto:a@b.example?subject=x%0d%0aBcc:c@b.example",
    "mailto:a@b.example?cc=c@b.example,d@b.example", "mailto:a b@c.example",
    "mailto:\"a\"@b.example", "mailto:a@b", "mailto:@b.example",
    "https://example.org/" + "x" * 2500,
]

# Octets that stand in the record as they are.
OCTETS = {
    "half a character": b"one\xe2\x82two", "octet alone": b"one\x80two",
    "overlong slash": b"one\xc0\xaftwo", "overlong NUL": b"one\xc0\x80two",
    "overlong in three": b"one\xe0\x80\xaftwo",
    "overlong in four": b"one\xf0\x80\x80\xaftwo",
    "surrogate": b"one\xed\xa0\x80two",
    "surrogates": b"one\xed\xa0\xbd\xed\xb8\x8dtwo",
    "beyond U+10FFFF": b"one\xf4\x90\x80\x80two", "FE": b"one\xfetwo",
    "Latin-1": b"\xe9t\xe9", "cut off at the end": b"one\xf0\x9f\x98",
    "reference to NUL": b"one&#0;two", "reference to ESC": b"one&#27;two",
    "reference to NEL": b"one&#133;two",
    "reference to U+202E": b"one&#x202E;two",
    "reference to a surrogate": b"one&#xD800;two",
    "reference to U+FFFE": b"one&#xFFFE;two",
    "reference beyond Unicode": b"one&#x110000;two",
    "entity of HTML": b"one&nbsp;two", "bare ampersand": b"one & two",
}

# References in a record to what stands in no other way.
REFERENCES = {
    "reference to CR": (b"one&#13;two", "one\rtwo"),
    "reference to LF": (b"one&#10;two", "one\ntwo"),
    "reference to tab": (b"&#9;one&#9;two&#9;", "\tone\ttwo\t"),
    "reference to a no-break space": (b"one&#160;two", "one\u00a0two"),
    "reference to a character": (b"one&#x1F600;two", "one\U0001f600two"),
    "section of CDATA": (b"<![CDATA[<b>one</b> & two]]>", "<b>one</b> & two"),
}


def octets_of(text):
    """As they stand in words or between quotes."""
    return escape(text, {'"': "&quot;", "'": "&#39;"}).encode()


def read(modules):
    """All of them, each once."""
    path = os.path.join(modules, "big-list-of-naughty-strings/blns.json")
    with open(path, encoding="utf-8") as file:
        listed = json.load(file)
    named = [(ascii(text)[1:-1] or "nothing", text) for text in listed]
    named += [*OWN.items(), *((ascii(link)[1:-1][:60], link) for link in LINKS)]
    found = {octets_of(text): (name, octets_of(text), text)
             for name, text in reversed(named)}
    strings = list(reversed(found.values()))
    strings += [(name, octets, None) for name, octets in OCTETS.items()]
    return strings + [(name, *both) for name, both in REFERENCES.items()]
