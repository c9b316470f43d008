#!/usr/bin/python3
"""Pages that the preview makes, and those that it adds to: as the checker of
the W3C judges them, and as a browser shows them; see pages.mjs."""

import http.server
import os
import shutil
import subprocess
import threading

from preview import EVENT, PROGRAM, TEXT, Editor, Preview, run, same

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.abspath("build/serve-tests")
PAGES = WORK + "/pages"
BROKEN = "#!/bin/sh\necho 'No space left on device' >&2; exit 1\n"


def without_pages(preview):
    preview.replace("events/publisher.xml", "<publisher",
                    '<publisher pages="no"')


def in_arabic(preview):
    preview.replace("events/publisher.xml", '<language tag="en"/>',
                    '<language tag="ar"/><language tag="en"/>')


def in_doubt(preview):
    in_arabic(preview)
    preview.replace(EVENT, "<time", "<!-- ?import start 2030-01-28 (not sure: "
                    "the year), line 1: on 28 January -->\n  <time")


def break_records(preview):
    """Errors in several files, a long line, and advice."""
    text = preview.read(TEXT)
    preview.write("events/other/01/event.xml",
                  preview.read(EVENT).replace('uid="', 'uid="x'))
    preview.write(TEXT, text.replace("</title>", " &" + "x" * 3000))
    preview.replace(EVENT, "2030-01-28", "2030-02-30")
    assert preview.await_that(lambda: "something is wrong" in preview.get("/").text)


def take(name, text):
    with open(f"{PAGES}/{name}.html", "w", encoding="utf-8") as file:
        file.write(text)


def take_pages(preview, kind, paths):
    """Their HTML for the checker, and a look at each with the browser."""
    for path in paths:
        take(kind + path.replace("/", "_"), preview.get(path).text)
    done = subprocess.run(
        ["node", HERE + "/pages.mjs", WORK, kind,
         *(preview.origin + path for path in paths)],
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_is_sound():
    with Preview(prepare=without_pages) as preview:
        assert preview.await_that(
            lambda: "are sound" in preview.get("/-/").text)
        take_pages(preview, "sound", ["/", "/-/", "/nothing"])
        take("method", preview.get("/", method="POST").text)
        take("host", preview.get("/", Host="example.org").text)


def test_records_are_bad():
    with Preview(prepare=without_pages) as preview:
        break_records(preview)
        take_pages(preview, "bad", ["/", "/-/", "/nothing"])
        report = preview.path("report.html")
        done = subprocess.run([PROGRAM, "-C", preview.site, "check", "--html",
                               report], check=False)
        same(done.returncode, 3)
        take("report", preview.read("report.html"))
        done = subprocess.run(
            ["node", HERE + "/pages.mjs", WORK, "report", "file://" + report],
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_pages_that_are_added_to():
    with Preview(prepare=in_arabic) as preview:
        break_records(preview)
        take_pages(preview, "added", [
            "/", "/ar/index.html", "/ar/example-dialogue/index.html",
            "/en/example-dialogue/01.html"])


def test_a_build_fails():
    with Preview(script=BROKEN) as preview:
        take_pages(preview, "failed", ["/", "/-/"])


def test_forms():
    with Editor(prepare=in_doubt) as editor:
        os.environ["ENTRY"] = editor.url
        take_pages(editor, "edit", [
            "/-/edit", "/-/draft/example-dialogue/01", "/-/next", "/-/todo", "/-/todo/ar/example-dialogue/01",
            "/en/example-dialogue/01.html"])
        del os.environ["ENTRY"]
        take("result", editor.order("move", meeting="x", to="y").text)
        take("stranger", editor.get("/", Cookie="").text)
        take("entry", editor.get(editor.entry).text)


class Attacker(http.server.BaseHTTPRequestHandler):
    """A page that sends a form of its own, or frames the preview."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/frame":
            page = f'<iframe src="{self.server.target}/-/edit"></iframe>'
        else:
            page = f'''<form method="post"
                action="{self.server.target}/-/do/cancel">
                <input name="meeting" value="example-dialogue/01"></form>
                <script>document.forms[0].submit()</script>'''
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


def test_a_browser_edits_and_others_cannot():
    server = http.server.HTTPServer(("127.0.0.1", 0), Attacker)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Editor() as editor:
        server.target = editor.origin
        done = subprocess.run(
            ["node", HERE + "/forms.mjs", WORK, editor.url,
             editor.origin + "/en/example-dialogue/01.html",
             f"http://127.0.0.1:{server.server_port}/"],
            capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert 'A storm – "really"' in editor.read(TEXT)
        same(editor.read(EVENT).count("<cancelled"), 1)
    server.shutdown()


def test_their_html():
    done = subprocess.run(
        ["java", "-jar", WORK + "/node_modules/vnu-jar/build/dist/vnu.jar",
         "--errors-only", PAGES], capture_output=True, text=True, check=False)
    same((done.returncode, done.stdout + done.stderr), (0, ""))


shutil.rmtree(PAGES, ignore_errors=True)
os.makedirs(PAGES)
run(globals())
