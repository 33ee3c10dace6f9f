"""Details of an article by the class names and microdata that Joomla's layouts and their overrides
share."""

from __future__ import annotations

import re

from migrator.document.document import Document, Element
from migrator.document.text import text_of
from migrator.joomla.field_names import FieldName
from migrator.layout.fields import (
    Field,
    Found,
    category_name,
    first_decimal,
    number,
    person,
    text,
    texts,
    when,
)

#: field -> the rules by class and microdata, as Joomla 1.0 to 6 and overrides print them
FIELDS: dict[FieldName, Field] = {
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
        "a[rel=author]",
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
        "[class*=parent-category] [itemprop=genre]",
        "[class*=parent-category] a",
        ".rt-section a",
        parent=True,
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
) -> dict[FieldName, Found]:
    """The details in `scope` that class names and microdata tell."""
    fields = {}
    terms = frozenset(e for e in scope.iter("dt") if _has_definition(e))
    for name, rule in FIELDS.items():
        hit = rule.find(doc, scope, skip | terms)
        if hit is not None:
            fields[name] = hit
    _undo_t3(fields)
    if "rating" not in fields and (votes := rating(doc, scope, skip)):
        fields["rating"] = votes
    return fields


def _has_definition(term: Element) -> bool:
    """Whether a `dt` is a label, and what it tells stands in the `dd` after it."""
    after = term.getnext()
    return after is not None and after.tag == "dd" and bool(text_of(after))


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


def _undo_t3(fields: dict[FieldName, Found]) -> None:
    """T3 prints `meta[itemprop=dateModified]` inside the published date, with that date's value: no
    modified date."""
    hit = fields.get("modified")
    if hit and hit.elements[0].tag == "meta":
        del fields["modified"]
