"""What tests/bench/run and tests/bench/peers/run share: run a command and
learn what it took, call the helpers, print figures."""

import os
import subprocess
import tempfile

PROGRAM = os.path.realpath(os.environ.get("PROGRAM", "build/dialogue-feeds"))
TOOLS = os.path.realpath("build/bench")
# 20:00 UTC: no meeting of a made site starts or ends in the hours after it.
EPOCH = 1769976000


def tool(name, *arguments):
    """What build/bench/site or build/bench/yard prints."""
    done = subprocess.run([f"{TOOLS}/{name}", *arguments], check=True,
                          stdout=subprocess.PIPE, text=True)
    return done.stdout


def took(command, notes, epoch=EPOCH):
    """Wall seconds, CPU seconds, peak MiB and exit status of a command;
    `notes` is a file that may be written over."""
    subprocess.run([f"{TOOLS}/yard", "run", notes, *command], check=True,
                   env=dict(os.environ, SOURCE_DATE_EPOCH=str(epoch)))
    with open(notes, encoding="ascii") as file:
        wall, cpu, peak, status = file.read().split()
    return float(wall), float(cpu), int(peak) / 1024, int(status)


def knows(options):
    """Whether the program has these options of build: without them it ends in
    2, and in 1 with them, as there are no records."""
    with tempfile.TemporaryDirectory() as empty:
        status = subprocess.run([PROGRAM, "-C", empty, "build", *options],
                                stderr=subprocess.DEVNULL).returncode
    return status != 2


def number(value, digits):
    return f"{value:10.{digits}f}" if value is not None else f"{'-':>10}"
