#!/usr/bin/python3
"""The preview as a process: where it listens, how it ends, what it leaves."""

import os
import pty
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from preview import EVENT, PROGRAM, TEXT, Preview, run, same


def refused(*options, folder=None, environment=None):
    """Standard error and status of a preview that does not start."""
    site = folder or tempfile.mkdtemp()
    if not folder:
        subprocess.run([PROGRAM, "-C", site, "init"], check=True,
                       stdout=subprocess.DEVNULL)
    done = subprocess.run([PROGRAM, "-C", site, "serve", *options],
                          env={**os.environ, **(environment or {})},
                          capture_output=True, text=True, timeout=20,
                          check=False)
    same((done.stdout, os.path.exists(site + "/feeds")), ("", False))
    shutil.rmtree(site)
    return done.stderr, done.returncode


def listen(port=0, host="127.0.0.1"):
    return socket.create_server((host, port))


def test_only_this_machine_may_look():
    with Preview() as preview:
        same(preview.host, "127.0.0.1")
        for host in "127.0.0.2", "::1":
            try:
                socket.create_connection((host, preview.port), 1)
                raise AssertionError(host)
            except ConnectionRefusedError:
                pass


def test_other_addresses_are_refused():
    for address in "0.0.0.0", "::", "192.0.2.1", "::ffff:127.0.0.1":
        said, status = refused("--listen", address)
        same(status, 2)
        assert "preview" in said and "--anyway" in said, said
        assert address in said, said
    for address in "example.org", "localhost", "", "127.0.0.1:80", "127.1":
        said, status = refused("--listen", address)
        same(status, 2)
        assert "no address" in said, said


def test_other_loopback_addresses_are_not():
    for host in "127.0.0.2", "::1":
        with Preview("--listen", host, "--port", "0") as preview:
            same(preview.host, host)
            same(preview.get("/en/calendar.ics").status, 200)


def test_anyway():
    with Preview("--listen", "0.0.0.0", "--anyway", "--port", "0") as preview:
        preview.host = "127.0.0.1"
        same(preview.get("/-/", Host="dialogues.example.org").status, 200)


def test_a_system_that_refuses():
    """What it needs from the system fails, one thing at a time."""
    folder = tempfile.mkdtemp()
    for call, failure in ("signalfd", "-1"), ("MHD_start_daemon", "0"):
        stub = f"#include <errno.h>\n" \
               f"long {call}(void) {{ errno = ENOMEM; return {failure}; }}\n"
        subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o",
                        folder + "/stub.so"], input=stub, text=True,
                       check=True)
        said, status = refused("--port", "0", environment={
            "LD_PRELOAD": folder + "/stub.so",
            "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"})
        same((call, status), (call, 1))
        assert "does not start" in said, said
    shutil.rmtree(folder)


def test_wrong_use():
    for options in (["--port"], ["--port", "x"], ["--port", "65536"],
                    ["--port", "-1"], ["--port", "80x"], ["here"],
                    ["--unknown"]):
        same((options, refused(*options)[1]), (options, 2))


def test_no_site():
    said, status = refused(folder=tempfile.mkdtemp())
    same(status, 1)
    assert "events/" in said and "init" in said, said


def test_a_port_that_is_taken():
    with listen() as taken:
        port = taken.getsockname()[1]
        said, status = refused("--port", str(port))
        same(status, 1)
        assert str(port) in said and "in use" in said, said


def test_the_usual_port_or_another():
    try:
        taken = listen(8080)
    except OSError:
        taken = None
    try:
        with Preview("--listen", "127.0.0.1") as preview:
            assert preview.port != 8080
            same(preview.get("/en/calendar.ics").status, 200)
    finally:
        if taken:
            taken.close()
            with Preview("--listen", "127.0.0.1") as preview:
                same(preview.port, 8080)


def ends_with(end, status=0):
    with Preview() as preview:
        idle = socket.create_connection((preview.host, preview.port))
        time.sleep(0.1)
        start = time.monotonic()
        preview.process.send_signal(end)
        same(preview.process.wait(10), status)
        assert time.monotonic() - start < 2
        same(preview.said(), "")
        idle.close()


def test_signals_end_it_in_peace():
    for end in signal.SIGTERM, signal.SIGINT, signal.SIGHUP:
        ends_with(end)


def test_an_end_in_the_middle_of_a_build():
    """A build that hangs, on a lock, ends too; none is left."""
    with Preview() as preview:
        for pause in 0.02, 0.05, 0.09, 0.1, 0.12:
            preview.replace(TEXT, "Example", "Example")
            time.sleep(pause)
        preview.process.send_signal(signal.SIGTERM)
        same(preview.process.wait(10), 0)
        left = subprocess.run(["pgrep", "-s", "0", "-f", preview.site],
                              capture_output=True, text=True, check=False)
        same(left.stdout, "")
        build = subprocess.run([PROGRAM, "-C", preview.site, "build"],
                               capture_output=True, text=True, check=False)
        same((build.returncode, build.stderr), (0, ""))


def test_nothing_is_written_elsewhere():
    with Preview() as preview:
        preview.replace(EVENT, "2030-01-28", "2030-02-30")
        preview.await_that(lambda: "something is wrong" in preview.get("/").text)
        preview.replace(EVENT, "2030-02-30", "2030-01-28")
        preview.await_that(lambda: "something is wrong" not in preview.get("/").text)
        same(sorted(os.listdir(preview.site)), [".gitattributes", "events"])
        for folder, _, files in os.walk(preview.path("feeds")):
            for file in files:
                if os.path.islink(os.path.join(folder, file)):
                    continue
                with open(os.path.join(folder, file), "rb") as opened:
                    text = opened.read()
                assert b"preview" not in text and not file.startswith("."), \
                    (folder, file)


def test_a_build_that_fails_is_shown():
    """A folder stands where a feed should: only a build meets it."""
    with Preview() as preview:
        calendar = preview.path("feeds/en/calendar.ics")
        os.unlink(calendar)
        os.makedirs(calendar + "/x")
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(
            lambda: "did not do all" in preview.get("/").text)
        assert "calendar.ics: Is a directory" in preview.get("/-/").text
        shutil.rmtree(calendar)
        preview.replace(TEXT, "First", "2nd")
        assert preview.await_that(
            lambda: "2nd" in preview.get("/en/calendar.ics").text)
        assert preview.await_that(
            lambda: "something is wrong" not in preview.get("/").text)


def test_a_build_that_crashes_is_shown():
    with Preview(script="#!/bin/sh\nkill -SEGV $$\n") as preview:
        assert "ended by signal 11" in preview.get("/").text
        assert "ended by signal 11" in preview.get("/-/").text
        os.unlink(preview.command[0].removesuffix("-serve"))
        os.utime(preview.path(TEXT))
        assert preview.await_that(
            lambda: "No such file" in preview.get("/-/").text)


def test_a_browser_is_opened():
    """It is told the address, and lives on, whatever ends the preview."""
    def prepare(preview):
        # The shell itself reads: while it starts others, it blocks signals.
        preview.write("bin/xdg-open", '#!/bin/bash\ncd "$SITE"\n'
                      'mapfile </proc/$$/status\n'
                      'printf %s "${MAPFILE[@]}" >signals\n'
                      'readlink /proc/$$/fd/* >files\necho "$@" >opened\n'
                      'echo $$ >process; echo noise; sleep 60 &\n'
                      'echo $! >browser; wait\n')
        os.chmod(preview.path("bin/xdg-open"), 0o755)
        preview.environment["PATH"] = preview.path("bin") + ":" + \
            os.environ["PATH"]
    with Preview("--open", "--port", "0", prepare=prepare) as preview:
        assert preview.await_that(
            lambda: os.path.exists(preview.path("browser"))
            and preview.read("browser"))
        same(preview.read("opened"), preview.url + "\n")
        signals = dict(line.split(":\t", 1) for line in
                       preview.read("signals").splitlines())
        same(signals["SigBlk"], "0" * 16)
        same(int(signals["SigIgn"], 16) & 1 << signal.SIGPIPE - 1, 0)
        assert "socket" not in preview.read("files"), preview.read("files")
        browser = int(preview.read("browser"))
        assert os.getsid(browser) != os.getsid(preview.process.pid)
        preview.process.send_signal(signal.SIGINT)
        same(preview.process.wait(10), 0)
        same(preview.process.stdout.read() + preview.said(), "")
        os.kill(browser, signal.SIGTERM)


def test_it_says_what_it_is():
    """On a terminal; to programs it tells its address alone."""
    site = tempfile.mkdtemp()
    subprocess.run([PROGRAM, "-C", site, "init"], check=True,
                   stdout=subprocess.DEVNULL)
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "-C", site, "serve", "--port", "0"],
                          stdout=theirs, stderr=theirs) as preview:
        said = b""
        while b"Ctrl-C" not in said:
            said += os.read(ours, 1000)
        preview.send_signal(signal.SIGINT)
        same(preview.wait(10), 0)
    assert said.startswith(b"http://") and b"preview" in said, said
    os.close(ours)
    os.close(theirs)
    shutil.rmtree(site)


def test_no_browser_is_asked_for():
    def prepare(preview):
        preview.write("bin/xdg-open", "#!/bin/sh\ntouch opened\n")
        os.chmod(preview.path("bin/xdg-open"), 0o755)
        preview.environment["PATH"] = preview.path("bin") + ":" + \
            os.environ["PATH"]
    with Preview(prepare=prepare) as preview:
        time.sleep(0.3)
        assert not os.path.exists(preview.path("opened"))


def test_there_is_no_browser():
    def prepare(preview):
        preview.environment["PATH"] = preview.path("bin")
    with Preview("--open", "--port", "0", prepare=prepare) as preview:
        assert preview.await_that(lambda: preview.said())
        same(preview.said(), "dialogue-feeds: no browser is opened: "
             "xdg-open: No such file or directory\n")
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(
            lambda: "First" in preview.get("/en/calendar.ics").text)


def test_a_shorter_name():
    """Installed as something else, it still finds the program that builds."""
    for length in 1, 9:
        folder = os.path.join(tempfile.mkdtemp(), "x" * length)
        os.mkdir(folder)
        shutil.copy(PROGRAM, folder + "/dialogue-feeds")
        shutil.copy(PROGRAM + "-serve", folder + "/p")

        def prepare(preview, command=folder + "/p"):
            preview.command = [command]
        with Preview(prepare=prepare) as preview:
            same(preview.get("/en/calendar.ics").status, 200)
        shutil.rmtree(os.path.dirname(folder))


def test_without_its_program():
    folder = tempfile.mkdtemp()
    shutil.copy(PROGRAM, folder)
    done = subprocess.run([folder + "/dialogue-feeds", "serve"],
                          capture_output=True, text=True, check=False)
    same(done.returncode, 2)
    assert "without its preview" in done.stderr, done.stderr
    shutil.rmtree(folder)


def test_the_address_cannot_be_told():
    """Nobody would know of the preview."""
    site = tempfile.mkdtemp()
    subprocess.run([PROGRAM, "-C", site, "init"], check=True,
                   stdout=subprocess.DEVNULL)
    with open("/dev/full", "w", encoding="ascii") as full:
        done = subprocess.run([PROGRAM, "-C", site, "serve", "--port", "0"],
                              stdout=full, stderr=subprocess.PIPE, text=True,
                              timeout=20, check=False)
    same(done.returncode, 1)
    assert "standard output" in done.stderr, done.stderr
    shutil.rmtree(site)


def test_pages_are_told_of_another_state():
    with Preview() as preview:
        before = preview.state()
        same(preview.get("/-/state.txt").text, before)
        preview.replace(TEXT, "1st", "First")
        assert preview.await_that(
            lambda: preview.get("/-/state.txt").text != before)
        same(preview.get("/-/state.txt").text, preview.state())


run(globals())
