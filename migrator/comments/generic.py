"""Comments of an unknown system: repeated blocks of one shape, each with a name and a date, after the article.

Asked last, and it always says so; where the page refers to a component for comments (mXcomment's `com_maxcomment`, `com_jlexcomment`
and the like), the system is called by its name. Lists of articles and latest-comments modules are not taken: their blocks are links to
other pages, or stand at the page's side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from migrator import address, furniture
from migrator.comments import CommentSystem, Harvest
from migrator.document import Document, Element, is_in
from migrator.fields import first_number
from migrator.model import Note, When
from migrator.normalise import dates, labels
from migrator.texts import text_of

_SIGN = re.compile(r"comment|kommentar|coment|comentario|reply|replies|antwort|guestbook|gb_|discuss|отзыв|respon", re.I)
_NAMED = re.compile(r"author|user|name|poster|by$|nick|who", re.I)
_TITLED = re.compile(r"title|subject", re.I)
_DATED = re.compile(r"date|time|posted|created|when|meta|info", re.I)
_TEXT = re.compile(r"text|body|content|message|msg|comment$", re.I)
_BUTTONS = re.compile(r"reply|quote|report|vote|button|action|control|avatar|rating|like|permalink|tools", re.I)


#: The component of a comment system, as links, forms and assets of its pages name it.
_COMPONENT = re.compile(r"\b(?:com|plg)_(?:content_)?(\w*?(?:comment|jlex|discuss)\w*)", re.I)
_NAMES = {"maxcomment": "mxcomment", "jlexcomment": "jlex"}


class GenericComments(CommentSystem):
    """Blocks are alike when tag and classes are; two at least, each with a date of its own and some words."""

    general = True

    def evidence(self, doc: Document) -> str | None:
        found = self.items(doc)
        return f"{len(found)} alike blocks with a name and a date" if found else None

    def blocks(self, doc: Document) -> set[Element]:
        """The boxes whose items were taken for comments; nothing else is known of the system."""
        return set()

    def read(self, doc: Document) -> Harvest:
        found = super().read(doc)
        comments = tuple(c for c in found.comments if c.author or c.created)
        if not comments:
            return Harvest("")
        component = _COMPONENT.search(doc.text)
        name = component[1].lower() if component else "generic"
        note = Note("generic-comments", f"{len(comments)} comments of a system whose pages are not known, found by their repeated shape", "warning")
        return replace(found, system=_NAMES.get(name, name), comments=comments, notes=(note,))

    def items(self, doc: Document) -> list[Element]:
        if "generic comments" not in doc.memo:
            doc.memo["generic comments"] = self._search(doc)
        found: list[Element] = doc.memo["generic comments"]
        return found

    def _search(self, doc: Document) -> list[Element]:
        groups: dict[tuple[Element, str], list[Element]] = defaultdict(list)
        if not _SIGN.search(doc.naming):
            return []
        for box in doc.tagged("div", "li", "article", "table", "tr", "section", "dl"):
            classes = f"{box.get('class') or ''} {box.get('id') or ''}"
            if not _SIGN.search(classes) or (parent := box.getparent()) is None:
                continue
            shape = re.sub(r"\d+|\b(?:odd|even|first|last)\b", "", f"{box.tag} {box.get('class') or ''}")
            groups[parent, shape].append(box)
        best: list[Element] = []
        for (parent, _), boxes in groups.items():
            if len(boxes) < 2 or furniture.in_module(parent):
                continue
            good = [b for b in boxes if self._is_comment(doc, b)]
            if len(good) > 1 and len(good) * 3 >= len(boxes) * 2 and len(good) > len(best):
                best = good
        return best

    def _is_comment(self, doc: Document, box: Element) -> bool:
        """A date of its own, words beside name and date, and no heading that leads to another page."""
        said = text_of(box)
        if not 8 < len(said) < 20000 or not self.created(doc, box):
            return False
        for link in (a for h in box.iter("h1", "h2", "h3", "h4") for a in h.iter("a")):
            target = doc.absolute(link.get("href") or "")
            if target and doc.url and address.read(target).place != doc.address.place:
                return False
        return bool(self.author(doc, box))

    def _classed(self, item: Element, pattern: re.Pattern[str]) -> list[Element]:
        return [e for e in item.iterdescendants() if isinstance(e.tag, str) and pattern.search(f"{e.get('class') or ''} {e.get('itemprop') or ''}")
                and not (e.get("class") and _BUTTONS.search(e.get("class") or ""))]

    def id(self, doc: Document, item: Element) -> int | None:
        return first_number(re.sub(r"\D+", " ", item.get("id") or ""))

    def author(self, doc: Document, item: Element) -> str | None:
        for element in self._classed(item, _NAMED):
            name = labels.person(re.split(r"\s[-–|]\s|,\s", text_of(element))[0])
            if 0 < len(name) < 60 and not dates.parse(name):
                return name
        bold = next((b for b in item.iter("b", "strong", "cite") if 0 < len(text_of(b)) < 50), None)
        return text_of(bold) if bold is not None else None

    def title(self, doc: Document, item: Element) -> str | None:
        """What is named a title, else what stands in bold beside name and text."""
        bodies, author = set(self.body(doc, item)), self.author(doc, item)
        bold = (e for e in item.iter("b", "strong", "h3", "h4", "h5", "h6") if not is_in(e, bodies) and e not in bodies)
        for element in (*self._classed(item, _TITLED), *bold):
            said = text_of(element)
            if 1 < len(said) < 200 and said != author and author and author not in said and not dates.parse(said):
                return said
        return None

    def created(self, doc: Document, item: Element) -> When | None:
        for element in [*item.iter("time"), *self._classed(item, _DATED)]:
            said = element.get("datetime") or text_of(element)
            if len(said) < 120 and (found := dates.parse(said, doc.memo.get("date order", "dmy"), doc.memo.get("language"))):
                return found
        return None

    def body(self, doc: Document, item: Element) -> list[Element]:  # type: ignore[override]
        named = [e for e in self._classed(item, _TEXT) if text_of(e) and not _NAMED.search(e.get("class") or "") and not _DATED.search(e.get("class") or "")]
        if named:
            return [max(named, key=lambda e: len(text_of(e)))]
        return [p for p in item.iter("p") if text_of(p) and not p.get("class")] or [max(item.iter("p", "div", "td", "dd"),
            key=lambda e: len(text_of(e)), default=item)]
