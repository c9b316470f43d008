"""What the entry of a release must say in the feeds of one language."""

from datetime import timedelta

from meetings import tell_in_atom, tell_meeting
from reading import bare, utc, words


def body(element):
    """Its characters without blanks; corrections stand elsewhere."""
    if element is None:
        return ""
    kept = [element.text or ""]
    for child in element:
        if child.tag != "correction":
            kept += child.itertext()
        kept.append(child.tail or "")
    return bare("".join(kept))


class Entry:
    """One release of an event and the text that it is shown in."""

    def __init__(self, event, name, element, others, language):
        self.event, self.site, self.name = event, event.site, name
        self.element, self.others, self.language = element, others, language
        own = [t for t in event.texts if t.language == language]
        # A text that does not have the release lets the one that has it.
        having = [t for t in own + event.texts if name in t.releases]
        self.shown = (having or own or event.texts or [None])[0]
        self.words = self.shown.releases.get(name) if self.shown else None
        self.withdrawn = element.get("status") == "withdrawn"
        self.id = "tag:%s:%s/%s/%s" % (
            self.site.authority, event.uid, name, self.languages())

    def languages(self):
        """As ids name them: that of the words, then another of the feed."""
        shown = self.shown.language if self.shown else self.language
        return shown if shown == self.language else f"{shown}/{self.language}"

    def corrections(self):
        return [] if self.words is None else self.words.findall("correction")

    def corrected(self):
        """(correction, when it moved the entry), the first one first."""
        updated, found = self.published(), []
        for element in sorted(self.corrections(), key=lambda e:
                              self.site.moment(e.get("at"), 12)):
            at = self.site.moment(element.get("at"), 12)
            updated = at if at > updated else updated + timedelta(seconds=1)
            found.append((element, updated))
        return found

    def written(self):
        return self.element.get("published") or \
            self.event.main.last_day.isoformat()

    def day(self):
        """A day as the record has it; a moment in UTC."""
        if "T" not in self.written():
            return self.written()
        return utc(self.site.moment(self.written(), 12))

    def published(self):
        site = self.site
        published = site.moment(self.written(), 12)
        if self.words is not None and self.words.get("published"):
            published = max(published, site.moment(
                self.words.get("published"), 12))
        embargoes = [self.element, self.event.root]
        if self.shown is not None:
            embargoes.append(self.shown.root)
        for embargoed in embargoes:
            if embargoed.get("not-before"):
                published = max(published, site.moment(
                    embargoed.get("not-before"), 0))
        return published

    def updated(self):
        corrected = self.corrected()
        updated = corrected[-1][1] if corrected else self.published()
        if self.withdrawn:
            # It has no date but that of the build that first says so.
            updated = max(updated, self.site.now)
        return updated

    def pages(self):
        """The text that readers are sent to, and all pages."""
        having = [t for t in self.event.texts if t.page(self.name)]
        own = [t for t in having if t is self.shown] or having
        return own[0] if own else None, having

    def page(self):
        leading = self.pages()[0]
        return leading and leading.page(self.name)

    def links(self):
        leading, having = self.pages()
        page = self.page()
        links = [["alternate", "text/html", t.language, t.page(self.name)]
                 for t in sorted(having, key=lambda t: t is not leading)]
        seen = [page]
        original = [t for t in having if self.shown and
                    t.language == self.shown.of and
                    t.page(self.name) not in seen]
        if original:
            seen.append(original[0].page(self.name))
            links.append(["via", "text/html", self.shown.of, seen[-1]])
        source = self.source()
        if source is not None and source.get("href") and \
                source.get("href") not in seen:
            links.append(["via", "text/html", None, source.get("href")])
        for event in [self.event] + self.others:
            if event.calendar(self.language):
                links.append(["related", "text/calendar", self.language,
                              event.calendar(self.language)])
        if len(having) > 1:
            links.append(["alternate", "text/html", None, page])
        return links

    def source(self):
        return self.shown.source if self.shown else None

    def author(self):
        source = self.source()
        if source is not None:
            return [words(source.get("publisher")), source.get("href")]
        return self.site.author(self.language)

    def categories(self):
        """(term, scheme, label)"""
        site, tag = self.site, "tag:%s:" % self.site.authority
        if self.withdrawn:
            return [["withdrawn", tag + "translation", site.find_phrase(
                self.language, "changed.withdrawn")]]
        found = [[term, tag + "topic", site.label(term, self.language)]
                 for term in self.event.topics]
        if self.shown:
            found.append([self.shown.kind, tag + "translation",
                          site.find_phrase(self.language,
                                           "kind." + self.shown.kind)])
        return found

    def form(self):
        if self.withdrawn or self.words is None:
            return "text"
        return self.words.get("form", "text")

    def notice(self):
        return self.shown and self.event.notice(self.shown, self.language)

    def title(self):
        if self.withdrawn:
            return self.site.find_phrase(
                self.language, "title.withdrawn").replace(
                    "{title}", self.event.marked_title(self.language))
        return self.event.marked_title(self.language)

    def in_order(self):
        """What the content says, one behind the other."""
        site, said = self.site, []
        if self.withdrawn:
            return [bare(site.find_phrase(self.language, "status.withdrawn"))]
        if self.shown and self.shown.language != self.language:
            said.append(site.missing(self.language, self.shown.language))
        said.append(self.notice())
        if self.shown and self.event.is_stale(self.shown):
            said.append(site.find_phrase(self.language, "stale"))
        said.append(self.event.choose("status_note", self.language)[1])
        said.append(self.form() == "summary" and
                    site.summary(self.language, self.source()))
        said.append(body(self.words))
        said += self.event.facts(self.language)
        source = self.source()
        said.append(source is not None and source.get("publisher"))
        for other in self.others:
            said.append(other.title(self.language))
            said += other.facts(self.language)
        said += ["".join(c.itertext()) for c in self.corrections()]
        return [bare(text) for text in said if text]

    def told(self):
        withdrawn = self.withdrawn
        events = [] if withdrawn else [self.event] + self.others
        # What is withdrawn has no words any more.
        text = None if withdrawn else self.shown
        summary = next((t.summary for t in self.event.in_order(self.language)
                        if t.summary), None)
        return {
            "id": self.id, "title": self.title(),
            "link": self.page(),
            "links": self.links(), "categories": self.categories(),
            "tags": [label for _, _, label in self.categories()],
            "author": self.author(), "language": self.language,
            "published": utc(self.published()),
            "updated": utc(self.updated()),
            "says": self.in_order(),
            "never": [body(self.words)] if withdrawn and
            body(self.words) else [],
            "summary_says": [bare(text) for text in ([
                self.site.find_phrase(self.language, "status.withdrawn")]
                if withdrawn else [self.notice(), summary] if summary else
                [self.notice(), self.title(),
                 self.event.place(self.language)]) if text],
            "notice_language": text and self.event.notice_words(
                text, self.language)[0],
            "release": {"id": self.name, "published": self.day(),
                        "status": "withdrawn" if withdrawn else "published",
                        "form": self.form()},
            "translation": self.event.translation(text, self.language),
            "d_events": [tell_in_atom(e, self.language) for e in events],
            "events": [tell_meeting(e, self.language) for e in events]}
