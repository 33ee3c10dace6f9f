"""What old pages and editors did and Markdown should not repeat: named rules, each of which can be switched off.

They run on the body as it is made Markdown; the record's `body_html` keeps what was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from bs4.element import NavigableString, Tag

from migrator.markdown import tables
from migrator.model import Note
from migrator.normalise import plugins

Rule = Callable[[Tag], int]


def clean(root: Tag, off: Collection[str] = ()) -> Iterator[Note]:
    """Uses every rule that is not `off`; a note says what was done, where it is worth saying."""
    for name, rule in RULES.items():
        if name in off:
            continue
        count = rule(root)
        if count and name in _TOLD:
            yield Note(f"markdown-{name}", f"{count} {_TOLD[name]}")
    yield from plugins.notes(root)
    mark_targets(root)


def fonts(root: Tag) -> int:
    """`<font>`, `<big>`, `<center>` and spans say how words look, not what they are."""
    found = root.find_all(["font", "big", "center", "basefont", "nobr", "blink", "marquee"])
    for element in found:
        if element.name == "center":
            element.name = "div"
        else:
            element.unwrap()
    for span in root.find_all("span"):
        if not span.get("id"):
            span.unwrap()
    return len(found)


def layout_tables(root: Tag) -> int:
    """Tables that hold a layout become their contents in reading order, the innermost first."""
    found = [t for t in reversed(root.find_all("table")) if tables.is_layout(t)]
    for table in found:
        tables.unwrap(table)
    return len(found)


def empty_blocks(root: Tag) -> int:
    """Paragraphs, headings and boxes of nothing but spaces, which editors left to make room."""
    count = 0
    for element in reversed(root.find_all(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "li", "blockquote", "ul",
        "ol", "center", "code", "sup", "sub", "del"])):
        if element.name == "li" and element.parent is not None and element.parent.name in ("ol",):
            continue
        if not element.get_text().replace("\xa0", " ").strip() and not element.find(["img", "iframe", "video", "audio", "a", "hr", "table",
            "br"]) and not element.get("id"):
            if element.name in ("strong", "b", "em", "i", "u", "code", "sup", "sub", "del") and not element.get_text():
                element.decompose()
            else:
                element.replace_with(NavigableString(" "))
            count += 1
    return count


def frames(root: Tag) -> int:
    """Players and frames become links to what they show."""
    found = root.find_all("iframe")
    for frame in found:
        target = plugins.watch_address(str(frame.get("src") or ""))
        made = Tag(name="p", parser=None)
        link = Tag(name="a", attrs={"href": target}, parser=None)
        link.append(NavigableString(target))
        made.append(link)
        if frame.find_parent(["p", "li", "td", "a", "span", "strong", "em"]):
            frame.replace_with(link)
        elif target:
            frame.replace_with(made)
        else:
            frame.decompose()
    return len(found)


def marks(root: Tag) -> int:
    """Joomla's own marks: `hr#system-readmore` is where the intro ends, `hr.system-pagebreak` where a page did."""
    found = 0
    for hr in root.find_all("hr"):
        if hr.get("id") == "system-readmore":
            hr.decompose()
            found += 1
        elif "system-pagebreak" in (hr.get("class") or ""):
            hr.attrs = {}
            found += 1
    return found


def mark_targets(root: Tag) -> None:
    """Elements that links of the body lead to are marked, so that their place is kept."""
    wanted = {str(a["href"]).rpartition("#")[2] for a in root.find_all("a", href=True) if "#" in str(a["href"])}
    for element in root.find_all(True):
        if (element.get("id") or element.get("name")) in wanted - {""}:
            element["data-target"] = "1"


def nested_emphasis(root: Tag) -> int:
    """Bold in bold and links in links say a thing twice."""
    count = 0
    for names in (("strong", "b"), ("em", "i"), ("a",), ("u",), ("del", "s", "strike")):
        for element in root.find_all(names):
            outer = element.find_parent(names)
            if outer is not None and not (element.name == "a" and outer.get("href") is None):
                element.unwrap()
                count += 1
    for element in root.find_all(["strong", "b", "em", "i"]):
        if re.match(r"h[1-6]$", element.parent.name if element.parent else "") and element.name in ("strong", "b") \
                and element.parent is not None and element.parent.get_text(strip=True) == element.get_text(strip=True):
            element.unwrap()
    return count


def orphan_items(root: Tag) -> int:
    """List items without a list get one: browsers show them as such."""
    count = 0
    for item in root.find_all("li"):
        if item.parent is None or item.parent.name in ("ul", "ol", "dir", "menu"):
            continue
        before = item.find_previous_sibling()
        between = item.previous_sibling
        beside = between is before or (isinstance(between, NavigableString) and not between.strip() and between.previous_sibling is before)
        if isinstance(before, Tag) and before.get("data-made") and beside:
            before.append(item.extract())
        else:
            made = Tag(name="ul", attrs={"data-made": "1"}, parser=None)
            item.replace_with(made)
            made.append(item)
        count += 1
    return count


RULES: dict[str, Rule] = {
    "marks": marks,
    "frames": frames,
    "fonts": fonts,
    "layout-tables": layout_tables,
    "orphan-items": orphan_items,
    "nested-emphasis": nested_emphasis,
    "empty-blocks": empty_blocks,
}

_TOLD = {"layout-tables": "tables held a layout: unwrapped in reading order"}
