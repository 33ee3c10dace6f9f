"""Details of an article that a template shows by a sign in place of a word: an icon before them,
the element `<time>`, a leaf of a calendar.

Icons were seen in public layouts of com_content and K2: dimavz/joomla-template-skko,
Gates-Joomla/tmpl_sj_revo, DanyCan/wisten.github.io, mengfandong/mxmyt3 (Font Awesome 4 and 5),
protostar's own (`icon-calendar`, `icon-eye-open`); `<time>` in GavickPro's and SuffolkScouts'; the
leaf of a calendar in micro1964/webcityz."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from migrator.document.document import Document, Element
from migrator.document.text import is_prose, text_of
from migrator.joomla import labels
from migrator.joomla.field_names import FieldName
from migrator.layout.fields import Found
from migrator.normalise import dates, month_names
from migrator.patterns import lazy_pattern

_ICON = lazy_pattern(r"(?:^|\s)(?:fa|icon|glyphicon|bi|uk-icon)-[a-z]")
_SIGNS: tuple[tuple[FieldName, re.Pattern[str]], ...] = (
    ("created", lazy_pattern(r"-(?:calendar|clock)\b")),
    ("author", lazy_pattern(r"-user\b")),
    ("hits", lazy_pattern(r"-(?:bar-chart|eye)\b")),
    ("category", lazy_pattern(r"-folder\b")),
    ("tags", lazy_pattern(r"-tags?\b")),
)
#: What a title, class or id of a date calls it.
_MODIFIED = lazy_pattern(r"modif|updat|edit", re.I)
_PUBLISHED = lazy_pattern(r"publi", re.I)
#: Letters of such a line, and of a name in it.
_LINE, _NAME = 90, 60
_BOXES = ("li", "dd", "div", "span", "small", "a")
_LEAF = lazy_pattern(r"(\d{1,2})\.?\s+([^\W\d]{3,12})\.?|([^\W\d]{3,12})\.?\s+(\d{1,2})")


def find(
    doc: Document, item: Element, read: set[Element]
) -> tuple[dict[FieldName, Found], set[Element]]:
    """The fields that signs in `item` tell, outside the elements of `read`, and all elements that
    are such a sign with its words. A sign counts where another detail stands beside it, of these or
    of `read`: an author's text has icons too. A bare `<time>` does before the first prose."""
    fields: dict[FieldName, Found] = {}
    elements: set[Element] = set()
    if not doc.once(_has_signs):
        return fields, elements
    beside: dict[Element, list[tuple[FieldName, Any, Element]]] = defaultdict(list)
    early = True
    for element in doc.within(item, set(read)):
        early = early and not is_prose(element)
        if element is item:
            continue
        if early and element.tag == "time" and not element.get("itemprop"):
            if when := dates.parse(element.get("datetime") or ""):
                fields.setdefault("created", Found(when, "time", (element,)))
                elements.add(element)
        elif early and _is_leaf(element):
            elements.add(element)
        elif element.tag in _BOXES and (sign := _by_icon(doc, element)):
            beside[element.getparent()].append((*sign, element))
    for parent, group in beside.items():
        near = iter(parent) if parent is item else parent.iterdescendants()
        if len({name for name, _, _ in group}) < 2 and read.isdisjoint(near):
            continue
        for name, value, element in group:
            fields.setdefault(name, Found(value, f"sign in {element.tag}", (element,)))
            elements.add(element)
    return fields, elements


def _has_signs(doc: Document) -> bool:
    return any(
        _ICON.search(name[1:]) or "date" in name for name in doc.index if name[0] == "."
    ) or bool(doc.tagged("time"))


def _by_icon(doc: Document, element: Element) -> tuple[FieldName, Any] | None:
    """The field and value of a box whose first element is an icon and that holds no other box."""
    icon = next(iter(element), None)
    if (
        icon is None
        or icon.tag not in ("i", "span")
        or (element.text or "").strip()
        or text_of(icon)
        or not _ICON.search(icon.get("class") or "")
        or next(element.iterdescendants("p", "li", "div", "img", "h2", "h3"), None) is not None
    ):
        return None
    words = text_of(element)
    sign = icon.get("class") or ""
    name = next((name for name, pattern in _SIGNS if pattern.search(sign)), None)
    if name is None or not 0 < len(words) < _LINE:
        return None
    value = _value(doc, name, words, element)
    if name == "created" and value:
        named = " ".join(
            f"{e.get('title') or ''} {e.get('class') or ''} {e.get('id') or ''}"
            for e in element.iter()
            if isinstance(e.tag, str)
        )
        if _MODIFIED.search(named):
            name = "modified"
        elif _PUBLISHED.search(named):
            name = "published"
    return (name, value) if value not in (None, "", ()) else None


def _value(doc: Document, name: FieldName, words: str, element: Element) -> Any:
    if name == "created":
        return dates.only(words, *doc.context.date_style)
    if name == "hits":
        number = labels.value(words, "hits")
        return int(number) if number.isdecimal() else None
    if name == "author":
        person = labels.person(words)
        return person if 1 < len(person) < _NAME and not re.search(r"[\d@]", person) else None
    links = [text_of(a) for a in element.iter("a") if text_of(a)]
    if len("".join(links)) < len(labels.value(words, name)) - 2 * len(links):
        return None
    return tuple(links) if name == "tags" else next(iter(links), None)


def _is_leaf(element: Element) -> bool:
    """Whether a box is a leaf of a calendar: a day and a month of it, and no year."""
    if element.tag not in ("div", "span", "p") or "date" not in (element.get("class") or ""):
        return False
    leaf = _LEAF.fullmatch(text_of(element))
    return bool(leaf and month_names.month((leaf[2] or leaf[3]).lower()))
