"""The details that stand around an article, whatever the template calls them.

Two ways, surer first: the class names and microdata that Joomla's layouts and their overrides share
(`FIELDS`), and the words that Joomla prints ("Written by", "Category:", `normalise/labels.py`) in
small blocks that a template made itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import lxml.etree

from migrator.document.document import Document, Element, hidden_document
from migrator.document.text import is_prose, text_of
from migrator.joomla import address, labels
from migrator.layout.fields import (
    Field,
    Found,
    category_name,
    first_decimal,
    first_number,
    number,
    person,
    text,
    texts,
    when,
)
from migrator.normalise import dates

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
_PREPOSITION = re.compile(
    (
        r"[\s,(|·•–-]+(?:on|at|am|um|le|el|il|op|den|dnia|em|in|du|de|på|na|от|в|dne|il "
        r"giorno|,)[\s:,]+"
    ),
    re.I,
)

#: field -> the rules by class and microdata, as Joomla 1.0 to 6 and overrides print them
FIELDS: dict[str, Field] = {
    "author": person(
        "dd.createdby",
        "[itemprop=author]",
        ".createdby",
        ".createby",
        ".article-author",
        ".rt-author",
        ".item_createdby",
        ".item-author",
        ".articleinfo .author",
        ".article-info .author",
        ".jsn-article-info .author",
        ".author-name",
        "p.author",
        "span.author",
        ".byline .author",
        ".post-author",
        ".entry-author",
        ".written_by",
        ".writer",
    ),
    "created": when(
        ".create time",
        "time[itemprop=dateCreated]",
        "[itemprop=dateCreated]",
        "dd.create",
        ".createdate",
        ".create",
        ".created",
        ".rt-date-posted",
        ".item_create",
        ".date-created",
        ".article-date",
        ".created-date",
    ),
    "modified": when(
        "dd.modified time",
        "time[itemprop=dateModified]",
        "dd.modified",
        ".modifydate",
        ".modified",
        ".rt-date-modified",
        ".item_modified",
        ".modified-date",
        ".date-modified",
        ".article-modified",
        ".updated",
    ),
    "published": when(
        "time[itemprop=datePublished]",
        "dd.published",
        ".published",
        ".rt-date-published",
        ".item_published",
        ".publish-date",
        "[itemprop=datePublished]",
        ".date-published",
    ),
    "parent category": category_name(
        ".parent-category-name a",
        "dd.parent-category-name",
        ".parent-category-name",
        ".rt-section a",
    ),
    "category": category_name(
        "dd.category-name [itemprop=genre]",
        ".category-name [itemprop=genre]",
        "dd.category-name a",
        ".category-name a",
        "[itemprop=genre]",
        "dd.category-name",
        ".category-name",
        ".rt-category a",
        ".rt-category",
        ".item_category-name a",
        ".article-category a",
        "span.article-category",
        ".contentcategory a",
        ".item-category a",
    ),
    "section": text("span.article-section a", "span.article-section"),
    "hits": number(
        "meta[itemprop=interactionCount]",
        "dd.hits",
        ".hits",
        ".rt-hits",
        ".item_hits",
        ".article-hits",
        ".item-hits",
    ),
    "tags": texts("ul.tags a", ".tags a", "[itemprop=keywords] a", ".tag-list a", "ul.tags li"),
}


def by_class(
    doc: Document, scope: Element, skip: frozenset[Element] = frozenset()
) -> dict[str, Found]:
    """The details in `scope` that class names and microdata tell."""
    fields = {}
    for name, rule in FIELDS.items():
        hit = rule.find(doc, scope, skip)
        if hit is not None:
            fields[name] = hit
    _undo_t3(fields)
    if "rating" not in fields and (votes := rating(doc, scope, skip)):
        fields["rating"] = votes
    return fields


def rating(doc: Document, scope: Element, skip: frozenset[Element] = frozenset()) -> Found | None:
    """Average and number of votes: microdata (3 on), or stars as pictures and the number behind the
    slash (1.0 to 2.5)."""
    average, count = (
        doc.first("[itemprop=ratingValue]", scope),
        doc.first("[itemprop=ratingCount]", scope),
    )
    if average is not None and count is not None and not {average, count} & skip:
        values = [first_decimal(e.get("content") or text_of(e)) for e in (average, count)]
        if values[0] is not None and values[1]:
            return Found(
                (values[0], int(values[1])), "[itemprop=ratingValue], [itemprop=ratingCount]"
            )
    box = doc.first(".content_rating", scope)
    votes = (
        first_decimal(text_of(box).rpartition("/")[2])
        if box is not None and box not in skip
        else None
    )
    stars = (
        sum(1 for i in box.iter("img") if re.search(r"rating_star(?!_blank)", i.get("src") or ""))
        if box is not None
        else 0
    )
    if votes and stars:
        return Found((float(stars), int(votes)), ".content_rating stars")
    return None


def _undo_t3(fields: dict[str, Found]) -> None:
    """T3 prints `meta[itemprop=dateModified]` inside the published date, with that date's value: no
    modified date."""
    hit = fields.get("modified")
    if hit and hit.elements[0].tag == "meta":
        del fields["modified"]


def by_place(doc: Document, scope: Element, read: set[Element]) -> dict[str, Found]:
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
        fields = {
            "category": Found(
                text_of(links[-1]), f"{element.tag} of section and category", (element,)
            )
        }
        if len(links) == 2:
            fields["section"] = Found(
                text_of(links[0]), f"{element.tag} of section and category", (element,)
            )
        return fields
    return {}


def _is_file_name(text: str) -> bool:
    return bool(
        re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|jpe?g|png|mp3|mp4)$", text, re.I)
    )


def _leads_to_list(doc: Document, link: Element, classed: bool) -> bool:
    """Whether a link leads to a section or category: its address says so, or is the beginning of
    the article's own; of a block with a class any address will do that is no file, no other site
    and no other article."""
    url = doc.absolute(link.get("href") or "")
    parsed = address.read(url) if url else None
    if parsed is None or parsed.printed or parsed.option == "com_mailto" or parsed.format:
        return False
    if parsed.place == doc.address.place or re.search(r"/(?:download|file|task)s?/", parsed.path):
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


def by_comment(doc: Document, scope: Element) -> dict[str, Found]:
    """The details that a template's author put into an HTML comment: not shown, but told
    (Strapped)."""
    fields: dict[str, Found] = {}
    for comment in scope.iter(lxml.etree.Comment):
        text = comment.text or ""
        if "class=" in text and len(text) < 4000:
            hidden = hidden_document(doc, text)
            for name, hit in by_class(hidden, hidden.tree).items():
                fields.setdefault(name, Found(hit.value, f"{hit.rule} in an HTML comment"))
    return fields


#: What heads a text; a block of details holds none.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements of a block that is more than a few details.
_MANY = 60


def by_label(doc: Document, scope: Element, read: set[Element]) -> dict[str, Found]:
    """The details in `scope` that small blocks tell by their words; blocks in `known` (already
    read, or dropped) are passed over. A block counts only where all of its text is labels and
    values."""
    fields: dict[str, Found] = {}
    used = set(read)
    for element in doc.within(scope, used):
        if (
            element.tag not in _BLOCKS
            or not _is_small(element, scope)
            or ((span := doc.span(element)) and span[1] - span[0] > _MANY)
        ):
            continue
        text = text_of(element)
        if not 3 < len(text) < 260 or next(element.iterdescendants(*_HEADINGS), None) is not None:
            continue
        values = sentence(text, doc)
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


#: field -> what a class or property that a template's author made up for it is likely to hold; the
#: first that fits counts
_LIKELY = (
    ("", re.compile(r"event|expir|start|end|valid|birth", re.I)),
    ("modified", re.compile(r"modif|updat|chang|edited", re.I)),
    ("published", re.compile(r"publi", re.I)),
    ("created", re.compile(r"date|creat|post|time|when", re.I)),
)
_AUTHOR = re.compile(r"author|byline|writer|creator|(?:posted|written|created)-?_?by", re.I)


def by_name(doc: Document, scope: Element, read: set[Element]) -> dict[str, Found]:
    """Dates and author of a structure that nobody declared, by what its classes are called; each
    must read as what it is, and stand before the first prose: further down it may be that of
    somebody who is quoted."""
    fields: dict[str, Found] = {}
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
        name = next((name for name, likely in _LIKELY if likely.search(named)), "") if value else ""
        if (
            not value
            and _AUTHOR.search(named)
            and 1 < len(person := labels.person(text_of(element))) < 60
        ):
            name, value = "author", person
        if name and name not in fields:
            fields[name] = Found(value, f"{element.tag}.{named.split()[0]}", (element,))
    return fields


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


def sentence(text: str, doc: Document) -> dict[str, Any]:
    """The fields of a line such as "Written by Ann on 14 March 2005. Posted in News | Hits: 12";
    empty where a part of it is no detail."""
    return fields_of(text, *doc.context.date_style)


def fields_of(text: str, order: str, language: str | None) -> dict[str, Any]:
    """The fields of a line, its dates read in `order` and by the month names of `language`."""
    pieces = _pieces(text)
    if not pieces:
        return {}
    values: dict[str, Any] = {}
    for name, raw in pieces:
        value = _value(name, raw, order, language)
        if value is None:
            return {}
        for key, v in value.items():
            values.setdefault(key, v)
    return values


@lru_cache(maxsize=8192)
def _pieces(text: str) -> list[tuple[str, str]]:
    pattern, _ = labels.table()
    if not labels.may_hold(text):
        return []
    starts = [
        m
        for m in pattern.finditer(text)
        if m.start() == 0 or text[m.start() - 1] != " " or _breaks(text, m)
    ]
    if not starts or labels_before(text, starts[0].start()):
        return []
    pieces = []
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        pieces.append(
            (labels.field_named(match[1]), text[match.end() : end].strip(" .|,;()•·–-\xa0"))
        )
    return pieces


def labels_before(text: str, start: int) -> bool:
    """Whether words stand before the first label."""
    return bool(re.search(r"\w", text[:start]))


def _breaks(text: str, match: re.Match[str]) -> bool:
    """A label in the middle of a line begins a piece after a mark of punctuation, with a colon, or
    in capitals."""
    before = text[: match.start()].rstrip()
    return bool(before) and (
        before[-1] in ".|,;()•·–-/"
        or match[0].rstrip().endswith((":", "："))
        or (match[1][:1].isupper() and " " in match[1])
    )


def author_and_date(text: str, doc: Document) -> dict[str, Any]:
    """Name and date of a line that holds both: "Written by Ann on Monday, 14 March 2005", "Ann,
    14.03.2005 23:38"."""
    return sentence(text, doc) or _author(text, *doc.context.date_style) or {}


def _value(name: str, raw: str, order: str, language: str | None) -> dict[str, Any] | None:
    if name in ("created", "modified", "published"):
        date = dates.parse(raw, order, language)
        return {name: date} if date and len(raw) < 60 else None
    if name == "hits":
        count = first_number(raw)
        return {"hits": count} if count is not None and len(raw) < 20 else None
    if not raw or len(raw) > 120 or raw == "ROOT":
        return None
    if name == "author":
        return _author(raw, order, language)
    if name == "tags":
        return {"tags": tuple(t.strip() for t in re.split(r"[,;]", raw) if t.strip())}
    if len(raw) > 80:
        return None
    above, plus, last = raw.rpartition(" + ")
    if name == "category" and plus:
        return {"section": above, "category": last}
    return {"parent category" if name == "parent" else "category": raw}


def _author(raw: str, order: str, language: str | None) -> dict[str, Any] | None:
    """A name, or a name and a date: "Ann on Monday, 14 March 2005"."""
    date = dates.parse(raw, order, language)
    if not date:
        return (
            {"author": labels.person(raw)}
            if len(raw) < 70 and not raw.endswith((".", "!", "?"))
            else None
        )
    if len(re.sub(r".*\d", "", raw).strip(" .,)|")) > 8:
        return None
    before = re.split(r"\d", raw, maxsplit=1)[0]
    name = _PREPOSITION.split(before, maxsplit=1)[0]
    name = re.sub(r"(?:^|\s)\S+,\s*$", "", name) if name == before else name
    return {"author": labels.person(name), "created": date} if name else {"created": date}
