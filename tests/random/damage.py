"""What can happen to feeds/ and to the index between two builds: a table at
the end.

Nothing of it touches the ledger but lost_*: those are what a build refuses to
go on with, and are made good behind it."""

import os
import shutil

from records import clear, paths

INDEX = ".dialogue-feeds"


def feeds(root):
    """Paths of all published files but those of the ledger."""
    ledger = os.path.join(root, "feeds/ledger/")
    return [path for path in paths(os.path.join(root, "feeds"))
            if not path.startswith(ledger)]


def some(found, chance):
    return chance.sample(found, min(len(found), chance.randint(1, 3)))


def feed_gone(root, chance):
    found = some(feeds(root), chance)
    for path in found:
        os.remove(path)
    return found


def feed_cut(root, chance):
    return [cut(path, chance) for path in some(feeds(root), chance)]


def feed_flipped(root, chance):
    return [flip(path, chance) for path in some(feeds(root), chance)]


def feed_longer(root, chance):
    return [lengthen(path) for path in some(feeds(root), chance)]


def feed_mixed(root, chance):
    """One has the words of another."""
    path, other = chance.choice(feeds(root)), chance.choice(feeds(root))
    if path != other:
        shutil.copyfile(other, path)
    return [f"{path} from {other}"]


def feed_is_folder(root, chance):
    path = chance.choice(feeds(root))
    os.remove(path)
    os.mkdir(path)
    return [path]


def folder_gone(root, chance):
    folders = sorted({os.path.dirname(path) for path in feeds(root)} -
                     {os.path.join(root, "feeds")})
    path = chance.choice(folders)
    clear(path)
    return [path]


def all_gone(root, _):
    for path in feeds(root):
        os.remove(path)
    return ["all of them"]


def all_cut(root, chance):
    for path in feeds(root):
        cut(path, chance)
    return ["all of them"]


def touched(root, chance):
    """The same bytes, another time."""
    found = some(feeds(root), chance)
    for path in found:
        os.utime(path)
    return found


def index_gone(root, _):
    clear(os.path.join(root, INDEX))
    return ["all of it"]


def index_cut(root, chance):
    return [cut(path, chance) for path in paths(os.path.join(root, INDEX))]


def index_flipped(root, chance):
    return [flip(path, chance) for path in paths(os.path.join(root, INDEX))]


def cut(path, chance):
    size = os.path.getsize(path)
    os.truncate(path, chance.randrange(size) if size else 0)
    return path


def flip(path, chance):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for _ in range(chance.randint(1, 3) if size else 0):
            file.seek(chance.randrange(size))
            bits = file.read(1)[0] ^ 1 << chance.randrange(8)
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([bits]))
    return path


def lengthen(path):
    with open(path, "ab") as file:
        file.write(b"more\r\n")
    return path


def lost_feeds(root, _):
    """All of it, as when a file system is not there."""
    clear(os.path.join(root, "feeds"))


def lost_ledger(root, _):
    clear(os.path.join(root, "feeds/ledger"))


def lost_ledger_file(root, chance):
    os.remove(chance.choice(paths(os.path.join(root, "feeds/ledger"))))


def lost_ledger_half(root, chance):
    path = chance.choice(paths(os.path.join(root, "feeds/ledger")))
    os.truncate(path, os.path.getsize(path) // 2)


# What heals: the next build gives the bytes that it would have given.
DAMAGE = [feed_gone, feed_cut, feed_flipped, feed_longer, feed_mixed,
          feed_is_folder, folder_gone, all_gone, all_cut, touched,
          index_gone, index_cut, index_flipped]
# What does not: a build writes nothing and ends with 1.
LOST = [lost_feeds, lost_ledger, lost_ledger_file, lost_ledger_half]
