"""Tags of an article that a plugin or a template printed without Joomla's class names: links that
say of themselves that they are tags, or a line of links behind a label ("Tags:")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla import labels
from migrator.layout import boilerplate
from migrator.layout.fields import Found

#: `rel="tag"` (https://microformats.org/wiki/rel-tag), as com_tag by Phil Taylor prints it (Joomla
#: 1.0, kept at trebiano/trebiano.github.io) and K2's and Astroid's overrides do.
_REL = "a[rel*=tag]"
#: What may stand between the tags of a line.
_BETWEEN = re.compile(r"[\s\xa0,;|/·•#+-]+")
_LABEL_LETTERS = 20
#: What the class of a box of tags ends in.
_CALLED_TAGS = ("-tags", "_tags")
#: Elements at most of a line: thirty tags in list items.
_MANY = 60


def find(doc: Document, scope: Element, skip: frozenset[Element]) -> Found | None:
    """The tags in `scope`, outside modules and the elements of `skip`, with the lines that hold
    them."""
    links = [
        e
        for e in doc.find(_REL, scope)
        if "tag" in (e.get("rel") or "").split() and _is_free(doc, e, skip) and text_of(e)
    ]
    if links:
        lines = list(dict.fromkeys(_line(scope, link) for link in links))
        return Found(tuple(text_of(e) for e in links), _REL, (*_heading(lines[0]), *lines))
    labelled = ((f"label in {line.tag}", line) for line in _labelled(doc, scope, skip))
    for rule, line in chain(labelled, _named(doc, scope, skip)):
        return Found(tuple(text for a in line.iter("a") if (text := text_of(a))), rule, (line,))
    return None


def _named(
    doc: Document, scope: Element, skip: frozenset[Element]
) -> Iterator[tuple[str, Element]]:
    """The boxes of links alone whose class ends in "tags" (`.blog-item__header-tags`, K2's items in
    kbrookes/kmb), with that name."""
    first, end = doc.span(scope) or (0, 0)
    for name, places in doc.index.items():
        if name[0] != "." or not name.endswith(_CALLED_TAGS):
            continue
        for box in (doc.elements[place] for place in places if first <= place < end):
            span = doc.span(box)
            if (
                box.tag != "a"
                and (span is None or span[1] - span[0] <= _MANY)
                and _is_line(box)
                and _is_free(doc, box, skip)
            ):
                yield name, box


def _is_free(doc: Document, element: Element, skip: frozenset[Element]) -> bool:
    return element not in skip and not boilerplate.in_module(doc, element)


def _line(scope: Element, link: Element) -> Element:
    """The box around a tag that holds tags and their label alone, else the link."""
    line = link
    while (box := line.getparent()) is not None and box is not scope and _is_line(box):
        line = box
    return line


def _heading(line: Element) -> Iterator[Element]:
    """The box before the first line of tags, where it holds their label alone."""
    for before in line.itersiblings(preceding=True):
        if isinstance(before.tag, str) and (text := text_of(before)):
            if _is_label(text):
                yield before
            return


def _is_line(box: Element) -> bool:
    """Whether a box holds links, and beside them no word or the label of tags."""
    links = set(box.iter("a"))
    beside = text_of(box, links)
    return bool(links) and (not _BETWEEN.sub("", beside) or _is_label(beside))


def _is_label(text: str) -> bool:
    """Whether a text is a label of tags, with a colon or not, and what parts the tags."""
    words = _BETWEEN.sub(" ", text).strip(" :：.").casefold()
    return len(words) <= _LABEL_LETTERS and words in labels.LABELS["tags"]


def _labelled(doc: Document, scope: Element, skip: frozenset[Element]) -> Iterator[Element]:
    """The lines of links that begin with the label of tags."""
    for element in doc.within(scope, set(skip)):
        if element.tag not in ("p", "div", "span", "ul", "td", "li", "dd", "h4", "h5", "small"):
            continue
        if (span := doc.span(element)) and span[1] - span[0] > _MANY:
            continue
        links = list(element.iter("a"))
        if (
            links
            and _is_label(text_of(element, set(links)))
            and _is_free(doc, element, skip)
            and not _is_label(text_of(links[0]))
        ):
            yield element
