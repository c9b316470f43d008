#!/usr/bin/python3
"""Saves, in the ways that editors and git have, and what comes of them."""

import os
import re
import shutil
import subprocess
import tempfile
import threading
import time

from preview import EVENT, TEXT, PROGRAM, Preview, run, same

CALENDAR = "/en/calendar.ics"
SERIES = "/en/example-dialogue/index.html"
MEETING = "/en/example-dialogue/01.html"


def shows(preview, words):
    return lambda: words in preview.get(CALENDAR).text


def test_a_save_is_published():
    with Preview() as preview:
        before = preview.state()
        preview.write(TEXT, preview.read(TEXT).replace("1st", "First"))
        assert preview.await_that(shows(preview, "First Example"))
        assert preview.await_that(lambda: preview.state() != before)


def test_a_build_begins_at_once():
    """Half of them within 200 ms of the save, whatever else runs here."""
    with Preview(script='#!/bin/sh\n[ "$3" = check ] || '
                        'date +%s.%N >>builds\n') as preview:
        def builds():
            return [float(line) for line in preview.read("builds").split()]
        waited = []
        for number in range(1, 10):
            time.sleep(0.3)
            preview.replace(TEXT, "Example", "Example")
            saved = time.time()
            assert preview.await_that(lambda: len(builds()) > number)
            waited.append(builds()[number] - saved)
        assert 0.05 < sorted(waited)[4] < 0.2, waited


def test_the_feeds_do_not_wait_for_advice():
    with Preview(script='#!/bin/sh\n[ "$3" != check ] || sleep 3\n'
                        'mkdir -p feeds && cp events/*/01/en.xml '
                        'feeds/text.txt\n') as preview:
        before = preview.state()
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(lambda: preview.state() != before)
        assert preview.waited < 2, preview.waited
        assert "First" in preview.get("/text.txt").text


def test_ways_to_save():
    with Preview() as preview:
        file = preview.path(TEXT)

        def in_place(new):
            preview.write(TEXT, new)

        def beside(new):
            preview.write(TEXT + "~", new)
            os.rename(file + "~", file)

        def with_backup(new):
            os.rename(file, file + "~")
            preview.write(TEXT, new)

        def from_elsewhere(new):
            preview.write("elsewhere", new)
            os.rename(preview.path("elsewhere"), file)

        def deleted_first(new):
            os.unlink(file)
            preview.write(TEXT, new)

        def piece_by_piece(new):
            with open(file, "w", encoding="utf-8") as out:
                for character in new:
                    out.write(character)
                    out.flush()

        def whole_folder(new):
            folder = os.path.dirname(file)
            shutil.copytree(folder, preview.path("copy"))
            preview.write("copy/en.xml", new)
            shutil.rmtree(folder)
            os.rename(preview.path("copy"), folder)

        def whole_events(new):
            os.rename(preview.path("events"), preview.path("old"))
            shutil.copytree(preview.path("old"), preview.path("events"))
            preview.write(TEXT, new)
            shutil.rmtree(preview.path("old"))

        text = preview.read(TEXT)
        ways = (beside, in_place, with_backup, from_elsewhere, deleted_first,
                piece_by_piece, whole_folder, in_place, whole_events, in_place,
                whole_folder, beside)
        for number, way in enumerate(ways):
            way(text.replace("1st", f"{number}th"))
            assert preview.await_that(shows(preview, f"{number}th Example")), \
                (number, way)


def test_new_folders_are_watched():
    with Preview() as preview:
        subprocess.run([PROGRAM, "-C", preview.site, "new", "other/01"],
                       check=True, stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        shutil.copy(preview.path(TEXT), preview.path("events/other/01/en.xml"))
        preview.replace("events/other/series.xml", "…", "Other")
        preview.replace("events/other/01/event.xml", ' draft="yes"', "")
        preview.replace("events/other/01/event.xml", "</event>",
                        '<time start="2031-03-05"/></event>')
        assert preview.await_that(shows(preview, "20310305"))


def test_an_error_is_shown_and_gone():
    with Preview() as preview:
        preview.write("feeds/en/page.html", "<p>Words</p>")
        whole = preview.get(CALENDAR).body
        preview.replace(EVENT, "2030-01-28", "2030-02-30")
        page = "/en/page.html"
        assert preview.await_that(
            lambda: "does not exist" in preview.get(page).text)
        text = preview.get(page).text
        for part in (f"<bdi>{EVENT}</bdi>", "in line 4, column 9",
                     "<mark>start</mark>=&quot;2030-02-30&quot;",
                     "2030-02 has 28 days", "/-/preview.css"):
            assert part in text, part
        assert "does not exist" in preview.get("/-/").text
        assert "does not exist" in preview.get("/nothing").text
        same(preview.read("feeds/en/page.html"), "<p>Words</p>")
        same(preview.get(CALENDAR).body, whole)
        assert preview.said().count("does not exist") == 1
        preview.replace(EVENT, "2030-02-30", "2030-01-28")
        assert preview.await_that(
            lambda: "does not exist" not in preview.get(page).text)
        assert 'class="complaints"' not in preview.get(page).text
        # The list waits for check, good feeds do not.
        assert preview.await_that(
            lambda: "All records are sound" in preview.get("/-/").text)
        assert "sound again" in preview.said()


def test_advice_stands_in_no_way():
    with Preview() as preview:
        preview.write("events/leftover", "x")
        assert preview.await_that(
            lambda: "1 piece of advice" in preview.get("/-/").text)
        assert "something is wrong" not in preview.get("/").text


def test_a_broken_publisher_is_shown():
    with Preview() as preview:
        preview.replace("events/publisher.xml", "<name", "<nam")
        assert preview.await_that(
            lambda: "is closed as" in preview.get("/").text)
        assert "events/publisher.xml" in preview.get("/").text
        preview.replace("events/publisher.xml", "<nam ", "<name ")
        assert preview.await_that(lambda: "something is wrong" not in
                                  preview.get("/").text)


def test_a_site_that_is_broken_at_first():
    def prepare(preview):
        preview.replace("events/publisher.xml", "<name", "<nam")
    with Preview(prepare=prepare) as preview:
        assert "is closed as" in preview.get("/").text
        same(preview.get(CALENDAR).status, 404)
        preview.replace("events/publisher.xml", "<nam ", "<name ")
        assert preview.await_that(shows(preview, "BEGIN:VCALENDAR"))


def test_records_cannot_run_in_pages():
    def prepare(preview):
        preview.write("events/example-dialogue/01/ja.xml",
                      "<text><a title='\"><script>alert(1)</script>"
                      "&quot;&#39;'/></main></aside>\u202e\x1b[2J</text>")
    with Preview(prepare=prepare) as preview:
        for path in "/", "/-/":
            text = preview.get(path).text
            assert "&lt;script&gt;alert(1)" in text
            for part in "<script>", "\u202e", "\x1b":
                assert part not in text, (path, part)
            same(text.count("</main>"), 1)


def test_many_complaints_do_not_make_pages_long():
    def prepare(preview):
        for number in range(400):
            preview.write(f"events/example-dialogue/{number + 100}/event.xml",
                          "<event>" + "<x/>" * 5 + "</event>")
    with Preview(prepare=prepare) as preview:
        page, whole = preview.get("/").body, preview.get("/-/").body
        assert len(page) < 100000, len(page)
        assert b"There is more." in page and len(whole) > 400000
        same(whole.count(b"<h2>"), 400)
        same(page.count(b"<section>"), page.count(b"</section>"))


def test_touching_a_record_loads_no_page_anew():
    with Preview() as preview:
        before = preview.state()
        os.utime(preview.path(EVENT))
        time.sleep(0.7)
        same(preview.state(), before)


def test_drafts_of_editors_are_passed_over():
    with Preview() as preview:
        builds = preview.path("feeds/en/calendar.ics")
        os.unlink(builds)
        preview.write("events/example-dialogue/01/.en.xml.swp", "x")
        preview.write("events/example-dialogue/01/en.xml~", "x")
        time.sleep(0.6)
        assert not os.path.exists(builds)


def test_an_endless_stream_does_not_starve():
    with Preview() as preview:
        text, stop = preview.read(TEXT), threading.Event()

        def stream():
            number = 0
            while not stop.is_set():
                number += 1
                preview.write(TEXT + "~", text.replace("1st", f"{number}th"))
                os.rename(preview.path(TEXT + "~"), preview.path(TEXT))
                time.sleep(0.005)
        writer = threading.Thread(target=stream)
        writer.start()
        numbers = set()

        def has_seen_some():
            answer = preview.get(CALENDAR)
            same(answer.status, 200)
            numbers.update(re.findall(r"(\d+)th Example", answer.text))
            return len(numbers) >= 4
        seen = preview.await_that(has_seen_some, 30)
        stop.set()
        writer.join()
        assert seen, numbers
        last = re.search(r"\d+th Example", preview.read(TEXT))[0]
        assert preview.await_that(shows(preview, last)), last
        same(preview.said(), "")


def git(preview, *arguments):
    subprocess.run(["git", "-C", preview.site, "-c", "user.name=x", "-c",
                    "user.email=x@example.org", *arguments], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_checkout_of_thousands():
    def prepare(preview):
        git(preview, "init", "-b", "few")
        preview.write(".gitignore", "feeds\n.dialogue-feeds\n")
        git(preview, "add", ".")
        git(preview, "commit", "-m", "few")
        git(preview, "checkout", "-b", "many")
        event, text = preview.read(EVENT), preview.read(TEXT)
        for number in range(1500):
            folder = f"events/series-{number // 50}/{number % 50:02}"
            preview.write(folder + "/event.xml", re.sub(
                "uid=\"[^\"]*", f'uid="0b5b6c1e-6f0e-4a39-9a55-'
                f'{number:012x}', event))
            preview.write(folder + "/en.xml",
                          text.replace("1st", f"No. {number}:"))
        for number in range(30):
            shutil.copy(
                preview.path("events/example-dialogue/series.xml"),
                preview.path(f"events/series-{number}/series.xml"))
        git(preview, "add", ".")
        git(preview, "commit", "-m", "many")
        git(preview, "checkout", "few")
    with Preview(prepare=prepare) as preview:
        same(len(re.findall("BEGIN:VEVENT", preview.get(CALENDAR).text)), 1)
        git(preview, "checkout", "many")
        assert preview.await_that(
            lambda: preview.get(CALENDAR).text.count("BEGIN:VEVENT") == 1501,
            60)
        assert preview.await_that(
            lambda: 'class="error"' not in preview.get("/-/").text, 20)
        preview.replace("events/series-29/49/en.xml", "No. 1499", "The last")
        assert preview.await_that(shows(preview, "The last"), 20)


def test_a_lost_queue_is_looked_through():
    """More events than the system keeps, while the preview sleeps."""
    with open("/proc/sys/fs/inotify/max_queued_events",
              encoding="ascii") as file:
        most = int(file.read())
    with Preview() as preview:
        preview.process.send_signal(19)
        for _ in range(most // 2 + 100):
            os.utime(preview.path(TEXT))
            os.utime(preview.path(EVENT))
        os.makedirs(preview.path("events/late/01"))
        shutil.copy(preview.path("events/example-dialogue/series.xml"),
                    preview.path("events/late/series.xml"))
        preview.process.send_signal(18)
        time.sleep(1)
        preview.write("events/late/01/event.xml", re.sub(
            'uid="[^"]*', 'uid="0b5b6c1e-6f0e-4a39-9a55-000000000001',
            preview.read(EVENT)).replace("2030-01-28", "2031-03-05"))
        shutil.copy(preview.path(TEXT), preview.path("events/late/01/en.xml"))
        assert preview.await_that(shows(preview, "20310305"))


def test_a_system_that_watches_no_more():
    """In a user namespace of its own, with a limit of its own."""
    if subprocess.run(["unshare", "-Ur", "true"], check=False).returncode:
        print("user namespaces are not to be had here: not tried")
        return
    for limit, most in ("watches", 2), ("instances", 0):
        before = ("unshare", "-Ur", "sh", "-c", f"echo {most} >/proc/sys/user/"
                  f'max_inotify_{limit}; exec "$0" "$@"')
        with Preview(before=before) as preview:
            assert "looked for each second" in preview.said(), limit
            subprocess.run([PROGRAM, "-C", preview.site, "new", "other/01"],
                           check=True, stdout=subprocess.DEVNULL)
            preview.replace(TEXT, "1st", "First")
            assert preview.await_that(shows(preview, "First Example"))
            preview.replace(TEXT, "First", "Second")
            assert preview.await_that(shows(preview, "Second Example"))
            same(preview.said().count("\n"), 1)


def test_a_file_system_without_events():
    """As shares and containers have them: watching works, nothing is told."""
    folder = tempfile.mkdtemp()
    stub = "int inotify_add_watch(void) { return 1; }\n"
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o",
                    folder + "/stub.so"], input=stub, text=True, check=True)

    def prepare(preview):
        preview.environment["LD_PRELOAD"] = folder + "/stub.so"
    with Preview(prepare=prepare) as preview:
        for words in "First", "Second":
            preview.replace(TEXT, "1st" if words == "First" else "First", words)
            assert preview.await_that(shows(preview, words + " Example"), 15)
        os.makedirs(preview.path("events/late/01"))
        shutil.copy(preview.path("events/example-dialogue/series.xml"),
                    preview.path("events/late/series.xml"))
        preview.write("events/late/01/event.xml", re.sub(
            'uid="[^"]*', 'uid="0b5b6c1e-6f0e-4a39-9a55-000000000001',
            preview.read(EVENT)).replace("2030-01-28", "2031-03-05"))
        shutil.copy(preview.path(TEXT), preview.path("events/late/01/en.xml"))
        assert preview.await_that(shows(preview, "20310305"), 15)
        same(preview.said(), "")
    shutil.rmtree(folder)


def test_looks_build_nothing_by_themselves():
    """Neither is a change built twice, nor is time that passes a change."""
    with Preview(script='#!/bin/sh\n[ "$3" = check ] || '
                        'echo >>builds\n') as preview:
        preview.replace(TEXT, "1st", "First")
        preview.write("events/@eaDir/en.xml@SynoEAStream", "x")
        time.sleep(5)
        same(preview.read("builds"), "\n\n")


def test_an_embargo_ends():
    end = int(time.time()) + 4
    embargo = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(end))

    def prepare(preview):
        preview.replace(EVENT, "<event", f'<event not-before="{embargo}"')
    with Preview(prepare=prepare) as preview:
        before = preview.state()
        assert "[Embargo " in preview.get(MEETING).text
        assert "[Embargo " in preview.get(SERIES).text
        assert "under embargo until" in preview.get("/-/next").text
        assert preview.await_that(
            lambda: "[Embargo " not in preview.get(MEETING).text)
        assert 0 <= time.time() - end < 1.5, time.time() - end
        assert preview.await_that(lambda: preview.state() != before)
        same(preview.said(), "")


def test_a_meeting_is_over():
    """The page of its series no longer has it among those ahead."""
    with Preview() as preview:
        end = int(time.time()) + 4
        start, over = (time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment))
                       for moment in (end - 3600, end))
        preview.write(EVENT, re.sub(
            r"<time [^>]*>",
            f'<time start="{start}" end="{over}" zone="Etc/UTC"/>',
            preview.read(EVENT)))
        assert preview.await_that(
            lambda: "Next meeting" in preview.get(SERIES).text)
        assert preview.await_that(
            lambda: "Next meeting" not in preview.get(SERIES).text)
        assert -1 < time.time() - end < 1.5, time.time() - end
        same(preview.said(), "")


def test_a_moment_is_built_for_once():
    """Each build says that the same one is ahead, or one in the past."""
    with Preview(script='#!/bin/sh\n[ "$1" = build ] || exit 0\n'
                        'date +%s >>builds; echo 2026-01-01T00:00:00Z\n'
                 ) as preview:
        time.sleep(2)
        assert preview.read("builds").count("\n") == 2


def published(preview):
    """All that stands in feeds/ and beside it, with times and numbers."""
    found = {}
    for name in "feeds", ".dialogue-feeds":
        for folder, _, files in os.walk(os.path.join(preview.site, name)):
            found[folder] = os.stat(folder).st_mtime_ns
            for file in files:
                path = os.path.join(folder, file)
                status = os.stat(path)
                with open(path, "rb") as opened:
                    found[path] = (status.st_mtime_ns, status.st_ino,
                                   opened.read())
    return found


def command(preview, *words):
    subprocess.run([PROGRAM, "-C", preview.site, *words], check=True,
                   stdout=subprocess.DEVNULL)


def test_a_week_of_edits_publishes_nothing():
    def prepare(preview):
        command(preview, "build")
    with Preview(prepare=prepare) as preview:
        before = published(preview)
        assert len(before) > 10
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(shows(preview, "First Example"))
        command(preview, "new", "example-dialogue/02")
        assert preview.await_that(
            lambda: "[Draft] " in preview.get(SERIES).text)
        command(preview, "move", "example-dialogue/01", "--to", "2030-03-11")
        assert preview.await_that(shows(preview, "20300311"))
        assert preview.await_that(
            lambda: "moved from 28 January 2030 to 11 March 2030" in
            preview.get("/-/next").text)
        preview.replace(EVENT, "<time ", "<tim ")
        assert preview.await_that(lambda: "something is wrong" in preview.get("/").text)
        preview.replace(EVENT, "<tim ", "<time ")
        assert preview.await_that(
            lambda: "something is wrong" not in preview.get("/").text)
        command(preview, "cancel", "example-dialogue/01")
        assert preview.await_that(shows(preview, "Cancelled: "))
        shutil.rmtree(preview.path("events/example-dialogue/02"))
        assert preview.await_that(
            lambda: "[Draft] " not in preview.get(SERIES).text)
        same(published(preview), before)
        # What goes out leaves the page.
        command(preview, "build")
        assert preview.await_that(
            lambda: "moved from" not in preview.get("/-/next").text)
        assert "Nothing new" in preview.get("/-/next").text


def test_a_run_of_cron_keeps_nobody_waiting():
    def prepare(preview):
        command(preview, "build")
    with Preview(prepare=prepare) as preview:
        lock = subprocess.Popen(["flock", preview.site + "/feeds/.lock",
                                 "sleep", "3"])
        time.sleep(0.2)
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(shows(preview, "First Example"), 2)
        lock.kill()
        lock.wait()
        same(preview.said(), "")


run(globals())
