"""The ledger of a page: every visible word is in the record, known to be no content, taken out by a
rule, or open. Only other pages can tell of an open word whether the site repeats it
(`assemble/ledger.py`)."""

from __future__ import annotations

import html as entities
import re
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import takewhile

import lxml.etree

from migrator.document.document import Document, Element
from migrator.document.text import PROSE
from migrator.filetypes import DOWNLOAD
from migrator.layout import boilerplate
from migrator.layout.reader import Part
from migrator.model import Comment, OpenBlock, PageWords

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_TAG = re.compile(r"<[^>]+>")
#: Elements whose text nobody sees, or that is a choice or a form's button.
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "select", "textarea", "button", "title")
)
#: What may be hidden, found by libxml2: of a page's elements few have a style of their own.
_STYLED = lxml.etree.XPath("//*[@style or @hidden]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: Signs that a rule puts other words in the place of the page's: an address that a script hides.
_REWRITES = re.compile(r"addy\d*|joomla-hidden-mail")
#: Words at most by which a cleaned body may have fewer than its boxes on the page.
_FEW = 3
_SHOWN = 60
#: Words at most of a label or a button within a text.
_LABEL = 3


def of_article(
    doc: Document,
    part: Part,
    body: str,
    comments: Collection[Comment],
    blocks: Collection[Element],
    ends: frozenset[Element] = frozenset(),
) -> PageWords:
    """The ledger of a page that shows the article `part`, whose cleaned body is `body`; `blocks`
    are the elements of comment systems, at `ends` the body ends though its box goes on."""
    sorts: dict[Element, str] = dict.fromkeys(boilerplate.parts(doc, doc.tree), "known")
    sorts |= dict.fromkeys(part.without, "known")
    sorts |= dict.fromkeys(blocks, "known" if comments else "open")
    sorts |= dict.fromkeys(part.containers, "record")
    sorts |= {e: "known" for box in part.containers for e in part.without if e is not box}
    sorts |= {e: "record" for f in part.fields.values() for e in f.elements}
    for end in ends:
        following = [e for level in (end, *end.iterancestors()) for e in level.itersiblings()]
        sorts |= dict.fromkeys((end, *following), "known")
    words = _walk(doc, sorts, frozenset(part.containers), ends=ends)
    counted = Counter(_words(entities.unescape(_TAG.sub(" ", body))))
    lost = words.boxed - counted
    missing = sum(lost.values())
    rewritten = missing and _REWRITES.search(doc.text) is not None
    open_ = words.open
    if missing > _FEW and not rewritten:
        open_ += (OpenBlock(0, missing, " ".join(list(lost)[:8]), "body"),)
    comment_words = sum(len(_words(c.text)) for c in comments)
    return PageWords(
        sum(counted.values()) + words.record + comment_words,
        max(words.known - comment_words, 0),
        missing if rewritten else 0,
        open_,
        tuple(dict.fromkeys((*words.body_marks, *words.marks))),
        len(words.body_marks),
    )


def of_other(doc: Document) -> PageWords:
    """The ledger of a page that shows no article: its modules may be all that it has to say."""
    parts = boilerplate.parts(doc, doc.tree)
    sorts = {e: "known" for e in parts if "module" not in (e.get("class") or "")}
    walked = _walk(doc, sorts, frozenset(), modules="open")
    return PageWords(0, walked.known, 0, walked.open, walked.marks)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


class _Walked:
    """What a walk through a page counted; `boxed` are the words of the body's boxes."""

    def __init__(self) -> None:
        self.record = self.known = 0
        self.boxed: Counter[str] = Counter()
        self.open: tuple[OpenBlock, ...] = ()
        self.marks: tuple[int, ...] = ()
        self.body_marks: tuple[int, ...] = ()


def _walk(
    doc: Document,
    sorts: Mapping[Element, str],
    boxes: frozenset[Element],
    modules: str = "known",
    ends: frozenset[Element] = frozenset(),
) -> _Walked:
    walked = _Walked()
    state: dict[Element, tuple[str, bool, bool]] = {}
    open_: list[OpenBlock] = []
    marks: dict[int, None] = {}
    body_marks: dict[int, None] = {}
    named = _words(doc.title)  # some templates print what `<title>` says above the article
    span = doc.span(doc.body) or (0, 0)
    beside: frozenset[Element] = doc.once(boilerplate.module_boxes)
    hidden = set(filter(_is_hidden, _STYLED(doc.tree)))
    for element in doc.elements[span[0] : span[1]]:
        sort, boxed, linked = state.get(element.getparent(), ("open", False, False))
        if sort == "unseen" or element.tag in _UNSEEN or element in hidden:
            state[element] = ("unseen", False, False)
            continue
        own_sort = sorts.get(element)
        if own_sort:
            sort, boxed = own_sort, element in boxes
        elif sort == "open" and _is_form(element):
            sort = "known"
        elif sort == "open" and element in beside:
            sort = modules
        linked = linked or (element.tag == "a" and not _leads_off(doc, element))
        state[element] = (sort, boxed, linked)
        children = takewhile(lambda c: c not in ends, element) if ends else element
        text = " ".join([element.text or "", *[c.tail or "" for c in children]]).strip()
        if not text or not (words := _words(text)):
            continue
        mark = zlib.crc32(" ".join(words).encode("utf-8", "replace"))
        marks[mark] = None
        if boxed:
            walked.boxed.update(words)
            if len(words) > _LABEL:
                body_marks[mark] = None
        elif sort == "record":
            walked.record += len(words)
        elif sort == "known" or (linked and len(text) < PROSE) or words == named:
            walked.known += len(words)
        else:
            open_.append(OpenBlock(mark, len(words), text[:_SHOWN], _where(element)))
    walked.open, walked.marks = tuple(open_), tuple(marks)
    walked.body_marks = tuple(body_marks)
    return walked


def _leads_off(doc: Document, link: Element) -> bool:
    """Whether a link leads to a file or to another site: those to the site's own pages are the
    menus', the pagers' and the lists' too, and differ from page to page."""
    target = link.get("href") or ""
    return bool(DOWNLOAD.search(target)) or (
        target.startswith(("http://", "https://", "//"))
        and f"//{doc.address.host.removeprefix('www.')}" not in target.replace("//www.", "//", 1)
    )


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return bool(style and _HIDDEN.search(style)) or element.get("hidden") is not None


def _is_form(element: Element) -> bool:
    """Whether an element is a form without prose: one to be filled in, none that holds the page."""
    return element.tag == "form" and not any(
        len((e.text or "").strip()) > PROSE for e in element.iter("p", "td", "div", "li")
    )


def _where(element: Element) -> str:
    """The nearest element with a name, as a selector."""
    for box in (element, *element.iterancestors()):
        if ident := box.get("id"):
            return f"{box.tag}#{ident}"
        if names := (box.get("class") or "").split():
            return f"{box.tag}.{names[0]}"
    return str(element.tag)
