"""Pages that tell of several articles: category lists and blogs, front pages, archives. Their rows
are witnesses.

A row tells title, address, date, author, category, hits and intro of an article, also of one whose
own page is missing."""

from __future__ import annotations

import copy

import lxml.etree

from migrator.document.document import Document, Element, is_in
from migrator.document.text import text_of
from migrator.joomla.field_names import FieldName
from migrator.layout import boilerplate as furniture
from migrator.layout import detail_classes, details
from migrator.layout import titles as headings
from migrator.layout.fields import Found
from migrator.model import Fields, Mention, Value
from migrator.normalise import sanitise
from migrator.reading.listing_tables import article_link, cells

#: Structures that only pages of many articles have, of com_content 1.0 to 6, K2, Gantry, Warp, T3.
MARKS = (
    "table.blog",
    "div.blog .items-row",
    "div.blog .item",
    ".blog-featured",
    ".items-leading",
    "div.items-row",
    ".blog-items",
    "div.blog_more",
    "table.category",
    ".category-list",
    "tr.cat-list-row0",
    "tr.cat-list-row1",
    "tr.sectiontableentry1 td a",
    "#archive-items",
    ".tag-category",
    "dl.search-results",
    ".search-results",
    ".itemListView",
    ".itemList",
    "#itemListLeading",
    ".catItemView",
    ".genericItemView",
    ".userItemView",
    ".tagItemView",
    ".latestItemsContainer",
    ".categories-list",
    ".cat-children",
    "ul.category-module-none",
    "div.leading .article_separator",
    "td.article_column",
    "div.article_row",
    "div.leading",
    ".rt-blog",
    ".rt-leading-articles",
    ".rt-teaser-articles",
    ".rt-articles",
    "#system .items",
    "a.blogsection",
    ".category-item",
    ".categorylist",
    "div.eb-posts",
    ".eb-post",
    ".fcitems",
    "#mainflexicontent .catview",
    ".catalogitem",
    "div.tag-items",
    ".com-tags-tag",
    ".com-content-category",
    ".com-content-archive",
    ".com-content-category-blog",
    "#fc_filter_form_blocks",
    "ul.category",
    ".contentlist",
    ".items-more",
    ".fccategory",
    ".fcfavourites",
    ".fcmyitems",
)
#: The box of one row in a blog.
_ITEMS = (
    "[itemprop=blogPost]",
    ".items-leading > div",
    ".items-row .item",
    "div.item[class*='column-']",
    ".blog-item",
    ".blog-items .item",
    ".catItemView",
    ".genericItemView",
    ".userItemView",
    ".tagItemView",
    "td.article_column",
    "div.leading",
    "div.article_column",
    "#archive-items > li",
    "#archive-items > div",
    "#archive-items > article",
    ".rt-article",
    "#system .item",
    "article.uk-article",
    ".eb-post",
    "tr.sectiontableentry1",
    "tr.sectiontableentry2",
    "tr.cat-list-row0",
    "tr.cat-list-row1",
    "table.category tbody tr",
    ".list-group-item",
    "ul.category-list li",
)
_READ_MORE = ("a.readon", "p.readmore a", ".readmore a", "a.k2ReadMore", ".pager-readmore a")


def marks(doc: Document, blocks: frozenset[Element]) -> list[str]:
    """The marks of a listing that stand outside comments and modules."""
    return [
        mark
        for mark, elements in doc.each(MARKS)
        if any(not _elsewhere(doc, e, blocks) for e in elements)
    ]


def _elsewhere(doc: Document, element: Element, blocks: frozenset[Element]) -> bool:
    return element in blocks or is_in(element, blocks) or furniture.in_module(doc, element)


def mentions(doc: Document, blocks: frozenset[Element]) -> tuple[Mention, ...]:
    """What the rows of the page tell of articles, each article once."""
    by_address: dict[str, Mention] = {}
    seen: set[Element] = set()
    for _, rows in doc.each(_ITEMS):
        for row in rows:
            if row in seen or row in blocks or is_in(row, seen):
                continue
            seen.add(row)
            mention = cells(doc, row) if row.tag == "tr" else _item(doc, row, blocks)
            if mention:
                by_address.setdefault(mention.url, mention)
    for row in _table_rows(doc, blocks):
        mention = _item(doc, row, blocks)
        if mention:
            by_address.setdefault(mention.url, mention)
    return tuple(by_address.values())


#: Where a list's own heading and description stand: com_content 1.0 to 6, K2.
_HEADINGS = (
    "span.subheading-category",
    ".componentheading",
    ".itemListCategory h2",
    ".category-title",
    ".page-header h1",
    ".page-header h2",
    ".page-subheader h2",
    "div.blog > h2",
    "div.blog > h1",
    ".blog-featured > h1",
    "div.category-list > h2",
    "div.category-list > h1",
    "h1.uk-article-title",
    "#system h1.title",
)
_DESCRIPTIONS = (
    ".contentdescription",
    ".category-desc",
    ".category-description",
    ".itemListCategory",
    ".category_description",
    "#system .description",
)


def fields(doc: Document) -> Fields:
    """What a list says of itself: its heading, and as HTML the description of its category."""
    values: Fields = {}
    for selector, named in doc.each(_HEADINGS):
        heading = next(
            (
                e
                for e in named
                if not furniture.in_module(doc, e)
                and next(e.iter("a"), None) is None
                and text_of(e)
            ),
            None,
        )
        if heading is not None:
            values["title"] = Value(text_of(heading), selector)
            break
    for selector, named in doc.each(_DESCRIPTIONS):
        box = next((e for e in named if not furniture.in_module(doc, e)), None)
        html = (
            sanitise.clean(doc, box, {*box.iter("h1", "h2", "h3"), *doc.all(MARKS, box)} - {box})
            if box is not None
            else ""
        )
        if html:
            values["description"] = Value(html, selector)
            break
    return values


def _table_rows(doc: Document, blocks: frozenset[Element]) -> list[Element]:
    """The articles of a blog that 1.0 and 1.5 print in tables, one after the other: a table with
    the heading, those up to the next heading with it (copies, in a box each)."""
    rows: list[Element] = []
    for table in doc.find("table.contentpaneopen"):
        if table in blocks or furniture.in_module(doc, table):
            continue
        if doc.find("td.contentheading", table):
            rows.append(lxml.etree.Element("div"))
        if rows:
            rows[-1].append(copy.deepcopy(table))
    return rows


def _item(doc: Document, row: Element, blocks: frozenset[Element]) -> Mention | None:
    """A row of a blog: a heading that links to the article, details, an intro."""
    heading = headings.title(doc, row)
    links = [a for h in row.iter("h1", "h2", "h3", "h4") for a in h.iter("a")] + doc.find(
        "a.contentpagetitle", row
    )
    links += [a for _, more in doc.each(_READ_MORE, row) for a in more]
    link = article_link(doc, links)
    if link is None:
        return None
    onward = {a for _, more in doc.each(_READ_MORE, row) for a in more}
    title = (
        text_of(link[0])
        if link[0] in set(row.iter("a")) - onward
        and any(a.tag in ("h1", "h2", "h3", "h4", "td") for a in link[0].iterancestors())
        else None
    )
    title = title or (heading.value if heading else None)
    without = furniture.parts(doc, row) | (blocks - {row, *row.iterancestors()})
    fields_of_row = _details(doc, row, without)
    fields: Fields = {k: Value(f.value, f"listing: {f.rule}") for k, f in fields_of_row.items()}
    if title:
        fields["title"] = Value(title, "listing: heading")
    return Mention(
        link[1].url,
        "listing",
        fields,
        _intro(doc, row, without | {e for f in fields_of_row.values() for e in f.elements}),
    )


def _details(doc: Document, row: Element, without: set[Element]) -> dict[FieldName, Found]:
    by_name = detail_classes.by_class(doc, row)
    read = {e for f in by_name.values() for e in f.elements} | without
    for name, hit in details.by_label(doc, row, read).items():
        by_name.setdefault(name, hit)
    return by_name


_NOT_INTRO = (".contentheading", "a.contentpagetitle", *_READ_MORE)


def _intro(doc: Document, row: Element, without: set[Element]) -> str | None:
    heads = set(row.iter("h1", "h2", "h3")) if row.tag != "tr" else set()
    heads |= doc.all(_NOT_INTRO, row)
    html = sanitise.clean(doc, row, without | heads)
    return html or None
