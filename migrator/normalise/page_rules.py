"""Rules that clean the markup of pages; `rule_signs.PAGE_SIGNS` says when each is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4.element import Tag

from migrator.normalise import cloaked_mail as cloak


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


#: What a button does that shows a part of the text (Bootstrap 2 to 5, UIkit, ARIA).
_TOGGLES = ("collapse", "tab", "pill", "accordion")


def toggles(tag: Tag, _base: str | None) -> None:
    """Buttons that show a part of the text are its headings, and one within a link is the link's
    text: their words stay; those that print, copy or send go."""
    for button in tag.find_all("button"):
        does = str(button.get("data-bs-toggle") or button.get("data-toggle") or "")
        if (
            does in _TOGGLES
            or button.get("aria-controls")
            or button.find_parent(["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
            or button.find_parent("a", href=True)
        ):
            button.unwrap()


_PAGE_BREAK = re.compile(r"article\d+-(?:tabs|sliders)\d+")


def tabs(tag: Tag, _base: str | None) -> None:
    """The names of tabs stand in an attribute. Of a page break that Joomla 4 on shows as tabs or
    sliders, the author's own break is put back, with its title; other tabs get a heading."""
    for tab in tag.find_all("joomla-tab-element"):
        name = str(tab.get("name") or "")
        if name and _PAGE_BREAK.match(str(tab.get("id") or "")):
            tab.insert_before(_page_break(name))
        elif name:
            heading = Tag(builder=None, name="h3", parser=None)
            heading.append(name)
            tab.insert(0, heading)
    for header in tag.find_all(id=_PAGE_BREAK):
        if header.name in ("h2", "h3") and (name := header.get_text(" ", strip=True)):
            header.replace_with(_page_break(name))


def _page_break(name: str) -> Tag:
    return Tag(
        builder=None,
        name="hr",
        attrs={"class": "system-pagebreak", "title": name},
        parser=None,
        can_be_empty_element=True,
    )


def galleries(tag: Tag, _base: str | None) -> None:
    """Simple Image Gallery (free and Pro) shows a transparent picture before a background: what its
    link leads to is the picture."""
    for link in tag.find_all("a", class_=re.compile(r"^sig(?:Free|Pro)Link$")):
        address = str(link.get("href") or "")
        if re.search(r"\.(?:jpe?g|png|gif|webp)$", address, re.I):
            link.clear()
            link.append(
                Tag(builder=None, name="img", attrs={"src": address, "alt": ""}, parser=None)
            )


def text_areas(tag: Tag, _base: str | None) -> None:
    """The words of a field for several lines ("copy this into your page") as preformatted text."""
    for area in tag.find_all("textarea"):
        words = area.get_text()
        if words.strip():
            block = Tag(builder=None, name="pre", parser=None)
            block.string = words
            area.replace_with(block)


def image_maps(tag: Tag, _base: str | None) -> None:
    """The areas of a picture that lead somewhere as links, with the words that a browser shows for
    them."""
    for area in tag.find_all("area"):
        href = area.get("href")
        if not href:
            continue
        link = Tag(builder=None, name="a", attrs={"href": str(href)}, parser=None)
        link.string = str(area.get("alt") or area.get("title") or href)
        area.replace_with(link)
        link.insert_before(" ")


RULES: dict[str, Callable[[Tag, str | None], object]] = {
    "cloaked-addresses": lambda tag, _: cloak.reveal(tag),
    "galleries": galleries,
    "tabs": tabs,
    "toggles": toggles,
    "local-links": local_links,
    "lazy-images": lazy_images,
    "embeds": embeds,
    "text-areas": text_areas,
    "image-maps": image_maps,
    "spacer-images": spacer_images,
}
