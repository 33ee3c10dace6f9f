"""The images, attachments and links that a body refers to, and what of them the capture holds."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from migrator.assemble.addresses import AddressLookup
from migrator.document.elements import Element
from migrator.document.parsing import fragment
from migrator.document.text import squeeze
from migrator.filetypes import DOWNLOAD
from migrator.joomla import address
from migrator.model import Link, Picture
from migrator.patterns import lazy_pattern

_ADDRESS = lazy_pattern(r'\s(?:href|src|poster)="([^"]+)"')


def of(body: str, lookup: AddressLookup) -> tuple[tuple[Picture, ...], tuple[Picture, ...]]:
    """The images and the attached files of a body, each address once, with the file of the capture
    that has it."""
    if "<img" not in body and "href=" not in body:
        return (), ()
    tree = fragment(body)
    images: dict[str, Picture] = {}
    boxes: dict[Element, _Box] = {}
    for img in tree.iter("img"):
        src = img.get("src")
        if src and src not in images:
            caption = _caption(img, boxes)
            images[src] = Picture(src, img.get("alt") or None, caption, file_of(src, lookup))
    attached: dict[str, Picture] = {}
    for link in tree.iter("a"):
        target = link.get("href") or ""
        if target not in attached and is_file(address.read(target).path):
            attached[target] = Picture(target, None, _words(link), file_of(target, lookup))
    return tuple(images.values()), tuple(attached.values())


def is_file(path: str) -> bool:
    """Whether a path is that of a download."""
    return bool(DOWNLOAD.search(path))


def file_of(url: str, lookup: AddressLookup) -> str | None:
    """The file of the capture that an address of the site leads to, or None."""
    destination = lookup.lead(url)
    return destination.to if destination and destination.kind == "file" else None


def links(texts: Iterable[str], lookup: AddressLookup) -> tuple[Link, ...]:
    """What the links and pictures of some sanitised HTML lead to, as far as they stay within the
    site; each address once."""
    by_address: dict[str, Link] = {}
    for text in texts:
        for match in _ADDRESS.finditer(text):
            url = entities.unescape(match[1]).partition("#")[0]
            if url and url not in by_address and (destination := lookup.lead(url)):
                by_address[url] = destination
    return tuple(by_address.values())


_BOXES = ("figure", "div", "dl", "span")
_CAPTIONS = {"mosimage_caption", "img_caption", "wf_caption", "caption"}


class _Box(NamedTuple):
    """What stands around an image: whether it is the only image, and the element of its caption."""

    single: bool
    caption: Element | None


def _box(element: Element) -> _Box:
    single = len(list(islice(element.iter("img"), 2))) < 2
    caption = next(element.iterdescendants("figcaption"), None)
    if caption is None:
        inner = (e for e in element.iterdescendants() if _CAPTIONS & _classes(e))
        caption = next(inner, None)
    return _Box(single, caption)


def _caption(img: Element, boxes: dict[Element, _Box]) -> str | None:
    """The caption beside an image: `figcaption`, 1.0's `.mosimage_caption`, `.img_caption`; `boxes`
    are those of the images before it, so that each is looked at once."""
    element = next(img.iterancestors(*_BOXES), None)
    if element is None:
        return None
    box = boxes.get(element) or boxes.setdefault(element, _box(element))
    if not box.single:  # another picture's caption, perhaps
        return None
    if box.caption is not None and box.caption not in img.iterancestors():
        return _words(box.caption)
    return img.get("title") or None if "caption" in _classes(img) else None


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _words(element: Element) -> str | None:
    return squeeze("".join(element.itertext())) or None
