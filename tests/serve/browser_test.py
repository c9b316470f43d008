#!/usr/bin/python3
"""A real browser looks at the preview; see browser.mjs."""

import os
import subprocess
import sys

from preview import Preview

# As strict as pages that are published.
HEAD = ("<!DOCTYPE html><html lang=en><meta charset=utf-8>"
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'self'; "
        "script-src 'sha256-TfgD8xiVWXGCE2Fmi2fXritIDBaOwbKpzxN/tYbSjyc='\">"
        '<link rel=stylesheet href="/own.css">')
PAGE = HEAD + "<title>Page</title><h1>Old words</h1>" + "<p class=words>x" * 50
INLINE = HEAD + "<title>Inline</title><script>document.title = 1</script><h1>x"
# All that a page could do to what stands in it.
STYLE = "p, li { text-transform: uppercase } li { position: fixed } " \
        "* { border: 0 } .words { color: teal }"

with Preview() as preview:
    preview.write("feeds/page.html", PAGE)
    preview.write("feeds/inline.html", INLINE)
    preview.write("feeds/own.css", STYLE)
    here = os.path.dirname(os.path.abspath(__file__))
    sys.exit(subprocess.run(
        ["node", here + "/browser.mjs",
         os.path.abspath("build/serve-tests/node_modules"), preview.url,
         preview.site, preview.path("feeds/page.html")], check=False).returncode)
