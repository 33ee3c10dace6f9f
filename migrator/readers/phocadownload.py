"""Phoca Download 3 and 4 files (com_phocadownload, Joomla 2.5 to 4).

Read off ZDteam/emil at ee8750b9, components/com_phocadownload/views/file/tmpl (3.0.3), and off a
saved page of Joomla 4 (w7mot/w7mot.github.io), where the words of a label and its value stand in
boxes of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.layout.fields import Field, html, once, read_person, read_when, text
from migrator.layout.reader import Reader
from migrator.layout.titles import heading


def _value(element: Element) -> Element:
    """The box of the value: `.pd-fl-m` behind the label, or the box itself."""
    beside = element.getnext()
    return beside if beside is not None and "pd-fl-m" in (beside.get("class") or "") else element


def _valued(selector: str, read: Callable[[Element, Document], Any]) -> Field:
    return Field((selector,), lambda e, doc: read(_value(e), doc))


def _words(element: Element, doc: Document) -> str:
    return once(text_of(element))


class PhocaDownload(Reader):
    """`#phoca-dl-file-box.pd-file-view`."""

    component = "com_phocadownload"
    views = frozenset(("file",))
    own_section = "Downloads"
    item = ("#phoca-dl-file-box",)
    title = heading(".pdfv-name", ".pd-filename", "h3", "h1")
    author = _valued(".pd-author-txt", read_person)
    created = _valued(".pd-date-txt", read_when)
    extra = (
        ("file", text(".pd-filenamebox .pd-filename")),
        ("size", _valued(".pd-filesize-txt", _words)),
        ("version", _valued(".pd-version-txt", _words)),
        ("license", _valued(".pd-license-txt", _words)),
        ("downloads", _valued(".pd-downloads-txt", _words)),
    )
    body = html(".pd-fdesc")
    drop = (".pd-filenamebox", ".pd-rating", "#phocadownloadform")
