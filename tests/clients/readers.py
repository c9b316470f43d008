"""Readers that people subscribe with, over HTTP, and what they keep.

Each is made with a folder and a list of (site, path); fetch() asks the server
for what is new."""

import email
import email.policy
import glob
import os
import sqlite3
import subprocess
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from time import strftime

import feedparser

URL = os.environ.get("FEEDS_URL")
R2E = """[DEFAULT]
to = reader@example.org
email-protocol = maildir
maildir-path = {0}
maildir-mailbox = mail
html-mail = True
use-8bit = True
date-header = True
date-header-order = issued
encodings = UTF-8
verbose = warning
"""


def address(feed):
    return URL + "%s/feeds/%s" % feed


def instant(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Newsboat:
    """An id belongs to one feed of its database only, whatever their number."""

    def __init__(self, folder, feeds):
        self.folder, self.feeds = folder, feeds
        with open(folder + "/urls", "w", encoding="utf-8") as urls:
            urls.writelines(address(feed) + "\n" for feed in feeds)
        with open(folder + "/config", "w", encoding="utf-8") as config:
            config.write(f"error-log {folder}/errors\n")

    def fetch(self):
        folder = self.folder
        done = subprocess.run(
            ["newsboat", "-u", folder + "/urls", "-c", folder + "/cache",
             "-C", folder + "/config", "-x", "reload"],
            capture_output=True, text=True, env=dict(
                os.environ, HOME=folder, TERM="dumb", LC_ALL="C.UTF-8"))
        said = done.stdout + done.stderr
        if os.path.exists(folder + "/errors"):
            with open(folder + "/errors", encoding="utf-8") as errors:
                said += errors.read()
        if done.returncode or said.strip():
            raise ValueError(f"newsboat: {said}")

    def ask(self, query, *values):
        database = sqlite3.connect(self.folder + "/cache")
        with database:
            found = database.execute(query, values).fetchall()
        database.close()
        return found

    def entries(self, feed):
        return [{
            "id": guid, "title": title,
            "link": url.replace("%27", "'") or None, "author": author,
            "published": instant(datetime.fromtimestamp(date, timezone.utc)),
            "content": content}
            for guid, title, url, date, content, author in self.ask(
                "select guid, title, url, pubDate, content, author "
                "from rss_item where feedurl = ?", address(feed))]

    def take_new(self):
        """(feed, id) of what it shows as new; then all is read."""
        feeds = {address(feed): feed for feed in self.feeds}
        found = {(feeds[url], guid) for url, guid in self.ask(
            "select feedurl, guid from rss_item where unread = 1")}
        self.ask("update rss_item set unread = 0")
        return found


class Rss2email:
    """One mail for each entry that it did not know; an id is known to each
    feed by itself."""

    def __init__(self, folder, feeds):
        self.folder, self.feeds = folder, feeds
        self.mails = []
        with open(folder + "/config", "w", encoding="utf-8") as config:
            config.write(R2E.format(folder))
            for number, feed in enumerate(feeds):
                config.write(f"[feed.f{number}]\nurl = {address(feed)}\n")

    def fetch(self):
        folder = self.folder
        done = subprocess.run(
            ["r2e", "-c", folder + "/config", "-d", folder + "/data", "run"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=dict(os.environ, HOME=folder))
        if done.returncode or done.stdout:
            raise ValueError(f"r2e: {done.stdout[-500:]}")
        self.mails = []
        for path in sorted(glob.glob(folder + "/mail/new/*")):
            with open(path, "rb") as file:
                self.mails.append(email.message_from_binary_file(
                    file, policy=email.policy.default))
            os.remove(path)

    @staticmethod
    def page(mail):
        """Where there is none, feedparser takes the id for one."""
        link = mail["X-RSS-URL"]
        return str(link) if link and link != mail["X-RSS-ID"] else None

    def entries(self, feed):
        return [{
            "id": str(mail["X-RSS-ID"]), "title": str(mail["Subject"]),
            "link": self.page(mail),
            "published": instant(parsedate_to_datetime(mail["Date"])),
            "content": mail.get_content()}
            for mail in self.mails if mail["X-RSS-Feed"] == address(feed)]

    def take_new(self):
        return {(feed, str(mail["X-RSS-ID"])) for feed in self.feeds
                for mail in self.mails if mail["X-RSS-Feed"] == address(feed)}


class Feedparser:
    """It asks only for what changed since, and knows entries by their id."""

    def __init__(self, _, feeds):
        self.feeds = feeds
        self.known, self.found, self.answers = {}, set(), {}

    def fetch(self):
        self.found = set()
        for feed in self.feeds:
            before = self.answers.get(feed, {})
            answer = feedparser.parse(
                address(feed), etag=before.get("etag"),
                modified=before.get("modified"))
            if answer.status == 304:
                continue
            if answer.bozo or answer.version != "atom10":
                raise ValueError("feedparser: %s: %s %r" % (
                    feed[1], answer.version, answer.get("bozo_exception")))
            self.answers[feed] = answer
            ids = {(feed, e.id) for e in answer.entries}
            self.found |= ids - self.known.get(feed, set())
            self.known[feed] = self.known.get(feed, set()) | ids

    def entries(self, feed):
        def instant_of(parsed):
            return strftime("%Y-%m-%dT%H:%M:%SZ", parsed)

        def page(entry):
            # Where there is none, it takes the id for one.
            return entry.link if any(
                link.rel == "alternate" and link.type == "text/html"
                for link in entry.get("links", [])) \
                else None
        return [{
            "id": e.id, "title": e.title, "link": page(e),
            "published": instant_of(e.published_parsed),
            "updated": instant_of(e.updated_parsed),
            "content": e.content[0].value}
            for e in self.answers[feed].entries]

    def take_new(self):
        return self.found
