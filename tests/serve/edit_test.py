#!/usr/bin/python3
"""serve --edit: forms that do what the commands do, and nobody else's."""

import fcntl
import html
import os
import re
import socket
import subprocess
import threading
import time

from preview import EVENT, PROGRAM, TEXT, Editor, Preview, run, same

MEETING = "example-dialogue/01"
PAGE = f"/en/{MEETING}.html"


def test_the_address_lets_one_in():
    with Editor() as editor:
        assert re.fullmatch("/-/enter/[0-9a-f]{32}", editor.entry)
        same(sorted(editor.marks), ["HttpOnly", "Path=/", "SameSite=Strict"])
        assert editor.cookie.endswith("=" + editor.entry[-32:])
        same(editor.get("/").status, 200)
        same(editor.get(editor.entry).status, 200)


def test_each_preview_has_a_secret_of_its_own():
    with Editor() as one, Editor() as other:
        assert one.entry != other.entry
        assert one.cookie.split("=")[0] != other.cookie.split("=")[0]
        same(one.get("/", Cookie=other.cookie).status, 403)
        same(one.get(other.entry, Cookie="").status, 403)


def test_nothing_is_served_to_others():
    with Editor() as editor:
        name, secret = editor.cookie.split("=")
        other = "0" * 32 if secret[0] != "0" else "1" * 32
        for cookie in ("", f"{name}=", f"{name}={other}", secret,
                       f"{name}={secret[:-1]}", f"{name}={secret}0",
                       f"other={secret}", f"{name}={secret.upper()}x"):
            for path in ("/", PAGE, "/en/calendar.ics", "/-/", "/-/next",
                         "/-/edit", "/-/todo", "/-/state.txt",
                         "/-/preview.css", "/-/preview.js", "/nothing",
                         "/-/enter/", "/-/enter/" + other, "/-/do/cancel"):
                answer = editor.get(path, Cookie=cookie)
                same((cookie, path, answer.status), (cookie, path, 403))
                same(answer["Set-Cookie"], None)
                assert secret not in answer.text
            same(editor.send("/-/do/cancel", "meeting=" + MEETING,
                             Cookie=cookie).status, 403)
        assert "cancelled" not in editor.read(EVENT)


def test_forms_of_other_pages_are_refused():
    """Also of servers of this machine, for which the cookie is the same."""
    with Editor() as editor:
        before = editor.read(EVENT)
        body = "meeting=" + MEETING
        for origin in (None, "", "null", "https://example.org",
                       "http://example.org", f"http://{editor.host}",
                       f"http://{editor.host}:{editor.port + 1}",
                       f"https://{editor.host}:{editor.port}",
                       f"http://localhost:{editor.port}",
                       f"{editor.origin}/", f"{editor.origin}.example.org",
                       f"http://x@{editor.host}:{editor.port}"):
            answer = editor.send("/-/do/cancel", body, Origin=origin)
            same((origin, answer.status), (origin, 403))
        for host in "example.org", f"example.org:{editor.port}":
            same(editor.send("/-/do/cancel", body, Host=host,
                             Origin="http://" + host).status, 403)
        same(editor.read(EVENT), before)


def test_no_other_page_can_frame_it():
    with Editor() as editor:
        for path in "/", PAGE, "/-/edit", "/-/next", "/nothing":
            same(editor.get(path)["Content-Security-Policy"],
                 "frame-ancestors 'none'")
            same(editor.get(path)["Referrer-Policy"], "same-origin")


def test_through_a_tunnel():
    """Under the name and port that the browser knows."""
    with Editor() as editor:
        host = "localhost:8443"
        answer = editor.send("/-/do/cancel", "meeting=" + MEETING, Host=host,
                             Origin="http://" + host)
        same(answer.status, 200)


def test_methods():
    with Editor() as editor:
        before = editor.read(EVENT)
        query = "/-/do/cancel?meeting=" + MEETING
        for method in "GET", "HEAD":
            same(editor.get(query, method).status, 404)
        for method in "PUT", "DELETE", "PATCH", "OPTIONS", "post":
            answer = editor.send("/-/do/cancel", "meeting=" + MEETING,
                                 method)
            same((method, answer.status), (method, 405))
        same(editor.get("/-/do/cancel", X_HTTP_Method_Override="POST").status,
             404)
        for path in "/", PAGE, "/-/edit", "/-/do/", "/-/do", "/-/do/none", \
                "/-/do/cancel/", "/-/do/../do/cancel", "/-/do/%63ancel":
            same((path, editor.send(path, "meeting=" + MEETING).status),
                 (path, 404))
        same(editor.read(EVENT), before)


def test_without_edit_there_are_no_forms():
    with Preview() as preview:
        same(preview.get("/-/edit").status, 404)
        same(preview.get("/-/do/cancel", "POST",
                         Origin=f"http://{preview.host}:{preview.port}")
             .status, 405)
        assert "<form" not in preview.get(PAGE).text
        assert "<form" not in preview.get("/-/next").text


def test_bodies():
    with Editor() as editor:
        before = editor.read(EVENT)
        path, body = "/-/do/cancel", "meeting=" + MEETING
        same(editor.send(path, body + "&why=" + "x" * (4 << 20)).status, 413)
        chunks = [b"why="] + [b"x" * 65536] * 80
        same(editor.send(path, iter(chunks)).status, 413)
        for kind in None, "text/plain", "multipart/form-data; boundary=x", \
                "application/json":
            same(editor.send(path, body, Content_Type=kind).status, 415)
        for odd in (body + "&" + body, body + "&why=%00", "meeting=%00",
                    "&".join(f"f{i}=x" for i in range(50)) + "&" + body,
                    "x" * 300 + "=1&" + body):
            same((odd, editor.send(path, odd).status), (odd, 400))
        for empty in "", "&&&", "meeting", "meeting=", "meeting=&why=x", "%":
            same((empty, editor.send(path, empty).status), (empty, 400))
        same(editor.read(EVENT), before)
        same(editor.send(path, body).status, 200)


def test_words_are_no_options():
    """None is taken for an option, or as a part of a shell's command."""
    with Editor() as editor:
        before = editor.read(EVENT), editor.read(TEXT)
        for word in ("--help", "-C/", "--", "-", "--to=2030-03-01", "/", "..",
                     "../../x", "example-dialogue/../x", "$(touch x)",
                     "`touch x`", f"{MEETING}; touch x", "a\nb", "%n%s",
                     f"-C /tmp cancel {MEETING}"):
            for name in "new", "move", "postpone", "cancel":
                answer = editor.order(name, meeting=word, to="2030-03-01")
                same((name, word, answer.status), (name, word, 409))
            for field in "to", "language":
                answer = editor.order("move", meeting=MEETING, **{
                    "to": "2030-03-01", "why": "x", field: word})
                same((field, word, answer.status), (field, word, 409))
            same(editor.order("publish", plan=word).status, 409)
        same((editor.read(EVENT), editor.read(TEXT)), before)
        same(sorted(os.listdir(editor.site)), [".gitattributes", "events"])
        answer = editor.order("cancel", meeting=MEETING, language="en",
                              why="--help <b>&amp; $(touch x) Ü\"'")
        same(answer.status, 200)
        assert "<status-note>--help &lt;b&gt;&amp;amp; $(touch x) Ü\"'" in \
            editor.read(TEXT), editor.read(TEXT)


def test_what_commands_say_is_no_html():
    with Editor() as editor:
        answer = editor.order("move", meeting=MEETING,
                              to="<script>alert(1)</script>")
        same(answer.status, 409)
        assert "<script" not in answer.text and "&lt;script" in answer.text


def test_a_meeting_is_moved_postponed_and_cancelled():
    with Editor() as editor:
        answer = editor.order("move", meeting=MEETING, to="2030-03-01")
        same(answer.status, 200)
        assert EVENT in answer.text and "1 March 2030" in answer.text
        assert 'start="2030-03-01"' in editor.read(EVENT)
        same(editor.order("postpone", meeting=MEETING).status, 200)
        assert 'status="postponed"' in editor.read(EVENT)
        answer = editor.order("cancel", meeting=MEETING, language="en",
                              why="A storm.")
        same(answer.status, 200)
        assert 'status="cancelled"' in editor.read(EVENT)
        assert "<status-note>A storm.</status-note>" in editor.read(TEXT)
        assert editor.await_that(
            lambda: "A storm." in editor.get(PAGE).text)
        same(editor.published(), {})


def test_a_session_is_made():
    with Editor() as editor:
        same(editor.order("new", meeting="example-dialogue/02").status, 200)
        assert os.path.exists(
            editor.path("events/example-dialogue/02/event.xml"))


# What import writes and prints; the rest is the program's.
IMPORT = """#!/bin/sh
[ "$3" = import ] || exec %s "$@"
printf '%%s\n' "$@" >"$SITE/words"
cat >"$SITE/text"
! grep -q several "$SITE/text" || { echo 'two: 01, 02'; exit 3; }
mkdir "$2/events/example-dialogue/08"
cat >"$2/events/example-dialogue/08/event.xml" <<END
<event uid="7d0f5a3e-2b6c-4e1d-9f80-000000000008" draft="yes" status="held">
  <!-- ?import start 2026-01-02 (not sure: 1 or 2), line 2: <b>on 1/2 -->
  <time start="2026-01-02"/>
  <!-- ?import country BE (not sure: several), line 3: Brussels -->
  <place country="BE"/>
</event>
END
echo '{"event": "example-dialogue/08", "facts": []}'
exit 3
""" % PROGRAM


def test_a_release_is_pasted_and_its_doubts_are_settled():
    record = "events/example-dialogue/08/event.xml"
    with Editor(script=IMPORT) as editor:
        text = "-- 2nd\nDialogue & <b>on 1/2\n" + "x" * 300000
        answer = editor.order("import", meeting="-x", language="--",
                              text=text)
        same(answer.status, 200)
        same(editor.read("words").split(), [
            "-C", editor.site, "import", "--json", "--text", "--", "--",
            "-x", "-"])
        same(editor.read("text"), text)
        doubts = re.findall(r'name="place" value="([^"]+)">\n'
                            r'<input type="hidden" name="seen" '
                            r'value="([^"]+)">\n<button[^>]*>(\w+)<',
                            answer.text)
        same([(place, button) for place, _, button in doubts], [
            ("event.xml:2", "Confirm"), ("event.xml:2", "Strike"),
            ("event.xml:4", "Confirm"), ("event.xml:4", "Strike")])
        assert "<b>on" not in answer.text
        same(editor.get("/-/draft/example-dialogue/08").status, 200)
        seen = html.unescape(doubts[2][1])
        values = {"meeting": "example-dialogue/08", "place": "event.xml:4"}
        answer = editor.order("strike", seen=seen, **values)
        same((answer.status, answer.text.count("Strike<")), (200, 1))
        assert "country" not in editor.read(record)
        same(editor.order("strike", seen=seen, **values).status, 409)
        values["place"] = "event.xml:2"
        same(editor.order("confirm", seen=html.unescape(doubts[0][1]),
                          **values).status, 200)
        assert "?import" not in editor.read(record)
        assert editor.await_that(lambda: editor.plan() is not None)
        same(editor.order("ready", meeting="example-dialogue/08").status, 200)
        assert "draft" not in editor.read(record)
        same(editor.published(), {})


def test_a_release_of_several_meetings_makes_nothing():
    with Editor(script=IMPORT) as editor:
        answer = editor.order("import", meeting="x", text="several")
        assert "two: 01, 02" in answer.text, answer.text


def test_records_are_shown_to_editors_alone():
    with Editor() as editor:
        page = editor.get("/-/draft/" + MEETING)
        same(page.status, 200)
        assert "&lt;time start=" in page.text
        for path in ("/-/draft", "/-/draft/", "/-/draft/example-dialogue",
                     "/-/draft/none/01", "/-/draft/" + MEETING + "/",
                     "/-/draft/../events", "/-/draft/example-dialogue/.."):
            same((path, editor.get(path).status), (path, 404))
        same(editor.get("/-/draft/" + MEETING, Cookie="").status, 403)
    with Preview() as preview:
        same(preview.get("/-/draft/" + MEETING).status, 404)


def test_what_was_seen_is_published():
    with Editor() as editor:
        plan = editor.plan()
        assert "announced for 28 January 2030" in editor.get("/-/next").text
        same(editor.published(), {})
        answer = editor.order("publish", plan=plan)
        same(answer.status, 200)
        assert "announced for 28 January 2030" in answer.text, answer.text
        calendar = editor.published()[editor.site + "/feeds/en/calendar.ics"]
        assert b"20300128" in calendar
        assert editor.await_that(
            lambda: "Nothing new" in editor.get("/-/next").text)


def test_another_plan_is_shown_anew():
    with Editor() as editor:
        plan = editor.plan()
        editor.replace(EVENT, "2030-01-28", "2030-02-27")
        answer = editor.order("publish", plan=plan)
        same((answer.status, editor.published()), (409, {}))
        assert "Nothing was published" in answer.text
        assert "announced for 27 February 2030" in answer.text, answer.text
        anew = re.search(r'name="plan" value="([^"]+)"', answer.text)[1]
        assert anew != plan
        # Words that are told in the same words are another plan, too.
        editor.replace(TEXT, "1st", "First")
        same(editor.order("publish", plan=anew).status, 409)
        for wrong in "x", plan, anew + "0":
            same(editor.order("publish", plan=wrong).status, 409)
        same(editor.order("publish", plan="").status, 400)
        same(editor.order("publish").status, 400)
        same(editor.published(), {})
        assert editor.await_that(
            lambda: editor.plan() not in (None, plan, anew))
        same(editor.order("publish", plan=editor.plan()).status, 200)


def test_pages_are_answered_while_a_command_waits():
    """And if the preview ends meanwhile, the command does."""
    with Editor() as editor:
        plan = editor.plan()
        os.mkdir(editor.site + "/feeds")
        lock = os.open(editor.site + "/feeds/.lock", os.O_RDWR | os.O_CREAT,
                       0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(
            editor.order("publish", plan=plan).status))
        waiting.start()
        time.sleep(0.5)
        same((editor.get("/").status, answers), (200, []))
        fcntl.flock(lock, fcntl.LOCK_UN)
        waiting.join()
        same(answers, [200])
        fcntl.flock(lock, fcntl.LOCK_EX)
        connection = editor.connect()
        connection.request("POST", "/-/do/publish", "plan=" + plan, {
            "Cookie": editor.cookie, "Origin": editor.origin,
            "Content-Type": "application/x-www-form-urlencoded"})
        time.sleep(0.5)
        editor.process.terminate()
        same(editor.process.wait(5), 0)
        os.close(lock)
        connection.close()


def test_commands_are_not_many_at_a_time():
    with Preview() as preview:
        answers = []
        asking = [threading.Thread(target=lambda: answers.append(
            preview.get("/-/todo").status)) for _ in range(60)]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
        assert set(answers) <= {200, 503} and 200 in answers, answers
        same(preview.get("/-/todo").status, 200)


def test_requests_that_are_broken_off_leave_nothing():
    with Editor() as editor:
        head = (f"POST /-/do/cancel HTTP/1.1\r\nHost: {editor.host}\r\n"
                "Content-Length: 100000\r\n\r\nx").encode()
        for _ in range(20):
            with socket.create_connection((editor.host, editor.port)) as one:
                one.sendall(head)
        same(editor.get("/").status, 200)


def test_options_that_do_not_go_with_it():
    for options in (["--listen", "127.0.0.1"], ["--anyway"], ["--open"],
                    ["--listen", "0.0.0.0", "--anyway"]):
        done = subprocess.run(
            [PROGRAM, "serve", "--edit", *options], capture_output=True,
            text=True, timeout=20, check=False)
        same((done.returncode, done.stdout), (2, ""))
        assert "--edit goes with none" in done.stderr, done.stderr


run(globals())
