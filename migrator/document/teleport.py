"""Mirrors by Teleport Pro, which Windows users made of sites since the nineties: each link that was
rewritten keeps its address in an attribute `tppabs`, and one to a page that was not fetched has a
script for its destination (`javascript:if(confirm('http://old.example/...`). Seen in pages of ten
public repositories; names of files are whatever the program chose."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from migrator.document.elements import Element

_ATTRIBUTE = "tppabs"
_TAG = re.compile(rb"<[a-z]+\s[^<>]*?tppabs\s*=[^<>]*", re.I)
_VALUES = re.compile(rb"(href|src|tppabs)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_WHOLE = re.compile(r"[a-z][a-z+.-]*:", re.I)


def addresses(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The files that the page in the file `name` links to or shows, each with its address."""
    if _ATTRIBUTE.encode() not in data:
        return
    for tag in _TAG.findall(data):
        values = {
            key.lower().decode(): unescape((double or single).decode("utf-8", "replace"))
            for key, double, single in _VALUES.findall(tag)
        }
        link = (values.get("href") or values.get("src") or "").partition("#")[0]
        url = values.get(_ATTRIBUTE, "").partition("#")[0]
        if link and url and not _WHOLE.match(link):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link))), url


def undo(tree: Element) -> None:
    """Gives the links and pictures of a page the addresses that they had."""
    for element in tree.iter():
        url = element.attrib.pop(_ATTRIBUTE, "")
        name = next((name for name in ("src", "href") if name in element.attrib), None)
        if url and name:  # a background has the attribute too
            element.set(name, url)
