#!/usr/bin/python3
"""rss2email: the mails that it makes, one for each entry of each feed."""

import tempfile

from readers import Rss2email
from sites import files, tell

feeds = [(site, path) for site, path, _ in files("atom")]
with tempfile.TemporaryDirectory() as folder:
    r2e = Rss2email(folder, feeds)
    r2e.fetch()
    for site, path in feeds:
        tell(site=site, file=path, entries=r2e.entries((site, path)))
