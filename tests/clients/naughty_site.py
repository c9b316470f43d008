"""Records that hold a string in each of their fields.

A field stands in a record as [FIELD], the only one on its line; what stands
there in its place is asked of fill(number of the string, field)."""

import os
import re
import uuid

# One for each string.
EVENT = """<event uid="{uid}" status="held">
  <time start="2026-01-28"/>
  <place country="BE"/>
  <person id="p" party="S{n}" as="co-chair"/>
  <person party="JP" as="chair"
    name="[fact]"/>
  <body ref="b{n}"/>
  <body ref="own"/>
  <topic term="t{n}"/>
  <release published="2026-01-29"/>
  <release id="rich" published="2026-01-29"/>
</event>
"""
TEXT = """<text kind="courtesy">
  <title>[title]</title>
  <when>[when]</when>
  <place>[place]</place>
  <venue>[venue]</venue>
  <summary>[summary]</summary>
  <status-note>[note]</status-note>
  <notice>[notice]</notice>
  <person ref="p">
    <name>[name]</name>
    <role>[role]</role>
  </person>
  <discussed>[discussed]</discussed>
  <outcome>[outcome]</outcome>
  <link href="https://example.org/{n}">[label]</link>
  <link href="[linkhref]">Link</link>
  <source publisher="[source]"
    href="[sourcehref]"/>
  <release href="[pagehref]">
    [plain]
    <correction at="2026-01-30">[correction]</correction>
  </release>
  <release ref="rich">
    <p>[p]</p>
    <p>First <em>[em]</em> last.</p>
    <ul><li>[li]</li></ul>
    <table><tr><td>[td]</td></tr></table>
    <p>First <a href="https://example.org/{n}">[a]</a> last.</p>
    <p><a href="[ahref]">Link</a></p>
  </release>
</text>
"""
SERIES = """<series>
  <title xml:lang="en">[series]</title>
  <summary xml:lang="en">[about]</summary>
  <body id="own" party="JP">
    <name xml:lang="en">[own]</name>
  </body>
</series>
"""
OF_PUBLISHER = """\
  <party code="S{n}"><name xml:lang="en">[party]</name></party>
  <body id="b{n}" party="JP"><name xml:lang="en">[body]</name></body>
  <topic term="t{n}"><label xml:lang="en">[topic]</label></topic>
"""
PUBLISHER = """<publisher base="https://naughty.example.org/feeds/"
    authority="naughty.example.org,2026" event-files="no" pages="no">
  {languages}
  <name xml:lang="en">Publisher</name>
{rest}</publisher>
"""
# What stands once in each language; languages are made up for it.
OF_LANGUAGE = """  <name xml:lang="{tag}">[publisher]</name>
  <description xml:lang="{tag}">[description]</description>
  <rights xml:lang="{tag}">[rights]</rights>
  <notice kind="courtesy" xml:lang="{tag}">[kindnotice]</notice>
  <phrase id="discussed" xml:lang="{tag}">[phrase]</phrase>
  <phrase id="label" xml:lang="{tag}">{{label}} [pattern]</phrase>
"""
TEXT_OF_LANGUAGE = """<text kind="courtesy">
  <title>Title</title>
  <discussed>Subject</discussed>
  <release>Words.</release>
</text>
"""
FIELD = re.compile(rb"\[([a-z]+)\]")
FIELDS = sorted(set(re.findall(r"\[([a-z]+)\]",
                               EVENT + TEXT + SERIES + OF_PUBLISHER)))
FIELDS_OF_LANGUAGE = sorted(set(re.findall(r"\[([a-z]+)\]", OF_LANGUAGE)))


class Site:
    def __init__(self, folder, fill):
        self.folder, self.fill = folder, fill
        # (file, line): (number of the string, field, octets of the line)
        self.places = {}

    def write(self, path, *parts):
        """parts: (number of the string, template)."""
        os.makedirs(os.path.dirname(f"{self.folder}/{path}"), exist_ok=True)
        written = b""
        for n, template in parts:
            for line in template.encode().splitlines(True):
                written += self.filled(n, line, path, written)
        with open(f"{self.folder}/{path}", "wb") as file:
            file.write(written)

    def filled(self, n, line, path, before):
        match = FIELD.search(line)
        if not match:
            return line
        field = match[1].decode()
        line = line.replace(match[0], self.fill(n, field))
        for more, part in enumerate(line.split(b"\n")[:-1]):
            self.places[path, 1 + before.count(b"\n") + more] = n, field, part
        return line

    def add_event(self, n, name=None):
        name = name or f"n{n}"
        uid = uuid.uuid5(uuid.NAMESPACE_URL, f"naughty:{name}")
        self.write(f"events/{name}/series.xml", (n, SERIES))
        self.write(f"events/{name}/1/event.xml",
                   (n, EVENT.format(uid=uid, n=n)))
        self.write(f"events/{name}/1/en.xml", (n, TEXT.format(n=n)))

    def add_publisher(self, numbers, tags=()):
        """tags: (number, language)."""
        tags = [(n, tag, OF_LANGUAGE.format(tag=tag)) for n, tag in tags]
        listed = "".join(f'<language tag="{tag}"/>' for _, tag, _ in tags)
        head, tail = PUBLISHER.format(
            languages=listed + '<language tag="en"/>', rest="\0").split("\0")
        self.write("events/publisher.xml", (0, head),
                   *((n, OF_PUBLISHER.format(n=n)) for n in numbers),
                   *((n, part) for n, _, part in tags), (0, tail))

    def add_languages(self, tags, numbers=()):
        self.add_publisher(numbers, tags)
        for n, tag in tags:
            self.write(f"events/all/1/{tag}.xml", (n, TEXT_OF_LANGUAGE))
        self.write("events/all/series.xml", (0, """<series>
  <title xml:lang="en">Series</title>
</series>
"""))
        self.write("events/all/1/event.xml", (0, f"""<event uid="{
            uuid.uuid5(uuid.NAMESPACE_URL, 'naughty:all')}" status="held">
  <time start="2026-01-28"/>
  <release published="2026-01-29"/>
</event>
"""))
