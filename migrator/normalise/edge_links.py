"""Boxes of links to other sites at the edges of a body: a stolen template or a share plugin puts
the same ones into every article."""

from __future__ import annotations

import html as entities
import zlib
from collections.abc import Collection, Iterator

from migrator.document.elements import Element
from migrator.document.parsing import fragment, source
from migrator.document.text import is_words, squeeze, text_of
from migrator.joomla import uri

_BOXES = ("div", "section", "aside", "ul", "table")


def marks(body: str, host: str) -> tuple[int, ...]:
    """A mark of each such box of `body`, an article of the site at `host`."""
    if "<a " not in body:
        return ()
    return tuple(_mark(box) for box in _boxes(fragment(body), host))


def without(body: str, host: str, repeated: Collection[int]) -> tuple[str, list[str]]:
    """`body` without the boxes whose marks are `repeated`, and the words of those that were left
    out."""
    tree = fragment(body)
    gone = [box for box in _boxes(tree, host) if _mark(box) in repeated]
    words = [text_of(box) for box in gone]
    return (source(tree, gone), words) if gone else (body, [])


def _boxes(tree: Element, host: str) -> Iterator[Element]:
    """The boxes before the first and after the last of the author's words."""
    if not is_words(tree.text):
        for child in tree:
            if not _leads_away(child, host):
                break
            yield child
            if is_words(child.tail):
                break
    for child in reversed(tree):
        if is_words(child.tail) or not _leads_away(child, host):
            break
        yield child


def _leads_away(box: Element, host: str) -> bool:
    """Whether an element is a box that holds links to other sites and nothing else."""
    if box.tag not in _BOXES:
        return False
    links = list(box.iter("a"))
    if any(_host(link) in (host, "") for link in links):
        return False
    words = "".join(text_of(a) for a in links).replace(" ", "")
    return bool(words) and words == text_of(box).replace(" ", "")


def _host(link: Element) -> str:
    return uri.parts(entities.unescape(link.get("href") or "")).host.removeprefix("www.")


def _mark(box: Element) -> int:
    links = " ".join(f"{a.get('href')} {squeeze(text_of(a))}" for a in box.iter("a"))
    return zlib.crc32(links.encode("utf-8", "replace"))
