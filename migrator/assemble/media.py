"""The images, attachments and links that a body refers to, and what of them the capture holds."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable

from migrator.assemble.addresses import Atlas
from migrator.document.elements import Element
from migrator.document.soup import soup_tree
from migrator.document.text import squeeze
from migrator.joomla import address
from migrator.model import Link, Picture

_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|rar|7z|tar|gz|mp3|ogg|wav|wma|mp4|avi|wmv|mov|flv|swf|txt|rtf|csv|epub|mobi|exe|djvu)$",
    re.I,
)
_ADDRESS = re.compile(r'\s(?:href|src|poster)="([^"]+)"')


def of(body: str, atlas: Atlas) -> tuple[tuple[Picture, ...], tuple[Picture, ...]]:
    """The images and the attached files of a body, each address once, with the file of the capture
    that has it."""
    if "<img" not in body and "href=" not in body:
        return (), ()
    tree = soup_tree(body)
    images: dict[str, Picture] = {}
    boxes: dict[Element, Element | None] = {}
    for img in tree.iter("img"):
        src = img.get("src")
        if src and src not in images:
            caption = _caption(img, boxes)
            images[src] = Picture(src, img.get("alt") or None, caption, held(src, atlas))
    attached: dict[str, Picture] = {}
    for link in tree.iter("a"):
        target = link.get("href") or ""
        if target not in attached and is_file(address.read(target).path):
            attached[target] = Picture(target, None, _words(link), held(target, atlas))
    return tuple(images.values()), tuple(attached.values())


def is_file(path: str) -> bool:
    """Whether a path is that of a download."""
    return bool(_FILES.search(path))


def held(url: str, atlas: Atlas) -> str | None:
    """The file of the capture that an address of the site leads to, or None."""
    lead = atlas.lead(url)
    return lead.to if lead and lead.kind == "file" else None


def links(texts: Iterable[str], atlas: Atlas) -> tuple[Link, ...]:
    """What the links and pictures of some sanitised HTML lead to, as far as they stay within the
    site; each address once."""
    found: dict[str, Link] = {}
    for text in texts:
        for match in _ADDRESS.finditer(text):
            url = entities.unescape(match[1]).partition("#")[0]
            if url and url not in found and (lead := atlas.lead(url)):
                found[url] = lead
    return tuple(found.values())


_BOXES = ("figure", "div", "dl", "span")
_CAPTIONS = {"mosimage_caption", "img_caption", "wf_caption", "caption"}


def _caption(img: Element, boxes: dict[Element, Element | None]) -> str | None:
    """The caption beside an image: `figcaption`, 1.0's `.mosimage_caption`, `.img_caption`; `boxes`
    are those of images before it, with their captions."""
    box = next(img.iterancestors(*_BOXES), None)
    if box is None or sum(1 for _ in box.iter("img")) > 1:  # another picture's caption, perhaps
        return None
    if box not in boxes:
        boxes[box] = next(box.iterdescendants("figcaption"), None)
        if boxes[box] is None:
            inner = (e for e in box.iterdescendants() if _CAPTIONS & _classes(e))
            boxes[box] = next(inner, None)
    found = boxes[box]
    if found is not None and found not in img.iterancestors():
        return _words(found)
    return img.get("title") or None if "caption" in _classes(img) else None


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _words(element: Element) -> str | None:
    return squeeze("".join(element.itertext())) or None
