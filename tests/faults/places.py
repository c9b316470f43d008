"""Places and limits that are too small, or closed: disks that fill, folders
that may only be read, files that nobody may change, rlimits, cgroups,
signals."""

import os
import resource
import subprocess
from contextlib import contextmanager

import judge
from trial import heals, judged, trial
from yard import AFTER, TOOLS, Site, Story, build, read_tree

CGROUPS = "/sys/fs/cgroup/memory"


def tool(*command):
    return subprocess.run(command, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


def must(*command):
    if not tool(*command):
        raise OSError(f"{command} failed")


@contextmanager
def mounted(site, *how):
    os.makedirs(site.feeds, exist_ok=True)
    must("mount", *how, site.feeds)
    try:
        yield
    finally:
        must("umount", site.feeds)


def can_mount():
    site = os.path.join(TOOLS, "mount")
    os.makedirs(site, exist_ok=True)
    return tool("mount", "-t", "tmpfs", "none", site) and \
        tool("umount", site)


def closed(site, close, reopen):
    """A build while feeds/ is closed in some way, and one when it is not."""
    site.prepare()
    close()
    done = build(site.root, AFTER)
    tree, stamps = read_tree(site.feeds), site.stamps()
    reopen()
    if done[0] != 1:
        yield f"exit status {done[0]}: {done[1]}"
    yield from judge.faults(site, tree)
    yield from judge.status_faults(site, tree, *done)
    yield from heals(site, tree, stamps)


def remount(site, options):
    return lambda: must("mount", "-o", "remount," + options, site.feeds)


def used(site):
    return sum((len(octets) + 4095) // 4096 * 4
               for octets in site.story.before.values())


def count_names(site):
    return 1 + sum(len(folders) + len(files)
                   for _, folders, files in os.walk(site.feeds))


def tmpfs_faults(site):
    """64 KiB and some more for what stood there before; then no inodes."""
    roomy = "size=16m,nr_inodes=1000"
    with mounted(site, "-t", "tmpfs", "-o", roomy, "none"):
        for more in (0, 4, 64):
            for fault in closed(
                    site, remount(site, f"size={used(site) + more}k"),
                    remount(site, roomy)):
                yield f"{more} KiB: {fault}"
        for more in (0, 1, 3):
            for fault in closed(
                    site, lambda: remount(
                        site, f"nr_inodes={count_names(site) + more}")(),
                    remount(site, roomy)):
                yield f"{more} inodes: {fault}"


def tiny_faults(site):
    """The first build of all, into 64 KiB."""
    with mounted(site, "-t", "tmpfs", "-o", "size=64k", "none"):
        site.set_records(site.story.new)
        first = build(site.root, AFTER)
        tree = read_tree(site.feeds)
        if first[0] != 1 or first[1].count("\n") != 1 or \
                "No space left on device" not in first[1]:
            yield f"exit status {first[0]}: {first[1]}"
        yield from judge.mode_faults(site, tree)
        remount(site, "size=16m")()
        again = build(site.root, AFTER)
        whole = read_tree(site.feeds)
        if again[0] != 0:
            yield f"then: {again}"
        for path, octets in tree.items():
            if octets != whole.get(path):
                yield f"{path} was not whole"


def readonly_faults(site):
    with mounted(site, "-t", "tmpfs", "none"):
        yield from closed(site, remount(site, "ro"), remount(site, "rw"))


def ext4_faults(site):
    """A small disk that fills; then one file that nobody may change."""
    image = site.root + ".img"
    with open(image, "wb") as file:
        file.truncate(4 << 20)
    must("mkfs.ext4", "-q", "-m", "0", "-b", "1024", image)
    with mounted(site, "-o", "loop", image):
        os.rmdir(site.feeds + "/lost+found")
        # What begins like this is no feed, and is not swept away.
        ballast = site.feeds + "/.ballast"
        for kept in (0, 8000, 20000):
            for fault in closed(site, lambda: fill(site, ballast, kept),
                                lambda: os.remove(ballast)):
                yield f"{kept} bytes free: {fault}"
        for path in ("en/calendar-2026.ics", "fr/releases.atom",
                     "ledger/x.xml"):
            name = f"{site.feeds}/{path}"
            for fault in closed(site, lambda: must("chattr", "+i", name),
                                lambda: must("chattr", "-i", name)):
                yield f"{path} cannot be changed: {fault}"
    os.remove(image)


def fill(site, ballast, kept):
    """All of the disk, but for some bytes."""
    free = os.statvfs(site.feeds)
    with open(ballast, "wb") as file:
        try:
            os.posix_fallocate(file.fileno(), 0,
                               free.f_bavail * free.f_bsize - kept)
        except OSError:
            pass
        # Room that was taken by the file's own map.
        for _ in range(free.f_bavail if kept == 0 else 0):
            try:
                file.write(bytes(free.f_bsize))
                file.flush()
            except OSError:
                break


def limits(report, site):
    """ulimit -f, -n and -v; what is ample for a build is not tried."""
    for name, limit, values in (
            ("-f", resource.RLIMIT_FSIZE, (0, 1, 512, 4096, 100000)),
            ("-n", resource.RLIMIT_NOFILE, (3, 4, 5, 6, 8, 12, 20)),
            ("-v", resource.RLIMIT_AS,
             [mib << 20 for mib in (8, 24, 40, 48, 50, 52, 54, 56, 60)])):
        statuses = set()
        for value in values:
            report.note(f"ulimit {name} {value}", list(trial(
                site, allowed={0, 1, 127}, may_leave=True,
                preexec_fn=lambda: resource.setrlimit(
                    limit, (value, value)))))
            statuses.add(site.status)
        note_both(report, f"ulimit {name}", statuses)


def note_both(report, name, statuses):
    """A limit under which nothing fails, or all, has tried nothing."""
    report.note(name + ", from nothing to enough", [] if 0 in statuses and
                len(statuses) > 1 else [f"exit statuses {statuses}"])


def cgroup_faults(site, kib):
    group = f"{CGROUPS}/faults.{os.getpid()}"
    os.mkdir(group)
    try:
        with open(group + "/memory.limit_in_bytes", "w",
                  encoding="ascii") as file:
            file.write(f"{kib}k")

        def enter():
            with open(group + "/cgroup.procs", "w",
                      encoding="ascii") as file:
                file.write("0")

        site.prepare()
        done = build(site.root, AFTER, preexec_fn=enter)
        yield from judged(site, done)
    finally:
        os.rmdir(group)


def signals(report, site):
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGPIPE", "SIGXFSZ"):
        for call in ("getdents64:3", "writev:2", "writev:20", "fsync:5",
                     "rename:1", "rename:2", "rename:17", "rename:40"):
            report.note(f"{name} at {call}", list(trial(
                site, [TOOLS + "/fault", f"{call}:{name}"])))


def run(report):
    story = Story(drop_text=False)
    site = Site(story, is_cold=False)
    limits(report, site)
    signals(report, site)
    if os.access(CGROUPS, os.W_OK):
        statuses = set()
        for kib in (400, 2000, 4000, 6000, 20000):
            report.note(f"{kib} KiB of memory in a cgroup",
                        list(cgroup_faults(site, kib)))
            statuses.add(site.status)
        note_both(report, "a cgroup", statuses)
    else:
        report.skip("memory of a cgroup", f"there is no {CGROUPS} to write to")
    site.remove()
    for name, faults in (("tmpfs", tmpfs_faults), ("64 KiB", tiny_faults),
                         ("read only", readonly_faults),
                         ("ext4", ext4_faults)):
        if not can_mount():
            report.skip(name, "nothing can be mounted here")
            continue
        # A file system is mounted at a folder of its own.
        site = Site(story, is_cold=False)
        report.note(name, list(faults(site)))
        site.remove()
