"""Changes of the hard site, one after the other, and what each of them brings
to its subscribers."""

import os
import re
import shutil

LANGUAGES = ("en", "fr", "ja", "ar")


class Records:
    """The copy that is changed, and what it was copied from."""

    def __init__(self, folder, original):
        self.folder, self.original = folder, original

    def edit(self, path, *replacements):
        """Each of them is there, once."""
        path = os.path.join(self.folder, path)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for old, new in replacements:
            text, count = re.subn(old, new, text)
            if count != 1:
                raise ValueError(f"{path}: {count} times {old}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def put(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + text)

    def put_back(self, path):
        shutil.copytree(os.path.join(self.original, path),
                        os.path.join(self.folder, path), dirs_exist_ok=True)


def tag(uid, rest):
    return f"tag:hard.example.org,2026:5e7d0000-0000-4000-8000-{uid:012}/{rest}"


def words(text, language):
    """The end of an id: whose words, and where they are borrowed, for whom."""
    return text if text == language else f"{text}/{language}"


class Case:
    """`new`, `gone`, `moved` and `buried`: functions from a language to the
    ids that come, go, count as updated, or get a tombstone.  `at`: of when
    they are; None: of the build.  `renamed`: a folder, before and after.
    `says`, `never`: what readers that keep entries show of the moved ones."""

    def __init__(self, name, change, new=None, gone=None, moved=None,
                 buried=None, at=None, status=0, renamed=None,
                 same_octets=False, says="", never="\0"):
        self.name, self.change, self.status, self.at = name, change, status, at
        self.new, self.gone, self.moved, self.buried = (
            {language: set(ids(language)) if ids else set()
             for language in LANGUAGES}
            for ids in (new, gone, moved, buried))
        self.renamed, self.same_octets = renamed, same_octets
        self.says, self.never = says, never


def change_nothing(_):
    pass


def correct(records):
    records.edit("prose/three/en.xml", (
        "</release>", '<correction at="2026-01-31">NOTE-OF-TODAY</correction>'
        "</release>"))


def translate(records):
    records.put("prose/tables/fr.xml", """<text kind="official" of="en">
  <title>Tableaux, listes et signes</title>
  <release href="https://hard.example.org/fr/tables">Traduit.</release>
</text>
""")


def move(records):
    records.edit("words/scripts/event.xml", ('start="2026-09-05"',
                                             'start="2026-09-12"'))


def tell_history(records):
    records.edit("words/scripts/event.xml", (
        "</event>", '<history><moved from="2026-09-05" at="2026-01-30"/>'
        "</history></event>"))


def rename(records):
    os.rename(records.folder + "/prose", records.folder + "/texts")
    records.edit("texts/series.xml", ("<series ",
                                      '<series formerly="prose" '),
                 ("Releases in many forms", "CHANGED title"))


def withdraw(records):
    records.edit("fates/month/event.xml", (
        "<release ", '<release status="withdrawn" '))


def delete_withdrawn(records):
    records.edit("fates/month/event.xml", ("<release [^>]*/>", ""))
    records.edit("fates/month/en.xml", ("(?s)<release>.*</release>", ""))
    records.edit("communiques/01/event.xml", ('<release id="wrong"[^>]*/>',
                                              ""))
    records.edit("communiques/01/en.xml",
                 ('<release ref="wrong">.*?</release>', ""))


def delete_published(records):
    records.edit("words/signs/event.xml", ("<release [^>]*/>", ""))
    records.edit("words/signs/en.xml", ("(?s)<release .*</release>", ""))


def make_draft(records):
    records.put_back("words/signs")
    records.edit("words/signs/event.xml", ("<release ",
                                           '<release status="draft" '))


def embargo(records):
    records.put_back("words/signs")
    records.edit("words/signs/event.xml", (
        "<release ", '<release not-before="2026-12-01" '))


def put_back(records):
    records.put_back("words/signs")


def correct_late(records):
    records.edit("texts/corrected/en.xml", (
        "<release href[^>]*>", r'\g<0><correction at="2026-01-21">Noted late'
        "</correction>"))


def spoil(records):
    records.edit("communiques/02/event.xml", ("</event>", ""))


def lose(records):
    shutil.rmtree(records.folder + "/communiques/02")


def mend(records):
    records.put_back("communiques/02")


def call_off(records):
    records.edit("words/emoji/event.xml", ("<event ",
                                           '<event status="cancelled" '))
    records.edit("clocks/utc/event.xml", ("<event ",
                                          '<event status="postponed" '))


def add(records):
    records.put("fates/ahead/event.xml", '<event uid="5e7d0000-0000-4000-8000-'
                '000000000041"><time start="2026-10-01"/></event>')
    records.put("fates/past/event.xml", '<event uid="5e7d0000-0000-4000-8000-'
                '000000000042" status="held"><time start="2026-01-30"/>'
                '<release published="2026-01-31"/></event>')
    records.put("fates/past/ja.xml", "<text><title>終わった会合</title>"
                "<release>発表。</release></text>")


def buried(language):
    return {tag(37, "release/" + words("en", language)),
            tag(18, "wrong/" + words("en", language))}


CASES = [
    Case("nothing changed", change_nothing, same_octets=True),
    Case("a release corrected", correct, at="2026-01-31T11:00:00Z",
         new=lambda L: {tag(25, "change/corrected-release-2026-01-31/" +
                            words("en", L))} if L in ("en", "ar") else (),
         moved=lambda L: {tag(25, "release/" + words("en", L))}
         if L in ("en", "ar") else (), says="NOTE-OF-TODAY"),
    Case("a translation added", translate, at="2026-01-21T00:00:00Z",
         new=lambda L: {tag(21, "release/fr")} if L == "fr" else (),
         gone=lambda L: {tag(21, "release/en/fr")} if L == "fr" else ()),
    Case("an event moved", move,
         new=lambda L: {tag(11, f"change/moved-2026-09-05/{L}")}),
    Case("its history told later", tell_history),
    Case("a series renamed", rename, renamed=("/prose/", "/texts/")),
    Case("nothing changed after that", change_nothing, same_octets=True),
    Case("a release withdrawn", withdraw,
         new=lambda L: {tag(37, "change/withdrawn-release/" + L)},
         moved=lambda L: {tag(37, "release/" + words("en", L))},
         never="The day will be told."),
    Case("two withdrawn ones deleted", delete_withdrawn, gone=buried,
         buried=buried),
    Case("nothing changed but two tombstones", change_nothing,
         same_octets=True),
    Case("one deleted that stands", delete_published, status=3),
    Case("one that stands made a draft", make_draft, status=3),
    Case("one that stands under embargo", embargo, status=3),
    Case("all put back", put_back),
    Case("a correction that is older than another", correct_late,
         at="2026-01-25T15:30:01Z",
         new=lambda L: {tag(24, "change/corrected-release-2026-01-21/" +
                            words("en", L))} if L in ("en", "ar") else (),
         moved=lambda L: {tag(24, "release/" + words("en", L))}
         if L in ("en", "ar") else (), says="Noted late"),
    Case("a record spoiled", spoil, status=3, same_octets=True),
    Case("a record lost", lose, status=3, same_octets=True),
    Case("the record put back", mend, same_octets=True),
    Case("one cancelled, one postponed", call_off,
         new=lambda L: {tag(10, f"change/cancelled/{L}"),
                        tag(3, f"change/postponed/{L}")}),
    Case("one ahead and one over are new", add, at="any",
         new=lambda L: {tag(41, f"change/announced/{L}"),
                        tag(42, "release/" + words("ja", L))}),
    Case("nothing changed at last", change_nothing, same_octets=True)]
