"""What old pages and editors did and Markdown should not repeat: named rules, each of which can be
switched off.

They run on the body as it is made Markdown; the record's `body_html` keeps what was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from migrator.document.nodes import Tag, Text, above, each, first, holds
from migrator.markdown import anchors as places
from migrator.markdown import element_rules, tables
from migrator.markdown.list_rules import LISTS, gather_items, orphan_items
from migrator.model import Note
from migrator.normalise import plugin_tags as plugins


class Rule(NamedTuple):
    """One habit: what it is about (elements, or `{` in a text), without which nothing need be done,
    and what mends it (says how many)."""

    about: frozenset[str]
    mend: Callable[[Tag], int]


def clean(root: Tag, off: Collection[str] = ()) -> Iterator[Note]:
    """Uses every rule that is not `off`; a note says what was done, where it is worth saying."""
    places.pin(root)
    element_rules.use_names_of_today(root)
    there = {
        node.name if isinstance(node, Tag) else "{"
        for node in root.descendants
        if isinstance(node, Tag) or "{" in str(node)
    }
    if there & LISTS:
        gather_items(root)
    if "{" in there:
        yield from plugins.notes(root, mended="plugin-tags" not in off)
    for name, rule in RULES.items():
        if name in off or not rule.about & there:
            continue
        count = rule.mend(root)
        if count:
            there |= {"a", "p", "div", "ul", "strong", "em", "code"}
        if count and name in _TOLD:
            yield Note(f"markdown-{name}", f"{count} × {_TOLD[name]}")


def inline_styles(root: Tag) -> int:
    """Editors that wrote bold, slanted and struck text as styles of spans."""
    count = 0
    for span in each(root, ("span",)):
        style = str(span.get("style") or "").replace(" ", "").lower()
        styles = [name for name, sign in _STYLES.items() if sign.search(style)]
        if styles:
            span.name, span.attrs = styles[0], {}
            for name in styles[1:]:
                span.wrap(Tag(name))
            count += 1
    return count


def captions(root: Tag) -> int:
    """A picture with a caption (`<figure>`, Joomla 1.0's and 1.5's boxes) becomes the picture and,
    below it, the caption in italics."""
    count = 0
    for box in each(root, ("figure", "div", "span")):
        picture = first(box, ("img",))
        caption = _caption(box) if picture is not None else None
        if (
            picture is None
            or caption is None
            or holds(caption, (*_MAY_BE_EMPTY - _INLINE, "table", "img"))
            or picture in caption.descendants
        ):
            continue
        line = Tag("em")
        for child in caption.children:
            line.append(child)
        caption.extract()
        shown = (
            picture.parent if picture.parent is not None and picture.parent.name == "a" else picture
        )
        shown.insert_after(Tag("br"), line)
        box.name, box.attrs = "p" if box.parent is None or box.parent.name != "p" else "span", {}
        count += 1
    return count


def _caption(box: Tag) -> Tag | None:
    """The caption of a picture's box."""
    if box.name == "figure":
        return first(box, ("figcaption",))
    if not _PICTURE_BOX & set(box.classes):
        return None
    return next(
        (
            t
            for t in each(box, ("p", "div", "span"))
            if _CAPTION & set(t.classes) and t.stripped_text()
        ),
        None,
    )


def bold_headings(root: Tag) -> int:
    """A paragraph that is one short line of bold, with a paragraph of plain text after it, is a
    heading."""
    level = max((int(h.name[1]) for h in each(root, _HEADINGS)), default=2) + 1
    paragraphs = [p for p in each(root, ("p",)) if _is_bold_line(p) and _is_prose(p.next_tag)]
    for paragraph in paragraphs:
        paragraph.name, paragraph.attrs = f"h{min(level, 6)}", {}
        for bold in each(paragraph, _SAME["b"]):
            bold.unwrap()
    return len(paragraphs)


def _is_bold_line(paragraph: Tag) -> bool:
    inner = [c for c in paragraph.children if not isinstance(c, Text) or c.text.strip("\xa0 \n\t")]
    words = paragraph.stripped_text(" ")
    if (
        len(inner) != 1
        or not isinstance(inner[0], Tag)
        or inner[0].name not in _SAME["b"]
        or not 2 < len(words) < 80
    ):
        return False
    return words[-1] not in ".,;:" and not holds(inner[0], ("br", "img", "a"))


def _is_prose(block: object) -> bool:
    return (
        isinstance(block, Tag)
        and block.name in ("p", "ul", "ol", "blockquote")
        and not holds(block, ("strong", "b"))
        and says_anything(block)
    )


def fonts(root: Tag) -> int:
    """`<font>`, `<big>`, `<center>` and spans say how words look, not what they are."""
    count = 0
    for element in each(root, _LOOKS):
        if element.name == "center":
            element.name = "div"
        else:
            element.unwrap()
            count += 1
    return count


def layout_tables(root: Tag) -> int:
    """Tables that hold a layout become their contents in reading order, the innermost first."""
    layouts = [t for t in reversed(each(root, ("table",))) if tables.is_layout(t)]
    for table in layouts:
        tables.unwrap(table)
    return len(layouts)


def empty_blocks(root: Tag) -> int:
    """Paragraphs, headings and boxes of nothing but spaces, which editors left to make room."""
    count = 0
    for element in reversed(each(root, _MAY_BE_EMPTY)):
        if element.name == "li" and element.parent is not None and element.parent.name == "ol":
            continue
        if not says_anything(element) and not holds(element, _SHOW):
            if element.name in _INLINE and not element.get_text():
                element.extract()
            else:
                element.replace_with(Text(" "))
            count += 1
    return count


def says_anything(element: Tag) -> bool:
    """Whether an element holds more text than spaces."""
    return any(isinstance(n, Text) and n.text.strip() for n in element.descendants)


def frames(root: Tag) -> int:
    """Players and frames become links to what they show."""
    elements = each(root, ("iframe",))
    for frame in elements:
        target = plugins.watch_address(str(frame.get("src") or ""))
        paragraph = Tag("p")
        link = Tag("a", {"href": target})
        link.append(Text(target))
        paragraph.append(link)
        if next(above(frame, ("p", "li", "td", "a", "span", "strong", "em")), None):
            frame.replace_with(link)
        elif target:
            frame.replace_with(paragraph)
        else:
            frame.extract()
    return len(elements)


def marks(root: Tag) -> int:
    """Joomla's own marks: `hr#system-readmore` is where the intro ends (generators know it as
    `<!--more-->`), `hr.system-pagebreak` where a page did; its title heads what
    follows."""
    count = 0
    for hr in each(root, ("hr",)):
        if hr.get("id") == "system-readmore":
            hr.attrs = {"data-more": "1"}
            count += 1
        elif "system-pagebreak" in (hr.get("class") or ""):
            if title := str(hr.get("title") or ""):
                heading = Tag("h2")
                heading.append(Text(title))
                hr.insert_after(heading)
            hr.attrs = {}
            count += 1
    return count


def nested_emphasis(root: Tag) -> int:
    """Bold in bold and links in links say a thing twice."""
    count = 0
    for element in each(root, _SAME):
        outer = next(above(element, _SAME[element.name]), None)
        if outer is not None and (element.name != "a" or element.get("href")):
            element.unwrap()
            count += 1
    for element in each(root, _SAME["b"]):
        if (
            element.parent is not None
            and element.parent.name in _HEADINGS
            and element.parent.stripped_text() == element.stripped_text()
        ):
            element.unwrap()
    return count


def joined_emphasis(root: Tag) -> int:
    """Neighbours of one emphasis, which editors leave in the middle of words, are one."""
    count = 0
    for element in each(root, _BOLD_OR_SLANTED):
        following = element.next_sibling
        while isinstance(following, Tag) and following.name in _SAME[element.name]:
            for child in following.children:
                element.append(child)
            following.extract()
            following = element.next_sibling
            count += 1
    return count


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_OR_SLANTED = frozenset(("strong", "b", "em", "i"))
_LOOKS = frozenset(("font", "big", "center", "basefont", "nobr", "blink", "marquee", "span"))
_INLINE = frozenset(("strong", "b", "em", "i", "u", "code", "sup", "sub", "del"))
_MAY_BE_EMPTY = _INLINE | _HEADINGS | {"p", "div", "li", "blockquote", "ul", "ol", "center"}
_SHOW = frozenset(("img", "iframe", "video", "audio", "a", "hr", "table", "br"))
_STYLES = {
    "strong": re.compile("font-weight:(?:bold|[6-9]00)"),
    "em": re.compile("font-style:(?:italic|oblique)"),
    "del": re.compile("text-decoration:[a-z]*line-through"),
    "u": re.compile("text-decoration:[a-z]*underline"),
}
#: Joomla 1.0's `{mosimage}`, the caption script of 1.5 to 3, WordPress imports
_PICTURE_BOX = {"mosimage", "img_caption", "wp-caption"}
_CAPTION = {"mosimage_caption", "img_caption", "wp-caption-text", "caption"}
#: element -> it and those that say the same
_SAME = {
    name: names
    for names in (("strong", "b"), ("em", "i"), ("a",), ("u",), ("del", "s", "strike"))
    for name in names
}

RULES: dict[str, Rule] = {
    "marks": Rule(frozenset(("hr",)), marks),
    "frames": Rule(frozenset(("iframe",)), frames),
    "plugin-tags": Rule(frozenset(("{",)), plugins.mend),
    "inline-styles": Rule(frozenset(("span",)), inline_styles),
    "captions": Rule(frozenset(("img",)), captions),
    "fonts": Rule(_LOOKS, fonts),
    "layout-tables": Rule(frozenset(("table",)), layout_tables),
    "bold-heads": Rule(frozenset(("strong", "b")), tables.name_heads),
    "code-blocks": Rule(frozenset(("code",)), element_rules.code_blocks),
    "orphan-items": Rule(frozenset(("li",)), orphan_items),
    "nested-emphasis": Rule(frozenset(_SAME), nested_emphasis),
    "joined-emphasis": Rule(_BOLD_OR_SLANTED, joined_emphasis),
    "bold-headings": Rule(frozenset(("strong", "b")), bold_headings),
    "empty-blocks": Rule(_MAY_BE_EMPTY, empty_blocks),
}

_TOLD = {"layout-tables": "layout table: unwrapped in reading order"}
