#!/usr/bin/python3
"""Feeds over HTTP: types, methods, folders, pages."""

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
                "/en/events.csv": "text/csv; charset=utf-8",
                "/page.html": "text/html; charset=utf-8",
                "/style.css": "text/css; charset=utf-8",
                "/picture.svg": "image/svg+xml",
                "/sitemap.xml": "application/xml",
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


def test_it_is_for_this_machine_and_this_moment():
    """No browser keeps it, and none lets pages of other sites read it."""
    with Preview() as preview:
        for path in CALENDAR, "/", "/-/", "/-/state.txt", "/nothing", "/en":
            answer = preview.get(path, Origin="https://example.org")
            same(answer["Cache-Control"], "no-store")
            same(answer["Cross-Origin-Resource-Policy"], "same-origin")
            same(answer["Access-Control-Allow-Origin"], None)


def test_head():
    with Preview() as preview:
        for path in CALENDAR, "/", "/nothing":
            whole = preview.get(path)
            head = preview.get(path, method="HEAD")
            same((head.status, head.body), (whole.status, b""))
            for name in "Content-Length", "Content-Type":
                same(head[name], whole[name])


def test_files_of_any_size():
    with Preview() as preview:
        for size in 0, 1, 9000000:
            preview.write("feeds/some.txt", "x" * size)
            preview.write("feeds/some.html", "x" * size)
            same(preview.get("/some.txt").body, b"x" * size)
            answer = preview.get("/some.html")
            same((answer.status, answer.body[:size]), (200, b"x" * size))


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


def policy_of(text):
    policies = Page(text).policies()
    same(len(policies), 1)
    return dict(part.split(" ", 1) for part in policies[0].split("; "))


def test_a_page_is_opened_for_the_preview_alone():
    with Preview() as preview:
        path = "/en/example-dialogue/01.html"
        page, text = preview.read("feeds" + path), preview.get(path).text
        strict, opened = policy_of(page), policy_of(text)
        same(opened, {**strict, "connect-src": "'self'", "script-src":
                      "'self' " + strict["script-src"]})
        assert "unsafe" not in str(opened), opened
        end = text.index('<script src="/-/preview.js"')
        assert text.index("</main>") < end < text.index("</body>"), text
        for name in "/-/", "/nothing":
            same(policy_of(preview.get(name).text), {
                "default-src": "'none'", "style-src": "'self'",
                "script-src": "'self'", "connect-src": "'self'",
                "form-action": "'self'"})


def test_pages_as_people_write_them():
    with Preview() as preview:
        for page in ("", "<", "<meta", "<meta content", "<meta content=",
                     '<meta content="', "<meta http-equiv='"
                     "Content-Security-Policy' content='", "</body",
                     '<meta http-equiv="Content-Security-Policy" content="">',
                     '</body><meta http-equiv="Content-Security-Policy" '
                     'content="script-src x">', "script-src x",
                     "<meta http-equiv=Content-Security-Policy>",
                     "<!-- </body> --></body>", "a\0b"):
            preview.write("feeds/page.html", page)
            text = preview.get("/page.html").text
            same(preview.read("feeds/page.html"), page)
            same(text.count('<script src="/-/preview.js"'), 1)
            same(len(text) > len(page), True)


run(globals())
