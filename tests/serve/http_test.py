#!/usr/bin/python3
"""Feeds over HTTP: types, what need not be sent again, parts, gzip, pages."""

import gzip
import os
import time
from email.utils import formatdate, parsedate_to_datetime
from html.parser import HTMLParser

from preview import Preview, run, same

CALENDAR = "/en/calendar.ics"


class Page(HTMLParser):
    """Elements of a page, in order, with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def policies(self):
        return [attributes["content"] for tag, attributes in self.elements
                if tag == "meta" and attributes.get("http-equiv", "").lower()
                == "content-security-policy"]


def test_types():
    with Preview() as preview:
        files = {"feeds/page.html": "<p>x", "feeds/style.css": "p{}",
                 "feeds/picture.svg": "<svg/>", "feeds/sitemap.xml": "<x/>",
                 "feeds/en/releases.json": "{}", "feeds/en/other.bin": "x",
                 "feeds/en/releases.atom": "<feed/>"}
        for path, text in files.items():
            preview.write(path, text)
        for path, expected in {
                "/en/calendar.ics": "text/calendar; charset=utf-8",
                "/en/releases.atom": "application/atom+xml; charset=utf-8",
                "/en/releases.json": "application/feed+json",
                "/en/events.json": "application/json",
                "/page.html": "text/html; charset=utf-8",
                "/style.css": "text/css; charset=utf-8",
                "/picture.svg": "image/svg+xml",
                "/sitemap.xml": "application/xml",
                "/ledger/example-dialogue.tsv":
                    "text/tab-separated-values; charset=utf-8",
                "/en/other.bin": "application/octet-stream",
                "/": "text/html; charset=utf-8",
                "/-/preview.js": "text/javascript; charset=utf-8",
                "/nothing": "text/html; charset=utf-8"}.items():
            answer = preview.get(path)
            same((path, answer["Content-Type"]), (path, expected))
            same(answer["X-Content-Type-Options"], "nosniff")


def test_a_feed_is_its_file():
    with Preview() as preview:
        answer = preview.get(CALENDAR)
        same(answer.status, 200)
        same(answer.text, preview.read("feeds" + CALENDAR).replace(
            "\n", "\r\n"))
        same(answer["Content-Length"], str(len(answer.body)))
        same(answer["Access-Control-Allow-Origin"], "*")
        same(preview.get("/-/")["Access-Control-Allow-Origin"], None)


def test_nothing_is_sent_twice():
    with Preview() as preview:
        for path in CALENDAR, "/", "/-/", "/-/preview.js":
            tag = preview.get(path)["ETag"]
            assert tag.startswith('"'), tag
            for condition in tag, f'"a", W/{tag}', "*":
                answer = preview.get(path, If_None_Match=condition)
                same((answer.status, answer.body), (304, b""))
                same(answer["ETag"], tag)
            same(preview.get(path, If_None_Match='"a"').status, 200)


def test_dates():
    with Preview() as preview:
        long_ago = time.time() - 1000
        os.utime(preview.path("feeds" + CALENDAR), (long_ago, long_ago))
        date = preview.get(CALENDAR)["Last-Modified"]
        same(date, formatdate(int(long_ago), usegmt=True))
        earlier = formatdate(int(long_ago) - 1, usegmt=True)
        get = preview.get
        same(get(CALENDAR, If_Modified_Since=date).status, 304)
        same(get(CALENDAR, If_Modified_Since=earlier).status, 200)
        same(get(CALENDAR, If_Modified_Since="yesterday").status, 200)
        same(get(CALENDAR, If_Modified_Since=date,
                 If_None_Match='"a"').status, 200)


def test_a_change_within_a_second_is_not_missed():
    with Preview() as preview:
        file = preview.path("feeds" + CALENDAR)
        while time.time() % 1 > 0.5:
            time.sleep(0.05)
        os.utime(file)
        answer = preview.get(CALENDAR)
        date = answer["Last-Modified"]
        assert parsedate_to_datetime(date).timestamp() < time.time()
        os.utime(file)
        same(preview.get(CALENDAR, If_Modified_Since=date).status, 200)
        assert preview.get(CALENDAR)["ETag"] != answer["ETag"]


def test_head():
    with Preview() as preview:
        for path in CALENDAR, "/", "/nothing":
            whole = preview.get(path)
            head = preview.get(path, method="HEAD")
            same((head.status, head.body), (whole.status, b""))
            for name in "Content-Length", "Content-Type", "ETag":
                same(head[name], whole[name])


def test_parts():
    with Preview() as preview:
        whole = preview.get(CALENDAR)
        size = len(whole.body)
        for asked, first, last in (
                ("bytes=0-14", 0, 14), ("bytes=5-", 5, size - 1),
                ("bytes=-7", size - 7, size - 1), ("bytes=0-0", 0, 0),
                (f"bytes={size - 1}-{size + 9}", size - 1, size - 1),
                ("bytes=-99999999", 0, size - 1)):
            answer = preview.get(CALENDAR, Range=asked)
            same(answer.status, 206)
            same(answer["Content-Range"], f"bytes {first}-{last}/{size}")
            same(answer.body, whole.body[first:last + 1])
        for asked in f"bytes={size}-", "bytes=-0":
            answer = preview.get(CALENDAR, Range=asked)
            same((answer.status, answer["Content-Range"]),
                 (416, f"bytes */{size}"))
        for asked in ("bytes=0-1,3-4", "bytes=9-3", "lines=1-2", "bytes=x",
                      "bytes=1-99999999999999999999"):
            same(preview.get(CALENDAR, Range=asked).status, 200)
        page = preview.get("/").body
        same(preview.get("/", Range="bytes=3-9").body, page[3:10])


def test_parts_of_something_else():
    with Preview() as preview:
        tag = preview.get(CALENDAR)["ETag"]
        for condition, status in (tag, 206), ('"a"', 200), ("W/" + tag, 200):
            same(preview.get(CALENDAR, Range="bytes=0-3",
                             If_Range=condition).status, status)


def test_gzip():
    with Preview() as preview:
        for path in CALENDAR, "/", "/-/preview.css":
            plain = preview.get(path)
            same(plain["Content-Encoding"], None)
            same(plain["Vary"], "Accept-Encoding")
            for accept in "gzip", "br, gzip;q=0.5", "*", "x-gzip":
                small = preview.get(path, Accept_Encoding=accept)
                same(small["Content-Encoding"], "gzip")
                same(gzip.decompress(small.body), plain.body)
                assert small["ETag"] != plain["ETag"]
                assert len(small.body) < len(plain.body)
                same(small["Vary"], "Accept-Encoding")
            for accept in "br", "gzip;q=0", "gzip;q=0.000, br", "identity":
                same(preview.get(path, Accept_Encoding=accept)
                     ["Content-Encoding"], None)
            answer = preview.get(path, Accept_Encoding="gzip",
                                 If_None_Match=small["ETag"])
            same(answer.status, 304)
        part = preview.get(CALENDAR, Accept_Encoding="gzip",
                           Range="bytes=0-14")
        same(part.body, b"BEGIN:VCALENDAR")


def test_gzip_of_what_is_refused():
    with Preview() as preview:
        for fields in {}, {"method": "POST"}, {"Host": "example.org"}:
            plain = preview.get("/nothing", **fields)
            small = preview.get("/nothing", Accept_Encoding="gzip", **fields)
            assert plain.status == small.status >= 400
            same(small["Content-Encoding"], "gzip")
            same(gzip.decompress(small.body), plain.body)


def test_large_files():
    with Preview() as preview:
        text = "".join(f"line {i}\n" for i in range(900000))
        preview.write("feeds/large.txt", text)
        answer = preview.get("/large.txt", Accept_Encoding="gzip")
        same((answer["Content-Encoding"], answer.text), (None, text))
        preview.write("feeds/large.txt", text[:4000000])
        answer = preview.get("/large.txt", Accept_Encoding="gzip")
        same(answer["Content-Encoding"], "gzip")
        same(gzip.decompress(answer.body).decode(), text[:4000000])


def test_other_methods_are_refused():
    with Preview() as preview:
        for method in "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE":
            answer = preview.get(CALENDAR, method=method)
            same((method, answer.status, answer["Allow"]),
                 (method, 405, "GET, HEAD"))
        body = b"GET /en/calendar.ics HTTP/1.1\r\nHost: localhost\r\n" \
               b"Content-Length: 5\r\nConnection: close\r\n\r\nhello"
        assert preview.raw(body).startswith(b"HTTP/1.1 200 ")


def without_pages(preview):
    path = preview.site + "/events/publisher.xml"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("<publisher", '<publisher pages="no"', 1))


def test_folders():
    with Preview(prepare=without_pages) as preview:
        preview.write("feeds/en/index.html", "<title>English</title>")
        assert "English" in preview.get("/en/").text
        answer = preview.get("/en")
        same((answer.status, answer["Location"]), (301, "/en/"))
        same(preview.get("/en/party/").status, 404)
        assert "Preview of the feeds" in preview.get("/").text
        preview.write("feeds/index.html", "<title>Home</title>")
        assert "Home" in preview.get("/").text


def test_the_start_page_leads_to_the_feeds():
    with Preview(prepare=without_pages) as preview:
        links = [attributes["href"]
                 for tag, attributes in Page(preview.get("/").text).elements
                 if tag == "a"]
        assert CALENDAR in links and "/-/" in links, links
        assert "/en/example-dialogue/01.ics" not in links
        for link in links:
            same((link, preview.get(link).status), (link, 200))


STRICT = ("default-src 'none'; style-src 'self'; img-src 'self'; "
          "base-uri 'none'")
OPENED = ("default-src 'none'; style-src 'self'; img-src 'self'; "
          "base-uri 'none'; script-src 'self'; connect-src 'self'")


def served(preview, page):
    preview.write("feeds/page.html", page)
    answer = preview.get("/page.html")
    same(preview.read("feeds/page.html"), page)
    return answer.text


def test_a_page_is_opened_for_the_preview_alone():
    with Preview() as preview:
        for meta, expected in (
            (f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">',
             OPENED),
            (f'<META content="{STRICT}" HTTP-EQUIV=content-security-policy />',
             OPENED),
            ("<meta http-equiv='Content-Security-Policy' content='"
             + STRICT.replace("'", "&#39;") + "'>", OPENED),
            ('<meta http-equiv="Content-Security-Policy" content="default-src'
             " https://a.example; script-src 'none'; connect-src b.example;;"
             '">', "default-src https://a.example; script-src 'self'; "
             "connect-src b.example 'self'; style-src https://a.example "
             "'self'"),
            ('<meta http-equiv="Content-Security-Policy" content="'
             "img-src 'none'\">", "img-src 'none'"),
        ):
            page = f"<!DOCTYPE html><head>{meta}<title>x</title></head>" \
                   "<body><p>Words</p></body></html>\n"
            text = served(preview, page)
            same(Page(text).policies(), [expected])
            start = text.index("<script")
            assert text.index("Words") < start < text.index("</body>"), text
        plain = "<title>x</title><meta name=description content=default-src>"
        text = served(preview, plain)
        assert text.startswith(plain + "<script src="), text


def test_pages_as_people_write_them():
    with Preview() as preview:
        for page in ("", "<", "<meta", "<meta content", "<meta content=",
                     '<meta content="', "<meta http-equiv='"
                     "Content-Security-Policy' content='", "</body",
                     '<meta http-equiv="Content-Security-Policy" content="">',
                     "<meta http-equiv=Content-Security-Policy>",
                     "<!-- </body> --></body>", "a\0b"):
            text = served(preview, page)
            same(text.count('<script src="/-/preview.js"'), 1)
            same(len(text) > len(page), True)


run(globals())
