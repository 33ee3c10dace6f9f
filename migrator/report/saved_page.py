"""A saved page as a document that can be looked at and does nothing: sanitised, its style sheets
and pictures from the capture put into it, its left-over words marked."""

from __future__ import annotations

import base64
import html as entities
import re
from collections.abc import Callable, Iterable

from migrator import filetypes
from migrator.assemble import media
from migrator.assemble.addresses import AddressLookup
from migrator.document import document, embedded, parsing
from migrator.document.document import Document
from migrator.model import Capture, Picture
from migrator.normalise.sanitise import sanitise
from migrator.reading.page import with_address
from migrator.report.markup import frame_document, text
from migrator.sources.source import Source
from migrator.warc import saved_form

#: Bytes of one picture, of all pictures of a page, of its style sheets, of its HTML: more is not
#: shown, so that the report of a large site stays small enough to open and to hand on.
_PICTURE, _PICTURES, _STYLES, _PAGE = 200_000, 1_000_000, 300_000, 1_000_000
_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")
#: A tag as the sanitiser writes it: values in double quotes, which may hold `<` and `>`.
_TAG = re.compile(r"(</?[a-z](?:[^>\"]|\"[^\"]*\")*>)", re.I)
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
#: Attributes that load or lead somewhere.
_LEADS = re.compile(r'\s(?:src|srcset|poster|href|cite|target|background)="[^"]*"', re.I)
_OUTER = re.compile(
    r"</?(?:iframe|video|audio|source|picture)(?=[\s/>])(?:[^>\"]|\"[^\"]*\")*>", re.I
)
#: A tag with attributes, or a picture.
_ACTIVE = re.compile(r"<(?:img(?=[/>])|[a-z][a-z0-9]*\s)(?:[^>\"]|\"[^\"]*\")*>", re.I)
#: First words of a text by which its place on the page is told.
_WORDS = 5
_IMPORT = re.compile(r"@import\b[^;{}]*;?", re.I)
_URL = re.compile(r"url\(\s*(?:\"[^\"]*\"|'[^']*'|[^)]*)\s*\)", re.I)

_MARK = (
    "mark.left{background:#ffd54a!important;color:#000!important}"
    "img[data-missing]{outline:2px dashed #b00020;min-width:2em;min-height:1em;"
    "display:inline-block}"
)
#: An old page knows no dark scheme: its letters are dark.
_LIGHT = ":root{color-scheme:light;background:#fff}"
_PLAIN = (
    ":root{color-scheme:light dark;background:Canvas}"
    "body{font:16px/1.5 system-ui,sans-serif;margin:1rem;"
    "overflow-wrap:break-word}img{max-width:100%;height:auto}table{border-collapse:collapse}"
    "td,th{border:1px solid #8886;padding:.2em .5em}pre{overflow:auto}"
)


class CaptureFiles:
    """Where the files that pages show are taken from."""

    def __init__(self, source: Source, lookup: AddressLookup) -> None:
        self.source, self.lookup = source, lookup
        self._names: dict[str, str | None] = {}

    def load(self, url: str) -> Capture | None:
        """The capture of a picture or a style sheet; None where it is not there."""
        if url not in self._names:
            self._names[url] = media.file_of(url, self.lookup)
        name = self._names[url]
        return self.file(name) if name else None

    def file(self, name: str) -> Capture | None:
        try:
            return saved_form.original(embedded.load(name, self.source.load))
        except (OSError, KeyError, ValueError):
            return None


def saved(capture: Capture, capture_files: CaptureFiles, left: Iterable[str] = ()) -> str:
    """The document of a saved page; `left` are the first letters of texts that went nowhere."""
    doc = document.read(saved_form.original(with_address(capture)))
    body = doc.body
    content = parsing.whole_source(body)
    if len(content) > _PAGE:
        content = content[:_PAGE]
    shown = _inert(sanitise(content), lambda url: capture_files.load(_whole(doc, url)))
    shown = _marked(shown, left)
    names = "".join(
        f' {name}="{text(value)}"' for name in ("id", "class") if (value := body.get(name))
    )
    return frame_document(
        shown, _LIGHT + _style(doc, capture_files) + _MARK, names, doc.tree.get("lang")
    )


def _whole(doc: Document, url: str) -> str:
    """The address of a picture of a page; one that the page holds in itself is whole."""
    return url if embedded.target(url) else doc.absolute(url) or url


def fresh(html: str, pictures: Iterable[Picture], capture_files: CaptureFiles | None) -> str:
    """The document of a new text, with the pictures that the capture holds."""
    files = {picture.src: picture.file for picture in pictures}

    def load(url: str) -> Capture | None:
        name = files.get(url)
        return capture_files.file(name) if capture_files and name else None

    return frame_document(_inert(sanitise(html), load), _PLAIN + _MARK)


def _inert(html: str, load: Callable[[str], Capture | None]) -> str:
    """Sanitised HTML that leads nowhere and loads nothing; pictures that `load` has stand in it."""
    room = _PICTURES

    def inert(match: re.Match[str]) -> str:
        nonlocal room
        tag = match[0]
        inert_tag = _LEADS.sub("", tag)
        if tag[:4].lower() != "<img":
            return inert_tag
        address = _SOURCE.search(tag)
        capture = load(entities.unescape(address[1])) if address else None
        data = capture.data if capture else b""
        shown = _data_address(data) if len(data) <= min(_PICTURE, room) else ""
        room -= len(data) if shown else 0
        source = f' src="{shown}"' if shown else "" if data else ' data-missing=""'
        return f"{inert_tag.removesuffix('>').removesuffix('/')}{source}>"

    return _ACTIVE.sub(inert, _OUTER.sub("", html))


def _data_address(data: bytes) -> str | None:
    """A picture as an address that holds it; None where it is none that a browser draws."""
    kind = filetypes.format_of(data)
    if kind is None or kind[0] not in _TYPES:
        return None
    return f"data:{kind[0]};base64,{base64.b64encode(data).decode()}"


def _marked(html: str, starts: Iterable[str]) -> str:
    """`html` in which the texts that begin with `starts` are marked, as far as one element's text
    holds their first words."""
    pieces = _TAG.split(html)
    for start in starts:
        words = [text(word) for word in start.split()[:_WORDS]]
        if words:
            _mark_first(pieces, words)
    return "".join(pieces)


def _mark_first(pieces: list[str], words: list[str]) -> None:
    """Marks the first text among `pieces` (texts and tags in turn) that has `words` in a row."""
    for index in range(0, len(pieces), 2):
        place = _place(pieces[index], words)
        if place is not None:
            before, rest = pieces[index][:place], pieces[index][place:]
            pieces[index : index + 1] = [before, '<mark class="left">', rest, "</mark>", ""]
            return


def _place(piece: str, words: list[str]) -> int | None:
    """Where `words` stand in a row in a text; more letters may follow the last."""
    *before, last = words
    place = piece.find(words[0])
    while place >= 0:
        there = piece[place:].split(None, len(words))[: len(words)]
        if len(there) == len(words) and there[:-1] == before and there[-1].startswith(last):
            return place
        place = piece.find(words[0], place + 1)
    return None


def _style(doc: Document, capture_files: CaptureFiles) -> str:
    """The page's style sheets, without what loads anything."""
    sheets, room = [], _STYLES
    for element in doc.tree.iter("link", "style"):
        if element.tag == "style":
            sheet = element.text or ""
        elif "stylesheet" in (element.get("rel") or "").lower():
            capture = capture_files.load(doc.absolute(element.get("href") or "") or "")
            sheet = capture.data.decode("utf-8", "replace") if capture else ""
        else:
            continue
        if element.get("media", "all").lower() in ("print", "handheld") or len(sheet) > room:
            continue
        room -= len(sheet)
        sheets.append(_URL.sub("none", _IMPORT.sub("", sheet)).replace("<", ""))
    return "\n".join(sheets)
