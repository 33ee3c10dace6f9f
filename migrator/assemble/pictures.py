"""The images, attachments and links that a body refers to, and what of them the capture holds."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable

from bs4.element import Tag

from migrator import address
from migrator.assemble.atlas import Atlas
from migrator.model import Link, Picture
from migrator.texts import squeeze
from migrator.trees import soup

_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|rar|7z|tar|gz|mp3|ogg|wav|wma|mp4|avi|wmv|mov|flv|swf|txt|rtf|csv|epub|mobi|exe|djvu)$", re.I)
_ADDRESS = re.compile(r'\s(?:href|src|poster)="([^"]+)"')


def of(body: str, atlas: Atlas) -> tuple[tuple[Picture, ...], tuple[Picture, ...]]:
    """The images and the attached files of a body, each address once, with the file of the capture that has it."""
    if "<img" not in body and "href=" not in body:
        return (), ()
    tag = soup(body)
    images: dict[str, Picture] = {}
    for img in tag.find_all("img"):
        src = str(img.get("src") or "")
        if src:
            images.setdefault(src, Picture(src, str(img.get("alt") or "") or None, caption_of(img), _held(src, atlas)))
    attached: dict[str, Picture] = {}
    for link in tag.find_all("a"):
        target = str(link.get("href") or "")
        if is_file(address.read(target).path):
            attached.setdefault(target, Picture(target, None, squeeze(link.get_text()) or None, _held(target, atlas)))
    return tuple(images.values()), tuple(attached.values())


def is_file(path: str) -> bool:
    """Whether a path is that of a download."""
    return bool(_FILES.search(path))


def _held(url: str, atlas: Atlas) -> str | None:
    lead = atlas.lead(url)
    return lead.to if lead and lead.kind == "file" else None


def links(texts: Iterable[str], atlas: Atlas) -> tuple[Link, ...]:
    """What the links and pictures of some sanitised HTML lead to, as far as they stay within the site; each address once."""
    found: dict[str, Link] = {}
    for text in texts:
        for match in _ADDRESS.finditer(text):
            url = entities.unescape(match[1]).partition("#")[0]
            if url and url not in found and (lead := atlas.lead(url)):
                found[url] = lead
    return tuple(found.values())


def caption_of(img: Tag) -> str | None:
    """The caption beside an image: `figcaption`, 1.0's `.mosimage_caption`, `.img_caption`."""
    box = img.find_parent(["figure", "div", "dl", "span"])
    if not isinstance(box, Tag):
        return None
    found = box.find(["figcaption"]) or box.find(class_=["mosimage_caption", "img_caption", "wf_caption", "caption"])
    if isinstance(found, Tag) and img not in found.descendants:
        return squeeze(found.get_text()) or None
    if "caption" in str(img.get("class") or "").replace("[", " ").replace("'", " ").split() and img.get("title"):
        return str(img["title"])
    return None
