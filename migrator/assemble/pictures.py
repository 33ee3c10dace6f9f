"""The images and attachments that a body refers to."""

from __future__ import annotations

import re

from bs4.element import Tag

from migrator import address
from migrator.document import soup, squeeze
from migrator.model import Picture

_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|zip|rar|7z|tar|gz|mp3|ogg|wav|wma|mp4|avi|wmv|mov|flv|swf|txt|rtf|csv|epub|mobi|exe|djvu)$", re.I)


def of(body: str, base: str | None, held: dict[str, str]) -> tuple[tuple[Picture, ...], tuple[Picture, ...]]:
    """The images and the attached files of a body, each address once, with the file of the capture (`held`) that has it."""
    if "<img" not in body and "href=" not in body:
        return (), ()
    tag = soup(body)
    images: dict[str, Picture] = {}
    for img in tag.find_all("img"):
        src = str(img.get("src") or "")
        if src:
            url = address.absolute(base, src) or src
            images.setdefault(url, Picture(url, str(img.get("alt") or "") or None, caption_of(img), held.get(address.read(url).place)))
    attached: dict[str, Picture] = {}
    for link in tag.find_all("a"):
        target = address.absolute(base, str(link.get("href") or ""))
        if target and _FILES.search(address.read(target).path):
            attached.setdefault(target, Picture(target, None, squeeze(link.get_text()) or None, held.get(address.read(target).place)))
    return tuple(images.values()), tuple(attached.values())


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
