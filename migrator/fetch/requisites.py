"""What a page needs to be shown as it was: style sheets and what they name, scripts, pictures of
the template, frames, icons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator import filetypes as media
from migrator.document import document
from migrator.document.document import Document
from migrator.joomla import uri
from migrator.model import Capture

_CSS_NAME = re.compile(r"url\(\s*[\"']?([^\"')]+?)[\"']?\s*\)|@import\s+[\"']([^\"']+)[\"']", re.I)
_SOURCES = {
    "script": ("src",),
    "frame": ("src",),
    "iframe": ("src",),
    "img": ("src", "data-src", "data-original", "data-lazy-src", "data-lazy"),
    "input": ("src",),
    "body": ("background",),
    "table": ("background",),
    "td": ("background",),
    "video": ("poster",),
    "object": ("data",),
}
#: What `<link rel>` says of a file that a browser loads to show the page.
_LOADED = {"stylesheet", "icon", "shortcut", "apple-touch-icon", "preload"}


def requisites(capture: Capture) -> tuple[str, ...]:
    """Addresses of what a page or a style sheet loads, each once; whatever its host."""
    if media.kind(capture) == "page":
        names = _of_page(document.read(capture))
    elif "css" in (capture.content_type or "") or (capture.url or "").partition("?")[0].endswith(
        ".css"
    ):
        text = capture.data.decode("utf-8", "replace")
        names = (u for name in _named(text) if (u := uri.absolute(capture.url, name)))
    else:
        return ()
    return tuple(dict.fromkeys(names))


def lazy_pictures(doc: Document) -> Iterator[str]:
    """Pictures that a script would load: in `data-src` and its like, and in `srcset`."""
    for element in doc.tagged("img", "source"):
        names = [element.get(name) or "" for name in _SOURCES["img"][1:]]
        for name in ("srcset", "data-srcset"):
            names += [
                part.split()[0] for part in (element.get(name) or "").split(",") if part.split()
            ]
        yield from (url for name in names if name and (url := doc.absolute(name)))


def _of_page(doc: Document) -> Iterator[str]:
    for tag, names in _SOURCES.items():
        for element in doc.tagged(tag):
            yield from (u for n in names if (v := element.get(n)) and (u := doc.absolute(v)))
    for element in doc.tagged("link"):
        if _LOADED & set((element.get("rel") or "").lower().split()) and (
            url := doc.absolute(element.get("href") or "")
        ):
            yield url
    yield from lazy_pictures(doc)
    styles = [element.text or "" for element in doc.tagged("style")]
    styles += [e.get("style") or "" for e in doc.tree.xpath("//*[contains(@style, 'url')]")]
    yield from (url for text in styles for name in _named(text) if (url := doc.absolute(name)))


def _named(css: str) -> Iterator[str]:
    """What a style sheet names: pictures, fonts, other style sheets."""
    for match in _CSS_NAME.finditer(css):
        yield match[1] or match[2]
