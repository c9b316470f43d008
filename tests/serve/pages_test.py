#!/usr/bin/python3
"""Pages that the preview makes, and those that it adds to: as the checker of
the W3C judges them, and as a browser shows them; see pages.mjs."""

import os
import shutil
import subprocess

from preview import EVENT, PROGRAM, TEXT, Preview, run, same

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


def break_records(preview):
    """Errors in several files, a long line, and advice."""
    text = preview.read(TEXT)
    preview.write("events/other/01/event.xml",
                  preview.read(EVENT).replace('uid="', 'uid="x'))
    preview.write(TEXT, text.replace("</title>", " &" + "x" * 3000))
    preview.replace(EVENT, "2030-01-28", "2030-02-30")
    assert preview.await_that(lambda: "<aside" in preview.get("/").text)


def take(name, text):
    with open(f"{PAGES}/{name}.html", "w", encoding="utf-8") as file:
        file.write(text)


def take_pages(preview, kind, paths):
    """Their HTML for the checker, and a look at each with the browser."""
    for path in paths:
        take(kind + path.replace("/", "_"), preview.get(path).text)
    done = subprocess.run(
        ["node", HERE + "/pages.mjs", WORK, kind,
         *(preview.url.rstrip("/") + path for path in paths)],
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


def test_their_html():
    done = subprocess.run(
        ["java", "-jar", WORK + "/node_modules/vnu-jar/build/dist/vnu.jar",
         "--errors-only", PAGES], capture_output=True, text=True, check=False)
    same((done.returncode, done.stdout + done.stderr), (0, ""))


shutil.rmtree(PAGES, ignore_errors=True)
os.makedirs(PAGES)
run(globals())
