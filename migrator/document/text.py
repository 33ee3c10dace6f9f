"""What a reader sees of an element: its words, without scripts and styles."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from migrator.document.elements import _BREAKS, _KNOWN, _PLAIN, _SILENT

Element = Any  # lxml publishes no types


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space."""
    if not text.isascii():
        text = text.replace("\xad", "").replace("\u200b", "")
    return " ".join(text.split())


def texts(element: Element, without: Collection[Element] = ()) -> list[str]:
    """The text pieces of `element` in order, not those of scripts, styles or elements of
    `without`."""
    pieces: list[str] = []
    if isinstance(element.tag, str):
        _texts(element, without, pieces.append)
    return pieces


def _texts(element: Element, without: Collection[Element], add: Callable[[str], None]) -> None:
    if text := element.text:
        add(text)
    for child in element:
        tag = child.tag
        if tag in _PLAIN:
            if not without or child not in without:
                _texts(child, without, add)
        elif tag in _BREAKS:
            if not without or child not in without:
                add(" ")
                _texts(child, without, add)
                add(" ")
        elif isinstance(tag, str) and tag not in _SILENT and child not in without:
            if tag not in _KNOWN and not child.attrib and tag.isalpha():
                add(f"<{tag}>")
            _texts(child, without, add)
        if tail := child.tail:
            add(tail)


def says_anything(element: Element) -> bool:
    """Whether `element` has any visible text."""
    if (element.text or "").strip():
        return True
    return any(
        (isinstance(c.tag, str) and c.tag not in _SILENT and says_anything(c))
        or (c.tail or "").strip()
        for c in element
    )


def own_text(element: Element) -> str:
    """The words that stand in `element` itself, not in what is in it."""
    return squeeze(" ".join(own_texts(element)))


def own_texts(element: Element) -> list[str]:
    """The pieces of text that stand in `element` itself, as they are."""
    return [element.text or "", *[c.tail or "" for c in element]]


#: Letters of a text that is prose, and no label or menu item.
PROSE = 80


def is_prose(element: Element) -> bool:
    """Whether `element` itself, not what is in it, holds a text of some length."""
    return is_long(element.text) or any(is_long(c.tail) for c in element)


def is_words(text: str | None) -> bool:
    """Whether a piece of text is more than white space."""
    return bool((text or "").strip())


def is_long(text: str | None) -> bool:
    """Whether a piece of text has the length of prose."""
    return len((text or "").strip()) > PROSE


class _TooLongError(Exception):
    """A text has more letters than are wanted."""


def short_text(element: Element, most: int) -> str | None:
    """The visible text of `element`, None where it has more than `most` letters: elements that lie
    in one another are not gone through again and again as a whole."""
    pieces: list[str] = []
    room = most

    def add(piece: str) -> None:
        nonlocal room
        pieces.append(piece)
        room -= len(squeeze(piece).replace(" ", ""))
        if room < 0:
            raise _TooLongError

    try:
        _texts(element, (), add)
    except _TooLongError:
        return None
    text = squeeze("".join(pieces))
    return text if len(text) <= most else None


def text_of(element: Element, without: Collection[Element] = ()) -> str:
    """The visible text of `element`, white space squeezed."""
    if not len(element) and isinstance(element.tag, str):
        return squeeze(element.text or "")
    return squeeze("".join(texts(element, without)))
