"""One article, whole, from all that was read of it."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from migrator.assemble import body_choice, categories, comments, field_choice, ledger, media
from migrator.assemble.addresses import Addresses, AddressLookup
from migrator.assemble.article_body import body_of
from migrator.assemble.date_settings import Calendar
from migrator.assemble.identity import Group
from migrator.assemble.site_facts import Common
from migrator.joomla import address
from migrator.joomla.field_names import FieldName
from migrator.markdown import conversion
from migrator.model import Article, CustomField, Fields, LabelledLink, Note, Reading, When, Witness
from migrator.normalise import edge_links
from migrator.patterns import lazy_pattern


class Readings(Addresses, Protocol):
    """Where the readings of an article's pages are: a store, or one page."""

    def readings(self, numbers: Sequence[int], /) -> Iterator[tuple[int, Reading]]:
        """Number and reading of some captures."""

    def mentions(self, addresses: Sequence[str], /) -> list[Witness]:
        """What listings and feeds tell of the article that has one of the `addresses` or keys."""


def article(
    group: Group,
    store: Readings,
    common: Common,
    calendar: Calendar,
    markdown_options: conversion.MarkdownOptions = conversion.PLAIN,
) -> Article:
    """The article of a group of captures."""
    pages, fragments = _readings(group, store, calendar)
    witnesses = [
        w._replace(mention=calendar.told(w.mention))
        for w in store.mentions(field_choice.keys_of(pages, sorted(common.hosts)))
    ]
    fields, field_notes = field_choice.choose(pages, witnesses, common)
    content = _content(pages, common, markdown_options)
    all_comments, stated, missing = comments.union([*pages, *fragments])
    lookup = AddressLookup(store, common.hosts)
    images, attachments = media.of(content.body, lookup)
    notes = [*field_notes, *group.notes, *content.choice_notes, *missing]
    notes += _reading_notes(pages, content, common)
    main = min(pages, key=lambda r: (r.url or r.mirror) != group.main)
    shown_html = [content.body, content.beside_html, *(c.html for c in all_comments)]
    return replace(
        _with_fields(group.id, fields),
        url=main.url,
        urls=_urls(pages, main.url),
        alias=_value(fields, "alias") or _alias(pages) or _last_piece(main),
        categories=categories.path(fields, pages, witnesses, common),
        kind=pages[0].kind if pages else "article",
        extra={name: _extra(field.value) for name, field in field_choice.extra(pages).items()},
        body_html=content.body,
        body_markdown=content.markdown,
        images=images,
        attachments=attachments,
        fields=content.custom_fields,
        links=content.links,
        versions=next((r.versions for r in content.rows if r.versions), ()),
        references=media.links(shown_html, lookup),
        comment_system=next((r.comment_system for r in pages if r.comment_system), None),
        comments_stated=stated,
        comments=all_comments,
        sources=tuple(r.source for r in (*pages, *fragments)),
        captured=_captured(pages),
        state=field_choice.state_of(content.rows),
        notes=tuple(dict.fromkeys(notes)),
    )


def _readings(
    group: Group, store: Readings, calendar: Calendar
) -> tuple[list[Reading], list[Reading]]:
    """The readings of a group's pages, with the address that a list gives, and of its fragments."""
    read = {n: calendar.settle(r) for n, r in store.readings((*group.pages, *group.fragments))}
    pages = [read[n] for n in group.pages]
    if group.listed:
        pages = [replace(r, url=group.listed) if r.url == r.mirror else r for r in pages]
    return pages, [read[n] for n in group.fragments]


def _reading_notes(pages: list[Reading], content: _Content, common: Common) -> list[Note]:
    """The notes of the pages and of their text, and of words that are in no record or in many."""
    return [
        *(note for page in pages for note in page.notes),
        *content.notes,
        *ledger.notes(pages, common.repeated),
        *ledger.kept_furniture(pages, common.everywhere, common.copies),
    ]


class _Content(NamedTuple):
    """What an article shows: its body as HTML and as Markdown with what stands beside the body, and
    the rows of databases that belong to it."""

    rows: list[Reading]
    body: str
    custom_fields: tuple[CustomField, ...]
    links: tuple[LabelledLink, ...]
    beside_html: str
    markdown: str
    choice_notes: list[Note]
    notes: list[Note]


def _content(
    pages: Sequence[Reading], common: Common, markdown_options: conversion.MarkdownOptions
) -> _Content:
    rows, shown_pages = field_choice.rows_of(pages), field_choice.pages_of(pages)
    body, choice_notes = body_choice.choose(rows, body_of(shown_pages), shown_pages)
    body, injected = _without_injected(body, pages, common)
    custom_fields, links = _custom_fields(rows, shown_pages), _links(rows, shown_pages)
    beside_html = _beside(custom_fields, links)
    markdown, losses = conversion.convert(body + beside_html, markdown_options)
    return _Content(
        rows, body, custom_fields, links, beside_html, markdown, choice_notes, [*injected, *losses]
    )


def _value(fields: Fields, name: FieldName) -> Any:
    return fields[name].value if name in fields else None


def _with_fields(ident: str, fields: Fields) -> Article:
    """An article that has nothing but an id and its fields."""

    def value(name: FieldName) -> Any:
        return _value(fields, name)

    rating = value("rating")
    return Article(
        ident,
        None,
        (),
        title=value("title"),
        author=value("author"),
        created=value("created"),
        modified=value("modified"),
        published=value("published"),
        tags=tuple(dict.fromkeys(value("tags") or ())),
        hits=value("hits"),
        rating={"average": rating[0], "count": rating[1]} if rating else None,
        language=_language(value("language")),
        description=value("description"),
        keywords=value("keywords"),
        translations=dict(value("translations") or ()),
        found_by=_found_by(fields),
    )


def _captured(pages: Sequence[Reading]) -> str | None:
    """When the article was captured: the time of its best page, or of another capture of the same
    text where that page has none (a mirror beside the WARC of it)."""
    alike = (r.captured for r in pages if r.text_mark == pages[0].text_mark)
    return next(filter(None, alike), None)


def _extra(value: Any) -> Any:
    return value.value if isinstance(value, When) else value


def _without_injected(
    body: str, pages: Sequence[Reading], common: Common
) -> tuple[str, list[Note]]:
    """`body` without the boxes of links to other sites that most articles of the site have."""
    if not any(common.edge_links.intersection(r.edge_links) for r in pages):
        return body, []
    host = address.read(pages[0].url or pages[0].mirror or "").host
    body, words = edge_links.without(body, host, common.edge_links)
    message = "a box of links to other sites that the site's articles have in common was left out"
    return body, [Note("links-repeated", f"{message}: {text[:60]!r}") for text in words]


def _custom_fields(rows: Sequence[Reading], pages: Sequence[Reading]) -> tuple[CustomField, ...]:
    """The custom fields that pages show, then those of rows that no page shows. K2's have no name:
    then the label tells which is which."""
    shown = list(dict.fromkeys(f for r in pages for f in r.custom_fields))
    names = {word for f in shown for word in (f.name, f.label) if word}
    for field in (f for r in rows[:1] for f in r.custom_fields):
        if field.name not in names and field.label not in names:
            shown.append(field)
    return tuple(shown)


def _links(rows: Sequence[Reading], pages: Sequence[Reading]) -> tuple[LabelledLink, ...]:
    """The links A, B and C that pages show, then those of rows that no page shows."""
    by_address: dict[str, LabelledLink] = {}
    for link in (link for r in (*pages, *rows[:1]) for link in r.article_links):
        by_address.setdefault(link.url, link)
    return tuple(by_address.values())


def _beside(fields: Sequence[CustomField], links: Sequence[LabelledLink]) -> str:
    """Custom fields and links as HTML: a Markdown file has no other place where a reader sees
    them."""
    items = [
        f"<li>{f'<strong>{entities.escape(f.label)}</strong> ' if f.label else ''}{f.html}</li>"
        for f in fields
    ]
    items += [
        f'<li><a href="{entities.escape(k.url)}">{entities.escape(k.label)}</a></li>' for k in links
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""


_SHOWN = (
    "title",
    "author",
    "created",
    "modified",
    "published",
    "category",
    "section",
    "parent category",
    "tags",
    "hits",
    "rating",
    "language",
    "description",
    "keywords",
    "body",
    "breadcrumbs",
    "alias",
    "category path",
)


def _found_by(fields: Fields) -> dict[str, str]:
    return {n: fields[n].rule for n in _SHOWN if n in fields}


def _urls(group: Sequence[Reading], main: str | None) -> tuple[str, ...]:
    """All addresses of the article, the main one first, whatever the order of the captures."""
    return tuple(
        sorted({u for r in group for u in (r.url, r.canonical) if u}, key=lambda u: (u != main, u))
    )


def _alias(group: Sequence[Reading]) -> str | None:
    """The slug that stands behind the article's number in some address."""
    for r in group:
        for url in (r.url, r.canonical, r.mirror):
            parsed = address.read(url or "")
            if parsed.alias and parsed.id is not None and (r.key or "").endswith(f":{parsed.id}"):
                return re.sub(r"\.html?$", "", parsed.alias)
    return None


def _last_piece(main: Reading) -> str | None:
    """The slug of an address without a number: its last piece, with the number that heads it where
    that is the title's."""
    parsed = address.read(main.url or main.mirror or "")
    if not main.url and _HASHED.fullmatch(parsed.alias or ""):
        return None
    return f"{parsed.id}-{parsed.alias}" if parsed.alias and parsed.id is not None else parsed.alias


#: The name of a file to which HTTrack saved an address with a query.
_HASHED = lazy_pattern(r"index[0-9a-f]{4}(?:-\d+)?")


def _language(tag: str | None) -> str | None:
    if not tag:
        return None
    head, _, tail = tag.replace("_", "-").partition("-")
    return f"{head.lower()}-{tail.upper() if len(tail) == 2 else tail}" if tail else head.lower()
