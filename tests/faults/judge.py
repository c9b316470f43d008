"""What must hold of feeds/ at every moment, and after a disturbed run."""

import os
import re
import stat

BASE = "https://example.org/"
# What waits beside its place; in the ledger, several files wait for a list.
TEMPORARY = re.compile(r"(^|/)\.([^/]+\.(new|next)|commit|lock)$")
# Until a run has ended well, the ledger knows which archives a meeting leaves.
LEAVING = re.compile(rb' left="\d+"')


def published(tree):
    return {path: octets for path, octets in tree.items()
            if not TEMPORARY.search(path)}


# Fragments of archives, what stands first in each, and their ids.
FRAGMENTS = {
    ".ics": (r"BEGIN:VEVENT.*?END:VEVENT\r\n", r"\nDTSTART[^:]*:(\S+)",
             r"\nUID:(\S+)"),
    ".atom": (r"  <entry.*?</entry>\n", r"<updated>([^<]*)",
              r"<id>([^<]*)"),
}


def take_apart(path, octets):
    """The ids and fragments of an archive, in their order, and the rest; the
    date of a news feed is that of its newest entry."""
    whole, key, mark = FRAGMENTS[os.path.splitext(path)[1]]
    text = octets.decode()
    found = re.findall(whole, text, re.S)
    keys = [re.search(key, fragment)[1] for fragment in found]
    rest = re.sub(whole, "", text, flags=re.S)
    if path.endswith(".atom"):
        keys.reverse()
        rest = rest.replace(max(keys), "the newest")
    return ({re.search(mark, fragment)[1]: fragment for fragment in found},
            rest, keys == sorted(keys))


def told_elsewhere(story, path, name):
    """A fragment as another archive of the same kind has it in the end."""
    kind = re.sub(r"-\d{4}\.", "-%d.", path)
    for other, octets in story.after.items():
        if re.sub(r"-\d{4}\.", "-%d.", other) == kind:
            found = take_apart(other, octets)[0]
            if name in found:
                return found[name]
    return None


def is_between(story, path, octets):
    """It has all that is in the new one, and what is about to leave it: that
    is in both archives until it is safe in the new one."""
    if not re.search(r"-\d{4}\.", path) or \
            path not in story.before or path not in story.after:
        return False
    old, _, _ = take_apart(path, story.before[path])
    new, rest, _ = take_apart(path, story.after[path])
    leaving = old.keys() - new.keys()
    if not leaving:
        return False
    both = {**new, **{name: told_elsewhere(story, path, name)
                      for name in leaving}}
    found, around, is_sorted = take_apart(path, octets)
    return found == both and is_sorted and (
        around == rest or path.endswith(".ics"))


def settled(path, octets):
    return LEAVING.sub(b"", octets) if octets and path.startswith("ledger/") \
        else octets


def whole_faults(site, tree):
    """Each file is the old one or the new one."""
    before, after = site.story.before, site.story.after
    for path, octets in published(tree).items():
        if settled(path, octets) not in (before.get(path), after.get(path)) and \
                not is_between(site.story, path, octets):
            yield f"{path} is neither the old one nor the new one"
    for path in before.keys() & after.keys():
        if path not in tree:
            yield f"{path} is gone"


def validator_faults(old, old_stamps, new, new_stamps):
    """An ETag never stands for two contents, a date never goes back."""
    for path in published(old).keys() & new.keys():
        was, now = old_stamps[path][0], new_stamps[path][0]
        if new[path] == old[path]:
            if now != was:
                yield f"{path}: the same content, but another date"
        elif now <= was:
            yield f"{path}: of {now}, and {was} before"


def is_whole(story, temporary, octets):
    if temporary.startswith("ledger/"):
        return True
    path = re.sub(r"(^|/)\.([^/]+)\.\w{6}\.new$", r"\1\2", temporary)
    return octets == story.after.get(path) or (
        octets.endswith((b"END:VCALENDAR\r\n", b"</feed>\n")) and
        is_between(story, path, octets))


def mode_faults(site, tree):
    """Everybody may read what is published, nobody what is not yet."""
    for folder, folders, names in os.walk(site.feeds):
        for name in folders + names:
            path = os.path.relpath(os.path.join(folder, name), site.feeds)
            mode = stat.S_IMODE(os.lstat(os.path.join(folder, name)).st_mode)
            if name in folders:
                right = {0o755}
            elif TEMPORARY.search(path):
                # It is opened to readers when all of it is there.
                right = {0o600, 0o644 if is_whole(site.story, path, tree[path])
                         else 0o600}
            else:
                right = {0o644}
            if mode not in right:
                yield f"{path} has mode {mode:o}"


def ledger_faults(site, tree):
    """The ledger is decided before any feed says something new."""
    before, after = site.story.before, site.story.after
    late = [path for path in after if path.startswith("ledger/")
            and settled(path, tree.get(path)) != after[path]]
    early = [path for path, octets in published(tree).items()
             if not path.startswith("ledger/")
             and octets != before.get(path)]
    if late and early:
        yield f"{early[0]} is new, {late[0]} is not"


# What leads to other files, in feeds, calendars, pages and lists of both.
LINKS = {
    ".atom": r'<link [^>]*href="([^"]+)"',
    ".html": r'(?:href|src)="([^"#]+)"',
    ".ics": r"\r\nURL[^:]*:(\S+)",
    ".opml": r'(?:xmlUrl|htmlUrl)="([^"]+)"',
    ".xml": r"<loc>([^<]+)</loc>",
}


def links(path, octets):
    """The paths below feeds/ that a file links to; without pages, the base
    is a site of somebody else."""
    pattern = LINKS.get(os.path.splitext(path)[1], "$^")
    text = octets.decode().replace("\r\n ", "")
    for link in re.findall(pattern, text):
        if link == BASE:
            continue
        if link.startswith(BASE):
            yield link[len(BASE):]
        elif ":" not in link:
            yield os.path.normpath(os.path.join(os.path.dirname(path), link))


def lost_languages(said):
    """Those in whose folders nothing can be written: the others go out."""
    return {found + "/" for found in
            re.findall(r"feeds/(\w+)/.*: Permission denied", said)}


def link_faults(before, tree, lost=()):
    """From what people know, every link leads to a file, and so on."""
    known = [path for path in tree if path in before or (
        path.endswith(".atom") and not re.search(r"-\d+\.", path))]
    seen = set(known)
    while known:
        path = known.pop()
        for link in links(path, tree[path]):
            if link[:3] in lost and path[:3] != link[:3]:
                continue
            if link not in tree:
                yield f"{path} links to {link}, which is not there"
            elif link not in seen:
                seen.add(link)
                known.append(link)


def kept_in(tree, pattern, mark):
    """(language, id) of all that stands in archives."""
    return {(path[:2], found) for path, octets in tree.items()
            if re.fullmatch(pattern, path)
            for found in re.findall(mark, octets.decode())}


def archive_faults(site, tree):
    """What was in an archive is in one all the time, moved or not."""
    for pattern, mark in (
            (r"../calendar-\d+\.ics", r"\nUID:(\S+)"),
            (r"../releases-\d+\.atom",
             r"(?:<id>|<at:deleted-entry ref=\")(tag:[^<\"]*/[^<\"]*)")):
        lost = kept_in(site.story.before, pattern, mark) - \
            kept_in(published(tree), pattern, mark)
        if lost:
            yield f"in no archive: {sorted(lost)}"


def faults(site, tree, said=""):
    """Of a tree in which everything is old or new, and what the run said."""
    yield from whole_faults(site, tree)
    yield from archive_faults(site, tree)
    yield from ledger_faults(site, tree)
    yield from any_tree_faults(site, tree, said)


def any_tree_faults(site, tree, said=""):
    yield from validator_faults(site.story.before, site.stood, tree,
                                site.stamps())
    yield from mode_faults(site, tree)
    yield from link_faults(site.story.before, published(tree),
                           lost_languages(said))


def is_littered(tree):
    """What the list of the ledger names, the next run puts into place."""
    return any(TEMPORARY.search(path) for path in tree
               if not (path.startswith("ledger/") and "ledger/.commit" in tree))


def status_faults(site, tree, status, said, is_mute=False, may_leave=False):
    """0 and 3 are only said when all is published; and 1 says why, unless
    nothing can be said."""
    missing = [path for path, octets in site.story.after.items()
               if tree.get(path) != octets]
    if status in (0, 3) and missing:
        yield f"exit status {status}, but {missing[0]} is not there"
    elif status == 0 != site.story.status:
        yield "exit status 0, in spite of complaints"
    if status not in (0, 1, 3, 127) and 0 <= status <= 128:
        yield f"exit status {status}"
    if status in (1, 127) and not said and not is_mute:
        yield "it failed and did not say why"
    if 0 <= status <= 3 and not may_leave and is_littered(tree):
        yield "a temporary file is left"
