"""Comments of an unknown system: blocks of one shape, each with a date, a name and words, on a page
that speaks of comments (`layout/comment_blocks.py` finds them).

Asked last, and it always says so; where the page refers to a component for comments (mXcomment's
`com_maxcomment`, `com_jlexcomment` and the like), the system is called by its name. Lists of
articles and latest-comments modules are not taken: their blocks are links to other pages, or stand
at the page's side."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import is_prose, text_of
from migrator.joomla import address
from migrator.layout import block_parts, comment_blocks, comment_words
from migrator.layout import dated_blocks as dated
from migrator.layout.comment_blocks import LABEL_LETTERS, SILENT
from migrator.layout.comment_system import CommentSystem, PageComments
from migrator.layout.fields import first_number
from migrator.model import Note, When
from migrator.normalise import bbcode, sanitise
from migrator.patterns import lazy_pattern

_NAMES = {"maxcomment": "mxcomment", "jlexcomment": "jlex"}
#: Of a link to an author's own site: what it is called, or its picture.
_SITE = re.compile(
    r"^(?:url|www|web|web ?site|home ?page)$|home(?:page)?\.\w|world\.\w|web\.\w", re.I
)
#: A line of words alone that tells the author's own site (JUDirectory).
_SITE_LINE = lazy_pattern(r"(?:url|www|web ?site|home ?page)\s*:\s*(https?://\S+)", re.I)
_STATED = lazy_pattern(
    rf"(?:^|\s)(\d{{1,4}})\s+(?:{comment_words.WORDS.pattern})|(?:{comment_words.WORDS.pattern})\s*[(:]\s*(\d{{1,4}})\b",
    re.I,
)
#: Elements before the first comment among which the page states how many there are.
_NEAR = 40


class GenericComments(CommentSystem):
    """The largest group of blocks with a date each that are comments by their looks; one alone
    where its class says so."""

    general = True

    def evidence(self, doc: Document) -> str | None:
        items = self.items(doc)
        return f"{len(items)} alike blocks with a name and a date" if items else None

    def blocks(self, doc: Document) -> set[Element]:
        """The boxes whose items were taken for comments; nothing else is known of the system."""
        return set()

    def read(self, doc: Document) -> PageComments:
        harvest = super().read(doc)
        if not harvest.comments:
            return PageComments("")
        component = comment_words.COMPONENT.search(doc.text)
        name = component[1].lower() if component else "generic"
        note = Note(
            "generic-comments",
            (
                f"{len(harvest.comments)} comments of a system whose pages are not known, "
                f"found by their repeated shape"
            ),
            "warning",
        )
        return replace(harvest, system=_NAMES.get(name, name), notes=(note,))

    def items(self, doc: Document) -> list[Element]:
        return self._boxes_and_evidence(doc)[0]

    def _boxes_and_evidence(self, doc: Document) -> tuple[list[Element], set[Element]]:
        """The blocks of the comments, and the elements of the page that they are, or are copies
        of."""
        return doc.once(comment_blocks.find)

    def taken(self, doc: Document, item: Element) -> set[Element]:
        """The comments, the box that holds them all and nothing of the article, and the short text
        before it that announces them."""
        evidence = self._boxes_and_evidence(doc)[1]
        within = [e for e in evidence if item in e.iterancestors()]
        if not within:
            return evidence - {item, *item.iterancestors()}
        box = comment_blocks.box_of_all(within)
        if (
            box is item
            or box in item.iterancestors()
            or any(
                is_prose(e) and not is_in(e, evidence) and e not in evidence
                for e in box.iter(etree.Element)
            )
        ):
            box = min(within, key=lambda e: doc.places.get(e, 0))
        else:
            while (
                (parent := box.getparent()) is not None
                and item in parent.iterancestors()
                and comment_words.names_comments(parent)
                and not any(
                    is_prose(e) and box not in e.iterancestors()
                    for e in parent.iter(etree.Element)
                    if e is not box
                )
            ):
                box = parent
            evidence = evidence | {box}
        return evidence | _labels_before(box) | _form_after(box)

    def website(self, doc: Document, item: Element) -> str | None:
        """Where the author's name leads, or a link whose words or picture say that it is a site, to
        another host; else an address that a line of words tells."""
        parts = block_parts.parts(doc, item)
        if parts is None:
            return None
        for link in item.iter("a"):
            target = doc.absolute(link.get("href") or "")
            there = address.read(target) if target else None
            if target is None or there is None or there.host == doc.address.host:
                continue
            shown = text_of(link) or " ".join(
                f"{i.get('alt') or ''} {i.get('src') or ''}" for i in link.iter("img")
            )
            if shown == parts.author or _SITE.search(shown):
                return target
        lines = (_SITE_LINE.fullmatch(text_of(e)) for e in item.iter("div", "p", "li", "span"))
        return next((line[1] for line in lines if line), None)

    def _stated(self, doc: Document) -> int | None:
        """The number beside the word for comments that stands nearest before the first of them."""
        items = self.items(doc)
        if not items:
            return None
        evidence = self._boxes_and_evidence(doc)[1]
        first = min((doc.places[e] for e in evidence if e in doc.places), default=None)
        if first is None:
            return None
        for element in reversed(doc.elements[max(0, first - _NEAR) : first]):
            words = text_of(element) if element.tag not in SILENT else ""
            if 0 < len(words) < LABEL_LETTERS and (match := _STATED.search(words)):
                return int(match[1] or match[2])
        return None

    def id(self, doc: Document, item: Element) -> int | None:
        """The first number in the ids of the block, of the box right around it, of what is in it,
        or in an anchor of its own."""
        outer = item.getparent()
        named = [item.get("id") or "", (outer.get("id") or "") if outer is not None else ""]
        named += [e.get("id") or e.get("name") or "" for e in item.iterdescendants(etree.Element)]
        anchors = [(a.get("href") or "").partition("#")[2] for a in item.iter("a")]
        return next(
            (
                number
                for text in (*named, *anchors)
                if (number := first_number(re.sub(r"\D+", " ", text))) is not None
            ),
            None,
        )

    def author(self, doc: Document, item: Element) -> str | None:
        return parts.author if (parts := block_parts.parts(doc, item)) else None

    def title(self, doc: Document, item: Element) -> str | None:
        return parts.title if (parts := block_parts.parts(doc, item)) else None

    def created(self, doc: Document, item: Element) -> When | None:
        return parts.moment if (parts := block_parts.parts(doc, item)) else None

    def depth(self, doc: Document, item: Element) -> int:
        """How often boxes of one shape stand around the block in one another, then how far it is
        set in: replies stand deeper. A `<div>` without a class says nothing."""
        items = self.items(doc)
        if item not in items:
            return 0
        around = [item, *item.iterancestors()]
        outermost = comment_blocks.box_of_all(items) if doc.span(item) else None
        shapes = [
            dated.shape(e)
            for e in (around if outermost is None else around[: around.index(outermost) + 1])
            if e.tag != "div" or e.get("class")
        ]
        return 1000 * (len(shapes) - len(set(shapes))) + _inset(item) - min(map(_inset, items))

    def _body(self, page: Document, doc: Document, block: Element) -> tuple[str, str]:
        """The words: what is named for them, else the innermost box that holds most of them,
        without name, date, buttons and the labels that all comments have."""
        parts = block_parts.parts(doc, block)
        without = block_parts.buttons(block)
        if parts:
            without |= parts.taken | block_parts.repeats(block, parts)
        shared = page.once(_labels)
        labels = {
            e for e in block.iterdescendants(etree.Element) if block_parts.label_of(e) in shared
        }
        if text_of(block, without | labels):
            without |= labels
        named = block_parts.named_text(block, without)
        box = named if named is not None else block_parts.innermost(block, without)
        html = bbcode.to_html(sanitise.clean(doc, box, without, comment=True).strip())
        return html, sanitise.plain_text(html)


def _labels(doc: Document) -> frozenset[str]:
    return block_parts.labels(doc.once(comment_blocks.find)[0])


def _labels_before(box: Element) -> set[Element]:
    """The short texts before the comments that announce them: "Comments (4)", the feed of them."""
    labels: set[Element] = set()
    before = box.getprevious()
    while before is not None:
        words = text_of(before) if isinstance(before.tag, str) else ""
        if words:
            if (
                (before.tag == "p" and not before.get("class"))
                or len(words) >= LABEL_LETTERS
                or not comment_words.WORDS.search(words)
            ):
                break
            labels.add(before)
        before = before.getprevious()
    return labels


def _form_after(box: Element) -> set[Element]:
    """The form that follows the comments, and the short text between."""
    between: list[Element] = []
    after = box.getnext()
    while after is not None:
        words = text_of(after) if isinstance(after.tag, str) else ""
        if isinstance(after.tag, str) and next(after.iter("textarea"), None) is not None:
            return {*between, after}
        if words and (len(words) >= LABEL_LETTERS or not comment_words.WORDS.search(words)):
            break
        between.append(after)
        after = after.getnext()
    return set()


def _inset(box: Element) -> int:
    """The pixels that a block is set in by."""
    outer = box.getparent()
    style = f"{box.get('style') or ''};{(outer.get('style') or '') if outer is not None else ''}"
    pixels = re.search(r"(?:margin|padding)-left\s*:\s*(\d+)\s*px", style)
    return int(pixels[1]) if pixels else 0
