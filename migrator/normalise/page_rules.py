"""Rules that clean the markup of pages."""

from __future__ import annotations

import re

from migrator.document.nodes import Tag, Text, above, each, first
from migrator.normalise import cloaked_mail as cloak
from migrator.normalise.rule import Rule

#: Attributes in which scripts that load pictures late keep the address.
_LATE_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-lazy")


def lazy_images(tag: Tag, _base: str | None) -> None:
    """Images that a script would load: the address stands in a data attribute."""
    for img in each(tag, ("img",)):
        real = next((address for name in _LATE_ADDRESSES if (address := img.get(name))), None)
        shown = img.get("src") or ""
        if real and (not shown or "blank" in shown or shown.startswith("data:")):
            img.attrs["src"] = real


def embeds(tag: Tag, _base: str | None) -> None:
    """`<object>` and `<embed>` become a frame (players) or a link (files): what they show must not
    be lost."""
    for element in each(tag, ("object", "embed")):
        params = {
            (p.get("name") or "").lower(): p.get("value") or "" for p in each(element, ("param",))
        }
        inner = first(element, ("embed",))
        source = (
            element.get("data")
            or element.get("src")
            or params.get("movie")
            or params.get("src")
            or params.get("filename")
            or (inner.get("src") if inner else None)
        )
        if not source:
            element.unwrap()
            continue
        frame = Tag("iframe", {"src": source})
        for name in ("width", "height"):
            if size := element.get(name):
                frame.attrs[name] = size
        element.replace_with(frame)


#: A picture without an address, one of a pixel's width, or one that is named for it.
_SPACER = re.compile(
    r"""<img(?:(?![^>]*\ssrc\s*=\s*["']?[^"'\s>])|[^>]*?(?:\swidth\s*=\s*["']?[px\s]*[01][px\s]*["'/>]"""
    r"""|(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif["'\s>]))""",
    re.I,
)


_SPACER_ADDRESS = re.compile(
    r"(?:^|/)(?:spacer|blank|pixel|transparent|clear(?:dot|pixel)?)\.gif$", re.I
)


def spacer_images(tag: Tag, _base: str | None) -> None:
    """Transparent pixels that held tables apart, and counters of one pixel."""
    for img in each(tag, ("img",)):
        sizes = [(img.get(name) or "").strip("px ") for name in ("width", "height")]
        address = img.get("src")
        if {*sizes} <= {"0", "1"} or not address or _SPACER_ADDRESS.search(address):
            img.extract()


_ON_A_DISK = re.compile(r"\s*file:", re.I)


def local_links(tag: Tag, _base: str | None) -> None:
    """Links to a file on somebody's disk lead nowhere: their words stay."""
    for link in each(tag, ("a",)):
        if _ON_A_DISK.match(link.get("href") or ""):
            del link.attrs["href"]


#: What a button does that shows a part of the text (Bootstrap 2 to 5, UIkit, ARIA).
_TOGGLES = ("collapse", "tab", "pill", "accordion")


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")


def toggles(tag: Tag, _base: str | None) -> None:
    """Buttons that show a part of the text are its headings: their words stay; those that print,
    copy or send go."""
    for button in each(tag, ("button",)):
        does = button.get("data-bs-toggle") or button.get("data-toggle")
        if does in _TOGGLES or button.get("aria-controls") or any(above(button, _HEADINGS)):
            button.unwrap()


_PAGE_BREAK = re.compile(r"article\d+-(?:tabs|sliders)\d+")


def tabs(tag: Tag, _base: str | None) -> None:
    """The names of tabs stand in an attribute. Of a page break that Joomla 4 on shows as tabs or
    sliders, the author's own break is put back, with its title; other tabs get a heading."""
    for tab in each(tag, ("joomla-tab-element",)):
        name = tab.get("name")
        if name and _PAGE_BREAK.match(tab.get("id") or ""):
            tab.insert_before(_page_break(name))
        elif name:
            heading = Tag("h3")
            heading.append(Text(name))
            tab.prepend(heading)
    for header in each(tag, ("h2", "h3")):
        if _PAGE_BREAK.search(header.get("id") or "") and (name := header.stripped_text(" ")):
            header.replace_with(_page_break(name))


def _page_break(name: str) -> Tag:
    return Tag("hr", {"class": "system-pagebreak", "title": name})


_GALLERY_LINKS = {"sigFreeLink", "sigProLink"}
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.I)


def galleries(tag: Tag, _base: str | None) -> None:
    """Simple Image Gallery (free and Pro) shows a transparent picture before a background: what its
    link leads to is the picture."""
    for link in each(tag, ("a",)):
        address = link.get("href") or ""
        if _GALLERY_LINKS & set(link.classes) and _PICTURE.search(address):
            for child in link.children:
                child.extract()
            link.append(Tag("img", {"src": address, "alt": ""}))


def text_areas(tag: Tag, _base: str | None) -> None:
    """The words of a field for several lines ("copy this into your page") as preformatted text."""
    for area in each(tag, ("textarea",)):
        words = area.get_text()
        if words.strip():
            block = Tag("pre")
            block.append(Text(words))
            area.replace_with(block)


def image_maps(tag: Tag, _base: str | None) -> None:
    """The areas of a picture that lead somewhere as links, with the words that a browser shows for
    them."""
    for area in each(tag, ("area",)):
        href = area.get("href")
        if not href:
            continue
        link = Tag("a", {"href": href})
        link.append(Text(area.get("alt") or area.get("title") or href))
        area.replace_with(link, Text(" "))


RULES: dict[str, Rule] = {
    "cloaked-addresses": Rule(
        lambda html: "addy" in html or "<joomla-hidden-mail" in html,
        lambda tag, _: cloak.reveal(tag),
    ),
    "galleries": Rule(re.compile("sig(?:Free|Pro)Link").search, galleries),
    "tabs": Rule(re.compile("<joomla-tab-element|-sliders\\d").search, tabs),
    "toggles": Rule(re.compile("<button", re.I).search, toggles),
    "local-links": Rule(re.compile(r"""=["']?\s*file:""", re.I).search, local_links),
    "lazy-images": Rule(re.compile("<img[^>]* data-", re.I).search, lazy_images),
    "embeds": Rule(re.compile("<(?:object|embed)[ >]", re.I).search, embeds),
    "text-areas": Rule(re.compile("<textarea[ >]", re.I).search, text_areas),
    "image-maps": Rule(re.compile("<area ", re.I).search, image_maps),
    "spacer-images": Rule(_SPACER.search, spacer_images),
}
