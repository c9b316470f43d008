"""Feeds as parsers see them: lists of (where, text), in their order."""

import json
import os
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

XHTML = r"\{http://www\.w3\.org/1999/xhtml\}"
LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+="
                  r'(?:"[^"\0-\x1f]*"|[^",;:\0-\x1f]*))*):([^\0-\x1f]*)')
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "NAME"}
TEXT = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*")
ESCAPED = re.compile(r"\\(.)")
# What a record may become, and nothing else.
NAMES = {"div", "p", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "tr",
         "th", "td", "em", "strong", "sup", "sub", "a", "br", "span"}
OWN = "Dates and places of official dialogues and who co-chairs them"
# Many readers hand XHTML on as HTML, where this is a start without an end.
HOLLOW = re.compile(rf"<({'|'.join(NAMES - {'br'})})(?: [^<>]*)?/>")


def paths(root):
    return sorted(
        os.path.relpath(os.path.join(folder, name), root)
        for folder, _, names in os.walk(root) for name in names
        if not os.path.relpath(folder, root).startswith("ledger"))


def octets(root):
    found = {}
    for path in paths(root):
        with open(os.path.join(root, path), "rb") as file:
            found[path] = file.read()
    return found


def read(root, path):
    """What stands in feeds of parties and topics stands in others too: of
    those only the head."""
    with open(os.path.join(root, path), "rb") as file:
        octets = file.read()
    if "/party/" in path or "/topic/" in path:
        octets = re.sub(b"(?s)BEGIN:VEVENT.*(?=END:VCAL)|<entry.*(?=</feed>)",
                        b"", octets)
    try:
        if path.endswith(".ics"):
            return list(of_calendar(octets))
        if path.endswith(".json"):
            return list(of_json(json.loads(octets.decode()), ""))
        hollow = HOLLOW.search(octets.decode())
        return [("hollow", hollow[0] if hollow else "")] + of_element(
            ET.fromstring(octets))
    except (ValueError, SyntaxError, AttributeError) as error:
        return [("not to be read", str(error))]


def of_element(element):
    parts = [(element.tag, element.text or "")]
    parts += ((f"{element.tag} {name}", value)
              for name, value in sorted(element.items()))
    for child in element:
        parts += of_element(child)
        parts.append((f"behind {child.tag}", child.tail or ""))
    return parts


def of_calendar(octets):
    """By RFC 5545, 3.1 and 3.3.11, octet by octet."""
    inside = ""
    text = octets.replace(b"\r\n ", b"").decode()
    for line in text.split("\r\n")[:-1]:
        name, parameters, value = LINE.fullmatch(line).groups()
        if name == "BEGIN":
            inside += "/" + value
        if name in TEXTS and not TEXT.fullmatch(value):
            yield f"{inside} {name} not escaped", value
        yield f"{inside} {name}{parameters}", ESCAPED.sub(
            lambda match: {"n": "\n", "N": "\n"}.get(match[1], match[1]), value)
        if name == "END":
            inside = inside.removesuffix("/" + value)


def of_json(value, where):
    if isinstance(value, dict):
        for key in value:
            yield from of_json(value[key], f"{where}.{key}")
    elif isinstance(value, list):
        yield where, f"list of {len(value)}"
        for item in value:
            yield from of_json(item, where + "[]")
    elif where.endswith(".content_html"):
        hollow = HOLLOW.search(value)
        yield "hollow", hollow[0] if hollow else ""
        yield from Html(where, value).parts
    else:
        yield where, json.dumps(value) if not isinstance(value, str) else value


class Html(HTMLParser):
    """Tags, and the text between them."""

    def __init__(self, where, text):
        super().__init__()
        self.where, self.parts = where, [(where, "")]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            self.parts.append((f"{self.where} {tag} {name}", value or ""))
        self.parts.append((f"{self.where} <{tag}>", ""))

    def handle_endtag(self, tag):
        self.parts.append((f"{self.where} </{tag}>", ""))

    def handle_data(self, data):
        where, text = self.parts[-1]
        self.parts[-1] = where, text + data


def as_named(where, text):
    """Names of calendars, which programs show with backslashes, have none of
    what needs them; where nothing is left, a description is the program's."""
    if re.match("/VCALENDAR (X-WR-CAL)?(NAME|DESC)", where):
        text = re.sub(" +", " ", re.sub(r"[,;\\]", "", text))
        return text or ("DESC" in where and OWN) or ""
    return text


def markup(parts):
    """What a reader would make more of than words."""
    for where, text in parts:
        if where == "hollow" and text:
            yield f"the hollow element {text}"
        elif where.endswith(("href", "src")) and \
                not re.match("https?://|mailto:", text):
            yield f"{where} to {text}"
    for where in {where for where, _ in parts}:
        tag = re.match(rf"(?:behind )?{XHTML}(\w+)", where) or \
            re.search("</?(.*)>", where)
        if tag and tag[1] not in NAMES:
            yield f"the element {where}"


def difference(want, got):
    """In words, or None."""
    for (where, text), (other, shown) in zip(want, got):
        if where != other:
            return f"expected {where}, got {other}: {shown[:100]!a}"
        text = as_named(where, text)
        if text != shown:
            at = next((i for i, (a, b) in enumerate(zip(text, shown))
                       if a != b), min(len(text), len(shown)))
            at = max(0, at - 30)
            return (f"{where}: expected {text[at:at + 120]!a}, "
                    f"got {shown[at:at + 120]!a}")
    if len(want) != len(got):
        return f"{len(want)} parts expected, got {len(got)}"
    return None
