"""Rules that clean the markup of pages."""

from __future__ import annotations

import re

from bs4.element import Tag

from migrator.normalise import cloaked_mail as cloak
from migrator.normalise.rule import Rule


def lazy_images(tag: Tag, _base: str | None) -> None:
    """Images that a script would load: the address stands in a data attribute."""
    for img in tag.find_all("img"):
        real = next(
            (
                img[a]
                for a in ("data-src", "data-original", "data-lazy-src", "data-lazy")
                if img.get(a)
            ),
            None,
        )
        if real and (
            not img.get("src") or "blank" in str(img["src"]) or str(img["src"]).startswith("data:")
        ):
            img["src"] = real


def embeds(tag: Tag, _base: str | None) -> None:
    """`<object>` and `<embed>` become a frame (players) or a link (files): what they show must not
    be lost."""
    for element in tag.find_all(["object", "embed"]):
        if element.decomposed:
            continue
        params = {
            str(p.get("name", "")).lower(): str(p.get("value", ""))
            for p in element.find_all("param")
        }
        inner = element.find("embed")
        source = (
            element.get("data")
            or element.get("src")
            or params.get("movie")
            or params.get("src")
            or params.get("filename")
            or (inner.get("src") if isinstance(inner, Tag) else None)
        )
        if not source:
            element.unwrap()
            continue
        frame = Tag(builder=None, name="iframe", attrs={"src": str(source)}, parser=None)
        for size in ("width", "height"):
            if element.get(size):
                frame[size] = element[size]
        element.replace_with(frame)


#: A picture without an address, one of a pixel's width, or one that is named for it.
_SPACER = re.compile(
    r"""<img(?:(?![^>]*\ssrc\s*=\s*["']?[^"'\s>])|[^>]*?(?:\swidth\s*=\s*["']?[px\s]*[01][px\s]*["'/>]"""
    r"""|(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif["'\s>]))""",
    re.I,
)


def spacer_images(tag: Tag, _base: str | None) -> None:
    """Transparent pixels that held tables apart, and counters of one pixel."""
    for img in tag.find_all("img"):
        tiny = str(img.get("width", "")).strip("px ") in ("0", "1") and str(
            img.get("height", "")
        ).strip("px ") in ("0", "1")
        if (
            tiny
            or not img.get("src")
            or re.search(
                r"(?:^|/)(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif$",
                str(img["src"]),
                re.I,
            )
        ):
            img.decompose()


def local_links(tag: Tag, _base: str | None) -> None:
    """Links to a file on somebody's disk lead nowhere: their words stay."""
    for link in tag.find_all("a", href=re.compile(r"^\s*file:", re.I)):
        del link["href"]


RULES: dict[str, Rule] = {
    "cloaked-addresses": Rule(
        lambda html: "addy" in html or "<joomla-hidden-mail" in html,
        lambda tag, _: cloak.reveal(tag),
    ),
    "local-links": Rule(re.compile(r"""=["']?\s*file:""", re.I).search, local_links),
    "lazy-images": Rule(re.compile("<img[^>]* data-", re.I).search, lazy_images),
    "embeds": Rule(re.compile("<(?:object|embed)[ >]", re.I).search, embeds),
    "spacer-images": Rule(_SPACER.search, spacer_images),
}
