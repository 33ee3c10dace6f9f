"""The details that stand around an article, whatever the template calls them.

By where they stand, and by the words that Joomla prints ("Written by", "Category:", see
`detail_lines`) in small blocks that a template made itself; the class names that Joomla's own
layouts share are surer (`detail_classes`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import lxml.etree

from migrator.document.document import Document, Element, hidden_document
from migrator.document.text import is_prose, text_of
from migrator.joomla import address, labels
from migrator.joomla.field_names import FieldName
from migrator.layout import detail_classes, detail_lines
from migrator.layout.fields import (
    Found,
)
from migrator.normalise import dates
from migrator.patterns import lazy_pattern

_BLOCKS = frozenset(
    (
        "p",
        "div",
        "span",
        "dd",
        "li",
        "address",
        "td",
        "small",
        "time",
        "footer",
        "h4",
        "h5",
        "h6",
        "em",
        "i",
        "b",
        "strong",
        "dl",
        "ul",
    )
)
_CLASSY = re.compile(
    r"info|meta|author|date|creat|modif|publish|detail|byline|hits|categ|posted|small|section|icon|about|"
    r"calendar|writ|user|updat|view|timestamp|time|year|day|month|tags|subtitle|item-?head|head",
    re.I,
)


def by_place(doc: Document, scope: Element, read: set[Element]) -> dict[FieldName, Found]:
    """Section and category where a block holds nothing but their names, with dashes between and no
    label (1.5); what is known already (author, date) may stand beside them."""
    for element in doc.within(scope, read):
        if element.tag not in ("p", "div", "td", "span", "h4"):
            continue
        children = [c for c in element if c not in read]
        if (
            not 0 < len(children) < 5
            or not all(c.tag in ("span", "a") for c in children)
            or not 0 < len(text := text_of(element, read)) < 120
        ):
            continue
        loose = (element.text or "") + "".join(c.tail or "" for c in element)
        links = [a for c in children for a in c.iter("a") if text_of(a)]
        bare = re.sub(r"[\s/|»>+-]", "", text)
        section = _bare_section(children)
        if section:
            bare = bare.removeprefix(re.sub(r"[\s/|»>+-]", "", section))
        if (
            re.sub(r"[\s\xa0/|»>+,-]", "", loose)
            or not 1 <= len(links) <= 2
            or bare != re.sub(r"[\s/|»>+-]", "", "".join(map(text_of, links)))
        ):
            continue
        if not all(_leads_to_list(doc, a, bool(element.get("class"))) for a in links) or any(
            _is_file_name(text_of(a)) for a in links
        ):
            continue
        fields: dict[FieldName, Found] = {
            "category": Found(
                text_of(links[-1]), f"{element.tag} of section and category", (element,)
            )
        }
        if len(links) == 2:
            section = text_of(links[0])
        if section:
            fields["section"] = Found(section, f"{element.tag} of section and category", (element,))
        return fields
    return {}


def _bare_section(children: list[Element]) -> str:
    """The section's name where it stands without a link and with a dash before the category's."""
    first = text_of(children[0])
    if len(children) != 2 or not first.endswith(("-", "–")) or children[0].find(".//a") is not None:
        return ""
    return first.rstrip(" -–")


#: In the path of what is no section or category.
_NO_LIST = lazy_pattern(r"/(?:download|file|task|tag)s?/", re.I)


def _is_file_name(text: str) -> bool:
    return bool(
        re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|jpe?g|png|mp3|mp4)$", text, re.I)
    )


def _leads_to_list(doc: Document, link: Element, classed: bool) -> bool:
    """Whether a link leads to a section or category: its address says so, or is the beginning of
    the article's own; of a block with a class any address will do that is no file, no other site
    and no other article."""
    url = doc.absolute(link.get("href") or "")
    parsed = address.read(url) if url and "author" not in (link.get("rel") or "") else None
    if parsed is None or parsed.printed or parsed.option == "com_mailto" or parsed.format:
        return False
    if parsed.place == doc.address.place or _NO_LIST.search(parsed.path):
        return False
    if parsed.host and doc.url and parsed.host != doc.address.host:
        return False
    if parsed.option and parsed.view:
        return parsed.view in ("category", "section", "blogsection", "blogcategory")
    if parsed.path != "/" and doc.address.path.startswith(
        parsed.path.removesuffix(".html").rstrip("/") + "/"
    ):
        return True
    return (
        classed
        and not re.search(r"\.(?!html?$|php$)\w{2,4}$", parsed.path)
        and not (parsed.id is not None and parsed.id == doc.address.id)
    )


def by_comment(doc: Document, scope: Element) -> dict[FieldName, Found]:
    """The details that a template's author put into an HTML comment: not shown, but told
    (Strapped)."""
    fields: dict[FieldName, Found] = {}
    for comment in scope.iter(lxml.etree.Comment):
        text = comment.text or ""
        if "class=" in text and len(text) < 4000:
            hidden = hidden_document(doc, text)
            for name, hit in detail_classes.by_class(hidden, hidden.tree).items():
                fields.setdefault(name, Found(hit.value, f"{hit.rule} in an HTML comment"))
    return fields


#: What heads a text; a block of details holds none.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements of a block that is more than a few details.
_MANY = 60


def by_label(doc: Document, scope: Element, read: set[Element]) -> dict[FieldName, Found]:
    """The details in `scope` that small blocks tell by their words; blocks in `known` (already
    read, or dropped) are passed over. A block counts only where all of its text is labels and
    values."""
    fields: dict[FieldName, Found] = {}
    used = set(read)
    for element in doc.within(scope, used):
        if (
            element.tag not in _BLOCKS
            or not _is_small(element, scope)
            or ((span := doc.span(element)) and span[1] - span[0] > _MANY)
        ):
            continue
        text = text_of(element)
        label = tooltip(element)
        if not 3 < len(text) + len(label) < 260:
            continue
        if next(element.iterdescendants(*_HEADINGS), None) is not None:
            if "header" in (element.get("class") or ""):
                _add_loose(doc, element, fields)
            continue
        values = detail_lines.sentence(text, doc)
        if not values and label:
            values = detail_lines.sentence(f"{label}: {text}", doc)
        if values:
            used.add(element)
            for name, value in values.items():
                fields.setdefault(
                    name,
                    Found(
                        value,
                        f"label in {element.tag}.{(element.get('class') or '').split(' ')[0]}",
                        (element,),
                    ),
                )
    return fields


#: Attributes in which templates give what stands beside an icon its label.
_TOOLTIPS = ("title", "data-original-title", "aria-label")


def tooltip(element: Element) -> str:
    """The label of a block that shows a value alone: its tooltip, or its icon's; else nothing."""
    icon = next((e for e in element.iterchildren("i", "span") if not text_of(e)), None)
    for labelled in (element,) if icon is None else (element, icon):
        for attribute in _TOOLTIPS:
            if label := labels.CONSTANT.sub("", labelled.get(attribute) or "").strip(" :"):
                return label
    return ""


def _add_loose(doc: Document, header: Element, fields: dict[FieldName, Found]) -> None:
    """Adds the details that stand loose in the box of a heading, as "Written by Ada" below the
    title in the layouts of COCAFoundation/coca-template and 01J/topm. The heading stays."""
    words = " ".join(f"{header.text or ''} {' '.join(e.tail or '' for e in header)}".split())
    for name, value in detail_lines.sentence(words, doc).items() if words else ():
        fields.setdefault(name, Found(value, "label beside the heading"))


#: field -> what a class or property that a template's author made up for it is likely to hold; the
#: first that fits counts
_LIKELY: tuple[tuple[FieldName | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"event|expir|start|end|valid|birth", re.I)),
    ("modified", re.compile(r"modif|updat|chang|edited", re.I)),
    ("published", re.compile(r"publi", re.I)),
    ("created", re.compile(r"date|creat|post|time|when", re.I)),
)
_AUTHOR = re.compile(r"author|byline|writer|creator|(?:posted|written|created)-?_?by", re.I)


def by_name(doc: Document, scope: Element, read: set[Element]) -> dict[FieldName, Found]:
    """Dates and author of a structure that nobody declared, by what its classes are called; each
    must read as what it is, and stand before the first prose: further down it may be that of
    somebody who is quoted."""
    fields: dict[FieldName, Found] = {}
    for element in doc.within(scope, set(read)):
        if is_prose(element):
            break
        named = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if (
            element.tag not in _BLOCKS
            or named == " "
            or next(element.iter("p", "ul", "table"), element) is not element
            or not 2 < len(text_of(element)) < 90
        ):
            continue
        value: Any = dates.parse(
            element.get("datetime") or text_of(element),
            *doc.context.date_style,
        )
        name = next((name for name, likely in _LIKELY if value and likely.search(named)), None)
        if (
            not value
            and _AUTHOR.search(named)
            and 1 < len(person := labels.person(text_of(element))) < 60
        ):
            name, value = "author", person
        if name and name not in fields:
            fields[name] = Found(value, f"{element.tag}.{named.split()[0]}", (element,))
    return fields


def headings(item: Element, read: set[Element]) -> set[Element]:
    """The words "Details" that head details of `read`, in a box beside them."""
    boxes = {box for e in read if (box := e.getparent()) is not None}
    return {
        e
        for box in boxes
        if box is not item
        for e in box.iterchildren("span", "b", "strong", "div", "p", "h4", "h5", "dt")
        if e not in read and labels.is_details(text_of(e))
    }


def _is_small(element: Element, scope: Element) -> bool:
    """A block that a template made for details: its class or its parent's says so, or it is a
    definition or an address."""
    if element.tag in ("dd", "address", "time"):
        return True
    parent = element.getparent()
    classes = f"{element.get('class') or ''} {element.get('id') or ''}"
    if parent is not None and parent is not scope:
        classes += f" {parent.get('class') or ''}"
    return _is_classy(classes) and not (
        element.tag in ("div", "td", "li") and next(element.iter("table"), None) is not None
    )


@lru_cache(maxsize=4096)
def _is_classy(classes: str) -> bool:
    return bool(_CLASSY.search(classes))
