"""What a site's settings declare of its articles: a reader of its own, or fields that come before
those of the structure that is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from migrator.document.document import Document, Element, is_in
from migrator.joomla.field_names import FieldName
from migrator.layout.fields import Field, Html, Rest, number, person, text, texts, when
from migrator.layout.reader import Part, Reader
from migrator.layout.titles import heading
from migrator.settings import ArticleSelectors

#: The name of the reader that `article:` declares.
OWN = "site"
#: What reads each field of `article:`.
_FIELDS: dict[FieldName, Callable[..., Field]] = {
    "title": heading,
    "author": person,
    "created": when,
    "modified": when,
    "published": when,
    "category": text,
    "section": text,
    "hits": number,
    "tags": texts,
}


def _regions(declared: tuple[str, ...], doc: Document) -> list[Element]:
    """The regions that a person named, outermost ones only; in a module of the template, too."""
    named = doc.any(declared)
    return [element for element in named if not is_in(element, set(named))]


def reader(declared: ArticleSelectors) -> Reader | None:
    """The reader that `article:` declares, or None where it names neither item nor body."""
    item, body = declared.of("item"), declared.of("body")
    if not item and not body:
        return None
    configured = Reader()
    fields = {name: make(*declared.of(name)) for name, make in _FIELDS.items() if declared.of(name)}
    vars(configured).update(
        name=OWN,
        item=item or body,
        items=partial(_regions, item or body),
        drop=declared.of("drop"),
        body=Html(body) if body else Rest(),
        **fields,
    )
    return configured


def with_declared(doc: Document, part: Part, declared: ArticleSelectors) -> Part:
    """`part` as `article:` corrects it: fields, the body's box and what is to be dropped, looked
    for in the region of the article, then on the whole page. What is not there stays as read."""
    fields, without = dict(part.fields), set(part.without)
    for name, make in _FIELDS.items():
        field = make(*declared.of(name))
        value = field.find(doc, part.item) or field.find(doc, doc.tree)
        if value is None:
            continue
        if before := fields.get(name):
            without -= set(before.elements)
        fields[name] = replace(value, rule=f"site.yaml, {value.rule}")
        without |= set(value.elements)
    without |= doc.all(declared.of("drop"), part.item)
    containers, rule = part.containers, part.rule
    body = declared.of("body")
    for selector, boxes in (*doc.each(body, part.item), *doc.each(body, doc.tree))[:1]:
        containers, rule = (boxes[0],), f"site.yaml, {selector}"
    return replace(
        part,
        fields=fields,
        containers=containers,
        without=frozenset(without - set(containers)),
        rule=rule,
    )
